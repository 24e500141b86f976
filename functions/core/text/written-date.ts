/** The parts of a date as it is written: ISO 8601 in all its shapes, mail and news dates in words, epoch numbers. */
import { isWeekday, monthOf, namedZone, type NamedZone } from './calendar.ts';

export interface WrittenDate {
  year: number;
  /** 1-12; not checked against the month's length. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  milliseconds: number;
  /** "Z" or "+02:00"; undefined for a local time. Of a zone's name that differs by country the one that most wires mean. */
  offset: string | undefined;
  /** What a zone's name says beyond that. */
  zone?: WrittenZone;
  /** A date without a time: the hour is 0 because nothing is written. */
  wholeDay: boolean;
}

/** The name of a zone that is no plain offset. */
export interface WrittenZone {
  /** As written, in capitals. */
  name: string;
  /** IANA zone of a clock that changes ("ET"), or as the date names it. */
  clock?: string;
  /** Offsets of a name that differs by country ("CST"); absent with `clock`: nobody knows the name. */
  shared?: NamedZone['shared'];
}

const MAX_LENGTH = 100;

const ISO =
  /^(?<year>\d{4})(?<separator>[-/.]?)(?<month>\d\d)\k<separator>(?<day>\d\d)(?:(?:[T ]|(?<=^\d{8}))(?<hour>\d\d):?(?<minute>\d\d)(?::?(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?)? ?(?<zone>[A-Z]{1,5}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?)?$/i;
const EPOCH = /^(?<seconds>\d{9,10})(?<milliseconds>\d{3})?$/;

/** Which of two numbers between slashes is the day, where the feed's country tells it. */
export type DayOrder = 'day-first' | 'month-first';

/** @returns the parts, or undefined for what is no date or could be two ("03/04/2016" without an order) */
export function readWrittenDate(text: string, order?: DayOrder): WrittenDate | undefined {
  if (text.length > MAX_LENGTH || !/\d/.test(text)) return undefined;
  return (
    readIso(text.endsWith(']') ? text.replace(BRACKETS, '') : text) ??
    readEpoch(text) ??
    readWords(inOrder(withoutCharacters(text.replace(UNPADDED, '$1 ')), order))
  );
}

const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)(?![\d/])/;

/** "03/04/2016" with stops, which nobody reads in two ways. */
function inOrder(text: string, order: DayOrder | undefined): string {
  if (order === undefined || !text.includes('/')) return text;
  return text.replace(SLASHED, (whole, first: string, second: string, year: string) => {
    // a number above 12 tells by itself
    if (Number(first) > 12 || Number(second) > 12) return whole;
    return order === 'day-first' ? `${first}.${second}.${year}` : `${second}.${first}.${year}`;
  });
}

/** "2026-5-4T9:05:7" has the digits of a clock that does not pad them. */
const UNPADDED = /^(\d{4}-\d{1,2}-\d{1,2})T(?=\d)/i;
/** "2026-05-04T09:05+02:00[Europe/Oslo]": the offset says it all. */
const BRACKETS = /(?<=[+-]\d\d:?\d\d|\dZ)\[[\w/+-]{1,40}\]$/i;

/** "2026年3月2日 20時15分" as "2026-3-2 20:15"; other text as it is. */
function withoutCharacters(text: string): string {
  return text
    .replace(/(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/, '$1-$2-$3 ')
    .replace(/(\d{1,2}) ?[时時点시] ?(\d{2}) ?[分분]/, '$1:$2');
}

function readIso(text: string): WrittenDate | undefined {
  const groups = ISO.exec(text)?.groups;
  if (groups === undefined) return undefined;
  return {
    year: Number(groups.year),
    month: Number(groups.month),
    day: Number(groups.day),
    hour: Number(groups.hour ?? 0),
    minute: Number(groups.minute ?? 0),
    second: Number(groups.second ?? 0),
    milliseconds: Number((groups.fraction ?? '').slice(0, 3).padEnd(3, '0')),
    ...(groups.zone === undefined ? { offset: undefined } : zoneOf(groups.zone)),
    wholeDay: groups.hour === undefined,
  };
}

function readEpoch(text: string): WrittenDate | undefined {
  const groups = EPOCH.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const time = Number(groups.seconds) * 1000 + Number(groups.milliseconds ?? 0);
  return readIso(new Date(time).toISOString());
}

type Zoned = Pick<WrittenDate, 'offset' | 'zone'>;

/** "Z", "+0100", "+1", "GMT+01:00", "CET", "ET"; a word that is no zone is an unknown one. */
function zoneOf(written: string): Zoned {
  return knownZone(written) ?? { offset: undefined, zone: { name: written.toUpperCase() } };
}

function knownZone(written: string): Zoned | undefined {
  const [, sign, hours = '', minutes = '00'] = /^(?:GMT|UTC)?([+-])(\d{1,2}?):?(\d\d)?$/i.exec(written) ?? [];
  if (sign !== undefined) return { offset: `${sign}${hours.padStart(2, '0')}:${minutes}` };
  if (/^[A-Z][a-z]{2,12}\/[A-Z]\w{2,30}(?:\/\w{2,30})?$/.test(written)) {
    return { offset: undefined, zone: { name: written, clock: written } };
  }
  const found = namedZone(written);
  if (found === undefined) return undefined;
  const { offset, clock, shared } = found;
  if (clock !== undefined) return { offset, zone: { name: written, clock } };
  return shared === undefined ? { offset } : { offset, zone: { name: written.toUpperCase(), shared } };
}

type Parts = Partial<WrittenDate> & { half?: 'am' | 'pm' };

/** Before the comma stands the day of the week, in whatever language. */
const DAY_NAME = /^\p{L}{1,14}\.?,\s?(?=\d)/u;
const FILLER = /^(?:г\.?|р\.?|at|on|of|de|del|um|den|kl\.?|uhr|le|la|à|el|a|las|h|hrs?|o[’']?clock|[-–|@])$/i;

/** "Tue, 12 Jan 2016 12:35:40 +0100 (CET)", "06 June 2016 14:00:00", "11.07.2019 12:17", "January 5, 2016 3:07 PM". */
function readWords(text: string): WrittenDate | undefined {
  const parts: Parts = {};
  const asides: string[] = [];
  const tokens = text
    .replace(DAY_NAME, '')
    .replace(/\(([^()]*)\)/g, (_whole, aside: string) => {
      asides.push(aside.trim());
      return ' ';
    })
    .replaceAll(',', ' ')
    .replace(ZONE_BESIDE_TIME, '$1 $2')
    // "UTC +2" is one zone, and a word between clock and sign ("GMT-0500")
    .replace(/\b(?:GMT|UTC) ?(?=[+-]\d)/gi, '')
    .split(/\s+/)
    .filter((token) => token !== '');
  for (const token of tokens) if (!readToken(token, parts)) return undefined;
  // "09:30 (HKT)" has its zone there, "09:30 +0100 (CET)" says it twice
  for (const aside of asides) if (!hasZone(parts)) Object.assign(parts, knownZone(aside));
  const { year, month, day, hour = 0, minute = 0, second = 0, half, offset, zone } = parts;
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  return {
    year,
    month,
    day,
    hour: half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0),
    minute,
    second,
    milliseconds: 0,
    offset,
    ...(zone === undefined ? {} : { zone }),
    wholeDay: parts.hour === undefined,
  };
}

/** "09:30:00HKT", "9:30+0200". */
const ZONE_BESIDE_TIME = /(\d:\d{1,2})((?![AP]M\b)[A-Z]{2,5}|Z|[+-]\d{1,2}(?::?\d\d)?)(?=\s|$)/g;

function hasZone({ offset, zone }: Parts): boolean {
  return offset !== undefined || zone !== undefined;
}

/** Takes one word of a date. @returns false for a word that does not belong into any */
function readToken(token: string, parts: Parts): boolean {
  return (
    takeTime(token, parts) ||
    takeWholeDate(token, parts) ||
    takeNumber(token, parts) ||
    takeWord(token, parts) ||
    FILLER.test(token) ||
    takeUnknownZone(token, parts)
  );
}

const TIME =
  /^(?<hour>\d{1,2})(?:(?<sign>[:.h])(?<minute>[0-5]?\d)(?:[:.](?<second>[0-5]?\d)(?:\.\d{1,9})?)?)?(?<half>[ap]\.?m\.?)?$/i;

function takeTime(token: string, parts: Parts): boolean {
  const groups = TIME.exec(token)?.groups;
  if (groups === undefined || parts.hour !== undefined) return false;
  // "12.35" is a time only behind a date, and "3" only with am or pm
  if (groups.minute === undefined && groups.half === undefined) return false;
  if (groups.sign === '.' && parts.month === undefined) return false;
  parts.hour = Number(groups.hour);
  parts.minute = Number(groups.minute ?? 0);
  parts.second = Number(groups.second ?? 0);
  if (groups.half !== undefined) parts.half = /^p/i.test(groups.half) ? 'pm' : 'am';
  return true;
}

function takeWholeDate(token: string, parts: Parts): boolean {
  const iso = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/.exec(token)?.groups;
  const groups =
    iso ??
    /^(?<day>\d{1,2})(?<sign>[./-])(?<month>\d{1,2})\k<sign>(?<year>\d{4}|\d\d)$/.exec(token)?.groups ??
    /^(?<day>\d{1,2})-(?<name>\p{L}{3,12})\.?-(?<year>\d{4}|\d\d)$/u.exec(token)?.groups;
  if (groups === undefined || parts.year !== undefined) return false;
  let day = Number(groups.day);
  let month = groups.name === undefined ? Number(groups.month) : monthOf(groups.name);
  if (month === undefined) return false;
  if (groups.sign === '/') {
    // America and Europe write the same differently: only a number above 12 tells
    if (day <= 12 && month <= 12 && day !== month) return false;
    if (month > 12) [day, month] = [month, day];
  }
  Object.assign(parts, { year: fullYear(groups.year ?? ''), month, day });
  return true;
}

function takeNumber(token: string, parts: Parts): boolean {
  const digits = /^(?<digits>\d{1,4})(?:st|nd|rd|th|er|º|\.)?$/i.exec(token)?.groups?.digits;
  if (digits === undefined) return false;
  if (digits.length <= 2 && parts.day === undefined) parts.day = Number(digits);
  else if (parts.year === undefined && digits.length !== 3) parts.year = fullYear(digits);
  else return false;
  return true;
}

function takeWord(token: string, parts: Parts): boolean {
  const word = token.replace(/\.$/, '');
  const zone = knownZone(word);
  // the name of a clock is a word until the time is told: "5 May AT 9:30"
  if (zone !== undefined && !hasZone(parts) && (zone.offset !== undefined || parts.hour !== undefined)) {
    Object.assign(parts, zone);
    return true;
  }
  if (/^[ap]\.?m$/i.test(word) && parts.hour !== undefined) {
    parts.half = /^p/i.test(word) ? 'pm' : 'am';
    return true;
  }
  // "mar" is March and mardi: a day's name stands before the date, and the month comes after it
  const month = /^\p{L}{3,12}$/u.test(word) ? monthOf(word) : undefined;
  if (month !== undefined) parts.month = month;
  return month !== undefined || isWeekday(word);
}

/** Capitals behind the time that nobody knows: the time is told all the same. */
function takeUnknownZone(token: string, parts: Parts): boolean {
  if (parts.hour === undefined || hasZone(parts) || !/^[A-Z]{2,5}$/.test(token)) return false;
  parts.zone = { name: token };
  return true;
}

/** Mail of the last century has two digits. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
