/**
 * One batch of the intake queue. A message that fails comes again, in seconds at first; those beside it are done. One
 * that may bring the process down is tried alone, when all else of the batch is settled.
 */
import { forEachGroup } from './concurrency.ts';
import type { IntakeQueue } from './intake-queue.ts';
import { compareSequence, readNotification, type Delivery } from '../desk/notification.ts';
import { NotScannedYetError, scanWaitSeconds } from './scan.ts';
import { isSuspect, receivesOf, retrySeconds, SUSPECT_SECONDS, type ReceiveAttributes } from './retries.ts';
import type { Receipt } from '../adapters/store/outcomes.ts';

export interface QueueMessage {
  messageId: string;
  body: string;
  receiptHandle?: string;
  attributes?: ReceiveAttributes;
}

export interface BatchPorts {
  /**
   * @param again whether an earlier attempt may have done some of it
   * @returns undefined where it was put aside, since its agency is paused
   */
  take: (delivery: Delivery, again: boolean) => Promise<Receipt | undefined>;
  queue: Pick<IntakeQueue, 'comeAgain' | 'remove'>;
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface BatchObserver {
  /** @param begunAt epoch milliseconds: when its turn came */
  taken: (receipt: Receipt, begunAt: number) => void;
  /** Its agency is paused. */
  putAside: (delivery: Delivery) => void;
  /** It comes again: its scan for malware has not ended. */
  waits: (delivery: Delivery) => void;
  ignored: (messageId: string, reason: string) => void;
  /** @param delivery absent where the message says nothing of one */
  failed: (messageId: string, error: unknown, delivery?: Delivery) => void;
  /** The queue was not told; its messages come again after its own time. */
  queueFailed: (error: unknown) => void;
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
  message: QueueMessage;
  delivery: Delivery;
}

/** @returns the ids of the messages that have to come again */
export async function takeBatch(
  ports: BatchPorts,
  messages: readonly QueueMessage[],
  observer: BatchObserver,
): Promise<string[]> {
  const failed = new Set<string>();
  const waiting = new Set<string>();
  const fail = ({ messageId }: QueueMessage, error: unknown, delivery?: Delivery): void => {
    failed.add(messageId);
    observer.failed(messageId, error, delivery);
  };
  const take = async ({ message, delivery }: Task): Promise<void> => {
    const begunAt = ports.now();
    try {
      if (ports.remaining() < DELIVERY_MS) throw new Error('no time was left to begin this delivery');
      const receipt = await ports.take(delivery, receivesOf(message.attributes) > 1);
      if (receipt === undefined) observer.putAside(delivery);
      else observer.taken(receipt, begunAt);
    } catch (error) {
      if (error instanceof NotScannedYetError) {
        failed.add(message.messageId);
        waiting.add(message.messageId);
        observer.waits(delivery);
      } else fail(message, error, delivery);
    }
  };

  const tasks: Task[] = [];
  for (const message of messages) {
    const notification = readNotification(message.body);
    if (notification.kind === 'deliveries') {
      tasks.push(...notification.deliveries.map((delivery) => ({ message, delivery })));
    } else if (notification.kind === 'nothing') {
      observer.ignored(message.messageId, notification.reason);
    } else {
      fail(message, new MalformedMessageError(notification.reason));
    }
  }
  // The same key twice: in the order in which S3 took them, whatever the queue made of it
  tasks.sort((a, b) => compareSequence(a.delivery, b.delivery));
  const now = ports.now();
  const suspects = cheapFirst(tasks.filter(({ message }) => isSuspect(message.attributes, now)));
  const alone = new Set(suspects.map(([message]) => message));
  const together = tasks.filter(({ message }) => !alone.has(message));
  const tell = new Telling(ports.queue, observer, waiting);

  await forEachGroup(together, keyOfTask, DELIVERIES_AT_ONCE, take);
  for (const [suspect, deliveries] of suspects) {
    // What it cannot spoil any more: the process may not live to answer
    const settled = messages.filter((message) => !alone.has(message));
    await tell.failed(settled.filter(({ messageId }) => failed.has(messageId)));
    await tell.done(settled.filter(({ messageId }) => !failed.has(messageId)));
    await tell.begun(suspect);
    for (const task of deliveries) await take(task);
    alone.delete(suspect);
  }
  await tell.failed(messages.filter(({ messageId }) => failed.has(messageId)));
  return [...failed];
}

function keyOfTask({ delivery: { bucket, key } }: Task): string {
  return `${bucket}/${key}`;
}

/** What each message brings, the smaller before the larger: most of what brings a process down is large. */
function cheapFirst(tasks: readonly Task[]): [QueueMessage, Task[]][] {
  const bytes = (of: readonly Task[]): number => of.reduce((sum, { delivery }) => sum + delivery.bytes, 0);
  return [...Map.groupBy(tasks, ({ message }) => message)].sort(([, a], [, b]) => bytes(a) - bytes(b));
}

/** Tells the queue what became of each message, once. */
class Telling {
  readonly #queue: BatchPorts['queue'];
  readonly #observer: BatchObserver;
  /** Ids of those that only wait. */
  readonly #waiting: ReadonlySet<string>;
  readonly #told = new Set<string>();

  constructor(queue: BatchPorts['queue'], observer: BatchObserver, waiting: ReadonlySet<string>) {
    this.#queue = queue;
    this.#observer = observer;
    this.#waiting = waiting;
  }

  async failed(messages: readonly QueueMessage[]): Promise<void> {
    const seconds = ({ messageId, attributes }: QueueMessage): number =>
      (this.#waiting.has(messageId) ? scanWaitSeconds : retrySeconds)(receivesOf(attributes));
    await this.#try(this.#queue.comeAgain(this.#untold(messages, seconds)));
  }

  async done(messages: readonly QueueMessage[]): Promise<void> {
    await this.#try(this.#queue.remove(this.#untold(messages, () => 0)));
  }

  /** The suspect is out of the way of the others, should it bring the process down. */
  async begun({ receiptHandle }: QueueMessage): Promise<void> {
    if (receiptHandle === undefined) return;
    await this.#try(this.#queue.comeAgain([{ receiptHandle, seconds: SUSPECT_SECONDS }]));
  }

  #untold(
    messages: readonly QueueMessage[],
    secondsOf: (message: QueueMessage) => number,
  ): { receiptHandle: string; seconds: number }[] {
    return messages.flatMap((message) => {
      const { messageId, receiptHandle } = message;
      if (receiptHandle === undefined || this.#told.has(messageId)) return [];
      this.#told.add(messageId);
      return [{ receiptHandle, seconds: secondsOf(message) }];
    });
  }

  /** It is a matter of minutes: what the queue was not told comes again after its own time. */
  async #try(telling: Promise<void>): Promise<void> {
    await telling.catch((error: unknown) => {
      this.#observer.queueFailed(error);
    });
  }
}
