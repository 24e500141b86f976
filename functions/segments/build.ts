/**
 * Builds the search index off the straight path: what the feed log has had since the last time becomes a segment, and
 * neighbours are merged by size. What has ended meanwhile is left out of what is written anew.
 */
import type { Manifest, SearchFiles } from '../adapters/search/files.ts';
import {
  documentsOf,
  entriesAfter,
  stillStanding,
  type PlacedEntry,
  type ToldPorts,
} from '../adapters/search/told.ts';
import { write } from '../adapters/search/write.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import type { SearchDocument } from '../core/search/document.ts';
import { nextMerge, type SegmentSize } from '../core/search/tiers.ts';

export interface BuildPorts extends ToldPorts {
  log: Pick<FeedLog, 'from'>;
  files: SearchFiles;
  /** Days for which articles are found. */
  searchDays: number;
  /** A folder for files in the making. */
  folder: string;
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds that are left of this run. */
  remaining: () => number;
}

export interface Built {
  documents: number;
  segments: number;
  merges: number;
}

/** One run writes no more than this; the next one goes on. */
const ENTRIES_A_RUN = 6000;
/** A large merge takes less than this. */
const MERGE_MS = 60_000;
/** A container that has the old list reads no longer. */
const RETIRED_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** @throws when another builder was faster, or AWS fails: the next run does it all again */
export async function buildSegments(ports: BuildPorts): Promise<Built> {
  const { files, log, now } = ports;
  const read = await files.manifest();
  if (read === undefined) throw new Error('no list of segments was read');
  const { manifest } = read;

  let upTo = manifest.upTo;
  const entries: PlacedEntry[] = [];
  for await (const page of entriesAfter(log, upTo)) {
    entries.push(...page);
    upTo = page.at(-1)?.place ?? upTo;
    if (entries.length >= ENTRIES_A_RUN) break;
  }
  const documents = await documentsOf(ports, entries);
  const added = await write(ports, documents);

  const oldest = new Date(now() - ports.searchDays * DAY_MS).toISOString();
  const kept = manifest.segments.filter(({ newest }) => newest >= oldest);
  const { segments, merged, merges } = await mergeAll(
    ports,
    added === undefined ? kept : [...kept, added],
    oldest,
  );

  const expired = manifest.segments.filter((segment) => !kept.includes(segment)).map(({ name }) => name);
  const [gone, retired] = parted(manifest, now());
  const changes = upTo !== manifest.upTo || expired.length > 0 || merges > 0 || gone.length > 0;
  if (!changes) return { documents: 0, segments: segments.length, merges: 0 };
  const at = new Date(now()).toISOString();
  const nowRetired = [...expired, ...merged].map((name) => ({ name, at }));
  await files.putManifest({ format: 1, upTo, segments, retired: [...retired, ...nowRetired] }, read);
  // After the list: what is deleted is in no list that anybody reads
  await files.remove(gone);
  return { documents: documents.length, segments: segments.length, merges };
}

function parted({ retired }: Manifest, now: number): [gone: string[], retired: Manifest['retired']] {
  const isOld = ({ at }: { at: string }): boolean => Date.parse(at) < now - RETIRED_MS;
  return [retired.filter(isOld).map(({ name }) => name), retired.filter((one) => !isOld(one))];
}

async function mergeAll(
  ports: BuildPorts,
  all: SegmentSize[],
  oldest: string,
): Promise<{ segments: SegmentSize[]; merged: string[]; merges: number }> {
  let segments = all;
  let merges = 0;
  const merged: string[] = [];
  for (let group = nextMerge(segments); group !== undefined; group = nextMerge(segments)) {
    if (ports.remaining() < MERGE_MS) break;
    const parts: SearchDocument[][] = [];
    for (const { name } of group) parts.push(await ports.files.documents(name));
    const documents = await newestStanding(
      ports,
      parts.flat().filter(({ row }) => row.at >= oldest),
    );
    const one = await write(ports, documents);
    const [first] = group;
    segments = segments.flatMap((segment) =>
      segment === first ? (one === undefined ? [] : [one]) : group.includes(segment) ? [] : [segment],
    );
    merged.push(...group.map(({ name }) => name));
    merges += 1;
  }
  return { segments, merged, merges };
}

/** Without what was superseded or ended since: killed text does not stay in what is written anew. */
function newestStanding(ports: BuildPorts, documents: readonly SearchDocument[]): Promise<SearchDocument[]> {
  const newest = new Map(documents.map((document) => [document.row.id, document]));
  return stillStanding(ports, [...newest.values()]);
}
