/** Page, API and live feed on one port of this machine, as the template has them behind CloudFront. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { InvocationResult } from '../functions.ts';
import type { Template } from '../template.ts';
import { refused, type WebAnswer, type WebRequest } from './answer.ts';
import { behaviourOf, readBehaviours, type Behaviour } from './behaviours.ts';
import { refusalOf } from './guard.ts';
import { answerOf, eventOf } from './invoke.ts';
import { LiveCache, opens, type LiveKeys } from './live.ts';
import { pageAnswer } from './page.ts';
import { findRoute, readRoutes, type ApiRoute } from './routes.ts';
import { AS, AS_COOKIE, AS_HEADER, claimedBy, cookiesOf, withSignature, withToken } from './who.ts';

export interface WebOptions {
  template: Template;
  keys: LiveKeys;
  /** Folder of the built page. */
  page: string;
  /** Host and port, once it listens: what the cookies are signed for. */
  host: () => string;
  invoke: (functionArn: string, event: object) => Promise<InvocationResult>;
}

/** API Gateway takes no more. */
const MOST_BYTES = 10 * 1024 * 1024;

/** A server that does not listen yet; undefined where the template has no site. */
export function createWeb(options: WebOptions): Server | undefined {
  const behaviours = readBehaviours(options.template);
  if (behaviours === undefined) return undefined;
  const web = new Web(behaviours, readRoutes(options.template), options);
  return createServer((incoming, response) => {
    void web.serve(incoming, response);
  });
}

class Web {
  readonly #behaviours: readonly Behaviour[];
  readonly #routes: readonly ApiRoute[];
  readonly #options: WebOptions;
  readonly #live = new LiveCache(() => Date.now());

  constructor(behaviours: readonly Behaviour[], routes: readonly ApiRoute[], options: WebOptions) {
    this.#behaviours = behaviours;
    this.#routes = routes;
    this.#options = options;
  }

  async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let answer: WebAnswer;
    let behaviour: Behaviour | undefined;
    try {
      const refusal = refusalOf(incoming.headers);
      const path = pathOf(incoming);
      behaviour = behaviourOf(this.#behaviours, path);
      answer = refusal === undefined ? await this.#answer(incoming, path, behaviour) : refused(403, refusal);
    } catch {
      answer = refused(500, 'Internal Server Error');
    }
    for (const [name, value] of Object.entries({ ...answer.headers, ...behaviour?.headers }))
      response.setHeader(name, value);
    // Not every browser keeps what is marked as secure where there is no TLS
    if (answer.cookies.length > 0)
      response.setHeader(
        'set-cookie',
        answer.cookies.map((cookie) => cookie.replace(/; *secure/iu, '')),
      );
    response.statusCode = answer.status;
    if (answer.status !== 304) response.setHeader('content-length', answer.body.length);
    response.end(incoming.method === 'HEAD' || answer.status === 304 ? undefined : answer.body);
  }

  async #answer(
    incoming: IncomingMessage,
    path: string,
    behaviour: Behaviour | undefined,
  ): Promise<WebAnswer> {
    const query = new URL(incoming.url ?? '/', 'http://localhost').searchParams;
    const as = claimedBy(incoming.headers, query);
    query.delete(AS);
    const { [AS_HEADER]: _as, ...headers } = incoming.headers;
    const body = await bytesOf(incoming);
    if (body === undefined) return refused(413, 'Request Entity Too Large');
    const request: WebRequest = {
      method: incoming.method ?? 'GET',
      path,
      query,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(',') : value,
        ]),
      ),
      body,
    };
    // Machines of AWS come to the API without the edge before it
    if (path.startsWith('/machine/')) return this.#api(request, as, incoming);
    switch (behaviour?.origin.kind) {
      case 'api':
        return this.#api(request, as, incoming);
      case 'function':
        return this.#atEdge(request, behaviour, behaviour.origin);
      default:
        if (!isReading(request)) return refused(403, 'Forbidden');
        return withReader(pageAnswer(this.#options.page, request), incoming);
    }
  }

  async #api(request: WebRequest, as: string | undefined, { headers }: IncomingMessage): Promise<WebAnswer> {
    const found = findRoute(this.#routes, request.method, request.path);
    if (found === undefined) return refused(404, 'Not Found');
    const { route, parameters } = found;
    const admission = route.who === 'token' ? withToken(as, headers) : withSignature(as, headers);
    if (!admission.ok)
      return refused(admission.status, admission.status === 401 ? 'Unauthorized' : 'Forbidden');
    const event = eventOf(request, {
      routeKey: route.routeKey,
      domainName: 'api.execute-api.local',
      ...(route.names.length === 0 ? {} : { pathParameters: parameters }),
      authorizer: admission.authorizer,
    });
    return answerOf(await this.#options.invoke(route.functionArn, event));
  }

  async #atEdge(
    request: WebRequest,
    { signed }: Behaviour,
    { arn, host }: { arn: string; host: string },
  ): Promise<WebAnswer> {
    if (!isReading(request)) return refused(403, 'Forbidden');
    const { keys, invoke } = this.#options;
    const query = request.query.size === 0 ? '' : `?${request.query.toString()}`;
    const url = `https://${this.#options.host()}${request.path}${query}`;
    if (signed && !opens(cookiesOf(request.headers), keys.publicKey, url, Date.now()))
      return refused(403, 'Missing Key-Pair-Id or signature that opens it');
    // The edge asks in its own name: nothing of who reads goes on
    const asked = { ...request, method: 'GET', headers: { host, 'user-agent': 'Amazon CloudFront' } };
    return this.#live.get(request, async () =>
      answerOf(await invoke(arn, eventOf(asked, { routeKey: '$default', domainName: host }))),
    );
  }
}

/** `/?as=…` makes all that the page asks come from that reader, until `/?as=` takes it back. */
function withReader(answer: WebAnswer, { url = '/' }: IncomingMessage): WebAnswer {
  const as = new URL(url, 'http://localhost').searchParams.get(AS);
  if (as === null) return answer;
  const age = as === '' ? 'Max-Age=0; ' : '';
  const cookie = `${AS_COOKIE}=${encodeURIComponent(as)}; ${age}Path=/; HttpOnly; SameSite=Strict`;
  return { ...answer, cookies: [...answer.cookies, cookie] };
}

function isReading({ method }: WebRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** As it was written: what it would mean without its dots is not what was asked for. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

async function bytesOf(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
