/** What two fingerprints have in common, as the figures that the verdict is made of. */
import type { Fingerprint } from './fingerprint.ts';
import { headlinesDiffer } from './headline.ts';
import { placesShared, type SharedPlaces } from './places.ts';
import { holds, overlapOf, sharedBeyondChance, sizeOf, type Overlap, type Sample } from './sample.ts';

/** How much of the shorter text's tokens of one kind the longer has. */
export interface Kept {
  /** Estimated number of different ones in the shorter text. */
  count: number;
  /** Share of them that the longer text has, 0-1; 1 when there are none. */
  share: number;
  /** Shared by both, of all that either has, 0-1; 1 when there are none. */
  jaccard: number;
  /** Different ones that both have, as far as the samples show. */
  shared: number;
}

export interface Comparison {
  /** Share of the shorter text's character grams that stand in the longer, 0-1. */
  containment: number;
  /** Share of all grams that both have, 0-1 (Jaccard). */
  similarity: number;
  /** Samples that the containment is estimated from. */
  samples: number;
  /** The longer's length by the shorter's, 1 or more. */
  lengthRatio: number;
  numbers: Kept;
  names: Kept;
  words: Kept;
  sentences: Kept;
  /** Of what stands between the same words in both: how much is the same. */
  figurePlaces: Kept;
  namePlaces: Kept;
  /** The same story, word by word: only furniture and house style may differ. */
  identical: boolean;
  /** The headlines say different things. */
  headlinesDiffer: boolean;
  /** The text that came last says that it changes what came before. */
  revises: boolean;
  /** Both name days in their leads, and none is the same. */
  daysConflict: boolean;
  /** The larger of the two shares of numbers. */
  numberShare: number;
}

/** Below this ratio of lengths either text may pass for the shorter one. */
const ALIKE_LENGTH = 1.5;

/** @param a of the two the one that is judged */
export function compare(a: Fingerprint, b: Fingerprint): Comparison {
  const sizeA = sizeOf(a.sketch);
  const sizeB = sizeOf(b.sketch);
  // Of two of the same length the order must not depend on which is which
  const isShort = sizeA === sizeB ? a.digest <= b.digest : sizeA < sizeB;
  const [short, long] = isShort ? [a, b] : [b, a];
  const lengthRatio = Math.max(sizeA, sizeB) / Math.max(1, Math.min(sizeA, sizeB));
  const { grams, shared } = gramsOf(short, long);
  const alike = lengthRatio < ALIKE_LENGTH;
  const places = placesShared(a.places, b.places);
  return {
    containment: contained(grams, shared),
    similarity: share(shared, grams.a + grams.b - shared),
    samples: Math.min(grams.a, grams.b),
    lengthRatio,
    numbers: kept(short.numbers, long.numbers, alike),
    names: keptNames(short, long, alike),
    words: kept(short.words, long.words, alike),
    sentences: kept(short.sentences, long.sentences, alike),
    figurePlaces: keptOf(places.figures),
    namePlaces: keptOf(places.names),
    identical: a.digest === b.digest,
    headlinesDiffer: headlinesDiffer(a.headline, b.headline),
    revises: a.revises,
    daysConflict: conflict(a.days, b.days),
    numberShare: Math.max(a.numberShare, b.numberShare),
  };
}

/** The containment alone, which most pairs need no more than. */
export function containmentOf(a: Fingerprint, b: Fingerprint): number {
  const { grams, shared } = gramsOf(a, b);
  return contained(grams, shared);
}

function gramsOf(a: Fingerprint, b: Fingerprint): { grams: Overlap; shared: number } {
  const grams = overlapOf(a.sketch, b.sketch);
  return { grams, shared: sharedBeyondChance(grams) };
}

function contained(grams: Overlap, shared: number): number {
  return share(shared, Math.min(grams.a, grams.b));
}

function kept(short: Sample, long: Sample, alike: boolean): Kept {
  const overlap = overlapOf(short, long);
  const { a, b, shared } = overlap;
  const swap = alike && b > 0 && a > 0 && shared / b > shared / a;
  return {
    count: sizeOf(swap ? long : short),
    share: a === 0 ? 1 : shared / (swap ? b : a),
    jaccard: jaccard(overlap),
    shared,
  };
}

function keptOf({ all, same }: SharedPlaces): Kept {
  const share = all === 0 ? 1 : same / all;
  return { count: all, share, jaccard: share, shared: same };
}

/**
 * A name that begins the only sentence it stands in, or that the other text also writes small, is no name there:
 * what counts is whether the other text has the word at all.
 */
function keptNames(short: Fingerprint, long: Fingerprint, alike: boolean): Kept {
  const forth = foundIn(short.names, long);
  const back = foundIn(long.names, short);
  const shared = overlapOf(short.names, long.names).shared;
  const missing = forth.known - forth.found + (back.known - back.found);
  const swap =
    alike && back.known > 0 && forth.known > 0 && back.found / back.known > forth.found / forth.known;
  const { known, found } = swap ? back : forth;
  return {
    count: sizeOf(swap ? long.names : short.names),
    share: known === 0 ? 1 : found / known,
    jaccard: shared + missing === 0 ? 1 : shared / (shared + missing),
    shared,
  };
}

/** How many names another text has, as a name or as a word; one that its samples cannot tell is not counted. */
function foundIn(names: Sample, other: Fingerprint): { known: number; found: number } {
  let known = 0;
  let found = 0;
  for (const hash of names.hashes) {
    if (holds(other.names, hash) || holds(other.words, hash)) found++;
    else if (hash >= other.names.theta || hash >= other.words.theta) continue;
    known++;
  }
  return { known, found };
}

function jaccard({ a, b, shared }: Overlap): number {
  return a + b === 0 ? 1 : shared / (a + b - shared);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function conflict(a: readonly number[], b: readonly number[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((day) => b.includes(day));
}
