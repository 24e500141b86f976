/**
 * Brings an article up to date: what is due is told, what was held and may go now stands, copies whose reason to be
 * hidden is gone are judged again. `release` does it for all that is due; a taker for what its own item has set off.
 */
import { publishableAt } from '../core/article/embargo.ts';
import { digest } from '../core/article/identity.ts';
import { isEnd } from '../core/article/life-cycle/saying.ts';
import { afterGivingUp, afterReview } from '../core/article/life-cycle/changes.ts';
import { canRise, isGivingOut, wasKilledWith } from '../core/article/life-cycle/questions.ts';
import type { Telling } from '../core/article/life-cycle/standing.ts';
import type { Dedupe } from '../core/article/record.ts';
import type { Copy } from '../adapters/publish/ops.ts';
import {
  headAfterHold,
  headWith,
  type DeskAction,
  type Head,
  type Revision,
  type StoredRevision,
} from '../adapters/store/records.ts';
import { enterText, judgeOriginality, keepClaim, type Originality } from './originality.ts';
import type { Candidate } from './texts.ts';
import { commonOf, killedText } from './notices.ts';
import type { DeskPorts } from './ports.ts';
import { revisionOf, tell } from './telling.ts';

/** One thing leads to another: more steps than this are left to the next minute. */
const STEPS = 8;

export interface SettleOptions {
  /** Judge the copies at once, and not only when whoever set it off has had time to. */
  review?: boolean;
  /** Told of each event that was sent. */
  sent?: (told: { articleId: string; telling: Telling }) => void;
}

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
  const { telling, held, reviewAt } = head;
  if (telling !== null && telling.dueAt <= now) return sendOf(ports, head, options);
  const heldUntil = held?.dueAt ?? null;
  if (heldUntil !== null && heldUntil <= now) return releaseHeld(ports, head, options);
  if (reviewAt !== null && (options.review === true || reviewAt <= now)) {
    return review(ports, head, reviewAt, options);
  }
  return undefined;
}

async function sendOf(
  ports: DeskPorts,
  head: Head,
  options: SettleOptions,
  known?: StoredRevision,
): Promise<Head> {
  const { head: after, sent } = await tell(ports, head, known === undefined ? {} : { known });
  for (const telling of sent) options.sent?.({ articleId: head.articleId, telling });
  return after;
}

/**
 * The time of what is held has come: it is judged like a new text if subscribers have none of the article, and then it
 * stands and is told.
 */
async function releaseHeld(ports: DeskPorts, head: Head, options: SettleOptions): Promise<Head> {
  const { held } = head;
  if (held === null) return head;
  const stored = await revisionOf(ports, head, held.revision);
  const others = await othersFor(ports, head, stored, canRise(head) ? held.revision : undefined);
  if (others?.ofKilled === true && isGivingOut(head)) return giveUp(ports, head, stored, others);
  const hidden = others?.verdict === 'duplicate';
  if (!hidden && others?.verdict !== 'variant' && canRise(head)) {
    const at = new Date(ports.now()).toISOString();
    const moved = await ports.table.changeHead(head, (latest) =>
      latest.held?.revision === held.revision && canRise(latest)
        ? headAfterHold(latest, stored.revision, at)
        : undefined,
    );
    return moved.telling?.revision === held.revision ? sendOf(ports, moved, options, stored) : moved;
  }
  return makeAgain(ports, head, stored, { place: hidden ? 'hidden' : 'open', others }, options);
}

/** A killed text is no update of what subscribers have. */
async function giveUp(
  { publisher, table }: DeskPorts,
  head: Head,
  { revision }: StoredRevision,
  others: Originality,
): Promise<Head> {
  const dedupe = dedupeAgain(revision.dedupe, head, others);
  await publisher.notify(killedText({ ...revision, dedupe, place: 'hidden' }));
  return table.changeHead(head, (latest) => {
    const after = afterGivingUp(latest, revision.revision);
    return after === latest ? undefined : headWith(latest, after);
  });
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
  if (!isGivingOut(head) && !head.byHand) return judgeOriginality(ports, candidate);
  return enterText(ports, candidate, head);
}

export interface Again {
  place: 'open' | 'hidden' | 'held' | 'end';
  others?: Originality | undefined;
  dedupe?: Dedupe;
  /** The operators hear of it by another notice. */
  noticed?: boolean;
  desk?: DeskAction | null;
  /** Of a held one: RFC 3339, or null for not before a person says so. */
  dueAt?: string | null;
  /** What is different in the new one, as a person says so. */
  changed?: Partial<Pick<Revision, 'status' | 'inbox' | 'version' | 'versionSequence' | 'clock'>>;
}

/**
 * Stores a revision again under a new number, in another place: revisions rise, so what is told now is the highest.
 * @returns the head after it; where somebody else took the number, the head with theirs
 */
export async function makeAgain(
  ports: DeskPorts,
  head: Head,
  stored: StoredRevision,
  again: Again,
  options: SettleOptions,
): Promise<Head> {
  return (await storeAgain(ports, head, stored, again, options)).head;
}

/** The same, and the revision that was made; undefined where somebody else took its number. */
export async function storeAgain(
  ports: DeskPorts,
  head: Head,
  stored: StoredRevision,
  again: Again,
  options: SettleOptions,
): Promise<{ head: Head; made: Revision | undefined }> {
  const now = new Date(ports.now()).toISOString();
  const { others, place, desk = null } = again;
  const dedupe = again.dedupe ?? dedupeAgain(stored.revision.dedupe, head, others);
  const revision: Revision = {
    ...stored.revision,
    ...again.changed,
    revision: head.lastRevision + 1,
    place,
    dueAt: place === 'held' ? (again.dueAt ?? null) : null,
    takenAt: now,
    saidAgain: false,
    asDuplicate: place === 'hidden' && ports.publishDuplicates && others?.ofKilled === false,
    reviewAt: others?.reviewAt ?? null,
    withNote: head.told.announced,
    dedupe,
    desk,
    madeFrom: stored.revision.revision,
  };
  const whole = { revision, record: stored.record };
  // It was held, or hidden behind another, when the text was killed
  if (others?.ofKilled === true && again.noticed !== true) await ports.publisher.notify(killedText(revision));
  if (await ports.table.putRevision(revision, stored.record)) {
    const moved = await ports.table.advanceHead(revision, head);
    const told = moved.telling?.revision === revision.revision;
    return { head: told ? await sendOf(ports, moved, options, whole) : moved, made: revision };
  }
  const other = await ports.table.revision(head.articleId, revision.revision);
  const latest =
    other === undefined
      ? await ports.table.head(head.articleId)
      : await ports.table.advanceHead(other.revision, head);
  return { head: latest ?? head, made: undefined };
}

function dedupeAgain(before: Dedupe, head: Head, others: Originality | undefined): Dedupe {
  if (others === undefined) return before;
  const { verdict, of, similarity, containment, story, evidence } = others;
  return {
    verdict: verdict === 'new' && before.verdict !== 'duplicate' ? before.verdict : verdict,
    of,
    similarity,
    containment,
    story: story ?? head.articleId,
    evidence,
  };
}

/** What was hidden behind this article is judged again, and so is this one where it is hidden itself. */
async function review(ports: DeskPorts, head: Head, reviewAt: string, options: SettleOptions): Promise<Head> {
  const { head: reviewed, again } = await reviewHidden(ports, head, options);
  let current = reviewed;
  await reviewCopies(ports, current, options);
  current = await ports.table.changeHead(current, (latest) => {
    const after = afterReview(latest, reviewAt, again);
    return after === latest ? undefined : headWith(latest, after);
  });
  return current;
}

/** Articles that are linked to one; of a killed one also those that are linked to them, for they may have its text. */
async function copiesOf({ claims }: DeskPorts, { articleId, line }: Head): Promise<Set<string>> {
  const copies = new Set(await claims.copiesOf(articleId));
  if (line?.status === 'canceled') {
    for (const copy of [...copies].slice(0, MOST_LINKED)) {
      for (const next of await claims.copiesOf(copy)) copies.add(next);
    }
  }
  copies.delete(articleId);
  return copies;
}

/** More have the same text only where a press office has sent it round. */
const MOST_LINKED = 20;

async function reviewCopies(ports: DeskPorts, head: Head, options: SettleOptions): Promise<void> {
  const { articleId, line } = head;
  const copies = await copiesOf(ports, head);
  const told: Copy[] = [];
  for (const id of copies) {
    let copy = await ports.table.head(id);
    if (copy === undefined || copy.line === null) continue;
    const sameText = copy.line.textKey !== null && head.killed.includes(copy.line.textKey);
    if (line?.status === 'canceled' && sameText && waitsToBeTold(copy)) {
      copy = await hideBehindKilled(ports, copy, head, options);
      if (copy.line === null) continue;
    }
    if ((copy.of === articleId || sameText) && !isEnd(copy.line)) {
      const { provider, uri } = copy;
      told.push({ articleId: id, provider, uri, told: !copy.line.hidden });
    }
    // A copy of what was killed stays hidden
    if (copy.line.hidden && line?.status !== 'canceled') await reviewHidden(ports, copy, options);
  }
  if (line?.status !== 'canceled' || told.length === 0) return;
  const { revision } = await revisionOf(ports, head, line.revision);
  // Which of them were told may have changed when whoever takes over says it again
  const content = digest(told.map((copy) => `${copy.articleId} ${copy.told}`)).slice(0, 8);
  await ports.publisher.notify({
    ...commonOf(revision, `copies:${content}`),
    type: 'wire.killed-text.again',
    of: articleId,
    headline: '',
    published: told.some((copy) => copy.told),
    copies: told,
  });
}

/** Its first text is on its way to subscribers. */
function waitsToBeTold({ line, told, telling, next, byHand }: Head): boolean {
  if (line === null || isEnd(line) || line.hidden || told.announced || byHand) return false;
  return telling !== null || next !== null;
}

/** Its original was killed before it could be told itself. */
async function hideBehindKilled(
  ports: DeskPorts,
  copy: Head,
  killed: Head,
  options: SettleOptions,
): Promise<Head> {
  if (copy.line === null) return copy;
  const stored = await revisionOf(ports, copy, copy.line.revision);
  const others: Originality = {
    verdict: 'duplicate',
    of: killed.articleId,
    similarity: 1,
    containment: 1,
    story: killed.story,
    evidence: { rule: 'same-text' },
    ofKilled: true,
    reviewAt: null,
  };
  return makeAgain(ports, copy, stored, { place: 'hidden', others, noticed: true }, options);
}

/** @returns the head after it; unchanged where the article is no hidden copy, or stays one behind the same original */
async function reviewHidden(
  ports: DeskPorts,
  head: Head,
  options: SettleOptions,
): Promise<{ head: Head; again: string | null }> {
  const unchanged = { head, again: null };
  const { line } = head;
  if (line?.hidden !== true || head.byHand) return unchanged;
  // Its agency has put the same words under embargo since
  if (head.held !== null && head.held.textKey === line.textKey) return unchanged;
  const original = head.of === null ? undefined : await ports.table.head(head.of);
  if (original !== undefined && line.textKey !== null && wasKilledWith(original, line.textKey))
    return unchanged;
  const stored = await revisionOf(ports, head, line.revision);
  const candidate: Candidate = {
    articleId: head.articleId,
    record: stored.record,
    revision: head.lastRevision + 1,
  };
  const others = await judgeOriginality(ports, candidate);
  if (others.verdict === 'duplicate') {
    // Its original may still be on its way: then it is looked at once more
    if (others.of === head.of) {
      await keepClaim(ports, { ...candidate, revision: line.revision });
      return { head, again: others.reviewAt };
    }
    const moved = await makeAgain(ports, head, stored, { place: 'hidden', others }, options);
    return { head: moved, again: others.reviewAt };
  }
  const now = new Date(ports.now()).toISOString();
  const dueAt = publishableAt(stored.record, now);
  const place = dueAt === now ? 'open' : 'held';
  return { head: await makeAgain(ports, head, stored, { place, others, dueAt }, options), again: null };
}
