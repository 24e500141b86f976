/**
 * The words of all tables, once each: a word of a text is found here by its letters, without being cut out, and says by
 * itself in which tables phrases begin or end with it. Most words of a text are in no table.
 */
import { numberOf, smallLetter } from '../agencies/letters.ts';

/** A word of the tables. */
export interface Known {
  /** As the tables have it: small letters, straight apostrophe. */
  readonly text: string;
  /** The tables in which a phrase of several words begins with this one, a bit each; and those in which one ends with it. */
  begins: number;
  ends: number;
  /** The tables that have the word alone. */
  alone: number;
}

/** A word of a text, as far as tables are concerned. */
export interface Told {
  readonly known: Known | undefined;
}

/** A list of words. What no table has is told without a look. */
export class WordSet {
  readonly #words: ReadonlySet<Known>;

  constructor(words: Iterable<string>) {
    this.#words = new Set(Array.from(words, entryOf));
  }

  has(word: Told | undefined): boolean {
    const known = word?.known;
    return known !== undefined && this.#words.has(known);
  }

  hasText(word: string): boolean {
    const known = knownAt(word, 0, word.length, numberOf(word));
    return known !== undefined && this.#words.has(known);
  }
}

/** By the numbers of their letters; those of one number stand behind one another. */
let entries = new Array<Known | undefined>(1 << 16);
let numbers = new Int32Array(entries.length);
let count = 0;

/** The entry of a word of a table, made when it is first asked for. */
export function entryOf(word: string): Known {
  const number = numberOf(word);
  let place = firstPlace(number);
  for (let known = entries[place]; known !== undefined; known = entries[place]) {
    if (known.text === word) return known;
    place = (place + 1) & (entries.length - 1);
  }
  const entry: Known = { text: word, begins: 0, ends: 0, alone: 0 };
  put(place, number, entry);
  count++;
  if (2 * count > entries.length) grow();
  return entry;
}

/**
 * The word of the tables that stands at a place of a text, in whatever case.
 * @param number that of its letters (`numberOf`), with a straight apostrophe at its end
 */
export function knownAt(text: string, start: number, end: number, number: number): Known | undefined {
  return entries[placeOf(number, text, start, end)];
}

function firstPlace(number: number): number {
  return (number ^ (number >>> 15)) & (entries.length - 1);
}

function placeOf(number: number, text: string, start: number, end: number): number {
  const last = entries.length - 1;
  let place = firstPlace(number);
  for (;;) {
    const known = entries[place];
    if (known === undefined || (numbers[place] === number && isWritten(known.text, text, start, end)))
      return place;
    place = (place + 1) & last;
  }
}

function isWritten(word: string, text: string, start: number, end: number): boolean {
  if (end - start !== word.length) return false;
  for (let at = 0; at < word.length; at++) {
    const code = text.charCodeAt(start + at);
    // Turkish letters are other ones than "i", and in no table
    if (code === 0x130 || code === 0x131) return false;
    const letter = word.charCodeAt(at);
    if (smallLetter(code) !== letter && !(code === TYPOGRAPHIC && letter === APOSTROPHE)) return false;
  }
  return true;
}

const TYPOGRAPHIC = 0x2019;
const APOSTROPHE = 39;

function put(place: number, number: number, entry: Known): void {
  entries[place] = entry;
  numbers[place] = number;
}

function grow(): void {
  const [oldEntries, oldNumbers] = [entries, numbers];
  entries = new Array<Known | undefined>(2 * oldEntries.length);
  numbers = new Int32Array(entries.length);
  oldEntries.forEach((entry, at) => {
    const number = oldNumbers[at] ?? 0;
    if (entry !== undefined) put(placeOf(number, entry.text, 0, entry.text.length), number, entry);
  });
}
