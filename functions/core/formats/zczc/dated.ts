/** A heading and a date, as Italian agencies write them. */
import type { WireItem } from '../../article/wire-item.ts';
import { monthOf } from '../../text/calendar.ts';
import { joinLines } from '../../text/lines.ts';
import { beginsText, bodyOf, isShortCodes } from './lines.ts';
import type { Message } from './messages.ts';

const MONTH_NAME = '(?:GEN|FEB|MAR|APR|MAG|GIU|LUG|AGO|SET|OTT|NOV|DIC|JAN|MAY|JUN|JUL|AUG|SEP|OCT|DEC)';
const ITALIAN_DATE = new RegExp(
  String.raw`^\s*(?<date>\d{1,2}-${MONTH_NAME}-\d\d(?:\d\d)?,?\s+\d{1,2}[:.]\d\d)\s*$`,
  'i',
);
/** "021105 GIU 26": day, hour and minute in one. */
const PACKED_DATE = new RegExp(
  String.raw`^\s*(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)\s(?<month>${MONTH_NAME})\s(?<year>\d\d)\s*$`,
  'i',
);

/** The date of a line that is nothing else. */
export function dateIn(line: string): string | undefined {
  const packed = PACKED_DATE.exec(line)?.groups;
  if (packed === undefined) return ITALIAN_DATE.exec(line)?.groups?.date;
  const { day = '', hour = '', minute = '', month = '', year = '' } = packed;
  return `${day}-${month}-${year} ${hour}:${minute}`;
}

/** The day of a date that this file has read, as in RFC 3339. */
function dayOf(date: string): string {
  const [day = '', month = '', year = ''] = date.split(/[-,\s]/);
  return `20${year.slice(-2)}-${String(monthOf(month) ?? 0).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** "ADR0123 7 CRO 0", "0311/SXA": what an agency has sent before it on that day. */
const NUMBER = /^(?:(?<number>\p{Lu}{2,4}\d{4})(?= \d )|(?<slashed>\d{4}\/\p{Lu}{2,4})$)/u;

export function numberOf({ header, lines }: Message): string | undefined {
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  const { number, slashed } = (NUMBER.exec(header) ?? NUMBER.exec(first))?.groups ?? {};
  return number ?? slashed;
}

const HEADING_LINES = 6;

/** A transmission line, a heading that ends with "=" or above the line with the agency, the text, and the date by itself. */
export function readDated(message: Message, received: number): WireItem {
  const { header, lines, isWhole } = message;
  const number = numberOf(message);
  const date = lines.map(dateIn).find((found) => found !== undefined);
  const written = lines.filter((line) => dateIn(line) === undefined && !/^\s*ISSN\b/i.test(line));
  const codes: string[] = header === '' ? [] : [header];
  const isHead = (line: string): boolean => line.trim() === '' || isCodeLine(line);
  const begin = written.findIndex((line) => !isHead(line));
  const text = begin < 0 ? [] : written.slice(begin);
  for (const line of written.slice(0, begin < 0 ? undefined : begin)) {
    const code = line.trim();
    if (code !== '') codes.push(code);
  }
  const end = text.findLastIndex((line) => line.trim() !== '');
  const signed = end > 0 && INITIALS.test(text[end] ?? '') ? text[end]?.trim() : undefined;
  const last = lastOfHeading(text.slice(0, HEADING_LINES));
  const headline = joinLines(text.slice(0, last + 1)).replace(/=\s*$/, '');
  // the date of one that breaks off stood in the part that is missing, and the whole message will have it
  const arrived = isWhole ? undefined : new Date(received).toISOString().slice(0, 10);
  const day = date === undefined ? arrived : dayOf(date);
  return {
    type: 'text',
    ...(number !== undefined && day !== undefined && { id: `${number}-${day}` }),
    ...(date !== undefined && { versionCreated: date }),
    headlines: [{ role: 'main', value: headline }],
    body: bodyOf(text.slice(last + 1, signed === undefined ? undefined : end), false),
    extra: {
      ...(codes.length > 0 && { transmission: codes }),
      ...(signed !== undefined && { initials: signed }),
    },
  };
}

/** "=" ends a heading, or the line with the agency that follows it. */
function lastOfHeading(lines: readonly string[]): number {
  const marked = lines.findIndex((line) => /=\s*$/.test(line));
  if (marked >= 0) return marked;
  const end = lines.findIndex((line, index) => index > 0 && (line.trim() === '' || beginsText(line)));
  return Math.max(0, end - 1);
}

/** "ADR0123 7 CRO 0 ADR CRO NAZ", "PN_20190101_00123", "4 cro gn00 XFLA", "SPR --/T"; no heading with a number in it. */
function isCodeLine(line: string): boolean {
  const words = line.trim().split(/\s+/);
  return (
    words.length <= 10 &&
    words.every((word) => word.length <= 20) &&
    words.filter((word) => /^\p{L}{6}/u.test(word)).length < 2 &&
    (/\d/.test(line) || isShortCodes(line)) &&
    !/:\s|[.=:]\s*$/.test(line)
  );
}

/** The initials of desks at the end: "Cg2/Xyz", "AB-CD/EF". */
const INITIALS = /^\s*\p{L}{1,4}\d?(?:[-/]\p{L}{2,4}){1,2}\s*$/u;
