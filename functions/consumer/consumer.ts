/**
 * What every app that keeps copies of the wire has to do, done once: messages in any order and more than once, from a
 * queue or the feed, come out as calls of `onArticle` and `onEnd` in the right order, each article by itself.
 */
import type { Article } from '../core/article/ninjs.ts';
import { ConsumerError, messageOf, type Problem } from './errors.ts';
import type { FeedClient } from './feed-client.ts';
import { Following, type CaughtUp, type FollowOptions } from './following.ts';
import { readMessage, type ArticleEnd, type FeedMessage } from './messages.ts';
import { pause, type Pause } from './pause.ts';
import { endOf, messageFrom } from './views.ts';
import { MemorySeen, type Lease, type Mark, type SeenEvent, type SeenStore } from './seen.ts';

/** Brings what was too large for a message. @returns undefined where it may not be had any more */
export type ClaimChecks = (message: FeedMessage) => Promise<Article | undefined>;

export interface ConsumerOptions {
  /**
   * Keep this article, in place of whatever you have of it. May come again for the same revision where the process died
   * meanwhile; if it throws, it surely does.
   */
  onArticle: (message: FeedMessage) => Promise<void> | void;
  /** Take the article down; also when you never had it. Is acknowledged after it returned. */
  onEnd: (end: ArticleEnd) => Promise<void> | void;
  /** The same text as `dedupe.of`; where the wire publishes those. Absent: passed over. */
  onDuplicate?: (message: FeedMessage) => Promise<void> | void;
  /** What is no message of the wire: keep it for a person. It does not come again unless this throws. */
  onInvalid?: (value: unknown, problems: readonly string[]) => Promise<void> | void;
  /** What the consumer gets over by itself. Absent: a warning of the process. */
  onProblem?: (problem: Problem) => void;
  /** More than the consumer itself looks at, such as the schema of messages. @returns what is wrong; empty: nothing */
  validate?: (message: unknown) => readonly string[];
  /** Absent: in memory. */
  seen?: SeenStore;
  /** The read API: for catching up, for claim checks, for acknowledgements. */
  feed?: FeedClient;
  /** Absent: from the feed. `s3ClaimChecks` reads the bucket. */
  claimChecks?: ClaimChecks;
  /** Tells the newsroom of each end that was obeyed, where there is a feed. Absent: yes. */
  acknowledge?: boolean;
  /** How long a message waits for another process that works on its article. Absent: 3 seconds. */
  busyMs?: number;
  /** How to wait: for tests. */
  pause?: Pause;
}

/**
 * applied, ended: the app was told. repeated, older: it knows more. passed-over: a kind that this version does not
 * know, or a duplicate that nobody asked for. gone: a text that may not be had any more, whose end is on its way.
 */
export type Outcome = 'applied' | 'ended' | 'repeated' | 'older' | 'passed-over' | 'gone' | 'invalid';

export interface Consumer {
  /**
   * Takes one message. What it rejects with means "again later": the app failed, or what it needs is away.
   * @param value parsed JSON
   */
  take(value: unknown): Promise<Outcome>;
  /** Reads the feed from where this consumer stands until nothing new is in it. */
  catchUp(signal?: AbortSignal): Promise<CaughtUp>;
  /** Goes on catching up until it is stopped. */
  follow(options?: FollowOptions): Promise<void>;
  /**
   * Asks for each article that is held whether it still may be: after more time away than the feed remembers, or after
   * rights have changed. @param articles absent: those of the store
   */
  reconcile(articles?: AsyncIterable<string> | Iterable<string>): Promise<Reconciled>;
}

export interface Reconciled {
  asked: number;
  updated: number;
  ended: number;
}

export function createConsumer(options: ConsumerOptions): Consumer {
  return new WireConsumer(options);
}

class WireConsumer implements Consumer {
  readonly #options: ConsumerOptions;
  readonly #seen: SeenStore;
  readonly #pause: Pause;
  readonly #following: Following | undefined;
  /** Within this process an article waits for itself. */
  readonly #working = new Map<string, Promise<unknown>>();

  constructor(options: ConsumerOptions) {
    this.#options = options;
    this.#seen = options.seen ?? new MemorySeen();
    this.#pause = options.pause ?? pause;
    const { feed } = options;
    this.#following =
      feed === undefined
        ? undefined
        : new Following({
            feed,
            seen: this.#seen,
            pause: this.#pause,
            take: (value) => this.take(value),
            reconcile: async () => {
              await this.reconcile();
            },
            problem: (problem) => {
              this.#tell(problem);
            },
          });
  }

  async take(value: unknown): Promise<Outcome> {
    const read = readMessage(value);
    const wrong =
      read.kind === 'invalid'
        ? read.problems
        : read.kind === 'unknown' || this.#options.validate === undefined
          ? []
          : this.#options.validate(value);
    if (read.kind === 'invalid' || wrong.length > 0) {
      await this.#invalid(value, wrong);
      return 'invalid';
    }
    if (read.kind === 'unknown') return 'passed-over';
    if (read.kind === 'end') return this.#end(read.end);
    const { message } = read;
    const { subject: article, revision } = message;
    const event = message.type.slice('wire.article.'.length) as SeenEvent;
    return this.#alone(article, () => this.#text({ article, revision, event }, message));
  }

  catchUp(signal?: AbortSignal): Promise<CaughtUp> {
    return this.#feed().catchUp(signal);
  }

  follow(options?: FollowOptions): Promise<void> {
    return this.#feed().follow(options);
  }

  async reconcile(articles?: AsyncIterable<string> | Iterable<string>): Promise<Reconciled> {
    const { feed } = this.#options;
    if (feed === undefined) throw new ConsumerError('feed', 'reconcile() needs a feed to ask');
    const counts: Reconciled = { asked: 0, updated: 0, ended: 0 };
    const held = new Map<string, Mark>();
    for await (const mark of this.#seen.held()) held.set(mark.article, mark);
    for await (const article of articles ?? held.keys()) {
      counts.asked++;
      const view = await feed.article(article);
      const end = endOf(article, view, held.get(article));
      const outcome =
        end !== undefined
          ? await this.#end(end)
          : view !== undefined && view.event !== null
            ? await this.take(messageFrom(view))
            : 'repeated';
      if (outcome === 'ended') counts.ended++;
      if (outcome === 'applied') counts.updated++;
    }
    return counts;
  }

  #feed(): Following {
    if (this.#following === undefined)
      throw new ConsumerError('feed', 'this consumer has no feed: give createConsumer a FeedClient');
    return this.#following;
  }

  async #text(mark: Mark, message: FeedMessage): Promise<Outcome> {
    const begun = await this.#begin(mark);
    if (begun.kind !== 'news') return begun.kind;
    const { onArticle, onDuplicate } = this.#options;
    const handle = mark.event === 'duplicate' ? onDuplicate : onArticle;
    return this.#finish(begun.lease, async () => {
      if (handle === undefined) return 'passed-over';
      const whole = await this.#whole(message);
      if (whole === undefined) return 'gone';
      await handle(whole);
      return 'applied';
    });
  }

  #end(end: ArticleEnd): Promise<Outcome> {
    const { article, revision, event } = end;
    const mark = { article, revision, event };
    return this.#alone(article, async () => {
      const begun = await this.#begin(mark);
      if (begun.kind === 'repeated' && !begun.acknowledged && (await this.#acknowledge(mark)))
        await this.#seen.acknowledged(mark);
      if (begun.kind !== 'news') return begun.kind;
      const outcome = await this.#finish(begun.lease, async () => {
        await this.#options.onEnd(end);
        return 'ended';
      });
      // First it is known as obeyed: an API that is away holds up no kill, and a repeated one tries it again
      if (await this.#acknowledge(mark)) await this.#seen.acknowledged(mark);
      return outcome;
    });
  }

  async #finish(lease: Lease, work: () => Promise<Outcome>): Promise<Outcome> {
    let outcome: Outcome;
    try {
      outcome = await work();
    } catch (error) {
      await this.#seen.failed(lease);
      throw error;
    }
    if (outcome === 'gone') await this.#seen.failed(lease);
    else if (!(await this.#seen.done(lease, !this.#hasToAcknowledge(lease.mark))))
      throw new ConsumerError(
        'lease-lost',
        `${lease.mark.article} took longer than its lease: make that of the store longer than the app may take`,
      );
    return outcome;
  }

  async #begin(mark: Mark): Promise<Exclude<Awaited<ReturnType<SeenStore['begin']>>, { kind: 'busy' }>> {
    const { busyMs = 3000 } = this.#options;
    for (let waited = 0; ; waited += BUSY_STEP_MS) {
      const begun = await this.#seen.begin(mark);
      if (begun.kind !== 'busy') return begun;
      if (waited >= busyMs) throw new ConsumerError('busy', `another process works on ${mark.article}`);
      await this.#pause(BUSY_STEP_MS);
    }
  }

  /** With the bodies that the message itself had no room for. */
  async #whole(message: FeedMessage): Promise<FeedMessage | undefined> {
    if (message.data.articleRef === undefined) return message;
    const { claimChecks = this.#fromFeed() } = this.#options;
    if (claimChecks === undefined)
      throw new ConsumerError(
        'claim-check',
        `${message.id} is a claim check: give createConsumer a feed, or s3ClaimChecks`,
      );
    const article = await claimChecks(message);
    return article === undefined ? undefined : { ...message, data: { ...message.data, article } };
  }

  #fromFeed(): ClaimChecks | undefined {
    const { feed } = this.#options;
    if (feed === undefined) return undefined;
    return async ({ subject, revision }) => {
      const view = await feed.article(subject, revision);
      return view === undefined || view.standing === 'ended' ? undefined : view.article;
    };
  }

  #hasToAcknowledge({ event }: Mark): boolean {
    const { feed, acknowledge = true } = this.#options;
    return acknowledge && feed !== undefined && (event === 'killed' || event === 'withheld');
  }

  /** @returns whether the newsroom knows */
  async #acknowledge(mark: Mark): Promise<boolean> {
    if (!this.#hasToAcknowledge(mark)) return false;
    try {
      await this.#options.feed?.acknowledge({ article: mark.article, revision: mark.revision });
      return true;
    } catch (error) {
      const message = `the newsroom was not told that ${mark.article} is down: ${messageOf(error)}`;
      this.#tell({ code: 'not-acknowledged', message, error });
      return false;
    }
  }

  async #invalid(value: unknown, problems: readonly string[]): Promise<void> {
    const { onInvalid } = this.#options;
    if (onInvalid !== undefined) await onInvalid(value, problems);
    else this.#tell({ code: 'invalid', message: `no message of the wire: ${problems.join('; ')}` });
  }

  #tell(problem: Problem): void {
    const { onProblem } = this.#options;
    if (onProblem !== undefined) onProblem(problem);
    else process.emitWarning(problem.message, { type: 'WireConsumer', code: problem.code });
  }

  async #alone<T>(article: string, work: () => Promise<T>): Promise<T> {
    const before = this.#working.get(article) ?? Promise.resolve();
    const mine = before.then(work, work);
    const ended = mine.catch(() => undefined);
    this.#working.set(article, ended);
    try {
      return await mine;
    } finally {
      if (this.#working.get(article) === ended) this.#working.delete(article);
    }
  }
}

const BUSY_STEP_MS = 200;
