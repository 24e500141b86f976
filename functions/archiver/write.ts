/**
 * Tells the archive's index, off the straight path, what the feed log has had since the last time: each article that was
 * told is in it as it stands, or is taken out. What is done again, or by two at once, comes to the same.
 */
import type { ArchiveIndex, Written } from '../adapters/search/archive-index.ts';
import type { Progress, ReadProgress, SearchFiles } from '../adapters/search/files.ts';
import {
  documentsOf,
  entriesAfter,
  stillStanding,
  type PlacedEntry,
  type ToldPorts,
} from '../adapters/search/told.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import { isEndEvent } from '../core/article/life-cycle/saying.ts';
import type { Register } from '../core/providers/register.ts';
import { mayBeArchived } from '../core/search/archive.ts';

export interface ArchiverPorts extends ToldPorts {
  log: Pick<FeedLog, 'from'>;
  files: Pick<SearchFiles, 'progress' | 'putProgress'>;
  index: Pick<ArchiveIndex, 'name' | 'create' | 'write' | 'toldBefore'>;
  providers: Register;
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds that are left of this run. */
  remaining: () => number;
}

/** So many entries are written and noted at once. */
export const ENTRIES_AT_ONCE = 2000;

const HOUR_MS = 60 * 60_000;

/** The collection sleeps when nobody asks it for ten minutes: texts, which segments find, wake it once a day. */
const WAITS_MS = 24 * HOUR_MS;

/** Nothing is begun with less time than this; the next run goes on. */
const STEP_MS = 60_000;

/** @throws when the archive cannot be written: the next run does it all again */
export async function writeArchive(ports: ArchiverPorts): Promise<Written> {
  const { now, remaining } = ports;
  const sum: Written = { indexed: 0, deleted: 0, refused: [] };
  let { read, progress } = await begun(ports);
  for await (const entries of pagesAfter(ports, progress.upTo)) {
    if (!isDue(entries, now()) || remaining() < STEP_MS) break;
    add(sum, await writeEntries(ports, entries));
    const to: Progress = { ...progress, upTo: entries.at(-1)?.place ?? progress.upTo };
    read = await advance(ports, read, progress, to);
    progress = to;
  }
  if (now() - Date.parse(progress.sweptAt) >= WAITS_MS && (await sweepForgotten(ports, sum)))
    await advance(ports, read, progress, { ...progress, sweptAt: new Date(now()).toISOString() });
  return sum;
}

/** Another collection, or another index in it, begins with the oldest that the log has. */
async function begun({
  files,
  index,
  now,
}: ArchiverPorts): Promise<{ read: ReadProgress; progress: Progress }> {
  const read = await files.progress();
  if (read.progress?.index === index.name) return { read, progress: read.progress };
  await index.create();
  const progress = { index: index.name, upTo: 0, sweptAt: new Date(now()).toISOString() };
  return { read: await files.putProgress(progress, read), progress };
}

async function* pagesAfter({ log }: ArchiverPorts, place: number): AsyncGenerator<PlacedEntry[]> {
  let some: PlacedEntry[] = [];
  for await (const page of entriesAfter(log, place)) {
    some.push(...page);
    if (some.length < ENTRIES_AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** Ends are obeyed within the hour. */
function isDue(entries: readonly PlacedEntry[], now: number): boolean {
  return (
    entries.length >= ENTRIES_AT_ONCE ||
    entries.some(({ event, at }) => isEndEvent(event) || Date.parse(at) <= now - WAITS_MS)
  );
}

async function writeEntries(ports: ArchiverPorts, entries: readonly PlacedEntry[]): Promise<Written> {
  const documents = (await documentsOf(ports, entries)).filter(({ row }) => mayBeArchived(row));
  const gone = new Set(
    // What is told as a duplicate says nothing of what is out
    entries.flatMap(({ articleId, event }) => (event === 'duplicate' ? [] : [articleId])),
  );
  for (const { row } of documents) gone.delete(row.id);
  return ports.index.write(documents, gone);
}

/**
 * Notes how far it has come. Where another run was faster, what it took out may have been put in again by this one: both
 * are done once more.
 */
async function advance(
  { files }: ArchiverPorts,
  read: ReadProgress,
  from: Progress,
  to: Progress,
): Promise<ReadProgress> {
  try {
    return await files.putProgress(to, read);
  } catch (error) {
    await files.putProgress(from);
    throw error;
  }
}

const SWEPT_AT_ONCE = 500;

/**
 * Takes out what `forget` has removed: nobody is told of that, so it is not in the log.
 * @returns whether all was looked at
 */
async function sweepForgotten(ports: ArchiverPorts, sum: Written): Promise<boolean> {
  const { providers, index, now, remaining } = ports;
  for (const { id, retentionDays } of providers.all()) {
    if (retentionDays === undefined) continue;
    const before = now() - retentionDays * 24 * HOUR_MS;
    let behind = 0;
    for (;;) {
      if (remaining() < STEP_MS) return false;
      const hits = await index.toldBefore(id, before, behind, SWEPT_AT_ONCE);
      const standing = new Set(await stillStanding(ports, hits));
      const gone = hits.flatMap((hit) => (standing.has(hit) ? [] : [hit.row.id]));
      if (gone.length > 0) add(sum, await index.write([], gone));
      const last = hits.at(-1);
      if (last === undefined || hits.length < SWEPT_AT_ONCE) break;
      behind = last.place;
    }
  }
  return true;
}

function add(sum: Written, { indexed, deleted, refused }: Written): void {
  sum.indexed += indexed;
  sum.deleted += deleted;
  sum.refused.push(...refused);
}
