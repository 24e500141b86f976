/** The function `reconcile` over AWS, without its handler's frame. */
import type { IngestClients } from '../adapters/platform/clients.ts';
import { WaitingQueue } from '../adapters/platform/queues.ts';
import type { ReconcileSettings } from '../adapters/platform/settings.ts';
import { sendNotice } from '../adapters/publish/notices.ts';
import { InboxVersions } from '../adapters/store/inbox-versions.ts';
import { Pauses } from '../adapters/store/pauses.ts';
import { Receipts } from '../adapters/store/receipts.ts';
import { ReconcileStates } from '../adapters/store/reconcile-state.ts';
import { reconcile, type Reconciled } from './reconcile.ts';

/** @param remaining milliseconds that are left of this invocation */
export type Reconcile = (remaining: () => number) => Promise<Reconciled>;

export function composeReconcile(
  clients: IngestClients,
  settings: ReconcileSettings,
  now: () => number,
): Reconcile {
  const { tableName, inboxBucket, queueUrl, opsTopicArn, providers } = settings;
  const inbox = new InboxVersions(clients, inboxBucket);
  const receipts = new Receipts(clients, tableName);
  const pauses = new Pauses(clients, tableName);
  const states = new ReconcileStates(clients, tableName);
  return async (remaining) =>
    reconcile({
      inbox,
      receipts,
      pauses,
      states,
      queue: new WaitingQueue(await clients.sqs(), queueUrl),
      notify: (notice) => sendNotice(clients, opsTopicArn, notice),
      providers,
      now,
      remaining,
    });
}
