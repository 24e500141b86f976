/** The function `forget` over AWS, without its handler's frame. */
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clients } from '../adapters/platform/clients.ts';
import type { ForgetSettings } from '../adapters/platform/settings.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { Erasing } from '../adapters/store/erasing.ts';
import { Forgetting } from '../adapters/store/forgetting.ts';
import { NearIndexTable } from '../adapters/store/near-index.ts';
import { Operations } from '../adapters/store/operations.ts';
import { Pauses } from '../adapters/store/pauses.ts';
import { PurgeList } from '../adapters/store/purge-list.ts';
import { ReadIndexes } from '../adapters/store/read-indexes.ts';
import { Receipts } from '../adapters/store/receipts.ts';
import { forgetDue, type Forgotten } from './forget.ts';
import { eraseKilledDue, type ErasedKilled, type KilledPorts } from './killed.ts';

export interface ForgetCount extends Forgotten {
  /** Of what was killed; absent where nobody wants its text erased. */
  killed?: ErasedKilled;
}

/** @param remaining milliseconds that are left of this invocation */
export type Forget = (remaining: () => number) => Promise<ForgetCount>;

export function composeForget(
  clients: Pick<Clients, 's3' | 'dynamo'>,
  settings: ForgetSettings,
  now: () => number,
): Forget {
  const articles = new Forgetting(clients, settings);
  const table = new ArticleTable(clients, settings);
  const { providers, inboxBucket } = settings;
  const killed = inboxBucket === undefined ? undefined : killedPorts(clients, settings, { inboxBucket, now });
  return async (remaining) => {
    // One that fails does not keep the other from its work
    const [forgotten] = await Promise.allSettled([forgetDue({ providers, articles, table, now, remaining })]);
    const erased = killed === undefined ? undefined : await eraseKilledDue({ ...killed, remaining });
    if (forgotten.status === 'rejected') throw forgotten.reason;
    return { ...forgotten.value, ...(erased === undefined ? {} : { killed: erased }) };
  };
}

function killedPorts(
  clients: Pick<Clients, 's3' | 'dynamo'>,
  { tableName, archiveBucket, providers, killedTextDays }: ForgetSettings,
  { inboxBucket, now }: { inboxBucket: string; now: () => number },
): Omit<KilledPorts, 'remaining'> {
  const table = new ArticleTable(clients, { tableName, archiveBucket });
  const erasing = new Erasing(clients, { tableName, inboxBucket, archiveBucket });
  return {
    providers,
    killedTextDays,
    table,
    erase: {
      desk: { table, now },
      articles: new Forgetting(clients, { tableName, archiveBucket }),
      erasing,
      anchors: new NearIndexTable(clients, { tableName, pause: (milliseconds) => pause(milliseconds) }),
    },
    files: {
      inboxBucket,
      erasing,
      receipts: new Receipts(clients, tableName),
      pauses: new Pauses(clients, tableName),
    },
    operations: new Operations(clients, tableName),
    indexes: new ReadIndexes(clients, tableName),
    listOf: (operation) => new PurgeList(clients, tableName, operation),
    withoutInSearch: (isErased) => withoutInSearch(clients, { archiveBucket, erasing, now }, isErased),
    now,
  };
}

/** SQLite is loaded when there is something to do. */
async function withoutInSearch(
  clients: Pick<Clients, 's3'>,
  { archiveBucket, erasing, now }: { archiveBucket: string; erasing: Erasing; now: () => number },
  isErased: (articleId: string) => boolean,
): Promise<number> {
  const { SearchFiles } = await import('../adapters/search/files.ts');
  const { withoutArticles } = await import('../adapters/search/without.ts');
  const files = new SearchFiles(clients, archiveBucket);
  return withoutArticles({ files, erasing, folder: tmpdir(), now }, isErased);
}
