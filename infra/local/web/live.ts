/** The live feed as the edge gives it: to whoever has a signed cookie for its path, and one answer a second for all. */
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { LIVE_PATH } from '../../../functions/core/feed/rights.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { refused, unlessKnown, type WebAnswer, type WebRequest } from './answer.ts';
import { globOf } from './behaviours.ts';

export interface LiveKeys {
  publicKey: string;
  privateKey: string;
}

/** A new pair. */
export function makeLiveKeys(): LiveKeys {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

let ofProcess: LiveKeys | undefined;

/** Those of this process, for a pair takes long to make: the cookies of an earlier one open nothing. */
export function liveKeys(): LiveKeys {
  ofProcess ??= makeLiveKeys();
  return ofProcess;
}

/**
 * Whether signed cookies of CloudFront open an address.
 * @param url as a viewer has it, with its query
 * @param now epoch milliseconds
 */
export function opens(
  cookies: ReadonlyMap<string, string>,
  publicKey: string,
  url: string,
  now: number,
): boolean {
  const policy = fromCookie(cookies.get('CloudFront-Policy'));
  const signature = fromCookie(cookies.get('CloudFront-Signature'));
  if (!createVerify('RSA-SHA1').update(policy).verify(publicKey, signature)) return false;
  const value: unknown = JSON.parse(policy.toString());
  const statement = isObject(value) && isArray(value.Statement) ? value.Statement[0] : undefined;
  if (!isObject(statement) || typeof statement.Resource !== 'string') return false;
  return now < 1000 * expiryOf(statement.Condition) && globOf(statement.Resource).test(url);
}

function expiryOf(condition: Json | undefined): number {
  const before = isObject(condition) ? condition.DateLessThan : undefined;
  return isObject(before) ? Number(before['AWS:EpochTime']) : 0;
}

function fromCookie(value = ''): Buffer {
  return Buffer.from(value.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');
}

const KEPT_MS = 1000;

/** Answers by their address, each kept for a second; who asks meanwhile waits for the same one. */
export class LiveCache {
  readonly #answers = new Map<string, { answer: Promise<WebAnswer>; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async get(request: WebRequest, ask: () => Promise<WebAnswer>): Promise<WebAnswer> {
    if (!LIVE_PATH.test(request.path)) return refused(404, 'Not Found');
    const key = `${request.path}?${request.query.toString()}`;
    const now = this.#now();
    for (const [old, { until }] of this.#answers) if (until <= now) this.#answers.delete(old);
    let kept = this.#answers.get(key);
    if (kept === undefined) {
      const entry = { answer: ask(), until: Infinity };
      this.#answers.set(key, entry);
      void entry.answer.then(({ status }) => {
        entry.until = status === 200 ? this.#now() + KEPT_MS : 0;
      });
      kept = entry;
    }
    return unlessKnown(await kept.answer, request.headers['if-none-match']);
  }
}
