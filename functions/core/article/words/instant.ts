/** When a time in words is: relative to the moment the item is of, in the zone of the text, else of the feed. */
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { instantOf } from '../../text/dates.ts';
import type { Warning } from '../../text/remarks.ts';
import type { Clock, WrittenTime } from './written-time.ts';

export interface Moment {
  /** The item's own time, epoch milliseconds: "Monday" is the next one from here. */
  written: number;
  /** When its file was received. */
  received: number;
  /** IANA zone of the feed. */
  zone?: string;
  /** Whether the day comes first in "3/12"; absent where nobody knows. */
  dayFirst?: boolean;
}

export interface ReadInstant {
  /** RFC 3339. */
  instant: string;
  warnings: Warning[];
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const PAST_IS_FURTHER = 3;

interface Day {
  year: number;
  month: number;
  day: number;
}

/**
 * @returns undefined where the words leave it open: a weekday that does not fit the date, a time of today that is over
 * and could be meant for another day, "about noon". Nothing is guessed, for too early cannot be made good.
 */
export function instantOfWords(time: WrittenTime, moment: Moment): ReadInstant | undefined {
  if (time.vague) return undefined;
  const clocks: readonly (Clock | undefined)[] = time.clocks.length === 0 ? [undefined] : time.clocks;
  const read = clocks.map((clock) => instantOfClock(time, clock, moment));
  const all = read.filter((one) => one !== undefined);
  if (all.length < read.length) return undefined;
  return all.reduce((last, one) => (Date.parse(one.instant) > Date.parse(last.instant) ? one : last));
}

function instantOfClock(
  time: WrittenTime,
  clock: Clock | undefined,
  moment: Moment,
): ReadInstant | undefined {
  const named = clock?.zone ?? moment.zone;
  const today = dayIn(named ?? 'UTC', moment.written);
  const at = (day: Day): ReadInstant | undefined => resolved(day, clock, named, moment);
  if (time.ahead !== undefined) {
    const day = shifted(today, time.ahead);
    return fits(day, time) ? at(day) : undefined;
  }
  if (time.month !== undefined && time.day !== undefined) {
    const day = time.either === undefined ? datedDay(time, today) : eitherDay(time, today, moment);
    return day === undefined ? undefined : at(day);
  }
  // "Monday", "10 a.m.": the next one from when it was written, and not one that was over when it came
  const day = relativeDay(time, today);
  let found = day === undefined ? undefined : at(day);
  const isClockAlone = time.weekday === undefined && time.day === undefined;
  if (isClockAlone && found !== undefined && Date.parse(found.instant) <= moment.written)
    found = at(shifted(today, 1));
  return found === undefined || Date.parse(found.instant) <= Math.max(moment.written, moment.received)
    ? undefined
    : found;
}

function resolved(
  day: Day,
  clock: Clock | undefined,
  zone: string | undefined,
  { received }: Moment,
): ReadInstant | undefined {
  const { hour = 0, minute = 0 } = clock ?? {};
  const isOffset = zone !== undefined && /^(?:Z|[+-]\d)/.test(zone);
  const parts = {
    ...day,
    hour,
    minute,
    second: 0,
    milliseconds: 0,
    wholeDay: clock === undefined,
    offset: isOffset ? zone : undefined,
  };
  const text = `${day.year}-${padded(day.month)}-${padded(day.day)} ${padded(hour)}:${padded(minute)}`;
  const { instant, warnings } = instantOf(parts, text, {
    received,
    window: 'any',
    ...(zone === undefined || isOffset ? {} : { zone }),
  });
  return instant === undefined ? undefined : { instant, warnings };
}

/** "Tomorrow, Friday", "hasta mañana no, hasta el viernes": whether the day is the one that is named beside it. */
function fits(one: Day, { weekday, day, month }: WrittenTime): boolean {
  if (weekday !== undefined && weekdayOf(one) !== weekday) return false;
  return (day ?? one.day) === one.day && (month ?? one.month) === one.month;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}

/** The date that is written; without a year the nearest, rather ahead than past. Undefined where it does not exist, or is another weekday. */
function datedDay({ year, month = 0, day = 0, weekday }: WrittenTime, today: Day): Day | undefined {
  const years = year === undefined ? [today.year - 1, today.year, today.year + 1] : [year];
  const days = years.map((one) => ({ year: one, month, day })).filter((one) => exists(one));
  // an embargo lies ahead; one of last week may still stand in the text, one of last winter hardly
  const distance = (one: Day): number => {
    const ahead = epoch(one) - epoch(today);
    return ahead >= 0 ? ahead : -PAST_IS_FURTHER * ahead;
  };
  const [nearest] = days.sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined || (weekday !== undefined && weekdayOf(nearest) !== weekday)) return undefined;
  return nearest;
}

/** "3/12" as the language writes it; where nobody knows, the weekday beside it may tell. */
function eitherDay(time: WrittenTime, today: Day, { dayFirst }: Moment): Day | undefined {
  const swapped: WrittenTime = { ...time, day: time.month ?? 0, month: time.day ?? 0 };
  if (dayFirst !== undefined) return datedDay(dayFirst ? time : swapped, today);
  if (time.weekday === undefined) return undefined;
  const [day, other] = [time, swapped].map((one) => datedDay(one, today)).filter((one) => one !== undefined);
  return other === undefined ? day : undefined;
}

/** The next day with this number or name, today included. */
function relativeDay({ day, weekday }: WrittenTime, today: Day): Day | undefined {
  for (let ahead = 0; ahead <= 62; ahead++) {
    const one = shifted(today, ahead);
    if ((day === undefined || one.day === day) && (weekday === undefined || weekdayOf(one) === weekday))
      return one;
  }
  return undefined;
}

function dayIn(zone: string, time: number): Day {
  if (/^[+-]/.test(zone)) {
    const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
    return dayOf(time + (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE);
  }
  if (zone === 'Z') return dayOf(time);
  const local = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(time), zone);
  return dayOf(time + ZonedDateTime.offsetNanoseconds(local) / 1_000_000);
}

function dayOf(time: number): Day {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function epoch({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day);
}

function exists(day: Day): boolean {
  return dayOf(epoch(day)).day === day.day && day.month >= 1 && day.month <= 12;
}

function shifted(day: Day, ahead: number): Day {
  return dayOf(epoch(day) + ahead * DAY);
}

function weekdayOf(day: Day): number {
  return new Date(epoch(day)).getUTCDay() || 7;
}
