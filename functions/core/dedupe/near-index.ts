/**
 * What the near-duplicate engine needs of an index. Implementations: memory-index.ts (one process),
 * functions/adapters/store/near-index.ts (DynamoDB).
 */
import type { Fingerprint } from './fingerprint.ts';

/** An anchor's list holds so many of its newest members: bounds hot anchors (boilerplate) and reads. */
export const MEMBERS_KEPT = 8;

export interface Member {
  articleId: string;
  /** When it came, epoch milliseconds. */
  at: number;
}

/** What an article found at one of its anchors when it was added to the list. */
export interface AnchorArrival {
  anchor: string;
  /** Members before it, newest first, {@link MEMBERS_KEPT} at most. */
  earlier: readonly Member[];
  /** Its place in the order of arrival at this anchor: larger than that of every member before it. */
  sequence: number;
}

/**
 * A total order of articles on which all agree: by the smallest anchor, then by arrival there. Copies of one text have
 * the same smallest anchor, so the first of them to arrive there is the first in the order.
 */
export interface Rank {
  anchor: string;
  sequence: number;
}

export type NearVerdict = 'new' | 'duplicate' | 'variant';

/** How an article was judged. */
export interface Judgement {
  verdict: NearVerdict;
  /** The original, which is the root of the story; null for new. */
  of: string | null;
  story: string;
  /** Resemblance to `match`, 0-1. */
  similarity: number;
  /** Share of the shorter text that stands in the longer, 0-1. */
  containment: number;
  /** The published article that was compared: the original or one of its variants; null for new. */
  match: string | null;
  evidence: Record<string, unknown>;
}

/** Like nothing that came before. */
export function newStory(articleId: string): Judgement {
  return {
    verdict: 'new',
    of: null,
    story: articleId,
    similarity: 0,
    containment: 0,
    match: null,
    evidence: {},
  };
}

/**
 *   open ──▶ linked ──▶ settled            linked, settled: it will never be the original of others
 *     └──────────────▶ settled as new      settled: the judgement stands
 *
 * Only `open` can change by somebody else's hand: of articles that arrive together the ones that come later in the
 * order are linked to the first.
 */
export type EntryState =
  { kind: 'open' } | { kind: 'linked'; to: string } | { kind: 'settled'; judgement: Judgement };

/** An article in the index. */
export interface Entry {
  articleId: string;
  /** When it came, epoch milliseconds; absent where it is not known and the window does not apply. */
  at: number | undefined;
  provider: string | undefined;
  fingerprint: Fingerprint;
  rank: Rank;
  state: EntryState;
}

export interface NearIndex {
  /** Adds an article to its anchors; each one answers with its earlier members in the same step. Safe to repeat. */
  arrive(member: Member, anchors: readonly string[]): Promise<AnchorArrival[]>;

  /**
   * Who stands at anchors, without being added to them; those at which nobody does may be left out. What was written a
   * moment ago may be missing.
   * @returns as if the article had arrived there
   */
  lookUp(anchors: readonly string[]): Promise<AnchorArrival[]>;

  /**
   * Entries by article id; an article that has none yet, or no longer, is left out.
   * @param consistent also what was written a moment ago
   */
  read(articleIds: readonly string[], consistent: boolean): Promise<Map<string, Entry>>;

  /** Writes an entry where the article has none. @returns the one that is there already, or undefined when written */
  create(entry: Entry): Promise<Entry | undefined>;

  /** Writes an entry whatever is there. */
  replace(entry: Entry): Promise<void>;

  /** Links an open entry to another one. @returns false when it is not open */
  link(articleId: string, to: string): Promise<boolean>;

  /**
   * Settles an entry. As new only while it is open, otherwise whatever it is.
   * @returns false when it was to be settled as new and is not open
   */
  settle(articleId: string, judgement: Judgement): Promise<boolean>;
}
