/** The index of the archive as an operator takes articles out of it: docs/archive-search.md. */
import { setTimeout as pause } from 'node:timers/promises';
import { signedFetch } from '../../functions/adapters/platform/signed-fetch.ts';
import { ArchiveError, ArchiveIndex } from '../../functions/adapters/search/archive-index.ts';
import { UsageError } from '../common/errors.ts';
import type { Target } from '../common/target.ts';

export interface ArchiveOfTarget {
  /** @returns how many were there */
  without: (articleIds: readonly string[]) => Promise<number>;
  found: (articleIds: readonly string[]) => Promise<string[]>;
}

/** What was taken out is still found for as long as it takes until the index is refreshed. */
const LOOKS = 9;
const LOOK_MS = 10_000;

/** @returns undefined where the stage has none */
export function archiveOf({ archiveSearchEndpoint, clients, machine }: Target): ArchiveOfTarget | undefined {
  if (archiveSearchEndpoint === undefined) return undefined;
  const index = new ArchiveIndex({
    endpoint: archiveSearchEndpoint,
    fetch: signedFetch('aoss', clients.s3),
    timeoutMs: 60_000,
    attempts: 3,
  });
  return {
    without: (articleIds) => asking(async () => (await index.write([], articleIds)).deleted),
    // What stands in its place on one machine is never late
    found: (articleIds) => asking(() => stillFound(index, articleIds, machine ? LOOKS : 1)),
  };
}

async function stillFound(
  index: ArchiveIndex,
  articleIds: readonly string[],
  looks: number,
): Promise<string[]> {
  for (let look = 1; ; look++) {
    const found = await index.known(articleIds);
    if (found.length === 0 || look >= looks) return found;
    await pause(LOOK_MS);
  }
}

/** A purge that says nothing of the archive would be taken for a whole one. */
async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const who = error.status === 403 ? ': name your role in reading.archive.operators of the stage' : '';
    throw new UsageError(`the index of the archive could not be asked${who} (${error.message})`);
  }
}
