/** When a feed is asked, what its answer means, and when it gives cause for alarm. Pure. */
import { createHash } from 'node:crypto';
import type { Feed } from '../core/providers/agency.ts';
import type { FeedState } from '../adapters/store/feed-states.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const EVERY_MINUTES = 5;
const MOST_FILES = 120;

/** However often it failed, it is asked once in so long; and no server sends us away for longer than the other. */
const LONGEST_BACK_OFF = HOUR;
const LONGEST_WAIT = 6 * HOUR;

/** A feed that has not answered for so long, and for three of its turns, is told. */
const STALLED_AFTER = 30 * MINUTE;

/** A run that dies has its feeds again after this; longer than a run may take. */
const LEASE = 2 * MINUTE;

export function firstState(now: number): FeedState {
  return {
    nextAt: now,
    answeredAt: now,
    failures: 0,
    cursor: null,
    url: null,
    etag: null,
    lastModified: null,
    hash: null,
    hour: { beganAt: now, files: 0 },
  };
}

export function everyMs({ everyMinutes = EVERY_MINUTES }: Feed): number {
  return everyMinutes * MINUTE;
}

/** The state while a run has the feed. */
export function leased(state: FeedState, now: number): FeedState {
  return { ...state, nextAt: now + LEASE };
}

/** @param more that there is more to be fetched, at once */
export function afterAnswer(state: FeedState, feed: Feed, now: number, more = false): FeedState {
  return { ...state, failures: 0, answeredAt: now, nextAt: more ? now : now + everyMs(feed) };
}

/** Answers that mean that a page is no longer there: its cursor has expired. */
const GONE: ReadonlySet<string> = new Set(['http-400', 'http-404', 'http-410']);
const TRIES_OF_A_CURSOR = 3;

export interface Failure {
  code: string;
  /** Milliseconds that the server asks us to wait. */
  retryAfter: number;
}

/** Without the walk that cannot go on; what it has delivered is delivered. */
function anew(state: FeedState): FeedState {
  const { pending: _pending, ...rest } = state;
  return { ...rest, cursor: null };
}

/** The state after an attempt that failed. One whose cursor has expired begins anew: what comes again is a redelivery. */
export function afterFailure(
  state: FeedState,
  feed: Feed,
  now: number,
  { code, retryAfter }: Failure,
): FeedState {
  const failures = state.failures + 1;
  const every = everyMs(feed);
  const backOff = Math.max(every, Math.min(every * 2 ** Math.min(failures, 10), LONGEST_BACK_OFF));
  const kept = GONE.has(code) && failures >= TRIES_OF_A_CURSOR ? anew(state) : state;
  return { ...kept, failures, nextAt: now + Math.max(backOff, Math.min(retryAfter, LONGEST_WAIT)) };
}

/** Counts a file that came of the feed. */
export function withFile(state: FeedState, now: number): FeedState {
  const { beganAt, files } = state.hour;
  return {
    ...state,
    hour: now - beganAt < HOUR ? { beganAt, files: files + 1 } : { beganAt: now, files: 1 },
  };
}

/** More came of it than is agreed: something turns in circles, there or here. */
export function isHaywire({ hour }: FeedState, { mostFilesAnHour = MOST_FILES }: Feed, now: number): boolean {
  return now - hour.beganAt < HOUR && hour.files >= mostFilesAnHour;
}

/** Leaves it alone until its hour is over. */
export function afterHaywire(state: FeedState, now: number): FeedState {
  return { ...state, failures: 0, answeredAt: now, nextAt: Math.max(now, state.hour.beganAt + HOUR) };
}

export function isStalled({ answeredAt, failures }: FeedState, feed: Feed, now: number): boolean {
  return failures > 0 && now - answeredAt > Math.max(STALLED_AFTER, 3 * everyMs(feed));
}

/** What stands at a place of a page: `data.links.next`. */
export function at(page: unknown, place: string): unknown {
  let value: unknown = page;
  for (const name of place.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

export interface PageFound {
  /** Absolute; undefined where there is no next page. */
  next: string | undefined;
  /** That the list of items is known and empty. */
  isEmpty: boolean;
}

/** Where a page leads. @param url its own */
export function readPage(page: unknown, { next, items }: NonNullable<Feed['pages']>, url: string): PageFound {
  const written = at(page, next);
  const list = items === undefined ? undefined : at(page, items);
  return {
    next:
      typeof written === 'string' && written !== '' && URL.canParse(written, url)
        ? new URL(written, url).href
        : undefined,
    isEmpty: items !== undefined && (!Array.isArray(list) || list.length === 0),
  };
}

/** So many of the first items are remembered: some of them may be gone the next time. */
const MARKS_KEPT = 50;

/** A mark for each item of a page, by what tells it from others. */
export function marksOf(page: unknown, { items, seenBy }: NonNullable<Feed['pages']>): string[] {
  const list = items === undefined ? undefined : at(page, items);
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => {
    const telling = seenBy === undefined ? item : seenBy.map((place) => at(item, place));
    return createHash('sha256').update(JSON.stringify(telling)).digest('hex').slice(0, 16);
  });
}

/** Of a feed that begins with the newest: the state after a page of it, and whether it leads to what is known. */
export function afterOlderPage(
  state: FeedState,
  marks: readonly string[],
  next: string | undefined,
): { state: FeedState; atKnown: boolean; hasNew: boolean } {
  const { seen = [], pending, ...rest } = state;
  const newest = pending ?? marks.slice(0, MARKS_KEPT);
  const known = new Set(seen);
  const firstKnown = marks.findIndex((mark) => known.has(mark));
  // The first time there is nothing to come to
  const atKnown = next === undefined || seen.length === 0 || firstKnown >= 0;
  const hasNew = marks.length > 0 && firstKnown !== 0;
  if (!atKnown) return { state: { ...rest, seen, pending: newest, cursor: next }, atKnown, hasNew };
  // A page without items says nothing of what was known
  return { state: { ...rest, seen: newest.length > 0 ? newest : seen, cursor: null }, atKnown, hasNew };
}
