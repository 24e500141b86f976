/** Judges copies again: those of an article whose reason to be hidden may be gone, and those of what was killed. */
import { digest } from '../core/article/identity.ts';
import { isEnd } from '../core/article/life-cycle/saying.ts';
import { afterReview } from '../core/article/life-cycle/changes.ts';
import { isGivingOut, wasKilledWith } from '../core/article/life-cycle/questions.ts';
import type { Copy } from '../adapters/publish/ops.ts';
import { headWith, type Head, type Revision, type StoredRevision } from '../adapters/store/records.ts';
import { makeAgain, type SettleOptions } from './again.ts';
import { commonOf, killedText } from './notices.ts';
import { judgeOriginality, keepClaim, killedSince, noteKilledTexts, sameTextAs } from './originality.ts';
import { finishedHead, ORPHAN_MS } from './worth.ts';
import type { DeskPorts } from './ports.ts';
import { revisionOf } from './telling.ts';
import type { Candidate } from './texts.ts';

/** What was hidden behind this article is judged again, and so is this one where it is hidden itself. */
export async function review(
  ports: DeskPorts,
  head: Head,
  reviewAt: string,
  options: SettleOptions,
): Promise<Head> {
  const { head: reviewed, again } = await reviewHidden(ports, head, options);
  const haveCome = await reviewCopies(ports, reviewed, options);
  const next = again ?? (haveCome ? null : await secondLookAt(ports, reviewed));
  return noteReview(ports, reviewed, reviewAt, next);
}

/** @param next when to look once more */
async function noteReview(
  { table }: DeskPorts,
  head: Head,
  reviewed: string | null,
  next: string | null,
): Promise<Head> {
  return table.changeHead(head, (latest) => {
    const after = afterReview(latest, reviewed, next);
    return after === latest ? undefined : headWith(latest, after);
  });
}

const SECOND_LOOK_MS = 2 * 60_000;

/** Whoever had judged a copy before a kill may store it when the copies have been looked at. He has had his time then. */
async function secondLookAt(ports: DeskPorts, head: Head): Promise<string | null> {
  const kill = await killOf(ports, head);
  if (kill === undefined || ports.now() - Date.parse(kill.takenAt) > ORPHAN_MS) return null;
  return new Date(ports.now() + SECOND_LOOK_MS).toISOString();
}

/**
 * Articles that are linked to one; of a killed one also those that are linked to them, for they may have its text.
 * @returns with the revision that each has to have at least
 */
async function copiesOf(ports: DeskPorts, head: Head, isKilled: boolean): Promise<Map<string, number>> {
  const { claims } = ports;
  const { articleId } = head;
  const copies = new Map<string, number>();
  const add = (id: string, revision = 1): void => {
    copies.set(id, Math.max(revision, copies.get(id) ?? 0));
  };
  // Noted before the links are read: who comes from now on knows, who came before is linked
  const owners = isKilled ? await noteKilledTexts(ports, head) : [];
  for (const { articleId: owner, revision } of owners) add(owner, revision);
  for (const copy of await claims.copiesOf(articleId)) add(copy);
  if (isKilled) {
    for (const copy of [...copies.keys()].slice(0, MOST_LINKED)) {
      for (const next of await claims.copiesOf(copy)) add(next);
    }
  }
  copies.delete(articleId);
  return copies;
}

/** More have the same text only where a press office has sent it round. */
const MOST_LINKED = 20;

/** @returns false while a copy of what was killed is on its way */
async function reviewCopies(ports: DeskPorts, head: Head, options: SettleOptions): Promise<boolean> {
  const { articleId, line } = head;
  const ended = line?.status === 'canceled';
  // It may have come back with another text before anybody looked at the copies of the one with which it was killed
  const killed = head.killed.filter((key) => wasKilledWith(head, key));
  const isKilled = ended || killed.length > 0;
  const told: Copy[] = [];
  let haveCome = true;
  for (const [id, revision] of await copiesOf(ports, head, isKilled)) {
    let copy = await ports.table.head(id);
    if (isKilled) {
      // What is stored of it and not yet seen would stay a copy of what was killed, and nobody hear of it
      copy = await finishedHead(ports, id, copy);
      if ((copy?.lastRevision ?? 0) < revision) haveCome = false;
    }
    if (copy === undefined || copy.line === null) continue;
    const sameText = copy.line.textKey !== null && killed.includes(copy.line.textKey);
    if (sameText && waitsToBeTold(copy)) {
      copy = await hideBehindKilled(ports, copy, head, options);
      if (copy.line === null) continue;
    }
    if (((ended && copy.of === articleId) || sameText) && !isEnd(copy.line)) {
      const { provider, uri } = copy;
      told.push({ articleId: id, provider, uri, told: !copy.line.hidden });
    }
    // A copy of what was killed stays hidden
    if (copy.line.hidden && !ended) await reviewHidden(ports, copy, options);
  }
  if (told.length > 0) await notifyOfCopies(ports, head, told);
  return haveCome;
}

async function notifyOfCopies(ports: DeskPorts, head: Head, copies: Copy[]): Promise<void> {
  const kill = await killOf(ports, head);
  if (kill === undefined) return;
  // Which of them were told may have changed when whoever takes over says it again
  const content = digest(copies.map((copy) => `${copy.articleId} ${copy.told}`)).slice(0, 8);
  await ports.publisher.notify({
    ...commonOf(kill, `copies:${content}`),
    type: 'wire.killed-text.again',
    of: head.articleId,
    headline: '',
    published: copies.some((copy) => copy.told),
    copies,
  });
}

/** The kill that stands, or the last one that did. */
async function killOf(
  ports: DeskPorts,
  { articleId, line, lastRevision }: Head,
): Promise<Revision | undefined> {
  const upTo = line?.status === 'canceled' ? line.revision : lastRevision;
  for await (const { revision } of ports.table.revisions(articleId, upTo)) {
    if (revision.status === 'canceled' && revision.place === 'end') return revision;
  }
  return undefined;
}

/** Its first text is on its way to subscribers. */
function waitsToBeTold({ line, told, telling, next }: Head): boolean {
  if (line === null || isEnd(line) || line.hidden || told.announced) return false;
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
  const others = { ...sameTextAs(killed.articleId, killed.story), ofKilled: true };
  return makeAgain(ports, copy, stored, { place: 'hidden', others, noticed: true }, options);
}

/** A copy is judged again if its original gives nothing out any more: a read for each copy, and none for the others. */
export async function reviewLost(ports: DeskPorts, head: Head): Promise<Head> {
  if (head.line?.hidden !== true || head.of === null || head.byHand) return head;
  const original = await ports.table.head(head.of);
  if (original === undefined || isGivingOut(original)) return head;
  const { head: reviewed, again } = await reviewHidden(ports, head, {});
  return again === null ? reviewed : noteReview(ports, reviewed, reviewed.reviewAt, again);
}

/**
 * An update that was stored while another article was killed with its text: whoever killed looked at the copies before
 * it stood, and it was looked up before the kill. A first text is waited for by its number.
 */
export async function noticeIfKilledSince(
  ports: DeskPorts,
  { articleId, line }: Head,
  { revision, record }: StoredRevision,
): Promise<void> {
  const stands = line?.revision === revision.revision && !isEnd(line) && !line.hidden;
  if (!stands || revision.revision === 1) return;
  const others = await killedSince(ports, { articleId, record });
  if (others === undefined) return;
  await ports.publisher.notify(killedText({ ...revision, dedupe: { ...revision.dedupe, of: others.of } }));
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
  // What is hidden would be told but for its original: an embargo that its record names is over, or a person let it go
  return { head: await makeAgain(ports, head, stored, { place: 'open', others }, options), again: null };
}
