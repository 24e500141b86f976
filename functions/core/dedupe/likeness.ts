/**
 * How likely one text is a copy of another: a logistic regression over a few features of a comparison. The weights
 * (likeness.json) are learned by tools/dedupe-train.ts; each has a sign that is fixed beforehand.
 */
import type { Comparison, Kept } from './compare.ts';
import type { TakeBond } from './takes.ts';
import weights from './likeness.json' with { type: 'json' };

/** How two texts stand to each other beside what they say. */
export interface Circumstances {
  days: number;
  sameProvider: boolean;
  /** By what the two are told to be takes of one story. */
  bond?: TakeBond | undefined;
}

/** What a pair is told by. */
export interface Features {
  /** Share of the shorter text's letter runs that the longer has. */
  contained: number;
  /** Whole words stay where a person writes anew, and more of them than of the letter runs. */
  reworded: number;
  /** One text is much longer. */
  longer: number;
  /** The leads name other days, and so many numbers are not the same. */
  otherDay: number;
  /** Between their arrivals. */
  daysApart: number;
  /** So few numbers or names are kept that it is no chance, seeing how many words are: the exponent of the chance. */
  swapped: number;
  /** Between the same words stand so many other figures that it is no chance. */
  otherFigures: number;
  /** The same of names. */
  otherNames: number;
}

export type Weights = Readonly<Record<keyof Features | 'bias', number>>;

export const WEIGHTS: Weights = weights.weights;

export function featuresOf(pair: Comparison, { days }: Circumstances): Features {
  const { containment, words, lengthRatio, numbers, daysConflict } = pair;
  return {
    contained: containment,
    reworded: Math.max(-0.1, words.share - containment),
    longer: Math.max(0, Math.log(lengthRatio) - 0.4),
    otherDay: daysConflict ? 1 - numbers.jaccard : 0,
    daysApart: days,
    swapped: Math.max(surpriseAtNumbers(pair), surpriseAtNames(pair)),
    otherFigures: surpriseAtFigurePlaces(pair),
    otherNames: surpriseAtNamePlaces(pair),
  };
}

/** Above 0 the texts are taken for copies. */
export function likenessOf(features: Features, by: Weights = WEIGHTS): number {
  let sum = by.bias;
  for (const [name, value] of entriesOf(features)) sum += by[name] * value;
  return sum;
}

/** Containment of an ordinary copy: less speaks against it. */
const ORDINARY = 0.8;

/** What speaks most against two texts, compared with an ordinary copy. */
export function mainObjection(features: Features): keyof Features {
  // Both say how much of the text is the same
  const text = WEIGHTS.contained * (ORDINARY - features.contained) - WEIGHTS.reworded * features.reworded;
  let worst: keyof Features = 'contained';
  let cost = text;
  for (const [name, value] of entriesOf(features)) {
    if (name === 'contained' || name === 'reworded' || -WEIGHTS[name] * value <= cost) continue;
    worst = name;
    cost = -WEIGHTS[name] * value;
  }
  return worst;
}

function entriesOf(features: Features): [keyof Features, number][] {
  return Object.entries(features) as [keyof Features, number][];
}

/** Numbers are misread and edited nearly as often as words are, names a little more. */
const NUMBERS_AS_WORDS = 0.97;
const NAMES_AS_WORDS = 0.9;
const MOST_SURPRISING = 6;

export function surpriseAtFigurePlaces({ figurePlaces, words }: Comparison): number {
  return surprise(figurePlaces, NUMBERS_AS_WORDS * words.share);
}

export function surpriseAtNamePlaces({ namePlaces, words }: Comparison): number {
  return surprise(namePlaces, NAMES_AS_WORDS * words.share);
}

export function surpriseAtNumbers({ numbers, words }: Comparison): number {
  return surprise(numbers, NUMBERS_AS_WORDS * words.share);
}

export function surpriseAtNames({ names, words }: Comparison): number {
  return surprise(names, NAMES_AS_WORDS * words.share);
}

function surprise(kept: Kept, probability: number): number {
  return Math.min(MOST_SURPRISING, -Math.log10(Math.max(1e-9, chanceOfSoFew(kept, probability))));
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
