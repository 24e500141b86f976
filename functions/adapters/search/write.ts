/** Writes a segment of the search index. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SearchDocument } from '../../core/search/document.ts';
import type { SegmentSize } from '../../core/search/tiers.ts';
import type { SearchFiles } from './files.ts';
import { Segment } from './segment.ts';

export interface WritePorts {
  files: SearchFiles;
  /** A folder for files in the making. */
  folder: string;
}

/** @returns undefined where there is nothing to write */
export async function write(
  { files, folder }: WritePorts,
  documents: readonly SearchDocument[],
): Promise<SegmentSize | undefined> {
  const [first] = documents;
  const last = documents.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // Named after what is in it, so that a run that is done again writes the same
  const name = `${first.place}-${last.place}-${documents.length}`;
  const own = await mkdtemp(join(folder, 'segment-'));
  try {
    const path = join(own, `${name}.sqlite`);
    const segment = Segment.create(path);
    segment.add(documents);
    segment.finish();
    segment.close();
    await files.putSegment(name, path, documents);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  const newest = documents.reduce((latest, { row }) => (row.at > latest ? row.at : latest), '');
  return { name, from: first.place, to: last.place, documents: documents.length, newest };
}
