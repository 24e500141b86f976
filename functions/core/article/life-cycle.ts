/**
 * The life of an article: how an incoming item stands to what is held already, and what subscribers are told.
 *
 *   nothing held ──▶ new ──▶ update / correction ──▶ kill ──▶ update with `reinstated`
 *                     │             ▲                  (only by something strictly newer)
 *                     └─ late: kept as history, the current revision stays
 *
 * Pure: decided from the head of the article and the item alone (spec/formats.md section 15).
 */
import type { PubStatus } from './ninjs.ts';
import type { ArticleRecord, Signal, Verdict, WireFormat } from './record.ts';
import type { ContentIdentity } from './identity.ts';

export type EventType =
  'published' | 'updated' | 'corrected' | 'killed' | 'withheld' | 'reinstated' | 'duplicate';

/** What the decision needs to know of the current revision. */
export interface CurrentRevision {
  revision: number;
  version: string | null;
  versionSequence: number | null;
  versionCreated: string | null;
  contentHash: string;
  textHash: string;
  pubStatus: PubStatus;
  /** Fingerprints of all revisions held, see `seenKey`. */
  seen: readonly string[];
  /** A revision has been published, or is about to be: subscribers know the article. */
  announced: boolean;
  /** When the inbox had the file of the current revision, RFC 3339; null where that is not known. */
  deliveredAt: string | null;
}

export type LifeCycleDecision =
  | { kind: 'redelivery' }
  | { kind: 'late' }
  | { kind: 'take'; verdict: Exclude<Verdict, 'redelivery' | 'late'>; event: EventType; signals: Signal[] };

/** What makes two sendings of one article the same sending. */
export function seenKey(version: string | null, contentHash: string): string {
  return `${version ?? ''}|${contentHash.slice(0, 16)}`;
}

/** Formats whose version is a counter kept by the agency: it rules over the clock. Elsewhere the clock rules. */
const SEQUENCE_FIRST: ReadonlySet<WireFormat> = new Set(['newsml-1', 'ap-media', 'ritzau', 'fingerpost']);

/**
 * @param current the article's current revision, or undefined when nothing is held
 * @param record the incoming item
 * @param identity its fingerprints
 * @param deliveredAt when the inbox had its file, RFC 3339
 */
export function decideLifeCycle(
  current: CurrentRevision | undefined,
  record: ArticleRecord,
  identity: ContentIdentity,
  deliveredAt: string,
): LifeCycleDecision {
  const status = record.article.pubStatus ?? 'usable';
  if (current === undefined) return { kind: 'take', ...firstOf(status), signals: [] };

  const { age, byClock, bySequence } = compareAge(current, record);
  const seen = current.seen.includes(seenKey(record.article.version ?? null, identity.contentHash));
  if (seen && !(byClock === 'newer' && returns(current, record, identity))) return { kind: 'redelivery' };

  // Where clock and counter contradict each other an end counts: what was ended in error can come back
  const ends = status !== 'usable' && [byClock, bySequence].includes('newer');
  if (age === 'older' && !ends) return { kind: 'late' };
  // Queues and retries change the order: what was delivered before and says nothing of its age is no news, unless it ends
  const byArrival = compare(instant(deliveredAt), instant(current.deliveredAt));
  if (status === 'usable' && age !== 'newer' && byArrival === 'older') return { kind: 'late' };
  const wasDown = current.pubStatus !== 'usable';
  if (status === 'canceled') return { kind: 'take', verdict: 'kill', event: 'killed', signals: [] };
  if (status === 'withheld') return { kind: 'take', verdict: 'update', event: 'withheld', signals: [] };
  // What was killed comes back only by something that says it is newer, never by another copy of what it was
  if (wasDown) {
    return age === 'newer' || (age === 'untold' && current.pubStatus === 'withheld')
      ? { kind: 'take', verdict: 'update', event: 'reinstated', signals: ['reinstated'] }
      : { kind: 'late' };
  }
  const announce = (event: EventType): EventType => (current.announced ? event : 'published');
  if (identity.textHash === current.textHash && age === 'same') {
    return { kind: 'take', verdict: 'update', event: announce('updated'), signals: ['metadata-only'] };
  }
  if (age === 'same') {
    return {
      kind: 'take',
      verdict: 'correction',
      event: announce('corrected'),
      signals: ['silent-correction'],
    };
  }
  return record.wire.signals.includes('correction')
    ? { kind: 'take', verdict: 'correction', event: announce('corrected'), signals: [] }
    : { kind: 'take', verdict: 'update', event: announce('updated'), signals: [] };
}

function firstOf(status: PubStatus): { verdict: 'new' | 'kill'; event: EventType } {
  if (status === 'canceled') return { verdict: 'kill', event: 'killed' };
  return { verdict: 'new', event: status === 'withheld' ? 'withheld' : 'published' };
}

/**
 * Content that was there before, and not last: an agency that gives no versions takes back an edit, or kills again what
 * it had reinstated.
 */
function returns(current: CurrentRevision, record: ArticleRecord, identity: ContentIdentity): boolean {
  if (identity.contentHash === current.contentHash) return false;
  const killsAgain = current.pubStatus === 'usable' && (record.article.pubStatus ?? 'usable') !== 'usable';
  return killsAgain || record.article.version === undefined;
}

type Order = 'newer' | 'same' | 'older';

interface Ages {
  /** Untold: neither clock nor counter says it, so what was delivered later counts as newer. */
  age: Order | 'untold';
  byClock: Order | undefined;
  bySequence: Order | undefined;
}

function compareAge(current: CurrentRevision, record: ArticleRecord): Ages {
  const byClock = compare(instant(record.article.versionCreated), instant(current.versionCreated));
  const bySequence = compare(record.wire.versionSequence, current.versionSequence);
  const sameVersion = (record.article.version ?? null) === current.version && current.version !== null;
  if (sameVersion) return { age: byClock === 'older' ? 'older' : 'same', byClock, bySequence };
  const order = SEQUENCE_FIRST.has(record.wire.format) ? [bySequence, byClock] : [byClock, bySequence];
  const told = order.find((measure) => measure !== undefined && measure !== 'same');
  return { age: told ?? (byClock === 'same' ? 'same' : 'untold'), byClock, bySequence };
}

function compare(incoming: number | null, current: number | null): Order | undefined {
  if (incoming === null || current === null) return undefined;
  if (incoming === current) return 'same';
  return incoming > current ? 'newer' : 'older';
}

function instant(written: string | null | undefined): number | null {
  if (written === null || written === undefined) return null;
  const time = Date.parse(written);
  return Number.isNaN(time) ? null : time;
}
