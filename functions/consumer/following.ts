/**
 * Reading the feed: from where the consumer stood, else from the beginning of the log; page by page until it is caught
 * up; then again after a while. What the app fails at holds up nothing behind it, and is not forgotten: the place that
 * is kept does not move beyond it.
 */
import { ConsumerError, messageOf, type Problem } from './errors.ts';
import type { FeedClient } from './feed-client.ts';
import { isObject } from './messages.ts';
import { backOff, isStopped, type Pause } from './pause.ts';
import type { SeenStore } from './seen.ts';

export interface FollowOptions {
  /** Between two calls with nothing new. Absent: 5 seconds. */
  everyMs?: number;
  signal?: AbortSignal;
  /** Told each time that the consumer has caught up. */
  onCaughtUp?: (caughtUp: CaughtUp) => void;
}

export interface CaughtUp {
  /** Events that the feed gave. */
  events: number;
  /** Articles at which the app failed; they come again with the next call. */
  owed: number;
}

interface Parts {
  feed: FeedClient;
  seen: SeenStore;
  pause: Pause;
  take: (value: unknown) => Promise<unknown>;
  reconcile: () => Promise<void>;
  problem: (problem: Problem) => void;
}

/** More than this, and it is not single articles that fail: the consumer waits where it is. */
const MOST_OWED = 100;
const AT_ONCE = 8;

export class Following {
  readonly #parts: Parts;
  /** What failed, the newest of each article. */
  readonly #owed = new Map<string, unknown>();
  /** Beyond the place that is kept, while something is owed. */
  #place: { cursor: string | undefined } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async catchUp(signal?: AbortSignal): Promise<CaughtUp> {
    const { feed, seen, problem } = this.#parts;
    await this.#takeAll([...this.#owed.values()]);
    this.#place ??= { cursor: await seen.cursor(feed.name) };
    let events = 0;
    let isAfterGap = false;
    for (;;) {
      signal?.throwIfAborted();
      const page = await feed.page(this.#place.cursor, signal);
      if (page.kind === 'unchanged') break;
      if (page.kind === 'expired') {
        if (this.#place.cursor === undefined)
          throw new ConsumerError('feed', `the feed has no beginning: ${page.detail}`);
        problem({
          code: 'cursor-expired',
          message:
            'the consumer was away for longer than the feed remembers: it begins anew and asks for each article that it has',
        });
        this.#place = { cursor: undefined };
        isAfterGap = true;
        continue;
      }
      events += page.events.length;
      await this.#takeAll(page.events);
      const isEnd = page.events.length === 0 || page.next === this.#place.cursor;
      this.#place = { cursor: page.next };
      if (this.#owed.size > MOST_OWED)
        throw new ConsumerError('owed', `the app fails at ${this.#owed.size} articles: nothing more is read`);
      // After a gap the new place counts only when all that is held has been asked for
      if (!isAfterGap) await this.#keep();
      if (isEnd) break;
    }
    if (isAfterGap) await this.#parts.reconcile();
    await this.#keep();
    return { events, owed: this.#owed.size };
  }

  async follow({ everyMs = 5000, signal, onCaughtUp }: FollowOptions = {}): Promise<void> {
    const { pause, problem } = this.#parts;
    let failures = 0;
    while (!isStopped(signal)) {
      let wait = everyMs;
      try {
        const caughtUp = await this.catchUp(signal);
        failures = 0;
        onCaughtUp?.(caughtUp);
      } catch (error) {
        if (isStopped(signal)) return;
        // Memory says nothing certain after a failure: what is kept does
        this.#place = undefined;
        this.#owed.clear();
        problem({ code: 'feed', message: messageOf(error), error });
        wait = Math.max(everyMs, backOff(failures++));
      }
      await pause(wait, signal);
    }
  }

  async #keep(): Promise<void> {
    const { feed, seen } = this.#parts;
    if (this.#owed.size === 0 && this.#place !== undefined)
      await seen.saveCursor(feed.name, this.#place.cursor);
  }

  /** Ends first; several at once, for they are of different articles or wait for each other. */
  async #takeAll(events: readonly unknown[]): Promise<void> {
    const ordered = [...events].sort((a, b) => Number(isEnd(b)) - Number(isEnd(a)));
    const queue = ordered.values();
    const work = async (): Promise<void> => {
      for (const event of queue) await this.#takeOne(event);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ordered.length) }, work));
  }

  async #takeOne(event: unknown): Promise<void> {
    const article = isObject(event) && typeof event.subject === 'string' ? event.subject : '';
    try {
      await this.#parts.take(event);
      this.#owed.delete(article);
    } catch (error) {
      this.#owed.set(article, event);
      this.#parts.problem({
        code: 'failed',
        message: `${article} was not taken: ${messageOf(error)}`,
        error,
      });
    }
  }
}

function isEnd(event: unknown): boolean {
  return (
    isObject(event) &&
    typeof event.type === 'string' &&
    ['wire.article.killed', 'wire.article.withheld', 'wire.article.left'].includes(event.type)
  );
}
