/**
 * Which tokens of a text are numbers, names and ordinary words. A copy keeps all three alike; a report of another
 * day or another company keeps the words and changes numbers and names.
 * Data: words.json.
 */
import { CALENDAR_WORDS } from './dates.ts';
import { hashRange, hashText } from './hash.ts';
import { placesIn, TABLE } from './places.ts';
import { TokenFlag, type Tokens } from './tokens.ts';
import table from './words.json' with { type: 'json' };

export interface Vocabulary {
  /** Tokens that are numbers; what they say is read in figures.ts. */
  readonly numbers: number;
  /** Hashes with repeats, in the order of the text. */
  readonly names: Uint32Array;
  readonly words: Uint32Array;
  /** Position in the text of each name: for showing them to people. */
  readonly nameAt: Int32Array;
  /** Numbers and names with the words around them (places.ts). */
  readonly places: Uint32Array;
}

const SHORTEST_WORD = 4;
const SHORTEST_CASELESS_WORD = 2;
/** So many characters of a script without spaces make a word: as good as words of a dictionary, and the same everywhere (ADR 53). */
const UNSPACED_GRAM = 2;

/** @param language BCP 47, where it is known; only German is read in a way of its own */
export function vocabularyOf(tokens: Tokens, language?: string): Vocabulary {
  const { count, flags, chars, starts } = tokens;
  // Signed, as in the sets below: V8 keeps half of the unsigned ones in boxes, which sets take several times as long to find
  const hashes = new Int32Array(count);
  for (let i = 0; i < count; i++) hashes[i] = hashRange(chars, starts[i] ?? 0, starts[i + 1] ?? 0);
  const isName = namesIn(tokens, hashes, language);

  const names = new Uint32Array(count);
  const nameAt = new Int32Array(count);
  const words = new Uint32Array(count);
  let numbers = 0;
  let nameCount = 0;
  let wordCount = 0;
  for (let i = 0; i < count; i++) {
    const flag = flags[i] ?? 0;
    const hash = hashes[i] ?? 0;
    const length = (starts[i + 1] ?? 0) - (starts[i] ?? 0);
    if ((flag & TokenFlag.number) !== 0) {
      numbers++;
    } else if (isName[i] === 1) {
      names[nameCount] = hash;
      nameAt[nameCount++] = i;
    } else if ((flag & TokenFlag.unspaced) !== 0) {
      const end = starts[i + UNSPACED_GRAM];
      if (end !== undefined) words[wordCount++] = hashRange(chars, starts[i] ?? 0, end);
    } else if (length >= ((flag & TokenFlag.cased) !== 0 ? SHORTEST_WORD : SHORTEST_CASELESS_WORD)) {
      words[wordCount++] = hash;
    }
  }
  return {
    numbers,
    names: names.slice(0, nameCount),
    nameAt: nameAt.slice(0, nameCount),
    words: words.slice(0, wordCount),
    places: placesIn(tokens, hashes, isName, numbers > TABLE * count),
  };
}

const CAPITAL_WITHIN = TokenFlag.capital | TokenFlag.sentenceStart;
const CASED_CAPITAL = TokenFlag.cased | TokenFlag.capital;

/** 1 for each token that is (part of) a name. */
function namesIn(tokens: Tokens, hashes: Int32Array, language: string | undefined): Uint8Array {
  const { count, flags } = tokens;
  const isName = new Uint8Array(count);
  for (let i = 0; i < count; i++) if (CALENDAR.has(hashes[i] ?? 0)) isName[i] = 1;
  /** Words with a capital within a sentence, and never without one. */
  const capital = new Set<number>();
  let cased = 0;
  let capitals = 0;
  for (let i = 0; i < count; i++) {
    const flag = flags[i] ?? 0;
    if ((flag & TokenFlag.cased) === 0) continue;
    cased++;
    if ((flag & CAPITAL_WITHIN) === TokenFlag.capital) capital.add(hashes[i] ?? 0);
    if ((flag & TokenFlag.allCaps) !== 0) capitals++;
  }
  // A text in capitals shows no names
  if (capitals > cased / 2) return isName;
  for (let i = 0; i < count && capital.size > 0; i++) {
    if (((flags[i] ?? 0) & CASED_CAPITAL) === TokenFlag.cased) capital.delete(hashes[i] ?? 0);
  }
  const german = isGerman(tokens, hashes, language) ? new GermanNouns(tokens, hashes) : undefined;
  for (let i = 0; i < count; i++) {
    if (((flags[i] ?? 0) & TokenFlag.capital) === 0) continue;
    if (!capital.has(hashes[i] ?? 0)) continue;
    if (german?.isNoun(i) !== true) isName[i] = 1;
  }
  return isName;
}

/** Names of days and months are kept or changed as names are, also where they are written small. */
const CALENDAR = hashSet(CALENDAR_WORDS);
const GERMAN_FUNCTION_WORDS = hashSet(table.germanFunctionWords);
const OTHER_FUNCTION_WORDS = hashSet(table.otherFunctionWords);

function isGerman(tokens: Tokens, hashes: Int32Array, language: string | undefined): boolean {
  if (language !== undefined && /^[a-z]{2,3}(?:-|$)/i.test(language))
    return /^(?:de|lb|gsw|nds)\b/i.test(language);
  let german = 0;
  let other = 0;
  const end = Math.min(tokens.count, 400);
  for (let i = 0; i < end; i++) {
    if (GERMAN_FUNCTION_WORDS.has(hashes[i] ?? 0)) german++;
    else if (OTHER_FUNCTION_WORDS.has(hashes[i] ?? 0)) other++;
  }
  return german > other && german > 0.08 * end;
}

const DETERMINERS = hashSet(table.determiners);
const NOUN_ENDINGS: readonly string[] = table.nounEndings;
const ADJECTIVE_ENDINGS: readonly string[] = table.adjectiveEndings;

/**
 * German writes every noun with a capital. A noun is told from a name by what stands before it (an article, a number,
 * an inflected adjective) anywhere in the text, or by its ending. Two capitals in a row are left as a name: a first
 * name and a surname, a party and its town.
 */
class GermanNouns {
  readonly #tokens: Tokens;
  readonly #hashes: Int32Array;
  readonly #nouns = new Set<number>();

  constructor(tokens: Tokens, hashes: Int32Array) {
    this.#tokens = tokens;
    this.#hashes = hashes;
    for (let i = 1; i < tokens.count; i++) {
      if (this.#isCapital(i) && (this.#ends(i, NOUN_ENDINGS) || this.#followsDeterminer(i))) {
        this.#nouns.add(hashes[i] ?? 0);
      }
    }
  }

  isNoun(i: number): boolean {
    return this.#nouns.has(this.#hashes[i] ?? 0);
  }

  #followsDeterminer(i: number): boolean {
    const { flags } = this.#tokens;
    const before = flags[i - 1] ?? 0;
    if (((flags[i] ?? 0) & TokenFlag.sentenceStart) !== 0) return false;
    if ((before & TokenFlag.number) !== 0) return true;
    if (DETERMINERS.has(this.#hashes[i - 1] ?? 0))
      return !this.#isCapital(i + 1) || this.#ends(i, NOUN_ENDINGS);
    // der neue Haushalt, mit großer Mehrheit
    return (
      (before & (TokenFlag.capital | TokenFlag.cased)) === TokenFlag.cased &&
      this.#ends(i - 1, ADJECTIVE_ENDINGS) &&
      i > 1 &&
      DETERMINERS.has(this.#hashes[i - 2] ?? 0)
    );
  }

  #isCapital(i: number): boolean {
    return ((this.#tokens.flags[i] ?? 0) & TokenFlag.capital) !== 0;
  }

  #ends(i: number, endings: readonly string[]): boolean {
    const { chars, starts } = this.#tokens;
    const start = starts[i] ?? 0;
    const end = starts[i + 1] ?? 0;
    return endings.some((ending) => {
      if (end - start < ending.length + 2) return false;
      for (let k = 0; k < ending.length; k++) {
        if (chars[end - ending.length + k] !== ending.charCodeAt(k)) return false;
      }
      return true;
    });
  }
}

function hashSet(words: readonly string[]): Set<number> {
  return new Set(words.map((word) => hashText(word) | 0));
}
