/** Takes articles out of the search index: segments that know them are written anew, and the old ones go for good. */
import { NoSuchKey } from '@aws-sdk/client-s3';
import type { SegmentSize } from '../../core/search/tiers.ts';
import type { Erasing } from '../store/erasing.ts';
import type { Manifest, ReadManifest } from './files.ts';
import { write, type WritePorts } from './write.ts';

export interface WithoutPorts extends WritePorts {
  /** Epoch milliseconds. */
  now: () => number;
  erasing: Pick<Erasing, 'versions' | 'removeVersions'>;
}

/** The builder writes the list every few minutes. */
const TURNS = 5;

const PREFIX = 'search/';

/** What is in no list may be on its way into one: a builder takes less. */
const ON_ITS_WAY_MS = 15 * 60_000;

/** @returns how many documents were taken out */
export async function withoutArticles(
  ports: WithoutPorts,
  isErased: (articleId: string) => boolean,
): Promise<number> {
  for (let turn = 0; ; turn++) {
    const read = await ports.files.manifest();
    if (read?.etag === undefined) return 0;
    const { segments, taken } = await rewritten(ports, read.manifest, isErased);
    const { kept, known } = await partedByNews(ports, read.manifest.retired, isErased);
    const manifest = { ...read.manifest, segments, retired: kept };
    const changes = taken > 0 || known.length > 0;
    if (changes && !(await isPut(ports, manifest, read, turn))) continue;
    const replaced = read.manifest.segments.filter((segment) => !segments.includes(segment));
    await removeOld(ports, manifest, new Set([...replaced, ...known].map(({ name }) => name)));
    return taken;
  }
}

/** Of what nobody reads any more what has an erased article in it. */
async function partedByNews(
  { files }: WithoutPorts,
  retired: Manifest['retired'],
  isErased: (articleId: string) => boolean,
): Promise<{ kept: Manifest['retired']; known: Manifest['retired'] }> {
  const parts = { kept: [] as Manifest['retired'], known: [] as Manifest['retired'] };
  for (const one of retired) {
    const knows = (await documentsOrNone(files, one.name)).some(({ row }) => isErased(row.id));
    (knows ? parts.known : parts.kept).push(one);
  }
  return parts;
}

async function rewritten(
  ports: WithoutPorts,
  manifest: Manifest,
  isErased: (articleId: string) => boolean,
): Promise<{ segments: SegmentSize[]; taken: number }> {
  const segments: SegmentSize[] = [];
  let taken = 0;
  for (const segment of manifest.segments) {
    const documents = await ports.files.documents(segment.name);
    const kept = documents.filter(({ row }) => !isErased(row.id));
    taken += documents.length - kept.length;
    const one = kept.length === documents.length ? segment : await write(ports, kept);
    if (one !== undefined) segments.push(one);
  }
  return { segments, taken };
}

async function isPut(
  { files }: WithoutPorts,
  manifest: Manifest,
  read: ReadManifest,
  turn: number,
): Promise<boolean> {
  try {
    await files.putManifest(manifest, read);
    return true;
  } catch (error) {
    if (turn < TURNS) return false;
    throw error;
  }
}

/** Older versions, what was replaced, and what is in no list. */
async function removeOld(
  { erasing, now }: WithoutPorts,
  { segments, retired }: Manifest,
  replaced: ReadonlySet<string>,
): Promise<void> {
  const listed = new Set([
    'manifest.json',
    'archive.json',
    ...[...segments, ...retired].map(({ name }) => name),
  ]);
  const old = [];
  for await (const version of erasing.versions('archive', PREFIX)) {
    const name = version.key.slice(PREFIX.length).replace(/\.(?:sqlite|ndjson\.gz)$/u, '');
    const isLeft = !listed.has(name) && version.storedAt < now() - ON_ITS_WAY_MS;
    if (!version.current || version.marker || replaced.has(name) || isLeft) old.push(version);
  }
  await erasing.removeVersions('archive', old);
}

async function documentsOrNone(
  files: WithoutPorts['files'],
  name: string,
): ReturnType<WithoutPorts['files']['documents']> {
  try {
    return await files.documents(name);
  } catch (error) {
    if (error instanceof NoSuchKey) return [];
    throw error;
  }
}

/** The articles of some that segments know. */
export async function foundIn(
  { files }: Pick<WithoutPorts, 'files'>,
  isErased: (articleId: string) => boolean,
): Promise<string[]> {
  const read = await files.manifest();
  const found = new Set<string>();
  for (const { name } of [...(read?.manifest.segments ?? []), ...(read?.manifest.retired ?? [])])
    for (const { row } of await documentsOrNone(files, name)) if (isErased(row.id)) found.add(row.id);
  return [...found];
}
