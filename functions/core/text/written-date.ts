/** The parts of a date as it is written: ISO 8601 in all its shapes, mail and news dates in words, epoch numbers. */
import { isWeekday, monthOf, zoneOffset } from './calendar.ts';

export interface WrittenDate {
  year: number;
  /** 1-12; not checked against the month's length. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  milliseconds: number;
  /** "Z" or "+02:00"; undefined for a local time. */
  offset: string | undefined;
  /** A date without a time: the hour is 0 because nothing is written. */
  wholeDay: boolean;
}

const MAX_LENGTH = 100;

const ISO =
  /^(?<year>\d{4})(?<separator>[-/.]?)(?<month>\d\d)\k<separator>(?<day>\d\d)(?:(?:[T ]|(?<=^\d{8}))(?<hour>\d\d):?(?<minute>\d\d)(?::?(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?)? ?(?<zone>[A-Z]{1,5}|(?:GMT|UTC)?[+-]\d\d(?::?\d\d)?)?$/i;
const EPOCH = /^(?<seconds>\d{9,10})(?<milliseconds>\d{3})?$/;

/** @returns the parts, or undefined for what is no date or could be two ("03/04/2016") */
export function readWrittenDate(text: string): WrittenDate | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  return readIso(text) ?? readEpoch(text) ?? readWords(withoutCharacters(text));
}

/** "2026年3月2日 20時15分" as "2026-3-2 20:15"; other text as it is. */
function withoutCharacters(text: string): string {
  return text
    .replace(/(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/, '$1-$2-$3 ')
    .replace(/(\d{1,2}) ?[时時点시] ?(\d{2}) ?[分분]/, '$1:$2');
}

function readIso(text: string): WrittenDate | undefined {
  const groups = ISO.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const offset = groups.zone === undefined ? undefined : offsetOf(groups.zone);
  if (groups.zone !== undefined && offset === undefined) return undefined;
  return {
    year: Number(groups.year),
    month: Number(groups.month),
    day: Number(groups.day),
    hour: Number(groups.hour ?? 0),
    minute: Number(groups.minute ?? 0),
    second: Number(groups.second ?? 0),
    milliseconds: Number((groups.fraction ?? '').slice(0, 3).padEnd(3, '0')),
    offset,
    wholeDay: groups.hour === undefined,
  };
}

function readEpoch(text: string): WrittenDate | undefined {
  const groups = EPOCH.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const time = Number(groups.seconds) * 1000 + Number(groups.milliseconds ?? 0);
  return readIso(new Date(time).toISOString());
}

/** "Z", "+0100", "+01", "GMT+01:00", "CET" to an RFC 3339 offset. */
function offsetOf(zone: string): string | undefined {
  const [, sign, hours = '', minutes = '00'] = /^(?:GMT|UTC)?([+-])(\d\d):?(\d\d)?$/i.exec(zone) ?? [];
  return sign === undefined ? zoneOffset(zone) : `${sign}${hours}:${minutes}`;
}

type Parts = Partial<WrittenDate> & { half?: 'am' | 'pm' };

const FILLER = /^(?:at|on|of|de|del|um|den|kl\.?|uhr|le|la|à|el|a|las|h|hrs?|o[’']?clock|[-–|@])$/i;

/** "Tue, 12 Jan 2016 12:35:40 +0100 (CET)", "06 June 2016 14:00:00", "11.07.2019 12:17", "January 5, 2016 3:07 PM". */
function readWords(text: string): WrittenDate | undefined {
  const parts: Parts = {};
  const tokens = text
    .replace(/\([^()]*\)/g, ' ')
    .replaceAll(',', ' ')
    .split(/\s+/)
    .filter((token) => token !== '');
  for (const token of tokens) if (!readToken(token, parts)) return undefined;
  const { year, month, day, hour = 0, minute = 0, second = 0, half, offset } = parts;
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
    wholeDay: parts.hour === undefined,
  };
}

/** Takes one word of a date. @returns false for a word that does not belong into any */
function readToken(token: string, parts: Parts): boolean {
  return (
    takeTime(token, parts) ||
    takeWholeDate(token, parts) ||
    takeNumber(token, parts) ||
    takeWord(token, parts) ||
    FILLER.test(token)
  );
}

const TIME =
  /^(?<hour>\d{1,2})(?:(?<sign>[:.h])(?<minute>[0-5]\d)(?:[:.](?<second>[0-5]\d)(?:\.\d{1,9})?)?)?(?<half>[ap]\.?m\.?)?$/i;

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
  const offset = offsetOf(word);
  if (offset !== undefined && parts.offset === undefined) {
    parts.offset = offset;
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

/** Mail of the last century has two digits. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
