/**
 * The receipt of a delivery: what became of a file and of every item in it. The agency and the operator read it
 * (`wire status`); it is written last, so that a receipt means that everything it tells has happened.
 */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { EventType } from '../article/life-cycle.ts';
import type { Uri } from '../article/ninjs.ts';
import type { Dedupe, WireFormat } from '../article/record.ts';
import { keys, StoreError, type Item } from './items.ts';

/** A file that was put into the inbox: the same three are the same delivery. */
export interface DeliveryId {
  bucket: string;
  key: string;
  /** The object's version, or its ETag where the bucket keeps no versions. */
  version: string;
}

/** What became of an item: what was published, or why nothing was. */
export type Outcome =
  | EventType
  /** Stored, and waits for the end of its embargo or for an operator. */
  | 'held'
  /** Stored, but SNS did not take it: the outbox has it, and `release` sends it. */
  | 'pending'
  | 'redelivery'
  | 'late'
  | 'rejected';

export interface TakenItem {
  itemIndex: number;
  outcome: Exclude<Outcome, 'rejected'>;
  articleId: string;
  uri: Uri;
  format: WireFormat;
  revision: number;
  /** The main headline, cut to what a table shows; empty where there is none. */
  headline: string;
  /** Ids of the register of agencies. */
  sources: string[];
  dedupe: Dedupe;
  /** RFC 3339, while the item is held for a time. */
  embargoedUntil?: string;
  /** Set for an item that was killed by this one, and did not stand in the file itself. */
  killedBy?: string;
}

export interface RejectedItem {
  itemIndex: number;
  outcome: 'rejected';
  code: string;
  message: string;
}

export type ItemOutcome = TakenItem | RejectedItem;

export interface Receipt extends DeliveryId {
  state: 'done' | 'quarantined';
  /** Id of the provider's prefix, whether the register knows it or not; null outside of all prefixes. */
  provider: string | null;
  /** RFC 3339: when S3 had the file. */
  receivedAt: string;
  /** RFC 3339: when this receipt was written. */
  finishedAt: string;
  sha256: string | null;
  bytes: number;
  /** Of a quarantined file: why, in one word and in a sentence. */
  code: string | null;
  message: string | null;
  /** The copy of what could not be read, in the archive bucket. */
  quarantineKey: string | null;
  /** How many items had each outcome; of all items, also of those that are not listed. */
  counts: Partial<Record<Outcome, number>>;
  items: ItemOutcome[];
  /** Items that are not listed, because there were too many for a receipt. */
  itemsOmitted: number;
  /** How often the same delivery was announced again. */
  repeats: number;
}

/** An item of the table may have 400 KB; so many outcomes stay far below, packed. Rejected ones are listed first. */
const LISTED_ITEMS = 1000;

/** What a receipt lists of all outcomes: everything, or the rejected and the first of the others. */
export function listed(items: readonly ItemOutcome[]): Pick<Receipt, 'counts' | 'items' | 'itemsOmitted'> {
  const counts: Receipt['counts'] = {};
  for (const { outcome } of items) counts[outcome] = (counts[outcome] ?? 0) + 1;
  if (items.length <= LISTED_ITEMS) return { counts, items: [...items], itemsOmitted: 0 };
  const rejected = items.filter(({ outcome }) => outcome === 'rejected');
  const others = items.filter(({ outcome }) => outcome !== 'rejected');
  const kept = [...rejected, ...others].slice(0, LISTED_ITEMS).sort((a, b) => a.itemIndex - b.itemIndex);
  return { counts, items: kept, itemsOmitted: items.length - kept.length };
}

export function receiptItem(receipt: Receipt): Item {
  const { bucket, key, version, items, ...rest } = receipt;
  return marshall(
    {
      pk: keys.delivery(bucket, key),
      sk: version,
      bucket,
      key,
      ...rest,
      items: gzipSync(JSON.stringify(items)),
    },
    { removeUndefinedValues: true },
  );
}

export function receiptFrom(item: Item): Receipt {
  const { pk, sk, items, ...rest } = unmarshall(item);
  if (typeof pk !== 'string' || typeof sk !== 'string' || !(items instanceof Uint8Array)) {
    throw new StoreError('bad-item', 'a receipt without its key or its items');
  }
  return {
    ...rest,
    version: sk,
    items: JSON.parse(gunzipSync(items).toString('utf8')) as ItemOutcome[],
  } as Receipt;
}
