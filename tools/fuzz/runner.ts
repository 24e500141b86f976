/** A worker with a bounded heap, renewed after every death; tells what became of an input. */
import { Worker } from 'node:worker_threads';
import { USUAL_MS } from './pace.ts';
import type { Outcome } from './worker.ts';

/** What no input of 1 MB may exceed; of thousands of items in it each has the time of one. */
export const BUDGET = { cpuMs: 1000, itemMs: 0.8, heapMb: 256 } as const;

/** Processor time after which a worker is given up, far above the budget. */
const GIVE_UP_MS = 10_000;
/** How often it is asked for. */
const ASK_MS = 2000;

export interface Verdict {
  fault?: Outcome['fault'] | 'slow' | 'memory' | 'died';
  detail?: string;
  cpu: number;
  items?: number;
}

export class Runner {
  #worker: Worker | undefined;

  /**
   * Reads the input; a slow one is read twice more, for a fresh worker compiles at its first inputs, and beside work that is
   * always the same, for a busy machine takes more processor time for everything.
   */
  async judge(bytes: Uint8Array): Promise<Verdict> {
    let verdict = await this.#once(bytes);
    for (let again = 0; again < 2 && verdict.fault === 'slow' && verdict.cpu < GIVE_UP_MS; again++) {
      const before = await this.#once('pace');
      const next = await this.#once(bytes);
      const after = await this.#once('pace');
      const pace = Math.max(1, before.cpu / USUAL_MS, after.cpu / USUAL_MS);
      verdict = next.fault === 'slow' && next.cpu < GIVE_UP_MS ? atPace(next, pace) : next;
    }
    return verdict;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #once(task: Uint8Array | 'pace'): Promise<Verdict> {
    const worker = (this.#worker ??= new Worker(new URL('worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: BUDGET.heapMb },
    }));
    return new Promise((resolve) => {
      let isOver = false;
      const finish = (verdict: Verdict, dead: boolean): void => {
        if (isOver) return;
        isOver = true;
        clearInterval(timer);
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
        finish(outcome.fault === undefined ? atPace(outcome, 1) : outcome, false);
      };
      const onError = (error: unknown): void => {
        const message = error instanceof Error ? error.message : String(error);
        finish({ fault: /memory/i.test(message) ? 'memory' : 'died', detail: message, cpu: 0 }, true);
      };
      const onExit = (code: number): void => {
        finish({ fault: 'died', detail: `the worker ended with ${code}`, cpu: 0 }, true);
      };
      const began = spent(worker);
      const timer = setInterval(() => {
        void Promise.all([began, spent(worker)]).then(([before, now]) => {
          if (now - before > GIVE_UP_MS)
            finish({ fault: 'slow', detail: `over ${GIVE_UP_MS} ms`, cpu: GIVE_UP_MS }, true);
        });
      }, ASK_MS);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(task);
    });
  }
}

/** A reading in the time that a machine at its usual pace would take. */
function atPace({ cpu: here, items = 0 }: Verdict, pace: number): Verdict {
  const cpu = here / pace;
  if (cpu > Math.max(BUDGET.cpuMs, items * BUDGET.itemMs))
    return { fault: 'slow', detail: `${cpu.toFixed(0)} ms`, cpu, items };
  return { cpu, items };
}

/** Milliseconds of processor time that a worker has used; 0 where it has ended. */
async function spent(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return 0;
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
