/**
 * What an agency is told of its own delivery: what became of the file and of each item, in words. Nothing of another
 * agency is in it, and nothing that only the newsroom knows: no tags, no judgements, no places in buckets. Pure.
 */
import { digest } from '../../core/article/identity.ts';
import type { Instant, Integer, Uri } from '../../core/article/ninjs.ts';
import { INBOX_PREFIX, RECEIPTS_PREFIX } from '../../core/providers/register.ts';
import {
  shortlist,
  type ItemOutcome,
  type Outcome,
  type Receipt,
  type TakenItem,
} from '../store/outcomes.ts';
import { SCHEMA_VERSION } from './article-message.ts';
import { byteLength } from './message.ts';

export interface AgencyReceipt {
  /** Stable for (file, version): the same receipt may come twice, with the same content. */
  id: string;
  /** The JSON Schema of this document. @format uri */
  dataschema: string;
  /** Id of the agency: the second part of the key. */
  provider: string;
  /** The file as it was delivered. */
  file: AgencyFile;
  /** When the file had arrived. */
  receivedAt: Instant;
  /** When this was written: what an editor or the end of an embargo does later is not in it. */
  finishedAt: Instant;
  /** Whether all items of the file were taken, some, or none because it cannot be read. */
  state: 'taken' | 'taken-in-part' | 'refused';
  /** The state in a sentence. */
  says: string;
  /** Of a refused file: why, in one word. */
  code: string | null;
  /** How many items had each outcome; of all items, also of those that are not listed. */
  counts: Partial<Record<Outcome, Integer>>;
  /** In the order of the file. */
  items: AgencyItem[];
  /** Items that are not listed, because there were too many. */
  itemsOmitted: Integer;
}

export interface AgencyFile {
  /** As it was delivered: `incoming/<provider>/…`. */
  key: string;
  /** The version that the bucket gave it. */
  version: string;
  bytes: Integer;
  sha256: string | null;
}

export interface AgencyItem {
  /** Its place in the file, from 0. */
  itemIndex: Integer;
  outcome: Outcome;
  /** The outcome in a sentence. */
  says: string;
  /** Of a rejected item: why, in one word. */
  code?: string;
  /** Its identity; absent where the item cannot be read. */
  uri?: Uri;
  headline?: string;
  /** What the newsroom calls it: name it when you ask about it. */
  articleId?: string;
  /** When its embargo ends, while it waits for that. */
  heldUntil?: Instant;
  /** Your own item that carries the same text. */
  sameAs?: Uri;
  /** The item that asked for its kill, where it is not in the file itself. */
  killedBy?: Uri;
}

/** The newsroom's own trouble. */
const SCAN_OPEN =
  'It was not read, for its scan for malware did not end. The newsroom has it and knows of it; there is no need to deliver it again.';

/** Codes whose message is for whoever runs the newsroom. */
const FOR_AGENCIES: Readonly<Record<string, string>> = {
  'too-large':
    'The file is larger than was agreed: deliver it in parts, or ask the newsroom to take larger ones.',
  malware:
    'Malware was found in it, and nothing of it was read. Look at where it was made, and deliver a clean one.',
  'scan-unsupported':
    'It cannot be scanned for malware: deliver it without a password, and not in archives within archives.',
  'scan-denied': SCAN_OPEN,
  'scan-failed': SCAN_OPEN,
  'not-scanned': SCAN_OPEN,
};

const WORDS: Readonly<Record<Exclude<Outcome, 'held' | 'duplicate' | 'rejected'>, string>> = {
  published: 'Given to the newsroom as a new item.',
  updated: 'Given to the newsroom; it replaces the version before.',
  corrected: 'Given to the newsroom as a correction of the version before.',
  killed: 'Killed: everybody who had it is told to take it down.',
  withheld: 'Withheld: everybody who had it is told to take it down.',
  reinstated: 'May run again: the newsroom is told.',
  pending: 'Taken; it is on its way to the newsroom.',
  redelivery: 'Was delivered before, with the same content: nothing changes.',
  late: 'Kept, but not given out: a newer version came before it.',
};

/**
 * @param own the URIs of the same agency's articles by their ids, as far as items are copies of them
 */
export function agencyReceiptOf(
  receipt: Receipt,
  own: ReadonlyMap<string, Uri>,
  schemaBaseUrl: string,
): AgencyReceipt {
  const { key, version, provider, bytes, sha256, receivedAt, finishedAt, code, counts, items } = receipt;
  return {
    id: `${key}@${version}`,
    dataschema: `${schemaBaseUrl}/receipt-${SCHEMA_VERSION}.json`,
    provider: provider ?? '',
    file: { key, version, bytes, sha256 },
    receivedAt,
    finishedAt,
    ...fileWords(receipt),
    code,
    counts,
    items: items.map((item) => agencyItemOf(item, own)),
    itemsOmitted: receipt.itemsOmitted,
  };
}

function fileWords({ state, code, message, counts }: Receipt): Pick<AgencyReceipt, 'state' | 'says'> {
  if (state === 'quarantined') return { state: 'refused', says: refusal(code ?? '', message ?? '') };
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { rejected = 0 } = counts;
  if (rejected === 0) return { state: 'taken', says: `Taken, with all that is in it: ${itemsOf(all)}.` };
  return {
    state: 'taken-in-part',
    says: `${rejected} of ${itemsOf(all)} cannot be read; the others were taken.`,
  };
}

function itemsOf(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}

function refusal(code: string, message: string): string {
  return FOR_AGENCIES[code] ?? `It cannot be read: ${message}.`;
}

function agencyItemOf(item: ItemOutcome, own: ReadonlyMap<string, Uri>): AgencyItem {
  const { itemIndex, outcome } = item;
  if (item.outcome === 'rejected') {
    return { itemIndex, outcome, says: refusal(item.code, item.message), code: item.code };
  }
  const { uri, headline, articleId, embargoedUntil, killedBy, dedupe } = item;
  const sameAs = outcome === 'duplicate' && dedupe.of !== null ? own.get(dedupe.of) : undefined;
  return {
    itemIndex,
    outcome,
    says: itemWords(item, sameAs),
    uri,
    headline,
    articleId,
    ...(embargoedUntil === undefined ? {} : { heldUntil: embargoedUntil }),
    ...(sameAs === undefined ? {} : { sameAs }),
    ...(killedBy === undefined ? {} : { killedBy }),
  };
}

function itemWords({ outcome, embargoedUntil, killedBy }: TakenItem, sameAs: Uri | undefined): string {
  if (outcome === 'held') {
    return embargoedUntil === undefined
      ? 'Kept until an editor releases it.'
      : `Kept until its embargo ends: ${embargoedUntil}.`;
  }
  if (outcome === 'duplicate') {
    return sameAs === undefined
      ? 'Kept, but not given out: the newsroom has this text already.'
      : `Kept, but not given out: it has the text of ${sameAs}, which you delivered before.`;
  }
  return killedBy === undefined ? WORDS[outcome] : `${WORDS[outcome]} ${killedBy} asked for it.`;
}

/** The same receipt in so many bytes: rejected items are listed before the others. */
export function receiptWithin(receipt: AgencyReceipt, maxBytes: number): AgencyReceipt {
  let fitted = receipt;
  while (byteLength(fitted) > maxBytes && fitted.items.length > 0) {
    const items = shortlist(fitted.items, Math.floor(fitted.items.length / 2));
    fitted = { ...fitted, items, itemsOmitted: fitted.itemsOmitted + fitted.items.length - items.length };
  }
  return fitted;
}

/** Where the receipt of a file lies; S3 takes keys of 1,024 bytes. */
export function receiptKeyOf(deliveryKey: string): string {
  const path = deliveryKey.slice(INBOX_PREFIX.length);
  const readable = `${RECEIPTS_PREFIX}${path}.json`;
  if (Buffer.byteLength(readable) <= 1024) return readable;
  return `${RECEIPTS_PREFIX}${path.slice(0, path.indexOf('/'))}/${digest([path])}.json`;
}
