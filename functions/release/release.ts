/**
 * Publishes what is due: embargoes that have ended, and what a crash or an outage left in the outbox. Each article
 * by itself: one that cannot be published does not hold up the others, and is put off.
 */
import { finishOutbox, type OutboxPorts } from '../adapters/publish/outbox.ts';
import type { Revision } from '../adapters/store/records.ts';

export interface ReleasePorts extends OutboxPorts {
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface ReleaseObserver {
  released: (revision: Revision) => void;
  failed: (articleId: string, error: unknown) => void;
}

/** Articles in flight. */
const AT_ONCE = 8;

/** Nothing is begun with less time than this; the next minute goes on. */
const ARTICLE_MS = 5000;

/** For so long an article that could not be published is left in peace. */
const POSTPONE_MS = 5 * 60_000;

/** @returns how many articles were published and how many failed */
export async function releaseDue(
  ports: ReleasePorts,
  observer: ReleaseObserver,
): Promise<{ released: number; failed: number }> {
  const count = { released: 0, failed: 0 };
  const due = ports.table.due(new Date(ports.now()).toISOString());
  const worker = async (): Promise<void> => {
    while (ports.remaining() > ARTICLE_MS) {
      const next = await due.next();
      if (next.done === true) return;
      try {
        if (await releaseArticle(ports, next.value, observer)) count.released++;
      } catch (error) {
        count.failed++;
        observer.failed(next.value, error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return count;
}

async function releaseArticle(
  ports: ReleasePorts,
  articleId: string,
  observer: ReleaseObserver,
): Promise<boolean> {
  // The index lags: only the head says what waits
  const head = await ports.table.head(articleId);
  if (head === undefined) return false;
  try {
    const sent = await finishOutbox(ports, head);
    if (sent !== undefined) observer.released(sent.revision);
    return sent !== undefined;
  } catch (error) {
    const later = new Date(ports.now() + POSTPONE_MS).toISOString();
    await ports.table.postpone(articleId, head.revision, later);
    throw error;
  }
}
