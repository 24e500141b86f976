/**
 * The guard: whether who has the one text needs nothing of the other. Only then is a copy hidden. It is sure only where
 * the two stories are the same word by word, figure by figure; everything else is a variant, which is published.
 */
import type { Comparison } from './compare.ts';

/** Why two texts that are linked are not the same to a reader. */
export type Doubt =
  | 'longer-or-shorter'
  | 'edited'
  | 'damaged'
  | 'numbers-differ'
  | 'names-differ'
  | 'headline-differs'
  | 'revised'
  | 'further-take'
  | 'same-text-another-day';

interface Linked extends Comparison {
  days: number;
  sameProvider: boolean;
}

/** Longer by more than this, one has passages that the other has not. */
const MUCH_LONGER = 1.15;
const ANOTHER_DAY = 0.75;
const SOME_FIGURES = 0.05;

/** Why a reader of the one text may need the other; undefined where the guard is sure that he does not. */
export function doubtOf(pair: Linked, isDamaged: boolean): Doubt | undefined {
  if (pair.identical) {
    if (pair.headlinesDiffer) return 'headline-differs';
    if (pair.revises) return 'revised';
    return isAnotherDay(pair) ? 'same-text-another-day' : undefined;
  }
  if (isDamaged) return 'damaged';
  const isLonger = pair.lengthRatio > MUCH_LONGER;
  if (isLonger ? pair.numbers.share < 1 : pair.numbers.jaccard < 1) return 'numbers-differ';
  if (isLonger) return 'longer-or-shorter';
  return pair.names.jaccard < 1 ? 'names-differ' : 'edited';
}

/** The rates may be the same tomorrow, and that is news. */
function isAnotherDay({ sameProvider, days, numberShare, daysConflict }: Linked): boolean {
  return sameProvider && (daysConflict || (days > ANOTHER_DAY && numberShare > SOME_FIGURES));
}
