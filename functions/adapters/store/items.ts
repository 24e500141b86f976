/** DynamoDB items of the table and back: shapes, and the packing of records. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ArticleRecord } from '../../core/article/record.ts';
import { keys, StoreError, type Item } from './keys.ts';
import type { Head, Revision } from './records.ts';

/** Absent stands for null: a sparse index must not see the attribute, and null costs bytes. */
function withoutNulls(object: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  );
}

export function headItem(head: Head): Item {
  const { articleId, ...rest } = head;
  return marshall({
    pk: keys.article(articleId),
    sk: keys.head,
    providerDay: `${head.provider}#${head.listedAt.slice(0, 10)}`,
    ...withoutNulls(rest),
  });
}

const HEAD_NULLS = {
  version: null,
  versionSequence: null,
  versionCreated: null,
  of: null,
  event: null,
  publishedAt: null,
  outbox: null,
  dueAt: null,
  heldUntil: null,
  deliveredAt: null,
};

export function headFrom(item: Item): Head {
  const { pk, sk: _sk, providerDay: _providerDay, ...rest } = unmarshall(item);
  if (typeof pk !== 'string' || typeof rest.revision !== 'number' || typeof rest.lastRevision !== 'number') {
    throw new StoreError('bad-item', 'a HEAD item without revision');
  }
  return { ...HEAD_NULLS, ...rest, articleId: pk.slice(2) } as Head;
}

/** A packed record above this many bytes goes to the archive bucket; an item may have 400 KB in all. */
export const PACKED_INLINE_MAX = 300 * 1024;

/** gzip: a record holds its text twice (HTML and plain), so it packs to a quarter, and writes are billed by size. */
export function pack(record: ArticleRecord): Uint8Array {
  return gzipSync(JSON.stringify(record));
}

export function unpack(packed: Uint8Array): ArticleRecord {
  return JSON.parse(gunzipSync(packed).toString('utf8')) as ArticleRecord;
}

export interface RecordReference {
  bucket: string;
  key: string;
}

export function revisionItem(revision: Revision, body: Uint8Array | RecordReference): Item {
  const { articleId, ...rest } = revision;
  return marshall(
    {
      pk: keys.article(articleId),
      sk: keys.revision(revision.revision),
      ...withoutNulls(rest),
      ...(body instanceof Uint8Array ? { record: body } : { recordRef: body }),
    },
    { removeUndefinedValues: true },
  );
}

const REVISION_NULLS = {
  version: null,
  versionSequence: null,
  versionCreated: null,
  event: null,
  dueAt: null,
};

export function revisionFrom(item: Item): { revision: Revision; body: Uint8Array | RecordReference } {
  const { pk, sk: _sk, record, recordRef, ...rest } = unmarshall(item);
  if (typeof pk !== 'string' || typeof rest.revision !== 'number') {
    throw new StoreError('bad-item', 'a revision item without its number');
  }
  const body: unknown = record ?? recordRef;
  if (!(body instanceof Uint8Array) && !isReference(body)) {
    throw new StoreError('bad-item', `revision ${rest.revision} of ${pk} without its record`);
  }
  return { revision: { ...REVISION_NULLS, ...rest, articleId: pk.slice(2) } as Revision, body };
}

function isReference(value: unknown): value is RecordReference {
  return typeof value === 'object' && value !== null && 'bucket' in value && 'key' in value;
}
