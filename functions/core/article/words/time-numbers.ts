/** Dates and clocks that begin with a number: "1.12.2026", "13/12", "18.30", "6h00", "10 a.m.", "1er décembre". */
import { zoneOffset } from '../../text/calendar.ts';
import { isMonth, meant, MONTHS, wordsAt } from './time-words.ts';
import type { Token } from './tokens.ts';

/** Behind a number: "1st", "1er", "1.", "1º". */
export const ORDINALS = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'ere',
  're',
  'e',
  'º',
  '°',
  'ª',
  '.',
  'de',
  'te',
  'ste',
  'o',
  'ης',
  'η',
]);
/** Between a day and its month: "1 de diciembre", "1st of December". */
const DAY_JOINTS = new Set(['de', 'of', 'den', 'd', 'del', 'di']);

export interface NumberedDate {
  day: number;
  month: number;
  year?: number;
  /** Day and month may be the other way round. */
  either?: true;
  end: number;
}

export interface NumberedClock {
  hour: number;
  minute: number;
  end: number;
}

/** "2026-12-01", "1.12.", "1.12.2026", "13/12/2026", "12月1日", "2. 12. 2026". */
export function dateAt(tokens: readonly Token[], at: number): NumberedDate | undefined {
  const labelled = labelledDateAt(tokens, at);
  const told = labelled ?? spacedDateAt(tokens, at) ?? yearFirstAt(tokens, at);
  if (told !== undefined) return told;
  const [a, b, c, d, e] = tokens.slice(at, at + 5);
  if (a?.kind !== 'number' || b?.glued !== true || c?.glued !== true || c.kind !== 'number') return undefined;
  if (!/^[./-]$/.test(b.text)) return undefined;
  const third =
    d?.glued === true && d.text === b.text && e?.glued === true && e.kind === 'number' ? e : undefined;
  if (a.text.length === 4) {
    if (third === undefined) return undefined;
    // the T of ISO 8601
    const t = tokens[at + 5];
    const end = t?.glued === true && t.text === 't' ? at + 6 : at + 5;
    return { year: Number(a.text), month: Number(c.text), day: Number(third.text), end };
  }
  const [day, month] = [Number(a.text), Number(c.text)];
  if (a.text.length > 2 || c.text.length > 2) return undefined;
  const year = third === undefined || ![2, 4].includes(third.text.length) ? undefined : fullYear(third.text);
  const withYear = year === undefined ? {} : { year };
  if (b.text === '.') {
    const closed = year !== undefined || (d?.glued === true && d.text === '.');
    // "18.30" is a time, "3.12" may be both, but not before "kl. 6"
    if (!closed && (c.text.length === 2 || a.text.length === 2) && !isBeforeClock(tokens, at + 3))
      return undefined;
    if (month < 1 || month > 12) return undefined;
    return { day, month, ...withYear, end: at + (year === undefined ? (closed ? 4 : 3) : 5) };
  }
  const end = at + (year === undefined ? 3 : 5);
  if (day > 12 && month <= 12) return { day, month, ...withYear, end };
  if (month > 12 && day <= 12) return { day: month, month: day, ...withYear, end };
  return { day, month, ...withYear, ...(day === month ? {} : { either: true }), end };
}

/** "godz. 5:00", "בשעה 06:00": an hour follows, so that what stands before it is none. */
function isBeforeClock(tokens: readonly Token[], at: number): boolean {
  const from = tokens[at]?.text === ',' ? at + 1 : at;
  const end = meant('clock', tokens, from);
  if (end === undefined) return false;
  return tokens[tokens[end]?.text === '.' ? end + 1 : end]?.kind === 'number';
}

const YEAR_SIGNS = new Set(['年', '년']);
const MONTH_SIGNS = new Set(['月', '월']);
const DAY_SIGNS = new Set(['日', '号', '號', '일']);
const SPAN_SIGNS = new Set(['間', '间', '간', '目', '째']);
const HOUR_SIGNS = new Set(['時', '时', '點', '点', '시']);
const MINUTE_SIGNS = new Set(['分', '분']);
const HALF_SIGNS = new Set(['半', '반']);

/** "2026年12月1日", "12월 1일". */
function labelledDateAt(tokens: readonly Token[], at: number): NumberedDate | undefined {
  const year = YEAR_SIGNS.has(tokens[at + 1]?.text ?? '') ? Number(tokens[at]?.text) : undefined;
  const from = year === undefined ? at : at + 2;
  const [month, monthSign, day, daySign] = tokens.slice(from, from + 4);
  if (month?.kind !== 'number' || day?.kind !== 'number') return undefined;
  if (!MONTH_SIGNS.has(monthSign?.text ?? '') || !DAY_SIGNS.has(daySign?.text ?? '')) return undefined;
  return {
    month: Number(month.text),
    day: Number(day.text),
    ...(year === undefined ? {} : { year }),
    end: from + 4,
  };
}

/** "5日": a day of the month by its sign, and no number of days. */
export function labelledDayAt(
  tokens: readonly Token[],
  at: number,
): { day: number; end: number } | undefined {
  const [day, sign, next] = tokens.slice(at, at + 3);
  if (day?.kind !== 'number' || day.text.length > 2 || !DAY_SIGNS.has(sign?.text ?? '')) return undefined;
  return SPAN_SIGNS.has(next?.text ?? '') ? undefined : { day: Number(day.text), end: at + 2 };
}

/** "2. 12. 2026": a space behind each stop, and the year. */
function spacedDateAt(tokens: readonly Token[], at: number): NumberedDate | undefined {
  const [day, dot, month, stop, year] = tokens.slice(at, at + 5);
  const numbers = [day, month, year].every((token) => token?.kind === 'number');
  if (!numbers || dot?.text !== '.' || !dot.glued || stop?.text !== '.' || !stop.glued) return undefined;
  if (day === undefined || month === undefined || !/^20\d\d$/.test(year?.text ?? '')) return undefined;
  if (month.glued || day.text.length > 2 || Number(month.text) < 1 || Number(month.text) > 12)
    return undefined;
  return { day: Number(day.text), month: Number(month.text), year: Number(year?.text), end: at + 5 };
}

/** "2026. 12. 3.(목)": as Korean desks write it. */
function yearFirstAt(tokens: readonly Token[], at: number): NumberedDate | undefined {
  const [year, dot, month, stop, day, end] = tokens.slice(at, at + 6);
  const isStopped = [dot, stop, end].every((token) => token?.text === '.' && token.glued);
  if (!isStopped || !/^20\d\d$/.test(year?.text ?? '') || month?.glued !== false || day === undefined)
    return undefined;
  if (!/^(?:0?[1-9]|1[0-2])$/.test(month.text) || !/^[0-3]?\d$/.test(day.text)) return undefined;
  return { year: Number(year?.text), month: Number(month.text), day: Number(day.text), end: at + 6 };
}

/** "6時", "6时30分", "6시 반". */
function labelledClockAt(tokens: readonly Token[], at: number): NumberedClock | undefined {
  const [hour, sign, minute, minuteSign] = tokens.slice(at, at + 4);
  if (hour === undefined || hour.text.length > 2 || !HOUR_SIGNS.has(sign?.text ?? '')) return undefined;
  const told = { hour: Number(hour.text), minute: 0, end: at + 2 };
  if (told.hour > 24) return undefined;
  if (HALF_SIGNS.has(minute?.text ?? '')) return { ...told, minute: 30, end: at + 3 };
  const hasSign = MINUTE_SIGNS.has(minuteSign?.text ?? '');
  if (minute?.kind !== 'number' || !(minute.glued || hasSign)) return told;
  return { ...told, minute: Number(minute.text), end: at + (hasSign ? 4 : 3) };
}

/** "00:01", "18.30", "6h00", "10 h 30", "0001", "10 a.m.", "6 Uhr", "18. uro", "6時30分". */
export function clockAt(tokens: readonly Token[], at: number): NumberedClock | undefined {
  const [a, b, c] = tokens.slice(at, at + 3);
  if (a?.kind !== 'number') return undefined;
  const labelled = labelledClockAt(tokens, at);
  if (labelled !== undefined) return labelled;
  if (a.text.length === 4) return militaryAt(tokens, a, at);
  if (a.text.length > 2 || Number(a.text) > 24) return undefined;
  const hour = Number(a.text);
  const isMinute = c?.kind === 'number' && c.text.length === 2 && Number(c.text) < 60;
  const isSign = b?.glued === true && c?.glued === true && /^[:.]$/.test(b.text);
  if (isMinute && (isSign || b?.text === 'h')) {
    // seconds are not told in imperatives, but in ISO 8601
    const [colon, seconds] = tokens.slice(at + 3, at + 5);
    const hasSeconds = colon?.text === ':' && colon.glued && seconds?.kind === 'number' && seconds.glued;
    const end = hasSeconds ? at + 5 : at + 3;
    return halved(tokens, { hour, minute: Number(c.text), end });
  }
  // "18. uro": the eighteenth hour
  const number = b?.text === '.' && b.glued && behindHours(tokens, at + 2) > at + 2 ? at + 2 : at + 1;
  const half = halved(tokens, { hour, minute: 0, end: number });
  return half.end > number ? half : undefined;
}

function militaryAt(tokens: readonly Token[], token: Token, at: number): NumberedClock | undefined {
  const [hour, minute] = [Number(token.text.slice(0, 2)), Number(token.text.slice(2))];
  if (hour > 24 || minute > 59) return undefined;
  const end = behindHours(tokens, at + 1);
  // "2027" is a year unless something says that it is an hour
  const named = end > at + 1 || zoneOffset(tokens[at + 1]?.text ?? '') !== undefined;
  if (/^(?:19|20)/.test(token.text) && !named) return undefined;
  return { hour, minute, end };
}

/** With "a.m.", "Uhr", "hrs" behind it. */
function halved(tokens: readonly Token[], { hour, minute, end }: NumberedClock): NumberedClock {
  const am = meant('am', tokens, end);
  const pm = meant('pm', tokens, end);
  if ((am ?? pm) === undefined || hour > 12 || hour === 0) {
    return { hour, minute, end: behindHours(tokens, end) };
  }
  // the stop of "a.m." belongs to it
  const behind = am ?? pm ?? end;
  return { hour: (hour % 12) + (pm === undefined ? 0 : 12), minute, end: behind };
}

/** Behind "Uhr", "hrs", where there is one. */
export function behindHours(tokens: readonly Token[], at: number): number {
  // "6 U.S. Eastern" is no "6 u."
  const isCountry =
    tokens[at]?.text === 'u' && tokens[at + 2]?.text === 's' && tokens[at + 2]?.glued === true;
  return isCountry ? at : (meant('hours', tokens, at) ?? at);
}

/** "st of December 2026" behind a number. */
export function monthAfter(tokens: readonly Token[], from: number): Omit<NumberedDate, 'day'> | undefined {
  let at = from;
  const next = tokens[at];
  if (next?.glued === true && ORDINALS.has(next.text)) at++;
  // "2-dic", "1/dez"
  if (tokens[at]?.glued === true && /^[-/]$/.test(tokens[at]?.text ?? '') && tokens[at + 1]?.glued === true)
    at++;
  while (DAY_JOINTS.has(tokens[at]?.text ?? '')) at++;
  const month = monthAt(tokens, at);
  if (month === undefined) return undefined;
  at = month.end;
  if (tokens[at]?.text === '.') at++;
  const joint = [',', 'de', 'del'].includes(tokens[at]?.text ?? '') ? at + 1 : at;
  const year = yearAt(tokens, joint);
  return { month: month.month, ...(year === undefined ? { end: month.end } : { year, end: joint + 1 }) };
}

/** Whether a number is the day of a date: "1.12.", "1. joulukuuta". */
export function numberedDayAt(tokens: readonly Token[], at: number): boolean {
  return dateAt(tokens, at) !== undefined || monthAfter(tokens, at + 1) !== undefined;
}

export function monthAt(tokens: readonly Token[], at: number): { month: number; end: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const found = wordsAt(tokens, at).find(({ phrase }) => isMonth(phrase.form));
  if (found === undefined) return undefined;
  return { month: MONTHS.findIndex((name) => name === found.phrase.form) + 1, end: found.end };
}

export function yearAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token?.kind !== 'number' || !/^20\d\d$/.test(token.text)) return undefined;
  // "December 1, 2026 GMT" does not occur, "Dec. 1, 2200 GMT" does
  return zoneOffset(tokens[at + 1]?.text ?? '') !== undefined || behindHours(tokens, at + 1) > at + 1
    ? undefined
    : Number(token.text);
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
