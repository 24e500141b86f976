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
import { PieceReader } from './style-pieces.ts';
import { knownWord, PERCENT_AFTER, PERCENT_BEFORE, readWord, type Word } from './style-words.ts';
import { MAX_CHARACTERS } from './tokens.ts';

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

function isDigit(written: string): boolean {
  return /^\p{Nd}/u.test(written);
}

function isLetter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code > 0xa9 && LETTER.test(String.fromCharCode(code)))
  );
}

const LETTER = /[\p{L}\p{M}]|[\ud800-\udfff]/u;
