/**
 * A Lambda function that keeps a copy of each article in a bucket, and takes killed ones away. Messages come from a
 * queue (`wire subscribe`); a schedule calls the same function, which then reads the change feed: what the queue missed,
 * and what left the filter of the subscription.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  createConsumer,
  FeedClient,
  queueHandler,
  type BatchAnswer,
  type QueueEvent,
} from 'newswire-ingest/consumer';
import { DynamoDbSeen } from 'newswire-ingest/consumer/dynamodb';
import { iamFetch } from 'newswire-ingest/consumer/iam';
import { s3ClaimChecks } from 'newswire-ingest/consumer/s3';

export interface Parts {
  s3: S3Client;
  dynamo: DynamoDBClient;
  copiesBucket: string;
  seenTable: string;
  feed?: FeedClient;
}

type KeepCopies = (event: QueueEvent | { source: string }) => Promise<BatchAnswer | undefined>;

export function keepCopies({ s3, dynamo, copiesBucket: Bucket, seenTable, feed }: Parts): KeepCopies {
  const keyOf = (article: string): string => `copies/${article}.json`;
  const consumer = createConsumer({
    seen: new DynamoDbSeen(dynamo, { tableName: seenTable }),
    claimChecks: s3ClaimChecks(s3),
    ...(feed === undefined ? {} : { feed }),
    onArticle: async (message) => {
      const Key = keyOf(message.subject);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(message) }));
    },
    onEnd: async ({ article }) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: keyOf(article) }));
    },
  });
  const takeMessages = queueHandler(consumer);
  return async (event) => {
    if ('Records' in event) return takeMessages(event);
    await consumer.catchUp();
    return undefined;
  };
}

let keep: KeepCopies | undefined;

export const handler: KeepCopies = (event) => {
  keep ??= fromEnvironment(process.env);
  return keep(event);
};

function fromEnvironment({
  COPIES_BUCKET = '',
  SEEN_TABLE = '',
  API_URL,
  AWS_REGION = '',
}: NodeJS.ProcessEnv): KeepCopies {
  const s3 = new S3Client();
  const feed =
    API_URL === undefined
      ? undefined
      : new FeedClient({
          url: `${API_URL}/machine`,
          filter: { language: ['en'] },
          fetch: iamFetch({ region: AWS_REGION, credentials: s3.config.credentials }),
        });
  return keepCopies({
    s3,
    dynamo: new DynamoDBClient(),
    copiesBucket: COPIES_BUCKET,
    seenTable: SEEN_TABLE,
    ...(feed === undefined ? {} : { feed }),
  });
}
