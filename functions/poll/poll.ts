/**
 * Asks the feeds that are due, and puts what is new into the inbox, where it is a delivery like any other. What is put
 * twice, because a run died in between, is a redelivery.
 */
import { createHash } from 'node:crypto';
import type { FeedState, FeedStates } from '../adapters/store/feed-states.ts';
import type { Feed, FeedPages, Provider } from '../core/providers/agency.ts';
import { DEFAULT_MAX_BYTES, INBOX_PREFIX, type Register } from '../core/providers/register.ts';
import {
  afterAnswer,
  afterFailure,
  afterHaywire,
  afterOlderPage,
  firstState,
  isHaywire,
  isStalled,
  leased,
  marksOf,
  readPage,
  withFile,
} from './decide.ts';
import { FetchError, type Answer, type FetchOptions } from './fetch.ts';

export interface PollPorts {
  providers: Register;
  states: Pick<FeedStates, 'get' | 'put'>;
  /** Puts a file into the inbox. */
  deliver: (key: string, bytes: Uint8Array, contentType: string) => Promise<void>;
  fetch: (feed: Feed, url: string, options: FetchOptions) => Promise<Answer>;
  secret: (arn: string) => Promise<string>;
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface PollObserver {
  delivered: (place: FeedPlace, key: string, bytes: number) => void;
  failed: (place: FeedPlace, error: unknown, failures: number) => void;
  stalled: (place: FeedPlace, state: FeedState) => void;
  haywire: (place: FeedPlace, state: FeedState) => void;
}

export interface FeedPlace {
  provider: string;
  feed: string;
}

/** What a run says of all feeds, whether it asked them or not. */
export interface PollCount {
  files: number;
  failed: number;
  stalled: number;
  haywire: number;
}

const FEEDS_AT_ONCE = 4;

/** Below these no request is begun. */
const REQUEST_MS = 15_000;

/** Of one feed in one run: the others have their turn too. */
const PAGES_AT_ONCE = 20;

export async function pollDue(ports: PollPorts, observer: PollObserver): Promise<PollCount> {
  const feeds = ports.providers
    .all()
    .flatMap((provider) => (provider.access?.feeds ?? []).map((feed) => ({ provider, feed })));
  const count: PollCount = { files: 0, failed: 0, stalled: 0, haywire: 0 };
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < feeds.length) {
      const entry = feeds[next++];
      if (entry === undefined) return;
      try {
        await pollFeed(ports, entry.provider, entry.feed, observer, count);
      } catch (error) {
        // Ours, not the feed's: its state stays, and it has another turn when its lease is over
        count.failed++;
        observer.failed({ provider: entry.provider.id, feed: entry.feed.id }, error, 0);
      }
    }
  };
  await Promise.all(Array.from({ length: FEEDS_AT_ONCE }, worker));
  return count;
}

async function pollFeed(
  ports: PollPorts,
  provider: Provider,
  feed: Feed,
  observer: PollObserver,
  count: PollCount,
): Promise<void> {
  const { states, now, remaining } = ports;
  const place: FeedPlace = { provider: provider.id, feed: feed.id };
  const known = await states.get(provider.id, feed.id);
  const state = known ?? firstState(now());
  if (state.nextAt > now() || remaining() < REQUEST_MS) {
    if (!isStalled(state, feed, now())) return;
    count.stalled++;
    observer.stalled(place, state);
    return;
  }
  const lease = leased(state, now());
  if (!(await states.put(provider.id, feed.id, lease, known))) return;

  const run = new FeedRun(ports, provider, feed, lease, (key, bytes) => {
    count.files++;
    observer.delivered(place, key, bytes);
  });
  let after: FeedState;
  try {
    const ended = await run.go();
    after =
      ended === 'haywire'
        ? afterHaywire(run.state, now())
        : afterAnswer(run.state, feed, now(), ended === 'more');
    if (ended === 'haywire') {
      count.haywire++;
      observer.haywire(place, after);
    }
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    after = afterFailure(run.state, feed, now(), error);
    count.failed++;
    observer.failed(place, error, after.failures);
    if (isStalled(after, feed, now())) {
      count.stalled++;
      observer.stalled(place, after);
    }
  }
  await states.put(provider.id, feed.id, after, lease);
}

/** One feed, asked once, or page by page. */
class FeedRun {
  /** How far it has come. */
  state: FeedState;
  readonly #ports: PollPorts;
  readonly #provider: Provider;
  readonly #feed: Feed;
  readonly #lease: FeedState;
  readonly #delivered: (key: string, bytes: number) => void;

  constructor(
    ports: PollPorts,
    provider: Provider,
    feed: Feed,
    lease: FeedState,
    delivered: (key: string, bytes: number) => void,
  ) {
    this.#ports = ports;
    this.#provider = provider;
    this.#feed = feed;
    this.#lease = lease;
    this.state = lease;
    this.#delivered = delivered;
  }

  /** @throws FetchError when the feed does not answer as it should */
  async go(): Promise<'done' | 'more' | 'haywire'> {
    const { now, remaining } = this.#ports;
    const { pages } = this.#feed;
    if (pages?.newestFirst === true) return this.#goBack(pages);
    for (let page = 0; page < PAGES_AT_ONCE; page++) {
      if (isHaywire(this.state, this.#feed, now())) return 'haywire';
      if (page > 0 && remaining() < REQUEST_MS) return 'more';
      const url = this.state.cursor ?? this.#feed.url;
      const answer = await this.#ask(url);
      if (answer.kind === 'unchanged') return 'done';
      const hash = createHash('sha256').update(answer.bytes).digest('hex');
      const isNew = hash !== this.state.hash || url !== this.state.url;
      const found = pages === undefined ? undefined : readPage(parsed(answer.bytes, url), pages, url);
      if (isNew && found?.isEmpty !== true) await this.#deliver(answer, hash);
      const { etag, lastModified } = answer;
      this.state = { ...this.state, url, etag, lastModified, hash };
      if (found?.next === undefined || found.next === url) return 'done';
      this.state = { ...this.state, cursor: found.next };
      if (found.isEmpty) return 'done';
      // What is fetched need not be fetched again, should this run die
      await this.#ports.states.put(this.#provider.id, this.#feed.id, this.state, this.#lease);
    }
    return 'more';
  }

  /** The same for what begins with the newest: back to an item that was seen before. */
  async #goBack(pages: FeedPages): Promise<'done' | 'more' | 'haywire'> {
    const { now, remaining } = this.#ports;
    for (let page = 0; page < PAGES_AT_ONCE; page++) {
      if (isHaywire(this.state, this.#feed, now())) return 'haywire';
      if (page > 0 && remaining() < REQUEST_MS) return 'more';
      const isFirst = this.state.cursor === null;
      const url = this.state.cursor ?? this.#feed.url;
      const answer = await this.#ask(url);
      if (answer.kind === 'unchanged') return 'done';
      const hash = createHash('sha256').update(answer.bytes).digest('hex');
      if (isFirst && hash === this.state.hash) return 'done';
      const content = parsed(answer.bytes, url);
      const { next } = readPage(content, pages, url);
      const after = afterOlderPage(this.state, marksOf(content, pages), next === url ? undefined : next);
      if (after.hasNew) await this.#deliver(answer, hash);
      const { etag, lastModified } = answer;
      const { hour } = this.state;
      // Only the first page is asked for again
      this.state = { ...after.state, hour, ...(isFirst ? { url, etag, lastModified, hash } : {}) };
      if (after.atKnown) return 'done';
      await this.#ports.states.put(this.#provider.id, this.#feed.id, this.state, this.#lease);
    }
    return 'more';
  }

  async #ask(url: string): Promise<Answer> {
    const { maxBytes = DEFAULT_MAX_BYTES } = this.#provider;
    const { url: asked, etag, lastModified } = this.state;
    return this.#ports.fetch(this.#feed, url, {
      secret: await this.#secret(),
      known: asked === url ? { etag, lastModified } : undefined,
      maxBytes,
      timeout: REQUEST_MS - 5000,
    });
  }

  async #secret(): Promise<string | undefined> {
    const { secret } = this.#feed;
    if (secret === undefined) return undefined;
    try {
      return await this.#ports.secret(secret.arn);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new FetchError('no-secret', `the secret ${secret.arn} cannot be read: ${reason}`, { cause });
    }
  }

  async #deliver({ bytes, contentType }: Extract<Answer, { kind: 'content' }>, hash: string): Promise<void> {
    const { now, deliver } = this.#ports;
    const day = new Date(now()).toISOString().slice(0, 10);
    // The same content of a day has one name: what a run did that died is not done twice
    const key = `${INBOX_PREFIX}${this.#provider.id}/${this.#feed.id}/${day}/${hash.slice(0, 16)}${extensionOf(contentType)}`;
    await deliver(key, bytes, contentType);
    this.state = withFile(this.state, now());
    this.#delivered(key, bytes.length);
  }
}

/** For people who look at the bucket; files are read by their bytes. */
function extensionOf(contentType: string): string {
  if (/[/+]json\b/i.test(contentType)) return '.json';
  return /[/+]xml\b/i.test(contentType) ? '.xml' : '';
}

function parsed(bytes: Uint8Array, url: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new FetchError('no-json', `a page of ${new URL(url).host} is no JSON`, { cause });
  }
}
