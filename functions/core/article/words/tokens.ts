/**
 * Lines of desks as tokens: runs of letters, runs of digits, and single signs. "00h01", "w0123" and "a.m." are cut
 * into their parts, so that vocabulary and times can be compared part by part. Scripts that put no spaces between words
 * give a token a letter.
 */

import { CharacterKinds } from '../../text/characters.ts';
import { digitValue } from '../../text/digits.ts';

export interface Token {
  kind: 'word' | 'number' | 'sign';
  /** Lower case, without accents; signs and digits as in Latin script. */
  text: string;
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
  /** A word of capitals alone. */
  caps: boolean;
  /** A word that begins with a capital. */
  initial: boolean;
  /** Nothing stands between this token and the one before it. */
  glued: boolean;
  /** A line ends before this token. */
  newLine: boolean;
  /** A bit for each class of words that may begin with it, once somebody has asked: vocabulary.ts. */
  classes: number | undefined;
}

/** Signs of other scripts, as what they stand for. */
const SIGNS: Readonly<Partial<Record<string, string>>> = {
  '：': ':',
  '。': '.',
  '．': '.',
  '、': ',',
  '，': ',',
  '،': ',',
  '；': ';',
  '؛': ';',
  '！': '!',
  '？': '?',
  '؟': '?',
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
  '〔': '[',
  '〕': ']',
  '《': '«',
  '》': '»',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '／': '/',
  '－': '-',
  '＝': '=',
  '＊': '*',
  '־': '-',
};

/** Longer lines are no imperatives; what follows is not looked at. */
const MOST = 1000;

/** The tokens of the beginning of a text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const lexer = new Lexer(text.slice(0, MOST));
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) tokens.push(token);
  return tokens;
}

/** The first word or number of a text. */
export function firstWordOf(text: string): Token | undefined {
  const lexer = new Lexer(text.slice(0, MOST));
  let token = lexer.next();
  while (token?.kind === 'sign') token = lexer.next();
  return token;
}

/** What a character is to a token. `letter`: of a script that puts no spaces between words. */
const SPACE = 1;
const LETTER = 2;
const WORD = 3;
const CAPITAL = 4;
const NUMBER = 5;
const SIGN = 6;

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;

const KINDS = new CharacterKinds((character) => {
  if (UNSPACED.test(character)) return LETTER;
  if (/\p{Lu}/u.test(character)) return CAPITAL;
  if (/[\p{L}\p{M}]/u.test(character)) return WORD;
  if (/\p{Nd}/u.test(character)) return NUMBER;
  return /\s/u.test(character) ? SPACE : SIGN;
});

/** "E M B A R G O" */
const SPACED = /(?<![\p{L}\p{N}])\p{Lu}(?: \p{Lu}){4,40}(?![\p{L}\p{N}])/uy;

/** Character by character: as one expression over all kinds of tokens it takes five times as long. */
class Lexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token | undefined {
    const text = this.#text;
    const before = this.#at;
    let newLine = false;
    let start = before;
    let code = text.codePointAt(start);
    for (; code !== undefined && KINDS.of(code) === SPACE; code = text.codePointAt(++start)) {
      newLine ||= code === LINE_FEED;
    }
    if (code === undefined) return undefined;
    const glued = start === before && start > 0;
    const kind = KINDS.of(code);
    let end = start + (code > 0xffff ? 2 : 1);
    if (kind === SIGN) {
      this.#at = end;
      return this.#sign(start, end, glued, newLine);
    }
    if (kind === NUMBER) {
      for (let next = text.codePointAt(end); next !== undefined && KINDS.of(next) === NUMBER;) {
        end += next > 0xffff ? 2 : 1;
        next = text.codePointAt(end);
      }
      this.#at = end;
      const written = digitsOf(text.slice(start, end));
      return plainToken('number', written, start, end, glued, newLine);
    }
    const spaced = kind === CAPITAL && text[end] === ' ' ? this.#spacedFrom(start) : undefined;
    let isPlain = isPlainLetter(code);
    if (spaced !== undefined) end = start + spaced.length;
    else if (kind !== LETTER) {
      for (let next = text.codePointAt(end); next !== undefined && isOfWord(KINDS.of(next));) {
        isPlain &&= isPlainLetter(next);
        end += next > 0xffff ? 2 : 1;
        next = text.codePointAt(end);
      }
    }
    this.#at = end;
    const word = spaced?.replaceAll(' ', '') ?? text.slice(start, end);
    // most words are as they are folded
    const lower = isPlain ? word : word.toLowerCase();
    return {
      kind: 'word',
      text: isPlain ? word : withoutAccents(lower),
      start,
      end,
      caps: word !== lower && word === word.toUpperCase(),
      initial: kind === CAPITAL,
      glued,
      newLine,
      classes: undefined,
    };
  }

  #spacedFrom(start: number): string | undefined {
    SPACED.lastIndex = start;
    return SPACED.exec(this.#text)?.[0];
  }

  #sign(start: number, end: number, glued: boolean, newLine: boolean): Token {
    const written = this.#text.slice(start, end);
    const isQuote = APOSTROPHES.includes(written);
    const text = isQuote && isApostrophe(this.#text, start) ? "'" : (SIGNS[written] ?? written);
    return plainToken('sign', text, start, end, glued, newLine);
  }
}

/** One without capitals. */
function plainToken(
  kind: Token['kind'],
  text: string,
  start: number,
  end: number,
  glued: boolean,
  newLine: boolean,
): Token {
  return { kind, text, start, end, caps: false, initial: false, glued, newLine, classes: undefined };
}

const LINE_FEED = 10;

/** One of a to z. */
function isPlainLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isOfWord(kind: number): boolean {
  return kind === WORD || kind === CAPITAL;
}

const APOSTROPHES = '’ʼ`´‘';

/** "jusqu’au" is "jusqu'au"; a quotation mark stands beside a space. */
function isApostrophe(text: string, at: number): boolean {
  return /^\p{L}[’ʼ`´‘]\p{L}$/u.test(text.slice(Math.max(0, at - 1), at + 2));
}

/** "１２" and "١٢" as "12". */
function digitsOf(number: string): string {
  if (/^\d+$/.test(number)) return number;
  return Array.from(number, (digit) => String(digitValue(digit.codePointAt(0) ?? 0))).join('');
}

/** A word of a script that knows no capitals, so that they prove nothing. */
export function isCaseless(token: Token | undefined): boolean {
  return token?.kind === 'word' && /^\p{Lo}/u.test(token.text);
}

const LETTERS: Readonly<Partial<Record<string, string>>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

/** Lower case without accents: "jusqu'à" as "jusqu'a", "Rückzug" as "ruckzug". */
export function folded(word: string): string {
  return withoutAccents(word.toLowerCase());
}

function withoutAccents(lower: string): string {
  if (!/[^\0-\x7f]/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[ßøæœđłı]/g, (letter) => LETTERS[letter] ?? letter);
}
