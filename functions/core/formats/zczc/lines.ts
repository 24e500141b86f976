/** What the dialects have in common: where the text of a message begins, and how its lines are a body. */
import { datelineOf } from '../../article/dateline.ts';
import type { Body } from '../../article/wire-item.ts';
import { isTabular } from '../../text/lines.ts';

/** Line ends of typesetters; where lines have them, the breaks are content. */
export const LINE_END = /\s?[<=]!\s*$/;

export function beginsText(line: string): boolean {
  return datelineOf(line.trim()) !== undefined || /^\s*\(\p{Lu}{2,12}\)\s?[-–—]/u.test(line);
}

/** "POL", "ENG POL", "SPR --/T". */
export function isShortCodes(line: string): boolean {
  return /^\p{Lu}{2,4}(?: \p{Lu}{2,4}| --\/\p{Lu}?)?$/u.test(line.trim());
}

/** Prose is cut into paragraphs; columns and lines that a typesetter ended stay as they are. */
export function bodyOf(lines: readonly string[], tabular: boolean): Body {
  const filled = lines.filter((line) => line.trim() !== '');
  const ended = filled.filter((line) => LINE_END.test(line)).length;
  const text = lines.map((line) => line.replace(LINE_END, '').trimEnd()).join('\n');
  if (tabular || ended > filled.length / 2 || isTabular(filled)) {
    return { kind: 'paragraphs', paragraphs: [{ kind: 'pre', text }] };
  }
  return { kind: 'text', text };
}
