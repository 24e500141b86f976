/**
 * That a cost grows with the text and not faster is told by processor time, on a machine of any load: ten times what the
 * slowest of such texts takes alone is allowed. A cost that grows with the square of the text takes minutes.
 */
export const ENOUGH_MS = 10_000;

/** Milliseconds of processor time that something takes. */
export async function processorTime(action: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await action();
  return process.cpuUsage(before).user / 1000;
}
