/**
 * Words by a number that is made of their letters, whatever their case: a walk over a text looks numbers up, and cuts
 * out nothing that no table has.
 */
import { isWide, isWordCode } from './characters.ts';

/** Latin, Greek, Cyrillic, Armenian, Hebrew: letters beyond are looked up one by one. */
const TABLE = 0x600;
const DOTTED_CAPITAL = 0x130;
const DOTLESS = 0x131;
const SMALL_I = 105;
const FINAL_SIGMA = 0x3c2;
const SIGMA = 0x3c3;

/** The small letter of every letter and digit, 0 for what is none. */
const LETTERS = Uint16Array.from({ length: TABLE }, (_, code) => (isWordCode(code) ? lowerOf(code) : 0));

/** One small letter for one letter; a final sigma is a sigma, and the dot of a Turkish "i" makes no difference. */
function lowerOf(code: number): number {
  if (code === DOTTED_CAPITAL || code === DOTLESS) return SMALL_I;
  const lower = String.fromCharCode(code).toLowerCase();
  const first = lower.length === 1 ? lower.charCodeAt(0) : code;
  return first === FINAL_SIGMA ? SIGMA : first;
}

/** Ideographs, kana and Hangul have no case. */
function isCaseless(code: number): boolean {
  return (code >= 0x2e80 && code < 0xa640) || (code >= 0xac00 && code < 0xff00);
}

/** By code, the small letter of a letter, and a digit; 0 for any other character: asked for every character of a text. */
export function letterOf(code: number): number {
  if (code < TABLE) return LETTERS[code] ?? 0;
  if (!isWordCode(code)) return 0;
  return isCaseless(code) ? code : lowerOf(code);
}

/** By code, the small letter of a letter; any other character as it is. */
export function smallLetter(code: number): number {
  const letter = letterOf(code);
  return letter === 0 ? code : letter;
}

/** The number of a word without letters. */
export const NO_LETTERS = 0x811c9dc5 | 0;

/** The number of a word that goes on with one more small letter. */
export function withLetter(number: number, letter: number): number {
  return Math.imul(number ^ letter, 0x01000193);
}

/** The number of a word in small letters. */
export function numberOf(word: string): number {
  let number = NO_LETTERS;
  for (let at = 0; at < word.length; at++) number = withLetter(number, smallLetter(word.charCodeAt(at)));
  return number;
}

/**
 * Numbers of words, each with marks, a bit each. Two words may have one number, so that a mark says what may be there
 * and never misses what is.
 */
export class WordMarks {
  readonly #numbers: Int32Array;
  readonly #marks: Uint8Array;
  readonly #last: number;

  /** @param words with the marks of each */
  constructor(words: readonly (readonly [word: string, marks: number])[]) {
    let size = 1024;
    while (size < 3 * words.length) size *= 2;
    this.#numbers = new Int32Array(size);
    this.#marks = new Uint8Array(size);
    this.#last = size - 1;
    for (const [word, marks] of words) {
      const number = numberOf(word);
      const place = this.#placeOf(number);
      this.#numbers[place] = number;
      this.#marks[place] = (this.#marks[place] ?? 0) | marks;
    }
  }

  /** The marks of the words that may have this number; 0 where none has. */
  of(number: number): number {
    return this.#marks[this.#placeOf(number)] ?? 0;
  }

  #placeOf(number: number): number {
    let place = (number ^ (number >>> 15)) & this.#last;
    while (this.#marks[place] !== 0 && this.#numbers[place] !== number) place = (place + 1) & this.#last;
    return place;
  }
}

/** A word of a text that has marks. */
export interface MarkedWord {
  start: number;
  /** Its number, and that without its last letter: what it may be the genitive of. */
  number: number;
  stem: number;
}

/**
 * Walks over the words of text[from, to): runs of letters and digits, of scripts without spaces every character.
 * @param found called for each that has marks, in order; a word that ends in "s" has those of the word without it, too
 */
export function eachMarked(
  text: string,
  from: number,
  to: number,
  table: WordMarks,
  found: (marks: number, start: number, number: number, stem: number) => void,
): void {
  let at = from;
  while (at < to) {
    const start = at;
    const code = text.charCodeAt(at++);
    let letter = letterOf(code);
    if (letter === 0) continue;
    let number = withLetter(NO_LETTERS, letter);
    let stem = NO_LETTERS;
    if (!isWide(code)) {
      for (; at < to; at++) {
        const next = text.charCodeAt(at);
        const small = letterOf(next);
        if (small === 0 || isWide(next)) break;
        letter = small;
        stem = number;
        number = withLetter(number, letter);
      }
    }
    const marks = letter === S ? table.of(number) | table.of(stem) : table.of(number);
    if (marks !== 0) found(marks, start, number, stem);
  }
}

const S = 115;
