/** The intake queue, as far as the function itself tells it something: Lambda receives and deletes. */
import type { IngestClients } from '../adapters/platform/clients.ts';

/** One delivery of a message: the handle is another one each time. */
export interface ReceivedMessage {
  receiptHandle: string;
}

/** The most that one call takes. */
const ENTRIES = 10;

export class IntakeQueue {
  readonly #clients: Pick<IngestClients, 'sqs'>;
  readonly #url: string;

  constructor(clients: Pick<IngestClients, 'sqs'>, url: string) {
    this.#clients = clients;
    this.#url = url;
  }

  /** The messages come again after so many seconds from now. @throws for what SQS throws; a message that is gone is none */
  async comeAgain(messages: readonly (ReceivedMessage & { seconds: number })[]): Promise<void> {
    if (messages.length === 0) return;
    const [sqs, { ChangeMessageVisibilityBatchCommand }] = await this.#load();
    for (const entries of inCalls(messages)) {
      const Entries = entries.map(({ receiptHandle, seconds }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries }));
    }
  }

  /** The messages are done, whatever becomes of this invocation. @throws for what SQS throws */
  async remove(messages: readonly ReceivedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const [sqs, { DeleteMessageBatchCommand }] = await this.#load();
    for (const entries of inCalls(messages)) {
      const Entries = entries.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
      }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.#url, Entries }));
    }
  }

  /** With the first delivery that fails: nothing else needs it. */
  #load(): Promise<[Awaited<ReturnType<IngestClients['sqs']>>, typeof import('@aws-sdk/client-sqs')]> {
    return Promise.all([this.#clients.sqs(), import('@aws-sdk/client-sqs')]);
  }
}

function inCalls<T>(messages: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(messages.length / ENTRIES) }, (_, call) =>
    messages.slice(call * ENTRIES, (call + 1) * ENTRIES),
  );
}
