/** Words of a stretch of text, with their places: what the grammar looks at around a name. */

import { isWordCode } from '../agencies/characters.ts';
import { letterOf, NO_LETTERS, numberOf, withLetter } from '../agencies/letters.ts';
import { knownAt, type Known } from './vocabulary.ts';

/** A word of a text. What it is called is read off the text when it is first asked for: most words never are. */
export class Word {
  readonly start: number;
  readonly end: number;
  /** Begins with a capital. */
  readonly capital: boolean;
  /** The code of a punctuation mark, which is a word by itself; 0 for words. */
  readonly mark: number;
  readonly #source: string;
  readonly #number: number;
  #text: string | undefined;
  #known: Known | undefined | null = null;

  constructor(source: string, start: number, end: number, capital: boolean, mark: number, number: number) {
    this.start = start;
    this.end = end;
    this.capital = capital;
    this.mark = mark;
    this.#source = source;
    this.#number = number;
  }

  /** Lower case, straight apostrophe; of an elided article with it: "l'". */
  get text(): string {
    return (this.#text ??= this.known?.text ?? this.#lower());
  }

  /** Two letters or more, all capitals: a short name rather than a surname. */
  get capitals(): boolean {
    const written = this.#written();
    return written.length > 1 && written !== this.text && written === written.toUpperCase();
  }

  /** Its entry among the words of the tables, or undefined: then no table has it. */
  get known(): Known | undefined {
    if (this.#known === null) this.#known = knownAt(this.#source, this.start, this.end, this.#number);
    return this.#known;
  }

  /** A word at the same place with another text, as if it were written so. */
  called(text: string, mark = 0): Word {
    const word = new Word(this.#source, this.start, this.end, this.capital, mark, this.#number);
    word.#text = text;
    word.#known = knownAt(text, 0, text.length, numberOf(text));
    return word;
  }

  #written(): string {
    return this.#source.slice(this.start, this.end);
  }

  #lower(): string {
    const written = this.#written();
    const isElided = written.length > 1 && written.charCodeAt(written.length - 1) === TYPOGRAPHIC;
    return isElided ? `${written.slice(0, -1).toLowerCase()}'` : written.toLowerCase();
  }
}

const HYPHEN = 45;
const STOP = 46;
const COLON = 58;
const APOSTROPHE = 39;
const TYPOGRAPHIC = 0x2019;
const CAPITAL_A = 65;
const CAPITAL_Z = 90;

/** The words of text[from, to). By character codes: this runs over every paragraph in which somebody may speak. */
export function wordsOf(text: string, from = 0, to = text.length): Word[] {
  const words: Word[] = [];
  addWords(words, text, from, to);
  return words;
}

/** Adds the words of text[from, to) to others. */
export function addWords(words: Word[], text: string, from: number, to: number): void {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      at++;
      continue;
    }
    const start = at;
    let letter = letterOf(code);
    if (letter === 0) {
      at += isHighSurrogate(code) ? 2 : 1;
      words.push(new Word(text, start, at, false, code, withLetter(NO_LETTERS, code)));
      continue;
    }
    let number = NO_LETTERS;
    let mark = 0;
    while (letter !== 0) {
      number = withLetter(number, letter);
      mark = ++at < to ? text.charCodeAt(at) : 0;
      letter = letterOf(mark);
      if (letter === 0 && isJoint(mark) && at + 1 < to && isWordCode(text.charCodeAt(at + 1))) letter = mark;
    }
    if ((mark === APOSTROPHE || mark === TYPOGRAPHIC) && isElision(text, at, to)) {
      number = withLetter(number, APOSTROPHE);
      at++;
    }
    words.push(new Word(text, start, at, isCapital(code), 0, number));
  }
}

function isCapital(code: number): boolean {
  if (code < 128) return code >= CAPITAL_A && code <= CAPITAL_Z;
  const letter = String.fromCharCode(code);
  return letter !== letter.toLowerCase();
}

/** Hyphens, stops and colons join letters and digits. */
function isJoint(code: number): boolean {
  return code === HYPHEN || code === STOP || code === COLON;
}

/** An elision takes its apostrophe: "l'", at the end of a stretch as well. */
function isElision(text: string, at: number, to: number): boolean {
  return at + 1 >= to || isWordCode(text.charCodeAt(at + 1));
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

/** No letter is small. */
export function isInCapitals(text: string): boolean {
  return text === text.toUpperCase();
}

/** The word before a place; an index below 0 would be looked up as a name, which takes its time. */
export function wordBefore(words: readonly Word[], at: number): Word | undefined {
  return at > 0 ? words[at - 1] : undefined;
}

/** Whether a word is one of some marks: told by its code, where the text of a word has to be made first. */
export function isMark(word: Word | undefined, marks: string): boolean {
  return word !== undefined && word.mark > 0 && marks.includes(String.fromCharCode(word.mark));
}

export function isPunctuation(word: Word | undefined): boolean {
  return word !== undefined && word.mark !== 0;
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
