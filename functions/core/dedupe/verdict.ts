/**
 * Whether one text is a copy of another, and why: by how like the two are (likeness.ts) and a few rules that have names
 * (docs/deduplication.md, "Deciding"). Symmetric: which text came first makes no difference.
 */
import { WINDOW_MS } from './candidates.ts';
import { compare, type Comparison } from './compare.ts';
import type { Fingerprint } from './fingerprint.ts';
import { doubtOf, type Doubt } from './guard.ts';
import { TABLE } from './places.ts';
import { bondOf, type TakeBond } from './takes.ts';
import {
  featuresOf,
  likenessOf,
  mainObjection,
  surpriseAtFigurePlaces,
  surpriseAtNamePlaces,
  surpriseAtNames,
  WEIGHTS,
  type Circumstances,
  type Features,
  type Weights,
} from './likeness.ts';

export interface Side {
  fingerprint: Fingerprint;
  /** Epoch milliseconds; undefined where it is not known. */
  at?: number | undefined;
  provider?: string | undefined;
}

/** Why two texts are not linked. */
export type Refusal =
  | 'too-old'
  | 'other-text'
  | 'other-day'
  | 'other-names-or-numbers'
  | 'filled-anew'
  | 'figures-of-another-day'
  | 'short-in-long'
  | 'days-apart';

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

/** The next report of a series comes at least so many days later. */
const ANOTHER_DAY = 0.75;
const DAY_MS = 24 * 60 * 60 * 1000;

export function decide(a: Side, b: Side): Decision {
  const days = a.at === undefined || b.at === undefined ? 0 : Math.abs(a.at - b.at) / DAY_MS;
  const sameProvider = a.provider !== undefined && a.provider === b.provider;
  const bond = sameProvider && days <= ANOTHER_DAY ? bondOf(...inOrder(a, b)) : undefined;
  return judgePair(compare(a.fingerprint, b.fingerprint), { days, sameProvider, bond });
}

/** The earlier first; at the same time the one with the lower number. */
function inOrder(a: Side, b: Side): [Fingerprint, Fingerprint] {
  const order =
    a.at === undefined || b.at === undefined || a.at === b.at
      ? a.fingerprint.take.version - b.fingerprint.take.version
      : a.at - b.at;
  return order <= 0 ? [a.fingerprint, b.fingerprint] : [b.fingerprint, a.fingerprint];
}

/** Rules that can be left out, to see what each earns (tools/dedupe-train.ts --ablate). */
export const VETOES = [
  'other figures',
  'figures of another day',
  'other names',
  'damaged text',
  'tables',
] as const;
export type Veto = (typeof VETOES)[number];

/** What decides; other than this only for measuring (tools/dedupe-train.ts). */
export interface Judge {
  weights: Weights;
  without?: Veto | undefined;
}
const JUDGE: Judge = { weights: WEIGHTS };

export function judgePair(
  comparison: Comparison,
  circumstances: Circumstances,
  judge: Judge = JUDGE,
): Decision {
  const { containment, similarity, numbers, names } = comparison;
  const bonded = circumstances.bond === 'slug' ? BONDED : 0;
  const score = containment + similarity + 0.2 * (numbers.jaccard + names.jaccard) + bonded;
  const refusal = refusalOf(comparison, circumstances, judge);
  if (refusal !== undefined) {
    const lookAlike = lookAlikeOf(comparison, circumstances, judge) !== undefined;
    return { verdict: 'none', rule: refusal, lookAlike, comparison, score };
  }
  const stranger = { ...circumstances, bond: undefined };
  const doubt =
    refusalOf(comparison, stranger, judge) === undefined
      ? doubtOf({ ...comparison, ...circumstances }, isDamaged(comparison))
      : 'further-take';
  return {
    verdict: doubt === undefined ? 'duplicate' : 'variant',
    rule: doubt ?? 'same-text',
    lookAlike: false,
    comparison,
    score,
  };
}

/** Containment without which nothing is linked; of damaged text less is left. */
const CONTAINED = 0.55;
const CONTAINED_DAMAGED = 0.42;
/** Half of a table are names, which it shares with every other one of its league. */
const CONTAINED_TABLE = 0.7;

/** What takes of one story by one agency need less than strangers. */
const BONDS: Readonly<Record<TakeBond, { contained: number; likeness: number }>> = {
  slug: { contained: 0.3, likeness: 3 },
  headline: { contained: 0.3, likeness: 3 },
};
/** A take belongs to its own story, however much of it another one has. */
const BONDED = 1;

/** Two texts of which the one has less than this of the other are linked by no rule, unless they are identical. */
export const LEAST_CONTAINED = Math.min(
  CONTAINED,
  CONTAINED_DAMAGED,
  CONTAINED_TABLE,
  ...Object.values(BONDS).map(({ contained }) => contained),
);

/** True where so much is the same that the likeness decides. */
export function isWorthWeighing(pair: Comparison, bond?: TakeBond, { without }: Judge = JUDGE): boolean {
  if (without !== 'tables' && isTable(pair)) return pair.containment >= CONTAINED_TABLE;
  const least = bond === undefined ? CONTAINED : BONDS[bond].contained;
  return pair.containment >= least || (without !== 'damaged text' && isDamaged(pair));
}

function refusalOf(pair: Comparison, circumstances: Circumstances, judge: Judge): Refusal | undefined {
  if (circumstances.days * DAY_MS > WINDOW_MS) return 'too-old';
  if (pair.identical) return undefined;
  const { bond } = circumstances;
  if (!isWorthWeighing(pair, bond, judge)) return 'other-text';
  const lookAlike = lookAlikeOf(pair, circumstances, judge);
  if (lookAlike !== undefined) return lookAlike;
  const features = featuresOf(pair, circumstances);
  const enough = bond === undefined ? 0 : -BONDS[bond].likeness;
  return likenessOf(features, judge.weights) >= enough ? undefined : REFUSALS[mainObjection(features)];
}

function isTable({ numberShare }: Comparison): boolean {
  return numberShare > TABLE;
}

const REFUSALS: Readonly<Record<keyof Features, Refusal>> = {
  contained: 'other-text',
  reworded: 'other-text',
  longer: 'short-in-long',
  otherDay: 'other-day',
  daysApart: 'days-apart',
  swapped: 'other-names-or-numbers',
  otherFigures: 'filled-anew',
  otherNames: 'filled-anew',
};

/**
 * Read by a machine from paper, or garbled on the way: errors in every sentence, and words lost as often as stretches
 * of six letters are. Where a person has rewritten, whole words stay and more of them than of the stretches.
 */
function isDamaged({ sentences, words, containment, lengthRatio }: Comparison): boolean {
  return (
    sentences.count >= 4 &&
    sentences.share < 0.1 &&
    words.share <= containment + 0.03 &&
    containment >= CONTAINED_DAMAGED &&
    containment < 0.72 &&
    lengthRatio < 1.6
  );
}

/** As exponents of the chance that so few are kept. */
const SURE_OF_PLACES = 2;
const SURE_OF_NAMES = 2.7;
/** So many places, or a correction of two figures would be another report. */
const FIGURE_PLACES = 3;

/**
 * Another report from the same template: between the same words stand other figures, or nearly all words are the same
 * and the names are others. Then it is none of the story, also where it looks like an excerpt or a damaged copy.
 */
function lookAlikeOf(
  pair: Comparison,
  { days, sameProvider, bond }: Circumstances,
  { without }: Judge,
): Refusal | undefined {
  // All figures are others in the second lead of a market report
  if (bond === 'slug') return undefined;
  const { figurePlaces, numbers, containment, words, revises } = pair;
  // What is only written in another way differs there as well; in a table the same few figures stand in other places
  const table = without !== 'tables' && isTable(pair);
  const changed = numbers.jaccard < 1 || table ? figurePlaces.count - figurePlaces.shared : 0;
  const isFilledAnew =
    changed > 0 && figurePlaces.count >= FIGURE_PLACES && surpriseAtFigurePlaces(pair) > SURE_OF_PLACES;
  if (isFilledAnew && without !== 'other figures') return 'filled-anew';
  if (containment < 0.7 || (words.share < 0.9 && !table)) return undefined;
  // A paper may correct one figure when it prints a text later; an agency says that it corrects
  const isOfAnotherDay = days > ANOTHER_DAY && changed > (sameProvider ? 0 : 1) && !revises;
  if (isOfAnotherDay && without !== 'figures of another day') return 'figures-of-another-day';
  if (without === 'other names') return undefined;
  const others = surpriseAtNamePlaces(pair) > SURE_OF_PLACES || surpriseAtNames(pair) > SURE_OF_NAMES;
  return others ? 'filled-anew' : undefined;
}
