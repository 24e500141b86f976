/**
 * Pages of the feed and of the wire list, made of the log: what is passed over, what is given, and where to go on.
 * Everything is read consistently, and heads after the entries: so nothing is given out after its end was taken.
 */
import { chosen, choiceFor, type View } from '../core/feed/choose.ts';
import { START, type Place } from '../core/feed/cursor.ts';
import type { Entry } from '../core/feed/entry.ts';
import type { Standing } from '../core/article/life-cycle/standing.ts';

export interface LoggedBatch {
  number: number;
  entries: readonly Entry[];
}

export interface FeedPorts {
  log: {
    tail: () => Promise<number>;
    from: (number: number, limit: number) => Promise<readonly LoggedBatch[]>;
    upTo: (number: number, limit: number) => Promise<readonly LoggedBatch[]>;
  };
  /** Heads as of now. */
  heads: (articleIds: Iterable<string>) => Promise<ReadonlyMap<string, Standing>>;
}

export interface Pick {
  entry: Entry;
  choice: 'give' | 'left';
  /** Where the entry stands: a page that ends before it goes on from here. */
  at: Place;
}

export interface Page {
  picks: Pick[];
  /** Behind the last entry that was looked at. */
  next: Place;
  /** There is more to look at. */
  more: boolean;
}

export type PageResult =
  { ok: true; page: Page } | { ok: false; code: 'expired' | 'unknown'; detail: string };

/** Batches in one read, and in all for one page: a filter that finds little goes on in the next page. */
const READ_BATCHES = 100;
const SCANNED_BATCHES = 3000;

/**
 * The feed after a place: of each article the newest entry that is for this reader.
 * @param after undefined: from the oldest that is kept
 */
export async function pageAfter(
  { log, heads }: FeedPorts,
  view: View,
  after: Place | undefined,
  limit: number,
): Promise<PageResult> {
  const picks = new Map<string, Pick>();
  let place = after ?? START;
  for (let scanned = 0; scanned < SCANNED_BATCHES; scanned += READ_BATCHES) {
    const batches = await log.from(place.batch, READ_BATCHES);
    const isStart = after === undefined && scanned === 0;
    const fault = await placeFault(log, place, batches, isStart);
    if (fault !== undefined) {
      // What is in the page already is given first
      return picks.size === 0
        ? fault
        : { ok: true, page: { picks: [...picks.values()], next: place, more: true } };
    }
    if (batches.length === 0) {
      // In an empty log the first batch is what comes next
      const next = isStart ? { batch: 1, entries: 0 } : place;
      return { ok: true, page: { picks: [...picks.values()], next, more: false } };
    }
    const found = withoutHoles(batches).flatMap(({ number, entries }) =>
      entries.flatMap((entry, index) => {
        const isBehind = number === place.batch && index < place.entries;
        return isBehind
          ? []
          : [{ entry, at: { batch: number, entries: index }, isLast: index === entries.length - 1 }];
      }),
    );
    const standing = await heads(articlesOf(view, found));
    for (const { entry, at, isLast } of found) {
      if (picks.size >= limit && !picks.has(entry.articleId)) {
        return { ok: true, page: { picks: [...picks.values()], next: place, more: true } };
      }
      fold(picks, view, { entry, at }, standing);
      place = isLast ? { batch: at.batch + 1, entries: 0 } : { batch: at.batch, entries: at.entries + 1 };
    }
    const last = batches.at(-1);
    // A batch without entries is none that this code writes
    if (found.length === 0 && last !== undefined) place = { batch: last.number + 1, entries: 0 };
  }
  return { ok: true, page: { picks: [...picks.values()], next: place, more: true } };
}

/**
 * The newest entries before a place, newest first, of each article its newest state; ends are in it, what was left not.
 * @param before undefined: from the end of the log
 */
export async function pageBefore(
  { log, heads }: FeedPorts,
  view: View,
  before: Place | undefined,
  limit: number,
): Promise<{ picks: Pick[]; older: Place | null; tail: Place }> {
  const tail = { batch: (await log.tail()) + 1, entries: 0 };
  const picks = new Map<string, Pick>();
  let place = before ?? tail;
  for (let scanned = 0; scanned < SCANNED_BATCHES; scanned += READ_BATCHES) {
    const batches = await log.upTo(place.entries === 0 ? place.batch - 1 : place.batch, READ_BATCHES);
    const found = batches.flatMap(({ number, entries }) =>
      entries
        .map((entry, index) => ({ entry, at: { batch: number, entries: index } }))
        .filter(({ at }) => at.batch < place.batch || at.entries < place.entries)
        .reverse(),
    );
    if (found.length === 0) return { picks: [...picks.values()], older: null, tail };
    const standing = await heads(articlesOf(view, found));
    for (const { entry, at } of found) {
      if (picks.size >= limit && !picks.has(entry.articleId)) {
        return { picks: [...picks.values()], older: place, tail };
      }
      const known = picks.get(entry.articleId);
      const choice = chosen(view, entry, standing.get(entry.articleId));
      if (choice === 'give' && (known === undefined || known.entry.revision < entry.revision)) {
        picks.set(entry.articleId, { entry, at, choice });
      }
      place = at;
    }
  }
  return { picks: [...picks.values()], older: place, tail };
}

/** Within a page the newest of an article stands where it comes. */
function fold(
  picks: Map<string, Pick>,
  view: View,
  { entry, at }: Omit<Pick, 'choice'>,
  standing: ReadonlyMap<string, Standing>,
): void {
  const choice = chosen(view, entry, standing.get(entry.articleId));
  if (choice === 'pass') return;
  const known = picks.get(entry.articleId);
  if (known !== undefined && known.entry.revision >= entry.revision) return;
  picks.delete(entry.articleId);
  picks.set(entry.articleId, { entry, at, choice });
}

/** Only articles of which something may be given have their heads read. */
function articlesOf(view: View, found: readonly { entry: Entry }[]): Set<string> {
  return new Set(found.flatMap(({ entry }) => (choiceFor(view, entry) === 'pass' ? [] : [entry.articleId])));
}

/** Numbers follow each other, but where old ones have expired. */
function withoutHoles(batches: readonly LoggedBatch[]): LoggedBatch[] {
  const [first] = batches;
  return first === undefined ? [] : batches.filter(({ number }, index) => number === first.number + index);
}

async function placeFault(
  log: FeedPorts['log'],
  { batch, entries }: Place,
  [first]: readonly LoggedBatch[],
  isStart: boolean,
): Promise<Extract<PageResult, { ok: false }> | undefined> {
  if (isStart || first?.number === batch) return undefined;
  if (first !== undefined) {
    return { ok: false, code: 'expired', detail: 'What comes after this cursor is not kept any more.' };
  }
  const tail = await log.tail();
  const isNext = entries === 0 && batch <= tail + 1;
  // Of an empty log nothing can be said
  return isNext || tail === 0
    ? undefined
    : { ok: false, code: 'unknown', detail: 'The feed has never come to this cursor: it is of another one.' };
}
