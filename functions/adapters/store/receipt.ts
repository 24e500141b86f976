/**
 * The receipt of a delivery: what became of a file and of every item in it. The agency and the operator read it
 * (`wire status`); it is written last, so that a receipt means that everything it tells has happened.
 */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { gunzipSync, gzipSync } from 'node:zlib';
import { keys, StoreError, type Item } from './keys.ts';
import { shortlist, type DeliveryId, type ItemOutcome, type Listing, type Receipt } from './outcomes.ts';

/** An item of the table may have 400 KB; packed outcomes are far below, unless somebody makes ids that cannot be packed. */
const PACKED_MAX = 200 * 1024;

/** As many of the outcomes as fit into an item of the table. */
function packed({ items, itemsOmitted }: Listing): { items: Uint8Array; itemsOmitted: number } {
  let kept = items;
  let bytes = gzipSync(JSON.stringify(kept));
  while (bytes.length > PACKED_MAX) {
    kept = shortlist(kept, Math.floor(kept.length / 2));
    bytes = gzipSync(JSON.stringify(kept));
  }
  return { items: bytes, itemsOmitted: itemsOmitted + items.length - kept.length };
}

function unpacked(items: Uint8Array): ItemOutcome[] {
  return JSON.parse(gunzipSync(items).toString('utf8')) as ItemOutcome[];
}

/** What is done of a file with many items when time ran out in the middle of it: the next attempt goes on from there. */
export interface Progress extends Listing {
  /** Indexes of the items that were taken. */
  done: number[];
}

/** @param expiresAt epoch seconds */
export function progressItem(
  { bucket, key, version }: DeliveryId,
  progress: Progress,
  expiresAt: number,
): Item {
  const { counts, done } = progress;
  return marshall({
    pk: keys.progress(bucket, key),
    sk: version,
    counts,
    done: gzipSync(JSON.stringify(done)),
    ...packed(progress),
    expiresAt,
  });
}

export function progressFrom(item: Item): Progress {
  const { counts, done, items, itemsOmitted } = unmarshall(item);
  if (!(done instanceof Uint8Array) || !(items instanceof Uint8Array)) {
    throw new StoreError('bad-item', 'a progress without what is done');
  }
  return {
    counts: counts as Progress['counts'],
    done: JSON.parse(gunzipSync(done).toString('utf8')) as number[],
    items: unpacked(items),
    itemsOmitted: Number(itemsOmitted),
  };
}

/** @param expiresAt epoch seconds */
export function receiptItem(receipt: Receipt, expiresAt?: number): Item {
  const { bucket, key, version, ...rest } = receipt;
  return marshall(
    {
      pk: keys.delivery(bucket, key),
      sk: version,
      bucket,
      key,
      ...rest,
      ...packed(receipt),
      ...listedUnder(receipt),
      expiresAt,
    },
    { removeUndefinedValues: true },
  );
}

/** Where receipts that refuse something stand in the index by provider; of all others there is none. */
export function refusedDay(provider: string): string {
  return `${provider}#refused`;
}

/** Where receipts of files stand that brought no new article: signs of life, versions, repeats. New ones stand in the index themselves. */
export function heardDay(provider: string): string {
  return `${provider}#heard`;
}

function listedUnder({ state, provider, counts, items, finishedAt, discarded, purged }: Receipt): object {
  if (provider === null || discarded !== undefined) return {};
  if (purged !== undefined && items.length === 0) return {};
  if (state === 'quarantined' || (counts.rejected ?? 0) > 0)
    return { providerDay: refusedDay(provider), listedAt: finishedAt };
  return items.some(
    (item) => item.outcome !== 'redelivery' && item.outcome !== 'rejected' && item.revision === 1,
  )
    ? {}
    : { providerDay: heardDay(provider), listedAt: finishedAt };
}

export function receiptFrom(item: Item): Receipt {
  const {
    pk,
    sk,
    items,
    expiresAt: _expiresAt,
    providerDay: _day,
    listedAt: _listedAt,
    ...rest
  } = unmarshall(item);
  if (typeof pk !== 'string' || typeof sk !== 'string' || !(items instanceof Uint8Array)) {
    throw new StoreError('bad-item', 'a receipt without its key or its items');
  }
  return {
    ...rest,
    version: sk,
    items: unpacked(items),
  } as Receipt;
}
