/** DynamoDB items of the table and back: shapes, and the packing of records. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ArticleRecord } from '../../core/article/record.ts';
import { keys, StoreError, type Item } from './keys.ts';
import { outboxOf, type Head, type Revision } from './records.ts';

/** Absent stands for null, at every depth: a sparse index must not see the attribute, and null costs bytes. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== null && inner !== undefined) kept[name] = withoutNulls(inner);
  }
  return kept;
}

const MARK_NULLS: object = { version: null, versionSequence: null, clock: null, textKey: null };
const TEXT_NULLS: { textKey: string | null } = { textKey: null };
const HELD_NULLS: object = { ...MARK_NULLS, dueAt: null };
const TOLD_NULLS: object = { event: null, at: null };
const STANDING_NULLS = { line: null, held: null, telling: null, next: null, reviewAt: null };
const HEAD_NULLS: object = {
  killed: [],
  ...STANDING_NULLS,
  version: null,
  versionCreated: null,
  of: null,
};

export function headItem(head: Head): Item {
  const { articleId, story, ...rest } = head;
  return marshall(
    {
      pk: keys.article(articleId),
      sk: keys.head,
      // Most are a story of their own, which is found by its id: the index by story holds only those that joined one
      ...(story === articleId ? {} : { story }),
      providerDay: `${head.provider}#${head.listedAt.slice(0, 10)}`,
      ...outboxOf(head),
      ...(withoutNulls(rest) as object),
      ...(head.killed.length === 0 ? { killed: undefined } : {}),
    },
    { removeUndefinedValues: true },
  );
}

export function headFrom(item: Item): Head {
  const { pk, sk: _sk, providerDay: _day, outbox: _outbox, dueAt: _dueAt, ...rest } = unmarshall(item);
  if (typeof pk !== 'string' || typeof rest.lastRevision !== 'number' || typeof rest.turn !== 'number') {
    throw new StoreError('bad-item', 'a HEAD item that this version cannot read');
  }
  const articleId = pk.slice(2);
  const head = { ...HEAD_NULLS, story: articleId, ...rest, articleId } as Head;
  return {
    ...head,
    line: head.line && { ...MARK_NULLS, ...head.line },
    held: head.held && { ...HELD_NULLS, ...head.held },
    told: { ...TOLD_NULLS, ...head.told },
    telling: head.telling && { ...TEXT_NULLS, ...head.telling },
    next: head.next && { ...TEXT_NULLS, ...head.next },
  };
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
  const { articleId, dedupe, ...rest } = revision;
  return marshall(
    {
      pk: keys.article(articleId),
      sk: keys.revision(revision.revision),
      ...(withoutNulls(rest) as object),
      // Its nulls are part of the message
      dedupe,
      ...(body instanceof Uint8Array ? { record: body } : { recordRef: body }),
    },
    { removeUndefinedValues: true },
  );
}

const DESK_NULLS: object = { reason: null };
const REVISION_NULLS = {
  ...MARK_NULLS,
  versionCreated: null,
  dueAt: null,
  reviewAt: null,
  desk: null,
  madeFrom: null,
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
  const revision = { ...REVISION_NULLS, ...rest, articleId: pk.slice(2) } as Revision;
  return { revision: { ...revision, desk: revision.desk && { ...DESK_NULLS, ...revision.desk } }, body };
}

function isReference(value: unknown): value is RecordReference {
  return typeof value === 'object' && value !== null && 'bucket' in value && 'key' in value;
}
