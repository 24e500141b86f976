/**
 * IPTC 7901 (1979-95), the text protocol of the wire before XML: header line between SOH and the keywords, text
 * between STX and ETX, date trailer. Rules and dialects (dpa, ATS, TCA): spec/formats.md, section 7.
 */
import type { EdNote, Signal } from '../../article/record.ts';
import { datelineOf } from '../../article/dateline.ts';
import { embargoInWords } from '../../article/signals.ts';
import { monthOf } from '../../text/calendar.ts';
import { parsed, ParseError, type ParsedItem } from '../common/format.ts';
import type { Paragraph, WireItem } from '../../article/wire-item.ts';
import { isByline } from '../text/byline.ts';
import { literalItem, paragraphsOfLines } from '../common/wire-text.ts';
import type { WireFile } from '../common/wire-file.ts';
import { FILLERS, HEADER, SOH, withLineFeeds } from './header.ts';
import { splitClosing, splitNotes } from './notes.ts';

const STX = '\u0002';
const ETX = '\u0003';
const TRAILER =
  /^\s*(?:\p{Lu}{2,6} {1,4})?(?<day>\d\d)(?<hour>[0-2]\d)(?<minute>[0-5]\d)\s(?<zone>GMT|UTC)?\s?(?<month>\p{L}{3,9})\.?\s(?<year>\d\d(?:\d\d)?)\s*$/iu;
/** Lines of a heading: no agency writes more before the text begins. */
const HEADING_LINES = 16;
const HEADING_END = /(?:^|\s)=\s*$/;

/** The messages of the file. @throws ParseError no-items */
export function parse(file: WireFile): Iterable<ParsedItem> {
  const messages = messagesOf(withLineFeeds(file.text));
  if (messages.length === 0) throw new ParseError('no-items', 'no IPTC 7901 header line');
  return messages.map((message) => parsed(literalItem(readMessage(message))));
}

/** A file may hold several messages, each with its own header. */
function messagesOf(text: string): string[] {
  const cut = text.split(SOH).map((message) => message.replace(FILLERS, ''));
  return cut.filter((message) => HEADER.test(message.split('\n', 1)[0] ?? ''));
}

function readMessage(message: string): WireItem {
  const { header, keywordLines, lines, trailer } = partsOf(message);
  const keywords = keywordLines
    .join(' ')
    .split('/')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const { heading, body } = splitHeading(lines);
  const head = readHeading(heading);
  const { text, notes } = splitNotes(body);
  const { text: copy, closing } = splitClosing(text);
  const { summary, story, dateline } = splitSummary(paragraphsOfLines(copy));
  const date = readTrailer(trailer);
  const [routing, reference] = referencesOf(header.rest ?? '');
  const day = date?.slice(0, 10);
  const id = `${header.service}${header.number}`;
  return {
    type: 'text',
    ...(day === undefined
      ? { idFrom: [id, keywords.join('/'), head.headline, ...story.map((paragraph) => paragraph.text)] }
      : { id: `${id}-${day}` }),
    ...(date !== undefined && { versionCreated: date }),
    slugline: keywords.join('/'),
    keywords,
    urgency: header.priority,
    priority: header.priority,
    categories: [header.category],
    service: header.service,
    ...(header.words !== undefined && { wordCount: header.words }),
    headlines: [{ role: 'main', value: head.headline }],
    ...(head.by !== undefined && { by: head.by }),
    ...(head.takes.length > 0 && { takeKey: head.takes.join(' / ') }),
    signals: head.signals,
    edNotes: [...head.notes, ...notes, ...closing],
    ...(summary.length > 0 && {
      descriptions: summary.map((paragraph) => ({ role: 'summary', value: paragraph.text })),
    }),
    ...(dateline !== undefined && { dateline }),
    body: { kind: 'paragraphs', paragraphs: story },
    altIds: [
      { role: 'sequence', value: header.number },
      ...(reference === undefined ? [] : [{ role: 'sender-reference', value: reference }]),
    ],
    extra: {
      ...(routing !== undefined && { routing }),
      ...(head.section !== '' && { section: head.section }),
    },
  };
}

interface Header {
  service: string;
  number: string;
  priority: string;
  category: string;
  words: string | undefined;
  rest: string | undefined;
}

/** Cuts a message at its control bytes, or at the keyword line and the trailer where they were lost. */
function partsOf(message: string): {
  header: Header;
  keywordLines: string[];
  lines: string[];
  trailer: string;
} {
  const firstBreak = message.indexOf('\n');
  const first = firstBreak < 0 ? message : message.slice(0, firstBreak);
  const groups = HEADER.exec(first)?.groups;
  const header: Header = {
    service: groups?.service ?? '',
    number: groups?.number ?? '',
    priority: groups?.priority ?? '',
    category: groups?.category ?? '',
    words: groups?.words,
    rest: groups?.rest,
  };
  const after = firstBreak < 0 ? '' : message.slice(firstBreak + 1);
  const end = after.indexOf(ETX);
  const [content, tail] = end < 0 ? [after, ''] : [after.slice(0, end), after.slice(end + 1)];
  const below = toLines(tail).find((line) => TRAILER.test(line));
  /** AFP writes it above ETX. */
  const cut = (lines: readonly string[]): { lines: string[]; trailer: string } =>
    below === undefined ? withoutTrailer(lines) : { lines: [...lines], trailer: below };
  const start = content.indexOf(STX);
  if (start >= 0) {
    return {
      header,
      keywordLines: toLines(content.slice(0, start)).filter((line) => line.trim() !== ''),
      ...cut(toLines(content.slice(start + 1))),
    };
  }
  const lines = toLines(content);
  const keywordAt = lines.findIndex((line) => line.trim() !== '');
  const isKeywords = lines[keywordAt]?.includes('/') === true || isAlone(lines, keywordAt);
  const rest = lines.slice(isKeywords ? keywordAt + 1 : 0);
  return {
    header,
    keywordLines: isKeywords ? [lines[keywordAt] ?? ''] : [],
    ...cut(rest),
  };
}

/** A keyword without a slash: short, above an empty line, and a heading that ends with "=" comes later. */
function isAlone(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? '';
  if (line.split(' ').length > 4 || HEADING_END.test(line) || lines[at + 1]?.trim() !== '') return false;
  return lines.slice(at + 1, at + 1 + HEADING_LINES).some((below) => HEADING_END.test(below));
}

/** CRLF, LF and LF CRLF stand mixed in one file; bells and fillers are noise. */
function toLines(text: string): string[] {
  return (
    text
      .replace(/\r{0,3}\n/g, '\n')
      // by itself it is a soft break
      .replaceAll('\r', '\n')
      .replace(/[\u0000\u0004-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .split('\n')
  );
}

function withoutTrailer(lines: readonly string[]): { lines: string[]; trailer: string } {
  const at = lines.findLastIndex((line) => line.trim() !== '');
  const last = lines[at] ?? '';
  return TRAILER.test(last)
    ? { lines: lines.slice(0, at), trailer: last }
    : { lines: [...lines], trailer: '' };
}

/** The heading ends with " =" at the end of a line; without that the first line is all of it. */
function splitHeading(lines: readonly string[]): { heading: string[]; body: string[] } {
  const end = lines.slice(0, HEADING_LINES).findIndex((line) => HEADING_END.test(line));
  const first = lines.findIndex((line) => line.trim() !== '');
  let last = end < 0 ? first : end;
  // the byline may follow, with an end of its own
  const next = lines.findIndex((line, index) => index > last && line.trim() !== '');
  if (end >= 0 && HEADING_END.test(lines[next] ?? '') && isAuthor(withoutEnd(lines[next] ?? ''))) last = next;
  return {
    heading: lines
      .slice(0, last + 1)
      .map(withoutEnd)
      .filter((line) => line !== ''),
    body: lines.slice(last + 1),
  };
}

function withoutEnd(line: string): string {
  return line.trimEnd().replace(/=$/, '').trim();
}

const TAKE =
  /^\(?(?:(?:\d(?:ST|ND|RD|TH)|FIRST|SECOND|THIRD|NEW)[ -](?:LEAD|NET|UPDATE|ADD|TAKE|ROUNDUP|WRAP)|(?:LEAD|UPDATE|ADD|TAKE|NET) \d{1,2}|EXTRA|REFILE|REPEAT|URGENT|FLASH|BULLETIN|ADVISORY|INTERVIEW|BACKGROUND|ATTENTION|CORRECTION|CORRECTED|KILL|ROUNDUP|FEATURE|PREVIEW|ANALYSIS|NEWSALERT|TEST|ACHTUNG|EIL(?:MELDUNG)?|(?:\d\. )?(?:ZUSAMMENFASSUNG|ZF|LEAD)|BERICHTIGUNG|KORREKTUR|NEU|WIEDERHOLUNG|SPERRFRIST)\b.{0,30}$/u;
const TAKE_SIGNALS: readonly (readonly [RegExp, Signal])[] = [
  [/\bblitz\b|\beil\b|eilmeldung|\burgent\b|\bflash\b|\bbulletin\b/i, 'alert'],
  [/\bkorr\b|korrektur|berichtigung|correct/i, 'correction'],
  [/\blead\b|\bnet\b|zusammenfassung|\bzf\b/i, 'lead'],
  [/\blead\b|\bnet\b|\bupdate\b|zusammenfassung|\bzf\b/i, 'update'],
  [/refile|repeat|wiederholung/i, 'resend'],
  [/achtung|attention|advisory/i, 'advisory'],
  [/\bkill\b/i, 'kill'],
];
const NOTE_WORDS = 6;

interface Heading {
  headline: string;
  by: string | undefined;
  takes: string[];
  notes: EdNote[];
  signals: Signal[];
  /** Category and place above the headline, as ATS writes them. */
  section: string;
}

function readHeading(lines: readonly string[]): Heading {
  const titles: string[] = [];
  const takes: string[] = [];
  const notes: EdNote[] = [];
  let by: string | undefined;
  for (const line of joinBrackets(lines)) {
    const bracketed = /^\((?<inner>.+)\)$/.exec(line)?.groups?.inner;
    const long = line.split(' ').length > NOTE_WORDS;
    if (bracketed === undefined && isEmbargo(line)) {
      notes.push({ role: 'embargo', text: line, public: true });
    } else if (bracketed !== undefined && (titles.length > 0 || long)) {
      notes.push({ role: 'note', text: bracketed, public: true });
    } else if (titles.length === 0 && (bracketed !== undefined || TAKE.test(line))) {
      takes.push(line.replace(/ {1,8}\)$/, ')'));
    } else if (by !== undefined) {
      // the byline is the last line of a heading, and may be wrapped
      by = `${by} ${line}`;
    } else if (titles.length > 0 && isAuthor(line)) by = line;
    else titles.push(line);
  }
  // ATS: a category, the place with a colon, and only then the headline
  const place = titles.findLastIndex((line) => line.endsWith(':') && line.split(' ').length <= 5);
  const from = place >= 0 && place < titles.length - 1 ? place + 1 : 0;
  const telling = [...takes, ...notes.map(({ text }) => /^[\p{L} ]{1,20}(?=:)/u.exec(text)?.[0] ?? '')].join(
    ' ',
  );
  return {
    headline: titles.slice(from).join(' '),
    by,
    takes,
    notes,
    signals: TAKE_SIGNALS.filter(([pattern]) => pattern.test(telling)).map(([, signal]) => signal),
    section: titles.slice(0, from).join(' '),
  };
}

/** "Achtung: Sperrfrist 19.00 Uhr" on a line of its own. */
function isEmbargo(line: string): boolean {
  return embargoInWords('headline', line.replace(/^achtung\W{1,3}/i, ''));
}

function isAuthor(line: string): boolean {
  return (
    isByline(line) ||
    /^(?:By|Von|Par|Por|Door|Av|Af|(?:Interview|Analysis|Commentary|Feature) by) \p{Lu}/u.test(line)
  );
}

/** A note in brackets may run over several lines. */
function joinBrackets(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = '';
  for (const line of lines) {
    const whole = open === '' ? line : `${open} ${line}`;
    if (whole.startsWith('(') && !whole.endsWith(')') && whole.length < 1000) open = whole;
    else {
      joined.push(whole);
      open = '';
    }
  }
  if (open !== '') joined.push(open);
  return joined;
}

/** dpa prints the summary above the paragraph that has the dateline. */
function splitSummary(paragraphs: readonly Paragraph[]): {
  summary: Paragraph[];
  story: Paragraph[];
  dateline: NonNullable<WireItem['dateline']> | undefined;
} {
  const at = paragraphs
    .slice(0, 3)
    .findIndex(({ text }, index) => datelineOf(text)?.text?.includes(index === 0 ? '' : '(') === true);
  const found = at < 0 ? undefined : datelineOf(paragraphs[at]?.text ?? '');
  return {
    summary: paragraphs.slice(0, Math.max(0, at)),
    story: paragraphs.slice(Math.max(0, at)),
    dateline:
      found === undefined
        ? undefined
        : {
            ...(found.text !== null && { text: found.text }),
            ...(found.city !== null && { city: found.city }),
            ...(found.date !== null && { date: found.date }),
          },
  };
}

/** `131137 GMT Nov 13` is 2013-11-13T11:37Z; without GMT the time is local to the provider. */
function readTrailer(trailer: string): string | undefined {
  const groups = TRAILER.exec(trailer)?.groups;
  const month = monthOf(groups?.month);
  if (groups === undefined || month === undefined) return undefined;
  const { day = '', hour = '', minute = '', year = '', zone } = groups;
  const century = year.length === 4 ? year : `${Number(year) > 70 ? '19' : '20'}${year}`;
  return `${century}-${String(month).padStart(2, '0')}-${day}T${hour}:${minute}:00${zone === undefined ? '' : 'Z'}`;
}

/** What follows the word count: optional routing, and the sender's reference ("dpa 061"). */
function referencesOf(rest: string): [routing: string | undefined, reference: string | undefined] {
  const parts = rest
    .trim()
    .split(/ {2,}/)
    .filter((part) => part !== '');
  const last = parts.at(-1);
  return parts.length > 1 ? [parts[0], last] : [undefined, last];
}
