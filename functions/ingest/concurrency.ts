/**
 * Works through items with at most `limit` in flight: those of one group one after the other in their order,
 * groups side by side. A failure stops nothing, not even its own group.
 * @returns what was thrown, in the order of time
 */
export async function forEachGroup<T>(
  items: Iterable<T>,
  groupOf: (item: T) => string,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<unknown[]> {
  const groups = [...Map.groupBy(items, groupOf).values()];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < groups.length) {
      const group = groups[next++] ?? [];
      for (const item of group) {
        try {
          await work(item);
        } catch (error) {
          failures.push(error);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, groups.length) }, worker));
  return failures;
}
