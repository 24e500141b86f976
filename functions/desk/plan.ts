/**
 * From what an item says and what is held to what is to be done: a pure decision. `perform` in take.ts does it.
 *
 *   record, head ─▶ life cycle ─▶ (may go?) what others hold ─▶ plan: revision, text to enter, notices
 */
import { createHash } from 'node:crypto';
import { publishableAt } from '../core/article/embargo.ts';
import type { ContentIdentity } from '../core/article/identity.ts';
import type { Decision, Incoming } from '../core/article/life-cycle/decide.ts';
import { hasNothingOut, isGivingOut } from '../core/article/life-cycle/questions.ts';
import type { Article } from '../core/article/ninjs.ts';
import type { ArticleRecord, Dedupe, Wire } from '../core/article/record.ts';
import { isSourceRole } from '../core/article/source-roles.ts';
import type { OpsNotice } from '../adapters/publish/ops.ts';
import type { DeliveredItem, Head, Revision, StoredRevision } from '../adapters/store/records.ts';
import { RELEASE } from '../core/reading/release.ts';
import { noticesOf } from './notices.ts';
import type { Originality } from './originality.ts';
import { shortKey, textKeyOf } from './texts.ts';
import { isHiddenByHand } from './worth.ts';

/** What is known when an item is to be taken. */
export interface Situation {
  articleId: string;
  head: Head | undefined;
  record: ArticleRecord;
  identity: ContentIdentity;
  delivery: DeliveredItem;
  /** RFC 3339. */
  now: string;
  /** Its provider's entry says that what has expired is withheld. */
  withholdsExpired: boolean;
}

export type Taken = Extract<Decision, { kind: 'take' }>;

/** What was found out beside the decision. */
export interface Findings {
  /** Who else gives the text out; undefined where that was not asked. */
  others?: Originality;
  /** The id came with a text that has nothing in common with the one before. */
  suspect?: boolean;
}

export interface Plan extends StoredRevision {
  notices: OpsNotice[];
}

/** An item as the life cycle sees it. */
export function incomingOf({ record, identity, delivery, now, withholdsExpired }: Situation): Incoming {
  const { article, wire } = record;
  const { key, sequencer, itemIndex, receivedAt } = delivery;
  const status = article.pubStatus ?? 'usable';
  return {
    status,
    version: article.version ?? null,
    versionSequence: wire.versionSequence,
    format: wire.format,
    clock: spanOf(wire.clock),
    inbox: { at: Date.parse(receivedAt), key: shortHash(key), sequencer, itemIndex },
    ...identity,
    textKey: shortKey(textKeyOf(record)),
    alert: wire.signals.includes('alert'),
    correction: wire.signals.includes('correction'),
    notice: wire.kill !== undefined && status === 'usable',
    reinstates: wire.signals.includes('reinstated'),
    // Ends are told at once, whatever embargo runs
    held: status === 'usable' && publishableAt(record, now) !== now,
    returns: wire.embargo.withheld === true,
    versionCreated: article.versionCreated ?? null,
    ...(withholdsExpired ? expiryOf(article) : {}),
  };
}

function expiryOf({ expires = '' }: Article): Pick<Incoming, 'expiresAt'> {
  const at = Date.parse(expires);
  return Number.isNaN(at) ? {} : { expiresAt: new Date(at).toISOString() };
}

function spanOf(clock: Wire['clock']): Incoming['clock'] {
  return clock === null ? null : { from: Date.parse(clock.from), to: Date.parse(clock.to) };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/**
 * True when it has to be asked who else gives the text out: for a text that may go, of an article of which subscribers
 * have none. An update of what they have is no duplicate of anything.
 */
export function needsJudgement({ head }: Pick<Situation, 'head'>, { place }: Taken): boolean {
  if (place !== 'open') return false;
  if (head === undefined) return true;
  return hasNothingOut(head) && !head.byHand && !head.onHold;
}

/** What to do with an item that is taken. */
export function planOf(situation: Situation, decision: Taken, { others, suspect = false }: Findings): Plan {
  const { head, articleId, now } = situation;
  const signals = [...new Set([...situation.record.wire.signals, ...decision.signals])].sort();
  const record: ArticleRecord = { ...situation.record, wire: { ...situation.record.wire, signals } };
  const hidden =
    others?.verdict === 'duplicate' ||
    (others === undefined && decision.place === 'open' && head !== undefined && isHiddenByHand(head));
  const place = placeOf(situation, decision, hidden, others);
  const joins = hidden || (others?.verdict === 'variant' && head === undefined);
  const dedupe: Dedupe = {
    verdict: hidden ? 'duplicate' : joins && others !== undefined ? others.verdict : decision.verdict,
    of: decision.place === 'aside' ? null : (others?.of ?? head?.of ?? null),
    similarity: others?.similarity ?? 0,
    containment: others?.containment ?? 0,
    story: others?.story ?? head?.story ?? articleId,
    evidence: { ...others?.evidence, ...evidenceOf(situation, decision) },
  };
  const incoming = incomingOf({ ...situation, record });
  const { held: _held, returns: _returns, ...saying } = incoming;
  const revision: Revision = {
    ...saying,
    correction: saying.correction || decision.signals.includes('silent-correction'),
    revision: (head?.lastRevision ?? 0) + 1,
    place,
    dueAt: place === 'held' && head?.onHold !== true ? publishableAt(record, now) : null,
    ...(place === 'held' && incoming.returns ? { returns: true } : {}),
    takenAt: now,
    saidAgain: decision.saidAgain === true,
    asDuplicate: false,
    reviewAt: others?.reviewAt ?? null,
    articleId,
    provider: record.wire.provider,
    uri: record.article.uri,
    headline: headlineOf(record),
    sources: sourceIds(record),
    dedupe,
    delivery: situation.delivery,
    withNote: head?.told.announced ?? false,
    desk: null,
    madeFrom: null,
    release: RELEASE,
  };
  return { revision, record, notices: noticesOf({ head, decision, others, suspect, revision, record }) };
}

function placeOf(
  { head }: Situation,
  decision: Taken,
  hidden: boolean,
  others: Originality | undefined,
): Revision['place'] {
  if (decision.place !== 'open') return decision.place;
  if (head?.onHold === true) return 'held';
  // What subscribers have stays as it was: a killed text is no update of it
  if (hidden && head !== undefined && isGivingOut(head) && others?.ofKilled === true) return 'aside';
  return hidden ? 'hidden' : 'open';
}

function evidenceOf({ head }: Situation, { place }: Taken): Record<string, unknown> {
  if (head === undefined) return {};
  if (place === 'aside') return { currentRevision: head.revision };
  const superseded = [head.next?.revision, head.held?.revision].filter((one) => one !== undefined);
  return superseded.length === 0 ? {} : { supersedes: Math.max(...superseded) };
}

const HEADLINE_LENGTH = 120;

export function headlineOf({ article }: ArticleRecord): string {
  const headline = article.headlines?.[0]?.value ?? article.title ?? article.slugline ?? '';
  return headline.length > HEADLINE_LENGTH
    ? `${headline.slice(0, HEADLINE_LENGTH - 1).toWellFormed()}…`
    : headline;
}

export function sourceIds({ wire }: ArticleRecord): string[] {
  const ids = wire.sources.flatMap(({ id, role }) => (id !== null && isSourceRole(role) ? [id] : []));
  return [...new Set(ids)];
}
