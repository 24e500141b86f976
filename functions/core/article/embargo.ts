import type { ArticleRecord } from './record.ts';

/**
 * When a record may be published at the earliest.
 * @param now RFC 3339
 * @returns the end of its embargo, or now where there is none; null: not before somebody releases it, as of a text that
 * breaks off, where that is agreed. Fails closed: a
 * time that cannot be read holds.
 */
export function publishableAt({ wire }: ArticleRecord, now: string): string | null {
  if (wire.embargo.indefinite || wire.heldFor !== undefined) return null;
  const { until } = wire.embargo;
  if (until === null) return now;
  const end = Date.parse(until);
  if (Number.isNaN(end)) return null;
  return end > Date.parse(now) ? new Date(end).toISOString() : now;
}
