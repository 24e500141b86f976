/**
 * What is kept of a headline, and whether two over the same text contradict each other: papers write their own
 * headlines, and a desk writes WITHDRAWN into one. Data: headlines.json.
 */
import { UNSPACED } from '../text/scripts.ts';
import { isName } from '../furniture/credits.ts';
import { isOfAgencies } from '../furniture/line-names.ts';
import { Phrases, wordsOf } from '../furniture/phrases.ts';
import { hashText } from './hash.ts';
import { inHouseStyle } from './house-style.ts';
import table from './headlines.json' with { type: 'json' };

/** What a word of a headline is, combined as bits. */
export const WordIs = {
  number: 1,
  /** Not, never, without. */
  negation: 2,
  /** Corrected, withdrawn: of the desk, not of the news. */
  mark: 4,
  name: 8,
  /** The text below has it as well. */
  inBody: 16,
  /** No word, but the side that one takes: for or against, up or down. */
  side: 32,
} as const;

export interface HeadlineWord {
  /** 16 bits. */
  hash: number;
  /** See {@link WordIs}. */
  is: number;
}

/** The words in their order; empty where there is no headline. */
export type Headline = readonly HeadlineWord[];

export const MAX_HEADLINE_WORDS = 48;

const MARKS = new Phrases().add(table.marks, 1);
const ARTICLES = new Set(table.articles);
const NEGATIONS = new Set(table.negations.map((word) => word.replace(/'/g, '')));
const OPPOSITES = oppositesOf(table.opposites as [string[], string[]][]);

function oppositesOf(
  pairs: readonly (readonly [readonly string[], readonly string[]])[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  pairs.forEach(([yes, no], pair) => {
    for (const word of yes) found.set(word, [...(found.get(word) ?? []), `${pair}+`]);
    for (const word of no) found.set(word, [...(found.get(word) ?? []), `${pair}-`]);
  });
  return found;
}

/** @param body in house style, as the headline is read: to see which words it repeats */
export function headlineOf(title: string, body: string, language?: string): Headline {
  const bare = bareHeadline(title);
  if (bare === '') return [];
  const marks = marksIn(bare);
  const capitals = capitalsIn(bare);
  const within = ` ${body} `;
  const words: HeadlineWord[] = [];
  for (const word of inHouseStyle(bare, language).split(
    / |(?<=\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar})/u,
  )) {
    if (word === '' || ARTICLES.has(word)) continue;
    let is = 0;
    if (/\d/.test(word)) is |= WordIs.number;
    if (NEGATIONS.has(word)) is |= WordIs.negation;
    if (marks.has(word)) is |= WordIs.mark;
    if (capitals.has(word)) is |= WordIs.name;
    if (within.includes(` ${word} `) || (UNSPACED.test(word) && body.includes(word))) is |= WordIs.inBody;
    words.push({ hash: hashOf(word), is });
    for (const side of OPPOSITES.get(word) ?? [])
      words.push({ hash: hashOf(side), is: WordIs.inBody | WordIs.side });
  }
  return words.slice(0, MAX_HEADLINE_WORDS);
}

/** "<GM>", "(GM.N)". */
const TICKERS = /<[\p{Lu}.]{1,8}>|\(\p{Lu}{1,5}\.\p{Lu}{1,3}\)/gu;
const PUBLISHER = /\s(?:[|–—-]|::)\s(?<name>[^|–—]{2,40})$/u;

/** Without the publisher behind it ("Council votes for wall | The Vesterhavn Post") and the codes of companies. */
export function bareHeadline(headline: string): string {
  const title = headline.replace(TICKERS, ' ').trim();
  const match = PUBLISHER.exec(title);
  const name = match?.groups?.name ?? '';
  if (match === null || !(isOfAgencies(name) || (isName(name, 4) && !MARKS.isIn(wordsOf(name)))))
    return title;
  return title.slice(0, match.index);
}

/** Marks of the desk: at the beginning and cut off, in brackets, or in capitals among small letters. */
function marksIn(title: string): Set<string> {
  const words = wordsOf(title);
  const found = new Set<string>();
  const hasSmall = /\p{Ll}/u.test(title);
  words.forEach((word, at) => {
    const phrase = MARKS.at(words, at);
    const last = words[at + (phrase?.length ?? 0) - 1];
    if (phrase === undefined || last === undefined) return;
    const written = title.slice(word.start, last.end);
    const before = title.slice(0, word.start).trim();
    const after = title.slice(last.end);
    const apart =
      (at === 0 && /^\s?(?:\p{Nd}{1,2}\s?)?[:：)\]】|/–—-]/u.test(after)) || /[([【（]$/u.test(before);
    const capitals =
      hasSmall && written.length > 3 && /\p{Lu}/u.test(written) && written === written.toUpperCase();
    if (apart || capitals) for (const { text } of words.slice(at, at + phrase.length)) found.add(text);
  });
  return found;
}

/** Names: words with a capital in the midst of a headline that is not written in capitals throughout. */
function capitalsIn(title: string): Set<string> {
  const words = Array.from(title.matchAll(/[\p{L}\p{M}]{2,}/gu), ([word]) => word);
  const long = words.filter((word) => word.length > 3);
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word));
  if (capitals.length > 0.6 * long.length) return new Set();
  return new Set(
    words
      .slice(1)
      .filter((word) => /^\p{Lu}/u.test(word))
      .map((word) => inHouseStyle(word)),
  );
}

function hashOf(word: string): number {
  return hashText(word) >>> 16;
}

/** Above this share of common words one headline is an edited version of the other. */
const NEARLY_EQUAL = 0.5;
const SPEAKS_OTHERWISE = WordIs.number | WordIs.negation | WordIs.mark | WordIs.name;

/** Whether headlines over the same text tell different news; where one is missing nothing is known, and they do not. */
export function headlinesDiffer(a: Headline, b: Headline): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const own = a.filter(isWord);
  const other = b.filter(isWord);
  if (own.length === other.length && own.every(({ hash }, i) => hash === other[i]?.hash)) return false;
  const onlyA = without(own, other);
  const onlyB = without(other, own);
  const added = [...onlyA, ...onlyB];
  if (added.some(({ is }) => (is & (WordIs.mark | WordIs.negation)) !== 0)) return true;
  if (added.some(({ is }) => (is & SPEAKS_OTHERWISE) !== 0 && (is & WordIs.inBody) === 0)) return true;
  if (contradicts(a, b)) return true;
  const common = own.length - onlyA.length;
  if (common < NEARLY_EQUAL * Math.max(own.length, other.length)) return false;
  // The same words in another order, or some in the place of others
  if (added.length === 0 || (onlyA.length > 0 && onlyB.length > 0)) return true;
  return added.some(({ is }) => (is & WordIs.inBody) === 0);
}

function isWord({ is }: HeadlineWord): boolean {
  return (is & WordIs.side) === 0;
}

function without(words: Headline, others: Headline): HeadlineWord[] {
  const known = new Set(others.map(({ hash }) => hash));
  return words.filter(({ hash }) => !known.has(hash));
}

/** One says what the other denies: for and against, rises and falls. */
function contradicts(a: Headline, b: Headline): boolean {
  const sidesA = sidesOf(a);
  const sidesB = sidesOf(b);
  return SIDES.some(([yes, no]) => {
    const same = (sidesA.has(yes) && sidesB.has(yes)) || (sidesA.has(no) && sidesB.has(no));
    return !same && ((sidesA.has(yes) && sidesB.has(no)) || (sidesA.has(no) && sidesB.has(yes)));
  });
}

const SIDES = table.opposites.map((_pair, i) => [hashOf(`${i}+`), hashOf(`${i}-`)] as const);

function sidesOf(headline: Headline): Set<number> {
  return new Set(headline.filter((word) => !isWord(word)).map(({ hash }) => hash));
}
