/**
 * Articles once more to who may have missed them: of each what was told last, under the id that it had then. Nothing that
 * was not told is sent, so no embargo ends early; and no text that was ended.
 */
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import type { Head, StoredRevision } from '../adapters/store/records.ts';
import { isEndEvent, type EventType } from '../core/article/life-cycle/saying.ts';
import { isTextOpen, toldState, type ToldState } from '../core/feed/standing.ts';

/** What is sent again of an article. */
export interface ToldAgain extends StoredRevision {
  event: EventType;
}

/**
 * Why nothing is sent again:
 * - not-found: there is no such article, or it was forgotten
 * - not-told: subscribers know nothing of it; it may be under embargo
 * - on-its-way: it is being told just now, and `release` sees to it
 * - ended: its text was taken back, and the end is not told yet
 */
export type NotAgain = 'not-found' | 'not-told' | 'on-its-way' | 'ended';

export type Chosen = { ok: true; head: Head; told: ToldState } | { ok: false; why: NotAgain };

/** What would be sent again of an article as it stands. */
export function chosenOf(head: Head | undefined): Chosen {
  if (head === undefined) return { ok: false, why: 'not-found' };
  if (head.telling !== null) return { ok: false, why: 'on-its-way' };
  const told = toldState(head);
  if (told === undefined) return { ok: false, why: 'not-told' };
  if (!isEndEvent(told.event) && !isTextOpen(head, told.revision)) return { ok: false, why: 'ended' };
  return { ok: true, head, told };
}

export interface RepublishPorts {
  table: Pick<ArticleTable, 'head' | 'revision'>;
  send: (again: ToldAgain) => Promise<SentAgain>;
  /** Takes back what claim checks refer to. */
  withdraw: (keys: readonly string[]) => Promise<void>;
}

export interface SentAgain {
  /** False where the subscriber does not want it. */
  wanted: boolean;
  /** The key of the file that it refers to, where it has no room for its bodies. */
  claimCheck?: string | undefined;
}

export type Republished =
  | ({ outcome: 'sent' | 'filtered' } & ToldState)
  /** It ended while we sent it, so its end was sent behind it. */
  | ({ outcome: 'ended-meanwhile' } & ToldState)
  | { outcome: NotAgain };

/** Sends once more what was told last of an article, as of now. */
export async function republish(ports: RepublishPorts, articleId: string): Promise<Republished> {
  const chosen = chosenOf(await ports.table.head(articleId));
  if (!chosen.ok) return { outcome: chosen.why };
  const sent = await sendAgain(ports, articleId, chosen.told);
  if (sent === undefined) return { outcome: 'not-found' };
  const outcome = sent.wanted ? 'sent' : 'filtered';
  if (isEndEvent(chosen.told.event)) return { outcome, ...chosen.told };
  // A kill that was told between our two looks must not stand before the text that it ends
  const after = await ports.table.head(articleId);
  const end = after === undefined ? undefined : toldState(after);
  if (end === undefined || end.revision <= chosen.told.revision || !isEndEvent(end.event))
    return { outcome, ...chosen.told };
  await sendAgain(ports, articleId, end);
  // Who told the end has taken its files back before we wrote this one again
  if (sent.claimCheck !== undefined) await ports.withdraw([sent.claimCheck]);
  return { outcome: 'ended-meanwhile', ...end };
}

async function sendAgain(
  { table, send }: RepublishPorts,
  articleId: string,
  { revision, event }: ToldState,
): Promise<SentAgain | undefined> {
  const stored = await table.revision(articleId, revision);
  return stored === undefined ? undefined : send({ ...stored, event });
}

/** An article and when it was told last, RFC 3339. */
export interface LastTold {
  articleId: string;
  at: string;
}

/** The articles that were told between two times, RFC 3339, in the order in which they were told last. */
export async function toldBetween(
  log: Pick<FeedLog, 'between'>,
  { since, until }: { since: string; until: string },
  provider?: string,
): Promise<LastTold[]> {
  const last = new Map<string, string>();
  for await (const { entries } of log.between(since, until)) {
    for (const { articleId, at, facets } of entries) {
      if (at < since || at > until || (provider !== undefined && facets.provider !== provider)) continue;
      if ((last.get(articleId) ?? '') < at) last.set(articleId, at);
    }
  }
  return [...last]
    .map(([articleId, at]) => ({ articleId, at }))
    .sort((a, b) => (placeOfTold(a) < placeOfTold(b) ? -1 : 1));
}

/** Where a command is that goes through them in order. */
export function placeOfTold({ at, articleId }: LastTold): string {
  return `${at} ${articleId}`;
}
