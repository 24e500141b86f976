/** Words as every house would write them: spellings, abbreviations, numbers in words. Data: house-style.json. */
import table from './house-style.json' with { type: 'json' };

const SPELLINGS = new Map(table.spellings as [string, string][]);
const ABBREVIATIONS = new Map(table.abbreviations as [string, string][]);
const NUMBERS = new Map(table.numbers as [string, string][]);
const MAGNITUDES = new Map(table.magnitudes as [string, string][]);
const PERCENT = new Set(table.percent);
export const PERCENT_BEFORE = new Set(table.percentBefore);
export const PERCENT_AFTER = new Set(table.percentAfter);

const NOT_PLAIN = /[^a-z]/;
const APOSTROPHES = /['’ʼ`´‘.]/g;
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
  æ: 'ae',
  œ: 'oe',
};
const FOLDABLE = /[ßäöüåøæœ]/g;
/** -ise, -ised, -isation, -yse: as the other half of the English-speaking world writes it. */
const ISE = /(?<=\p{L}{4})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)|(?<=\p{L}{3})ys(?=(?:e|es|ed|ing)$)/u;

export interface Word {
  word: string;
  /** A figure in words: a magnitude may follow. */
  isNumber: boolean;
}

/** Half of a text are words that the one before it had. */
const KNOWN = new Map<string, Word>();
const MOST_KNOWN = 20_000;

/** A word behind which stands no stop, and no number before it. */
export function knownWord(written: string): Word {
  const known = KNOWN.get(written);
  if (known !== undefined) return known;
  const read = readWord(written, false, false);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  if (written.length <= LONGEST_KNOWN) KNOWN.set(written, read);
  return read;
}

const LONGEST_KNOWN = 32;

export function readWord(written: string, stop: boolean, afterNumber: boolean): Word {
  return { word: wordOf(written, stop, afterNumber), isNumber: NUMBERS.has(written.toLowerCase()) };
}

function wordOf(written: string, stop: boolean, afterNumber: boolean): string {
  let word = written.toLowerCase();
  if (NOT_PLAIN.test(word)) {
    word = word.replace(APOSTROPHES, '').replace(FOLDABLE, (letter) => FOLDED[letter] ?? letter);
  }
  if (PERCENT.has(word)) return '%';
  if (afterNumber) word = MAGNITUDES.get(word) ?? word;
  if (stop) word = ABBREVIATIONS.get(word) ?? word;
  return (
    NUMBERS.get(word) ??
    SPELLINGS.get(word) ??
    (word.length > SHORTEST_ISE ? word.replace(ISE, (is) => `${is.charAt(0)}z`) : word)
  );
}

/** Letters of a word that is too short for such an ending. */
const SHORTEST_ISE = 6;

/** Words that some rule has are marked by a hash of their letters: of others nothing has to be looked up. */
const MARK_COUNT = 0x4000;
const MARKS = new Uint8Array(MARK_COUNT);
for (const words of [NUMBERS.keys(), SPELLINGS.keys(), PERCENT, PERCENT_AFTER]) {
  for (const word of words) MARKS[markOf(word)] = 1;
}

function markOf(word: string): number {
  let mark = 0;
  for (let at = 0; at < word.length; at++) mark = markWith(mark, word.charCodeAt(at));
  return mark;
}

/** Capitals of ASCII and small letters give the same. */
export function markWith(mark: number, code: number): number {
  return (mark * 31 + (code | 0x20)) & (MARK_COUNT - 1);
}

/** Whether the word with this mark may be written in another way: seldom, where it is not. */
export function mayBeRewritten(mark: number): boolean {
  return MARKS[mark] === 1;
}

const S = 0x73;
const I = 0x69;
const Y = 0x79;

/** "ised", "ysing", "isations": what {@link ISE} finds begins so near the end of a word. */
export function mayEndInIse(text: string, from: number, end: number): boolean {
  if (end - from <= SHORTEST_ISE) return false;
  for (let at = end - LONGEST_ISE; at < end; at++) {
    if ((text.charCodeAt(at) | 0x20) !== S) continue;
    const before = text.charCodeAt(at - 1) | 0x20;
    if (before === I || before === Y) return true;
  }
  return false;
}

/** Letters behind the first one of the longest ending. */
const LONGEST_ISE = 'sations'.length;
