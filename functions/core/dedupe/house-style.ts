/**
 * A text as the news in it: every word, figure, sign and unit in its order, without what one house writes in another
 * way than the next (quotation marks, dashes, -ise and -ize, "per cent" and "%", "Gov." and "Governor"). Two texts that
 * read alike here say the same. Data: house-style.json.
 */
import { digitValue } from '../text/digits.ts';
import { detectLanguage } from '../text/language.ts';
import { UNSPACED } from '../text/scripts.ts';
import { decodeHTML } from 'entities/decode';
import { withHanNumbers } from './han-numbers.ts';
import table from './house-style.json' with { type: 'json' };
import { MAX_CHARACTERS } from './tokens.ts';

const SPELLINGS = new Map(table.spellings as [string, string][]);
const ABBREVIATIONS = new Map(table.abbreviations as [string, string][]);
const NUMBERS = new Map(table.numbers as [string, string][]);
const MAGNITUDES = new Map(table.magnitudes as [string, string][]);
const PERCENT = new Set(table.percent);
const PERCENT_BEFORE = new Set(table.percentBefore);
const PERCENT_AFTER = new Set(table.percentAfter);

const ENTITY = /&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8}\d{0,2});/i;
const NOT_ASCII = /[^\0-\x7f]/;
const IGNORED = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\u0640|[\u064b-\u065f]|\u0670/gu;
const BROKEN_WORD = /(?<=\p{L})-[ \t]{0,4}\r?\n[ \t]{0,12}(?=\p{Ll})/gu;
const GROUP_SPACES = /(?<=\p{Nd})[\u00a0\u2009\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu;
/** "3½" would become thirty-one halves. */
const BEFORE_FRACTION = /(?<=\p{Nd})(?=[\u00bc-\u00be\u2150-\u215e])/gu;
/** "2019–2024": a range has any dash, or a hyphen. */
const RANGE_DASH = /(?<=\p{Nd})[\u2010\u2012\u2013\u2212](?=\p{Nd})/gu;
/** Of decimals and of thousands. */
const ARABIC_SEPARATOR = /[\u066b\u066c](?=\p{Nd})/gu;
const UNSPACED_GAP =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])/gu;

/** Dollars of a country, initials with stops, words, numbers, and the signs that change what a figure or a sentence says. */
const PIECE =
  /(?<![\p{L}\p{M}.])(?:\p{L}\.){2,8}\p{L}?(?![\p{L}\p{M}])|[\p{L}\p{M}]+(?:['’ʼ`´‘][\p{L}\p{M}]+|\$(?<=(?<![\p{L}\p{M}\p{Nd}])\p{Lu}{1,2}\$)(?=\s?\p{Nd}))*|\p{Nd}+(?:[.,:/'’⁄-]\p{Nd}+)*|[%‰°\p{Sc}▲△▼▽↑↓±]|[<>≤≥](?=\s?\p{Nd})|[+\-−–‒‐](?=\p{Sc}?[.,]?\p{Nd})(?<=(?:^|[^\p{L}\p{Nd}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]).)|\((?=\p{Sc}?\p{Nd}[\p{Nd}.,]*\))|\?(?=["'”’»)]*(?:\s|$))/gu;

/** Languages that write a point before decimals; the others of the wires write a comma. */
const POINT_BEFORE_DECIMALS = /^(?:en|zh|ja|ko|th|hi|he|iw|ar|ur|bn|ms|mt|ga|cy)\b/i;
const COMMA_BEFORE_DECIMALS =
  /^(?:de|fr|es|it|pt|nl|sv|da|no|nb|nn|fi|is|pl|cs|sk|hu|ro|bg|ru|uk|be|el|tr|sr|hr|sl|lt|lv|et|ca|gl|eu|id|vi)\b/i;

/** Languages that write 1 085; a space that breaks is one of these only there. */
const SPACED_GROUPS = /^(?:de|fr|es|pt|pl|cs|sk|hu|bg|ru|uk|be|sv|no|nb|nn|da|fi)\b/i;
const GROUP_SPACE = /(?<=(?<![\p{Nd}.,])\p{Nd}{1,3}) (?=\p{Nd}{3}(?!\p{Nd}))/gu;

/** @param language BCP 47, where it is known: it says whether 1,085 is a thousand or one */
export function inHouseStyle(text: string, language = ''): string {
  const whole = prepare(text);
  const read = language === '' ? languageForNumbers(whole) : language;
  const prepared = SPACED_GROUPS.test(read) ? whole.replace(GROUP_SPACE, '') : whole;
  const groups = POINT_BEFORE_DECIMALS.test(read) ? ',' : COMMA_BEFORE_DECIMALS.test(read) ? '.' : '';
  const pieces: string[] = [];
  let afterNumber = false;
  const reader = new PieceReader(prepared);
  while (reader.next()) {
    if (reader.word !== undefined && !afterNumber) {
      pieces.push(reader.word);
      continue;
    }
    const { written, end } = reader;
    const code = written.charCodeAt(0);
    const last = pieces.length - 1;
    if (isLetter(code) && !written.endsWith('$')) {
      const stop = prepared.charCodeAt(end) === 0x2e;
      const magnitude: boolean = afterNumber && isMagnitudeIn(read, written);
      const { word, isNumber }: Word =
        stop || magnitude ? readWord(written, stop, magnitude) : knownWord(written);
      if (PERCENT_AFTER.has(word) && PERCENT_BEFORE.has(pieces[last] ?? '')) pieces[last] = '%';
      else pieces.push(word);
      afterNumber = isNumber;
    } else if (isDigit(written)) {
      pieces.push(numberOf(written, groups));
      afterNumber = true;
    } else {
      // "37,85 €" is "37,85 Euro"; before a figure a sign stays what it is
      pieces.push(written === '€' && isDigit(pieces[last] ?? '') ? 'euro' : signOf(written, read));
    }
  }
  const joined = pieces.join(' ');
  return UNSPACED.test(joined) ? joined.replace(UNSPACED_GAP, '') : joined;
}

/** Signs of ASCII that a piece may begin with: % $ ( + - < > ? */
const BEGINS = new Set([0x25, 0x24, 0x28, 0x2b, 0x2d, 0x3c, 0x3e, 0x3f]);

/**
 * The matches of {@link PIECE}, each with where it ends. Most are words of plain letters, which are told without it in a
 * third of the time.
 */
class PieceReader {
  readonly #text: string;
  readonly #lower: string;
  #from = 0;
  #match: string | undefined;
  /** Where the piece ends. */
  end = 0;
  /** The piece in lower case, where it is a word that is read as it is written. */
  word: string | undefined;

  constructor(text: string) {
    this.#text = text;
    const lower = text.toLowerCase();
    this.#lower = lower.length === text.length ? lower : '';
  }

  /** The piece as it is written. */
  get written(): string {
    return this.#match ?? this.#text.slice(this.#from, this.end);
  }

  next(): boolean {
    const text = this.#text;
    let at = this.end;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (isPlainLetter(code)) break;
      if (code >= 0x80 || isPlainDigit(code) || BEGINS.has(code)) return this.#matched(at);
      at++;
    }
    if (at >= text.length) return false;
    let end = at;
    let mark = 0;
    for (let code = text.charCodeAt(at); isPlainLetter(code); code = text.charCodeAt(++end)) {
      mark = markWith(mark, code);
    }
    const next = text.charCodeAt(end);
    if (!endsPlainWord(next, end - at)) return this.#matched(at);
    this.#from = at;
    this.#match = undefined;
    this.end = end;
    const isRead = next === STOP || MARKS[mark] === 1 || mayEndInIse(text, at, end);
    this.word = isRead || this.#lower === '' ? undefined : this.#lower.slice(at, end);
    return true;
  }

  #matched(at: number): boolean {
    PIECE.lastIndex = at;
    const match = PIECE.exec(this.#text);
    if (match === null) return false;
    this.word = undefined;
    this.#match = match[0];
    this.end = match.index + match[0].length;
    return true;
  }
}

const STOP = 0x2e;

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
function markWith(mark: number, code: number): number {
  return (mark * 31 + (code | 0x20)) & (MARK_COUNT - 1);
}

const S = 0x73;
const I = 0x69;
const Y = 0x79;

/** "ised", "ysing", "isations": what {@link ISE} finds begins so near the end of a word. */
function mayEndInIse(text: string, from: number, end: number): boolean {
  if (end - from <= SHORTEST_ISE) return false;
  for (let at = end - LONGEST_ISE; at < end; at++) {
    if ((text.charCodeAt(at) | 0x20) !== S) continue;
    const before = text.charCodeAt(at - 1) | 0x20;
    if (before === I || before === Y) return true;
  }
  return false;
}

/** Letters of a word that is too short for such an ending; and behind the first letter of the longest ending. */
const SHORTEST_ISE = 6;
const LONGEST_ISE = 'sations'.length;

function isPlainLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isPlainDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Not where an apostrophe, a dollar, a stop behind an initial or another script may go on with it. */
function endsPlainWord(code: number, length: number): boolean {
  if (code === 0x2e) return length > 1;
  return !(code >= 0x80 || code === 0x27 || code === 0x60 || code === 0x24);
}

function prepare(text: string): string {
  let prepared = text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text;
  if (prepared.includes('&') && ENTITY.test(prepared)) prepared = decodeHTML(prepared);
  if (NOT_ASCII.test(prepared))
    prepared = withHanNumbers(
      prepared.replace(GROUP_SPACES, '').replace(BEFORE_FRACTION, ' ').normalize('NFKC'),
    )
      .replace(IGNORED, '')
      .replace(RANGE_DASH, '-')
      .replace(ARABIC_SEPARATOR, (mark) => (mark === '\u066b' ? '.' : ','));
  return prepared.includes('-') ? prepared.replace(BROKEN_WORD, '') : prepared;
}

/** One separator and three digits behind it: a thousand in one language, decimals in another. */
const UNSURE_NUMBER = /(?<![\d.,])\d{1,3}[., ]\d{3}(?![\d.,]*\d)/;

/** Asked only where a number needs it: that is seldom, and telling a language takes as long as all the rest. */
function languageForNumbers(text: string): string {
  return UNSURE_NUMBER.test(text) ? (detectLanguage(text) ?? '') : '';
}

/** "5m" are millions in English, and metres elsewhere. */
function isMagnitudeIn(language: string, word: string): boolean {
  return word.length > 1 || !COMMA_BEFORE_DECIMALS.test(language);
}

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

interface Word {
  word: string;
  /** A figure in words: a magnitude may follow. */
  isNumber: boolean;
}

/** Half of a text are words that the one before it had. */
const KNOWN = new Map<string, Word>();
const MOST_KNOWN = 20_000;

/** A word behind which stands no stop, and no number before it. */
function knownWord(written: string): Word {
  const known = KNOWN.get(written);
  if (known !== undefined) return known;
  const read = readWord(written, false, false);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  if (written.length <= LONGEST_KNOWN) KNOWN.set(written, read);
  return read;
}

const LONGEST_KNOWN = 32;

function readWord(written: string, stop: boolean, afterNumber: boolean): Word {
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

/** Separators of groups go where they can be nothing else, and a comma before decimals becomes a point. */
function numberOf(written: string, groups: string): string {
  const digits = asciiDigits(written).replace(/[’']/g, "'").replace('⁄', '/');
  const parts = GROUPED.exec(digits)?.groups;
  if (parts !== undefined) {
    const { whole = '', separator = '', decimals } = parts;
    const isSure =
      decimals !== undefined || separator === "'" || whole.length > LONGEST_GROUP || separator === groups;
    if (isSure) return whole.replaceAll(separator, '') + (decimals === undefined ? '' : `.${decimals}`);
  }
  return DECIMAL.test(digits) ? digits.replace(',', '.') : digits;
}

/** "123,456": with one separator it may be decimals; with two of them it is not. */
const LONGEST_GROUP = 7;
const GROUPED =
  /^(?<whole>\d{1,3}(?<separator>[.,'])\d{3}(?:\k<separator>\d{3}){0,6})(?:(?!\k<separator>)[.,](?<decimals>\d{1,9}))?$/;
const DECIMAL = /^\d+,(?:\d\d?|\d{4,})$/;

function asciiDigits(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.charCodeAt(0))));
}

/** A triangle that points up is a loss in Japanese tables. */
function signOf(sign: string, language: string): string {
  if ('−–‒‐▼▽↓'.includes(sign)) return '-';
  if (sign === '▲' || sign === '△') return /^ja\b/i.test(language) ? '-' : '+';
  return sign === '↑' ? '+' : sign.toLowerCase();
}

function isLetter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code > 0xa9 && LETTER.test(String.fromCharCode(code)))
  );
}

const LETTER = /[\p{L}\p{M}]|[\ud800-\udfff]/u;

function isDigit(written: string): boolean {
  return /^\p{Nd}/u.test(written);
}
