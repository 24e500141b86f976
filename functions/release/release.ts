/**
 * Publishes what is due: embargoes that have ended, and what a crash or an outage of SNS interrupted; ends first. An
 * article that cannot be published does not hold up the others, and is put off. What was to be told at once is in no
 * outbox: behind the rest it is looked through whether that was done.
 */
import type { DeliveryId } from '../adapters/store/outcomes.ts';
import { isEndEvent } from '../core/article/life-cycle/saying.ts';
import type { Telling } from '../core/article/life-cycle/standing.ts';
import type { Interrupted } from '../adapters/store/interrupted.ts';
import { isToldAtOnce } from '../adapters/store/records.ts';
import type { DeskPorts } from '../desk/ports.ts';
import { settle } from '../desk/settle.ts';
import { putOff } from '../desk/telling.ts';

export interface ReleasePorts extends DeskPorts {
  interrupted: Pick<Interrupted, 'lookedUntil' | 'setLookedUntil' | 'takenBetween'>;
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface Released {
  articleId: string;
  revision: number;
  event: Telling['event'];
  /** The file that had brought it. */
  delivery: Pick<DeliveryId, 'bucket' | 'key' | 'version'>;
}

export interface ReleaseObserver {
  released: (released: Released) => void;
  failed: (articleId: string, error: unknown) => void;
}

/** Articles in flight. */
const AT_ONCE = 8;

/** Nothing is begun with less time than this; the next minute goes on. */
const ARTICLE_MS = 5000;

/** For so long an article that could not be published is left in peace; an end is tried again each minute. */
const PUT_OFF_MS = 2 * 60_000;
const END_PUT_OFF_MS = 30_000;

/** Long after a taker has told what it took, or has died: its message comes again after six minutes. */
export const LEFT_AFTER_MS = 5 * 60_000;

/** So far back it is looked where nobody has for long: what is older has come again by the queue, or is a dead letter. */
const LOOK_BACK_MS = 24 * 60 * 60_000;

export interface ReleaseCount {
  /** Events that were published. */
  released: number;
  /** Articles that could not be. */
  failed: number;
  /** For how long that had been due which had been due longest. */
  overdueSeconds: number;
  /** For how long an embargo had ended when its article went out, at most; absent where none ended. */
  embargoLateSeconds?: number;
}

/** @returns what was done, and how late it was */
export async function releaseDue(ports: ReleasePorts, observer: ReleaseObserver): Promise<ReleaseCount> {
  const now = timeOf(ports.now());
  const ends = await releaseAll(ports, ports.table.due(now, 'ends'), observer);
  // Behind all ends: a text that waits may be a copy of what one of them kills
  const texts = await releaseAll(ports, ports.table.due(now, 'texts'), observer);
  const left = await releaseLeft(ports, observer);
  const late = [ends, texts].flatMap(({ embargoLateSeconds }) => embargoLateSeconds ?? []);
  return {
    released: ends.released + texts.released + left.released,
    failed: ends.failed + texts.failed + left.failed,
    overdueSeconds: Math.max(ends.overdueSeconds, texts.overdueSeconds),
    ...(late.length === 0 ? {} : { embargoLateSeconds: Math.max(...late) }),
  };
}

/** Looks through what was taken since the last time, but for what may still be in the hands of its taker. */
async function releaseLeft(
  ports: ReleasePorts,
  observer: ReleaseObserver,
): Promise<{ released: number; failed: number }> {
  const to = timeOf(ports.now() - LEFT_AFTER_MS);
  const least = timeOf(ports.now() - LOOK_BACK_MS);
  const known = (await ports.interrupted.lookedUntil()) ?? least;
  // Another clock was ahead
  if (known >= to) return { released: 0, failed: 0 };
  const count = await releaseAll(ports, leftBetween(ports, known < least ? least : known, to), observer);
  // What failed, or there was no time for, is looked at again by the next minute
  if (count.all && count.failed === 0) await ports.interrupted.setLookedUntil(to);
  return count;
}

/** An article that may have something to tell; since when, where the outbox says it. */
interface Waiting {
  articleId: string;
  dueAt?: string;
}

async function* leftBetween(
  { providers, interrupted, table }: ReleasePorts,
  from: string,
  to: string,
): AsyncGenerator<Waiting> {
  for (const { id } of providers.all()) {
    for await (const ids of interrupted.takenBetween(id, from, to)) {
      const heads = await table.heads(ids, { consistent: false });
      for (const head of heads.values()) if (isToldAtOnce(head)) yield { articleId: head.articleId };
    }
  }
}

/** @returns all: whether there was time for all of them */
async function releaseAll(
  ports: ReleasePorts,
  waiting: AsyncGenerator<Waiting>,
  observer: ReleaseObserver,
): Promise<ReleaseCount & { all: boolean }> {
  const count: ReleaseCount & { all: boolean } = { released: 0, failed: 0, overdueSeconds: 0, all: true };
  const worker = async (): Promise<void> => {
    while (ports.remaining() > ARTICLE_MS) {
      const next = await waiting.next();
      if (next.done === true) return;
      const { articleId, dueAt } = next.value;
      if (dueAt !== undefined)
        count.overdueSeconds = Math.max(count.overdueSeconds, secondsSince(dueAt, ports.now()));
      try {
        const { sent, embargoLate } = await releaseArticle(ports, articleId, observer);
        count.released += sent;
        if (embargoLate !== undefined)
          count.embargoLateSeconds = Math.max(count.embargoLateSeconds ?? 0, embargoLate);
      } catch (error) {
        count.failed++;
        observer.failed(articleId, error);
      }
    }
    count.all = false;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return count;
}

function timeOf(epoch: number): string {
  return new Date(epoch).toISOString();
}

async function releaseArticle(
  ports: ReleasePorts,
  articleId: string,
  { released }: ReleaseObserver,
): Promise<{ sent: number; embargoLate?: number }> {
  // The index lags: only the head says what waits
  const head = await ports.table.head(articleId);
  if (head === undefined) return { sent: 0 };
  const { held } = head;
  let sent = 0;
  let embargoLate: number | undefined;
  try {
    await settle(ports, head, {
      sent: ({ articleId: of, telling: { revision, event, delivery } }) => {
        sent++;
        if (of === articleId && revision === held?.revision && held.dueAt !== null)
          embargoLate = secondsSince(held.dueAt, ports.now());
        const { bucket, key, version } = delivery;
        released({ articleId: of, revision, event, delivery: { bucket, key, version } });
      },
    });
    return { sent, ...(embargoLate === undefined ? {} : { embargoLate }) };
  } catch (error) {
    const latest = await ports.table.head(articleId);
    const event = latest?.telling?.event;
    if (latest !== undefined && event !== undefined) {
      await putOff(ports, latest, isEndEvent(event) ? END_PUT_OFF_MS : PUT_OFF_MS);
    }
    throw error;
  }
}

function secondsSince(at: string, now: number): number {
  return Math.max(0, Math.round((now - Date.parse(at)) / 1000));
}
