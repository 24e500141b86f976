/** All that a local stack has stored, unpacked, so that a test can look for a sentence in it. */
import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { gunzipSync, inflateSync } from 'node:zlib';
import { DICTIONARY_1 } from '../../../functions/adapters/store/packing-dictionary.ts';
import type { Newsroom } from '../../pipeline/support/newsroom.ts';

export interface StoredThing {
  where: string;
  text: string;
}

/** Every item of the table and every object of every bucket, hidden ones of versions included. */
export async function everythingIn(newsroom: Newsroom): Promise<StoredThing[]> {
  return [...(await itemsIn(newsroom)), ...(await objectsIn(newsroom))];
}

/** Where a text stands. */
export async function placesOf(newsroom: Newsroom, ...texts: readonly string[]): Promise<string[]> {
  const all = await everythingIn(newsroom);
  return all.filter(({ text }) => texts.some((one) => text.includes(one))).map(({ where }) => where);
}

async function itemsIn({ stack }: Newsroom): Promise<StoredThing[]> {
  const found: StoredThing[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await stack.clients.dynamodb.send(
      new ScanCommand({ TableName: stack.ref('ArticleTable'), ExclusiveStartKey }),
    );
    for (const item of Items) {
      const text = JSON.stringify(item, (_name, value: unknown) =>
        isBytes(value) ? unpacked(value) : value,
      );
      found.push({ where: `${item.pk?.S ?? ''} / ${item.sk?.S ?? ''}`, text });
    }
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return found;
}

async function objectsIn({ stack }: Newsroom): Promise<StoredThing[]> {
  const { s3 } = stack.clients;
  const found: StoredThing[] = [];
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets) {
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
      for (const { Key } of page.Contents ?? []) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        found.push({ where: `${Bucket ?? ''}/${Key ?? ''}`, text: unpacked(bytes) });
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }
  return found;
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function unpacked(bytes: Uint8Array): string {
  for (const unpack of [
    () => gunzipSync(bytes),
    () => inflateSync(bytes, { dictionary: DICTIONARY_1 }),
    () => inflateSync(bytes),
  ]) {
    try {
      return unpack().toString('utf8');
    } catch {
      continue;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
