/**
 * What an editor or operator decides about stories, against the verdict of the machine: both ways are revisions of
 * the article like any other, so they are recorded, numbered and published in the same way.
 */
import { publishableAt } from '../core/article/embargo.ts';
import type { Dedupe } from '../core/article/record.ts';
import type { NearDuplicates } from '../core/dedupe/near-duplicates.ts';
import { nearArticle, standingOf } from './originality.ts';
import { publishRevision, type OutboxPorts } from '../adapters/publish/outbox.ts';
import { StoreError } from '../adapters/store/keys.ts';
import { isAnnounced, type Head, type Revision, type StoredRevision } from '../adapters/store/records.ts';

export interface DeskPorts extends OutboxPorts {
  near: Pick<NearDuplicates, 'refresh'>;
}

export interface Decision {
  /** Who decides: stands in the evidence. */
  by: string;
}

export type Decided =
  | { ok: true; revision: Revision; published: boolean }
  | { ok: false; code: 'not-found' | 'not-linked' | 'killed' | 'same-article'; message: string };

/** Others may take revisions of the same article while we do. */
const TURNS = 10;

/**
 * Makes a duplicate or variant a story of its own and publishes it, as soon as its embargo allows.
 * @throws StoreError or an error of AWS when it has to be tried again
 */
export async function splitStory(ports: DeskPorts, articleId: string, { by }: Decision): Promise<Decided> {
  return decide(ports, articleId, (head, at) => {
    if (head.of === null && head.story === articleId) {
      return refuse('not-linked', `${articleId} is a story of its own already`);
    }
    const split = { fromStory: head.story, fromArticle: head.of, verdict: head.verdict, by, at };
    return {
      verdict: 'new',
      of: null,
      similarity: 0,
      containment: 0,
      story: articleId,
      evidence: { rule: 'split by hand', split },
    };
  });
}

/**
 * Makes an article a duplicate of another one. It is not published any more; where it has been, subscribers are told
 * which story it belongs to.
 * @throws StoreError or an error of AWS when it has to be tried again
 */
export async function mergeStories(
  ports: DeskPorts,
  articleId: string,
  into: string,
  { by }: Decision,
): Promise<Decided> {
  const target = await ports.table.head(into);
  if (target === undefined) return refuse('not-found', `there is no article ${into}`);
  const of = target.verdict === 'duplicate' && target.of !== null ? target.of : into;
  if (of === articleId) return refuse('same-article', `${into} is ${articleId} itself, or its duplicate`);
  return decide(ports, articleId, (head, at) => ({
    verdict: 'duplicate',
    of,
    similarity: 0,
    containment: 0,
    story: target.story,
    evidence: { rule: 'merged by hand', merged: { fromStory: head.story, by, at } },
  }));
}

type Refusal = Extract<Decided, { ok: false }>;

function refuse(code: Refusal['code'], message: string): Refusal {
  return { ok: false, code, message };
}

async function decide(
  ports: DeskPorts,
  articleId: string,
  dedupeFor: (head: Head, at: string) => Dedupe | Refusal,
): Promise<Decided> {
  const { table, now } = ports;
  for (let turn = 0; turn < TURNS; turn++) {
    const head = await table.head(articleId);
    if (head === undefined) return refuse('not-found', `there is no article ${articleId}`);
    if (head.pubStatus !== 'usable') return refuse('killed', `${articleId} is ${head.pubStatus}`);
    const current = await table.revision(articleId, head.revision);
    if (current === undefined)
      throw new StoreError('no-revision', `${articleId} has no revision ${head.revision}`);
    const at = new Date(now()).toISOString();
    const dedupe = dedupeFor(head, at);
    if ('ok' in dedupe) return dedupe;
    const next = nextRevision(current, head, dedupe, at, now());
    if (await table.putRevision(next.revision, next.record)) {
      const moved = await table.advanceHead(next.revision, head);
      // Copies that come from now on are copies of what it stands for now
      await ports.near.refresh(nearArticle(ports, { articleId, record: next.record }), standingOf(moved));
      const published = isDueNow(next.revision);
      if (published) await publishRevision(ports, next);
      return { ok: true, revision: next.revision, published };
    }
    const other = await table.revision(articleId, next.revision.revision);
    if (other !== undefined) await table.advanceHead(other.revision, head);
  }
  throw new StoreError('contended', `${articleId} was taken by others ${TURNS} times while we tried`);
}

function nextRevision(
  { revision, record }: StoredRevision,
  head: Head,
  dedupe: Dedupe,
  at: string,
  now: number,
): StoredRevision {
  const first = dedupe.verdict === 'duplicate' ? null : 'published';
  const event = isAnnounced(head, now) ? 'updated' : first;
  return {
    record,
    revision: {
      ...revision,
      revision: head.lastRevision + 1,
      dedupe,
      event,
      dueAt: event === null ? null : publishableAt(record, at),
      takenAt: at,
      sealed: false,
    },
  };
}

function isDueNow({ event, dueAt, takenAt }: Revision): boolean {
  return event !== null && dueAt !== null && dueAt <= takenAt;
}
