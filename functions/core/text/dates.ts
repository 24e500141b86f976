/**
 * Dates as wires write them, to RFC 3339. A local time is read in the feed's zone; what no clock can tell
 * (a time that a change to summer time skips or repeats) is said in a warning.
 */
// The functions of the polyfill and not its classes: half the size in the bundle
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import type { Warning } from './remarks.ts';
import { readWrittenDate, type DayOrder, type WrittenDate } from './written-date.ts';
import { placed } from './zone-names.ts';

export interface DateOptions {
  /** IANA zone for local times; absent: UTC is assumed, with a warning. */
  zone?: string;
  /** ISO 3166-1 of the feed, where its language tells it ("en-AU"): which of its meanings a zone's name or "03/04/2026" has. */
  country?: string;
  /** Epoch milliseconds of receipt: the end of the window. */
  received: number;
  /**
   * - past (default): 1990-01-01 .. received + 48 h
   * - content: as past, but pictures and documents may be older than any wire
   * - any: embargoes and events may lie ahead; of a repeated hour the second one counts, so that nothing is early
   */
  window?: 'past' | 'content' | 'any';
}

export interface ReadDate {
  instant?: string;
  warnings: Warning[];
}

const HOUR = 3_600_000;
const EARLIEST = Date.parse('1990-01-01T00:00:00Z');
const EARLIEST_CONTENT = Date.parse('1800-01-01T00:00:00Z');
const LATEST = Date.parse('2200-01-01T00:00:00Z');
const SHOWN = 80;

/** Templates that were never filled in, and zeros. */
const PLACEHOLDER = /^(?=.*[YM0]{4})[YMDHS0:T.+Z\s-]+$/i;

/** @returns the instant with the offset as written, or none and a warning where the date cannot be read */
export function readDate(written: string, options: DateOptions): ReadDate {
  const text = written.trim();
  if (text === '' || PLACEHOLDER.test(text)) return { warnings: [] };
  const parts = readWrittenDate(text, orderIn(options.country));
  return parts === undefined ? refused('date-unreadable', text) : instantOf(parts, text, options);
}

/** Where both are written, or the year comes first, no country tells. */
const NO_ORDER: readonly string[] = ['CA', 'PH', 'CN', 'JP', 'KR', 'TW', 'HU', 'LT'];

function orderIn(country: string | undefined): DayOrder | undefined {
  if (country === undefined || NO_ORDER.includes(country)) return undefined;
  return country === 'US' ? 'month-first' : 'day-first';
}

/**
 * The instant of a date whose parts are known.
 * @param text the date as written, for warnings
 */
export function instantOf(parts: WrittenDate, text: string, options: DateOptions): ReadDate {
  const warnings: Warning[] = [];
  try {
    const { parts: known, zone, warning } = placed(parts, options);
    if (warning !== undefined) warnings.push({ ...warning, detail: `"${shown(text)}": ${warning.detail}` });
    const instant =
      known.offset === undefined
        ? local(known, text, zone === undefined ? options : { ...options, zone }, warnings)
        : fixed(known);
    const time = timeOf(instant);
    const { window = 'past', received } = options;
    const from = window === 'past' ? EARLIEST : EARLIEST_CONTENT;
    const to = window === 'any' ? LATEST : received + 48 * HOUR;
    return time < from || time > to ? refused('date-out-of-range', text) : { instant, warnings };
  } catch {
    return refused('date-unreadable', text);
  }
}

/** Epoch milliseconds, both of them possible. */
export interface DateSpan {
  from: number;
  to: number;
}

/**
 * Where the time that was written can lie: a date without a time is its whole day, a local time of the hour that comes
 * twice in autumn is both, any other is one moment.
 * @param zone IANA zone for local times; absent: UTC
 * @returns undefined for what cannot be read, and for what lies before there were wires
 */
export function readSpan(written: string, zone?: string, country?: string): DateSpan | undefined {
  const text = written.trim();
  if (text === '' || PLACEHOLDER.test(text)) return undefined;
  const parts = readWrittenDate(text, orderIn(country));
  if (parts === undefined) return undefined;
  try {
    const at = { ...(zone === undefined ? {} : { zone }), ...(country === undefined ? {} : { country }) };
    const { parts: known, zone: own = zone ?? 'UTC' } = placed(parts, at);
    const span = known.offset === undefined ? localSpan(known, own) : fixedSpan(known);
    return span.from < EARLIEST ? undefined : span;
  } catch {
    return undefined;
  }
}

/** @throws RangeError */
function fixedSpan(parts: WrittenDate): DateSpan {
  const from = timeOf(fixed(parts));
  return { from, to: parts.wholeDay ? from + 24 * HOUR : from };
}

/** @throws RangeError */
function localSpan(parts: WrittenDate, zone: string): DateSpan {
  const clock = clockOf(parts);
  const at = (local: PlainDateTime.Record, disambiguation: 'earlier' | 'later'): ZonedDateTime.Record =>
    PlainDateTime.toZonedDateTime(local, zone, { disambiguation });
  if (parts.wholeDay) {
    const next = PlainDateTime.addDays(clock, 1);
    return { from: at(clock, 'earlier').epochMilliseconds, to: at(next, 'earlier').epochMilliseconds };
  }
  const [earlier, later] = [at(clock, 'earlier'), at(clock, 'later')];
  // a time that spring skips is read as `readDate` reads it
  const isSkipped = !PlainDateTime.equals(ZonedDateTime.toPlainDateTime(later), clock);
  const from = isSkipped ? later : earlier;
  const { milliseconds } = parts;
  return { from: from.epochMilliseconds + milliseconds, to: later.epochMilliseconds + milliseconds };
}

function refused(code: string, text: string): ReadDate {
  return { warnings: [{ code, detail: `"${shown(text)}" is ignored` }] };
}

function shown(text: string): string {
  return text.slice(0, SHOWN).toWellFormed();
}

/** With an offset, as nearly every date of a wire is: told without a calendar of zones. @throws RangeError */
function fixed(parts: WrittenDate): string {
  const { year, month, day, hour, minute } = parts;
  const midnight = isNextMidnight(parts);
  const date = `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
  // JavaScript takes the 31st of February for a day of March
  if (midnight || day > FEWEST_DAYS) {
    const clock = new Date(`${date}T00:00:00Z`);
    if (clock.getUTCDate() !== day) throw new RangeError('no such day');
    if (midnight) {
      clock.setUTCDate(day + 1);
      return `${clock.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}${fractionOf(parts)}${parts.offset ?? 'Z'}`;
    }
  }
  const time = `${padded(hour)}:${padded(minute)}:${padded(secondOf(parts))}`;
  return `${date}T${time}${fractionOf(parts)}${parts.offset ?? 'Z'}`;
}

/** Of a month. */
const FEWEST_DAYS = 28;

/** @throws RangeError where there is no such day, time or offset */
function timeOf(instant: string): number {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new RangeError('no such time');
  return time;
}

function local(parts: WrittenDate, text: string, options: DateOptions, warnings: Warning[]): string {
  if (options.zone === undefined) {
    warnings.push({ code: 'zone-assumed', detail: `"${shown(text)}" read as UTC` });
  }
  const zone = options.zone ?? 'UTC';
  const clock = clockOf(parts);
  const earlier = PlainDateTime.toZonedDateTime(clock, zone, { disambiguation: 'earlier' });
  const later = PlainDateTime.toZonedDateTime(clock, zone, { disambiguation: 'later' });
  if (!ZonedDateTime.equals(earlier, later)) {
    warnings.push({
      code: 'local-time-ambiguous',
      detail: `"${shown(text)}" is not one time in ${zone}: the clock was changed`,
    });
  }
  // a skipped time is read on as if the clock had not been changed
  const clocks = [earlier, later].map((time) => ZonedDateTime.toPlainDateTime(time));
  const skipped = clocks.some((time) => !PlainDateTime.equals(time, clock));
  const meant = skipped || options.window === 'any' ? later : earlier;
  // before zones were, towns had seconds in their offset, which RFC 3339 cannot say
  const written = ZonedDateTime.offset(meant);
  if (written.length > '+00:00'.length) return Instant.toString(ZonedDateTime.toInstant(meant));
  const offset = ZonedDateTime.offsetNanoseconds(meant) === 0 ? 'Z' : written;
  return `${PlainDateTime.toString(ZonedDateTime.toPlainDateTime(meant))}${fractionOf(parts)}${offset}`;
}

/** Local date and time. @throws RangeError */
function clockOf(parts: WrittenDate): PlainDateTime.Record {
  const { year, month, day, hour, minute } = parts;
  const midnight = isNextMidnight(parts);
  const fields = { year, month, day, hour: midnight ? 0 : hour, minute, second: secondOf(parts) };
  const clock = PlainDateTime.fromFields(fields, { overflow: 'reject' });
  return midnight ? PlainDateTime.addDays(clock, 1) : clock;
}

/** 24:00. */
function isNextMidnight({ hour, minute, second }: WrittenDate): boolean {
  return hour === 24 && minute === 0 && second === 0;
}

/** A leap second is the second before it. */
function secondOf({ second }: WrittenDate): number {
  return Math.min(second, 59);
}

function padded(number: number, digits = 2): string {
  return String(number).padStart(digits, '0');
}

function fractionOf({ milliseconds }: WrittenDate): string {
  return milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`;
}
