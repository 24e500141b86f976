/** Finds articles: the newest first, each in its newest told state, within the rights of who asks. */
import { highlight, type Found } from '../adapters/search/segment.ts';
import { standingRevision, type ToldPorts } from '../adapters/search/told.ts';
import type { StoredRevision } from '../adapters/store/records.ts';
import type { FeedFilter, Limits, SearchHit } from '../core/feed/contract.ts';
import { facetsOf } from '../core/feed/facets.ts';
import { isWithin } from '../core/feed/rights.ts';
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
}

export interface FoundPage {
  hits: SearchHit[];
  count: number;
  more: boolean;
  /** The place before which the next page begins; null at the end. */
  before: number | null;
  hints: string[];
}

/** More is not counted: nobody reads so far, and common words are in everything. */
export const COUNTED = 500;

/** Of what is found so many are asked of the table at once. */
export const LOOKED_AT = 30;

export async function searchArticles(
  library: Pick<Library, 'segments'>,
  ports: ToldPorts,
  search: Search,
): Promise<FoundPage> {
  const query = parseQuery(search.typed);
  const filter = withinLimits(search.filter, search.limits);
  const segments = await library.segments();
  const hits: { found: Found; stored: StoredRevision }[] = [];
  const seen = new Set<string>();
  let before: number | null = null;
  const candidates = function* (): Generator<Found> {
    for (const segment of segments)
      yield* segment.find(query, filter, search.bounds, Number.MAX_SAFE_INTEGER);
  };
  let some: Found[] = [];
  const take = async (): Promise<void> => {
    const stored = await Promise.all(some.map(({ row }) => stands(ports, search.limits, row)));
    for (const [index, found] of some.entries()) {
      const one = stored[index];
      if (one === undefined || hits.length >= search.limit) continue;
      hits.push({ found, stored: one });
      before = found.place;
    }
    some = [];
  };
  for (const found of candidates()) {
    // The latest place of an article comes first; an older one is of an older state
    if (seen.has(found.row.id) || !isWithin(search.limits, found.row)) continue;
    seen.add(found.row.id);
    some.push(found);
    if (some.length >= Math.max(LOOKED_AT, search.limit + 5)) await take();
    if (hits.length >= search.limit) break;
  }
  if (hits.length < search.limit) await take();

  const counted = countIn(segments, query, filter, search.bounds);
  const isFull = hits.length >= search.limit;
  return {
    hits: marked(query, hits),
    count: isFull ? Math.min(counted, COUNTED) : hits.length,
    more: counted > COUNTED,
    before: isFull ? before : null,
    hints: query.hints,
  };
}

async function stands(
  ports: ToldPorts,
  limits: Limits,
  { id, revision, event }: Found['row'],
): Promise<StoredRevision | undefined> {
  if (event === 'left') return undefined;
  const stored = await standingRevision(ports, { articleId: id, revision, event });
  // By the record once more: an index may be older than a rule
  if (stored === undefined || !isWithin(limits, facetsOf(stored.record))) return undefined;
  return stored;
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

function marked(query: Query, hits: readonly { found: Found; stored: StoredRevision }[]): SearchHit[] {
  const texts = hits.map(({ found: { place, row }, stored }) => ({
    text: documentOf(place, row, stored.record).text,
    headline: row.headline,
  }));
  const marks = highlight(query, texts);
  return hits.map(({ found }, index) => ({
    row: found.row,
    headline: marks[index]?.headline ?? [found.row.headline],
    snippet: marks[index]?.snippet ?? [],
  }));
}
