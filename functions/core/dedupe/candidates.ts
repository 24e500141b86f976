/** Which of the articles that share anchors with a new one are worth reading. */
import type { AnchorArrival, Member, Rank } from './near-index.ts';

/** Fingerprints read for one article at most. */
export const MAX_CANDIDATES = 8;
/** Of articles that share a single anchor (mostly a phrase or boilerplate) only so many of the newest. */
export const MAX_SINGLES = 4;
/** Copies of a wire story come within this time, milliseconds. */
export const WINDOW_MS = 3.5 * 24 * 60 * 60 * 1000;
/** An article younger than this may still be on its way into the index, milliseconds. */
export const YOUNG_MS = 10_000;

/** An anchor that more articles than these came to is a phrase of the trade or boilerplate: it counts for less. */
const RARE_ARRIVALS = 8;
/** One anchor that is twice as frequent is still reason enough to read an article, a more frequent one is not. */
const ENOUGH_WEIGHT = 0.5;
/** So many shared anchors are reason enough however frequent they are: a text that a hundred papers run. */
const ENOUGH_ANCHORS = 4;

/**
 * Articles by the number of shared anchors, then the newest; never the article itself: a text is no copy of its own
 * earlier revision.
 * @param arrivals at the anchors under which it is entered: the order of copies rests on them
 * @param seen at those that were only looked up
 * @param at when the new article came; undefined: the window does not apply
 */
export function candidatesOf(
  arrivals: readonly AnchorArrival[],
  articleId: string,
  at: number | undefined,
  seen: readonly AnchorArrival[] = [],
): Member[] {
  const shared = new Map<string, { member: Member; anchors: number; weight: number }>();
  for (const { earlier, sequence } of [...arrivals, ...seen]) {
    if (earlier.length === 0) continue;
    const weight = Math.min(1, RARE_ARRIVALS / sequence);
    const here = new Set<string>();
    for (const member of earlier) {
      if (member.articleId === articleId || here.has(member.articleId)) continue;
      if (at !== undefined && Math.abs(at - member.at) > WINDOW_MS) continue;
      here.add(member.articleId);
      const known = shared.get(member.articleId) ?? { member, anchors: 0, weight: 0 };
      known.anchors++;
      known.weight += weight;
      shared.set(member.articleId, known);
    }
  }
  let singles = 0;
  const chosen = [...shared.values()]
    .filter(({ anchors, weight }) => anchors >= ENOUGH_ANCHORS || weight >= ENOUGH_WEIGHT)
    .sort((a, b) => b.anchors - a.anchors || b.member.at - a.member.at)
    .filter(({ anchors }) => anchors > 1 || singles++ < MAX_SINGLES)
    .slice(0, MAX_CANDIDATES)
    .map(({ member }) => member);
  return withPredecessor(chosen, arrivals, articleId, at);
}

/**
 * The article before this one in the order of copies is always looked at while it may be on its way: so a chain
 * leads from every copy to the first, however many come at once.
 */
function withPredecessor(
  chosen: Member[],
  arrivals: readonly AnchorArrival[],
  articleId: string,
  at: number | undefined,
): Member[] {
  const [first] = byAnchor(arrivals);
  const before = first?.earlier.find((member) => member.articleId !== articleId);
  if (before === undefined || !isYoung(before, at)) return chosen;
  if (chosen.some((member) => member.articleId === before.articleId)) return chosen;
  return [...chosen.slice(0, MAX_CANDIDATES - 1), before];
}

/** True where the member came so shortly before `at` that its entry may not be written yet. */
export function isYoung(member: Member, at: number | undefined): boolean {
  return at !== undefined && Math.abs(at - member.at) < YOUNG_MS;
}

/** @param arrivals at least one */
export function rankOf(arrivals: readonly AnchorArrival[]): Rank {
  const [first] = byAnchor(arrivals);
  return { anchor: first?.anchor ?? '', sequence: first?.sequence ?? 0 };
}

function byAnchor(arrivals: readonly AnchorArrival[]): AnchorArrival[] {
  return [...arrivals].sort((a, b) => (a.anchor < b.anchor ? -1 : 1));
}
