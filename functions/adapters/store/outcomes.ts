/** What became of a file and of every item in it: what receipts say, apart from how the table keeps them. */
import type { EventType } from '../../core/article/life-cycle/saying.ts';
import type { Uri } from '../../core/article/ninjs.ts';
import type { Dedupe, WireFormat } from '../../core/article/record.ts';

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

/** An operator expects nothing more of a file that could not be read. */
export interface Discarded {
  by: string;
  /** RFC 3339. */
  at: string;
  reason: string;
}

/** What the file brought was erased, or some of it: nothing of that stands in the receipt. */
export interface Purged {
  by: string;
  /** RFC 3339. */
  at: string;
  reason: string;
  /** Under which `wire operations` and `wire purge --check` know it. */
  operation: string;
}

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
  discarded?: Discarded;
  purged?: Purged;
}

/** Nobody reads more of them one by one. */
const LISTED_ITEMS = 1000;

export type Listing = Pick<Receipt, 'counts' | 'items' | 'itemsOmitted'>;

/**
 * What a receipt lists of all outcomes: everything, or the rejected and the first of the others.
 * @param before what was listed of the same file already
 */
export function listed(items: readonly ItemOutcome[], before?: Listing): Listing {
  const counts: Receipt['counts'] = { ...before?.counts };
  for (const { outcome } of items) counts[outcome] = (counts[outcome] ?? 0) + 1;
  const all = [...(before?.items ?? []), ...items].sort((a, b) => a.itemIndex - b.itemIndex);
  const kept = shortlist(all, LISTED_ITEMS);
  return { counts, items: kept, itemsOmitted: (before?.itemsOmitted ?? 0) + all.length - kept.length };
}

/**
 * A receipt some of whose rejected items could be read when the file came again: what was taken the first time stays as it
 * was told. Undefined where nothing of it has changed.
 */
export function mended(before: Receipt, after: Receipt): Receipt | undefined {
  const rejected = new Set(
    before.items.flatMap(({ outcome, itemIndex }) => (outcome === 'rejected' ? [itemIndex] : [])),
  );
  const stillRejected = new Set(
    after.items.flatMap(({ outcome, itemIndex }) => (outcome === 'rejected' ? [itemIndex] : [])),
  );
  const readNow = [...rejected].filter((itemIndex) => !stillRejected.has(itemIndex));
  if (after.state !== 'done' || readNow.length === 0) return undefined;
  const isReadNow = ({ itemIndex }: { itemIndex: number }): boolean => readNow.includes(itemIndex);
  const { rejected: count = 0, ...counts } = before.counts;
  const left = count - readNow.length;
  const kept = {
    counts: left > 0 ? { ...counts, rejected: left } : counts,
    items: before.items.filter((item) => !isReadNow(item)),
    itemsOmitted: before.itemsOmitted,
  };
  const { finishedAt, quarantineKey } = after;
  return { ...before, ...listed(after.items.filter(isReadNow), kept), finishedAt, quarantineKey };
}

/** So many of the items, in their order: the rejected before the others. */
export function shortlist<T extends { outcome: Outcome; itemIndex: number }>(
  items: readonly T[],
  length: number,
): T[] {
  if (items.length <= length) return [...items];
  const rejected = items.filter(({ outcome }) => outcome === 'rejected');
  const others = items.filter(({ outcome }) => outcome !== 'rejected');
  return [...rejected, ...others].slice(0, length).sort((a, b) => a.itemIndex - b.itemIndex);
}
