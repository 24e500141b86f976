/**
 * Everything that happened to a delivery or an article, from the file in the inbox to the messages, in one list, and
 * where it is now.
 */
import type { Placed } from '../core/article/life-cycle/standing.ts';
import type { QueueCounts, WaitingMessage } from '../adapters/platform/queues.ts';
import { eventId } from '../adapters/publish/message.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import type { InboxVersion, InboxVersions } from '../adapters/store/inbox-versions.ts';
import type { ItemOutcome, Receipt } from '../adapters/store/outcomes.ts';
import type { Operation } from '../adapters/store/operations.ts';
import type { Pause, Pauses } from '../adapters/store/pauses.ts';
import type { ReadIndexes } from '../adapters/store/read-indexes.ts';
import type { DeliveredItem, DeskAction, Head, Revision } from '../adapters/store/records.ts';
import { providerOfKey } from '../core/providers/register.ts';
import { readNotification } from './notification.ts';

export interface TracePorts {
  inbox: Pick<InboxVersions, 'bucket' | 'of'>;
  table: Pick<ArticleTable, 'head' | 'revisions' | 'receipt' | 'progress'>;
  indexes: Pick<ReadIndexes, 'receiptsOf'>;
  log: Pick<FeedLog, 'between'>;
  /** What waits in the dead-letter queue, and goes on waiting. */
  deadLetters: () => Promise<readonly WaitingMessage[]>;
  /** Of the intake queue: nobody looks into it, for that is for `ingest` alone. */
  queue: () => Promise<QueueCounts>;
  /** Whether it waits since its agency is paused. */
  pauses: Pick<Pauses, 'all' | 'among'>;
  /** What operators have done with many files at once since a time, RFC 3339. */
  operations: (since: string) => AsyncIterable<Operation>;
  /** Whether a copy in quarantine is still there. */
  isKept: (key: string) => Promise<boolean>;
}

interface OfFile {
  key: string;
  version: string;
}

/** What happened; `at` is RFC 3339, null where nobody has noted it. */
export type Happening = { at: string | null } & (
  | (OfFile & { what: 'stored'; bytes: number })
  | (OfFile & { what: 'deleted' })
  | (OfFile & { what: 'taken'; counts: Receipt['counts']; repeats: number })
  | (OfFile & {
      what: 'quarantined';
      code: string | null;
      message: string | null;
      quarantineKey: string | null;
    })
  | (OfFile & { what: 'discarded'; by: string; reason: string })
  | (OfFile & { what: 'item'; itemIndex: number; outcome: string } & (
        { articleId: string; revision: number } | { code: string; message: string }
      ))
  | {
      what: 'revision';
      articleId: string;
      revision: number;
      place: Placed['place'];
      status: string;
      verdict: string;
      headline: string;
      /** The file that brought it; absent where a person made it, or it was made again. */
      key?: string;
      version?: string;
      itemIndex?: number;
      desk?: DeskAction;
      madeFrom?: number;
    }
  | { what: 'told'; articleId: string; id: string }
  | { what: 'operation'; id: string; command: string; by: string; reason: string | null }
);

/** Where something is now. */
export type Whereabouts = { what: 'now' } & (
  | (OfFile & { where: 'done' })
  | (OfFile & { where: 'quarantine'; code: string | null; quarantineKey: string | null; kept: boolean })
  | (OfFile & { where: 'dead-letter-queue'; messageId: string; sentAt: string })
  /** Its agency is paused, or was: `wire resume` lets it flow. */
  | (OfFile & { where: 'paused'; pause: Pause | null })
  /** Or on its way there; `taken` of its items are done. */
  | (OfFile & { where: 'intake-queue'; taken: number; queue: QueueCounts })
  /** No receipt, and nothing waits: the inbox was never heard. */
  | (OfFile & { where: 'nowhere'; command: string })
  | { where: 'outbox'; articleId: string; event: string; revision: number; dueAt: string }
  /** Behind what is being told. */
  | { where: 'outbox'; articleId: string; event: null; revision: number; dueAt: null }
  | { where: 'held'; articleId: string; revision: number; until: string }
  | { where: 'hidden'; articleId: string; revision: number; of: string | null }
  | { where: 'told'; articleId: string; id: string }
  | { where: 'stored'; articleId: string; revision: number; status: string }
  /** In the dead-letter queue, and not about a file. */
  | { where: 'dead-letter-queue'; messageId: string; sentAt: string; reason: string }
);

export type TraceLine = Happening | Whereabouts;

/** A file of many items: of more articles than these only the items are listed. */
const MOST_ARTICLES = 50;

/** @returns undefined where nobody knows the key */
export async function traceFile(ports: TracePorts, key: string): Promise<TraceLine[] | undefined> {
  const { inbox, indexes } = ports;
  const [versions, receipts] = await Promise.all([inbox.of(key), indexes.receiptsOf(inbox.bucket, key)]);
  const files = new Set([
    ...versions.filter(({ marker }) => !marker).map(({ version }) => version),
    ...receipts.map(({ version }) => version),
  ]);
  if (files.size === 0) return undefined;
  const lines: TraceLine[] = versions.map((one) =>
    storedLine(
      one,
      receipts.find(({ version }) => version === one.version),
    ),
  );
  for (const version of files) {
    const receipt = receipts.find((one) => one.version === version);
    lines.push(...(await fileLines(ports, { key, version }, receipt)));
  }
  const articles = new Set(
    receipts.flatMap(({ items }) => items.flatMap((item) => ('articleId' in item ? [item.articleId] : []))),
  );
  for (const articleId of [...articles].slice(0, MOST_ARTICLES)) {
    const lived = await articleLines(ports, articleId);
    lines.push(
      ...(lived?.lines.filter((line) => line.what !== 'revision' || (line.key ?? key) === key) ?? []),
    );
  }
  lines.push(...(await operationLines(ports, lines, [key])));
  return inOrder(lines);
}

/** @returns undefined where there is no such article */
export async function traceArticle(ports: TracePorts, articleId: string): Promise<TraceLine[] | undefined> {
  const lived = await articleLines(ports, articleId);
  if (lived === undefined) return undefined;
  const lines = [...lived.lines];
  const files = new Map(lived.deliveries.map((one) => [`${one.key} ${one.version}`, one]));
  for (const { bucket, key, version } of files.values()) {
    const stored = (await ports.inbox.of(key)).filter((one) => one.version === version);
    const receipt = await ports.table.receipt({ bucket, key, version });
    const ofThis = (item: ItemOutcome): boolean => 'articleId' in item && item.articleId === articleId;
    lines.push(
      ...stored.map((one) => storedLine(one, receipt)),
      ...(await fileLines(
        ports,
        { key, version },
        receipt && { ...receipt, items: receipt.items.filter(ofThis) },
      )),
    );
  }
  const keys = [...files.values()].map(({ key }) => key);
  lines.push(...(await operationLines(ports, lines, [articleId, ...keys])));
  return inOrder(lines);
}

/** What operators have done with it among others, since it came. */
async function operationLines(
  { operations }: TracePorts,
  lines: readonly TraceLine[],
  names: readonly string[],
): Promise<Happening[]> {
  const [first] = lines.flatMap((line) => (line.what === 'now' ? [] : (line.at ?? []))).sort();
  const found: Happening[] = [];
  if (first === undefined) return found;
  for await (const { took, id, command, by, at, reason } of operations(first)) {
    if (names.some((name) => took.includes(name)))
      found.push({ at, what: 'operation', id, command, by, reason });
  }
  return found;
}

/** The file of a message of the queues, as logs name it. @returns undefined where it is not among the dead letters */
export async function traceMessage(ports: TracePorts, messageId: string): Promise<TraceLine[] | undefined> {
  const message = (await ports.deadLetters()).find((one) => one.messageId === messageId);
  if (message === undefined) return undefined;
  const { sentAt, body } = message;
  const read = readNotification(body);
  if (read.kind !== 'deliveries')
    return [{ what: 'now', where: 'dead-letter-queue', messageId, sentAt, reason: read.reason }];
  const lines: TraceLine[] = [];
  for (const key of new Set(read.deliveries.map((delivery) => delivery.key)))
    lines.push(...((await traceFile(ports, key)) ?? []));
  return inOrder(lines);
}

/** The list of the inbox knows whole seconds only, the receipt has it as S3 told it. */
function storedLine(
  { key, version, storedAt, bytes, marker }: InboxVersion,
  receipt: Receipt | undefined,
): Happening {
  const of = { at: receipt?.receivedAt ?? new Date(storedAt).toISOString(), key, version };
  return marker ? { ...of, what: 'deleted' } : { ...of, what: 'stored', bytes };
}

async function fileLines(
  ports: TracePorts,
  file: OfFile,
  receipt: Receipt | undefined,
): Promise<TraceLine[]> {
  if (receipt === undefined) return [await withoutReceipt(ports, file)];
  const { finishedAt: at, state, code, message, quarantineKey, counts, repeats, items } = receipt;
  const discarded: Happening[] =
    receipt.discarded === undefined ? [] : [{ what: 'discarded', ...file, ...receipt.discarded }];
  if (state === 'quarantined') {
    const kept = quarantineKey !== null && (await ports.isKept(quarantineKey));
    return [
      { at, what: 'quarantined', ...file, code, message, quarantineKey },
      ...discarded,
      { what: 'now', where: 'quarantine', ...file, code, quarantineKey, kept },
    ];
  }
  return [
    ...items.map((item): Happening => ({ at, what: 'item', ...file, ...itemOf(item) })),
    { at, what: 'taken', ...file, counts, repeats },
    ...discarded,
    { what: 'now', where: 'done', ...file },
  ];
}

function itemOf(
  item: ItemOutcome,
): { itemIndex: number; outcome: string } & (
  { articleId: string; revision: number } | { code: string; message: string }
) {
  const { itemIndex, outcome } = item;
  return item.outcome === 'rejected'
    ? { itemIndex, outcome, code: item.code, message: item.message }
    : { itemIndex, outcome, articleId: item.articleId, revision: item.revision };
}

async function withoutReceipt(ports: TracePorts, file: OfFile): Promise<Whereabouts> {
  if ((await ports.pauses.among([file])).size > 0) {
    const paused = await ports.pauses.all();
    return { what: 'now', where: 'paused', ...file, pause: paused[providerOfKey(file.key) ?? ''] ?? null };
  }
  const dead = (await ports.deadLetters()).find(({ body }) => isAbout(body, file));
  if (dead !== undefined) {
    const { messageId, sentAt } = dead;
    return { what: 'now', where: 'dead-letter-queue', ...file, messageId, sentAt };
  }
  const [queue, progress] = await Promise.all([
    ports.queue(),
    ports.table.progress({ bucket: ports.inbox.bucket, ...file }),
  ]);
  if (progress === undefined && queue.waiting + queue.inFlight === 0)
    return { what: 'now', where: 'nowhere', ...file, command: 'wire reconcile' };
  return { what: 'now', where: 'intake-queue', ...file, taken: progress?.done.length ?? 0, queue };
}

/** Whether a message announces a file. */
export function isAbout(body: string, { key, version }: OfFile): boolean {
  const read = readNotification(body);
  return (
    read.kind === 'deliveries' &&
    read.deliveries.some((one) => one.key === key && (one.versionId ?? one.eTag) === version)
  );
}

async function articleLines(
  ports: TracePorts,
  articleId: string,
): Promise<{ lines: TraceLine[]; deliveries: DeliveredItem[] } | undefined> {
  const head = await ports.table.head(articleId);
  if (head === undefined) return undefined;
  const revisions: Revision[] = [];
  for await (const { revision } of ports.table.revisions(articleId, head.lastRevision)) {
    revisions.unshift(revision);
  }
  const told = await timesOf(ports, head, revisions);
  return {
    lines: [
      ...revisions.flatMap((revision): Happening[] => [
        revisionLine(revision),
        ...eventsOf(head, revision.revision).map((event): Happening => {
          const id = eventId(articleId, revision.revision, event);
          return { at: told.get(id) ?? null, what: 'told', articleId, id };
        }),
      ]),
      ...whereaboutsOf(head),
    ],
    deliveries: revisions.flatMap(({ desk, madeFrom, delivery }) =>
      desk === null && madeFrom === null ? [delivery] : [],
    ),
  };
}

function revisionLine(stored: Revision): Happening {
  const { takenAt: at, articleId, revision, place, status, headline, dedupe, desk, madeFrom } = stored;
  const { key, version, itemIndex } = stored.delivery;
  return {
    at,
    what: 'revision',
    articleId,
    revision,
    place,
    status,
    verdict: dedupe.verdict,
    headline,
    ...(desk === null ? {} : { desk }),
    ...(madeFrom === null ? {} : { madeFrom }),
    ...(desk === null && madeFrom === null ? { key, version, itemIndex } : {}),
  };
}

type Event = Parameters<typeof eventId>[2];

/** What was told of a revision, in order. */
function eventsOf({ told }: Head, revision: number): Event[] {
  return told.list
    .map(toldOf)
    .filter((one) => one.revision === revision)
    .map(({ event }) => event)
    .reverse();
}

/** An entry of what was told. */
function toldOf(entry: string): { revision: number; event: Event } {
  const [revision = '', event = ''] = entry.split('.');
  return { revision: Number(revision), event: event as Event };
}

/** What is told is told in so many minutes after its revision, or after what held it. */
const SEARCHED_MS = 5 * 60_000;
/** Batches that are looked through for the times of one article: without them it is only not known when. */
const MOST_BATCHES = 500;

/** When each event was told, as the feed log knows; of the last one the head knows it too. */
async function timesOf(
  { log }: TracePorts,
  { articleId, told }: Head,
  revisions: readonly Revision[],
): Promise<Map<string, string>> {
  const times = new Map<string, string>();
  if (told.at === null) return times;
  const spans = revisions.flatMap(({ takenAt, dueAt }) => (dueAt === null ? [takenAt] : [takenAt, dueAt]));
  let batches = 0;
  for (const since of [...new Set([...spans, told.at])].sort()) {
    const from = new Date(Date.parse(since) - SEARCHED_MS / 5).toISOString();
    const until = new Date(Date.parse(since) + SEARCHED_MS).toISOString();
    for await (const { entries } of log.between(from, until)) {
      for (const entry of entries) {
        if (entry.articleId !== articleId) continue;
        const id = eventId(articleId, entry.revision, entry.event);
        if (!times.has(id)) times.set(id, entry.at);
      }
      if (++batches >= MOST_BATCHES || times.size === told.list.length) break;
    }
    if (batches >= MOST_BATCHES || times.size === told.list.length) break;
  }
  const { revision, event } = toldOf(told.list[0] ?? '');
  const id = eventId(articleId, revision, event);
  if (!times.has(id)) times.set(id, told.at);
  return times;
}

function whereaboutsOf(head: Head): Whereabouts[] {
  const { articleId, telling, next, held, line, told, of } = head;
  const waiting: Whereabouts[] = [];
  if (telling !== null) {
    const { event, revision, dueAt } = telling;
    waiting.push({ what: 'now', where: 'outbox', articleId, event, revision, dueAt });
  }
  if (next !== null) {
    const { revision } = next;
    waiting.push({ what: 'now', where: 'outbox', articleId, event: null, revision, dueAt: null });
  }
  if (held !== null) {
    const until = held.dueAt ?? 'a person releases it';
    waiting.push({ what: 'now', where: 'held', articleId, revision: held.revision, until });
  }
  if (line?.hidden === true)
    waiting.push({ what: 'now', where: 'hidden', articleId, revision: line.revision, of });
  if (waiting.length > 0) return waiting;
  const [newest] = told.list;
  if (newest === undefined) {
    const { revision, pubStatus: status } = head;
    return [{ what: 'now', where: 'stored', articleId, revision, status }];
  }
  const { revision, event } = toldOf(newest);
  return [{ what: 'now', where: 'told', articleId, id: eventId(articleId, revision, event) }];
}

/** Of the same moment, what leads to the other comes first. */
const RANKS = [
  'stored',
  'operation',
  'revision',
  'told',
  'item',
  'taken',
  'quarantined',
  'discarded',
  'deleted',
  'now',
];

/** By time; what has none stays behind what it follows. */
function inOrder(lines: readonly TraceLine[]): TraceLine[] {
  let last = '';
  return lines
    .map((line) => {
      last = line.what === 'now' ? '~' : (line.at ?? last);
      return { line, time: last, rank: RANKS.indexOf(line.what) };
    })
    .sort((a, b) => (a.time === b.time ? a.rank - b.rank : a.time < b.time ? -1 : 1))
    .map(({ line }) => line);
}
