/**
 * Erases articles for good, because a licence ended or a court ordered it: records, and all by which they are found. What
 * subscribers have is ended first by the ordinary way; of what ended, that it did is what is left. Each step may be done
 * again: what is derived from records goes before them, and what was begun stands in a list.
 */
import type { Erasing } from '../adapters/store/erasing.ts';
import type { Forgetting, WholeArticle } from '../adapters/store/forgetting.ts';
import { keyOf, keys, type Item } from '../adapters/store/keys.ts';
import type { NearIndexTable } from '../adapters/store/near-index.ts';
import type { PurgeList } from '../adapters/store/purge-list.ts';
import { headWith, type Head, type Revision, type StoredRevision } from '../adapters/store/records.ts';
import { isEnd, isEndEvent } from '../core/article/life-cycle/saying.ts';
import { fingerprint } from '../core/dedupe/fingerprint.ts';
import { toldState, type ToldState } from '../core/feed/standing.ts';
import { bury, endOf, isBuried } from './burying.ts';
import { endForErasing } from './commands.ts';
import { partReferencesOf } from './parts.ts';
import type { DeskPorts } from './ports.ts';
import { settle } from './settle.ts';
import { nearArticle, textKeyOf } from './texts.ts';

/** How what subscribers have is ended: withheld, copies of other agencies come out; killed, they stay hidden. */
export type PurgeEnd = 'withheld' | 'canceled';

export interface PurgePorts {
  desk: DeskPorts;
  /** Whether the feed has an end: who had the article is derived from its records when the end comes in. */
  heard: (end: ToldState & { articleId: string; at: string }) => Promise<boolean>;
  articles: Pick<Forgetting, 'whole' | 'removeHead' | 'remove'>;
  erasing: Pick<Erasing, 'remove' | 'dropClaim' | 'removeBelow'>;
  anchors: Pick<NearIndexTable, 'leave'>;
}

export interface PurgeRule {
  /** Only articles of which nothing came from then on, RFC 3339; null for all. */
  before: string | null;
  /** Null: what is public is refused. */
  end: PurgeEnd | null;
}

/**
 * How an article stands to being erased:
 * - gone: there is nothing of it
 * - bare: it ended, and nothing else is left
 * - newer: something of it came at the time or later
 * - public: subscribers have it, or are about to, and nobody said that it may be ended
 * - end-first: the same, and it will be ended
 * - waits: its end is not told yet, or not in the feed, or its copies are not judged again
 * - erasable
 */
export type PurgeState = 'gone' | 'bare' | 'newer' | 'public' | 'end-first' | 'waits' | 'erasable';

/** How an article stands to being erased, and how many revisions it has; nothing is changed. */
export async function purgeStateOf(
  { articles }: Pick<PurgePorts, 'articles'>,
  articleId: string,
  rule: PurgeRule,
): Promise<{ state: PurgeState; provider: string | null; revisions: number }> {
  const whole = await articles.whole(articleId);
  const { head, revisions } = whole;
  const provider = head?.provider ?? revisions[0]?.provider ?? null;
  return { state: stateOf(whole, rule), provider, revisions: revisions.length };
}

function stateOf({ head, revisions, others }: WholeArticle, { before, end }: PurgeRule): PurgeState {
  if (head === undefined) return revisions.length === 0 && others.length === 0 ? 'gone' : 'erasable';
  if (isBuried(revisions, head)) return 'bare';
  if (before !== null && cameLast(revisions) >= before) return 'newer';
  const { line, told, telling, next, reviewAt } = head;
  const hasEnded = line !== null && isEnd(line);
  const isKnown = told.list.length > 0 || telling !== null || next !== null;
  const mustEnd = end === 'canceled' ? line?.status !== 'canceled' : isKnown && !hasEnded;
  if (mustEnd) return end === null ? 'public' : 'end-first';
  if (telling !== null || next !== null || (hasEnded && reviewAt !== null)) return 'waits';
  return 'erasable';
}

/** When the inbox had the newest of what an agency said, and not what was made of it here. */
function cameLast(revisions: readonly Revision[]): string {
  const came = revisions
    .filter(({ madeFrom }) => madeFrom === null)
    .map(({ delivery }) => delivery.receivedAt);
  return came.sort().at(-1) ?? '';
}

export type PurgedArticle =
  | {
      state: 'erased';
      /** The number of the end that is left of it; null for nothing. */
      leaves: number | null;
      /** How many of each kind. */
      counts: Record<string, number>;
      /** The files that brought it. */
      deliveries: Pick<Revision['delivery'], 'key' | 'version'>[];
    }
  | { state: Exclude<PurgeState, 'erasable' | 'end-first'> };

/** Others may take revisions of it while we look. */
const TURNS = 6;

/** @param again it was begun before: also where nothing of it is in the table any more */
export async function purgeArticle(
  ports: PurgePorts,
  list: Pick<PurgeList, 'putArticle'>,
  articleId: string,
  rule: PurgeRule,
  { by, reason, again = false }: { by: string; reason: string; again?: boolean },
): Promise<PurgedArticle> {
  const { desk, articles } = ports;
  for (let turn = 0; turn < TURNS; turn++) {
    const whole = await articles.whole(articleId);
    const state = stateOf(whole, rule);
    if (state === 'end-first' && rule.end !== null) {
      const decided = await endForErasing(desk, articleId, rule.end, { by, reason });
      if (!decided.ok && decided.code !== 'killed') return { state: 'waits' };
      continue;
    }
    if (state === 'waits' && whole.head !== undefined && turn < TURNS - 1) {
      await settle(desk, whole.head, { review: true });
      continue;
    }
    if (state !== 'erasable' && !(again && (state === 'gone' || state === 'bare')))
      return { state: state === 'end-first' ? 'public' : state };
    const end = whole.head === undefined ? undefined : toldEnd(whole.head);
    if (end !== undefined && !(await ports.heard(end))) return { state: 'waits' };
    const erased = await erase(ports, list, whole);
    if (erased !== undefined) return erased;
  }
  return { state: 'waits' };
}

/** What subscribers were told last, if it is an end. */
function toldEnd(head: Head): (ToldState & { articleId: string; at: string }) | undefined {
  const told = toldState(head);
  if (told === undefined || !isEndEvent(told.event)) return undefined;
  return { ...told, articleId: head.articleId, at: head.told.at ?? '' };
}

async function erase(
  ports: PurgePorts,
  list: Pick<PurgeList, 'putArticle'>,
  whole: WholeArticle,
): Promise<PurgedArticle | undefined> {
  const { desk } = ports;
  const leavesNothing = whole.head === undefined || endOf(whole.revisions, whole.head) === undefined;
  const copies = leavesNothing ? await hiddenBehind(desk, whole.articleId) : [];
  const erased = await eraseWhole(ports, list, whole);
  if (erased !== undefined) for (const copy of copies) await judgeAgain(desk, copy);
  return erased;
}

export interface ErasePorts extends Pick<PurgePorts, 'articles' | 'erasing' | 'anchors'> {
  desk: Pick<DeskPorts, 'table' | 'now'>;
}

/**
 * Erases what there is of an article, but that it ended. What subscribers have of it is not asked here.
 * @param more there is more to erase for its sake: whoever does it says when that is done (`markErased`)
 * @returns undefined where somebody else has written it meanwhile
 */
export async function eraseWhole(
  ports: ErasePorts,
  list: Pick<PurgeList, 'putArticle'>,
  whole: WholeArticle,
  { more = false } = {},
): Promise<Extract<PurgedArticle, { state: 'erased' }> | undefined> {
  const { desk, articles, erasing } = ports;
  const { articleId, head, revisions, others } = whole;
  const at = new Date(desk.now()).toISOString();
  const end = head === undefined ? undefined : endOf(revisions, head);
  const leaves = end?.revision ?? null;
  const staysKilled = (end !== undefined && isKilled(end)) || (head?.killed.length ?? 0) > 0;
  const entry = { articleId, at, leaves, staysKilled };
  await list.putArticle({ ...entry, done: false, counts: {} });

  const counts = await eraseDerived(ports, whole, staysKilled);
  if (head !== undefined) {
    const isOurs =
      end === undefined
        ? await articles.removeHead(head)
        : await bury(desk.table, head, end, more ? undefined : at);
    if (!isOurs) return undefined;
  }
  const kept = (sk: string): boolean =>
    end !== undefined &&
    (sk === keys.revision(end.revision) || (staysKilled && sk.startsWith(keys.copy(''))));
  const gone = others.filter(({ sk }) => !kept(sk?.S ?? ''));
  await articles.remove(gone);
  const objects = await erasing.removeBelow('archive', `records/${articleId}/`, `bodies/${articleId}/`);
  const all = withoutZeros({
    heads: head === undefined ? 0 : 1,
    revisions: revisions.length - (end === undefined ? 0 : 1),
    ...counts,
    objects,
  });
  await list.putArticle({ ...entry, done: true, counts: all });
  return { state: 'erased', leaves, counts: all, deliveries: deliveriesOf(revisions) };
}

/** The files that brought them, as far as that is known. */
export function deliveriesOf(
  revisions: readonly Revision[],
): Pick<Revision['delivery'], 'key' | 'version'>[] {
  return revisions.flatMap(({ delivery: { key, version } }) => (key === '' ? [] : [{ key, version }]));
}

function isKilled({ status }: Revision): boolean {
  return status === 'canceled';
}

const ALL_REVISIONS = 999_999;

/** All that was derived from its records. Of what was killed, what keeps its text killed stays: claims and links name no word. */
async function eraseDerived(
  { desk, erasing, anchors }: ErasePorts,
  { articleId, head, revisions, others }: WholeArticle,
  staysKilled: boolean,
): Promise<Record<string, number>> {
  const listedAt = head?.listedAt ?? revisions.map(({ takenAt }) => takenAt).sort()[0] ?? '';
  const entered: string[] = [];
  const found = { references: [] as Item[], sources: [] as Item[], links: [] as Item[] };
  let claims = 0;
  for await (const { revision, record } of desk.table.revisions(articleId, ALL_REVISIONS)) {
    const { provider } = revision;
    const references = [...(record.wire.references ?? []), ...partReferencesOf(record)];
    found.references.push(...references.map((one) => keyOf(keys.reference(provider, one), articleId)));
    found.sources.push(
      ...revision.sources.map((one) =>
        keyOf(keys.source(one, listedAt.slice(0, 10)), `${listedAt}#${articleId}`),
      ),
    );
    found.links.push(...linksOf(articleId, { revision, record }));
    const key = textKeyOf(record);
    if (key !== undefined && !staysKilled && (await erasing.dropClaim(key, articleId))) claims++;
    entered.push(...fingerprint(nearArticle(desk, { articleId, record })).anchors.entered);
  }
  const links = others.flatMap(({ sk }) => copyIn(sk?.S ?? ''));
  found.links.push(...links.map((copy) => keyOf(keys.article(copy), keys.copy(articleId))));
  return {
    entries: others.some(({ sk }) => sk?.S === keys.entry) ? 1 : 0,
    claims,
    anchors: await anchors.leave(articleId, entered),
    references: await erasing.remove(found.references),
    sources: await erasing.remove(found.sources),
    links: staysKilled ? 0 : (await erasing.remove(found.links)) + links.length,
  };
}

function linksOf(articleId: string, { revision: { dedupe } }: StoredRevision): Item[] {
  const { of, story, evidence } = dedupe;
  const named = [of, story, evidence.match].filter((one): one is string => typeof one === 'string');
  return named
    .filter((one) => one !== articleId)
    .map((one) => keyOf(keys.article(one), keys.copy(articleId)));
}

function copyIn(sk: string): string[] {
  const start = keys.copy('');
  return sk.startsWith(start) ? [sk.slice(start.length)] : [];
}

/** Should we die on the way, `release` judges them. */
const INSURANCE_MS = 2 * 60 * 1000;

/** Copies that nobody would judge again when the article is gone: their reason to be hidden goes with it. */
async function hiddenBehind({ claims, table, now }: DeskPorts, articleId: string): Promise<string[]> {
  const hidden: string[] = [];
  for (const copy of await claims.copiesOf(articleId)) {
    const head = await table.head(copy);
    if (!isHiddenBehind(head, articleId)) continue;
    const reviewAt = new Date(now() + INSURANCE_MS).toISOString();
    await table.changeHead(head, (latest) =>
      isHiddenBehind(latest, articleId) && latest.reviewAt === null
        ? headWith(latest, { ...latest, reviewAt })
        : undefined,
    );
    hidden.push(copy);
  }
  return hidden;
}

function isHiddenBehind(head: Head | undefined, articleId: string): head is Head {
  return head?.of === articleId && head.line?.hidden === true && !isEnd(head.line);
}

async function judgeAgain(desk: DeskPorts, copy: string): Promise<void> {
  const head = await desk.table.head(copy);
  if (head?.reviewAt === null || head === undefined) return;
  try {
    await settle(desk, head, { review: true });
  } catch (error) {
    desk.publishFailed(copy, head.lastRevision, error);
  }
}

function withoutZeros(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
