/** SQS in memory: a standard queue with its dead-letter queue. */
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  MessageNotInflight,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  SendMessageCommand,
  SQSServiceException,
} from '@aws-sdk/client-sqs';
import type { Random } from '../world/random.ts';

export interface QueuedMessage {
  messageId: string;
  body: string;
  /** Epoch milliseconds: from when on it may be received. */
  visibleAt: number;
  sentAt: number;
  firstReceivedAt: number | undefined;
  receives: number;
  handles: string[];
}

export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  receives: number;
  sentAt: number;
  firstReceivedAt: number;
}

export interface QueueSettings {
  url: string;
  visibilityMs: number;
  /** Received more often, a message goes to the dead-letter queue. */
  maxReceives: number;
}

const METADATA = { $metadata: { httpStatusCode: 200 } };
const MAX_VISIBILITY_SECONDS = 12 * 60 * 60;

export class Queue {
  readonly #settings: QueueSettings;
  readonly #now: () => number;
  readonly #random: Random;
  readonly #messages = new Map<string, QueuedMessage>();
  readonly #dead: { messageId: string; body: string }[] = [];
  /** Told when a message may be received at a time. */
  readonly #visible: (at: number) => void;
  readonly #buried: (message: { messageId: string; body: string }) => void;
  #sent = 0;
  #received = 0;

  constructor(
    settings: QueueSettings,
    context: {
      now: () => number;
      random: Random;
      visible: (at: number) => void;
      buried: (message: { messageId: string; body: string }) => void;
    },
  ) {
    this.#settings = settings;
    this.#now = context.now;
    this.#random = context.random;
    this.#visible = context.visible;
    this.#buried = context.buried;
  }

  get isEmpty(): boolean {
    return this.#messages.size === 0;
  }

  get deadLetters(): readonly { messageId: string; body: string }[] {
    return this.#dead;
  }

  send(body: string): string {
    const messageId = `m${String(++this.#sent).padStart(6, '0')}`;
    const now = this.#now();
    this.#messages.set(messageId, {
      messageId,
      body,
      visibleAt: now,
      sentAt: now,
      firstReceivedAt: undefined,
      receives: 0,
      handles: [],
    });
    this.#visible(now);
    return messageId;
  }

  /**
   * Hands out messages in any order, and hides them for the visibility time-out.
   * @param again whether a message may be handed out again at once: at least once is all that is promised
   */
  receive(limit: number, again: () => boolean): ReceivedMessage[] {
    const now = this.#now();
    const visible = [...this.#messages.values()].filter(({ visibleAt }) => visibleAt <= now);
    const received: ReceivedMessage[] = [];
    for (const message of this.#random.shuffled(visible)) {
      if (received.length === limit) break;
      if (message.receives >= this.#settings.maxReceives) {
        this.#messages.delete(message.messageId);
        const { messageId, body } = message;
        this.#dead.push({ messageId, body });
        this.#buried({ messageId, body });
        continue;
      }
      message.receives++;
      message.firstReceivedAt ??= now;
      const receiptHandle = `r${++this.#received}`;
      message.handles.push(receiptHandle);
      this.#hide(message, again() ? this.#random.below(3000) : this.#settings.visibilityMs);
      const { messageId, body, receives, sentAt, firstReceivedAt } = message;
      received.push({ messageId, receiptHandle, body, receives, sentAt, firstReceivedAt });
    }
    return received;
  }

  delete(receiptHandle: string): void {
    const message = this.#find(receiptHandle);
    if (message !== undefined) this.#messages.delete(message.messageId);
  }

  /** Sends the dead letters back. @returns how many */
  redrive(): number {
    const letters = this.#dead.splice(0);
    for (const { body } of letters) this.send(body);
    return letters.length;
  }

  /** @throws the exceptions of SQS */
  answer(command: object): object {
    if (command instanceof SendMessageCommand) {
      this.#check(command.input.QueueUrl);
      return { ...METADATA, MessageId: this.send(command.input.MessageBody ?? '') };
    }
    if (command instanceof DeleteMessageCommand) {
      this.#check(command.input.QueueUrl);
      this.delete(command.input.ReceiptHandle ?? '');
      return METADATA;
    }
    if (command instanceof ChangeMessageVisibilityCommand) {
      this.#check(command.input.QueueUrl);
      this.#change(command.input.ReceiptHandle, command.input.VisibilityTimeout);
      return METADATA;
    }
    if (command instanceof DeleteMessageBatchCommand) {
      this.#check(command.input.QueueUrl);
      return eachOf(command.input.Entries, ({ ReceiptHandle }) => {
        this.delete(ReceiptHandle ?? '');
      });
    }
    if (command instanceof ChangeMessageVisibilityBatchCommand) {
      this.#check(command.input.QueueUrl);
      return eachOf(command.input.Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
        this.#change(ReceiptHandle, VisibilityTimeout);
      });
    }
    throw new Error(`${command.constructor.name} is not part of the model of SQS`);
  }

  #change(handle: string | undefined, seconds: number | undefined): void {
    const message = this.#find(handle ?? '');
    if (message === undefined) {
      throw new ReceiptHandleIsInvalid({
        message: 'The input receipt handle is invalid.',
        $metadata: { httpStatusCode: 400 },
      });
    }
    if (seconds === undefined || seconds < 0 || seconds > MAX_VISIBILITY_SECONDS) {
      throw new SQSServiceException({
        name: 'InvalidParameterValue',
        $fault: 'client',
        message: `Value ${seconds ?? 'none'} for parameter VisibilityTimeout is invalid.`,
        $metadata: { httpStatusCode: 400 },
      });
    }
    if (message.visibleAt <= this.#now()) {
      throw new MessageNotInflight({
        message: 'The specified message is not in flight.',
        $metadata: { httpStatusCode: 400 },
      });
    }
    this.#hide(message, seconds * 1000);
  }

  #hide(message: QueuedMessage, milliseconds: number): void {
    message.visibleAt = this.#now() + milliseconds;
    this.#visible(message.visibleAt);
  }

  #find(handle: string): QueuedMessage | undefined {
    return [...this.#messages.values()].find(({ handles }) => handles.includes(handle));
  }

  #check(url: string | undefined): void {
    if (url === this.#settings.url) return;
    throw new QueueDoesNotExist({
      message: 'The specified queue does not exist.',
      $metadata: { httpStatusCode: 400 },
    });
  }
}

/** Each entry of a batch by itself: the batch succeeds where some of them do not. */
function eachOf<T extends { Id: string | undefined }>(
  entries: readonly T[] | undefined,
  work: (entry: T) => void,
): object {
  const Successful: { Id: string | undefined }[] = [];
  const Failed: { Id: string | undefined; SenderFault: boolean; Code: string; Message: string }[] = [];
  for (const entry of entries ?? []) {
    try {
      work(entry);
      Successful.push({ Id: entry.Id });
    } catch (error) {
      if (!(error instanceof SQSServiceException)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.name, Message: error.message });
    }
  }
  return { ...METADATA, Successful, Failed };
}
