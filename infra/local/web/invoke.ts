/** A request as a function gets it (payload 2.0), and its result as an answer. */
import { randomUUID } from 'node:crypto';
import type { Authorizer } from '../../../functions/core/feed/rights.ts';
import { LOCAL } from '../catalogue.ts';
import type { InvocationResult } from '../functions.ts';
import { isArray, isObject, textOf } from '../json.ts';
import { refused, type WebAnswer, type WebRequest } from './answer.ts';

export interface Door {
  /** `$default` of a function's own address. */
  routeKey: string;
  domainName: string;
  pathParameters?: Readonly<Record<string, string>>;
  authorizer?: Authorizer;
}

export function eventOf(request: WebRequest, { routeKey, domainName, ...door }: Door): object {
  const { method, path, query, body } = request;
  const { cookie, ...headers } = request.headers;
  const rawQueryString = query.toString();
  const now = new Date();
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(';').map((one) => one.trim()) }),
    headers,
    ...(rawQueryString === '' ? {} : { queryStringParameters: joined(query) }),
    ...(door.pathParameters === undefined ? {} : { pathParameters: door.pathParameters }),
    requestContext: {
      accountId: LOCAL.accountId,
      apiId: domainName.split('.')[0],
      domainName,
      domainPrefix: domainName.split('.')[0],
      ...(door.authorizer === undefined ? {} : { authorizer: door.authorizer }),
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: Buffer.from(body).toString('utf8') }),
    isBase64Encoded: false,
  };
}

/** A parameter that comes several times is one with commas. */
function joined(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

export function answerOf(result: InvocationResult): WebAnswer {
  if (!result.ok) return refused(500, 'Internal Server Error');
  const { payload } = result;
  if (!isObject(payload) || typeof payload.statusCode !== 'number') {
    const body = Buffer.from(JSON.stringify(payload));
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = payload;
  return {
    status: statusCode,
    headers: isObject(headers)
      ? Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)]),
        )
      : {},
    cookies: isArray(cookies) ? cookies.map(textOf) : [],
    body: Buffer.from(typeof body === 'string' ? body : '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}
