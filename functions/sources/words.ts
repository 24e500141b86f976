/** Words of a stretch of text, with their places: what the grammar looks at around a name. */

export interface Word {
  /** Lower case, straight apostrophe; of an elided article with it: "l'". A punctuation mark is a word by itself. */
  text: string;
  start: number;
  end: number;
  /** Begins with a capital. */
  capital: boolean;
  /** Two letters or more, all capitals: a short name rather than a surname. */
  capitals: boolean;
}

const WORD = /[\p{L}\p{N}]+(?:[-.:][\p{L}\p{N}]+)*(?:['’](?=\p{L}|$))?|[^\s\p{L}\p{N}]/gu;

/** The words of text[from, to). */
export function wordsOf(text: string, from = 0, to = text.length): Word[] {
  const words: Word[] = [];
  for (const match of text.slice(from, to).matchAll(WORD)) {
    const written = match[0];
    const lower = written.toLowerCase();
    words.push({
      text: lower.endsWith('’') ? `${lower.slice(0, -1)}'` : lower,
      start: from + match.index,
      end: from + match.index + written.length,
      capital: lower !== written && /^\p{Lu}/u.test(written),
      capitals: lower !== written && written.length > 1 && written === written.toUpperCase(),
    });
  }
  return words;
}

/** The text without these characters at its end. */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

export function isPunctuation(word: Word | undefined): boolean {
  return word !== undefined && !/^[\p{L}\p{N}]/u.test(word.text);
}

/** The words as the tables have them: one space between, "l'afp" as "l' afp". */
export function joinWords(words: readonly Word[], from: number, to: number): string {
  let joined = words[from]?.text ?? '';
  for (let at = from + 1; at < to; at++) joined += ` ${words[at]?.text ?? ''}`;
  return joined;
}

const ABBREVIATION =
  /(?:^|[\s("“])(?:\p{Lu}\p{Ll}{0,3}|\p{Lu}(?:\.\p{Lu})+|[Ss]r[a]?|[Nn]o|bzw|ca|St|Dr|Prof|z\.B|i)$/u;

/** Bounds of the sentence around a place: within its line, at stops that are followed by a new beginning. */
export function sentenceAround(text: string, at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && !isBoundary(text, start)) start--;
  let end = at;
  while (end < text.length && !isBoundary(text, end + 1)) end++;
  return { start, end: Math.min(end + 1, text.length) };
}

/** Whether a sentence begins at this place. */
function isBoundary(text: string, at: number): boolean {
  const before = text[at - 1];
  if (before === '\n') return true;
  if (before !== ' ' || at >= text.length) return false;
  let stop = at - 2;
  while (stop > 0 && '"”’»“)'.includes(text[stop] ?? '')) stop--;
  const mark = text[stop];
  if (mark !== '.' && mark !== '!' && mark !== '?' && mark !== '…') return false;
  // a lower-case word goes on with the sentence: "... go now!” he said"
  if (/[\p{Ll}\d(,;:–—-]/u.test(text[at] ?? '')) return /\d/.test(text[at] ?? '') && mark !== '.';
  return mark !== '.' || stop !== at - 2 || !ABBREVIATION.test(text.slice(Math.max(0, stop - 8), stop));
}
