/**
 * The reading side beside the pipeline: the journal with its queue, and readers that page by the real handlers at any
 * moment. It draws from a seed of its own, so that a world with it differs from one without by its calls alone.
 */
import type { Clients } from '../../functions/adapters/platform/clients.ts';
import type { HttpEvent } from '../../functions/adapters/platform/http.ts';
import { composeApi } from '../../functions/api/compose.ts';
import type { ChangesPage, FeedEvent } from '../../functions/core/feed/contract.ts';
import { composeJournal } from '../../functions/journal/compose.ts';
import type { Clock } from '../../functions/desk/compose.ts';
import { failedMessages, lambdaRecord } from '../aws/mapping.ts';
import { Queue } from '../aws/queues.ts';
import { INBOX_BUCKET, SETTINGS } from '../aws/wiring.ts';
import { Random } from '../world/random.ts';
import type { Guest, Host } from '../world/world.ts';

const FEED_DAYS = 30;
const QUEUE = {
  url: 'https://sqs.eu-central-1.amazonaws.com/000000000000/journal',
  visibilityMs: 60_000,
  maxReceives: 30,
};
/** Smaller and more at once than they are deployed, so that writers of the log meet. */
const BATCH = 3;
const CONCURRENCY = 4;
const JOURNAL_TIMEOUT_MS = 20_000;
const READER_TIMEOUT_MS = 60_000;
/** Some look in now and then, and find much that has been overtaken. */
const LONGEST_WAIT_MS = [10 * 60_000, 2 * 60 * 60_000] as const;
/** The journal may be held up, and then has much at once. */
const HELD_UP_MS = 10 * 60_000;
const SNS_LATE_MS = 2000;

/** A message of the feed, and when its page was asked for and had come. */
export interface Read {
  askedAt: number;
  at: number;
  event: FeedEvent;
}

export interface ReaderView {
  /** As the API has it. */
  query: string;
  claims: Readonly<Record<string, string>>;
}

export const VIEWS: readonly ReaderView[] = [
  { query: '', claims: {} },
  { query: 'flags=-correction&language=en', claims: {} },
  { query: 'provider=-dpa', claims: { wire_without_flags: 'alert' } },
];

export class Reader {
  readonly view: ReaderView;
  readonly read: Read[] = [];
  /** When it last found that there is nothing more. */
  caughtUpAt = 0;
  next: string;

  constructor(view: ReaderView) {
    this.view = view;
    this.next = `/v1/changes?${view.query}`;
  }
}

/** What a subscriber got that misses nothing. */
export interface Heard {
  at: number;
  body: string;
}

export class Reading implements Guest {
  readonly readers = VIEWS.map((view) => new Reader(view));
  readonly heard: Heard[] = [];
  /** When the log last grew. */
  loggedAt = 0;
  readonly #host: Host;
  readonly #random: Random;
  readonly #queue: Queue;
  #logging = 0;

  constructor(host: Host, seed: number) {
    this.#host = host;
    this.#random = new Random(`reading ${seed}`);
    this.#queue = new Queue(QUEUE, {
      now: host.now,
      random: this.#random,
      visible: (at) => {
        this.#pollAt(at);
      },
      buried: () => undefined,
    });
    for (const reader of this.readers) this.#readLater(reader);
  }

  get isDrained(): boolean {
    return this.#queue.isEmpty && this.#queue.deadLetters.length === 0;
  }

  told(body: string): void {
    this.heard.push({ at: this.#host.now(), body });
    const times = this.#random.chance(0.1) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      this.#host.at(this.#host.now() + this.#random.between(1, SNS_LATE_MS), () => {
        this.#queue.send(body);
      });
    }
  }

  redrive(): void {
    this.#queue.redrive();
  }

  #pollAt(at: number): void {
    const longest = this.#random.chance(0.3) ? HELD_UP_MS : 100;
    this.#host.at(at + this.#random.between(1, longest), () => {
      this.#poll();
    });
  }

  #poll(): void {
    while (this.#logging < CONCURRENCY) {
      const limit = this.#random.between(1, BATCH);
      const messages = this.#queue.receive(limit, () => this.#random.chance(this.#host.rates().receiveTwice));
      if (messages.length === 0) return;
      this.#logging++;
      const ids = messages.map(({ messageId }) => messageId);
      this.#host.run(
        { kind: 'journal', timeoutMs: JOURNAL_TIMEOUT_MS },
        (clients, clock) => journalOf(clients, clock)({ Records: messages.map(lambdaRecord) }),
        (result) => {
          this.#logging--;
          this.#pollAt(this.#host.now());
          if (result === undefined) return;
          this.loggedAt = this.#host.now();
          const failed = failedMessages(result.value, ids);
          for (const { messageId, receiptHandle } of messages) {
            if (!failed.has(messageId) && !this.#random.chance(this.#host.rates().loseRequest)) {
              this.#queue.delete(receiptHandle);
            }
          }
        },
      );
    }
  }

  #readLater(reader: Reader): void {
    const longest = LONGEST_WAIT_MS[this.readers.indexOf(reader) % LONGEST_WAIT_MS.length];
    this.#host.at(this.#host.now() + this.#random.between(1, longest ?? 1), () => {
      this.#read(reader, this.#random.between(1, 20));
    });
  }

  /** Some pages one after the other; what fails is asked again another time. */
  #read(reader: Reader, pages: number): void {
    const askedAt = this.#host.now();
    const path = withLimit(reader.next, this.#random.between(1, 7));
    this.#host.run(
      { kind: 'reader', timeoutMs: READER_TIMEOUT_MS },
      (clients, clock) => asked(clients, clock, path, reader.view),
      (result) => {
        const page = result?.value;
        if (page === undefined) {
          this.#readLater(reader);
          return;
        }
        const at = this.#host.now();
        reader.next = page.next;
        for (const event of page.events) reader.read.push({ askedAt, at, event });
        if (!page.more && page.events.length === 0) reader.caughtUpAt = askedAt;
        if (pages > 1 && page.more) this.#read(reader, pages - 1);
        else this.#readLater(reader);
      },
    );
  }
}

function journalOf(clients: Clients, { now }: Clock): ReturnType<typeof composeJournal> {
  const settings = { ...SETTINGS, feedDays: FEED_DAYS };
  return composeJournal(clients, settings, { now }, { logged: () => undefined, failed: () => undefined });
}

function withLimit(path: string, limit: number): string {
  const [before = '', query = ''] = path.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('limit', String(limit));
  return `${before}?${parameters.toString()}`;
}

/** @returns undefined where the answer is none: a fault, or a refusal for the pace */
async function asked(
  clients: Clients,
  { now }: Clock,
  path: string,
  { claims }: ReaderView,
): Promise<ChangesPage | undefined> {
  const settings = { ...SETTINGS, feedDays: FEED_DAYS, inboxBucket: INBOX_BUCKET, machines: [] };
  const api = composeApi(clients, settings, {
    now,
    machines: [],
    recalls: false,
    linkTo: () => Promise.reject(new Error('no links here')),
    failed: () => undefined,
  });
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const event: HttpEvent = {
    rawPath,
    rawQueryString,
    headers: {},
    requestContext: {
      http: { method: 'GET' },
      authorizer: { jwt: { claims: { sub: 'reader', scope: 'wire:read', ...claims } } },
    },
  };
  const { statusCode = 0, body = '' } = await api(event);
  if (statusCode === 200) return JSON.parse(body) as ChangesPage;
  if (statusCode === 500) return undefined;
  throw new Error(`${path} was answered with ${statusCode}: ${body}`);
}
