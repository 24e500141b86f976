/** The function `canary` over AWS, without its handler's frame. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clients } from '../adapters/platform/clients.ts';
import type { CanarySettings } from '../adapters/platform/settings.ts';
import type { ArticleMessage } from '../adapters/publish/article-message.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { sing, type CanaryMessage, type CanaryRun } from './canary.ts';

export interface CanaryClients extends Pick<Clients, 's3' | 'dynamo'> {
  sqs: () => Promise<Pick<SQSClient, 'send'>>;
}

const POLL_SECONDS = 5;

export function composeCanary(
  clients: CanaryClients,
  { tableName, inboxBucket, queueUrl: QueueUrl, archiveBucket }: CanarySettings,
  now: () => number,
): () => Promise<CanaryRun> {
  const table = new ArticleTable(clients, { tableName, archiveBucket });
  const receive = async (): Promise<CanaryMessage[]> => {
    const sqs = await clients.sqs();
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: POLL_SECONDS }),
    );
    if (Messages.length === 0) return [];
    const Entries = Messages.map(({ ReceiptHandle = '' }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return Messages.map(({ Body = '' }) => {
      const { type, time, data } = JSON.parse(Body) as ArticleMessage;
      return { type, time, uri: data.article.uri };
    });
  };
  return () =>
    sing({
      table,
      now,
      receive,
      deliver: async ({ key: Key, bytes: Body }) => {
        await clients.s3.send(
          new PutObjectCommand({ Bucket: inboxBucket, Key, Body, ContentType: 'application/json' }),
        );
      },
    });
}
