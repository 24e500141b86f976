/**
 * Texts that stand, read again from their files by the parsers of today. Only what stands is looked at, and only another
 * text is told, as a correction: an old text never goes over a newer one, and nothing is told that reads as before.
 */
import { asItCame } from '../core/article/as-it-came.ts';
import { publishableAt } from '../core/article/embargo.ts';
import { articleIdOf } from '../core/article/identity.ts';
import { isEnd, type Mark } from '../core/article/life-cycle/saying.ts';
import type { ArticleRecord, Wire } from '../core/article/record.ts';
import { changedProperties } from '../core/feed/differences.ts';
import { recordsOf } from '../core/reading/records.ts';
import { isBefore } from '../core/reading/release.ts';
import type { TakenItem } from '../adapters/store/outcomes.ts';
import type { DeliveredItem, Head, StoredRevision } from '../adapters/store/records.ts';
import type { DeskPorts } from './ports.ts';
import { takeRecord } from './take.ts';

export interface ReprocessPorts extends DeskPorts {
  /** The bytes of a file as it was delivered; undefined where the inbox has it no more. */
  read: (file: Pick<DeliveredItem, 'bucket' | 'key' | 'version'>) => Promise<Uint8Array | undefined>;
}

/**
 * Why a text is left as it is:
 * - ended, hidden: it was taken back; another article gives it out
 * - by-hand: a person has made the revision that stands
 * - newer-parser: it was read by the release that was named, or a later one
 * - gone, unreadable: its file was deleted; today nothing can be read of it
 * - other-item: today it is another article, an edit of one, an end, or under an embargo: for a person to look at
 */
export type Left = 'ended' | 'hidden' | 'by-hand' | 'newer-parser' | 'gone' | 'unreadable' | 'other-item';

export type Reread =
  | { change: 'left'; why: Left; revision: number }
  | { change: 'none'; revision: number }
  /** Something else than the text: it is not told. */
  | { change: 'metadata'; revision: number; fields: string[] }
  | {
      change: 'text';
      revision: number;
      fields: string[];
      before: ArticleRecord;
      after: ArticleRecord;
      delivery: DeliveredItem;
    };

/** Which of the texts are asked for; absent: any. */
export interface ReprocessChoice {
  format?: string;
  /** Read by an older release than this. */
  parserBefore?: string;
}

/**
 * How the texts of an article that stand read today: the one that is given out, and behind it the one that is held. None
 * where the choice means none of them.
 */
export async function* reread(
  ports: ReprocessPorts,
  head: Head,
  choice: ReprocessChoice,
): AsyncGenerator<Reread> {
  const { line, held } = head;
  if (line !== null && isMeant(line, choice)) {
    const why = isEnd(line) ? 'ended' : line.hidden ? 'hidden' : undefined;
    const { revision } = line;
    yield why === undefined
      ? await rereadOne(ports, head.articleId, revision, choice)
      : { change: 'left', why, revision };
  }
  if (held !== null && isMeant(held, choice))
    yield await rereadOne(ports, head.articleId, held.revision, choice);
}

function isMeant({ format: is }: Mark, { format }: ReprocessChoice): boolean {
  return format === undefined || is === format;
}

async function rereadOne(
  ports: ReprocessPorts,
  articleId: string,
  number: number,
  { parserBefore }: ReprocessChoice,
): Promise<Reread> {
  const left = (why: Left): Reread => ({ change: 'left', why, revision: number });
  const stored = await ports.table.revision(articleId, number);
  if (stored === undefined) return left('gone');
  const { desk, release, delivery, place } = stored.revision;
  if (parserBefore !== undefined && !isBefore(release, parserBefore)) return left('newer-parser');
  if (desk !== null) return left('by-hand');
  const item = await itemOf(ports, stored);
  if (typeof item === 'string') return left(item);
  const { record } = item;
  const now = new Date(ports.now()).toISOString();
  const isSame =
    articleIdOf(record.wire.provider, record.article.uri) === articleId &&
    !item.isEdit &&
    (record.article.pubStatus ?? 'usable') === 'usable' &&
    // What waits goes on waiting, and what is out was let out
    (publishableAt(record, now) !== now) === (place === 'held' && publishableAt(stored.record, now) !== now);
  if (!isSame) return left('other-item');
  const fields = differences(stored.record, record);
  if (fields.length === 0) return { change: 'none', revision: number };
  if (wordsOf(stored.record) === wordsOf(record)) return { change: 'metadata', revision: number, fields };
  return { change: 'text', revision: number, fields, before: stored.record, after: record, delivery };
}

/** Takes the text as it reads today, by the rules of the life cycle as of when its file came. */
export function takeAgain(
  ports: DeskPorts,
  { after, delivery }: Extract<Reread, { change: 'text' }>,
): Promise<TakenItem> {
  return takeRecord(ports, after, delivery);
}

async function itemOf(
  ports: ReprocessPorts,
  { revision, record }: StoredRevision,
): Promise<{ record: ArticleRecord; isEdit: boolean } | 'gone' | 'unreadable'> {
  const { bucket, key, version, receivedAt, itemIndex } = revision.delivery;
  const bytes = await ports.read({ bucket, key, version });
  if (bytes === undefined) return 'gone';
  const read = await recordsOf({
    bytes,
    name: key.slice(key.lastIndexOf('/') + 1),
    provider: ports.providers.find(revision.provider) ?? { id: revision.provider },
    received: Date.parse(receivedAt),
    raw: { bucket, key, versionId: version },
  });
  const item = read.ok ? read.items.find((one) => one.itemIndex === itemIndex) : undefined;
  if (item?.ok !== true) return 'unreadable';
  return { record: await withoutKnownThen(item.record, record), isEdit: item.edit !== undefined };
}

/** Furniture that is known since then is no other reading of the file. */
async function withoutKnownThen(record: ArticleRecord, before: ArticleRecord): Promise<ArticleRecord> {
  if (asItCame(before) === before) return record;
  const { learnedIn, withoutLearned } = await import('../core/furniture/learned.ts');
  return withoutLearned(record, learnedIn(before));
}

/** What a reader reads: headlines, the text without its markup, captions. */
export function wordsOf({ article }: ArticleRecord): string {
  const { headlines = [], bodies = [], descriptions = [] } = article;
  const plain = bodies.filter(({ contentType }) => contentType === 'text/plain');
  return JSON.stringify(
    [headlines, plain.length > 0 ? plain : bodies, descriptions].map((all) => all.map(({ value }) => value)),
  );
}

/** Names of what differs in the article, and in `wire` as `wire.name`. */
function differences(before: ArticleRecord, after: ArticleRecord): string[] {
  return [
    ...changedProperties(before.article, after.article),
    ...changedOf(before.wire, after.wire).map((name) => `wire.${name}`),
  ];
}

/** What is said of the file itself, and what is added when an item is taken. */
const OF_ITS_TAKING: ReadonlySet<string> = new Set(['raw', 'signals']);

function changedOf(before: Wire, after: Wire): string[] {
  const textOf = (wire: Wire, name: string): string => JSON.stringify(wire[name as keyof Wire] ?? null);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !OF_ITS_TAKING.has(name) && textOf(before, name) !== textOf(after, name))
    .sort();
}
