/**
 * What happens outside of the system in one run: what agencies say and when, what operators do, what is out of order.
 * A history is plain data, so that it can be cut down, printed and run again.
 */

/** Invented agencies of the register; all of them deliver times with an offset, so their zones do not matter here. */
export const PROVIDERS = ['aurora', 'borealis', 'cascade', 'delta', 'evergreen'] as const;
export type ProviderId = (typeof PROVIDERS)[number];

/** `<provider>/<story>`: one article, as its agency knows it. */
export type ArticleName = `${ProviderId}/${string}`;

/** An instant, or a day without a time (`2026-03-11`). */
export type Clock = number | { day: string };

export type Form = 'ninjs' | 'rss' | 'nitf';

export interface Text {
  id: string;
  /** It is that text with a sentence more. */
  nearTo?: string;
  /** It is at least so long. */
  bytes?: number;
}

/** One item as its agency writes it. */
export interface Saying {
  /** Unique in its history. */
  id: string;
  provider: ProviderId;
  story: string;
  status: 'usable' | 'withheld' | 'canceled';
  version?: number;
  clock?: Clock;
  /** Id of a text; ends may have none. */
  text?: string;
  /** A time from which it may run, or one that nobody can read. */
  embargo?: { until: number } | 'unreadable';
  says?: readonly ('correction' | 'reinstated')[];
  /**
   * It kills in words, whatever its status: the article whose id it bears, another story of its agency that it refers
   * to, or one that it does not name in any field.
   */
  kills?: 'itself' | 'unnamed' | { story: string };
  /** It has a public note with a reason. */
  note?: boolean;
  form?: Form;
}

export type OperatorCommand =
  | { do: 'release' | 'hold' | 'kill' | 'split'; article: ArticleName }
  | { do: 'merge'; article: ArticleName; into: ArticleName };

export type Step = {
  /** Milliseconds from the beginning. */
  at: number;
} & (
  | {
      kind: 'say';
      saying: Saying;
      /** Milliseconds from the PUT until the queue has it; drawn by the world where it is left out. */
      arrivesAfter?: number;
      /** Whoever takes it dies at this call, counted from reading the file, however often it comes. */
      diesAt?: number;
    }
  /** The same bytes in another file. */
  | { kind: 'again'; saying: string; arrivesAfter?: number }
  | { kind: 'operate'; command: OperatorCommand }
  | { kind: 'outage'; service: 's3' | 'dynamo' | 'sns' | 'sqs'; lasts: number }
);

export interface History {
  /** Names the run; also draws what the world leaves to chance. */
  seed: number;
  /** Epoch milliseconds. */
  start: number;
  texts: readonly Text[];
  steps: readonly Step[];
  /** Drawn faults. */
  faults: boolean;
  /** Milliseconds from the beginning: no drawn faults from here on. */
  calmAt: number;
  /** Milliseconds from the beginning: when the books are closed. */
  endsAt: number;
}

export function articleOf({ provider, story }: Pick<Saying, 'provider' | 'story'>): ArticleName {
  return `${provider}/${story}`;
}

export function uriOfArticle(name: ArticleName): string {
  const [provider, story] = name.split('/');
  return `urn:newsml:${provider}.example:sim:${story}`;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
