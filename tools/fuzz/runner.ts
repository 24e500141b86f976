/** A worker with a bounded heap, renewed after every death; tells what became of an input. */
import { Worker } from 'node:worker_threads';
import type { Outcome } from './worker.ts';

/** What no input of 1 MB may exceed. */
export const BUDGET = { cpuMs: 1000, heapMb: 256 } as const;

/** Wall time after which a worker is given up, far above the budget: the machine may be busy. */
const GIVE_UP_MS = 10_000;

export interface Verdict {
  fault?: Outcome['fault'] | 'slow' | 'memory' | 'died';
  detail?: string;
  cpu: number;
}

export class Runner {
  #worker: Worker | undefined;

  /** Reads the input; a slow one is read twice more, for a fresh worker compiles at its first inputs. */
  async judge(bytes: Uint8Array): Promise<Verdict> {
    let verdict = await this.#once(bytes);
    for (let again = 0; again < 2 && verdict.fault === 'slow' && verdict.cpu < GIVE_UP_MS; again++)
      verdict = await this.#once(bytes);
    return verdict;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #once(bytes: Uint8Array): Promise<Verdict> {
    const worker = (this.#worker ??= new Worker(new URL('worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: BUDGET.heapMb },
    }));
    return new Promise((resolve) => {
      const finish = (verdict: Verdict, dead: boolean): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (dead) {
          this.#worker = undefined;
          // What a dying worker still says is of no interest, but unheard it would end the process
          worker.on('error', () => undefined);
          void worker.terminate();
        }
        resolve(verdict);
      };
      const onMessage = (outcome: Outcome): void => {
        const slow = outcome.fault === undefined && outcome.cpu > BUDGET.cpuMs;
        finish(slow ? { ...outcome, fault: 'slow', detail: `${outcome.cpu.toFixed(0)} ms` } : outcome, false);
      };
      const onError = (error: unknown): void => {
        const message = error instanceof Error ? error.message : String(error);
        finish({ fault: /memory/i.test(message) ? 'memory' : 'died', detail: message, cpu: 0 }, true);
      };
      const onExit = (code: number): void => {
        finish({ fault: 'died', detail: `the worker ended with ${code}`, cpu: 0 }, true);
      };
      const timer = setTimeout(() => {
        finish({ fault: 'slow', detail: `over ${GIVE_UP_MS} ms`, cpu: GIVE_UP_MS }, true);
      }, GIVE_UP_MS);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(bytes);
    });
  }
}

/** Makes a failing input smaller while it fails in the same way: takes out ever smaller pieces, within a time. */
export async function minimise(
  runner: Runner,
  bytes: Uint8Array,
  fault: Verdict['fault'],
  until: number,
): Promise<Uint8Array> {
  let smallest = bytes;
  for (let piece = Math.ceil(bytes.length / 2); piece >= 1; piece = piece > 1 ? Math.ceil(piece / 2) : 0) {
    for (let from = 0; from < smallest.length;) {
      if (Date.now() > until) return smallest;
      const shorter = Buffer.concat([smallest.subarray(0, from), smallest.subarray(from + piece)]);
      const verdict = await runner.judge(shorter);
      if (verdict.fault === fault) smallest = shorter;
      else from += piece;
    }
  }
  return smallest;
}
