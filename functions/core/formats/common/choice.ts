/** A choice among blocks of which is known how likely each is one of the story. */

/** The likely story is taken for a little shorter than its blocks add up to: a stray block costs more than one that is missed. */
const RESERVE = 0.5;
/** What is as likely as this is taken in any case. */
const SURE = 0.55;

export interface Chance {
  words: number;
  /** 0-1. */
  likely: number;
}

/**
 * The blocks from the likeliest down, as many as let expect the best agreement with the story (F1 of words): a page
 * whose blocks all are doubtful gives more of them than one whose story stands out.
 */
export function chosen(blocks: readonly Chance[]): boolean[] {
  const story = blocks.reduce((sum, { words, likely }) => sum + words * likely, 0);
  let taken = 0;
  let right = 0;
  let best = { agreement: 0, least: Infinity };
  for (const { words, likely } of blocks.toSorted((a, b) => b.likely - a.likely)) {
    taken += words;
    right += words * likely;
    const agreement = right / (taken + story * RESERVE);
    if (agreement > best.agreement) best = { agreement, least: likely };
  }
  return blocks.map(({ likely }) => likely >= Math.min(SURE, best.least));
}

/** Odds to a chance. */
export function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
