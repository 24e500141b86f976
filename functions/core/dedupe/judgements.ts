/** What an article is judged to be, from how it compares with the entries that were there. */
import { containmentOf } from './compare.ts';
import type { Fingerprint, Printed } from './fingerprint.ts';
import { newStory, type Entry, type Judgement, type Member } from './near-index.ts';
import { evidenceOf } from './evidence.ts';
import { decide, LEAST_CONTAINED, type Decision } from './verdict.ts';
import { targetOf } from './order.ts';

/** Containment from which on it is worth telling why a text is no copy. */
const WORTH_TELLING = 0.5;

/** An entry, and how the article compares with it. */
interface Candidate {
  entry: Entry;
  decision: Decision;
}

/** An article that is being judged, and what came before it. */
export interface Judged {
  entry: Omit<Entry, 'state'>;
  labels: Printed['labels'];
  earlier: Member[];
}

/**
 * How an article compares with those that came before; with none where each has so little of it that nothing would be
 * linked or told. Most that share a phrase are such, and it is known from the grams alone. What is known to be a part of
 * the article's own story says nothing about the article.
 */
export function comparedWith(entry: Omit<Entry, 'state'>, entries: Iterable<Entry>): Candidate[] {
  const all = [...entries].filter((other) => storyRoot(other) !== entry.articleId);
  if (!all.some((other) => isWorthComparing(entry.fingerprint, other.fingerprint))) return [];
  return all.map((other) => ({ entry: other, decision: decide(entry, other) }));
}

function isWorthComparing(a: Fingerprint, b: Fingerprint): boolean {
  return a.digest === b.digest || containmentOf(a, b) >= Math.min(LEAST_CONTAINED, WORTH_TELLING);
}

/**
 * Those that the article is a copy of, the best first; of equals the one that stands for the story. A story of which
 * it is a look-alike is none of its own, even if it looks like a copy of some excerpt.
 */
export function matchesAmong(candidates: readonly Candidate[]): Candidate[] {
  const others = new Set(
    candidates.filter(({ decision }) => decision.lookAlike).map((match) => storyRoot(match.entry)),
  );
  return candidates
    .filter((match) => match.decision.verdict !== 'none' && !others.has(storyRoot(match.entry)))
    .sort((a, b) => b.decision.score - a.decision.score || Number(isCopy(a.entry)) - Number(isCopy(b.entry)));
}

/** The original that an entry is known to lead to. */
function storyRoot({ articleId, state }: Entry): string {
  return targetOf(state) ?? articleId;
}

function isCopy({ state }: Entry): boolean {
  return targetOf(state) !== undefined;
}

/** New; where it is like an earlier text and yet no copy of it, the evidence says which and why not. */
export function newBeside({ entry, labels }: Judged, candidates: readonly Candidate[]): Judgement {
  const [nearest] = candidates
    .filter(({ decision }) => decision.verdict === 'none' && decision.comparison.containment >= WORTH_TELLING)
    .sort((a, b) => b.decision.score - a.decision.score);
  const judgement = newStory(entry.articleId);
  if (nearest === undefined) return judgement;
  const evidence = evidenceOf(nearest.decision, entry.fingerprint, nearest.entry.fingerprint, labels);
  return { ...judgement, evidence: { ...evidence, unlike: nearest.entry.articleId } };
}

/** Attached to the best match alone: stories never grow together because a third text is like both. */
export function judgementOf({ labels, entry }: Judged, matches: readonly Candidate[]): Judgement | undefined {
  const [best] = matches;
  if (best?.entry.state.kind !== 'settled' || best.decision.verdict === 'none') return undefined;
  const { judgement } = best.entry.state;
  return {
    verdict: best.decision.verdict,
    of: judgement.of ?? best.entry.articleId,
    story: judgement.story,
    similarity: round(best.decision.comparison.similarity),
    containment: round(best.decision.comparison.containment),
    // A duplicate was not published: what it repeats was
    match: judgement.verdict === 'duplicate' ? judgement.match : best.entry.articleId,
    evidence: evidenceOf(best.decision, entry.fingerprint, best.entry.fingerprint, labels),
  };
}

/** A variant of what its links lead to, where the two by themselves are too little alike. */
export function linkedOnly({ labels, entry }: Judged, root: Entry, decision: Decision): Judgement {
  const standing = root.state.kind === 'settled' ? root.state.judgement : newStory(root.articleId);
  return {
    verdict: 'variant',
    of: standing.of ?? root.articleId,
    story: standing.story,
    similarity: round(decision.comparison.similarity),
    containment: round(decision.comparison.containment),
    match: standing.verdict === 'duplicate' ? standing.match : root.articleId,
    evidence: evidenceOf(decision, entry.fingerprint, root.fingerprint, labels),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
