/** A queue as operators' commands see it: what waits in it, without taking it from those who work on it. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface WaitingMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  /** RFC 3339: when it was first sent. */
  sentAt: string;
}

export interface QueueCounts {
  waiting: number;
  /** Somebody is working on it, or it comes again after a failure. */
  inFlight: number;
}

/** The most that one call takes. */
const ENTRIES = 10;
/** A long poll asks all servers of the queue; a short one only some, and finds nothing although there is something. */
const POLL_SECONDS = 1;
const SEND_ATTEMPTS = 5;

export class WaitingQueue {
  readonly #sqs: Pick<SQSClient, 'send'>;
  readonly #url: string;

  constructor(sqs: Pick<SQSClient, 'send'>, url: string) {
    this.#sqs = sqs;
    this.#url = url;
  }

  async arn(): Promise<string> {
    const { Attributes = {} } = await this.#sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.#url, AttributeNames: ['QueueArn'] }),
    );
    return Attributes.QueueArn ?? '';
  }

  /** As far as SQS knows: its counts are some seconds old. */
  async counts(): Promise<QueueCounts> {
    const { Attributes = {} } = await this.#sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.#url,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return {
      waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
      inFlight:
        Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0) +
        Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  }

  /**
   * Receives what waits, each message once, until there is nothing more. Only for a queue on which nobody works: each
   * receive counts towards what a message may be tried.
   * @param hideSeconds so long nobody else sees what is received
   */
  async *receive(hideSeconds: number): AsyncGenerator<WaitingMessage[]> {
    const seen = new Set<string>();
    for (;;) {
      const { Messages = [] } = await this.#sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.#url,
          MaxNumberOfMessages: ENTRIES,
          VisibilityTimeout: hideSeconds,
          WaitTimeSeconds: POLL_SECONDS,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      if (Messages.length === 0) return;
      const messages = Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} }) => ({
        messageId: MessageId,
        receiptHandle: ReceiptHandle,
        body: Body,
        sentAt: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString(),
      }));
      const fresh = messages.filter(({ messageId }) => !seen.has(messageId));
      for (const { messageId } of fresh) seen.add(messageId);
      if (fresh.length === 0) return;
      yield fresh;
    }
  }

  /** What waits, and goes on waiting as if nobody had looked; the same holds if the process dies, after some minutes. */
  async look(most: number): Promise<WaitingMessage[]> {
    const found: WaitingMessage[] = [];
    try {
      for await (const messages of this.receive(LOOK_SECONDS)) {
        found.push(...messages);
        if (found.length >= most) break;
      }
      return found;
    } finally {
      await this.giveBack(found);
    }
  }

  /** Others see them again at once. */
  async giveBack(messages: readonly WaitingMessage[]): Promise<void> {
    for (const entries of inCalls(messages)) {
      const Entries = entries.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 0,
      }));
      await this.#sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries }));
    }
  }

  async remove(messages: readonly WaitingMessage[]): Promise<void> {
    for (const entries of inCalls(messages)) {
      const Entries = entries.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
      }));
      const { Failed = [] } = await this.#sqs.send(
        new DeleteMessageBatchCommand({ QueueUrl: this.#url, Entries }),
      );
      if (Failed.length > 0) throw new Error(`SQS did not remove: ${Failed[0]?.Message ?? ''}`);
    }
  }

  /** @throws where SQS goes on refusing some of them */
  async send(bodies: readonly string[]): Promise<void> {
    for (const some of inCalls(bodies)) {
      let left = some.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      for (let attempt = 0; left.length > 0; attempt++) {
        const { Failed = [] } = await this.#sqs.send(
          new SendMessageBatchCommand({ QueueUrl: this.#url, Entries: left }),
        );
        const failed = new Set(Failed.map(({ Id }) => Id));
        left = left.filter(({ Id }) => failed.has(Id));
        const fault = Failed.find(({ SenderFault = false }) => SenderFault) ?? Failed[0];
        if (fault !== undefined && (fault.SenderFault === true || attempt === SEND_ATTEMPTS))
          throw new Error(`SQS does not take a message: ${fault.Message ?? fault.Code ?? ''}`);
      }
    }
  }
}

const LOOK_SECONDS = 120;

function inCalls<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / ENTRIES) }, (_, call) =>
    all.slice(call * ENTRIES, (call + 1) * ENTRIES),
  );
}
