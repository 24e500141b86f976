/** What the table holds of an article: its revisions, and the head that says how it stands. Pure. */
import { afterHold, afterRevision } from '../../core/article/life-cycle/changes.ts';
import { dueAtOf } from '../../core/article/life-cycle/questions.ts';
import { isEndEvent } from '../../core/article/life-cycle/saying.ts';
import { NOTHING, type Placed, type Standing } from '../../core/article/life-cycle/standing.ts';
import type { PubStatus, Uri } from '../../core/article/ninjs.ts';
import type { ArticleRecord, Dedupe, WireFormat } from '../../core/article/record.ts';
import type { DeliveryId } from './outcomes.ts';

/** The place of an item among all deliveries. */
export type DeliveredItem = DeliveryId & {
  itemIndex: number;
  /** RFC 3339: when the inbox had the file. */
  receivedAt: string;
  /** S3's order of the deliveries under one key; empty where there is none. */
  sequencer: string;
};

/** A command of an operator that made a revision: the audit. */
export interface DeskAction {
  command: 'release' | 'hold' | 'kill' | 'split' | 'merge' | 'purge';
  by: string;
  /** RFC 3339. */
  at: string;
  reason: string | null;
  /** It was taken along by the merge of this article: where it belongs is judged again. */
  following?: string;
}

/**
 * One revision as it is stored beside its record. It holds all that the head needs, so that anybody can finish
 * the move of the head that a crash interrupted.
 */
export interface Revision extends Placed {
  articleId: string;
  provider: string;
  uri: Uri;
  headline: string;
  /** Ids of the register of agencies. */
  sources: string[];
  dedupe: Dedupe;
  /** The delivery that brought its text. */
  delivery: DeliveredItem;
  /** Of an end: its public note may be told, because the article was announced when it came. */
  withNote: boolean;
  /** Set where a person and no delivery made it. */
  desk: DeskAction | null;
  /** Set where it was made again from an earlier one: because its time or its turn came, or by a person. */
  madeFrom: number | null;
  /** The release by which its file was read; absent: before releases were kept. */
  release?: string;
}

/** The article as it stands: small and hot. */
export interface Head extends Standing {
  articleId: string;
  /** Counts the writes of the head: who writes it says which one it has read. */
  turn: number;
  provider: string;
  uri: Uri;
  format: WireFormat;
  /** The revision that stands, or of nothing but held ones the newest; so are the fields below. */
  revision: number;
  version: string | null;
  versionCreated: string | null;
  pubStatus: PubStatus;
  headline: string;
  sources: string[];
  verdict: Dedupe['verdict'];
  of: string | null;
  story: string;
  /** A person has said to which story it belongs: the machine does not judge it again. */
  byHand: boolean;
  /** A person has said that nothing more of it goes out until a person says so. */
  onHold: boolean;
  /** RFC 3339: when the article was first taken. */
  listedAt: string;
  /** Keys of the files with bodies that were told by claim check and not withdrawn since; absent: none. */
  claimChecks?: string[];
  /** RFC 3339: when all of it but its end was erased, and nothing was taken since; absent: it was not. */
  erasedAt?: string;
}

/** A revision with its whole record. */
export interface StoredRevision {
  revision: Revision;
  record: ArticleRecord;
}

/** The head after a revision has been stored. */
export function headAfter(known: Head | undefined, taken: Revision): Head {
  const head = known === undefined ? undefined : unerased(known);
  const standing = afterRevision(head ?? NOTHING, taken);
  const shown = standing.line?.revision === taken.revision || standing.line === null;
  const after = {
    ...standing,
    articleId: taken.articleId,
    turn: (head?.turn ?? 0) + 1,
    provider: taken.provider,
    uri: taken.uri,
    listedAt: head?.listedAt ?? taken.takenAt,
    onHold: holdAfter(head, taken),
    ...(head?.claimChecks === undefined ? {} : { claimChecks: head.claimChecks }),
  };
  return head === undefined || shown ? { ...after, ...shownOf(taken, head) } : { ...head, ...after };
}

/** The head after a message was sent: with its claim check, or without any where it ended the article. */
export function withClaimCheck(
  { claimChecks = [], ...head }: Head,
  key: string | undefined,
  ends: boolean,
): Head {
  const known = ends ? [] : [...new Set([...claimChecks, ...(key === undefined ? [] : [key])])];
  return known.length === 0 ? head : { ...head, claimChecks: known };
}

/** What comes after the erasure has a text again. */
function unerased({ erasedAt: _erasedAt, ...head }: Head): Head {
  return head;
}

function holdAfter(head: Head | undefined, { desk }: Revision): boolean {
  return desk?.command === 'hold' || (desk?.command !== 'release' && head?.onHold === true);
}

/** The head after the time of what is held has come. */
export function headAfterHold(head: Head, held: Revision, at: string): Head {
  return { ...head, ...afterHold(head, at), ...shownOf(held, head), turn: head.turn + 1 };
}

/** The head with another standing that no revision has made. */
export function headWith(head: Head, standing: Standing): Head {
  return { ...head, ...standing, turn: head.turn + 1 };
}

type Description = Pick<
  Head,
  | 'format'
  | 'revision'
  | 'version'
  | 'versionCreated'
  | 'pubStatus'
  | 'headline'
  | 'sources'
  | 'verdict'
  | 'of'
  | 'story'
  | 'byHand'
>;

function shownOf(taken: Revision, before: Head | undefined): Description {
  const { format, revision, version, versionCreated, status, headline, sources, dedupe, desk } = taken;
  const { verdict, of, story } = dedupe;
  return {
    format,
    revision,
    version,
    versionCreated,
    pubStatus: status,
    headline,
    sources,
    verdict,
    of,
    story,
    byHand: (isPlacing(desk) && desk.following === undefined) || staysByHand(before, of),
  };
}

/** A story of its own that the machine has hidden, for its text was killed elsewhere, is the machine's again. */
function staysByHand(before: Head | undefined, of: string | null): boolean {
  return before?.byHand === true && (before.of !== null || of === null);
}

function isPlacing(desk: DeskAction | null): desk is DeskAction {
  return desk?.command === 'split' || desk?.command === 'merge';
}

/** Outbox of what has no time: only a person releases it. */
export const HELD = 'held';

/** Where what was killed stands until its text is erased, an agency each: no outbox, but in the same sparse index. */
export function killedOf(provider: string): string {
  return `${KILLED}${provider}`;
}

export const KILLED = 'killed#';

const OUTBOX_SHARDS = 4;

/** What is due is sent in this order. */
const PRIORITIES = ['end', 'alert', 'rest'] as const;

type Priority = (typeof PRIORITIES)[number];

/** The outbox is spread, so that a busy day is not one hot partition of the index. */
export function allOutboxes(priorities: readonly Priority[] = PRIORITIES): string[] {
  return priorities.flatMap((priority) =>
    Array.from({ length: OUTBOX_SHARDS }, (_, shard) => `${priority}#${shard}`),
  );
}

/**
 * Whether a head is new and nothing waits but that its taker tells it, which it does at once: then it enters no outbox
 * and has none to leave (ADR 39). Alerts and ends are too urgent for that.
 */
export function isToldAtOnce(head: Head): boolean {
  const { turn, telling, next, held } = head;
  const onlyTold = held === null && next === null && dueAtOf({ ...head, telling: null }) === undefined;
  return turn === 1 && telling?.event === 'published' && !telling.alert && onlyTold;
}

function textToErase({ line, provider, erasedAt }: Head): { outbox: string; dueAt: string } | undefined {
  return line?.status !== 'canceled' || erasedAt !== undefined
    ? undefined
    : { outbox: killedOf(provider), dueAt: new Date(line.inbox.at).toISOString() };
}

/**
 * Where the head stands in the sparse index of what waits: nowhere where nothing does. What was killed waits for its text
 * to be erased.
 */
export function outboxOf(head: Head): { outbox: string; dueAt: string } | undefined {
  const { line, telling, held, reviewAt } = head;
  const dueAt = dueAtOf(head);
  if (dueAt === undefined && held !== null) return { outbox: HELD, dueAt: head.listedAt };
  if (dueAt === undefined) return textToErase(head);
  const isAlert = telling?.alert === true || (telling === null && held?.alert === true);
  // Copies of what was killed may wait to be told: they are looked at before anything goes out
  const isReviewOfKill = telling === null && reviewAt !== null && line?.status === 'canceled';
  const priority: Priority =
    isReviewOfKill || isEndEvent(telling?.event) ? 'end' : isAlert ? 'alert' : 'rest';
  return { outbox: `${priority}#${Number.parseInt(head.articleId.slice(-2), 16) % OUTBOX_SHARDS}`, dueAt };
}
