/** The function `search` over AWS, without its handler's frame. */
import type { Clients } from '../adapters/platform/clients.ts';
import { answering, type DoorOptions, type Operation } from '../adapters/platform/door.ts';
import { HttpProblem } from '../adapters/platform/http.ts';
import { SearchFiles } from '../adapters/search/files.ts';
import { batchOf, placeOf } from '../adapters/search/told.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { FeedLog } from '../adapters/store/feed-log.ts';
import { API_VERSION, type SearchPage } from '../core/feed/contract.ts';
import { decodeCursor, encodeCursor } from '../core/feed/cursor.ts';
import { filterParameters, parseFilter } from '../core/feed/filter.ts';
import { Library } from './library.ts';
import { ARCHIVE_IS_AWAY, searchArticles, type Archive } from './search.ts';

export interface SearchOptions extends DoorOptions {
  tableName: string;
  archiveBucket: string;
  feedDays: number;
  /** Where segments are kept. */
  folder: string;
  /** Absent: the stage has none. */
  archive?: Archive;
  /** Epoch milliseconds. */
  now: () => number;
}

const LIMIT = 25;
const MOST = 100;
const LONGEST_QUERY = 1000;

export function composeSearch(
  clients: Pick<Clients, 'dynamo' | 's3'>,
  { tableName, archiveBucket, feedDays, folder, archive, now, ...door }: SearchOptions,
): ReturnType<typeof answering> {
  const table = new ArticleTable(clients, { tableName, archiveBucket });
  const log = new FeedLog(clients, { tableName, feedDays, now });
  const library = new Library({ table, log, files: new SearchFiles(clients, archiveBucket), folder, now });
  const ports = { library, table, ...(archive === undefined ? {} : { archive }) };

  const search: Operation = async ({ query, limits, base }) => {
    const typed = query.get('q') ?? '';
    if (typed.length > LONGEST_QUERY)
      throw new HttpProblem('bad-request', `"q" has more than ${LONGEST_QUERY} characters.`);
    const parsed = parseFilter(query);
    if (!parsed.ok) throw new HttpProblem('bad-request', parsed.detail);
    const { filter } = parsed;
    const limit = Number(query.get('limit') ?? LIMIT);
    if (limit > MOST) throw new HttpProblem('bad-request', `"limit" is at most ${MOST}.`);
    const found = await searchArticles(ports, {
      typed,
      filter,
      bounds: { since: timeIn(query, 'since'), until: timeIn(query, 'until'), before: placeIn(query) },
      limit,
      limits,
      archive: query.get('archive') === 'true',
    });
    if (found === ARCHIVE_IS_AWAY)
      throw new HttpProblem('busy', 'The archive could not be asked; ask again in half a minute.');
    const { before, ...page } = found;
    const next = new URLSearchParams([
      ['q', typed],
      ...['since', 'until', 'archive', 'limit'].flatMap((name) =>
        query.getAll(name).map((value): [string, string] => [name, value]),
      ),
      ...filterParameters(filter),
    ]);
    if (before !== null)
      next.set(
        'after',
        encodeCursor({ batch: batchOf(before), entries: before - placeOf(batchOf(before), 0) }),
      );
    const body: SearchPage = {
      schemaVersion: API_VERSION,
      ...page,
      next: before === null ? null : `${base}/v1/search?${next.toString()}`,
    };
    return { status: 200, body, caching: 'reader' };
  };
  return answering('search', { search }, door);
}

function timeIn(query: URLSearchParams, name: 'since' | 'until'): number | null {
  const value = query.get(name);
  return value === null ? null : Date.parse(value);
}

function placeIn(query: URLSearchParams): number | null {
  const cursor = query.get('after');
  if (cursor === null) return null;
  const decoded = decodeCursor(cursor);
  if (!decoded.ok) throw new HttpProblem('bad-cursor', decoded.detail);
  return placeOf(decoded.place.batch, decoded.place.entries);
}
