/**
 * Takes one record into the table and publishes it. Safe to repeat after a crash at any point:
 *
 *   head ─▶ life cycle ─▶ originality ─▶ put revision n+1 ─▶ move head ─▶ publish ─▶ clear outbox
 *    ▲                                        │ taken already
 *    └──────── finish the other's move ◀──────┘
 */
import { publishableAt } from '../core/article/embargo.ts';
import { articleIdOf, contentIdentity, type ContentIdentity } from '../core/article/identity.ts';
import { killOf } from '../core/article/kill.ts';
import { decideLifeCycle, type CurrentRevision, type EventType } from '../core/article/life-cycle.ts';
import type { Uri } from '../core/article/ninjs.ts';
import type { ArticleRecord, Dedupe, Verdict } from '../core/article/record.ts';
import { finishOutbox, publishRevision } from '../adapters/publish/outbox.ts';
import { StoreError } from '../adapters/store/keys.ts';
import type { TakenItem } from '../adapters/store/receipt.ts';
import {
  isAnnounced,
  isHeld,
  type DeliveredItem,
  type Head,
  type Revision,
} from '../adapters/store/records.ts';
import { enterText, judgeOriginality, type Candidate, type Originality } from './originality.ts';
import type { IngestPorts } from './ports.ts';

/** Others may take revisions of the same article while we do: after this many turns something else is wrong. */
const TURNS = 10;

const HEADLINE_LENGTH = 120;

/** @throws StoreError or an error of AWS when it has to be tried again */
export async function takeRecord(
  ports: IngestPorts,
  record: ArticleRecord,
  delivery: DeliveredItem,
): Promise<TakenItem> {
  const articleId = articleIdOf(record.wire.provider, record.article.uri);
  const identity = contentIdentity(record);
  for (let turn = 0; turn < TURNS; turn++) {
    const head = await ports.table.head(articleId);
    const current = head && currentOf(head, ports.now());
    const decision = decideLifeCycle(current, record, identity, delivery.receivedAt);
    if (decision.kind === 'redelivery' && head !== undefined)
      return redelivered(ports, head, record, delivery);

    const taking: Taking = { ports, articleId, record, identity, delivery, head };
    const {
      revision,
      record: stored,
      ofKilled,
    } = decision.kind === 'take' ? await taken(taking, decision) : await late(taking);
    // First, for after the revision is stored a retry would be a redelivery
    await enterSources(ports, revision, head);
    if (ofKilled) await tellOfKilledText(ports, revision);
    if (await ports.table.putRevision(revision, stored)) {
      const moved = await ports.table.advanceHead(revision, head);
      return outcomeOf(revision, stored, await announce(ports, moved, revision, stored));
    }
    const other = await ports.table.revision(articleId, revision.revision);
    if (other !== undefined) await ports.table.advanceHead(other.revision, head);
  }
  throw new StoreError('contended', `${articleId} was taken by others ${TURNS} times while we tried`);
}

/**
 * Ends an article of the same provider because an item says so. One that is not held yet is ended all the same, so
 * that it does not appear when it arrives late.
 */
export async function takeKill(
  ports: IngestPorts,
  target: Uri,
  killer: ArticleRecord,
  delivery: DeliveredItem,
): Promise<TakenItem> {
  const articleId = articleIdOf(killer.wire.provider, target);
  const head = await ports.table.head(articleId);
  const held = head && (await ports.table.revision(articleId, head.revision));
  const item = await takeRecord(ports, killOf(target, killer, held?.record), delivery);
  return { ...item, killedBy: killer.article.uri };
}

interface Taking {
  ports: IngestPorts;
  articleId: string;
  record: ArticleRecord;
  identity: ContentIdentity;
  delivery: DeliveredItem;
  head: Head | undefined;
}

interface Taken {
  revision: Revision;
  record: ArticleRecord;
  ofKilled: boolean;
}

function currentOf(head: Head, now: number): CurrentRevision {
  return { ...head, announced: isAnnounced(head, now) };
}

async function taken(
  taking: Taking,
  decision: Extract<ReturnType<typeof decideLifeCycle>, { kind: 'take' }>,
): Promise<Taken> {
  const { ports, articleId, head } = taking;
  const signals = [...new Set([...taking.record.wire.signals, ...decision.signals])].sort();
  const record = { ...taking.record, wire: { ...taking.record.wire, signals } };
  const takenAt = new Date(ports.now()).toISOString();
  // Ends of publication are told at once, whatever embargo runs
  const dueAt = isEnd(decision.event) ? takenAt : publishableAt(record, takenAt);

  const origin = await originOf(taking, { articleId, record, dueAt });
  const hidden = origin?.verdict === 'duplicate';
  const superseded = head !== undefined && head.outbox !== null ? { supersedes: head.revision } : {};
  const dedupe: Dedupe = {
    verdict:
      hidden || (origin?.verdict === 'variant' && head === undefined) ? origin.verdict : decision.verdict,
    of: origin?.of ?? head?.of ?? null,
    similarity: origin?.similarity ?? 0,
    containment: origin?.containment ?? 0,
    story: origin?.story ?? head?.story ?? articleId,
    evidence: { ...origin?.evidence, ...superseded },
  };
  const event = hidden ? eventOfDuplicate(ports, origin) : decision.event;
  const revision = revisionOf(taking, {
    record,
    dedupe,
    event,
    takenAt,
    dueAt: event === null ? null : dueAt,
  });
  return { revision, record, ofKilled: origin?.ofKilled ?? false };
}

/**
 * What an article shares with others is asked once, when it is new, and again while it has been nothing but a
 * duplicate: an update of an original is no duplicate of itself.
 */
async function originOf(
  { ports, head, identity }: Taking,
  candidate: Candidate,
): Promise<Originality | undefined> {
  if (head === undefined || (head.verdict === 'duplicate' && !isAnnounced(head, ports.now()))) {
    return judgeOriginality(ports, candidate);
  }
  if (identity.textHash !== head.textHash) await enterText(ports, candidate, head);
  return undefined;
}

/** Text that was killed is never sent again, not even to those who asked for duplicates. */
function eventOfDuplicate(ports: IngestPorts, { ofKilled }: Originality): EventType | null {
  return ports.publishDuplicates && !ofKilled ? 'duplicate' : null;
}

async function late(taking: Taking): Promise<Taken> {
  const { articleId, head, record, ports } = taking;
  // Its kill overtook it: copies of its text are copies of what was killed
  if (head !== undefined && head.pubStatus !== 'usable') {
    await enterText(ports, { articleId, record, dueAt: null }, head);
  }
  const dedupe: Dedupe = {
    verdict: 'late',
    of: null,
    similarity: 0,
    containment: 0,
    story: head?.story ?? articleId,
    evidence: head === undefined ? {} : { currentRevision: head.revision },
  };
  const takenAt = new Date(ports.now()).toISOString();
  return {
    revision: revisionOf(taking, { record, dedupe, event: null, takenAt, dueAt: null }),
    record,
    ofKilled: false,
  };
}

function isEnd(event: EventType): boolean {
  return event === 'killed' || event === 'withheld';
}

interface Decided {
  record: ArticleRecord;
  dedupe: Dedupe;
  event: EventType | null;
  takenAt: string;
  dueAt: string | null;
}

function revisionOf({ articleId, identity, delivery, head }: Taking, decided: Decided): Revision {
  const { record, dedupe, event, takenAt, dueAt } = decided;
  const { article, wire } = record;
  return {
    articleId,
    revision: (head?.lastRevision ?? 0) + 1,
    provider: wire.provider,
    uri: article.uri,
    format: wire.format,
    version: article.version ?? null,
    versionSequence: wire.versionSequence,
    versionCreated: article.versionCreated ?? null,
    ...identity,
    pubStatus: article.pubStatus ?? 'usable',
    headline: headlineOf(record),
    sources: sourceIds(record),
    dedupe,
    event,
    dueAt,
    takenAt,
    delivery,
    sealed: event !== null && isEnd(event) && isSecret(record, head, takenAt),
  };
}

/** Nobody may be told of this yet, or nobody was told of the article: an end of publication must not give it away. */
function isSecret(record: ArticleRecord, head: Head | undefined, takenAt: string): boolean {
  if (publishableAt(record, takenAt) !== takenAt) return true;
  return head === undefined
    ? record.article.pubStatus === 'withheld'
    : !isAnnounced(head, Date.parse(takenAt));
}

/** Publishes what was just stored, if it may go and is still the newest. What fails stays in the outbox. */
async function announce(
  ports: IngestPorts,
  moved: Head,
  revision: Revision,
  record: ArticleRecord,
): Promise<TakenItem['outcome']> {
  if (revision.dedupe.verdict === 'late') return 'late';
  if (revision.event === null) return 'duplicate';
  if (revision.dueAt === null || revision.dueAt > revision.takenAt) return 'held';
  if (moved.revision !== revision.revision) return revision.event;
  try {
    await publishRevision(ports, { revision, record });
    return revision.event;
  } catch (error) {
    ports.publishFailed(revision.articleId, revision.revision, error);
    return 'pending';
  }
}

/** The same item again: nothing happens, but for what an interrupted taker left undone. */
async function redelivered(
  ports: IngestPorts,
  head: Head,
  record: ArticleRecord,
  delivery: DeliveredItem,
): Promise<TakenItem> {
  const finished = await finishOutbox(ports, head);
  const stored = finished ?? (await ports.table.revision(head.articleId, head.revision));
  if (stored !== undefined && isSameDelivery(stored.revision.delivery, delivery)) {
    // This very delivery brought it, and was interrupted before it could say so
    const { revision } = stored;
    const waits = finished === undefined && head.outbox !== null;
    const outcome = waits
      ? isHeld(head, ports.now())
        ? 'held'
        : 'pending'
      : (revision.event ?? 'duplicate');
    return outcomeOf(revision, stored.record, outcome);
  }
  const { articleId, story, of } = head;
  const dedupe: Dedupe = {
    verdict: 'redelivery' satisfies Verdict,
    of,
    similarity: 1,
    containment: 1,
    story,
    evidence: {},
  };
  const { wire, article } = record;
  return {
    itemIndex: delivery.itemIndex,
    outcome: 'redelivery',
    articleId,
    uri: article.uri,
    format: wire.format,
    revision: head.revision,
    headline: headlineOf(record),
    sources: sourceIds(record),
    dedupe,
  };
}

function isSameDelivery(a: DeliveredItem, b: DeliveredItem): boolean {
  return a.bucket === b.bucket && a.key === b.key && a.version === b.version && a.itemIndex === b.itemIndex;
}

function outcomeOf(revision: Revision, record: ArticleRecord, outcome: TakenItem['outcome']): TakenItem {
  const { articleId, uri, format, headline, sources, dedupe, delivery } = revision;
  return {
    itemIndex: delivery.itemIndex,
    outcome,
    articleId,
    uri,
    format,
    revision: revision.revision,
    headline,
    sources,
    dedupe,
    ...(outcome === 'held' && record.wire.embargo.until !== null
      ? { embargoedUntil: record.wire.embargo.until }
      : {}),
  };
}

/** What the provider delivered is listed under the provider anyway. */
async function enterSources(
  { sources }: IngestPorts,
  { articleId, sources: ids, provider, takenAt }: Revision,
  head: Head | undefined,
): Promise<void> {
  const others = ids.filter((id) => id !== provider && head?.sources.includes(id) !== true);
  if (others.length > 0) await sources.enter(articleId, others, head?.listedAt ?? takenAt);
}

async function tellOfKilledText(ports: IngestPorts, revision: Revision): Promise<void> {
  const { articleId, uri, headline, provider, dedupe } = revision;
  await ports.publisher.notify({
    type: 'wire.killed-text.again',
    id: `${articleId}.${revision.revision}.killed-text`,
    time: revision.takenAt,
    provider,
    articleId,
    uri,
    of: dedupe.of ?? '',
    headline,
    published: revision.event !== null,
  });
}

function headlineOf({ article }: ArticleRecord): string {
  const headline = article.headlines?.[0]?.value ?? article.title ?? article.slugline ?? '';
  return headline.length > HEADLINE_LENGTH
    ? `${headline.slice(0, HEADLINE_LENGTH - 1).toWellFormed()}…`
    : headline;
}

function sourceIds({ wire }: ArticleRecord): string[] {
  const ids = wire.sources.flatMap(({ id, role }) => (id === null || role === 'subject' ? [] : [id]));
  return [...new Set(ids)];
}
