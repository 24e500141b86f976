/** What a sentence says of a name, and the words that prove it. */
import type { Trust } from '../../agencies/agency.ts';
import type { Scene } from './scene.ts';

/** What the sentence says of a name. */
export type Reading =
  | { kind: 'attribution' | 'credit' | 'subject' | 'mention'; from: number; to: number; confidence: number }
  /** Nothing that would make it a source: kept for the list of candidates. */
  | { kind: 'none'; reason: string };

export const NONE = (reason: string): Reading => ({ kind: 'none', reason });

export const WEAK = NONE('a name of other things too, with no more than a verb behind it');

export const REACH = 16;

const CONFIDENCE: Readonly<Record<Trust, number>> = { sure: 0.95, fair: 0.9, risky: 0.85, slot: 0.8 };

export function attribution(scene: Scene, wordsBefore: number, wordsAfter: number, doubt = 0): Reading {
  return {
    kind: 'attribution',
    ...reach(scene, wordsBefore, wordsAfter),
    confidence: CONFIDENCE[scene.trust] - doubt,
  };
}

export function subject(scene: Scene, wordsBefore: number, wordsAfter: number, doubt = 0): Reading {
  return { kind: 'subject', ...reach(scene, wordsBefore, wordsAfter), confidence: 0.8 - doubt };
}

/** Named, and neither source nor subject. */
export function bareMention(scene: Scene): Reading {
  return { kind: 'mention', ...reach(scene, 3, 3), confidence: scene.trust === 'sure' ? 0.4 : 0.3 };
}

/** Offsets of the evidence: so many words to the left and to the right of the name. */
function reach(
  { left, right, start, end }: Scene,
  before: number,
  after: number,
): { from: number; to: number } {
  return {
    from: before === 0 ? start : (left[Math.max(0, left.length - before)]?.start ?? start),
    to: after === 0 ? end : (right[Math.min(after, right.length) - 1]?.end ?? end),
  };
}
