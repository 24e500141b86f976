/** What a consumer has seen of each article: the order of messages, and who is at work on one. */

export type SeenEvent =
  'published' | 'updated' | 'corrected' | 'reinstated' | 'duplicate' | 'killed' | 'withheld' | 'left';

/** What a message says of its article. */
export interface Mark {
  article: string;
  revision: number;
  event: SeenEvent;
}

/**
 * One number for the order of messages of an article: the revision, and among messages of one revision that which
 * weighs more. So the end state is the same in whatever order they come.
 */
export function placeOf({ revision, event }: Pick<Mark, 'revision' | 'event'>): number {
  return revision * 10 + WEIGHT[event];
}

const WEIGHT: Readonly<Record<SeenEvent, number>> = {
  duplicate: 0,
  published: 1,
  updated: 1,
  corrected: 1,
  reinstated: 1,
  left: 2,
  withheld: 3,
  killed: 4,
};

/** Whether there is nothing of an article that may be shown after this. */
export function isEndOf(event: SeenEvent): boolean {
  return WEIGHT[event] > WEIGHT.published;
}

/** Whether an application has a copy after this. */
export function isHeld(event: SeenEvent): boolean {
  return WEIGHT[event] === WEIGHT.published;
}

/** The right to work on an article, until it is given back or its time is over. */
export interface Lease {
  mark: Mark;
  token: string;
}

export type Begun =
  | { kind: 'news'; lease: Lease }
  | { kind: 'repeated'; acknowledged: boolean }
  | { kind: 'older' }
  /** Somebody else works on this article. */
  | { kind: 'busy' };

/** Where a consumer keeps what it has seen. One store may serve many processes. */
export interface SeenStore {
  /** Takes an article, if the message is news of it. */
  begin(mark: Mark): Promise<Begun>;
  /** The message was handled. @returns false where the lease was over, and somebody else may have taken the article */
  done(lease: Lease, acknowledged: boolean): Promise<boolean>;
  /** The message was not handled: it comes again. */
  failed(lease: Lease): Promise<void>;
  /** The newsroom knows that this end was obeyed. */
  acknowledged(mark: Mark): Promise<void>;
  /** Where the reader of a feed stands. @param feed name of the feed, its filter included */
  cursor(feed: string): Promise<string | undefined>;
  saveCursor(feed: string, cursor: string | undefined): Promise<void>;
  /** Articles that were taken and have not ended: for `reconcile`. */
  held(): AsyncIterable<Mark> | Iterable<Mark>;
}

interface Entry {
  mark: Mark;
  acknowledged: boolean;
}

/** Forgets with its process: for scripts that begin anew each time, and for tests. */
export class MemorySeen implements SeenStore {
  readonly #entries = new Map<string, Entry>();
  readonly #leases = new Map<string, string>();
  readonly #cursors = new Map<string, string>();
  #leased = 0;

  begin(mark: Mark): Promise<Begun> {
    return Promise.resolve(this.#begin(mark));
  }

  #begin(mark: Mark): Begun {
    const entry = this.#entries.get(mark.article);
    const known = entry === undefined ? 0 : placeOf(entry.mark);
    if (entry !== undefined && placeOf(mark) === known)
      return { kind: 'repeated', acknowledged: entry.acknowledged };
    if (placeOf(mark) < known) return { kind: 'older' };
    if (this.#leases.has(mark.article)) return { kind: 'busy' };
    const token = String(++this.#leased);
    this.#leases.set(mark.article, token);
    return { kind: 'news', lease: { mark, token } };
  }

  done({ mark, token }: Lease, acknowledged: boolean): Promise<boolean> {
    const isMine = this.#leases.get(mark.article) === token;
    if (isMine) {
      this.#leases.delete(mark.article);
      this.#entries.set(mark.article, { mark, acknowledged });
    }
    return Promise.resolve(isMine);
  }

  failed({ mark, token }: Lease): Promise<void> {
    if (this.#leases.get(mark.article) === token) this.#leases.delete(mark.article);
    return Promise.resolve();
  }

  acknowledged(mark: Mark): Promise<void> {
    const entry = this.#entries.get(mark.article);
    if (entry !== undefined && placeOf(entry.mark) === placeOf(mark)) entry.acknowledged = true;
    return Promise.resolve();
  }

  cursor(feed: string): Promise<string | undefined> {
    return Promise.resolve(this.#cursors.get(feed));
  }

  saveCursor(feed: string, cursor: string | undefined): Promise<void> {
    if (cursor === undefined) this.#cursors.delete(feed);
    else this.#cursors.set(feed, cursor);
    return Promise.resolve();
  }

  held(): Mark[] {
    return [...this.#entries.values()].flatMap(({ mark }) => (isHeld(mark.event) ? [mark] : []));
  }
}
