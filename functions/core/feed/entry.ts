/**
 * What the feed log keeps of a message: which event it was, and by what its article is found and was found before.
 * Nothing of its text.
 */
import { isEndEvent, type EventType } from '../article/life-cycle/saying.ts';
import type { Placed, Standing } from '../article/life-cycle/standing.ts';
import { sameFacets, type Facets } from './facets.ts';

export interface Entry {
  articleId: string;
  revision: number;
  event: EventType;
  /** The time of the message, RFC 3339. */
  at: string;
  facets: Facets;
  /**
   * By what its article was found when earlier revisions were told: each that differs, and not all in one, for filters
   * exclude too. Of an end all of them, for its own facets say nothing. Where they are too many, only the flags, for
   * rights have to hold: then any filter may have found it.
   */
  was: Facets[] | { flags: string[][] };
}

/** More than these cost more than they are worth: the update is told to all that may have the article. */
const MOST_DIFFERENT = 12;

/** A stored revision, as far as it matters whether it was told. */
export type EarlierRevision = Pick<Placed, 'revision' | 'status' | 'place' | 'dueAt' | 'asDuplicate'> & {
  facets: Facets;
};

/**
 * Whether a revision may have been told before an event. What was sent by a process that died before it could note it
 * counts; what waits for its time does not, for nobody may learn by which filter it would be found.
 */
export function mayHaveBeenTold(
  { revision, status, place, dueAt, asDuplicate }: Omit<EarlierRevision, 'facets'>,
  { told }: Pick<Standing, 'told'>,
  at: string,
): boolean {
  if (status !== 'usable') return false;
  if (told.list.some((one) => one.startsWith(`${revision}.`))) return true;
  if (place === 'held') return dueAt !== null && dueAt <= at;
  return place === 'open' || (place === 'hidden' && asDuplicate);
}

/** What an entry says of the facets before it. */
export function wasOf(event: EventType, facets: Facets, earlier: readonly Facets[]): Entry['was'] {
  const different: Facets[] = [];
  for (const one of earlier) {
    if (!isEndEvent(event) && sameFacets(one, facets)) continue;
    if (!different.some((known) => sameFacets(known, one))) different.push(one);
  }
  if (different.length <= MOST_DIFFERENT) return different;
  const flags = new Map(different.map((one) => [[...one.flags].sort().join(), one.flags]));
  return { flags: [...flags.values()] };
}

/** The first message of an article has nothing before it. */
export function isFirst({ revision }: Pick<Entry, 'revision'>): boolean {
  return revision === 1;
}
