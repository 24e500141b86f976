/** Many seeds, on one or several threads. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { runSeed, type RunResult } from './one-run.ts';
import type { Order } from './worker.ts';

export interface BatchOptions {
  runs: number;
  /** The first; the others follow it. */
  seed: number;
  /** Seeds behind those. */
  besides?: readonly number[];
  faults: boolean;
  jobs: number;
  /** Whether threads remember what pure functions said, as under `npm run simulate`: the same runs in half of the time. */
  remembering?: boolean;
  /** Begins no more runs once one has failed. */
  stopAtFirst?: boolean;
  /** Told of each run that broke a promise when it has ended: a batch may take hours. */
  broken?: (result: RunResult) => void;
}

export interface BatchResult {
  /** By seed. */
  results: RunResult[];
  seconds: number;
  /** Of all runs: the same seeds give the same. */
  hash: string;
}

const MEMORY = new URL('./remember/hook.ts', import.meta.url).href;

export async function runBatch({
  runs,
  seed,
  besides = [],
  faults,
  jobs,
  remembering = false,
  stopAtFirst = false,
  broken,
}: BatchOptions): Promise<BatchResult> {
  const from = performance.now();
  const results: RunResult[] = [];
  const seeds = [...Array.from({ length: runs }, (_, index) => seed + index), ...besides].values();
  const failed = (): boolean => stopAtFirst && results.some(({ violations }) => violations.length > 0);
  const take = (): number | undefined => (failed() ? undefined : seeds.next().value);
  const ended = (result: RunResult): void => {
    results.push(result);
    if (result.violations.length > 0) broken?.(result);
  };
  // Of this process the modules are loaded already
  if (jobs <= 1 && !remembering) {
    for (let one = take(); one !== undefined; one = take()) ended(await runSeed(one, faults));
  } else {
    const options = remembering ? { execArgv: ['--import', MEMORY] } : {};
    const work = (): Promise<void> => runInWorker(options, take, faults, ended);
    await Promise.all(Array.from({ length: jobs }, () => work()));
  }
  results.sort((a, b) => a.seed - b.seed);
  const hash = createHash('sha256');
  for (const result of results) hash.update(`${result.seed} ${result.hash}\n`);
  return { results, seconds: (performance.now() - from) / 1000, hash: hash.digest('hex').slice(0, 16) };
}

async function runInWorker(
  options: WorkerOptions,
  take: () => number | undefined,
  faults: boolean,
  ended: (result: RunResult) => void,
): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), options);
  try {
    for (let seed = take(); seed !== undefined; seed = take()) {
      const order: Order = { seed, faults };
      worker.postMessage(order);
      // Rejects where the worker fails
      const [result] = (await once(worker, 'message')) as [RunResult];
      ended(result);
    }
  } finally {
    await worker.terminate();
  }
}

/** How many runs broke each promise, the most frequent first. */
export function byCheck(results: readonly RunResult[]): Map<string, RunResult[]> {
  const found = new Map<string, RunResult[]>();
  for (const result of results) {
    for (const check of new Set(result.violations.map((violation) => violation.check))) {
      found.set(check, [...(found.get(check) ?? []), result]);
    }
  }
  return new Map([...found].sort((a, b) => b[1].length - a[1].length));
}
