/**
 * What operators and editors decide about an article, against the agency or the machine. Each decision is a revision
 * like any other: recorded with who, when and why, numbered, told in the same way, and under the same rules. One file: all of them are decided, refused and
 * recorded in the same way.
 */
import { publishableAt } from '../core/article/embargo.ts';
import { ageAgainst } from '../core/article/life-cycle/order.ts';
import { isEnd } from '../core/article/life-cycle/saying.ts';
import { isGivingOut, wasKilledWith } from '../core/article/life-cycle/questions.ts';
import type { ArticleRecord, Dedupe } from '../core/article/record.ts';
import { contended } from '../adapters/store/article-table.ts';
import type { DeskAction, Head, Revision, StoredRevision } from '../adapters/store/records.ts';
import { killedSince, standingOf } from './originality.ts';
import { nearArticle } from './texts.ts';
import type { DeskPorts } from './ports.ts';
import { storeAgain, type Again } from './again.ts';
import { othersFor, settle } from './settle.ts';
import { revisionOf } from './telling.ts';

export interface Decision {
  /** Who decides: recorded with the revision. */
  by: string;
  reason?: string;
}

export type Decided =
  | { ok: true; head: Head; revision: Revision }
  | {
      ok: false;
      code: 'not-found' | 'not-linked' | 'killed' | 'same-article' | 'not-held' | 'held-already';
      message: string;
    };

type Refusal = Extract<Decided, { ok: false }>;

/** Others may take revisions of the same article while we do. */
const TURNS = 10;

interface Made {
  stored: StoredRevision;
  again: Again;
}

/**
 * Lets go what waits for a time or a person: what is held, a text that was put aside after a kill, or what an operator
 * has taken down.
 * @param seen the revision that the person has seen to wait: another one is not let go
 */
export async function releaseArticle(
  ports: DeskPorts,
  articleId: string,
  by: Decision,
  seen?: number,
): Promise<Decided> {
  let meant = seen;
  return decideOn(ports, articleId, 'release', by, async (head, desk) => {
    const stored = await whatWaits(ports, head);
    if (stored === undefined) return refuse('not-held', `nothing of ${articleId} waits`);
    const { revision } = stored.revision;
    meant ??= revision;
    // What came since may have an embargo of its own, and nobody has seen it
    if (revision !== meant)
      return refuse('not-held', `${meant} waited, and ${revision} has come in its place`);
    const now = new Date(ports.now()).toISOString();
    const dueAt = publishableAt(stored.record, now);
    // A person lets go what is held; what was taken down comes back as it would have come
    if (head.held === null && dueAt !== now) return { stored, again: { place: 'held', dueAt, desk } };
    const others = await othersFor(ports, head, stored);
    return { stored, again: { place: others?.verdict === 'duplicate' ? 'hidden' : 'open', others, desk } };
  });
}

async function whatWaits(ports: DeskPorts, head: Head): Promise<StoredRevision | undefined> {
  if (head.held !== null) return revisionOf(ports, head, head.held.revision);
  if (head.line === null || !isEnd(head.line)) return undefined;
  const ended = await revisionOf(ports, head, head.line.revision);
  let newest: StoredRevision | undefined;
  for (let number = head.lastRevision; number > 0; number--) {
    const stored = await ports.table.revision(head.articleId, number);
    // What was forgotten or erased of it does not come back
    if (stored === undefined) continue;
    const { status } = stored.revision;
    // By hand, or because it expired: also what was late for an end of its agency before
    const byUs = ended.revision.madeFrom !== null;
    // Put aside after it, or taken before it: which of the two only depends on who was quicker
    const cameLater = ageAgainst(stored.revision, head.line).order === 'newer';
    if (status !== 'usable' || !(byUs || cameLater)) continue;
    // The number says when it was taken, and not how new it is
    if (newest === undefined || ageAgainst(stored.revision, newest.revision).order === 'newer')
      newest = stored;
  }
  return newest;
}

/** Takes down what is out, and keeps back what is not: nothing more of the article goes out until it is released. */
export async function holdArticle(ports: DeskPorts, articleId: string, by: Decision): Promise<Decided> {
  return decideOn(ports, articleId, 'hold', by, async (head, desk) => {
    if (head.line !== null && isEnd(head.line)) return refuse('killed', `${articleId} is ${head.pubStatus}`);
    if (head.held !== null && !isGivingOut(head)) {
      if (head.held.dueAt === null) return refuse('held-already', `${articleId} waits for a person already`);
      const stored = await revisionOf(ports, head, head.held.revision);
      return { stored, again: { place: 'held', dueAt: null, desk } };
    }
    const stored = await revisionOf(ports, head, head.revision);
    return {
      stored: { ...stored, record: endedBy(stored.record, 'withheld', by) },
      again: {
        place: 'end',
        desk,
        changed: { status: 'withheld', ...justNow(stored, ports.now()) },
        dedupe: endOf(stored, 'update'),
      },
    };
  });
}

/** Ends an article for good, whatever of it is out or held. */
export async function killArticle(
  ports: DeskPorts,
  articleId: string,
  by: Decision & { reason: string },
): Promise<Decided> {
  return decideOn(ports, articleId, 'kill', by, (head, desk) => ended(ports, head, desk, 'canceled', by));
}

/**
 * Ends an article whose text is to be erased, bare: subscribers are told that it ended, and not why. Withheld, copies of
 * other agencies come out; killed, its text stays killed, whoever brings it.
 */
export async function endForErasing(
  ports: DeskPorts,
  articleId: string,
  status: 'withheld' | 'canceled',
  by: Decision,
): Promise<Decided> {
  const bare = { by: by.by };
  return decideOn(ports, articleId, 'purge', by, (head, desk) => ended(ports, head, desk, status, bare));
}

/** The newest of it, out or held, as an end. @param by with the reason that subscribers are told */
async function ended(
  ports: DeskPorts,
  head: Head,
  desk: DeskAction,
  status: 'withheld' | 'canceled',
  by: Decision,
): Promise<Made | Refusal> {
  if (head.line?.status === 'canceled') return refuse('killed', `${head.articleId} is killed already`);
  const newest = head.held ?? head.line;
  const stored = await revisionOf(ports, head, newest?.revision ?? head.revision);
  return {
    stored: { ...stored, record: endedBy(stored.record, status, by) },
    again: {
      place: 'end',
      desk,
      dedupe: endOf(stored, status === 'canceled' ? 'kill' : 'update'),
      changed: { status, ...justNow(stored, ports.now()) },
    },
  };
}

/** A person's word is of now, and of no version: only what its agency says later is newer. */
function justNow({ revision }: StoredRevision, now: number): Again['changed'] {
  const inbox = { ...revision.inbox, at: Math.max(revision.inbox.at, now), sequencer: '' };
  return { version: null, versionSequence: null, clock: { from: now, to: now }, inbox };
}

function endedBy(
  { article, wire }: ArticleRecord,
  pubStatus: 'withheld' | 'canceled',
  { reason }: Decision,
): ArticleRecord {
  const { edNote: _note, ...rest } = article;
  const signals =
    pubStatus === 'canceled' ? [...new Set([...wire.signals, 'kill' as const])].sort() : wire.signals;
  return {
    article: { ...rest, pubStatus, ...(reason === undefined ? {} : { edNote: reason }) },
    wire: { ...wire, signals },
  };
}

function endOf({ revision }: StoredRevision, verdict: 'kill' | 'update'): Dedupe {
  return { ...revision.dedupe, verdict, similarity: 0, containment: 0, evidence: { rule: 'by hand' } };
}

/** Makes a duplicate or variant a story of its own and publishes it. */
export async function splitStory(ports: DeskPorts, articleId: string, by: Decision): Promise<Decided> {
  const decided = await decideOn(ports, articleId, 'split', by, async (head, desk) => {
    if (head.line === null || isEnd(head.line)) return refuse('killed', `${articleId} is ${head.pubStatus}`);
    if (head.of === null && head.story === articleId) {
      return refuse('not-linked', `${articleId} is a story of its own already`);
    }
    const original = head.of === null ? undefined : await ports.table.head(head.of);
    const { textKey } = head.line;
    if (original !== undefined && wasKilled(original, textKey)) {
      return refuse('killed', `its original ${original.articleId} was killed, and this is the same text`);
    }
    const stored = await revisionOf(ports, head, head.line.revision);
    const dead = await killedSince(ports, { articleId, record: stored.record });
    if (dead !== undefined) return refuse('killed', `${dead.of} was killed with the same text`);
    const split = { fromStory: head.story, fromArticle: head.of, verdict: head.verdict, ...audit(desk) };
    const dedupe: Dedupe = {
      verdict: 'new',
      of: null,
      similarity: 0,
      containment: 0,
      story: articleId,
      evidence: { rule: 'split by hand', split },
    };
    return { stored, again: { place: 'open', dedupe, desk } };
  });
  return refreshed(ports, decided);
}

function wasKilled(original: Head, textKey: string | null): boolean {
  return original.line?.status === 'canceled' || (textKey !== null && wasKilledWith(original, textKey));
}

/**
 * Makes an article a duplicate of another one, and its copies with it. It is not published any more; where it has been,
 * subscribers are told which story it belongs to.
 */
export async function mergeStories(
  ports: DeskPorts,
  articleId: string,
  into: string,
  by: Decision,
): Promise<Decided> {
  const target = await ports.table.head(into);
  if (target === undefined) return refuse('not-found', `there is no article ${into}`);
  const root =
    target.verdict === 'duplicate' && target.of !== null ? await ports.table.head(target.of) : target;
  if (root === undefined) return refuse('not-found', `there is no article ${target.of ?? into}`);
  if (root.articleId === articleId) {
    return refuse('same-article', `${into} is ${articleId} itself, or its duplicate`);
  }
  if (root.line !== null && isEnd(root.line))
    return refuse('killed', `${root.articleId} is ${root.pubStatus}`);
  const dedupeOf = (head: Head, desk: DeskAction): Dedupe => ({
    verdict: 'duplicate',
    of: root.articleId,
    similarity: 0,
    containment: 0,
    story: root.story,
    evidence: { rule: 'merged by hand', merged: { fromStory: head.story, ...audit(desk) } },
  });
  const merge = async (head: Head, desk: DeskAction): Promise<Made | Refusal> => {
    if (head.line === null || isEnd(head.line)) return refuse('killed', `${articleId} is ${head.pubStatus}`);
    await ports.claims.link(root.articleId, head.articleId);
    const stored = await revisionOf(ports, head, head.line.revision);
    const place = isGivingOut(head) ? 'open' : 'hidden';
    return { stored, again: { place, dedupe: dedupeOf(head, desk), desk } };
  };
  const decided = await refreshed(ports, await decideOn(ports, articleId, 'merge', by, merge));
  if (!decided.ok) return decided;
  for (const copy of await ports.claims.copiesOf(articleId)) {
    const head = await ports.table.head(copy);
    const points = head?.of === articleId && head.line !== null && !isEnd(head.line);
    if (points && copy !== root.articleId) {
      const along = (its: Head, desk: DeskAction): ReturnType<typeof merge> =>
        merge(its, { ...desk, following: articleId });
      await refreshed(ports, await decideOn(ports, copy, 'merge', by, along));
    }
  }
  return decided;
}

function audit({ by, at }: DeskAction): { by: string; at: string } {
  return { by, at };
}

/** Copies that come from now on are copies of what it stands for now. */
async function refreshed(ports: DeskPorts, decided: Decided): Promise<Decided> {
  if (!decided.ok) return decided;
  const stored = await revisionOf(ports, decided.head, decided.revision.revision);
  await ports.near.refresh(
    nearArticle(ports, { articleId: decided.head.articleId, record: stored.record }),
    standingOf(decided.head),
  );
  return decided;
}

function refuse(code: Refusal['code'], message: string): Refusal {
  return { ok: false, code, message };
}

async function decideOn(
  ports: DeskPorts,
  articleId: string,
  command: DeskAction['command'],
  { by, reason }: Decision,
  decide: (head: Head, desk: DeskAction) => Promise<Made | Refusal>,
): Promise<Decided> {
  for (let turn = 0; turn < TURNS; turn++) {
    const head = await ports.table.head(articleId);
    if (head === undefined) return refuse('not-found', `there is no article ${articleId}`);
    const at = new Date(ports.now()).toISOString();
    const decided = await decide(head, { command, by, at, reason: reason ?? null });
    if ('ok' in decided) return decided;
    const { head: after, made } = await storeAgain(ports, head, decided.stored, decided.again, {});
    if (made === undefined) continue;
    return { ok: true, revision: made, head: await settle(ports, after, { review: true }) };
  }
  throw contended(articleId, TURNS);
}
