/** Whether the feed has the ends that were told: it derives from records who had an article, when its end comes in. */
import { FeedLog } from '../../functions/adapters/store/feed-log.ts';
import type { ToldState } from '../../functions/core/feed/standing.ts';
import type { Target } from '../common/target.ts';

/** What was told longer ago is in the feed, or among its dead letters, which have an alarm. */
const LOOKED_AT_MS = 24 * 60 * 60 * 1000;

/** Who only reads does not need to know for how many days it is kept. */
const ANY_DAYS = 30;

export class EndsHeard {
  /** Undefined where the stack has no feed. */
  readonly #log: FeedLog | undefined;
  readonly #heard = new Set<string>();
  #next: number | undefined;

  constructor({ clients, tableName, feedQueueUrl }: Target) {
    const options = { tableName, feedDays: ANY_DAYS, now: () => Date.now() };
    this.#log = feedQueueUrl === undefined ? undefined : new FeedLog(clients, options);
  }

  /** @param end what was told, and when, RFC 3339 */
  async has(end: ToldState & { articleId: string; at: string }): Promise<boolean> {
    if (this.#log === undefined || Date.parse(end.at) < Date.now() - LOOKED_AT_MS) return true;
    const name = `${end.articleId}.${end.revision}.${end.event}`;
    if (!this.#heard.has(name)) await this.#read(this.#log);
    return this.#heard.has(name);
  }

  async #read(log: FeedLog): Promise<void> {
    if (this.#next === undefined) {
      const tail = await log.tail();
      const [since = '', until = ''] = [LOOKED_AT_MS * 2, 0].map((back) =>
        new Date(Date.now() - back).toISOString(),
      );
      for await (const batch of log.between(since, until)) this.#take(batch);
      this.#next = tail + 1;
    }
    for (;;) {
      const batches = await log.from(this.#next, 100);
      if (batches.length === 0) return;
      for (const batch of batches) this.#take(batch);
    }
  }

  #take({
    number,
    entries,
  }: {
    number: number;
    entries: readonly (ToldState & { articleId: string })[];
  }): void {
    for (const { articleId, revision, event } of entries)
      this.#heard.add(`${articleId}.${revision}.${event}`);
    this.#next = Math.max(this.#next ?? 0, number + 1);
  }
}
