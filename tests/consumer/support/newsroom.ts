/** An app that keeps copies, and is held against the wire. */
import {
  createConsumer,
  type ArticleEnd,
  type Consumer,
  type ConsumerOptions,
  type FeedMessage,
  type Problem,
} from '../../../functions/consumer/index.ts';

/** Nobody waits in tests. */
export const atOnce = (): Promise<void> => Promise.resolve();

export class App {
  /** Messages as text, by article. */
  readonly copies = new Map<string, string>();
  readonly applied: FeedMessage[] = [];
  readonly ends: ArticleEnd[] = [];
  readonly problems: Problem[] = [];
  readonly invalid: { value: unknown; problems: readonly string[] }[] = [];
  /** Fails so many times from now on. */
  failures = 0;
  /** Fails for this article, always. */
  refuses: string | undefined;

  consumer(options: Partial<ConsumerOptions> = {}): Consumer {
    return createConsumer({
      pause: atOnce,
      onArticle: (message) => {
        this.#mayFail(message.subject);
        this.applied.push(message);
        this.copies.set(message.subject, JSON.stringify(message));
      },
      onEnd: (end) => {
        this.#mayFail(end.article);
        this.ends.push(end);
        this.copies.delete(end.article);
      },
      onInvalid: (value, problems) => {
        this.invalid.push({ value, problems });
      },
      onProblem: (problem) => this.problems.push(problem),
      ...options,
    });
  }

  #mayFail(article: string): void {
    if (article === this.refuses) throw new Error(`${article} does not fit`);
    if (this.failures > 0) {
      this.failures--;
      throw new Error('the app is away');
    }
  }
}
