/**
 * HTTP as the functions of the reading side see it: an event of an API Gateway HTTP API (payload 2.0) as a request, an
 * answer as its result. ETags, HEAD and problems (RFC 9457) are made here, once for all of them.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createHash } from 'node:crypto';
import { API_VERSION, type Problem } from '../../core/feed/contract.ts';

export interface Request {
  method: string;
  /** As the route table has it: machines come by `/machine/v1/…`. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
  /** What the door has checked: `requestContext.authorizer`. */
  authorizer: unknown;
}

/** `reader`: may be kept by who asked, and is asked for again each time; `edge`: a second for all with the same rights. */
export type Caching = 'none' | 'reader' | 'edge' | 'long';

export interface Answer {
  status: number;
  /** JSON, unless it is text; absent: no body. */
  body?: unknown;
  type?: string;
  caching?: Caching;
  headers?: Readonly<Record<string, string>>;
  cookies?: readonly string[];
}

const CACHE_CONTROL: Readonly<Record<Caching, string>> = {
  none: 'no-store',
  reader: 'private, no-cache',
  edge: 'public, max-age=1',
  long: 'public, max-age=300',
};

const MACHINE_PREFIX = '/machine';

/** So that clients know what they talk to, also of an answer that has no body. */
const VERSION_HEADER = 'newswire-schema-version';

export type HttpEvent = Pick<APIGatewayProxyEventV2, 'rawPath' | 'rawQueryString' | 'headers'> &
  Partial<Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>> & {
    requestContext: { http: { method: string }; authorizer?: unknown };
  };

export function requestOf(event: HttpEvent): Request {
  const { rawPath, rawQueryString, headers, body = '', isBase64Encoded, requestContext } = event;
  return {
    method: requestContext.http.method,
    path: rawPath.startsWith(`${MACHINE_PREFIX}/`) ? rawPath.slice(MACHINE_PREFIX.length) : rawPath,
    query: new URLSearchParams(rawQueryString),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: isBase64Encoded === true ? Buffer.from(body, 'base64').toString() : body,
    authorizer: requestContext.authorizer,
  };
}

export function resultOf(request: Request, answer: Answer): APIGatewayProxyStructuredResultV2 {
  const { status, body, type = 'application/json', caching = 'none', headers = {}, cookies } = answer;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const etag = reads && status === 200 && caching !== 'none' ? etagOf(text) : undefined;
  const always = {
    'cache-control': CACHE_CONTROL[caching],
    [VERSION_HEADER]: API_VERSION,
    'x-content-type-options': 'nosniff',
    ...(etag === undefined ? {} : { etag }),
    ...headers,
  };
  const set = cookies === undefined ? {} : { cookies: [...cookies] };
  if (etag !== undefined && isKnown(request.headers['if-none-match'], etag)) {
    return { statusCode: 304, headers: always, ...set };
  }
  return {
    statusCode: status,
    headers: body === undefined ? always : { 'content-type': type, ...always },
    ...set,
    ...(text === '' || request.method === 'HEAD' ? {} : { body: text }),
  };
}

function etagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/** An edge that packs the answer marks its tag as weak. */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const known = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

/** The titles of the problems, by their codes: what each means does not change. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'bad-cursor': { status: 400, title: 'The cursor is none of this feed' },
  'unknown-parameter': { status: 400, title: 'The request has a parameter that does not exist here' },
  'not-signed-in': { status: 401, title: 'It is not known who asks' },
  'not-allowed': { status: 403, title: 'This is not for who asks' },
  'not-found': { status: 404, title: 'There is no such thing for who asks' },
  'no-such-method': { status: 405, title: 'This cannot be done with it' },
  refused: { status: 409, title: 'As the article stands, this cannot be done' },
  'cursor-expired': { status: 410, title: 'The feed does not reach back so far' },
  'too-large': { status: 413, title: 'The request is too large' },
  failed: { status: 500, title: 'Something is wrong here; ask again' },
  busy: { status: 503, title: 'Too much at once; ask again in a moment' },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Ends a request with a problem: for what is found deep down. Everything else that is thrown is a fault. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly more: object;
  constructor(code: ProblemCode, detail: string, more: object = {}) {
    super(detail);
    this.code = code;
    this.more = more;
  }
}

/** @param more members of the problem besides (RFC 9457, 3.2) */
export function problem(code: ProblemCode, detail: string, more: object = {}): Answer {
  const { status, title } = PROBLEMS[code];
  const body: Problem = { type: `/problems/${code}`, title, status, detail, code, ...more };
  return { status, body, type: 'application/problem+json' };
}
