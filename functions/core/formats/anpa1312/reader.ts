/**
 * ANPA 1312 (1979), the wire protocol of American agencies: two header lines, "^" lines above the text, text
 * paragraphs behind a tab, date trailer. Rules: ANPA Wire Service Transmission Guidelines, bulletin 1312;
 * beside them the dialects of AP and Kyodo.
 */
import type { Signal } from '../../article/record.ts';
import { takeKeyOf } from '../../article/signals.ts';
import { killIn } from '../../article/words/kill.ts';
import { parsed, ParseError, type ParseContext, type ParsedItem } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { withControlMarks } from '../common/control-marks.ts';
import { urgencyOfLetter } from '../common/priorities.ts';
import { cutOff, literalItem } from '../common/wire-text.ts';
import type { WireFile } from '../common/wire-file.ts';
import { categorySubject, type AnpaProvider } from './categories.ts';
import { isTextEnd, readBareLines, readCaretLines } from './copy.ts';
import { headerOf, type Header } from './header.ts';

const START = '\u0016\u0016\u0001';
const STX = '\u0002';
const ETX = '\u0003';
const EOT = '\u0004';
/** AP-WF-11-13-13 1509GMT */
const TRAILER =
  /(?<agency>[A-Z]{2,4})-[A-Z]{2,3}-(?<month>\d\d)-(?<day>\d\d)-(?<year>\d\d) (?<hour>\d\d)(?<minute>\d\d)\s?GMT/;
/** KWS-21:37-09-12-18: day, month, year, Tokyo time */
const KYODO_TRAILER = /KWS-(?<hour>\d\d):(?<minute>\d\d)-(?<day>\d\d)-(?<month>\d\d)-(?<year>\d\d)/;

/** Either of them at the end of a message, with what follows it. */
const LAST_LINE =
  /\n?[A-Z]{2,4}-(?:[A-Z]{2,3}-\d\d-\d\d-\d\d \d{4}\s?GMT|\d\d:\d\d-\d\d-\d\d-\d\d)[^A-Za-z]{0,20}$/;

/** Behind a date line: the next message may begin. */
const MESSAGE_END = /(?<=\d\d-\d\d(?: \d{4} ?GMT)?<?[\r\n\u000c\u0004]{1,9})(?=[A-Za-z\u0001]\w)/g;

const HOLD = 'w';

/** The messages of the file. @throws ParseError no-items */
export function parse(file: WireFile, context: ParseContext): Iterable<ParsedItem> {
  const messages = messagesOf(withControlMarks(file.text)).filter(
    (message) => headerOf(message.slice(0, 400)) !== undefined,
  );
  if (messages.length === 0) throw new ParseError('no-items', 'no ANPA 1312 header');
  return messages.map((message) => parsed(literalItem(readMessage(message, context))));
}

/** Cut where messages begin; without their control bytes, where the date line of one is followed by a header. */
function messagesOf(text: string): string[] {
  if (text.includes(START)) return text.split(START);
  const messages: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(MESSAGE_END)) {
    if (headerOf(text.slice(index, index + 400).trimStart()) === undefined) continue;
    messages.push(text.slice(from, index));
    from = index;
  }
  return [...messages, text.slice(from)].map((message) => message.trimStart());
}

function readMessage(message: string, context: ParseContext): WireItem {
  const written = headerOf(message.slice(0, 400));
  if (written === undefined) throw new ParseError('no-items', 'no ANPA 1312 header');
  const content = message.split('\n').slice(2).join('\n');
  const start = content.indexOf(STX);
  const end = content.indexOf(ETX);
  // without ETX the trailer stands in the text
  const text = end < 0 ? content.slice(start + 1).replace(LAST_LINE, '') : content.slice(start + 1, end);
  const trailer = readTrailer(end < 0 ? content.slice(-80) : content.slice(end + 1, end + 120));
  const typed = linesOf(text);
  const header = { ...written, tabular: written.tabular || isSetInTabs(typed) };
  const lines = withTabs(typed, header);
  const isWhole = end >= 0 || trailer !== undefined || content.includes(EOT) || lines.some(isTextEnd);
  const copy = lines.some((line) => line.startsWith('^'))
    ? readCaretLines(lines, header)
    : readBareLines(lines, header);
  const provider = providerOf(trailer?.agency);
  const slug = copy.slug ?? header.keyword;
  const take = takeKeyOf(slug);
  const slugline = take === undefined ? slug : slug.slice(0, slug.lastIndexOf(',')).trim();
  const id = `${header.service}${header.number}`;
  const signals: Signal[] = [];
  const urgency = urgencyOfLetter(header.priority);
  if (killIn(header.keyword, 'slugline')?.kind === 'kill') signals.push('kill');
  if (/NewsAlert\b/i.test(slug) || copy.flags.length > 0) signals.push('alert');
  const instant = trailer?.instant ?? dateWithoutYear(header.date, context.received);
  return {
    type: 'text',
    // the whole message that follows one that breaks off has the number and the day of it
    ...(trailer === undefined && isWhole
      ? { idFrom: [id, slug, header.date.join('-'), ...copy.paragraphs.map((paragraph) => paragraph.text)] }
      : { id: `${id}-${instant.slice(0, 10)}` }),
    versionCreated: instant,
    slugline,
    ...(take !== undefined && { takeKey: take }),
    headlines: copy.headline === undefined ? [] : [{ role: 'main', value: copy.headline }],
    ...(copy.by !== undefined && { by: copy.by }),
    descriptions: copy.summaries.map((value) => ({ role: 'abstract', value })),
    body: { kind: 'paragraphs', paragraphs: copy.paragraphs },
    edNotes: copy.notes,
    ...(urgency !== undefined && { urgency, priority: urgency }),
    ...(header.priority === HOLD && { embargoText: 'Advance: hold for release' }),
    signals,
    ...(isWhole ? {} : { warnings: [cutOff('ETX or a date line')] }),
    service: header.service,
    categories: [header.category],
    subjects: [categorySubject(header.category, provider)],
    ...(header.words !== undefined && { wordCount: Number(header.words) }),
    altIds: [
      { role: 'sequence', value: header.number },
      { role: 'keyword', value: header.keyword },
    ],
    extra: {
      selector: header.selector,
      priorityLetter: header.priority,
      ...(header.version !== '1' && { transmissionVersion: header.version }),
      ...(copy.bylineTitle !== undefined && { bylineTitle: copy.bylineTitle }),
      ...(copy.media.length > 0 && { media: copy.media }),
    },
  };
}

/** Lines as they were typed: also behind a mark that begins one, where its line end was lost. */
function linesOf(text: string): string[] {
  return text
    .replace(/\r\n?|[\u000b\u000c]/g, '\n')
    .replace(/(?<=[<=] ?)\^(?=[^\s^])/g, '\n^')
    .split('\n');
}

/** The mark of tables in the header may be lost: most lines have columns between tabs. */
function isSetInTabs(lines: readonly string[]): boolean {
  const below = lines.filter((line) => line.trim() !== '' && !line.startsWith('^'));
  const rows = below.filter((line) => /\S\t+\S/.test(line)).length;
  return rows >= 3 && rows > below.length / 2;
}

/** Gateways that know no tabs put spaces before each paragraph. */
function withTabs(lines: readonly string[], { tabular }: Header): readonly string[] {
  const isTyped = lines.some((line) => line.startsWith('^'));
  if (tabular || !isTyped || lines.some((line) => line.startsWith('\t'))) return lines;
  return lines.map((line) => line.replace(/^ {2,8}(?=\S)/, '\t'));
}

function readTrailer(text: string): { agency: string; instant: string } | undefined {
  const groups = TRAILER.exec(text)?.groups;
  if (groups !== undefined) return { agency: groups.agency ?? '', instant: `${stamp(groups)}Z` };
  const kyodo = KYODO_TRAILER.exec(text)?.groups;
  return kyodo === undefined ? undefined : { agency: 'KWS', instant: `${stamp(kyodo)}+09:00` };
}

function stamp({ year = '', month = '', day = '', hour = '', minute = '' }: Record<string, string>): string {
  return `${Number(year) > 70 ? '19' : '20'}${year}-${month}-${day}T${hour}:${minute}:00`;
}

/** The header has month and day alone: the year is that of receipt, or the one before it in early January. */
function dateWithoutYear([first, second]: Header['date'], received: number): string {
  const [month, day] = Number(first) > 12 ? [second, first] : [first, second];
  const year = new Date(received).getUTCFullYear();
  const thisYear = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const isAhead = thisYear > received + 2 * 24 * 3600 * 1000;
  return `${isAhead ? year - 1 : year}-${month}-${day}`;
}

function providerOf(agency: string | undefined): AnpaProvider | undefined {
  return agency === 'AP' ? 'ap' : agency === 'AAP' ? 'aap' : agency === 'CP' ? 'cp' : undefined;
}
