/** Running text of the line-oriented formats (IPTC 7901, ZCZC): paragraphs, sub-headings and tabular matter. */
import { escapeText } from '../../text/html-escape.ts';
import { isTabular as isSetInColumns, joinLines } from '../../text/lines.ts';
import type { Warning } from '../../article/record.ts';
import type { Paragraph, WireItem } from '../../article/wire-item.ts';
import { blockOf } from '../text/blocks.ts';

const SUBHEAD_WORDS = 12;
const COLUMNS = /\S {3,}\S/;

/**
 * Lines to paragraphs: cut at empty lines and at indented ones, the lines of one joined; a run of lines in
 * columns stays as it is; a short line without a stop between two paragraphs is a sub-heading.
 */
export function paragraphsOfLines(lines: readonly string[]): Paragraph[] {
  const paragraphs = groupsOf(lines).flatMap((group): Paragraph[] => {
    if (isTabular(group)) return [{ kind: 'pre', text: group.map((line) => line.trimEnd()).join('\n') }];
    return listOf(group) ?? [{ text: joinLines(group) }];
  });
  return markSubheads(paragraphs);
}

const BULLET = /^\s{0,8}[-*•] /;
const NUMBER = /^\s{0,8}(\d{1,2})\. /;

/** Lines that are a list: entries with bullets, or numbered from 1 on; other lines go on with the entry before them. */
function listOf(group: readonly string[]): Paragraph[] | undefined {
  const mark = BULLET.test(group[0] ?? '') ? BULLET : NUMBER;
  const entries: string[][] = [];
  for (const line of group) {
    const begins = mark === BULLET ? BULLET.test(line) : NUMBER.exec(line)?.[1] === `${entries.length + 1}`;
    if (begins) entries.push([line]);
    else if (entries.length === 0) return undefined;
    else entries.at(-1)?.push(line);
  }
  if (entries.length < 2) return undefined;
  return entries
    .map(joinLines)
    .map((text) => (mark === BULLET ? { kind: 'li', text: text.replace(BULLET, '') } : { text }));
}

/** The paragraphs with sub-headings named: short lines without a stop, between two that are none. */
export function markSubheads(paragraphs: readonly Paragraph[]): Paragraph[] {
  return paragraphs.map((paragraph, index) =>
    isSubhead(paragraphs, index) ? { ...paragraph, kind: 'h2' } : paragraph,
  );
}

function groupsOf(lines: readonly string[]): string[][] {
  const groups: string[][] = [];
  let open: string[] = [];
  const flush = (): void => {
    if (open.length > 0) groups.push(open);
    open = [];
  };
  const indentBegins = beginsWithIndent(lines);
  for (const line of lines) {
    const previous = open.at(-1);
    if (line.trim() === '') {
      flush();
      continue;
    }
    const indented = previous !== undefined && indent(line) >= 2;
    const begins = indented && (indentBegins || indent(line) > indent(previous));
    if (begins && !BULLET.test(open[0] ?? '') && !COLUMNS.test(line) && !COLUMNS.test(previous)) flush();
    open.push(line);
  }
  flush();
  return groups;
}

/** Whether paragraphs begin with an indented line: such a line is followed by one at the margin. */
function beginsWithIndent(lines: readonly string[]): boolean {
  return lines.some((line, index) => {
    const next = lines[index + 1] ?? '';
    return line.trim() !== '' && next.trim() !== '' && indent(line) >= 2 && indent(next) === 0;
  });
}

function isTabular(group: readonly string[]): boolean {
  if (isSetInColumns(group)) return true;
  return group.length > 1 && group.filter((line) => COLUMNS.test(line)).length > group.length / 2;
}

function isSubhead(paragraphs: readonly Paragraph[], index: number): boolean {
  const [before, paragraph, after] = [paragraphs[index - 1], paragraphs[index], paragraphs[index + 1]];
  return (
    before !== undefined &&
    after !== undefined &&
    (isShort(paragraph) || isQuestion(paragraph)) &&
    !isShort(before) &&
    !isShort(after)
  );
}

/** A few words without a stop; what announces something ("The results:") is text. */
function isShort(paragraph: Paragraph | undefined): boolean {
  return isLine(paragraph) && !blockOf(paragraph.text).stop && !/[:,;]$/.test(paragraph.text);
}

/** A question that nobody asks: no quotation marks, no speaker. */
function isQuestion(paragraph: Paragraph | undefined): boolean {
  return isLine(paragraph) && paragraph.text.endsWith('?') && !/[:"«»„“”]/.test(paragraph.text);
}

function isLine(paragraph: Paragraph | undefined): paragraph is Paragraph {
  if (paragraph === undefined || paragraph.kind === 'pre' || paragraph.kind === 'li') return false;
  const { words, bullet } = blockOf(paragraph.text);
  return words > 0 && words <= SUBHEAD_WORDS && !bullet;
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

/** A message that ends without what its format closes messages with. @param missing those marks */
export function cutOff(missing: string): Warning {
  return { code: 'truncated', detail: `the message ends without ${missing}: its end may be missing` };
}

/**
 * The item of a format that knows no mark-up: "<" and "&" in its headlines, notes and descriptions are content
 * ("<desk@example.org>"), where normalise.ts would read them as HTML.
 */
export function literalItem(item: WireItem): WireItem {
  return {
    ...item,
    ...(item.headlines !== undefined && {
      headlines: item.headlines.map((one) => ({ ...one, value: escapeText(one.value) })),
    }),
    ...(item.descriptions !== undefined && {
      descriptions: item.descriptions.map((one) => ({ ...one, value: escapeText(one.value) })),
    }),
    ...(item.edNotes !== undefined && {
      edNotes: item.edNotes.map((one) => ({ ...one, text: escapeText(one.text) })),
    }),
  };
}
