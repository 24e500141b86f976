/** Runs the seeds that it is sent, one after the other. */
import { parentPort } from 'node:worker_threads';
import { runSeed } from './one-run.ts';

export interface Order {
  seed: number;
  faults: boolean;
}

parentPort?.on('message', ({ seed, faults }: Order) => {
  void runSeed(seed, faults).then(
    (result) => {
      parentPort?.postMessage(result);
    },
    (error: unknown) => {
      // Ends the worker, which tells whoever waits for it
      throw new Error(`seed ${seed}`, { cause: error });
    },
  );
});
