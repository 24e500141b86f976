/** What a UTF-16 code unit is to the tokenizer. Pages of 256 are made when a text first needs them: most need two. */

import { digitValue } from '../text/digits.ts';

export const CharacterClass = {
  other: 0,
  lower: 1,
  upper: 2,
  /** A letter, or the mark of one, of a script without capitals. */
  caseless: 3,
  digit: 4,
  /** A character of a script that is written without spaces: a token of its own. */
  unspaced: 5,
  /** Says nothing about the text: soft hyphen, zero-width space, tatweel, Arabic vowel signs. */
  ignored: 6,
  apostrophe: 7,
  sentenceEnd: 8,
  newline: 9,
} as const;

const Is = CharacterClass;
const classes: (Uint8Array | undefined)[] = [];
const lowers: (Uint16Array | undefined)[] = [];

/** The class of a code unit; a high surrogate counts as a character of an unspaced script when it may start one. */
export function characterClass(code: number): number {
  const page = classes[code >> 8] ?? makePage(code >> 8).kinds;
  return page[code & 0xff] ?? Is.other;
}

/** The code unit in lower case; decimal digits of any script as ASCII digits. */
export function lowerCase(code: number): number {
  const page = lowers[code >> 8] ?? makePage(code >> 8).lower;
  return page[code & 0xff] ?? code;
}

function makePage(number: number): { kinds: Uint8Array; lower: Uint16Array } {
  const kinds = new Uint8Array(256);
  const lower = new Uint16Array(256);
  for (let i = 0; i < 256; i++) {
    const code = (number << 8) | i;
    const character = String.fromCharCode(code);
    const kind = classify(code, character);
    const small = character.toLowerCase();
    kinds[i] = kind;
    lower[i] = kind === Is.digit ? 0x30 + digitValue(code) : small.length === 1 ? small.charCodeAt(0) : code;
  }
  classes[number] = kinds;
  lowers[number] = lower;
  return { kinds, lower };
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const IGNORED = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\u0640|[\u064b-\u065f]|\u0670/u;
const APOSTROPHE = /['\u0060\u00b4\u02bc\u2018\u2019\u201b]/;
const SENTENCE_END = /[.!?:\u061f\u06d4\u0964\u2026\u3002]/;

function classify(code: number, character: string): number {
  // Characters beyond the BMP in a wire are rare ideographs; emoji (d83c-d83e) say nothing about a text.
  if (code >= 0xd800 && code <= 0xdfff) return code >= 0xd840 && code < 0xdc00 ? Is.unspaced : Is.other;
  if (code === 0x0a) return Is.newline;
  if (IGNORED.test(character)) return Is.ignored;
  if (APOSTROPHE.test(character)) return Is.apostrophe;
  if (SENTENCE_END.test(character)) return Is.sentenceEnd;
  if (/\p{Nd}/u.test(character)) return Is.digit;
  if (UNSPACED.test(character)) return Is.unspaced;
  if (/\p{Ll}/u.test(character)) return Is.lower;
  if (/\p{Lu}|\p{Lt}/u.test(character)) return Is.upper;
  return /\p{L}|\p{M}/u.test(character) ? Is.caseless : Is.other;
}
