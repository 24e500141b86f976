/**
 * What an event of an article means for the recall ledger, before it is in the log: an end opens an item for each reader
 * that had the article, a text that comes back closes them. Done again after a crash it changes nothing.
 */
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { OpenRecall, Recalls } from '../adapters/store/recalls.ts';
import { isEndEvent } from '../core/article/life-cycle/saying.ts';
import type { Entry } from '../core/feed/entry.ts';
import {
  asksForRecalls,
  dueAfter,
  readersThatHad,
  takesBackEnds,
  type Owing,
  type RecallSettings,
  type ToldBefore,
} from '../core/feed/recalls.ts';
import { toldState } from '../core/feed/standing.ts';

export interface RecallPorts {
  table: Pick<ArticleTable, 'head'>;
  recalls: Pick<Recalls, 'open' | 'close' | 'ofArticle' | 'takersOf'>;
}

export async function keepRecalls(
  ports: RecallPorts,
  settings: RecallSettings,
  entry: Entry,
  before: ToldBefore,
): Promise<void> {
  if (!asksForRecalls(settings)) return;
  const { articleId, revision, event, at: since } = entry;
  if (takesBackEnds(event)) {
    await takeBack(ports, articleId, revision, since);
    return;
  }
  if (!isEndEvent(event)) return;
  const dueAt = dueAfter(since, settings);
  const owing = [
    ...readersThatHad(settings.readers, before),
    ...(settings.people ? await peopleThatHad(ports, articleId, revision) : []),
  ];
  if (owing.length === 0) return;
  await ports.recalls.open(
    owing.map((one): OpenRecall => ({ articleId, revision, event, ...one, since, dueAt })),
  );
  await closeWhatIsOver(ports, entry);
}

async function peopleThatHad({ recalls }: RecallPorts, articleId: string, end: number): Promise<Owing[]> {
  const takers = await recalls.takersOf(articleId);
  return takers
    .filter(({ took }) => took.revision < end)
    .map((taker): Owing => ({ ...taker, kind: 'person' }));
}

/**
 * The topic keeps no order: a reader may have confirmed a later end before this one was noted, and a text that takes
 * this one back may be in the log. Both are looked at after the items are there, as those look for the items.
 */
async function closeWhatIsOver(
  { table, recalls }: RecallPorts,
  { articleId, revision, at }: Entry,
): Promise<void> {
  const { recalls: all, confirmed } = await recalls.ofArticle(articleId);
  const later = new Set(confirmed.filter((one) => one.revision > revision).map(({ reader }) => reader));
  for (const one of all) {
    if (one.revision !== revision || one.closed !== null || !later.has(one.reader)) continue;
    await recalls.close(one, { how: 'reader', at, by: null, reason: null });
  }
  const head = await table.head(articleId);
  const state = head === undefined ? undefined : toldState(head);
  if (state === undefined || state.revision <= revision || isEndEvent(state.event)) return;
  await takeBack({ recalls }, articleId, state.revision, head?.told.at ?? at);
}

/** Who still has the article need not take it down any more. */
async function takeBack(
  { recalls }: Pick<RecallPorts, 'recalls'>,
  articleId: string,
  revision: number,
  at: string,
): Promise<void> {
  for (const one of (await recalls.ofArticle(articleId)).recalls) {
    if (one.revision >= revision || one.closed !== null) continue;
    await recalls.close(one, { how: 'reinstated', at, by: null, reason: null });
  }
}
