/** Running text of the line-oriented formats (IPTC 7901, ZCZC): paragraphs, sub-headings and tabular matter. */
import type { Paragraph } from './item.ts';
import { blockOf } from './text/blocks.ts';

const SUBHEAD_WORDS = 12;
const COLUMNS = /\S {3,}\S/;

/**
 * Lines to paragraphs: cut at empty lines and at indented ones, the lines of one joined; a run of lines in
 * columns stays as it is; a short line without a stop between two paragraphs is a sub-heading.
 */
export function paragraphsOfLines(lines: readonly string[]): Paragraph[] {
  const paragraphs = groupsOf(lines).flatMap((group): Paragraph[] => {
    if (isTabular(group)) return [{ kind: 'pre', text: group.map((line) => line.trimEnd()).join('\n') }];
    if (group.length > 1 && group.every((line) => /^\s*[-*•] /.test(line))) {
      return group.map((line) => ({ text: line.trim() }));
    }
    return [{ text: group.map((line) => line.trim()).join(' ') }];
  });
  return markSubheads(paragraphs);
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
  for (const line of lines) {
    const previous = open.at(-1);
    if (line.trim() === '') {
      flush();
      continue;
    }
    const indented = previous !== undefined && indent(line) >= 2 && indent(line) > indent(previous);
    if (indented && !COLUMNS.test(line) && !COLUMNS.test(previous)) flush();
    open.push(line);
  }
  flush();
  return groups;
}

function isTabular(group: readonly string[]): boolean {
  return group.length > 1 && group.filter((line) => COLUMNS.test(line)).length > group.length / 2;
}

function isSubhead(paragraphs: readonly Paragraph[], index: number): boolean {
  const short = (paragraph: Paragraph | undefined): boolean => {
    if (paragraph === undefined || paragraph.kind === 'pre') return false;
    const { words, stop, bullet } = blockOf(paragraph.text);
    return words > 0 && words <= SUBHEAD_WORDS && !stop && !bullet;
  };
  const next = paragraphs[index + 1];
  return (
    index > 0 &&
    short(paragraphs[index]) &&
    !/[:,;]$/.test(paragraphs[index]?.text ?? '') &&
    next !== undefined &&
    !short(next) &&
    !short(paragraphs[index - 1])
  );
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}
