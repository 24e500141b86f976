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
  /** Milliseconds of processor time. */
  median: number;
  p95: number;
  runs: number;
}

/**
 * @param work run until `milliseconds` are over, at least 30 times, after as long for warming up
 */
export async function measure(work: () => Promise<unknown>, milliseconds = 400): Promise<Timing> {
  for (const end = performance.now() + milliseconds; performance.now() < end;) await work();
  globalThis.gc?.();
  const times: number[] = [];
  for (const end = performance.now() + milliseconds; performance.now() < end || times.length < 30;) {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  return { median: at(times, 0.5), p95: at(times, 0.95), runs: times.length };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Three figures that count. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
