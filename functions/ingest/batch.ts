/** One batch of the intake queue. A message that fails comes again; those beside it are done. */
import { forEachGroup } from './concurrency.ts';
import { takeDelivery, type DeliveryPorts } from './delivery.ts';
import { compareSequence, readNotification, type Delivery } from './notification.ts';
import type { Receipt } from '../adapters/store/receipt.ts';

export interface QueueMessage {
  messageId: string;
  body: string;
}

export interface BatchObserver {
  taken: (receipt: Receipt) => void;
  ignored: (messageId: string, reason: string) => void;
  failed: (messageId: string, error: unknown) => void;
}

/** A message that S3 does not send: after its retries it is kept in the dead-letter queue for a person to look at. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
  readonly code = 'malformed-message';
}

/** No time is left to begin a file. */
const DELIVERY_MS = 10_000;

/** Files of a batch in flight. */
const DELIVERIES_AT_ONCE = 5;

interface Task {
  messageId: string;
  delivery: Delivery;
}

/** @returns the ids of the messages that have to come again */
export async function takeBatch(
  ports: DeliveryPorts,
  messages: readonly QueueMessage[],
  observer: BatchObserver,
): Promise<string[]> {
  const failed = new Set<string>();
  const fail = (messageId: string, error: unknown): void => {
    failed.add(messageId);
    observer.failed(messageId, error);
  };
  const tasks: Task[] = [];
  for (const { messageId, body } of messages) {
    const notification = readNotification(body);
    if (notification.kind === 'deliveries') {
      tasks.push(...notification.deliveries.map((delivery) => ({ messageId, delivery })));
    } else if (notification.kind === 'nothing') {
      observer.ignored(messageId, notification.reason);
    } else {
      fail(messageId, new MalformedMessageError(notification.reason));
    }
  }
  // The same key twice: in the order in which S3 took them, whatever the queue made of it
  tasks.sort((a, b) => compareSequence(a.delivery, b.delivery));
  await forEachGroup(tasks, keyOfTask, DELIVERIES_AT_ONCE, async ({ messageId, delivery }) => {
    try {
      if (ports.remaining() < DELIVERY_MS) throw new Error('no time was left to begin this delivery');
      observer.taken(await takeDelivery(ports, delivery));
    } catch (error) {
      fail(messageId, error);
    }
  });
  return [...failed];
}

function keyOfTask({ delivery: { bucket, key } }: Task): string {
  return `${bucket}/${key}`;
}
