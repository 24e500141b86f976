/**
 * Takes one record into the table and publishes it. Safe to repeat after a crash at any point:
 *
 *   head ─▶ decide ─▶ what others hold ─▶ plan ─▶ notices, sources ─▶ put revision n+1 ─▶ move head ─▶ tell ─▶ review copies
 *    ▲                                                                    │ taken already
 *    └───────────────────────── finish the other's move ◀─────────────────┘
 */
import { asItCame } from '../core/article/as-it-came.ts';
import { publishableAt } from '../core/article/embargo.ts';
import { articleIdOf, contentIdentity, derivedUri } from '../core/article/identity.ts';
import { unrelated } from '../core/article/kinship.ts';
import { decide } from '../core/article/life-cycle/decide.ts';
import { isEnd } from '../core/article/life-cycle/saying.ts';
import { hasExpired, isDue, isGivingOut } from '../core/article/life-cycle/questions.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import { contended } from '../adapters/store/article-table.ts';
import type { TakenItem } from '../adapters/store/outcomes.ts';
import type { DeliveredItem, Head, Revision } from '../adapters/store/records.ts';
import { enterText, judgeOriginality } from './originality.ts';
import { outcomeOf, redeliveryOf } from './outcome.ts';
import { withheldForExpiry } from './expiry.ts';
import { endsItself } from './in-words.ts';
import { endsOfShared, enterParts } from './parts.ts';
import { incomingOf, needsJudgement, planOf, type Plan, type Situation, type Taken } from './plan.ts';
import type { DeskPorts } from './ports.ts';
import { noticeIfKilledSince, reviewLost } from './review.ts';
import { settle } from './settle.ts';
import { tell } from './telling.ts';
import { plainOf, type Candidate } from './texts.ts';
import { referencesExpiry } from './victims.ts';
import { finishedHead } from './worth.ts';

/** Others may take revisions of the same article while we do: after this many turns something else is wrong. */
const TURNS = 16;

/** @throws StoreError or an error of AWS when it has to be tried again */
export async function takeRecord(
  ports: DeskPorts,
  record: ArticleRecord,
  delivery: DeliveredItem,
): Promise<TakenItem> {
  const taken = await takeOne(ports, record, delivery);
  // Whoever ended the id that it shares meanwhile may not have seen it; whoever does it now sees it
  for (const late of await endsOfShared(ports, record)) await takeOne(ports, late.end, late.delivery);
  return taken;
}

async function takeOne(ports: DeskPorts, record: ArticleRecord, delivery: DeliveredItem): Promise<TakenItem> {
  const articleId = articleIdOf(record.wire.provider, record.article.uri);
  const identity = contentIdentity(record);
  let takenDown: Head | undefined;
  for (let turn = 0; turn < TURNS; turn++) {
    const head = await ports.table.head(articleId);
    const now = new Date(ports.now()).toISOString();
    const withholdsExpired = ports.providers.find(record.wire.provider)?.expired === 'withhold';
    const plain: Situation = { articleId, head, record, identity, delivery, now, withholdsExpired };
    let situation = (await endsItself(ports, plain)) ? endOf(plain) : plain;
    let decision = decide(head, incomingOf(situation));
    // Again, and not what waits since: it has been overtaken
    const isOver = decision.kind === 'redelivery' && decision.revision !== head?.held?.revision;
    if (takenDown === undefined && !isOver && isTakenDown(situation)) {
      takenDown = head;
      await takeRecord(ports, withheldUntil(record), delivery);
      continue;
    }
    if (decision.kind === 'take' && decision.place !== 'aside' && hasExpired(incomingOf(situation), now)) {
      situation = expiredOf(situation);
      decision = decide(head, incomingOf(situation));
    }
    if (decision.kind === 'redelivery') {
      if (head !== undefined) return redelivered(ports, head, decision.revision, situation);
      continue;
    }
    if (head !== undefined && decision.place === 'held' && isDue(head, now)) {
      // Its time has come, and nothing that has to wait takes its place
      await letGo(ports, head);
      continue;
    }
    const suspect = await isSuspect(ports, takenDown ?? head, situation, decision);
    if (suspect && isMadeOwn(ports, record)) return takeRecord(ports, withDerivedId(record), delivery);
    if (head === undefined && (await isEndedAlready(ports, record))) continue;
    const plan = await planned(ports, situation, decision, suspect);
    const moved = await perform(ports, plan, head);
    if (moved !== undefined) return finish(ports, moved, plan);
  }
  throw contended(articleId, TURNS);
}

async function letGo(ports: DeskPorts, head: Head): Promise<void> {
  try {
    await settle(ports, head, {});
  } catch (error) {
    // It stands, and `release` sends it; where it does not stand yet, that is found out
    ports.publishFailed(head.articleId, head.held?.revision ?? 0, error);
  }
}

/** A status that withholds until a time, of what subscribers have: they are told, and told again when it may run. */
function isTakenDown({ head, record, now }: Situation): boolean {
  const { embargo } = record.wire;
  if (embargo.withheld !== true || head === undefined || !isGivingOut(head)) return false;
  return publishableAt(record, now) !== now;
}

function withheldUntil({ article, wire }: ArticleRecord): ArticleRecord {
  const embargo = { until: null, indefinite: false, text: null };
  return { article: { ...article, pubStatus: 'withheld' }, wire: { ...wire, embargo } };
}

function endOf(situation: Situation): Situation {
  const { article, wire } = situation.record;
  const record: ArticleRecord = {
    article: { ...article, pubStatus: 'canceled' },
    wire: { ...wire, signals: [...new Set([...wire.signals, 'kill' as const])].sort() },
  };
  return { ...situation, record, identity: contentIdentity(record) };
}

/** It had expired before it came. */
function expiredOf(situation: Situation): Situation {
  const record = withheldForExpiry(situation.record);
  return { ...situation, record, identity: contentIdentity(record) };
}

/** The id that it shares was ended before it came, and so was it: that end is taken first. */
async function isEndedAlready(ports: DeskPorts, record: ArticleRecord): Promise<boolean> {
  const ends = await endsOfShared(ports, record);
  for (const { end, delivery } of ends) await takeOne(ports, end, delivery);
  return ends.length > 0;
}

/** Whether a text has nothing in common with the one that it would replace: an id that was used again. */
async function isSuspect(
  ports: DeskPorts,
  head: Head | undefined,
  { record, identity }: Situation,
  { place }: Taken,
): Promise<boolean> {
  const line = head?.line ?? null;
  if (head === undefined || line?.status !== 'usable' || (place !== 'open' && place !== 'held')) return false;
  if (line.textHash === identity.textHash || line.textKey === null) return false;
  const before = await ports.table.revision(head.articleId, line.revision);
  return before !== undefined && unrelated(wordsOf(before.record), wordsOf(record));
}

function wordsOf(record: ArticleRecord): { headline: string; body: string } {
  const { article } = asItCame(record);
  return { headline: article.headlines?.[0]?.value ?? '', body: plainOf(article) };
}

/** The provider is known to use ids again: what is unrelated is an article of its own. */
function isMadeOwn({ providers }: DeskPorts, { wire }: ArticleRecord): boolean {
  return providers.find(wire.provider)?.identity === 'new-article';
}

function withDerivedId({ article, wire }: ArticleRecord): ArticleRecord {
  const uri = derivedUri(wire.provider, ['reused', article.uri, article.headlines?.[0]?.value ?? '']);
  const warning = { code: 'identity-suspect', detail: `${article.uri} was the id of another story before` };
  const altIds = [{ role: 'provider-id', value: article.uri }, ...(article.altIds ?? [])];
  return { article: { ...article, uri, altIds }, wire: { ...wire, warnings: [...wire.warnings, warning] } };
}

/** What others hold is asked for, and entered, before it is decided what is stored. */
async function planned(
  ports: DeskPorts,
  situation: Situation,
  decision: Taken,
  suspect: boolean,
): Promise<Plan> {
  const { head, articleId, record } = situation;
  const candidate: Candidate = { articleId, record, revision: (head?.lastRevision ?? 0) + 1 };
  if (needsJudgement(situation, decision)) {
    const others = await judgeOriginality(ports, candidate);
    const plan = planOf(situation, decision, { others, suspect });
    const asDuplicate = plan.revision.place === 'hidden' && ports.publishDuplicates && !others.ofKilled;
    return { ...plan, revision: { ...plan.revision, asDuplicate } };
  }
  const known = head?.line?.textHash === situation.identity.textHash;
  // Its kill overtook it: copies of its text are copies of what was killed
  const ofEnded = decision.place === 'aside' && isEnded(head);
  if (head === undefined || known || (decision.place !== 'open' && !ofEnded))
    return planOf(situation, decision, { suspect });
  const killed = await enterText(ports, candidate, head);
  const others = decision.place === 'open' ? killed : undefined;
  return planOf(situation, decision, others === undefined ? { suspect } : { suspect, others });
}

function isEnded(head: Head | undefined): boolean {
  const line = head?.line ?? null;
  return line !== null && isEnd(line);
}

/** @returns the head after it; undefined when the number was taken by somebody else, whose move is finished */
async function perform(ports: DeskPorts, plan: Plan, head: Head | undefined): Promise<Head | undefined> {
  const { revision, record } = plan;
  // First, for after the revision is stored a retry would be a redelivery
  for (const notice of plan.notices) await ports.publisher.notify(notice);
  await enterSources(ports, revision, head);
  await enterReferences(ports, plan);
  if (revision.status === 'usable') await enterParts(ports, revision.articleId, record);
  if (await ports.table.putRevision(revision, record))
    return ports.table.advanceHead(revision, head, { inHand: true });
  await finishedHead(ports, revision.articleId, head);
  return undefined;
}

/** Publishes what was just stored, if it may go, and looks after the copies that it concerns. */
async function finish(ports: DeskPorts, moved: Head, plan: Plan): Promise<TakenItem> {
  const { revision, record } = plan;
  let head = moved;
  if (moved.telling?.revision === revision.revision) {
    try {
      // A kill goes first; of an update it is asked first whether copies rest on the text that it replaces
      const reviewed = isEnd(revision) ? null : await nothingToReview(ports, moved);
      ({ head } = await tell(ports, moved, { known: plan, reviewed }));
    } catch (error) {
      ports.publishFailed(revision.articleId, revision.revision, error);
      head = await ports.table.enterOutbox(head);
    }
  }
  if (head.reviewAt !== null && revision.reviewAt === null) {
    try {
      head = await settle(ports, head, { review: true });
    } catch (error) {
      // It stays due, and `release` looks after it
      ports.publishFailed(revision.articleId, revision.revision, error);
    }
  }
  // Whoever has taken its original down since it was judged did not see it among the copies
  head = await reviewLost(ports, head);
  await noticeIfKilledSince(ports, head, plan);
  return outcomeOf(ports, head, revision, record);
}

/** @returns the time of the review that is due, if there are no copies to be judged again; null otherwise */
async function nothingToReview({ claims }: DeskPorts, head: Head): Promise<string | null> {
  if (head.reviewAt === null || head.line?.hidden === true) return null;
  return (await claims.copiesOf(head.articleId)).length === 0 ? head.reviewAt : null;
}

/** The same item again: nothing happens, but for what an interrupted taker left undone. */
async function redelivered(
  ports: DeskPorts,
  head: Head,
  revision: number,
  { record, delivery }: Situation,
): Promise<TakenItem> {
  const settled = await reviewLost(ports, await settle(ports, await ports.table.enterOutbox(head), {}));
  const stored = await ports.table.revision(head.articleId, revision);
  if (stored !== undefined && isSameDelivery(stored.revision.delivery, delivery)) {
    // This very delivery brought it, and was interrupted before it could say so
    await noticeIfKilledSince(ports, settled, stored);
    return outcomeOf(ports, settled, stored.revision, stored.record);
  }
  return redeliveryOf(head, revision, { record, delivery });
}

function isSameDelivery(a: DeliveredItem, b: DeliveredItem): boolean {
  return a.bucket === b.bucket && a.key === b.key && a.version === b.version && a.itemIndex === b.itemIndex;
}

/** Its agency may name it so in a kill. */
async function enterReferences(
  { claims, now }: DeskPorts,
  { revision: { articleId, provider, status, notice }, record: { wire } }: Plan,
): Promise<void> {
  const { references = [] } = wire;
  if (references.length === 0 || status !== 'usable' || notice) return;
  await claims.enterReferences(provider, references, articleId, referencesExpiry(now()));
}

/** What the provider delivered is listed under the provider anyway. */
async function enterSources(
  { sources }: DeskPorts,
  { articleId, sources: ids, provider, takenAt }: Revision,
  head: Head | undefined,
): Promise<void> {
  const others = ids.filter((id) => id !== provider && head?.sources.includes(id) !== true);
  if (others.length > 0) await sources.enter(articleId, others, head?.listedAt ?? takenAt);
}
