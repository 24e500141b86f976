/** DynamoDB items of the table and back: shapes, and the packing of records. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { Line } from '../../core/article/life-cycle/standing.ts';
import type { ArticleRecord } from '../../core/article/record.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';
import { DICTIONARY_1 } from './packing-dictionary.ts';
import { isToldAtOnce, outboxOf, type Head, type Revision } from './records.ts';

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

const RANK_NULLS: object = { version: null, versionSequence: null, clock: null };
const MARK_NULLS: object = { ...RANK_NULLS, textKey: null };
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

/**
 * What no key or condition needs stands in one attribute, below those that indexes carry along: so an update changes
 * nothing in the index by agency, where a change costs a write.
 * @param inHand who writes it tells at once what is to be told of it, and enters it in the outbox when that fails
 */
export function headItem(head: Head, { inHand = false } = {}): Item {
  const { articleId, story, turn, listedAt, killed, ...rest } = head;
  return marshall(
    {
      pk: keys.article(articleId),
      sk: keys.head,
      // Most are a story of their own, which is found by its id: the index by story holds only those that joined one
      ...(story === articleId ? {} : { story }),
      providerDay: `${head.provider}#${listedAt.slice(0, 10)}`,
      listedAt,
      ...(inHand && isToldAtOnce(head) ? {} : outboxOf(head)),
      turn,
      head: { ...(withoutNulls(rest) as object), ...(killed.length === 0 ? {} : { killed }) },
    },
    { removeUndefinedValues: true },
  );
}

export function headFrom(item: Item): Head {
  const {
    pk,
    sk: _sk,
    providerDay: _day,
    outbox: _outbox,
    dueAt: _dueAt,
    head: is,
    ...outer
  } = unmarshall(item);
  // Until 2026-11-29 each field was an attribute
  const rest: Record<string, unknown> = { ...outer, ...(is as object | undefined) };
  if (typeof pk !== 'string' || typeof rest.lastRevision !== 'number' || typeof rest.turn !== 'number') {
    throw new StoreError('bad-item', 'a HEAD item that this version cannot read');
  }
  const articleId = pk.slice(2);
  const head = { ...HEAD_NULLS, story: articleId, ...rest, articleId } as unknown as Head;
  return {
    ...head,
    line: head.line && lineFrom(head.line),
    held: head.held && { ...HELD_NULLS, ...head.held },
    told: { ...TOLD_NULLS, ...head.told },
    telling: head.telling && { ...TEXT_NULLS, ...head.telling },
    next: head.next && { ...TEXT_NULLS, ...head.next },
  };
}

function lineFrom(line: Line): Line {
  const { joined } = line;
  const ranks = joined === undefined ? {} : { joined: joined.map((one) => ({ ...RANK_NULLS, ...one })) };
  return { ...MARK_NULLS, ...line, ...ranks };
}

/** With more packed bytes than these the record goes to the archive bucket; an item may have 400 KB in all. */
const PACKED_INLINE_MAX = 300 * 1024;

/** How a large record stands in the archive bucket: anything that reads gzip can read it. */
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

/** A revision with its record, or with where that is. */
type Body = { record: ArticleRecord } | { recordRef: RecordReference };

/**
 * All of it in one packed attribute: it is read as a whole or not at all, a record holds its text twice (HTML and plain),
 * and writes are billed by size.
 */
export function revisionItem(revision: Revision, body: Body): Item {
  const { articleId, dedupe, ...rest } = revision;
  // The nulls of `dedupe` are part of the message
  const json = JSON.stringify({ revision: { ...(withoutNulls(rest) as object), dedupe }, ...body });
  return {
    ...keyOf(keys.article(articleId), keys.revision(revision.revision)),
    packed: { B: deflateSync(json, { dictionary: DICTIONARY_1 }) },
  };
}

export function isOutsized({ packed }: Item): boolean {
  return (packed?.B?.length ?? 0) > PACKED_INLINE_MAX;
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

export function revisionFrom(item: Item): { revision: Revision; body: Body } {
  const pk = item.pk?.S;
  if (pk === undefined) throw new StoreError('bad-item', 'a revision item without its key');
  const { revision, ...body } = item.packed?.B === undefined ? fromBefore(item) : unpacked(item.packed.B);
  if (typeof revision?.revision !== 'number' || (body.record ?? body.recordRef) === undefined) {
    throw new StoreError('bad-item', `a revision of ${pk} without its number or its record`);
  }
  const whole = { ...REVISION_NULLS, ...revision, articleId: pk.slice(2) } as Revision;
  return {
    revision: { ...whole, desk: whole.desk && { ...DESK_NULLS, ...whole.desk } },
    body: body as Body,
  };
}

interface Stored {
  revision?: Partial<Revision>;
  record?: ArticleRecord;
  recordRef?: RecordReference;
}

function unpacked(bytes: Uint8Array): Stored {
  return JSON.parse(inflateSync(bytes, { dictionary: DICTIONARY_1 }).toString('utf8')) as Stored;
}

/** As revisions were stored until 2026-11-29: attributes, beside a record that was packed alone. */
function fromBefore(item: Item): Stored {
  const { record, recordRef, ...revision } = unmarshall(item);
  return {
    revision,
    ...(record instanceof Uint8Array ? { record: unpack(record) } : {}),
    ...(recordRef === undefined ? {} : { recordRef: recordRef as RecordReference }),
  };
}
