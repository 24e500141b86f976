/** The archive's index as `search` asks it: somebody waits for the answer. */
import { S3Client } from '@aws-sdk/client-s3';
import { signedFetch } from '../adapters/platform/signed-fetch.ts';
import { ArchiveIndex } from '../adapters/search/archive-index.ts';
import { archiveQueryOf } from '../core/search/archive.ts';
import type { OlderIndex } from './search.ts';

export function archiveIndexAt(endpoint: string): OlderIndex {
  const fetch = signedFetch('aoss', new S3Client({ maxAttempts: 2 }));
  // One that sleeps takes up to half a minute to wake: what the segments have is answered before
  const index = new ArchiveIndex({ endpoint, fetch, timeoutMs: 8_000, attempts: 2 });
  return {
    find: ({ query, filter, bounds }, size, counted) =>
      index.find(archiveQueryOf(query, filter, bounds), size, counted),
  };
}
