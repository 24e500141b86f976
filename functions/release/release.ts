/**
 * Publishes what is due: embargoes that have ended, and what a crash or an outage of SNS interrupted; ends first. An
 * article that cannot be published does not hold up the others, and is put off.
 */
import { isEndEvent } from '../core/article/life-cycle/saying.ts';
import type { Telling } from '../core/article/life-cycle/standing.ts';
import type { DeskPorts } from '../desk/ports.ts';
import { settle } from '../desk/settle.ts';
import { putOff } from '../desk/telling.ts';

export interface ReleasePorts extends DeskPorts {
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface Released {
  articleId: string;
  revision: number;
  event: Telling['event'];
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

/** @returns how many events were published and how many articles failed */
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
        count.released += await releaseArticle(ports, next.value, observer);
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
  { released }: ReleaseObserver,
): Promise<number> {
  // The index lags: only the head says what waits
  const head = await ports.table.head(articleId);
  if (head === undefined) return 0;
  let sent = 0;
  try {
    await settle(ports, head, {
      sent: ({ articleId: of, telling: { revision, event } }) => {
        sent++;
        released({ articleId: of, revision, event });
      },
    });
    return sent;
  } catch (error) {
    const latest = await ports.table.head(articleId);
    const event = latest?.telling?.event;
    if (latest !== undefined && event !== undefined) {
      await putOff(ports, latest, isEndEvent(event) ? END_PUT_OFF_MS : PUT_OFF_MS);
    }
    throw error;
  }
}
