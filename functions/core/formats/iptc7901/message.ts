/** A message of IPTC 7901 cut at its control bytes, or where these were lost at what stands beside them. */
import { monthOf, zoneOffset } from '../../text/calendar.ts';
import { FILLERS, HEADER, SOH, STAMP, TRAILER } from './header.ts';

const STX = '\u0002';
const ETX = '\u0003';
const EOT = '\u0004';
/** Lines of a heading: no agency writes more before the text begins. */
export const HEADING_LINES = 16;
/** Of a line: the heading ends here. */
export const HEADING_END = /(?:^|\s)=\s*$/;

/** A file may hold several messages, each with its own header. */
export function messagesOf(text: string): string[] {
  const cut = (text.includes(SOH) ? text.split(SOH) : splitAtHeaders(text)).map((message) =>
    message.replace(FILLERS, ''),
  );
  return cut.filter((message) => HEADER.test(message.split('\n', 1)[0] ?? ''));
}

/** Without SOH a message begins where a header stands below the date line of the one before. */
function splitAtHeaders(text: string): string[] {
  const messages: string[] = [];
  let open: string[] = [];
  let last = '';
  for (const line of text.split('\n')) {
    if (HEADER.test(line) && TRAILER.test(last)) {
      messages.push(open.join('\n'));
      open = [];
    }
    open.push(line);
    if (/\w/.test(line)) last = line;
  }
  return [...messages, open.join('\n')];
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
export function partsOf(message: string): {
  header: Header;
  keywordLines: string[];
  lines: string[];
  trailer: string;
  /** It ends as messages do. */
  isWhole: boolean;
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
  const cut = (all: readonly string[]): { lines: string[]; trailer: string; isWhole: boolean } => {
    const { lines, trailer: above } = withoutTrailer(all);
    const trailer = below ?? above;
    return { lines, trailer, isWhole: end >= 0 || trailer !== '' || after.includes(EOT) };
  };
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
  const isKeywords =
    lines[keywordAt]?.includes('/') === true || isAlone(lines, keywordAt) || isJoined(lines, keywordAt);
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

/** Keywords with hyphens, right above a heading that ends with "=". */
function isJoined(lines: readonly string[], at: number): boolean {
  const isOne = /^\p{L}[\p{L}\d]*(?:-[\p{L}\d]+)+$/u.test(lines[at]?.trim() ?? '');
  return isOne && lines.slice(at + 1, at + 1 + HEADING_LINES).some((below) => HEADING_END.test(below));
}

/** CRLF, LF and LF CRLF stand mixed in one file; bells and fillers are noise. */
function toLines(text: string): string[] {
  return (
    text
      .replace(/\r{0,3}\n/g, '\n')
      // by itself it is a soft break, as are those of typewriters
      .replace(/[\r\u000b\u000c]/g, '\n')
      .replace(/[\u0000\u0004-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .split('\n')
  );
}

/** The date line may stand below a stamp of the same time. */
function withoutTrailer(written: readonly string[]): { lines: string[]; trailer: string } {
  let lines = [...written];
  let trailer = '';
  for (const pattern of [TRAILER, STAMP]) {
    const at = lines.findLastIndex((line) => line.trim() !== '');
    const last = lines[at] ?? '';
    if (!pattern.test(last)) continue;
    lines = lines.slice(0, at);
    if (trailer === '') trailer = last;
  }
  return { lines, trailer };
}

/** `131137 GMT Nov 13` is 2013-11-13T11:37Z, `131237 MEZ Nov 13` too; without a zone the time is local to the provider. */
export function readTrailer(trailer: string): string | undefined {
  const stamp = STAMP.exec(trailer)?.groups;
  if (stamp !== undefined) return `${stamp.date ?? ''}T${stamp.time ?? ''}:00`;
  const groups = TRAILER.exec(trailer)?.groups;
  const month = monthOf(groups?.month);
  if (groups === undefined || month === undefined) return undefined;
  const { day = '', hour = '', minute = '', year = '', zone, named = '' } = groups;
  const century = year.length === 4 ? year : `${Number(year) > 70 ? '19' : '20'}${year}`;
  return `${century}-${String(month).padStart(2, '0')}-${day}T${hour}:${minute}:00${zone === undefined ? (zoneOffset(named) ?? '') : 'Z'}`;
}
