/** The function `journal` over AWS, without its handler's frame. */
import type { SQSBatchResponse } from 'aws-lambda';
import type { Clients } from '../adapters/platform/clients.ts';
import type { JournalSettings } from '../adapters/platform/settings.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { FeedLog } from '../adapters/store/feed-log.ts';
import { Recalls } from '../adapters/store/recalls.ts';
import { NO_RECALLS, type RecallSettings } from '../core/feed/recalls.ts';
import { logMessages, type JournalObserver, type TopicMessage } from './journal.ts';

export type Journal = (event: { Records: readonly TopicMessage[] }) => Promise<SQSBatchResponse>;

export function composeJournal(
  clients: Pick<Clients, 'dynamo' | 's3'>,
  settings: JournalSettings & { recalls?: RecallSettings },
  { now }: { now: () => number },
  observer: JournalObserver,
): Journal {
  const ports = {
    table: new ArticleTable(clients, settings),
    log: new FeedLog(clients, { ...settings, now }),
    recalls: new Recalls(clients, { ...settings, now }),
    recallSettings: settings.recalls ?? NO_RECALLS,
  };
  return async ({ Records }) => {
    const failed = await logMessages(ports, Records, observer);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}
