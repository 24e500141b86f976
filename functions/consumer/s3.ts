/** `newswire-ingest/consumer/s3`: claim checks from the archive bucket; needs `@aws-sdk/client-s3`. */
import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import type { ClaimChecks } from './consumer.ts';
import { ConsumerError } from './errors.ts';
import { isObject, type Article } from './messages.ts';

/** Reads whole articles from the bucket that messages name; the reader needs `s3:GetObject` on `bodies/*` of it. */
export function s3ClaimChecks(client: Pick<S3Client, 'send'>): ClaimChecks {
  return async ({ id, data: { articleRef } }) => {
    if (articleRef === undefined) throw new ConsumerError('claim-check', `${id} is no claim check`);
    const { bucket, key } = articleRef;
    const Body = await bodyOf(client, bucket, key);
    // It has ended since: its end is on its way
    if (Body === undefined) return undefined;
    const bytes = await Body.transformToByteArray();
    // The key names the content
    const name = /([0-9a-f]{64})\.article\.json$/u.exec(key)?.[1];
    if (name !== undefined && createHash('sha256').update(bytes).digest('hex') !== name)
      throw new ConsumerError('claim-check', `${bucket}/${key} is not what ${id} names`);
    const article: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!isArticle(article)) throw new ConsumerError('claim-check', `${bucket}/${key} is no article`);
    return article;
  };
}

/** @returns undefined where there is no such file any more */
async function bodyOf(
  client: Pick<S3Client, 'send'>,
  Bucket: string,
  Key: string,
): Promise<GetObjectCommandOutput['Body']> {
  try {
    return (await client.send(new GetObjectCommand({ Bucket, Key }))).Body;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

function isArticle(value: unknown): value is Article {
  return isObject(value) && typeof value.uri === 'string';
}
