/** Whether one text is a copy of another, and why: from the figures of a comparison, by rules that have names. */
import { WINDOW_MS } from './candidates.ts';
import { compare, type Comparison, type Kept } from './compare.ts';
import type { Fingerprint } from './fingerprint.ts';

export interface Side {
  fingerprint: Fingerprint;
  /** Epoch milliseconds; undefined where it is not known. */
  at?: number | undefined;
  provider?: string | undefined;
}

/** What decided; explained in evidence.ts. */
export type Rule = Refusal | Doubt | 'same-text';
type Refusal = 'too-old' | 'other-text' | 'other-names' | 'other-numbers' | 'other-day' | 'other-table';
type Doubt = 'longer-or-shorter' | 'edited' | 'numbers-differ' | 'names-differ';

export interface Decision {
  verdict: 'none' | 'duplicate' | 'variant';
  rule: Rule;
  comparison: Comparison;
  /** For choosing the best of several: containment and resemblance together. */
  score: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Symmetric: which text came first makes no difference. */
export function decide(a: Side, b: Side): Decision {
  const comparison = compare(a.fingerprint, b.fingerprint);
  const days = a.at === undefined || b.at === undefined ? 0 : Math.abs(a.at - b.at) / DAY_MS;
  const sameProvider = a.provider !== undefined && a.provider === b.provider;
  const refusal = refuse(comparison, days, sameProvider);
  const score = comparison.containment + comparison.similarity;
  if (refusal !== undefined) return { verdict: 'none', rule: refusal, comparison, score };
  const doubt = doubtOf(comparison);
  return {
    verdict: doubt === undefined ? 'duplicate' : 'variant',
    rule: doubt ?? 'same-text',
    comparison,
    score,
  };
}

function refuse(c: Comparison, days: number, sameProvider: boolean): Refusal | undefined {
  if (days * DAY_MS > WINDOW_MS) return 'too-old';
  if (c.containment < (sameProvider ? 0.64 : 0.56)) return 'other-text';
  const { numbers, names, words } = c;
  const rn = ratio(numbers, words.share);
  const rN = ratio(names, words.share);
  const rk = ratio(
    {
      count: numbers.count + names.count,
      share:
        (numbers.count * numbers.share + names.count * names.share) /
        Math.max(1, numbers.count + names.count),
    },
    words.share,
  );
  const [both, name, number] =
    c.containment < 0.66 ? [0.95, 0.4, 0.8] : c.containment < 0.92 ? [0.6, 0.45, 0.75] : [0.9, 0.4, 0.4];
  if (rk < both || rN < name) return 'other-names';
  if (numbers.count > 1 && numbers.count >= 0.3 * (numbers.count + names.count) && rn < number)
    return 'other-numbers';
  if (c.daysConflict && numbers.jaccard < 0.7) return 'other-day';
  if (c.numberShare > 0.3)
    return numbers.jaccard >= 0.93 || numbers.share >= 0.99 ? undefined : 'other-table';
  if (c.numberShare > 0.18) return numbers.jaccard >= (days <= 0.6 ? 0.45 : 0.9) ? undefined : 'other-table';
  return undefined;
}

/** Are they kept as well as ordinary words are? 1: as well. */
function ratio({ count, share }: Pick<Kept, 'count' | 'share'>, words: number): number {
  return (count * share + 1) / (count * words + 1);
}

/** Why a reader of the one text may need the other; undefined where the guard is sure that he does not. */
function doubtOf(c: Comparison): Doubt | undefined {
  if (c.lengthRatio > 1.15) return 'longer-or-shorter';
  if (c.similarity < 0.9) return 'edited';
  if (c.numbers.jaccard < 1) return 'numbers-differ';
  if (c.names.jaccard < 1) return 'names-differ';
  if (c.sentences.jaccard < 0.8) return 'edited';
  return undefined;
}
