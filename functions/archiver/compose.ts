/** The function `archiver` over AWS, without its handler's frame. */
import type { Clients } from '../adapters/platform/clients.ts';
import type { ArchiverSettings } from '../adapters/platform/settings.ts';
import type { ArchiveIndex, Written } from '../adapters/search/archive-index.ts';
import { SearchFiles } from '../adapters/search/files.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { FeedLog } from '../adapters/store/feed-log.ts';
import { writeArchive } from './write.ts';

export interface ArchiverOptions extends Omit<ArchiverSettings, 'endpoint'> {
  index: ArchiveIndex;
  /** Epoch milliseconds. */
  now: () => number;
}

/** @returns writes what is due; its parameter: milliseconds that are left of this invocation */
export function composeArchiver(
  clients: Pick<Clients, 'dynamo' | 's3'>,
  { tableName, archiveBucket, feedDays, providers, index, now }: ArchiverOptions,
): (remaining: () => number) => Promise<Written> {
  const table = new ArticleTable(clients, { tableName, archiveBucket });
  const log = new FeedLog(clients, { tableName, feedDays, now });
  const files = new SearchFiles(clients, archiveBucket);
  return (remaining) => writeArchive({ table, log, files, index, providers, now, remaining });
}
