/**
 * The outbox: what is stored and not yet published. It is an attribute of the article's head, so embargoes, crashes
 * and outages of SNS are one mechanism.
 *
 *   head moved to revision n ──▶ outbox, dueAt ──▶ SNS publish ──▶ outbox removed
 *                                     │ crash, outage                   ▲
 *                                     └── dueAt passes ──▶ release ─────┘   same event id, so subscribers see one
 */
import type { ArticleTable } from '../store/article-table.ts';
import { StoreError } from '../store/keys.ts';
import { HELD, type Head, type StoredRevision } from '../store/records.ts';
import type { Publisher } from './publisher.ts';

export interface OutboxPorts {
  table: ArticleTable;
  publisher: Publisher;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Publishes a revision and takes it out of the outbox. Safe to repeat. */
export async function publishRevision(
  { table, publisher, now }: OutboxPorts,
  { revision, record }: StoredRevision,
): Promise<void> {
  if (revision.event === null) return;
  const time = new Date(now()).toISOString();
  await publisher.publish({ revision, record, event: revision.event, time });
  await table.markPublished(revision, time);
}

/** True when what waits in the outbox may go: its time has come, and nobody else is just sending it. */
export function isDue(head: Head, now: number): boolean {
  if (head.outbox === null || head.outbox === HELD || head.dueAt === null) return false;
  const due = Date.parse(head.dueAt);
  // Fails closed: a time that cannot be read holds
  return due <= now && (head.heldUntil === null || Date.parse(head.heldUntil) <= now);
}

/**
 * Publishes what waits in an article's outbox, if it is due.
 * @returns the event's revision, or undefined when there was nothing to do
 */
export async function finishOutbox(ports: OutboxPorts, head: Head): Promise<StoredRevision | undefined> {
  if (!isDue(head, ports.now())) return undefined;
  const stored = await ports.table.revision(head.articleId, head.revision);
  if (stored === undefined) {
    throw new StoreError(
      'no-revision',
      `${head.articleId} has no revision ${head.revision}, which its head names`,
    );
  }
  await publishRevision(ports, stored);
  return stored;
}
