/** A wire in memory: what is told of articles, by topic and by feed, as docs/reading.md says. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Acknowledgement,
  ArticleView,
  FeedEvent,
  FeedMessage,
} from '../../../functions/core/feed/contract.ts';
import { recordWith } from '../../support/records.ts';

export type Told = 'published' | 'updated' | 'corrected' | 'killed' | 'withheld' | 'reinstated';

export function isEnd(event: string): boolean {
  return event === 'killed' || event === 'withheld';
}

export class Wire {
  /** All that was told, in order. */
  readonly log: FeedMessage[] = [];
  readonly acknowledged: Acknowledgement[] = [];

  /** Tells something of an article: the next revision of it. */
  tell(article: string, event: Told, language = 'en', headline = `${article} ${event}`): FeedMessage {
    const revision = 1 + Math.max(0, ...this.#of(article).map((message) => message.revision));
    const record = recordWith({
      article: {
        uri: `urn:aurora:${article}`,
        language,
        headlines: [{ role: 'main', contentType: 'text/plain', value: headline }],
      },
    });
    const message: FeedMessage = {
      specversion: '1.0',
      id: `${article}.${revision}.${event}`,
      source: '/wire/aurora',
      type: `wire.article.${event}`,
      subject: article,
      time: new Date(Date.UTC(2026, 10, 28, 9, 0, this.log.length)).toISOString(),
      datacontenttype: 'application/json',
      dataschema: 'https://wire.example/v1/schemas/message-1.1.json',
      revision,
      data: {
        ...record,
        dedupe: {
          verdict: 'new',
          of: null,
          similarity: 0,
          containment: 0,
          story: article,
          evidence: {},
        },
        revision,
      },
    };
    this.log.push(message);
    return message;
  }

  /** What somebody has who got every message, or asks for everything: article ids and messages as text. */
  state(language?: string): Map<string, string> {
    const newest = new Map(this.log.map((message) => [message.subject, message]));
    return new Map(
      [...newest.values()].flatMap((message) =>
        isWithin(message, language) && !isEnd(eventOf(message))
          ? [[message.subject, JSON.stringify(message)] as const]
          : [],
      ),
    );
  }

  /** What a filter of SNS lets through: ends always. */
  topic(language?: string): FeedMessage[] {
    return this.log.filter((message) => isEnd(eventOf(message)) || isWithin(message, language));
  }

  page(after: number, limit: number, language?: string): { events: FeedEvent[]; next: number } {
    const events: FeedEvent[] = [];
    let at = after;
    for (; at < this.log.length && events.length < limit; at++) {
      const message = this.log[at];
      if (message === undefined) break;
      if (this.log.slice(at + 1).some(({ subject }) => subject === message.subject)) continue;
      const wasWithin = this.log
        .slice(0, at)
        .some((earlier) => earlier.subject === message.subject && isWithin(earlier, language));
      if (isEnd(eventOf(message)) || isWithin(message, language)) events.push(message);
      else if (wasWithin) events.push(leftOf(message));
    }
    return { events, next: at };
  }

  view(article: string): ArticleView | undefined {
    const message = this.#of(article).at(-1);
    if (message === undefined) return undefined;
    const event = eventOf(message);
    return {
      schemaVersion: '1.0',
      id: article,
      revision: message.revision,
      event,
      at: message.time,
      standing: isEnd(event) ? 'ended' : 'out',
      article: message.data.article,
      wire: message.data.wire,
      dedupe: message.data.dedupe,
      fields: {},
      marks: [],
      held: null,
      recall: null,
    };
  }

  #of(article: string): FeedMessage[] {
    return this.log.filter(({ subject }) => subject === article);
  }
}

function eventOf({ type }: FeedMessage): Told {
  return type.slice('wire.article.'.length) as Told;
}

function isWithin({ data }: FeedMessage, language: string | undefined): boolean {
  return language === undefined || data.article.language === language;
}

function leftOf({ subject, revision, time, source }: FeedMessage): FeedEvent {
  return {
    specversion: '1.0',
    id: `${subject}.${revision}.left`,
    source,
    type: 'wire.article.left',
    subject,
    time,
    revision,
  };
}

/** Instead of an answer. */
export interface Fault {
  status: number;
  headers?: Record<string, string>;
  detail?: string;
}

/** The read API of a wire. */
export class FeedServer {
  /** May be changed for another one. */
  wire: Wire;
  readonly requests: { method: string; url: string; authorization: string | undefined; status: number }[] =
    [];
  /** Answered one after the other, before anything else. */
  readonly faults: Fault[] = [];
  /** What the log has forgotten. */
  oldest = 0;
  readonly #server: Server;

  static async start(wire: Wire): Promise<FeedServer> {
    const server = new FeedServer(wire);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  private constructor(wire: Wire) {
    this.wire = wire;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const { authorization } = request.headers;
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const told = { method, url, authorization, status: 0 };
    this.requests.push(told);
    const send = (status: number, value: unknown, headers: Record<string, string> = {}): void => {
      told.status = status;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    };
    const fault = this.faults.shift();
    if (fault !== undefined) {
      send(fault.status, { detail: fault.detail ?? 'a fault' }, fault.headers);
      return;
    }
    const { pathname, searchParams } = new URL(url.replace(/^\/machine/u, ''), 'http://localhost');
    if (method === 'POST' && pathname === '/v1/acks') {
      this.wire.acknowledged.push(JSON.parse(body) as Acknowledgement);
      send(204, undefined);
    } else if (pathname === '/v1/changes') this.#changes(request, searchParams, send);
    else if (pathname.startsWith('/v1/articles/')) {
      const view = this.wire.view(pathname.split('/')[3] ?? '');
      if (view === undefined) send(404, { detail: 'there is none' });
      else send(200, view);
    } else send(404, { detail: 'nothing is here' });
  }

  #changes(
    request: IncomingMessage,
    query: URLSearchParams,
    send: (status: number, value: unknown, headers?: Record<string, string>) => void,
  ): void {
    const after = query.get('after');
    const place = after === null ? this.oldest : Number(after.slice(1));
    if (place < this.oldest) {
      send(410, { detail: 'the log begins later' });
      return;
    }
    const { events, next } = this.wire.page(
      place,
      Number(query.get('limit') ?? 100),
      query.get('language') ?? undefined,
    );
    query.set('after', `c${next}`);
    const tag = `"${place}-${next}"`;
    if (request.headers['if-none-match'] === tag) send(304, undefined, { etag: tag });
    else send(200, { schemaVersion: '1.0', events, next: `/v1/changes?${query.toString()}` }, { etag: tag });
  }
}
