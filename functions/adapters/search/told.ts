/**
 * What the feed log and the table say of articles that may be found: only the newest told state of each, and nothing of
 * one that has ended or whose end is on its way.
 */
import { isEndEvent } from '../../core/article/life-cycle/saying.ts';
import { isEnding, isSuperseded } from '../../core/feed/choose.ts';
import type { Row } from '../../core/feed/contract.ts';
import type { Entry } from '../../core/feed/entry.ts';
import { rowOf } from '../../core/feed/rows.ts';
import { documentOf, type SearchDocument } from '../../core/search/document.ts';
import type { ArticleTable } from '../store/article-table.ts';
import type { FeedLog } from '../store/feed-log.ts';
import type { StoredRevision } from '../store/records.ts';

/** An entry of the log, and where it stands in it. */
export interface PlacedEntry extends Entry {
  place: number;
}

/** A batch has at most so many entries: places are numbers, and their order is that of the log. */
const IN_A_BATCH = 1000;

export function placeOf(batch: number, entry: number): number {
  return batch * IN_A_BATCH + entry;
}

/** The batch that a place is in. */
export function batchOf(place: number): number {
  return Math.floor(place / IN_A_BATCH);
}

/** The entries behind a place, in order, page by page. */
export async function* entriesAfter(
  log: Pick<FeedLog, 'from'>,
  place: number,
  batches = 200,
): AsyncGenerator<PlacedEntry[]> {
  let next = batchOf(place);
  for (;;) {
    const page = await log.from(next, batches);
    if (page.length === 0) return;
    yield page
      .flatMap(({ number, entries }) =>
        entries.map((entry, index) => ({ ...entry, place: placeOf(number, index) })),
      )
      .filter((entry) => entry.place > place);
    next = (page.at(-1)?.number ?? next) + 1;
  }
}

export interface ToldPorts {
  table: Pick<ArticleTable, 'head' | 'revision'>;
}

/** So many articles are read from the table at once. */
const AT_ONCE = 25;

/** The revision of an entry, if it is what stands for readers now. */
async function standingRevision(
  { table }: ToldPorts,
  entry: Pick<Entry, 'articleId' | 'revision' | 'event'>,
): Promise<StoredRevision | undefined> {
  const head = await table.head(entry.articleId);
  if (head === undefined || isSuperseded(entry, head) || isEnding(head)) return undefined;
  return table.revision(entry.articleId, entry.revision);
}

/** The same of what an index has found; what has left a reader's filter stands for nobody. */
export async function standingOf(
  ports: ToldPorts,
  { id, revision, event }: Pick<Row, 'id' | 'revision' | 'event'>,
): Promise<StoredRevision | undefined> {
  return event === 'left' ? undefined : standingRevision(ports, { articleId: id, revision, event });
}

/** Those of what an index has that still stand, in their order. */
export async function stillStanding<Found extends { row: Pick<Row, 'id' | 'revision' | 'event'> }>(
  ports: ToldPorts,
  found: readonly Found[],
): Promise<Found[]> {
  const kept: Found[] = [];
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const some = found.slice(start, start + AT_ONCE);
    const stored = await Promise.all(some.map(({ row }) => standingOf(ports, row)));
    kept.push(...some.filter((_, index) => stored[index] !== undefined));
  }
  return kept;
}

/** Documents of the entries that still stand, in their order. */
export async function documentsOf(
  ports: ToldPorts,
  entries: readonly PlacedEntry[],
): Promise<SearchDocument[]> {
  const newest = new Map(
    entries
      .filter(({ event }) => !isEndEvent(event) && event !== 'duplicate')
      .map((entry) => [entry.articleId, entry]),
  );
  const wanted = [...newest.values()].sort((a, b) => a.place - b.place);
  const documents: SearchDocument[] = [];
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const read = await Promise.all(
      wanted.slice(start, start + AT_ONCE).map(async (entry) => {
        const stored = await standingRevision(ports, entry);
        if (stored === undefined) return undefined;
        const { record, revision } = stored;
        return documentOf(entry.place, rowOf(entry, { ...record, dedupe: revision.dedupe }), record);
      }),
    );
    documents.push(...read.filter((one) => one !== undefined));
  }
  return documents;
}
