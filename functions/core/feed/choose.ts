/**
 * What a reader is given of an entry of the log, by the filter, the reader's rights and how the article stands now.
 * docs/reading.md says why a reader that follows misses nothing by what is passed over here.
 */
import { isEnd, isEndEvent } from '../article/life-cycle/saying.ts';
import type { Standing } from '../article/life-cycle/standing.ts';
import type { FeedFilter, Limits } from './contract.ts';
import type { Entry } from './entry.ts';
import type { Facets } from './facets.ts';
import { matches } from './filter.ts';
import { isWithin } from './rights.ts';

/** `give`: the message; `left`: that the article is not to be had any more; `pass`: nothing. */
export type Choice = 'give' | 'left' | 'pass';

export interface View {
  filter: FeedFilter;
  limits: Limits;
}

/** What the entry is for this reader, whatever has become of its article since. */
export function choiceFor({ filter, limits }: View, { event, facets, was }: Entry): Choice {
  const { providers } = limits;
  // An article never changes its provider
  if (providers !== null && !providers.includes(facets.provider)) return 'pass';
  const isSeen = (some: Facets): boolean => isWithin(limits, some) && matches(filter, some);
  const wasSeen = Array.isArray(was)
    ? was.some(isSeen)
    : matchesProvider(filter, facets) && was.flags.some((flags) => isWithin(limits, { ...facets, flags }));
  if (!isEndEvent(event)) return isSeen(facets) ? 'give' : wasSeen ? 'left' : 'pass';
  // An end is for all that may have had the article, by whatever they have found it
  return wasSeen || (isEmpty(was) && isSeen(facets)) ? 'give' : 'pass';
}

function isEmpty(was: Entry['was']): boolean {
  return Array.isArray(was) && was.length === 0;
}

function matchesProvider({ provider }: FeedFilter, facets: Facets): boolean {
  return provider === undefined || matches({ provider }, facets);
}

/**
 * Whether something that was told later, or is about to be, takes the entry's place: that comes later in the log, or
 * came before. Events of duplicates say nothing of what is out, so they take nobody's place but their own.
 */
export function isSuperseded({ revision, event }: Pick<Entry, 'revision' | 'event'>, now: Standing): boolean {
  const { told, telling } = now;
  if (event === 'duplicate') return Math.max(told.revision, telling?.revision ?? 0) > revision;
  if (newestTold(now) > revision) return true;
  // What is being told goes on being sent until it is; but an end is not taken back before it is
  return (
    !isEndEvent(event) && telling !== null && telling.event !== 'duplicate' && telling.revision > revision
  );
}

/** The highest revision that was told and no duplicate; 0 for none. */
export function newestTold({ told }: Pick<Standing, 'told'>): number {
  let newest = 0;
  for (const one of told.list) {
    const [revision, event] = one.split('.');
    if (event !== 'duplicate') newest = Math.max(newest, Number(revision));
  }
  return newest;
}

/** Whether nothing of the article's texts may be given out: it has ended, or its end is on its way. */
export function isEnding({ line, telling }: Pick<Standing, 'line' | 'telling'>): boolean {
  return (line !== null && isEnd(line)) || isEndEvent(telling?.event);
}

/** The choice for an entry, with how its article stands as of now. */
export function chosen(view: View, entry: Entry, now: Standing | undefined): Choice {
  const choice = choiceFor(view, entry);
  if (choice === 'pass' || now === undefined || isSuperseded(entry, now)) return 'pass';
  if (choice === 'left' || isEndEvent(entry.event)) return choice;
  return isEnding(now) ? 'pass' : 'give';
}
