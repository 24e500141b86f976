/**
 * Brings an article up to date: what is due is told, what was held and may go now stands, copies whose reason to be
 * hidden is gone are judged again. `release` does it for all that is due; a taker for what its own item has set off.
 */
import { afterDropping, afterGivingUp, leaseAfter } from '../core/article/life-cycle/changes.ts';
import {
  canRise,
  hasExpired,
  hasNothingOut,
  isDue,
  isGivingOut,
} from '../core/article/life-cycle/questions.ts';
import type { Standing, Telling } from '../core/article/life-cycle/standing.ts';
import type { Dedupe } from '../core/article/record.ts';
import { headAfterHold, headWith, type Head, type StoredRevision } from '../adapters/store/records.ts';
import { dedupeAgain, makeAgain, sendOf, type SettleOptions } from './again.ts';
import { expire } from './expiry.ts';
import { killedText } from './notices.ts';
import { enterText, judgeOriginality, killedSince, type Originality } from './originality.ts';
import type { DeskPorts } from './ports.ts';
import { review } from './review.ts';
import { revisionOf } from './telling.ts';
import type { Candidate } from './texts.ts';
import { finishedHead, isHiddenByHand } from './worth.ts';

/** One thing leads to another: more steps than this are left to the next minute. */
const STEPS = 8;

/** @returns the head after all that was due */
export async function settle(ports: DeskPorts, known: Head, options: SettleOptions): Promise<Head> {
  let head = known;
  for (let step = 0; step < STEPS; step++) {
    const next = await settleOne(ports, head, options);
    if (next === undefined) return head;
    head = next;
  }
  return head;
}

async function settleOne(ports: DeskPorts, head: Head, options: SettleOptions): Promise<Head | undefined> {
  const now = new Date(ports.now()).toISOString();
  const { telling, reviewAt } = head;
  if (telling !== null && telling.dueAt <= now) return sendLate(ports, head, telling, options);
  if (hasExpired(head.line, now)) return expireLine(ports, head, options);
  if (isDue(head, now)) return releaseHeld(ports, head, options);
  if (reviewAt !== null && (options.review === true || reviewAt <= now)) {
    return review(ports, head, reviewAt, options);
  }
  return undefined;
}

/** What could not be sent for a while. A first text may have been killed under another name meanwhile. */
async function sendLate(
  ports: DeskPorts,
  head: Head,
  telling: Telling,
  options: SettleOptions,
): Promise<Head> {
  const { articleId, line, told } = head;
  if (told.announced || telling.event !== 'published') return sendOf(ports, head, options);
  const stored = await revisionOf(ports, head, telling.revision);
  const { record, revision } = stored;
  const others = revision.desk === null ? await killedSince(ports, { articleId, record }) : undefined;
  if (others === undefined) return sendOf(ports, head, options, stored);
  if (line?.revision === telling.revision)
    return makeAgain(ports, head, stored, { place: 'hidden', others }, options);
  const behind = line === null ? undefined : await copyBehind(ports, head, line.revision);
  if (behind !== undefined) {
    await noticeGivenUp(ports, head, stored, others);
    return makeAgain(ports, head, behind.stored, { place: 'hidden', others: behind.others }, options);
  }
  const at = new Date(ports.now()).toISOString();
  const after = await giveUp(ports, head, stored, others, (latest) => afterDropping(latest, telling, at));
  return after.telling?.dueAt === leaseAfter(at) ? sendOf(ports, after, options) : after;
}

/** The text that took the place of one that is not told, was taken for its update, and is a copy of what others give out. */
async function copyBehind(
  ports: DeskPorts,
  head: Head,
  revision: number,
): Promise<{ stored: StoredRevision; others: Originality } | undefined> {
  const stored = await revisionOf(ports, head, revision);
  const { articleId } = head;
  const others = await judgeOriginality(ports, { articleId, record: stored.record, revision });
  return others.verdict === 'duplicate' ? { stored, others } : undefined;
}

async function expireLine(ports: DeskPorts, head: Head, options: SettleOptions): Promise<Head> {
  return expire(ports, head, await revisionOf(ports, head, head.line?.revision ?? head.revision), options);
}

/**
 * The time of what is held has come: it is judged like a new text if subscribers have none of the article, and then it
 * stands and is told.
 */
async function releaseHeld(ports: DeskPorts, head: Head, options: SettleOptions): Promise<Head> {
  const { held } = head;
  if (held === null) return head;
  // A taker may have died between a revision that is older and the head: it has its turn first
  const finished = await finishedHead(ports, head.articleId, head);
  if (finished !== undefined && finished.lastRevision > head.lastRevision) return finished;
  const stored = await revisionOf(ports, head, held.revision);
  if (hasExpired(held, new Date(ports.now()).toISOString())) return expire(ports, head, stored, options);
  const others = await othersFor(ports, head, stored, canRise(head) ? held.revision : undefined);
  if (others?.ofKilled === true && isGivingOut(head))
    return giveUp(ports, head, stored, others, (latest) => afterGivingUp(latest, held.revision));
  const byHand = isHiddenByHand(head);
  const hidden = byHand || others?.verdict === 'duplicate';
  if (!hidden && others?.verdict !== 'variant' && canRise(head)) {
    const at = new Date(ports.now()).toISOString();
    const moved = await ports.table.changeHead(head, (latest) =>
      latest.held?.revision === held.revision && canRise(latest)
        ? headAfterHold(latest, stored.revision, at)
        : undefined,
    );
    return moved.telling?.revision === held.revision ? sendOf(ports, moved, options, stored) : moved;
  }
  const dedupe = byHand ? mergedOf(head, stored) : dedupeAgain(stored.revision.dedupe, head, others);
  return makeAgain(ports, head, stored, { place: hidden ? 'hidden' : 'open', others, dedupe }, options);
}

function mergedOf({ of, story }: Head, { revision }: StoredRevision): Dedupe {
  return { ...revision.dedupe, verdict: 'duplicate', of, story };
}

/** A killed text is neither told nor an update of what subscribers have. */
async function giveUp(
  ports: DeskPorts,
  head: Head,
  stored: StoredRevision,
  others: Originality,
  without: (latest: Head) => Standing,
): Promise<Head> {
  await noticeGivenUp(ports, head, stored, others);
  return ports.table.changeHead(head, (latest) => {
    const after = without(latest);
    return after === latest ? undefined : headWith(latest, after);
  });
}

async function noticeGivenUp(
  { publisher }: DeskPorts,
  head: Head,
  { revision }: StoredRevision,
  others: Originality,
): Promise<void> {
  const dedupe = dedupeAgain(revision.dedupe, head, others);
  await publisher.notify(killedText({ ...revision, dedupe, place: 'hidden' }));
}

/**
 * Whether somebody else gives the text out; undefined where that is no question, and its text is only entered.
 * @param revision under which it goes out: where it is left out, the next
 */
export async function othersFor(
  ports: DeskPorts,
  head: Head,
  { record }: StoredRevision,
  revision = head.lastRevision + 1,
): Promise<Originality | undefined> {
  const candidate: Candidate = { articleId: head.articleId, record, revision };
  if (hasNothingOut(head) && !head.byHand) return judgeOriginality(ports, candidate);
  return enterText(ports, candidate, head);
}
