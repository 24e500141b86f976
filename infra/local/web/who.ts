/**
 * Who asks on one machine: the developer, who may do everything, or whoever a request says it comes from. On AWS tokens
 * and signatures say it; here nothing is proved, which is why only this machine may ask (guard.ts).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { SCOPES, type Authorizer, type Machine } from '../../../functions/core/feed/rights.ts';
import { LOCAL } from '../catalogue.ts';

/** Header, query parameter or cookie: claims as a query string, `scope=wire:read&wire_providers=aurora`, or `nobody`. */
export const AS = 'as';
export const AS_HEADER = 'x-newswire-as';
export const AS_COOKIE = 'newswire-as';
const NOBODY = 'nobody';

const DEVELOPER = { sub: 'developer', name: 'Developer', scope: SCOPES.join(' ') };

/** May call /machine/v1 with any signature. */
export const LOCAL_MACHINE: Machine = { arn: `arn:aws:iam::${LOCAL.accountId}:user/local`, scopes: SCOPES };

/** What the door makes of a request; a status where it does not let it in. */
export type Admission = { ok: true; authorizer: Authorizer } | { ok: false; status: 401 | 403 };

export function withToken(as: string | undefined, { authorization }: IncomingHttpHeaders): Admission {
  // There is no issuer here whose tokens could be right
  if (as === NOBODY || (as === undefined && authorization !== undefined)) return { ok: false, status: 401 };
  const claims =
    as === undefined ? DEVELOPER : { sub: 'reader', ...Object.fromEntries(new URLSearchParams(as)) };
  return { ok: true, authorizer: { jwt: { claims } } };
}

export function withSignature(
  as: string | undefined,
  { authorization = '' }: IncomingHttpHeaders,
): Admission {
  if (!authorization.startsWith('AWS4-HMAC-SHA256 ')) return { ok: false, status: 403 };
  const userArn = new URLSearchParams(as).get('arn') ?? LOCAL_MACHINE.arn;
  return { ok: true, authorizer: { iam: { userArn } } };
}

export function cookiesOf({ cookie = '' }: IncomingHttpHeaders): Map<string, string> {
  return new Map(
    cookie.split(';').flatMap((one) => {
      const at = one.indexOf('=');
      return at < 0 ? [] : [[one.slice(0, at).trim(), one.slice(at + 1).trim()]];
    }),
  );
}

/** Whom a request says it comes from; undefined: the developer. */
export function claimedBy(headers: IncomingHttpHeaders, query: URLSearchParams): string | undefined {
  const header = headers[AS_HEADER];
  if (typeof header === 'string') return header;
  const cookie = cookiesOf(headers).get(AS_COOKIE);
  return query.get(AS) ?? (cookie === undefined ? undefined : decodeURIComponent(cookie));
}
