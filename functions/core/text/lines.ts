/**
 * What the line breaks of a text mean. Wires break lines for three reasons: to start a paragraph, to fit a
 * teleprinter's 60-80 columns (the break means nothing), and to set a table (the break is content).
 */

/** A run of lines that stand together. `joined`: one paragraph; `lines`: each line by itself; `table`: columns. */
export interface LineGroup {
  kind: 'joined' | 'lines' | 'table';
  /** First line, and the one after the last. */
  from: number;
  to: number;
}

/** Narrowest and widest line that a teleprinter or mail program wraps at. */
const NARROWEST = 45;
const WIDEST = 120;
/** A wrapped line may fall this short of the width: some wrap a little early. */
const SLACK = 3;
/** Share of lines that must be as full as they can be for the breaks to mean nothing. */
const MOSTLY = 0.75;

/**
 * Cuts lines into groups at empty lines; where none is empty, at lines that are set in from the margin.
 *
 * @param lines as they stand, indentation included
 */
export function groupLines(lines: readonly string[]): LineGroup[] {
  const width = wrapWidth(lines);
  const groups: LineGroup[] = [];
  const close = (from: number, to: number): void => {
    const group = lines.slice(from, to);
    if (isTabular(group)) groups.push({ kind: 'table', from, to });
    else if (group.length === 1 || isWrapped(group, width)) groups.push({ kind: 'joined', from, to });
    else groups.push({ kind: 'lines', from, to });
  };
  let from = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (at < lines.length && lines[at]?.trim() !== '') continue;
    for (const [start, end] of cutAtIndents(lines, from, at)) close(start, end);
    from = at + 1;
  }
  return groups;
}

/** Lines [from, to) cut where one is set in and its neighbours are not: the older way to begin a paragraph. */
function cutAtIndents(lines: readonly string[], from: number, to: number): [number, number][] {
  if (from >= to) return [];
  const starts: number[] = [];
  for (let at = from; at < to; at++) if (/^(?:\t| {2,10}\S)/.test(lines[at] ?? '')) starts.push(at);
  const flush = to - from - starts.length;
  if (starts.length === 0 || flush < starts.length / 2 || isTabular(lines.slice(from, to)))
    return [[from, to]];
  const cuts = [...new Set([from, ...starts])];
  return cuts.map((start, index) => [start, cuts[index + 1] ?? to]);
}

/** The longest line, where it can be the width that the text was wrapped at; otherwise 0. */
export function wrapWidth(lines: readonly string[]): number {
  let longest = 0;
  for (const line of lines) longest = Math.max(longest, line.trim().length);
  return longest >= NARROWEST && longest <= WIDEST ? longest : 0;
}

/** Whether the break after a line was forced: the next line's first word would not have fitted. */
export function isFull(line: string, next: string, width: number): boolean {
  const text = line.trim();
  if (width === 0 || text.length > width) return false;
  const word = /^\S{0,30}/.exec(next.trimStart())?.[0].length ?? 0;
  return text.length + 1 + word > width - SLACK;
}

/** Whether a group's breaks come from wrapping alone. */
export function isWrapped(lines: readonly string[], width = wrapWidth(lines)): boolean {
  let full = 0;
  for (let at = 0; at + 1 < lines.length; at++) {
    if (isFull(lines[at] ?? '', lines[at + 1] ?? '', width)) full++;
  }
  return lines.length > 1 && full >= MOSTLY * (lines.length - 1);
}

/** A tab, three spaces, or two that do not follow a sentence's end: a column begins. */
const GAP = /\S\t+\S|\S {3,}\S|[^\s.!?:;"'”’)] {2}\S|\.{5}| \| /;

/** Whether lines are set in columns: three or more, half of them with a gap inside. */
export function isTabular(lines: readonly string[]): boolean {
  let set = 0;
  let filled = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    filled++;
    if (GAP.test(line.trim())) set++;
  }
  return filled >= 3 && set >= filled / 2;
}

/** Words before which a hyphen at the line's end belongs to the word before alone ("Finanz- und"). */
const SUSPENDED =
  /^(?:und|oder|bzw|sowie|bis|and|or|to|et|ou|y|o|e|en|of|och|eller|og|ja|tai|sekä|oraz|és|и|или)(?!\p{L})/u;

/** The last letter or digit of a line, and the hyphen that joins it to the next line. */
const HYPHENED = /[\p{L}\p{N}][-\u2010]$/u;
const WORD = /^[\p{L}\p{N}]/u;

/** Characters of scripts that put no spaces between words. */
const UNSPACED = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff01-\\uff60]';
const ENDS_UNSPACED = new RegExp(`${UNSPACED}$`, 'u');
const BEGINS_UNSPACED = new RegExp(`^${UNSPACED}`, 'u');

/**
 * What joins a wrapped line to the next: a space, or nothing after the hyphen of a compound and between characters
 * of a script without spaces.
 */
export function joint(line: string, next: string): '' | ' ' {
  const end = line.slice(-3);
  if (HYPHENED.test(end)) return WORD.test(next) && !SUSPENDED.test(next) ? '' : ' ';
  return ENDS_UNSPACED.test(end) && BEGINS_UNSPACED.test(next) ? '' : ' ';
}

/** Whether a word, or a pair of them, goes on in the next line, however the lines are set. @param isLong other lines go on in this one */
export function goesOn(line: string, next: string, isLong = line.length >= NARROWEST): boolean {
  if (!HYPHENED.test(line.slice(-3))) return false;
  return (isLong ? WORD : /^\p{Ll}/u).test(next);
}

/** Lines as one, trimmed, empty ones left out. */
export function joinLines(lines: readonly string[]): string {
  const parts: string[] = [];
  let before = '';
  for (const line of lines) {
    const text = line.trim();
    if (text === '') continue;
    if (before !== '') parts.push(joint(before, text));
    parts.push(text);
    before = text;
  }
  return parts.join('');
}

/** A break behind a hyphen, with the word that follows it. */
const HYPHEN_BREAK = /(?<=[\p{L}\p{N}])([-\u2010])[^\S\n]*\n\s*(?=([\p{L}\p{N}]{1,30}))/gu;

/** The text with words put together that a line break behind their hyphen has parted; other breaks stay. */
export function withoutHyphenBreaks(text: string): string {
  if (!text.includes('\n') || !/[-\u2010]\s*\n/.test(text)) return text;
  return text.replace(HYPHEN_BREAK, (_, hyphen: string, next: string) =>
    SUSPENDED.test(next) ? `${hyphen} ` : hyphen,
  );
}

/** Lines without the indentation that all of them share, trailing white space and empty lines at either end. */
export function dedent(lines: readonly string[]): string[] {
  const trimmed = lines.map((line) => line.trimEnd());
  while (trimmed.length > 0 && trimmed[0] === '') trimmed.shift();
  while (trimmed.length > 0 && trimmed.at(-1) === '') trimmed.pop();
  let shared = Infinity;
  for (const line of trimmed) {
    if (line !== '') shared = Math.min(shared, line.length - line.trimStart().length);
  }
  return trimmed
    .filter((line, index) => line !== '' || trimmed[index - 1] !== '')
    .map((line) => line.slice(Math.min(shared, line.length)));
}
