/** Times as they are typed: a span back from now, or a point in time. */
import { InvalidArgumentError } from 'commander';

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A span back from now, or a point in time; epoch milliseconds. */
export function instant(value: string): number {
  const span = /^(\d{1,5})([mhd])$/.exec(value);
  const unit = UNIT_MS[span?.[2] ?? ''];
  if (span !== null && unit !== undefined) return Date.now() - Number(span[1]) * unit;
  const time = Date.parse(value);
  if (Number.isNaN(time))
    throw new InvalidArgumentError('not a span such as 1h or a time such as 2026-11-24T09:30:00Z');
  return time;
}
