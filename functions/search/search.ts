/** Finds articles: the newest first, each in its newest told state, within the rights of who asks. */
import type { ArchiveHit, ArchivePage } from '../adapters/search/archive-index.ts';
import { highlight } from '../adapters/search/segment.ts';
import { standingOf, type ToldPorts } from '../adapters/search/told.ts';
import type { StoredRevision } from '../adapters/store/records.ts';
import type { FeedFilter, Limits, Row, SearchHit } from '../core/feed/contract.ts';
import { facetsOf } from '../core/feed/facets.ts';
import { isWithin } from '../core/feed/rights.ts';
import { rowOf } from '../core/feed/rows.ts';
import { documentOf } from '../core/search/document.ts';
import { parseQuery, type Bounds, type Query } from '../core/search/query.ts';
import type { Library } from './library.ts';

export interface Search {
  typed: string;
  filter: FeedFilter;
  bounds: Bounds;
  /** Hits of a page. */
  limit: number;
  limits: Limits;
  /** What lies before the segments is asked for, too. */
  archive: boolean;
}

export interface SearchPorts extends ToldPorts {
  library: Pick<Library, 'segments' | 'reachesBack'>;
  /** Absent: the stage has none. */
  archive?: Archive;
}

export interface Archive {
  /** Loaded when somebody first looks so far back. */
  index: () => Promise<OlderIndex>;
  failed: (error: unknown) => void;
}

export interface OlderIndex {
  /** The newest first. @param counted there are counted so many at most */
  find: (asked: OlderQuery, size: number, counted: number) => Promise<ArchivePage>;
}

export interface OlderQuery {
  query: Query;
  filter: FeedFilter;
  bounds: Bounds;
}

export interface FoundPage {
  hits: SearchHit[];
  count: number;
  more: boolean;
  /** The place before which the next page begins; null at the end. */
  before: number | null;
  hints: string[];
}

/** Nothing but the archive could have answered, and it does not. */
export const ARCHIVE_IS_AWAY = 'archive-is-away';

/** More is not counted: nobody reads so far, and common words are in everything. */
export const COUNTED = 500;

/** Of what is found so many are asked of the table at once. */
export const LOOKED_AT = 30;

/** A page of the archive has so many hits, and a search asks for so many pages of it at most. */
const ARCHIVE_PAGE = 100;
const ARCHIVE_PAGES = 5;

const HINTS = {
  older: 'only the last days were looked through: archive=true looks further back',
  none: 'this stage has no archive: only the last days were looked through',
  away: 'the archive could not be asked: only the last days were looked through; ask again in half a minute',
};

export async function searchArticles(
  ports: SearchPorts,
  search: Search,
): Promise<FoundPage | typeof ARCHIVE_IS_AWAY> {
  const query = parseQuery(search.typed);
  const filter = withinLimits(search.filter, search.limits);
  const segments = await ports.library.segments();
  const { reachesBack } = ports.library;
  const hits = new Hits(ports, search);
  const candidates = function* (): Generator<Candidate> {
    for (const segment of segments)
      yield* segment.find(query, filter, search.bounds, Number.MAX_SAFE_INTEGER);
  };
  for (const found of candidates()) {
    await hits.offer(found);
    if (hits.isFull) break;
  }
  await hits.settle();
  const counted = countIn(segments, query, filter, search.bounds);
  const older = await olderThan(reachesBack, ports, search, { query, filter }, hits);
  if (older === ARCHIVE_IS_AWAY) return older;
  const total = counted + older.counted;
  return {
    hits: marked(query, hits.taken),
    count: hits.isFull ? Math.min(total, COUNTED) : hits.taken.length,
    more: total > COUNTED || older.more,
    before: hits.isFull ? hits.before : older.before,
    hints: [...query.hints, ...older.hints],
  };
}

/** Of an index: whatever it says of an article is held against the table. */
type Candidate = ArchiveHit;

interface Taken {
  found: Candidate;
  stored: StoredRevision;
}

/**
 * What may be given out of what an index has found: only what stands, as its head says that is read now, and what is for
 * who asks. All that is found passes here, whichever index has found it.
 */
class Hits {
  readonly taken: Taken[] = [];
  /** The place of the last one. */
  before: number | null = null;
  readonly #ports: ToldPorts;
  readonly #search: Search;
  readonly #seen = new Set<string>();
  #some: Candidate[] = [];

  constructor(ports: ToldPorts, search: Search) {
    this.#ports = ports;
    this.#search = search;
  }

  get isFull(): boolean {
    return this.taken.length >= this.#search.limit;
  }

  /** @param found the newest first */
  async offer(found: Candidate): Promise<void> {
    const { limits, limit } = this.#search;
    // The latest place of an article comes first; an older one is of an older state
    if (this.#seen.has(found.row.id) || !isWithin(limits, found.row)) return;
    this.#seen.add(found.row.id);
    this.#some.push(found);
    if (this.#some.length >= Math.max(LOOKED_AT, limit + 5)) await this.settle();
  }

  /** Looks at what was offered. */
  async settle(): Promise<void> {
    const some = this.#some;
    this.#some = [];
    if (this.isFull) return;
    const { limits, limit } = this.#search;
    const stored = await Promise.all(some.map(({ row }) => stands(this.#ports, limits, row)));
    for (const [index, found] of some.entries()) {
      const one = stored[index];
      if (one === undefined || this.taken.length >= limit) continue;
      this.taken.push({ found, stored: one });
      this.before = found.place;
    }
  }
}

async function stands(
  ports: ToldPorts,
  limits: Limits,
  row: Candidate['row'],
): Promise<StoredRevision | undefined> {
  const stored = await standingOf(ports, row);
  // By the record once more: an index may be older than a rule
  if (stored === undefined || !isWithin(limits, facetsOf(stored.record))) return undefined;
  return stored;
}

interface Older {
  counted: number;
  more: boolean;
  before: number | null;
  hints: string[];
}

async function olderThan(
  place: number,
  { archive }: SearchPorts,
  search: Search,
  { query, filter }: { query: Query; filter: FeedFilter },
  hits: Hits,
): Promise<Older | typeof ARCHIVE_IS_AWAY> {
  const nothing: Older = { counted: 0, more: false, before: null, hints: [] };
  if (archive === undefined) return search.archive ? { ...nothing, hints: [HINTS.none] } : nothing;
  if (!search.archive) return hits.isFull ? nothing : { ...nothing, hints: [HINTS.older] };
  // It sleeps until it is needed: how much it has is not counted before
  if (hits.isFull) return { ...nothing, more: true };
  const begins = Math.min(search.bounds.before ?? Number.MAX_SAFE_INTEGER, place);
  try {
    return {
      ...nothing,
      ...(await fromArchive(await archive.index(), begins, search, { query, filter }, hits)),
    };
  } catch (error) {
    archive.failed(error);
    const isAllThatIsAsked = search.bounds.before !== null && search.bounds.before <= place;
    if (isAllThatIsAsked && hits.taken.length === 0) return ARCHIVE_IS_AWAY;
    // The next page begins where it was to be asked
    return { ...nothing, more: true, before: hits.before ?? begins, hints: [HINTS.away] };
  }
}

async function fromArchive(
  index: OlderIndex,
  begins: number,
  { bounds }: Search,
  { query, filter }: { query: Query; filter: FeedFilter },
  hits: Hits,
): Promise<Pick<Older, 'counted' | 'before'>> {
  let before = begins;
  let counted = 0;
  for (let asked = 0; asked < ARCHIVE_PAGES; asked++) {
    const sought = { query, filter, bounds: { ...bounds, before } };
    const { found, total } = await index.find(sought, ARCHIVE_PAGE, COUNTED + 1);
    if (asked === 0) counted = total;
    for (const one of found) await hits.offer(one);
    await hits.settle();
    const last = found.at(-1);
    if (hits.isFull || last === undefined || found.length < ARCHIVE_PAGE) return { counted, before: null };
    before = last.place;
  }
  return { counted, before };
}

function countIn(
  segments: Awaited<ReturnType<Library['segments']>>,
  query: Query,
  filter: FeedFilter,
  bounds: Bounds,
): number {
  let count = 0;
  for (const segment of segments) {
    count += segment.count(query, filter, bounds, COUNTED + 1 - count);
    if (count > COUNTED) break;
  }
  return count;
}

/** The filter with the rights in it: a count says nothing of what is not for the reader. */
function withinLimits(filter: FeedFilter, { providers, withoutFlags }: Limits): FeedFilter {
  const flags = [...(filter.flags ?? []), ...withoutFlags.map((flag) => `-${flag}`)];
  if (providers === null) return flags.length === 0 ? filter : { ...filter, flags };
  const wanted = (filter.provider ?? []).filter((value) => !value.startsWith('-'));
  const unwanted = (filter.provider ?? []).filter((value) => value.startsWith('-'));
  const allowed = wanted.length === 0 ? providers : providers.filter((id) => wanted.includes(id));
  return {
    ...filter,
    ...(flags.length === 0 ? {} : { flags }),
    // A reader without providers finds nothing: a name that no agency has
    provider: [...(allowed.length === 0 ? [''] : allowed), ...unwanted],
  };
}

function marked(query: Query, hits: readonly Taken[]): SearchHit[] {
  const shown = hits.map(({ found, stored: { record, revision } }) => {
    const row = rowAsTold(found.row, { ...record, dedupe: revision.dedupe });
    return { row, headline: row.headline, text: documentOf(found.place, row, record).text };
  });
  const marks = highlight(query, shown);
  return shown.map(({ row }, index) => ({
    row,
    headline: marks[index]?.headline ?? [row.headline],
    snippet: marks[index]?.snippet ?? [],
  }));
}

/** As lists show it: from the record, for no index is asked for what is given out. */
function rowAsTold({ id, revision, event, at }: Candidate['row'], shown: Parameters<typeof rowOf>[1]): Row {
  // What has left a filter is no hit
  return rowOf({ articleId: id, revision, event: event === 'left' ? 'updated' : event, at }, shown);
}
