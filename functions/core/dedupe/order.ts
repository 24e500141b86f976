/** The order in which articles that came at the same moment are linked: all of them see the same one. */
import type { Entry, EntryState, Rank } from './near-index.ts';
import { decide } from './verdict.ts';

/** What an article is a copy of, as far as it is known. */
export function targetOf(state: EntryState): string | undefined {
  if (state.kind === 'open') return undefined;
  return state.kind === 'linked' ? state.to : (state.judgement.of ?? undefined);
}

/** The next link to be made between an article's root and those of its rivals; undefined when all are made. */
export function nextLink(own: Entry, roots: Iterable<Entry>): { later: Entry; earlier: Entry } | undefined {
  for (const other of roots) {
    if (other.articleId === own.articleId) continue;
    const [later, earlier] = inOrder(own, other);
    if (later.state.kind === 'open' && decide(own, other).verdict !== 'none') return { later, earlier };
  }
  return undefined;
}

function inOrder(a: Entry, b: Entry): [later: Entry, earlier: Entry] {
  if (a.state.kind === 'settled') return [b, a];
  if (b.state.kind === 'settled') return [a, b];
  return isBefore(a, b) ? [b, a] : [a, b];
}

/** Whether `a` came first, as everybody sees it. */
export function isBefore(a: Entry, b: Entry): boolean {
  return compareRank(a.rank, b.rank) < 0 || (compareRank(a.rank, b.rank) === 0 && a.articleId < b.articleId);
}

function compareRank(a: Rank, b: Rank): number {
  if (a.anchor !== b.anchor) return a.anchor < b.anchor ? -1 : 1;
  return a.sequence - b.sequence;
}
