/**
 * Lines of desks as tokens: runs of letters, runs of digits, and single signs. "00h01", "w0123" and "a.m." are cut
 * into their parts, so that vocabulary and times can be compared part by part. Scripts that put no spaces between words
 * give a token a letter.
 */

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
}

const PART =
  /(?<spaced>(?<![\p{L}\p{N}])\p{Lu}(?: \p{Lu}){4,40}(?![\p{L}\p{N}]))|(?<letter>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー])|(?<word>(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー])[\p{L}\p{M}])+)|(?<number>\p{Nd}+)|(?<sign>[^\s\p{L}\p{M}\p{Nd}])/gu;

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
  let before = 0;
  for (const match of text.slice(0, MOST).matchAll(PART)) {
    const [written] = match;
    const start = match.index;
    const between = text.slice(before, start);
    // "E M B A R G O"
    const word = match.groups?.spaced?.replaceAll(' ', '') ?? match.groups?.word ?? match.groups?.letter;
    const number = match.groups?.number;
    const lower = word?.toLowerCase();
    tokens.push({
      kind: word !== undefined ? 'word' : number !== undefined ? 'number' : 'sign',
      text:
        lower !== undefined
          ? folded(lower)
          : number !== undefined
            ? digitsOf(number)
            : isApostrophe(text, start)
              ? "'"
              : (SIGNS[written] ?? written),
      start,
      end: start + written.length,
      caps: word !== undefined && word !== lower && word === word.toUpperCase(),
      initial: word !== undefined && /^\p{Lu}/u.test(word),
      glued: between === '' && start > 0,
      newLine: between.includes('\n'),
    });
    before = start + written.length;
  }
  return tokens;
}

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
};

/** Lower case without accents: "jusqu'à" as "jusqu'a", "Rückzug" as "ruckzug". */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  if (!/[^\0-\x7f]/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[ßøæœđł]/g, (letter) => LETTERS[letter] ?? letter);
}
