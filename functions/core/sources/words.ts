/** Words of a stretch of text, with their places: what the grammar looks at around a name. */

import { isWordCode } from '../agencies/characters.ts';

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

const HYPHEN = 45;
const STOP = 46;
const COLON = 58;
const APOSTROPHE = 0x2019;

/** The words of text[from, to). By character codes: this runs over every paragraph that quotes somebody. */
export function wordsOf(text: string, from = 0, to = text.length): Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      at++;
      continue;
    }
    const end = isWordCode(code) ? endOfWord(text, at, to) : at + (isHighSurrogate(code) ? 2 : 1);
    words.push(wordAt(text, at, end));
    at = end;
  }
  return words;
}

function wordAt(text: string, start: number, end: number): Word {
  const written = text.slice(start, end);
  const straight =
    written.charCodeAt(written.length - 1) === APOSTROPHE ? `${written.slice(0, -1)}'` : written;
  if (isLowerAscii(written)) return { text: written, start, end, capital: false, capitals: false };
  const lower = straight.length > 1 ? straight.toLowerCase() : written.toLowerCase();
  const first = written[0] ?? '';
  return {
    text: lower,
    start,
    end,
    capital: first !== first.toLowerCase(),
    capitals: written.length > 1 && written !== lower && written === written.toUpperCase(),
  };
}

function isLowerAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code < 97 || code > 122) return false;
  }
  return true;
}

/** One past the word: letters and digits, joined by hyphens, stops and colons inside; an elision takes its apostrophe. */
function endOfWord(text: string, from: number, to: number): number {
  let at = from;
  for (;;) {
    while (at < to && isWordCode(text.charCodeAt(at))) at++;
    const code = text.charCodeAt(at);
    const joins = code === HYPHEN || code === STOP || code === COLON;
    if (!joins || at + 1 >= to || !isWordCode(text.charCodeAt(at + 1))) break;
    at++;
  }
  const mark = text[at];
  const isElision =
    at < to && (mark === "'" || mark === '’') && (at + 1 >= to || isWordCode(text.charCodeAt(at + 1)));
  return isElision ? at + 1 : at;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x202f || code === 0x2009;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

/** The text without these characters at its end. */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

export function isPunctuation(word: Word | undefined): boolean {
  return word !== undefined && !isWordCode(word.text.charCodeAt(0));
}

/** The words as the tables have them: one space between, "l'afp" as "l' afp". */
export function joinWords(words: readonly Word[], from: number, to: number): string {
  let joined = words[from]?.text ?? '';
  for (let at = from + 1; at < to; at++) joined += ` ${words[at]?.text ?? ''}`;
  return joined;
}

const ABBREVIATION =
  /(?:^|[\s("“])(?:\p{Lu}\p{Ll}{0,3}|\p{Lu}(?:\.\p{Lu})+|[Ss]r[a]?|[Nn]o|bzw|ca|St|Dr|Prof|z\.B|i)$/u;

/** Characters on either side; what is longer is no sentence that anybody wrote. */
const MAX_SENTENCE = 600;

/** Bounds of the sentence around a place: within its line, at stops that are followed by a new beginning. */
export function sentenceAround(text: string, at: number): { start: number; end: number } {
  const first = Math.max(0, at - MAX_SENTENCE);
  const last = Math.min(text.length, at + MAX_SENTENCE);
  let start = at;
  while (start > first && !isBoundary(text, start)) start--;
  let end = at;
  while (end < last && !isBoundary(text, end + 1)) end++;
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
