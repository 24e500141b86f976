/** Follows what becomes of delivered files in a local stack: from the invocations of `ingest` to receipts and messages. */
import { versionOf } from '../../functions/ingest/inbox.ts';
import { readNotification, type Delivery } from '../../functions/desk/notification.ts';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import type { ItemOutcome, Receipt, TakenItem } from '../../functions/adapters/store/outcomes.ts';
import { eventId } from '../../functions/adapters/publish/message.ts';
import type { EventType } from '../../functions/core/article/life-cycle/saying.ts';
import { isArray, isObject } from '../../infra/local/json.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import type { ReceivedMessage } from '../../infra/local/subscriber.ts';
import { Arrivals } from './arrivals.ts';

/** Outcomes of which subscribers are told: true where they always are, false where it is a setting. */
const TOLD: Readonly<Record<EventType, boolean>> = {
  published: true,
  updated: true,
  corrected: true,
  killed: true,
  withheld: true,
  reinstated: true,
  duplicate: false,
};

export interface FinishedDelivery {
  receipt: Receipt;
  /** Epoch milliseconds at which S3 had the file. */
  stored: number;
  /** Messages about its items that have arrived so far. */
  messages: ReadonlyMap<ItemOutcome, ReceivedMessage>;
}

export interface DeliveryObserver {
  finished(delivery: FinishedDelivery): void;
  /** An attempt that left no receipt: the queue brings the delivery again, or puts it aside at last. */
  failed(key: string, reason: string): void;
  /** Every message of the article topic. */
  message(message: ReceivedMessage): void;
}

/** A message that is not there after this time will not come with this delivery. */
const MESSAGE_WAIT_MS = 2000;

/** From now on, until the stack stops. */
export async function followDeliveries(stack: LocalStack, observer: DeliveryObserver): Promise<void> {
  const { TableName, ArchiveBucketName, ArticleTopicArn } = stack.outputs;
  if (TableName === undefined || ArchiveBucketName === undefined || ArticleTopicArn === undefined) {
    throw new Error('the template has no outputs TableName, ArchiveBucketName, ArticleTopicArn');
  }
  const { s3, dynamodb: dynamo } = stack.clients;
  const table = new ArticleTable({ s3, dynamo }, { tableName: TableName, archiveBucket: ArchiveBucketName });
  const arrived = new Arrivals<ReceivedMessage>();
  const subscriber = await stack.subscribe(ArticleTopicArn);
  subscriber.watch((message) => {
    const { id } = message.body;
    if (typeof id === 'string') arrived.add(id, message);
    observer.message(message);
  });

  const finish = async (delivery: Delivery, reason: string): Promise<void> => {
    const { bucket, key, received } = delivery;
    const receipt = await table.receipt({ bucket, key, version: versionOf(delivery) });
    if (receipt === undefined) {
      observer.failed(key, reason);
      return;
    }
    const messages = new Map<ItemOutcome, ReceivedMessage>();
    for (const item of receipt.items) {
      if (!isEvent(item)) continue;
      const id = eventId(item.articleId, item.revision, item.outcome);
      const message = TOLD[item.outcome] ? await arrived.of(id, MESSAGE_WAIT_MS) : arrived.now(id);
      if (message !== undefined) messages.set(item, message);
    }
    observer.finished({ receipt, stored: received, messages });
  };

  stack.onInvocation((invocation) => {
    if (invocation.logicalId !== 'IngestFunction') return;
    const reason = invocation.result.ok ? 'it was handed back to the queue' : invocation.result.message;
    for (const delivery of deliveriesIn(invocation.event)) void finish(delivery, reason);
  });
}

/** The deliveries that an SQS event of `ingest` announces. */
export function deliveriesIn(event: unknown): Delivery[] {
  const records = isObject(event) && isArray(event.Records) ? event.Records : [];
  return records.flatMap((record) => {
    const body = isObject(record) ? record.body : undefined;
    const notification = typeof body === 'string' ? readNotification(body) : undefined;
    return notification?.kind === 'deliveries' ? notification.deliveries : [];
  });
}

function isEvent(item: ItemOutcome): item is TakenItem & { outcome: EventType } {
  return item.outcome in TOLD;
}
