/**
 * Everything that happened to a delivery or an article, from the file in the inbox to the messages, in one list, and
 * where it is now.
 */
import type { QueueCounts, WaitingMessage } from '../adapters/platform/queues.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { InboxVersion, InboxVersions } from '../adapters/store/inbox-versions.ts';
import type { Operation } from '../adapters/store/operations.ts';
import type { ItemOutcome, Receipt } from '../adapters/store/outcomes.ts';
import type { Pauses } from '../adapters/store/pauses.ts';
import type { ReadIndexes } from '../adapters/store/read-indexes.ts';
import { providerOfKey } from '../core/providers/register.ts';
import { readNotification } from './notification.ts';
import { articleLines, type ArticleTracePorts } from './trace-article.ts';
import { inOrder, type Happening, type OfFile, type TraceLine, type Whereabouts } from './trace-lines.ts';

export interface TracePorts extends ArticleTracePorts {
  inbox: Pick<InboxVersions, 'bucket' | 'of'>;
  table: Pick<ArticleTable, 'head' | 'revisions' | 'receipt' | 'progress'>;
  indexes: Pick<ReadIndexes, 'receiptsOf'>;
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
  const discarded: Happening[] = [
    ...(receipt.discarded === undefined
      ? []
      : [{ what: 'discarded' as const, ...file, ...receipt.discarded }]),
    ...(receipt.purged === undefined ? [] : [{ what: 'purged' as const, ...file, ...receipt.purged }]),
  ];
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
