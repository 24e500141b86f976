/** What a call is about, in a few words for logs, scripts and the hash. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

/** The members of commands that name what they work on. */
interface Named {
  Key?: string | Item;
  Item?: Item;
  Bucket?: string;
  TopicArn?: string;
  IndexName?: string;
  ExpressionAttributeValues?: Item;
  RequestItems?: Record<string, { Keys?: Item[] } | { PutRequest?: { Item?: Item } }[]>;
  ReceiptHandle?: string;
}

/** `A#<id> HEAD`, `inbox/<key>`, the name of a topic, an index with what it is asked for. */
export function describeKey(input: object): string {
  const { Key, Item: item, Bucket, TopicArn, IndexName, RequestItems, ReceiptHandle } = input as Named;
  if (typeof Key === 'string') return `${Bucket ?? ''}/${Key}`;
  if (Key !== undefined) return itemKey(Key);
  if (item !== undefined) return itemKey(item);
  if (TopicArn !== undefined) return TopicArn.slice(TopicArn.lastIndexOf(':') + 1);
  if (RequestItems !== undefined) return Object.values(RequestItems).map(batchKey).join(' ');
  if (ReceiptHandle !== undefined) return ReceiptHandle;
  const values = Object.values((input as Named).ExpressionAttributeValues ?? {});
  return [IndexName ?? '', ...values.map(({ S, N }) => S ?? N ?? '')].join(' ').trim();
}

function batchKey(requests: { Keys?: Item[] } | { PutRequest?: { Item?: Item } }[]): string {
  const items = Array.isArray(requests)
    ? requests.map(({ PutRequest }) => PutRequest?.Item ?? {})
    : (requests.Keys ?? []);
  return items.map(itemKey).join(', ');
}

function itemKey({ pk, sk }: Item): string {
  return `${pk?.S ?? ''} ${sk?.S ?? ''}`;
}
