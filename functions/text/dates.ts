/** Dates as wires write them, to RFC 3339. */
import type { Warning } from '../article/record.ts';
import { Temporal } from 'temporal-polyfill';

export interface DateOptions {
  /** IANA zone for local times; absent: UTC is assumed, with a warning. */
  zone?: string;
  /** Epoch milliseconds of receipt: the year of dates without one, and the end of the window. */
  received: number;
  /** past (default): 1990-01-01 .. received + 48 h; any: embargoes and events may lie ahead. */
  window?: 'past' | 'any';
}

export interface ReadDate {
  instant?: string;
  warnings: Warning[];
}

const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d{1,9}))?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** @returns the instant with the offset as written, or none and a warning where the date cannot be read */
export function readDate(written: string, options: DateOptions): ReadDate {
  const warnings: Warning[] = [];
  const text = written.trim();
  if (text === '') return { warnings };
  const iso = ISO.exec(text);
  if (iso === null) {
    const parsed = Date.parse(text);
    if (Number.isNaN(parsed)) return { warnings: [{ code: 'date-unreadable', detail: text.slice(0, 80) }] };
    return { instant: new Date(parsed).toISOString().replace('.000Z', 'Z'), warnings };
  }
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', , offset] = iso;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  try {
    if (offset !== undefined) {
      const zone = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
      Temporal.Instant.from(local + zone);
      return { instant: local + zone, warnings };
    }
    if (options.zone === undefined) warnings.push({ code: 'zone-assumed', detail: `"${text}" read as UTC` });
    const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(options.zone ?? 'UTC');
    return { instant: zoned.toString({ timeZoneName: 'never' }).replace('+00:00', 'Z'), warnings };
  } catch {
    return { warnings: [{ code: 'date-unreadable', detail: text.slice(0, 80) }] };
  }
}
