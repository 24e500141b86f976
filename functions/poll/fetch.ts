/**
 * Fetches what a feed's entry names, and nothing else: its hosts, over TLS, at public addresses, in bounds of size and
 * time. Redirects are followed by us, each under the same rules.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Feed } from '../core/providers/agency.ts';
import { checkedLookup, isPublic } from './addresses.ts';

export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export type Answer =
  { kind: 'unchanged' } | ({ kind: 'content'; bytes: Uint8Array; contentType: string } & Validators);

/** Why a feed was not fetched. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly code: string;
  /** Milliseconds that the server asks us to wait; 0 where it does not. */
  readonly retryAfter: number;

  constructor(
    code: string,
    message: string,
    { retryAfter = 0, cause }: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export interface FetchOptions {
  /** Of the text that stands in the secret; absent where the feed has none. */
  secret?: string | undefined;
  known: Validators | undefined;
  maxBytes: number;
  /** Milliseconds for all of it. */
  timeout: number;
}

/** What differs on a machine of one's own: there feeds may lie on it, without TLS. */
export interface Network {
  lookup: LookupFunction;
  isAllowed: (address: string) => boolean;
  plainHttp: boolean;
}

export const PUBLIC_INTERNET: Network = {
  lookup: checkedLookup(isPublic),
  isAllowed: isPublic,
  plainHttp: false,
};

const isOwn = (address: string): boolean => isPublic(address) || address === '127.0.0.1' || address === '::1';

/** For the local stack, which has no network to protect. */
export const WITH_OWN_MACHINE: Network = { lookup: checkedLookup(isOwn), isAllowed: isOwn, plainHttp: true };

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);

/** @throws FetchError for everything that is no answer */
export async function fetchFeed(
  feed: Feed,
  url: string,
  options: FetchOptions,
  network: Network,
): Promise<Answer> {
  const signal = AbortSignal.timeout(options.timeout);
  let target = checkedUrl(url, feed, network);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await respond(target, headersFor(target, feed, options), network, signal);
    const { statusCode: status = 0, headers } = response;
    if (REDIRECTS.has(status)) {
      response.destroy();
      if (headers.location === undefined || !URL.canParse(headers.location, target.href))
        throw new FetchError('bad-redirect', `${shown(target)} leads nowhere`);
      target = checkedUrl(new URL(headers.location, target.href).href, feed, network);
      continue;
    }
    if (status === 304) {
      response.destroy();
      return { kind: 'unchanged' };
    }
    if (status !== 200) {
      response.destroy();
      const retryAfter = retryAfterOf(headers['retry-after'], headers.date);
      throw new FetchError(`http-${status}`, `${shown(target)} answers ${status}`, { retryAfter });
    }
    return {
      kind: 'content',
      bytes: await contentOf(response, options.maxBytes, target),
      contentType: headers['content-type'] ?? '',
      etag: headers.etag ?? null,
      lastModified: headers['last-modified'] ?? null,
    };
  }
  throw new FetchError('too-many-redirects', `${shown(target)} is the ${MOST_REDIRECTS + 1}th redirect`);
}

/** @throws FetchError for an address that the entry does not name */
function checkedUrl(url: string, feed: Feed, network: Network): URL {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
  const hosts = new Set([new URL(feed.url).host, ...(feed.hosts ?? [])]);
  if (!hosts.has(target.host)) throw new FetchError('foreign-host', `${target.host} is no host of this feed`);
  if (target.protocol !== 'https:' && !(network.plainHttp && target.protocol === 'http:'))
    throw new FetchError('not-https', `${shown(target)} is not https`);
  if (target.username !== '' || target.password !== '')
    throw new FetchError('credentials-in-url', `an address of ${target.host} has a user in it`);
  // No name is resolved for these, so nothing else would look at them
  if (isIP(host) !== 0 && !network.isAllowed(host))
    throw new FetchError('private-address', `${host} is no public address`);
  return target;
}

function headersFor(
  target: URL,
  { url, pages, secret }: Feed,
  options: FetchOptions,
): Record<string, string> {
  const { known } = options;
  return {
    accept:
      pages === undefined
        ? 'application/atom+xml, application/rss+xml, application/feed+json, application/json, application/xml;q=0.9, */*;q=0.1'
        : 'application/json, */*;q=0.1',
    'accept-encoding': 'gzip',
    'user-agent': 'newswire-ingest',
    ...(typeof known?.etag === 'string' ? { 'if-none-match': known.etag } : {}),
    ...(typeof known?.lastModified === 'string' ? { 'if-modified-since': known.lastModified } : {}),
    // Not for the other hosts of the entry: whoever redirects could have it sent anywhere there
    ...(options.secret === undefined || new URL(url).host !== target.host
      ? {}
      : { [secret?.header ?? 'Authorization']: `${secret?.prefix ?? ''}${options.secret}` }),
  };
}

async function respond(
  target: URL,
  headers: Record<string, string>,
  { lookup }: Network,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  // A connection of its own: one that is kept would not be looked up again
  request(target, { headers, lookup, signal, agent: false }, resolve).on('error', reject).end();
  try {
    return await promise;
  } catch (cause) {
    throw unreachable(target, cause);
  }
}

function unreachable(target: URL, cause: unknown): FetchError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FetchError(
    codeOf(cause) === 'private-address' ? 'private-address' : 'unreachable',
    `${target.host} cannot be reached: ${reason}`,
    { cause },
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

const unpacked = promisify(gunzip);

/** @throws FetchError where there is more of it than may be */
async function contentOf(response: IncomingMessage, maxBytes: number, target: URL): Promise<Uint8Array> {
  const tooLarge = () => new FetchError('too-large', `${shown(target)} has more than ${maxBytes} bytes`);
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof FetchError ? error : unreachable(target, error);
  }
  const body = Buffer.concat(chunks);
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new FetchError('encoding', `${shown(target)} is encoded as ${encoding}`);
  try {
    return await unpacked(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new FetchError('encoding', `${shown(target)} is no gzip`, { cause });
  }
}

function retryAfterOf(header: string | undefined, date: string | undefined): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  // Both by the clock of the server
  const wait = Date.parse(header) - Date.parse(date ?? '');
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}

/** Without its query, where keys of APIs stand. */
function shown({ origin, pathname }: URL): string {
  return origin + pathname;
}
