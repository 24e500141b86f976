/** What the table holds of an article, and how its head moves from one revision to the next. Pure. */
import type { EventType } from '../../core/article/life-cycle.ts';
import { seenKey } from '../../core/article/life-cycle.ts';
import type { PubStatus, Uri } from '../../core/article/ninjs.ts';
import type { ArticleRecord, Dedupe, WireFormat } from '../../core/article/record.ts';
import type { DeliveryId } from './receipt.ts';

/** The place of an item among all deliveries. */
export type DeliveredItem = DeliveryId & {
  itemIndex: number;
  /** RFC 3339: when the inbox had the file. */
  receivedAt: string;
};

/**
 * One revision as it is stored beside its record. It holds all that the head needs, so that anybody can finish
 * the move of the head that a crash interrupted.
 */
export interface Revision {
  articleId: string;
  /** 1, 2, 3 ... per article, in order of arrival. */
  revision: number;
  provider: string;
  uri: Uri;
  format: WireFormat;
  version: string | null;
  versionSequence: number | null;
  versionCreated: string | null;
  contentHash: string;
  textHash: string;
  pubStatus: PubStatus;
  headline: string;
  /** Ids of the register of agencies. */
  sources: string[];
  dedupe: Dedupe;
  /** What subscribers are told; null for what is only kept (late, unpublished duplicate). */
  event: EventType | null;
  /** When it may be published: the time of taking, the end of the embargo, or null when held until released. */
  dueAt: string | null;
  /** RFC 3339, when this revision was taken. */
  takenAt: string;
  /** The delivery that brought it. */
  delivery: DeliveredItem;
  /** An end of publication of what nobody may know yet: the message tells which item it is, nothing of it. */
  sealed: boolean;
}

/** The article as it stands: small and hot. `outbox` and `dueAt` are there only while something waits to be published. */
export interface Head {
  articleId: string;
  provider: string;
  uri: Uri;
  format: WireFormat;
  /** The current revision. */
  revision: number;
  /** The newest revision held; above `revision` when that one came late. */
  lastRevision: number;
  version: string | null;
  versionSequence: number | null;
  versionCreated: string | null;
  contentHash: string;
  textHash: string;
  pubStatus: PubStatus;
  headline: string;
  sources: string[];
  verdict: Dedupe['verdict'];
  of: string | null;
  story: string;
  event: EventType | null;
  /** The highest revision that was published; 0 when none was. */
  publishedRevision: number;
  publishedAt: string | null;
  /** Subscribers know the article: one of its revisions was published, not sealed, and not just as somebody's duplicate. */
  announced: boolean;
  seen: string[];
  listedAt: string;
  /** When the inbox had the file of the current revision. */
  deliveredAt: string | null;
  outbox: string | null;
  /** When `release` takes it up: the end of the embargo, or a lease's length after taking for what its taker publishes itself. */
  dueAt: string | null;
  /** The end of the embargo of the current revision; null without one. */
  heldUntil: string | null;
}

/** The taker publishes at once; only what is still there after this time, milliseconds, was interrupted. */
export const PUBLISH_LEASE = 60_000;

/** Revisions whose fingerprints the head keeps. Older sendings than these count as late when they come again. */
const SEEN_KEPT = 100;

const OUTBOX_SHARDS = 4;
/** Outbox of what has no time: only an operator releases it. */
export const HELD = 'held';

/** The outbox is spread, so that a busy day is not one hot partition of the index. */
export function outboxOf(articleId: string): string {
  return `due#${Number.parseInt(articleId.slice(-2), 16) % OUTBOX_SHARDS}`;
}

export function allOutboxes(): string[] {
  return Array.from({ length: OUTBOX_SHARDS }, (_, shard) => `due#${shard}`);
}

/**
 * The head after a revision. A late revision is counted and remembered but moves nothing else; any other takes the
 * place of the one before, also in the outbox: what was not yet published is superseded by what is newer.
 */
export function headAfter(head: Head | undefined, taken: Revision): Head {
  const seen = [seenKey(taken.version, taken.contentHash), ...(head?.seen ?? [])].slice(0, SEEN_KEPT);
  if (head !== undefined && taken.dedupe.verdict === 'late')
    return { ...head, lastRevision: taken.revision, seen };
  const waits = taken.event !== null;
  return {
    articleId: taken.articleId,
    provider: taken.provider,
    uri: taken.uri,
    format: taken.format,
    revision: taken.revision,
    lastRevision: taken.revision,
    version: taken.version,
    versionSequence: taken.versionSequence,
    versionCreated: taken.versionCreated,
    contentHash: taken.contentHash,
    textHash: taken.textHash,
    pubStatus: taken.pubStatus,
    headline: taken.headline,
    sources: taken.sources,
    verdict: taken.dedupe.verdict,
    of: taken.dedupe.of,
    story: taken.dedupe.story,
    event: taken.event,
    publishedRevision: head?.publishedRevision ?? 0,
    publishedAt: head?.publishedAt ?? null,
    announced: head?.announced ?? false,
    seen,
    listedAt: head?.listedAt ?? taken.takenAt,
    deliveredAt: taken.delivery.receivedAt,
    outbox: !waits ? null : taken.dueAt === null ? HELD : outboxOf(taken.articleId),
    dueAt: !waits ? null : dueAtOf(taken),
    heldUntil: taken.dueAt !== null && taken.dueAt > taken.takenAt ? taken.dueAt : null,
  };
}

function dueAtOf({ dueAt, takenAt }: Revision): string {
  if (dueAt !== null && dueAt > takenAt) return dueAt;
  return new Date(Date.parse(takenAt) + PUBLISH_LEASE).toISOString();
}

/** True while the newest revision waits for a time or for an operator, and not just for its publisher. */
export function isHeld(head: Head, now: number): boolean {
  if (head.outbox === null) return false;
  return head.outbox === HELD || (head.heldUntil !== null && Date.parse(head.heldUntil) > now);
}

/** Events that may say nothing of the article, see `Revision.sealed`, or not that it is an article of its own. */
const NO_ANNOUNCEMENT: ReadonlySet<EventType | null> = new Set(['killed', 'withheld', 'duplicate']);

/** True when subscribers know the article, or are just being told of it. */
export function isAnnounced(head: Head, now: number): boolean {
  const onItsWay = head.outbox !== null && !NO_ANNOUNCEMENT.has(head.event) && !isHeld(head, now);
  return head.announced || onItsWay;
}

/** A revision with its whole record. */
export interface StoredRevision {
  revision: Revision;
  record: ArticleRecord;
}
