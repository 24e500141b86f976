/** What stands between STX and ETX of ANPA 1312: "^" lines above the text, paragraphs behind a tab, tables. */
import type { EdNote } from '../../article/record.ts';
import { isEmbargoLine } from '../../article/words/embargo.ts';
import { isAgency } from '../../furniture/credits.ts';
import { joinLines } from '../../text/lines.ts';
import type { Paragraph } from '../../article/wire-item.ts';
import { signalOfLine } from '../common/take-lines.ts';
import { markSubheads, paragraphsOfLines } from '../common/wire-text.ts';
import { blockOf } from '../text/blocks.ts';
import type { Header } from './header.ts';
import { isTableRow, readableRow, readableText, tableOf } from './typography.ts';

/** What stands between STX and ETX. */
export interface Copy {
  slug?: string;
  /** Words such as URGENT in a line of their own. */
  flags: string[];
  headline?: string;
  by?: string;
  bylineTitle?: string;
  summaries: string[];
  media: string[];
  notes: EdNote[];
  paragraphs: Paragraph[];
}

const NOTE = /^\(?(?:Eds?\.?|Editors?)\s?:\s?/i;
const EDITORS_NOTE = /^EDITOR.{0,2}S.? NOTE\b/i;
/** Other stories that go with this one, and when it may be used. */
const REFERENCE = /^(?:With\s+[A-Z]{2}-|(?:For (?:release|use)|Hold for|Not for use)\b)/i;
const MEDIA = /^(?:AP |CP |THE CANADIAN PRESS\W )?(?:photos?|graphics?|video|audio|interactive)\b/i;
const BYLINE = /^By \S/i;
const CODE = /^(?:\*\d|\$adv)/i;
/** Beside those that every agency has. */
const FLAG = /^(?:BULLETIN|NEWSALERT|APNEWSALERT)$/;
const RULE = /^[_\-=*]{2,}$/;
/** The agency by itself ends a text. */
const SIGN_OFF = /^\p{Lu}{2,4}$/u;
const SENTENCE_WORDS = 12;

/** Lines behind "^" are slug, headline, notes and byline; those behind a tab are the text. */
export function readCaretLines(lines: readonly string[], header: Header): Copy {
  const firstText = lines.findIndex((line) => /^\t\s{0,20}\S/.test(line) || isTableRow(line));
  const above = firstText < 0 ? lines : lines.slice(0, firstText);
  const copy: Copy = { flags: [], summaries: [], media: [], notes: [], paragraphs: [] };
  /** What may be the headline stands above the byline. */
  const titles: string[] = [];
  const rest: string[] = [];
  /** Short lines that "=" ends as it ends the headings within the text. */
  const headings = new Set<string>();
  for (const [index, { text, closing }] of caretLines(above).entries()) {
    if (text === '' || CODE.test(text)) continue;
    const mayBeSlug = index === 0 || (index === 1 && isFlag(copy.flags[0] ?? ''));
    if (mayBeSlug && isSlug(text, header.keyword)) copy.slug = text.replace(SLUG_COUNT, '');
    else if (isFlag(text)) copy.flags.push(text);
    else if (NOTE.test(text)) copy.notes.push(edsNote(text));
    else if (EDITORS_NOTE.test(text)) copy.notes.push({ role: 'editors-note', text, public: true });
    else if (REFERENCE.test(text) || isEmbargoLine(text))
      copy.notes.push({ role: 'note', text, public: true });
    else if (MEDIA.test(text)) copy.media.push(text);
    else if (copy.by === undefined && BYLINE.test(text)) copy.by = text;
    else if (copy.by !== undefined && closing === '=') copy.bylineTitle ??= text;
    else if (copy.by === undefined) {
      if (closing === '=' && titles.length > 0 && isHeading(text)) headings.add(text);
      titles.push(text);
    } else rest.push(text);
  }
  if (firstText < 0) readWithoutText([...titles, ...rest], copy);
  else {
    const [headline, ...more] = titles;
    if (headline !== undefined) copy.headline = headline;
    // a second headline or a summary; below the byline, and above tables, it is the head of the text
    const isSummary = (text: string): boolean =>
      !headings.has(text) && (!header.tabular || text.split(' ').length >= SENTENCE_WORDS);
    copy.summaries = more.filter(isSummary);
    copy.paragraphs = [
      ...[...more.filter((text) => !isSummary(text)), ...rest].map((text): Paragraph =>
        headings.has(text) ? { kind: 'h2', text } : { text },
      ),
      ...textOf(lines.slice(firstText), header.tabular, copy.notes),
    ];
  }
  return copy;
}

/** Without a text below them the lines are the text; the first is the headline, unless it is a sentence. */
function readWithoutText(lines: readonly string[], copy: Copy): void {
  const text = lines.filter((line) => !SIGN_OFF.test(line));
  const [first] = text;
  const isTitle = first !== undefined && !/[.!?]["”]?$/.test(first);
  if (isTitle) copy.headline = first;
  copy.paragraphs = text.slice(isTitle && text.length > 1 ? 1 : 0).map((line) => ({ text: line }));
}

/** The name of a league, a market or a part: no sentence, and not the agency's. */
function isHeading(text: string): boolean {
  return text.split(' ').length < SENTENCE_WORDS && !blockOf(text).stop && !isAgency(text);
}

const SLUG_COUNT = /,\s?\d{1,5}$/;

function isFlag(text: string): boolean {
  return FLAG.test(text) || signalOfLine(text) === 'alert';
}

/** The first "^" line: with the count of words, or the keyword again, which is cut after 24 characters. */
function isSlug(text: string, keyword: string): boolean {
  const letters = (one: string): string => one.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const begin = letters(keyword).slice(0, 10);
  return (
    SLUG_COUNT.test(text) || /^[A-Z]{2}-/.test(text) || (begin !== '' && letters(text).startsWith(begin))
  );
}

function edsNote(text: string): EdNote {
  return { role: 'eds', text: unbracketed(text.replace(NOTE, '')), public: true };
}

/** "^" begins such a line, "<" or "=" ends it; one without either goes on in the next. */
function caretLines(lines: readonly string[]): { text: string; closing: string }[] {
  const found: { parts: string[]; closing: string }[] = [];
  for (const line of lines) {
    const trimmed = line.trim();
    const closing = /[<=]$/.exec(trimmed)?.[0] ?? '';
    const text = readableText(trimmed.replace(/^\^/, ''));
    const last = found.at(-1);
    if (trimmed.startsWith('^') || last === undefined) found.push({ parts: [text], closing });
    else if (text !== '') {
      last.parts.push(text);
      last.closing = closing;
    }
  }
  return found.map(({ parts, closing }) => ({ text: joinLines(parts), closing }));
}

const COLUMNS = /\S {2,}\S|\S\t+\S|\.{4}/;

function textOf(lines: readonly string[], tabular: boolean, notes: EdNote[]): Paragraph[] {
  if (tabular && !lines.some(isTableRow)) {
    // a sentence may stand above the columns
    const from = Math.max(
      0,
      lines.findIndex((line) => COLUMNS.test(line.trim())),
    );
    const table = lines.slice(from).map(readableRow);
    return [...textOf(lines.slice(0, from), false, notes), { kind: 'pre', text: table.join('\n') }];
  }
  const paragraphs: Paragraph[] = [];
  let rows: string[] = [];
  let open: string[] = [];
  const flush = (): void => {
    if (rows.length > 0) paragraphs.push(tableOf(rows));
    rows = [];
    const text = readableText(joinLines(open));
    if (NOTE.test(text)) notes.push(edsNote(text));
    else if (text !== '' && !RULE.test(text.replaceAll('—', '_'))) paragraphs.push({ text });
    open = [];
  };
  for (const line of lines) {
    if (isTableRow(line)) {
      if (open.length > 0) flush();
      rows.push(line);
    } else if (line.startsWith('\t') || line.startsWith('^')) {
      flush();
      open = [line.replace(/^\^/, '')];
    } else if (line.trim() !== '') open.push(line);
  }
  flush();
  return markSubheads(paragraphs);
}

const HEADLINE_LINES = 4;

/** The last line of a text of Kyodo. */
export function isTextEnd(line: string): boolean {
  return /^\s{0,8}==\s?\p{L}+\s{0,4}$/u.test(line);
}

/** Kyodo writes no carets: "+" ends the headline and "==Kyodo" the text. Where carets were lost, "<" ends the headline. */
export function readBareLines(lines: readonly string[], { keyword }: Header): Copy {
  const end = lines.findIndex(isTextEnd);
  const text = end < 0 ? [...lines] : lines.slice(0, end);
  const first = text.findIndex((line) => line.trim() !== '');
  const top = text[first]?.trim() ?? '';
  const isKeyword = /^[A-Z]{2}-|^\S+$/.test(top) && !top.endsWith('+');
  const slug = isKeyword && isSlug(top, keyword) ? top.replace(SLUG_COUNT, '') : undefined;
  if (slug !== undefined) text.splice(0, first + 1);
  const mark = text.slice(0, HEADLINE_LINES).findIndex((line) => /[+<]\s*$/.test(line));
  const headline = joinLines(text.slice(0, mark + 1)).replace(/\+|<$/g, '');
  const body = text.slice(mark + 1);
  const notes: EdNote[] = [];
  const paragraphs = body.some((line) => line.startsWith('\t'))
    ? textOf(body, false, notes)
    : paragraphsOfLines(body).map((paragraph) => ({ ...paragraph, text: readableText(paragraph.text) }));
  return {
    ...(slug !== undefined && { slug }),
    ...(headline.trim() !== '' && { headline: readableText(headline) }),
    flags: [],
    summaries: [],
    media: [],
    notes,
    paragraphs,
  };
}

function unbracketed(text: string): string {
  return text.replace(/\)$/, '').trim();
}
