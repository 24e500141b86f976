/**
 * ZCZC texts: messages between "ZCZC" and "NNNN", in the dialects that are still sent. Fields behind a sign at the
 * beginning of a line (AAP and its partners), fields behind two letters and "#" (News Bites), or a heading and a
 * date as Italian agencies write them.
 */
import type { Organisation } from '../../article/ninjs.ts';
import { datelineOf } from '../../article/dateline.ts';
import { monthOf } from '../../text/calendar.ts';
import { isTabular, joinLines } from '../../text/lines.ts';
import { parsed, ParseError, type ParseContext, type ParsedItem } from '../common/format.ts';
import type { Body, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { bareSubjectCode } from '../common/schemes.ts';
import type { WireFile } from '../common/wire-file.ts';
import { cutOff, literalItem } from '../common/wire-text.ts';
import { messagesOf, type Message } from './messages.ts';

/** The messages of the file. @throws ParseError no-items */
export function parse(file: WireFile, { received }: ParseContext): Iterable<ParsedItem> {
  const messages = messagesOf(file.text);
  if (messages.length === 0) throw new ParseError('no-items', 'nothing between ZCZC and NNNN');
  return messages.map((message) => {
    const item = readMessage(message, received);
    return parsed(literalItem(message.isWhole ? item : { ...item, warnings: [cutOff('NNNN')] }));
  });
}

function readMessage(message: Message, received: number): WireItem {
  const tagged = message.lines.filter((line) => TAGGED.test(line)).length;
  if (tagged >= 2) return readTagged(message);
  const isDated = message.lines.some((line) => dateIn(line) !== undefined);
  return isDated || numberOf(message) !== undefined ? readDated(message, received) : readMarked(message);
}

const TAGGED = /^(?<name>[A-Z]{2})#(?<value>.*)$/i;

/** News Bites: AN id, PD date, TI title, AB abstract, TX text, CO companies, KY keywords, BY author. */
function readTagged({ header, lines }: Message): WireItem {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of lines) {
    const groups = TAGGED.exec(line)?.groups;
    if (groups !== undefined) name = groups.name?.toUpperCase() ?? '';
    const value = groups === undefined ? line : (groups.value ?? '');
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  const take = (key: string): string | undefined => {
    const value = fields.get(key)?.trim();
    fields.delete(key);
    return value === '' ? undefined : value;
  };
  const id = take('AN');
  const date = take('PD');
  const title = take('TI');
  const abstract = take('AB');
  const text = take('TX');
  const by = take('BY');
  const organisations = listOf(take('CO')).map(organisationOf);
  const keywords = listOf(take('KY'));
  const rest = [...fields].filter(([key, value]) => key !== '' && value.trim() !== '');
  return {
    type: 'text',
    ...(id !== undefined && { id }),
    ...(date !== undefined && { versionCreated: date }),
    headlines: title === undefined ? [] : [{ role: 'main', value: title }],
    ...(abstract !== undefined && { descriptions: [{ role: 'abstract', value: abstract }] }),
    ...(text !== undefined && { body: bodyOf(text.split('\n'), false) }),
    ...(by !== undefined && { by }),
    organisations,
    keywords,
    ...(header !== '' && { service: header }),
    extra: Object.fromEntries(rest.map(([key, value]) => [key, value.trim()])),
  };
}

function listOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(/[;\n|]|,(?!\s?(?:Inc|Ltd|LLC|PLC|Corp|Limited)\b)/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** "Alder Mining Ltd (ASX:ALD)": the symbol apart. */
function organisationOf(written: string): Organisation {
  const groups = /^(?<name>.*?)\s?[([](?<exchange>[A-Z]{2,8})\s?:\s?(?<symbol>[\w.-]{1,12})[)\]]$/.exec(
    written,
  )?.groups;
  if (groups === undefined) return { name: written };
  const { name = '', exchange = '', symbol = '' } = groups;
  return { ...(name === '' ? { literal: symbol } : { name }), symbols: [{ exchange, symbol }] };
}

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
function dateIn(line: string): string | undefined {
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

function numberOf({ header, lines }: Message): string | undefined {
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  const { number, slashed } = (NUMBER.exec(header) ?? NUMBER.exec(first))?.groups ?? {};
  return number ?? slashed;
}

const HEADING_LINES = 6;

/** A transmission line, a heading that ends with "=" or above the line with the agency, the text, and the date by itself. */
function readDated(message: Message, received: number): WireItem {
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

function beginsText(line: string): boolean {
  return datelineOf(line.trim()) !== undefined || /^\s*\(\p{Lu}{2,12}\)\s?[-–—]/u.test(line);
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

/** "POL", "ENG POL", "SPR --/T". */
function isShortCodes(line: string): boolean {
  return /^\p{Lu}{2,4}(?: \p{Lu}{2,4}| --\/\p{Lu}?)?$/u.test(line.trim());
}

/** The initials of desks at the end: "Cg2/Xyz", "AB-CD/EF". */
const INITIALS = /^\s*\p{L}{1,4}\d?(?:[-/]\p{L}{2,4}){1,2}\s*$/u;

const MARKED = /^(?<mark>[$:=^%#@*&+])(?<value>[^$:=^%#@*&+\s].*|\s\S.*)$/;
/** Line ends of typesetters; where lines have them, the breaks are content. */
const LINE_END = /\s?[<=]!\s*$/;
const TOPIC = /^:?\s?(?:SPORT|RACING|POTTED|RESULTS?|MARKETS?)\s{0,2}[-:]\s{0,2}:?\s?(?=\S)/;

/**
 * Fields behind a sign. "^" is the headline, ":" the slug and "=" the take; a dialect without "^" has the headline
 * behind ":", the slug behind "#" and the take behind "@". "$" is the category, "+" an IPTC subject code, "*T" says
 * that the text is tabular, "&" and "%" are service levels. In a third dialect words stand behind "$": that is the
 * headline, ":" the take, "#" the slug, "*" a subject code and "%" the category.
 */
function readMarked({ header, lines }: Message): WireItem {
  const fields = new Map<string, string>();
  let at = 0;
  for (; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(LINE_END, '');
    // a sign alone is a field with nothing in it
    if (/^[$:=^%#@*&+]?$/.test(line.trim()) && at < lines.length - 1) continue;
    const groups = MARKED.exec(line)?.groups;
    const mark = groups?.mark ?? '';
    if (mark === '' || fields.has(mark)) break;
    fields.set(mark, groups?.value?.trim() ?? '');
  }
  const take = (mark: string): string | undefined => {
    const value = fields.get(mark);
    fields.delete(mark);
    return value;
  };
  const classic = fields.has('^');
  const titled = !classic && /\S\S \S\S/.test(fields.get('$') ?? '');
  const slugline = classic ? take(':') : take('#');
  const takeKey = classic ? take('=') : titled ? take(':') : take('@');
  const title = classic ? take('^') : titled ? take('$') : take(':');
  const category = titled ? take('%') : take('$');
  const format = take('*');
  const subject = take('+') ?? (/^\d{8}$/.test(format ?? '') ? format : undefined);
  const tabular = format === 'T';
  if (format !== undefined && !/^(?:[TX]|\d{8})$/.test(format)) fields.set('*', format);
  const isBare = fields.size === 0 && slugline === undefined && title === undefined && !classic;
  const head: Head = isBare ? headAbove(lines.slice(at)) : { codes: [], below: lines.slice(at) };
  const { below } = head;
  const above = isBare ? titleAbove(below) : 0;
  const text = below.slice(above);
  const headline =
    title?.replace(TOPIC, '') ??
    topicIn(text) ??
    (above === 0 ? undefined : joinLines(below.slice(0, above)));
  const uri = subject === undefined ? undefined : bareSubjectCode(subject);
  const lead = leadOf(text);
  return {
    type: 'text',
    // without a number its head is what a message that breaks off has in common with the whole one
    ...(headline !== undefined &&
      lead !== undefined && { idFrom: [slugline ?? head.slug ?? '', takeKey ?? '', headline, lead] }),
    headlines: headline === undefined ? [] : [{ role: 'main', value: headline }],
    ...present({ slugline: slugline ?? head.slug, takeKey }),
    ...(category !== undefined && { categories: [category] }),
    ...(subject !== undefined && { subjects: [uri === undefined ? { literal: subject } : { uri }] }),
    ...(header !== '' && { service: header }),
    body: bodyOf(text, tabular),
    extra: {
      ...(fields.size > 0 && { fields: Object.fromEntries(fields) }),
      ...(head.codes.length > 0 && { transmission: head.codes }),
    },
  };
}

const LEAD = 40;

/** The first line of a text that goes on, where it is long enough to be of one story; none of tables and results. */
function leadOf(lines: readonly string[]): string | undefined {
  const [first = '', second] = lines.filter((line) => line.trim() !== '');
  const isLead = first.trim().length >= LEAD && !/\S {3,}\S/.test(first.trim()) && !LINE_END.test(first);
  return isLead && second !== undefined ? first.trim() : undefined;
}

const TITLE_WORDS = 15;
const HEAD_LINES = 4;
/** Lines that a heading is broken into. */
const TITLE_LINES = 3;

/** "PRI GEN NAT", ".LURB DEL12": where nothing else tells, only lines above a title are taken for them. */
function isHeadCode(line: string): boolean {
  return (
    /^\p{Lu}{2,4}(?: \p{Lu}{2,4}){0,3}$|^\.\p{Lu}{2,15} \p{Lu}{2,4}\d{1,4}$/u.test(line) || isShortCodes(line)
  );
}

interface Head {
  codes: string[];
  slug?: string;
  below: readonly string[];
}

const ONE_WORD = /^\p{Lu}{3,20}(?:[-/]\p{Lu}{2,20})?$/u;

/** Without fields, codes and a slug of one word in capitals may stand above the title; where none follows they are text. */
function headAbove(lines: readonly string[]): Head {
  const above: number[] = [];
  for (const index of [...lines.keys()].filter((at) => lines[at]?.trim() !== '').slice(0, HEAD_LINES + 1)) {
    const line = lines[index]?.trim() ?? '';
    if (!isHeadCode(line) && !ONE_WORD.test(line)) {
      if (titleAbove(lines.slice(index)) > 0) return headOf(lines, above, index);
      break;
    }
    above.push(index);
  }
  // the last of them may be the title itself
  const last = above.pop();
  return last !== undefined && titleAbove(lines.slice(last)) > 0
    ? headOf(lines, above, last)
    : { codes: [], below: lines };
}

function headOf(lines: readonly string[], above: readonly number[], title: number): Head {
  const codes = above.map((index) => lines[index]?.trim() ?? '');
  const below = lines.slice(title);
  const last = codes.at(-1);
  return last === undefined || isHeadCode(last)
    ? { codes, below }
    : { codes: codes.slice(0, -1), slug: last, below };
}

/**
 * How many lines are the title of a message without fields: a short line without a stop above an empty one or the text;
 * several of them only where the text begins with its dateline.
 */
function titleAbove(lines: readonly string[]): number {
  const at = lines.findIndex((line) => line.trim() !== '');
  if (at < 0) return 0;
  let end = at;
  while (end < lines.length && end < at + TITLE_LINES && isTitleLine(lines[end] ?? '')) end++;
  if (end === at) return 0;
  const next = lines[end] ?? '';
  const text = lines.slice(end).find((line) => line.trim() !== '') ?? '';
  if (beginsText(text) && (next === text || next.trim() === '')) return end;
  return lines[at + 1]?.trim() === '' ? at + 1 : 0;
}

function isTitleLine(written: string): boolean {
  const line = written.trim();
  const isShort = line !== '' && line.split(/\s+/).length <= TITLE_WORDS;
  return isShort && /[^.!?:;,=!]$/.test(line) && !TOPIC.test(line) && !beginsText(line);
}

const TOPIC_LINES = 4;

/** Racing and results have no fields: their topic line is the headline. */
function topicIn(lines: readonly string[]): string | undefined {
  const filled = lines.map((line) => line.replace(LINE_END, '').trim()).filter((line) => line !== '');
  const topic = filled.slice(0, TOPIC_LINES).find((line) => TOPIC.test(line));
  return topic?.replace(TOPIC, '');
}

/** Prose is cut into paragraphs; columns and lines that a typesetter ended stay as they are. */
function bodyOf(lines: readonly string[], tabular: boolean): Body {
  const filled = lines.filter((line) => line.trim() !== '');
  const ended = filled.filter((line) => LINE_END.test(line)).length;
  const text = lines.map((line) => line.replace(LINE_END, '').trimEnd()).join('\n');
  if (tabular || ended > filled.length / 2 || isTabular(filled)) {
    return { kind: 'paragraphs', paragraphs: [{ kind: 'pre', text }] };
  }
  return { kind: 'text', text };
}
