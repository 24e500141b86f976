/**
 * Measuring: medians of many warm runs, because means are those of the garbage collector; and in processor time of the
 * own thread, because the clock on the wall is that of the neighbours.
 */

/** What a section prints, one object a row; the keys are the column titles. */
export type Row = Readonly<Record<string, string | number>>;

export interface Section {
  /** As given on the command line. */
  name: string;
  title: string;
  run(): Promise<readonly Row[]>;
}

export interface Timing {
  /** Milliseconds of processor time of one run. */
  median: number;
  best: number;
}

const BATCHES = 9;
/** The system counts a thread's time in ticks of up to 4 ms, so many runs are timed together. */
const BATCH_MS = 240;
const FEWEST_RUNS = 3;

/** The compiler has done what it can for code when so many batches brought nothing; an hour's traffic takes it there. */
const STEADY = 4;
const FASTER = 0.98;
const MOST_WARMING = 30;

/** @param work run until it gets no faster, then in batches; the median is that of the batches */
export async function measure(work: () => Promise<unknown>): Promise<Timing> {
  // Once and not before each batch: a full collection drops optimised code, too, and no function collects so often
  globalThis.gc?.();
  // The first loads what it needs
  await work();
  const timed = async (): Promise<number> => {
    const before = process.threadCpuUsage();
    const start = performance.now();
    let runs = 0;
    for (; runs < FEWEST_RUNS || performance.now() - start < BATCH_MS; runs++) await work();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000 / runs;
  };
  let fastest = Infinity;
  for (let warming = 0, since = 0; warming < MOST_WARMING && since < STEADY; warming++) {
    const time = await timed();
    since = time < fastest * FASTER ? 0 : since + 1;
    fastest = Math.min(fastest, time);
  }
  const times: number[] = [];
  for (let left = BATCHES; left > 0; left--) times.push(await timed());
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(BATCHES / 2)] ?? NaN, best: times[0] ?? NaN };
}

/** Three figures that count. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
