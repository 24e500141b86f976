/** `newswire-ingest/consumer/sqs`: a long-running reader of a queue; needs `@aws-sdk/client-sqs`. */
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { takeBatch } from './batch.ts';
import type { Consumer } from './consumer.ts';
import { messageOf } from './errors.ts';
import { backOff, isStopped, pause } from './pause.ts';

export interface QueueOptions {
  queueUrl: string;
  client: Pick<SQSClient, 'send'>;
  /** Ends it after what it has begun. */
  signal?: AbortSignal;
  /** How long a call waits for messages. Absent: 20 seconds. */
  waitSeconds?: number;
  /** Told of messages that come again, and of a queue that cannot be reached. Absent: a warning of the process. */
  onProblem?: (message: string, error: unknown) => void;
}

/** Takes messages from a queue until it is stopped. What fails comes again when its time in the queue is over. */
export async function pollQueue(consumer: Pick<Consumer, 'take'>, options: QueueOptions): Promise<void> {
  const { queueUrl, client, signal, waitSeconds = 20, onProblem = warn } = options;
  let failures = 0;
  while (!isStopped(signal)) {
    try {
      const { Messages: messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: waitSeconds,
        }),
        signal === undefined ? {} : { abortSignal: signal },
      );
      const { batchItemFailures } = await takeBatch(
        consumer,
        { Records: messages.map(({ Body = '' }, index) => ({ messageId: String(index), body: Body })) },
        {
          onFailed: (_id, error) => {
            onProblem(`a message comes again: ${messageOf(error)}`, error);
          },
        },
      );
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const done = messages.flatMap(({ ReceiptHandle }, index) =>
        failed.has(String(index)) ? [] : [{ Id: String(index), ReceiptHandle }],
      );
      if (done.length > 0)
        await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: done }));
      failures = 0;
    } catch (error) {
      if (isStopped(signal)) return;
      onProblem(`the queue cannot be read: ${messageOf(error)}`, error);
      await pause(backOff(failures++), signal);
    }
  }
}

function warn(message: string): void {
  process.emitWarning(message, { type: 'WireConsumer', code: 'queue' });
}
