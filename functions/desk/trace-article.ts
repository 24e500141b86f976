/** What happened to an article: its revisions, what was told of each and when, and where it is now. */
import { eventId } from '../adapters/publish/message.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import type { DeliveredItem, Head, Revision } from '../adapters/store/records.ts';
import type { Happening, TraceLine, Whereabouts } from './trace-lines.ts';

export interface ArticleTracePorts {
  table: Pick<ArticleTable, 'head' | 'revisions'>;
  log: Pick<FeedLog, 'between'>;
}

/** @returns undefined where there is no such article; else its lines, and the items of deliveries that it was made from */
export async function articleLines(
  ports: ArticleTracePorts,
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
  { log }: ArticleTracePorts,
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
