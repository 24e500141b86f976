/** The read API over HTTP, as a consumer needs it: pages of changes, single articles, acknowledgements. */
import type { Acknowledgement, ArticleView, FeedFilter } from '../core/feed/contract.ts';
import { ConsumerError, messageOf } from './errors.ts';
import { now } from './machine.ts';
import { isObject } from './messages.ts';
import { backOff, pause, type Pause } from './pause.ts';

export type { FeedFilter };

export interface FeedClientOptions {
  /** Origin of the API. For machines that sign with IAM: with `/machine`. */
  url: string;
  /** What of the wire; a value `-x` excludes. Absent: all that this reader may have. */
  filter?: FeedFilter;
  /** A bearer token; asked for each call, so keep it while it is valid. `refresh` after one was refused. */
  token?: (refresh: boolean) => string | Promise<string>;
  /** Instead of the one of the platform: `iamFetch` signs for machines. */
  fetch?: typeof fetch;
  /** Events a page. Absent: as the API does. */
  limit?: number;
  /** How often a call is tried before it fails. Absent: 6. */
  attempts?: number;
  /** A call that takes longer is given up. Absent: 30 seconds. */
  timeoutMs?: number;
  /** How to wait between attempts: for tests. */
  pause?: Pause;
}

export type FeedPage =
  | { kind: 'page'; events: unknown[]; next: string }
  /** Nothing since the last call with this cursor. */
  | { kind: 'unchanged' }
  /** The log does not reach back to this cursor. */
  | { kind: 'expired'; detail: string };

const CHANGES = '/v1/changes';
const LONGEST_RETRY_AFTER_MS = 5 * 60_000;
const RETRIED: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export class FeedClient {
  /** What its cursors belong to: another filter is another feed. */
  readonly name: string;
  readonly #options: FeedClientOptions;
  readonly #origin: string;
  readonly #base: string;
  readonly #pause: Pause;
  readonly #tags = new Map<string, string>();

  constructor(options: FeedClientOptions) {
    const { origin, pathname } = new URL(options.url);
    this.#options = options;
    this.#origin = origin;
    this.#base = pathname.replace(/\/$/u, '');
    this.#pause = options.pause ?? pause;
    this.name = `${CHANGES}?${this.#query().toString()}`;
  }

  /** @param cursor `next` of the page before; absent: from the beginning of the log, 30 days back by default */
  async page(cursor?: string, signal?: AbortSignal): Promise<FeedPage> {
    const path = cursor ?? this.#first();
    const tag = this.#tags.get(path);
    const response = await this.#call(path, {
      headers: tag === undefined ? {} : { 'if-none-match': tag },
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status === 304) return { kind: 'unchanged' };
    if (response.status === 410) return { kind: 'expired', detail: await detailOf(response) };
    const page = await bodyOf(response);
    if (!isObject(page) || !Array.isArray(page.events) || typeof page.next !== 'string')
      throw new ConsumerError('feed', `${path} is answered with something else than a page`);
    const told = response.headers.get('etag');
    // Only the place where the reader waits is asked for again
    this.#tags.clear();
    if (told !== null) this.#tags.set(path, told);
    return { kind: 'page', events: page.events as unknown[], next: page.next };
  }

  /** A cursor at the end of the feed: for who wants to hear only what comes. */
  async now(signal?: AbortSignal): Promise<string> {
    const query = this.#query();
    query.set('limit', '1');
    const response = await this.#call(`/v1/wire?${query.toString()}`, signal === undefined ? {} : { signal });
    const wire = await bodyOf(response);
    if (!isObject(wire) || typeof wire.live !== 'string')
      throw new ConsumerError('feed', 'the list of the wire is answered with something else');
    const live = new URL(wire.live, this.#origin);
    // That link is for the page: rows without texts, by the edge, which asks for a cookie
    live.searchParams.delete('view');
    live.searchParams.delete('limit');
    return `${CHANGES}${live.search}`;
  }

  /** @returns undefined where there is none, or none for this reader any more */
  async article(id: string, revision?: number): Promise<ArticleView | undefined> {
    const query = revision === undefined ? '' : `?revision=${revision}`;
    const response = await this.#call(`/v1/articles/${encodeURIComponent(id)}${query}`, {});
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel();
      return undefined;
    }
    const view = await bodyOf(response);
    if (!isView(view)) throw new ConsumerError('feed', `the article ${id} is answered with something else`);
    return view;
  }

  /** Tells the newsroom that a kill or withholding was obeyed. */
  async acknowledge(end: Acknowledgement): Promise<void> {
    const response = await this.#call('/v1/acks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(end),
    });
    await response.body?.cancel();
    if (!response.ok)
      throw new ConsumerError(
        'feed',
        `the acknowledgement of ${end.article} is answered with ${response.status}`,
      );
  }

  #query(): URLSearchParams {
    const { filter = {} } = this.#options;
    // An app in JavaScript may give a value by itself, which is no list of its letters
    const lists: [string, readonly string[] | string][] = Object.entries<readonly string[]>({ ...filter });
    const values = lists.flatMap(([name, list]) =>
      (typeof list === 'string' ? [list] : [...list]).sort().map((value): [string, string] => [name, value]),
    );
    return new URLSearchParams(values.sort(([a], [b]) => a.localeCompare(b)));
  }

  #first(): string {
    const query = this.#query();
    const { limit } = this.#options;
    if (limit !== undefined) query.set('limit', String(limit));
    return `${CHANGES}?${query.toString()}`.replace(/\?$/u, '');
  }

  /** Tries until there is an answer that another attempt would not change. */
  async #call(path: string, init: RequestInit): Promise<Response> {
    const url = this.#urlOf(path);
    const { attempts = 6 } = this.#options;
    let refresh = false;
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt + 1 >= attempts;
      let wait: number = backOff(attempt);
      try {
        const response: Response = await this.#once(url, init, refresh);
        const isRefused: boolean = response.status === 401 && !refresh && this.#options.token !== undefined;
        if (!isRefused && !RETRIED.has(response.status)) {
          if (response.ok || [304, 404, 410].includes(response.status)) return response;
          throw new ConsumerError(
            'feed',
            `${path} is answered with ${response.status}: ${await detailOf(response)}`,
          );
        }
        await response.body?.cancel();
        if (isLast)
          throw new ConsumerError('feed', `${path} is answered with ${response.status}, also at last`);
        if (isRefused) wait = 0;
        refresh = isRefused;
        wait = retryAfter(response.headers.get('retry-after')) ?? wait;
      } catch (error) {
        if (error instanceof ConsumerError || init.signal?.aborted === true) throw error;
        if (isLast)
          throw new ConsumerError('feed', `${path} cannot be reached: ${messageOf(error)}`, { cause: error });
      }
      if (wait > 0) await this.#pause(wait, init.signal ?? undefined);
      init.signal?.throwIfAborted();
    }
  }

  async #once(url: string, init: RequestInit, refresh: boolean): Promise<Response> {
    const { token, fetch: send = fetch, timeoutMs = 30_000 } = this.#options;
    const headers = new Headers(init.headers);
    headers.set('accept', 'application/json');
    if (token !== undefined) headers.set('authorization', `Bearer ${await token(refresh)}`);
    const late = AbortSignal.timeout(timeoutMs);
    const signal =
      init.signal === null || init.signal === undefined ? late : AbortSignal.any([init.signal, late]);
    return send(url, { ...init, headers, signal });
  }

  /** What a cursor names is fetched from this origin only: nobody else gets the token. */
  #urlOf(path: string): string {
    const url = new URL(path, this.#origin);
    if (url.origin !== this.#origin)
      throw new ConsumerError('feed', `the feed goes on at ${url.origin}, which is another origin`);
    if (!url.pathname.startsWith(`${this.#base}/`)) url.pathname = this.#base + url.pathname;
    return url.href;
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  return response.json();
}

/** Of RFC 9457, where the answer is one. */
async function detailOf(response: Response): Promise<string> {
  try {
    const problem: unknown = await response.json();
    if (isObject(problem) && typeof problem.detail === 'string') return problem.detail;
  } catch {
    // Not from the API: the status says it
  }
  return response.statusText;
}

/** Seconds, or a date. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const wait = /^\d+$/u.test(value) ? Number(value) * 1000 : Date.parse(value) - now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}

function isView(value: unknown): value is ArticleView {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.revision === 'number' &&
    typeof value.standing === 'string' &&
    isObject(value.article)
  );
}
