/**
 * Works through items with at most `limit` in flight: those of one group one after the other in their order,
 * groups side by side. After a failure nothing new is begun; it throws when what was begun has ended.
 */
export async function forEachGroup<T>(
  items: Iterable<T>,
  groupOf: (item: T) => string,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const groups = [...Map.groupBy(items, groupOf).values()];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < groups.length) {
      const group = groups[next++] ?? [];
      for (const item of group) {
        if (failures.length > 0) return;
        try {
          await work(item);
        } catch (error) {
          failures.push(error);
          return;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, groups.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
