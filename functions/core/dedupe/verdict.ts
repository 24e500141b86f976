/**
 * Whether one text is a copy of another, and why: from the figures of a comparison, by rules that have names
 * (docs/deduplication.md, "How it decides"). Symmetric: which text came first makes no difference.
 */
import { WINDOW_MS } from './candidates.ts';
import { compare, type Comparison, type Kept } from './compare.ts';
import type { Fingerprint } from './fingerprint.ts';
import { doubtOf, type Doubt } from './guard.ts';

export interface Side {
  fingerprint: Fingerprint;
  /** Epoch milliseconds; undefined where it is not known. */
  at?: number | undefined;
  provider?: string | undefined;
}

/** Why two texts are not linked. */
export type Refusal =
  'too-old' | 'other-text' | 'other-day' | 'other-figures' | 'other-names-or-numbers' | 'short-in-long';

export type Rule = Refusal | Doubt | 'same-text';

export interface Decision {
  verdict: 'none' | 'duplicate' | 'variant';
  /** What decided; explained in evidence.ts. */
  rule: Rule;
  /** Another report from the same template: no part of this story, whatever else is like it. */
  lookAlike: boolean;
  comparison: Comparison;
  /** For choosing the best of several. */
  score: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function decide(a: Side, b: Side): Decision {
  return judgePair(compare(a.fingerprint, b.fingerprint), {
    days: a.at === undefined || b.at === undefined ? 0 : Math.abs(a.at - b.at) / DAY_MS,
    sameProvider: a.provider !== undefined && a.provider === b.provider,
  });
}

/** How two texts stand to each other beside what they say. */
export interface Circumstances {
  days: number;
  sameProvider: boolean;
}

/** @param thresholds others only for measuring (tools/dedupe-crossvalidate.ts) */
export function judgePair(
  comparison: Comparison,
  circumstances: Circumstances,
  thresholds: Thresholds = THRESHOLDS,
): Decision {
  const { containment, similarity, numbers, names } = comparison;
  const score = containment + similarity + 0.2 * (numbers.jaccard + names.jaccard);
  const pair: Pair = { ...comparison, ...circumstances, t: thresholds };
  const refusal = refusalOf(pair);
  if (refusal !== undefined) {
    return { verdict: 'none', rule: refusal, lookAlike: isLookAlike(pair, refusal), comparison, score };
  }
  const doubt = doubtOf(pair, isDamaged(pair));
  return {
    verdict: doubt === undefined ? 'duplicate' : 'variant',
    rule: doubt ?? 'same-text',
    lookAlike: false,
    comparison,
    score,
  };
}

interface Pair extends Comparison, Circumstances {
  t: Thresholds;
}

/** What the rules ask for. Fitted to no single set: docs/deduplication.md, "Not tuned on". */
export const THRESHOLDS = {
  /** Containment that is asked for. */
  contained: 0.56,
  /** Within one provider, where follow-ups repeat their background. */
  containedSameProvider: 0.64,
  /** When all of so many numbers and nearly all names are kept. */
  containedKept: 0.53,
  keptNumbers: 4,
  /** When the one is this many times as long as the other: a passage on the same matter is no copy. */
  muchLonger: 2,
  containedMuchLonger: 0.66,
  /** Of the shorter text's sentences, unchanged: the changes are in places, as in an update. */
  sameSentences: 0.6,
  /** Of at least eight numbers of a table. */
  tableNumbers: 0.88,
  /** In damaged text words are lost as often as stretches of six letters: their shares differ by no more. */
  damagedGap: 0.02,
  containedDamaged: 0.45,
  /** How well a copy keeps numbers and names, by how well it keeps words. */
  numbersAsWords: 0.97,
  namesAsWords: 0.9,
  /** Chances below which so few numbers or names are no chance. */
  chanceOfNumbers: 0.01,
  chanceOfNames: 0.02,
  /** Shares of numbers and names, by that of words, from .66 and from .92 containment on. */
  asWordsMiddle: 0.7,
  asWordsHigh: 0.8,
  /** Containment from which on a look-alike is one of the whole story, and the chance that its numbers are none. */
  lookAlike: 0.7,
  chanceOfLookAlike: 0.005,
};

export type Thresholds = Readonly<typeof THRESHOLDS>;

function refusalOf(pair: Pair): Refusal | undefined {
  const { containment, lengthRatio, sentences, t } = pair;
  if (pair.days * DAY_MS > WINDOW_MS) return 'too-old';
  if (pair.identical) return undefined;
  const table = tableRefusal(pair);
  if (table !== undefined) return table === 'linked' ? undefined : table;
  if (isDamaged(pair)) return damagedRefusal(pair);
  if (lengthRatio > t.muchLonger && containment < t.containedMuchLonger) return 'short-in-long';
  const kept = isKept(pair);
  if (containment < enough(pair, kept)) return 'other-text';
  if (pair.numberShare > SOME_FIGURES && !figuresKept(pair)) return 'other-figures';
  if (pair.daysConflict && pair.numbers.jaccard < (lengthRatio > 1.3 ? 0.2 : 0.7)) return 'other-day';
  const swapped = isSwapped(pair);
  if (sentences.count >= 3 && sentences.share >= t.sameSentences && containment >= 0.6) {
    return swapped && pair.words.share >= 0.95 ? 'other-names-or-numbers' : undefined;
  }
  if (swapped) return 'other-names-or-numbers';
  return kept || keptAsWords(pair) ? undefined : 'other-names-or-numbers';
}

function enough({ sameProvider, t }: Pair, kept: boolean): number {
  if (kept) return t.containedKept;
  return sameProvider ? t.containedSameProvider : t.contained;
}

/** Shares of number tokens: above the first a text is a table, above the second figures are much of what it says. */
const TABLE = 0.3;
const SOME_FIGURES = 0.18;

/** Of tables the figures are what is told: they decide, and the words around them may be anything. */
function tableRefusal(pair: Pair): Refusal | 'linked' | undefined {
  const { numbers, containment, numberShare, words, t } = pair;
  if (numberShare <= SOME_FIGURES) return undefined;
  if (containment < 0.5) return 'other-text';
  if (numbers.count >= 8 && numbers.share >= t.tableNumbers) {
    return namesSwapped(pair) && words.share >= 0.9 ? 'other-names-or-numbers' : 'linked';
  }
  if (numberShare <= TABLE) return undefined;
  const same = numbers.count > 0 && (numbers.jaccard >= 0.93 || numbers.share >= 0.99);
  return same && containment >= t.contained ? 'linked' : 'other-figures';
}

function figuresKept({ numbers, days }: Pair): boolean {
  return numbers.jaccard >= (days <= 0.6 ? 0.45 : 0.9) || (numbers.count >= 4 && numbers.share >= 0.95);
}

/**
 * Read by a machine from paper, or garbled on the way: errors in every sentence, and words lost as often as stretches
 * of six letters are. Where a person has rewritten, whole words stay and more of them than of the stretches.
 */
function isDamaged({ sentences, words, containment, lengthRatio, t }: Pair): boolean {
  return (
    sentences.count >= 4 &&
    sentences.share < 0.1 &&
    words.share <= containment + t.damagedGap &&
    containment < 0.72 &&
    lengthRatio < 1.6
  );
}

function damagedRefusal({ containment, numbers, names, words, t }: Pair): Refusal | undefined {
  if (containment < t.containedDamaged) return 'other-text';
  // Short tokens are hit less often than words, names in addition lose their capitals
  const kept =
    chanceOfSoFew(numbers, 0.7 * words.share) >= 0.02 && chanceOfSoFew(names, 0.6 * words.share) >= 0.02;
  return kept ? undefined : 'other-names-or-numbers';
}

/** All numbers and nearly all names of the shorter text are kept: a copy, however it is worded. */
function isKept({ numbers, names, sameProvider, days, t }: Pair): boolean {
  return (
    numbers.count >= t.keptNumbers &&
    numbers.share >= 0.95 &&
    names.share >= 0.8 &&
    (!sameProvider || days <= 1)
  );
}

/** So few numbers or names are kept that it cannot be chance, seeing how many words are: others stand in their place. */
function isSwapped(pair: Pair): boolean {
  return chanceOfNumbers(pair) < pair.t.chanceOfNumbers || namesSwapped(pair);
}

function namesSwapped(pair: Pair): boolean {
  return chanceOfNames(pair) < pair.t.chanceOfNames;
}

function chanceOfNumbers({ numbers, words, t }: Pair): number {
  return chanceOfSoFew(numbers, t.numbersAsWords * words.share);
}

function chanceOfNames({ names, words, t }: Pair): number {
  return chanceOfSoFew(names, t.namesAsWords * words.share);
}

/** Are numbers and names kept as well as words are, both and each? Less is asked the more of the text is the same. */
function keptAsWords({ containment, numbers, names, words, t }: Pair): boolean {
  const all = numbers.count + names.count;
  const both = {
    count: all,
    share: all === 0 ? 1 : (numbers.count * numbers.share + names.count * names.share) / all,
  };
  const [asBoth, asNames, asNumbers] =
    containment < 0.66
      ? [0.95, 0.4, 0.8]
      : containment < 0.92
        ? [t.asWordsMiddle, 0.45, 0.75]
        : [t.asWordsHigh, 0.4, 0.4];
  if (ratio(both, words.share) < asBoth || ratio(names, words.share) < asNames) return false;
  return numbers.count < 2 || numbers.count < 0.3 * all || ratio(numbers, words.share) >= asNumbers;
}

/** 1: kept as well as words are. One is added to both sides, so that few tokens say little. */
function ratio({ count, share }: Pick<Kept, 'count' | 'share'>, words: number): number {
  return (count * share + 1) / (count * words + 1);
}

/** The chance that so few or fewer are kept when each is kept with a probability (binomial). */
function chanceOfSoFew({ count, share }: Kept, probability: number): number {
  const p = Math.min(0.97, Math.max(0.05, probability));
  const kept = Math.round(count * share);
  let term = (1 - p) ** count;
  let sum = 0;
  for (let k = 0; k <= kept; k++) {
    sum += term;
    term *= ((count - k) / (k + 1)) * (p / (1 - p));
  }
  return Math.min(1, sum);
}

/**
 * Nearly the same words and yet other numbers or names: then it is a look-alike of the whole story, also where it
 * looks like an excerpt or a damaged copy of it that happens to have none of them.
 */
function isLookAlike(pair: Pair, refusal: Refusal): boolean {
  if (refusal !== 'other-names-or-numbers' && refusal !== 'other-figures') return false;
  const { containment, words, lengthRatio, numbers, t } = pair;
  if (containment < t.lookAlike || words.share < 0.9 || lengthRatio >= 1.6) return false;
  return (numbers.count >= 5 && chanceOfNumbers(pair) < t.chanceOfLookAlike) || chanceOfNames(pair) < 0.002;
}
