/** The function `segments` over AWS, without its handler's frame. */
import type { Clients } from '../adapters/platform/clients.ts';
import { SearchFiles } from '../adapters/search/files.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { FeedLog } from '../adapters/store/feed-log.ts';
import { buildSegments, type Built } from './build.ts';

export interface SegmentsOptions {
  tableName: string;
  archiveBucket: string;
  feedDays: number;
  searchDays: number;
  folder: string;
  /** Epoch milliseconds. */
  now: () => number;
}

/** @returns builds what is to be built; its parameter: milliseconds that are left of this invocation */
export function composeSegments(
  clients: Pick<Clients, 'dynamo' | 's3'>,
  { tableName, archiveBucket, feedDays, searchDays, folder, now }: SegmentsOptions,
): (remaining: () => number) => Promise<Built> {
  const table = new ArticleTable(clients, { tableName, archiveBucket });
  const log = new FeedLog(clients, { tableName, feedDays, now });
  const files = new SearchFiles(clients, archiveBucket);
  return (remaining) => buildSegments({ table, log, files, searchDays, folder, now, remaining });
}
