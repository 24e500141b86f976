/**
 * The one reading of a text that every near-duplicate key is made of: which characters count, where a token ends.
 * It works on flat arrays because it runs over every character of every article.
 */
import { decodeHTML } from 'entities/decode';
import { withHanNumbers } from './han-numbers.ts';
import { characterClass, CharacterClass as Is, lowerCase } from './characters.ts';

/** What is known of a token beside its letters; combined as bits in {@link Tokens.flags}. */
export const TokenFlag = {
  /** Digits with their inner punctuation: 1234.5, 3-1/2, 10:30. */
  number: 1,
  /** The first letter is a capital. */
  capital: 2,
  /** All of at least two letters are capitals. */
  allCaps: 4,
  /** First of its sentence, so that a capital says nothing. */
  sentenceStart: 8,
  /** One character of a script that is written without spaces (Han, kana, Thai ...). */
  unspaced: 16,
  /** Of a script that has capitals. */
  cased: 32,
} as const;

export interface Tokens {
  /** Characters of all tokens, lower case, without spaces (UTF-16 code units). */
  readonly chars: Uint16Array;
  readonly count: number;
  /** Where token i starts in `chars`; one entry more than there are tokens. */
  readonly starts: Int32Array;
  readonly flags: Uint8Array;
}

/** Longer texts are read to here: both copies of one are cut alike, and time stays bounded. */
export const MAX_CHARACTERS = 1_000_000;

const HYPHEN = 0x2d;
const GROUP_SPACES = /(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g;
const ENTITY = /&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8}\d{0,2});/i;
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Reads a plain text as tokens: NFKC, typographic quotes and dashes as ASCII, soft hyphens,
 * zero-width characters and Arabic vowel signs out, words hyphenated at a line end joined, lower case, possessive 's dropped.
 * Numbers are written one way (1,234.5 = 1.234,5 = 1 234,5; 三百 = 300), digits of every script are read as ASCII, entities that were
 * escaped once too often are decoded.
 */
export function tokenize(text: string): Tokens {
  return new Scanner(prepare(text)).run();
}

function prepare(text: string): string {
  let prepared = text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text;
  if (prepared.includes('&') && ENTITY.test(prepared)) prepared = decodeHTML(prepared);
  // NFKC makes an ordinary space of the space that groups digits, so groups are joined before it
  if (NOT_ASCII.test(prepared))
    prepared = withHanNumbers(prepared.replace(GROUP_SPACES, '').normalize('NFKC'));
  return prepared;
}

/** What texts are read into, one after the other; it grows with the longest one, and what is kept of a text is copied out. */
interface Scratch {
  chars: Uint16Array;
  starts: Int32Array;
  flags: Uint8Array;
}

const LARGEST_KEPT = 65_536;
let scratch = scratchFor(4096);

function scratchFor(length: number): Scratch {
  return {
    chars: new Uint16Array(length),
    starts: new Int32Array(length + 1),
    flags: new Uint8Array(length),
  };
}

class Scanner {
  private readonly text: string;
  private readonly chars: Uint16Array;
  private readonly starts: Int32Array;
  private readonly flags: Uint8Array;
  private length = 0;
  private count = 0;
  private sentenceStart = true;

  constructor(text: string) {
    this.text = text;
    const fits = scratch.chars.length >= text.length;
    const { chars, starts, flags } = fits ? scratch : scratchFor(text.length);
    if (!fits && text.length <= LARGEST_KEPT) scratch = { chars, starts, flags };
    this.chars = chars;
    this.starts = starts;
    this.flags = flags;
  }

  run(): Tokens {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const kind = characterClass(text.charCodeAt(at));
      if (kind === Is.lower || kind === Is.upper || kind === Is.caseless) at = this.word(at);
      else if (kind === Is.digit) at = this.number(at);
      else if (kind === Is.unspaced) at = this.single(at);
      else {
        if (kind === Is.sentenceEnd) this.sentenceStart ||= this.sentenceEndsAt(at);
        else if (kind === Is.newline && this.emptyLineAt(at)) this.sentenceStart = true;
        at++;
      }
    }
    this.starts[this.count] = this.length;
    return {
      chars: this.chars.slice(0, this.length),
      count: this.count,
      starts: this.starts.slice(0, this.count + 1),
      flags: this.flags.slice(0, this.count),
    };
  }

  private word(from: number): number {
    const { text } = this;
    const start = this.length;
    const first = characterClass(text.charCodeAt(from));
    let capitals = 0;
    let letters = 0;
    let cased = false;
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (kind === Is.lower || kind === Is.upper || kind === Is.caseless) {
        letters++;
        if (kind === Is.upper) capitals++;
        if (kind !== Is.caseless) cased = true;
        this.chars[this.length++] = lowerCase(code);
        at++;
      } else if (kind === Is.ignored) at++;
      else if (kind === Is.apostrophe && this.possessiveAt(at)) {
        at += 2;
        break;
      } else if (code === HYPHEN) {
        const next = this.continuationAfter(at);
        if (next < 0) break;
        at = next;
      } else break;
    }
    let flags = cased ? TokenFlag.cased : 0;
    if (first === Is.upper) flags |= TokenFlag.capital;
    if (capitals > 1 && capitals === letters) flags |= TokenFlag.allCaps;
    this.add(start, flags);
    return at;
  }

  /** Separators of thousands go, a decimal comma becomes a point, every other inner punctuation stays. */
  private number(from: number): number {
    const { text } = this;
    const start = this.length;
    if (this.isNegative(from)) this.chars[this.length++] = HYPHEN;
    let at = this.digits(from);
    while (at + 1 < text.length) {
      const separator = text.charCodeAt(at);
      if (!isNumberSeparator(separator) || characterClass(text.charCodeAt(at + 1)) !== Is.digit) break;
      const mark = this.length++;
      const next = this.digits(at + 1);
      const groups = separator === 0x2e || separator === 0x2c || separator === 0x27 || separator === 0x2019;
      if (groups && next - at === 4) this.chars.copyWithin(mark, mark + 1, this.length--);
      else this.chars[mark] = separator === 0x2c ? 0x2e : separator === 0x2044 ? 0x2f : separator;
      at = next;
    }
    this.add(start, TokenFlag.number);
    return at;
  }

  /** A minus right before the first digit or its currency, at the start of a word: -1.24, (-3), -$5; not 3-1, A-4, --5. */
  private isNegative(from: number): boolean {
    const { text } = this;
    const minus = from > 1 && isCurrency(text.charCodeAt(from - 1)) ? from - 2 : from - 1;
    if (minus < 0 || !isMinus(text.charCodeAt(minus))) return false;
    if (minus === 0) return true;
    const before = text.charCodeAt(minus - 1);
    const kind = characterClass(before);
    return (kind === Is.other || kind === Is.newline) && !isMinus(before);
  }

  private digits(from: number): number {
    let at = from;
    while (at < this.text.length && characterClass(this.text.charCodeAt(at)) === Is.digit) {
      this.chars[this.length++] = lowerCase(this.text.charCodeAt(at));
      at++;
    }
    return at;
  }

  private single(at: number): number {
    const start = this.length;
    const code = this.text.charCodeAt(at);
    this.chars[this.length++] = code;
    const surrogate = code >= 0xd800 && code < 0xdc00 && at + 1 < this.text.length;
    if (surrogate) this.chars[this.length++] = this.text.charCodeAt(at + 1);
    this.add(start, TokenFlag.unspaced);
    return surrogate ? at + 2 : at + 1;
  }

  private add(start: number, flags: number): void {
    this.starts[this.count] = start;
    this.flags[this.count] = this.sentenceStart ? flags | TokenFlag.sentenceStart : flags;
    this.count++;
    this.sentenceStart = false;
  }

  private possessiveAt(at: number): boolean {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next !== 0x73 && next !== 0x53) return false;
    const after = at + 2 < text.length ? characterClass(text.charCodeAt(at + 2)) : Is.other;
    return after !== Is.lower && after !== Is.upper && after !== Is.digit;
  }

  /** Where a word goes on that is broken by a hyphen at a line end; -1 when it is not. */
  private continuationAfter(hyphen: number): number {
    const { text } = this;
    let at = hyphen + 1;
    let lines = 0;
    while (at < text.length && at - hyphen < 16) {
      const code = text.charCodeAt(at);
      if (code === 0x0a) lines++;
      else if (code !== 0x20 && code !== 0x0d && code !== 0x09) break;
      at++;
    }
    return lines === 1 && at < text.length && characterClass(text.charCodeAt(at)) === Is.lower ? at : -1;
  }

  /** Not within an abbreviation (U.S.) and not after an initial (J. Smith). */
  private sentenceEndsAt(at: number): boolean {
    if (this.text.charCodeAt(at) !== 0x2e) return true;
    const next = at + 1 < this.text.length ? characterClass(this.text.charCodeAt(at + 1)) : Is.newline;
    const lastLetters = this.count > 0 ? this.length - (this.starts[this.count - 1] ?? 0) : 2;
    return lastLetters > 1 && (next === Is.other || next === Is.newline || next === Is.apostrophe);
  }

  private emptyLineAt(newline: number): boolean {
    const next = this.text.charCodeAt(newline + 1);
    return next === 0x0a || next === 0x0d;
  }
}

/** The sign itself, and the hyphen and dashes that are written for it. */
function isMinus(code: number): boolean {
  return code === HYPHEN || code === 0x2212 || code === 0x2012 || code === 0x2013;
}

function isCurrency(code: number): boolean {
  return code === 0x24 || code === 0xa3 || code === 0xa5 || (code >= 0x20a0 && code <= 0x20cf);
}

function isNumberSeparator(code: number): boolean {
  // . , / - : ' and their typographic twins that NFKC leaves alone
  return (
    (code >= 0x2c && code <= 0x2f) || code === 0x3a || code === 0x27 || code === 0x2019 || code === 0x2044
  );
}
