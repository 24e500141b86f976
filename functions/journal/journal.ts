/**
 * Takes what the article topic has told into the feed log. Nothing is lost by a crash at any point: what was not
 * acknowledged comes again, and stands in the log twice at worst.
 */
import type { EventType } from '../core/article/life-cycle/saying.ts';
import { isFirst, mayHaveBeenTold, wasOf, type Entry } from '../core/feed/entry.ts';
import { facetsOf } from '../core/feed/facets.ts';
import { type RecallSettings, type ToldBefore } from '../core/feed/recalls.ts';
import type { ArticleMessage } from '../adapters/publish/article-message.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import { keepRecalls, type RecallPorts } from './recalls.ts';

export interface TopicMessage {
  messageId: string;
  body: string;
}

export interface JournalPorts extends Pick<RecallPorts, 'recalls'> {
  table: Pick<ArticleTable, 'head' | 'revisions'>;
  log: Pick<FeedLog, 'append'>;
  recallSettings: RecallSettings;
}

export interface JournalObserver {
  logged: (batch: number, entries: readonly Entry[]) => void;
  failed: (messageId: string, error: unknown) => void;
}

/** Something that the article topic does not send: after its retries it waits for a person. */
export class NoArticleMessageError extends Error {
  override readonly name = 'NoArticleMessageError';
  readonly code = 'no-article-message';
}

const EVENTS: ReadonlySet<string> = new Set([
  'published',
  'updated',
  'corrected',
  'killed',
  'withheld',
  'reinstated',
  'duplicate',
] satisfies EventType[]);

/** Revisions before an event that are looked at: an article with more has been found by everything already. */
const MOST_EARLIER = 500;

/** @returns the ids of the messages that have to come again */
export async function logMessages(
  ports: JournalPorts,
  messages: readonly TopicMessage[],
  observer: JournalObserver,
): Promise<string[]> {
  const read = await Promise.all(
    messages.map(async ({ messageId, body }) => {
      try {
        return { messageId, entry: await entryOf(ports, body) };
      } catch (error) {
        observer.failed(messageId, error);
        return { messageId, entry: undefined };
      }
    }),
  );
  const entries = new Map<string, Entry>();
  for (const { entry } of read) {
    if (entry === undefined) continue;
    const id = `${entry.articleId}.${entry.revision}.${entry.event}`;
    if (!entries.has(id)) entries.set(id, entry);
  }
  const failed = read.filter(({ entry }) => entry === undefined).map(({ messageId }) => messageId);
  if (entries.size === 0) return failed;
  const logged = [...entries.values()];
  observer.logged(await ports.log.append(logged), logged);
  return failed;
}

async function entryOf(ports: JournalPorts, body: string): Promise<Entry> {
  const { table, recallSettings } = ports;
  const { subject: articleId, revision, type, time: at, data } = readMessage(body);
  const event = type.slice(type.lastIndexOf('.') + 1) as EventType;
  const facets = facetsOf(data);
  const told = { articleId, revision, event, at, facets };
  if (isFirst(told)) return { ...told, was: [] };
  const head = await table.head(articleId);
  const earlier: ToldBefore['states'][number][] = [];
  let looked = 0;
  for await (const { revision: before, record } of table.revisions(articleId, revision - 1)) {
    if (head !== undefined && mayHaveBeenTold(before, head, at)) {
      earlier.push({ revision: before.revision, facets: facetsOf(record) });
    }
    if (++looked === MOST_EARLIER) break;
  }
  const was = wasOf(
    event,
    facets,
    earlier.map((state) => state.facets),
  );
  const entry = { ...told, was };
  // Before the log says it: once acknowledged, nothing would ask again who had it
  await keepRecalls(ports, recallSettings, entry, { states: earlier, isAll: looked < MOST_EARLIER });
  return entry;
}

function readMessage(body: string): ArticleMessage {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new NoArticleMessageError('a message that is no JSON', { cause });
  }
  if (!isArticleMessage(value)) throw new NoArticleMessageError('a message that is no event of an article');
  return value;
}

function isArticleMessage(value: unknown): value is ArticleMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { subject, revision, type, time, data } = value as Record<string, unknown>;
  return (
    typeof subject === 'string' &&
    typeof revision === 'number' &&
    typeof time === 'string' &&
    typeof type === 'string' &&
    EVENTS.has(type.slice('wire.article.'.length)) &&
    typeof data === 'object' &&
    data !== null &&
    'article' in data &&
    'wire' in data
  );
}
