/**
 * The API in memory, as the contract has it: what a test tells it is what the page is told. It judges nothing: that is
 * what the real stack is for.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { EventType } from '../../../functions/core/article/life-cycle/saying.ts';
import type { SourceTag } from '../../../functions/core/article/record.ts';
import {
  API_VERSION,
  type ArticleView,
  type DeskAnswer,
  type FeedFilter,
  type HeldList,
  type Me,
  type ProviderHealth,
  type Providers,
  type Recall,
  type Recalls,
  type Revisions,
  type Row,
  type RowChanges,
  type SearchPage,
  type Story,
  type WirePage,
} from '../../../functions/core/feed/contract.ts';
import type { Invented } from './wires.ts';

interface Known {
  wire: Invented;
  row: Row;
  revisions: { wire: Invented; event: EventType; at: string }[];
}

const VERSION = { schemaVersion: API_VERSION };
const FILTERS = ['provider', 'source', 'language', 'subject', 'flags', 'urgency'] as const;

export const EVERYBODY: Me = {
  ...VERSION,
  id: 'dev-user',
  name: 'Wire desk',
  scopes: ['wire:read', 'wire:desk', 'wire:operate'],
  limits: { providers: null, withoutFlags: [] },
  live: '/v1/live/all',
  recalls: true,
};

export class FixtureServer {
  me: Me = EVERYBODY;
  /** Nothing answers. */
  down = false;
  /** Tokens are worth nothing any more. */
  expired = false;
  /** Paths and bodies of what was posted. */
  posted: { path: string; body: unknown }[] = [];
  /** How often the feed was asked, and how often it was as before. */
  polls = { all: 0, same: 0 };
  providers: ProviderHealth[] = [];
  recalls: Recall[] = [];
  origin = '';

  readonly #folder: string;
  readonly #known = new Map<string, Known>();
  readonly #log: Row[] = [];
  #held: { wire: Invented; until: number | null; why: string }[] = [];
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  /** @param folder the built page */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** As at the beginning. */
  clear(): void {
    this.me = EVERYBODY;
    this.down = false;
    this.expired = false;
    this.posted = [];
    this.polls = { all: 0, same: 0 };
    this.providers = [];
    this.recalls = [];
    this.#known.clear();
    this.#log.length = 0;
    this.#held = [];
  }

  /** @param at epoch milliseconds */
  tell(wire: Invented, event: EventType = 'published', at = Date.now()): Row {
    const before = this.#known.get(wire.id);
    const revisions = [...(before?.revisions ?? []), { wire, event, at: new Date(at).toISOString() }];
    const row = rowOf(wire, event, revisions.length, new Date(at).toISOString());
    this.#known.set(wire.id, { wire, row, revisions });
    this.#log.push(row);
    return row;
  }

  end(id: string, event: 'killed' | 'withheld' = 'killed', at = Date.now()): void {
    const known = this.#known.get(id);
    if (known === undefined) throw new Error(`nothing was told of ${id}`);
    this.tell({ ...known.wire, text: [], headline: '' }, event, at);
  }

  hold(wire: Invented, until: number | null, why = 'embargo'): void {
    this.#held.push({ wire, until, why });
  }

  /** The time of what is held comes now. */
  open(): void {
    this.#held = this.#held.map((entry) => ({ ...entry, until: Date.now() }));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.down) {
      request.destroy();
      return;
    }
    this.#open();
    const url = new URL(request.url ?? '/', this.origin);
    if (!url.pathname.startsWith('/v1/')) {
      await this.#file(url.pathname, response);
      return;
    }
    if (this.expired) {
      send(request, response, 401, { title: 'Unauthorized', detail: 'The token has expired.' });
      return;
    }
    if (request.method === 'POST') {
      const body: unknown = JSON.parse(await textOf(request));
      this.posted.push({ path: url.pathname, body });
      send(request, response, 200, this.#command(url.pathname, body));
      return;
    }
    const answer = this.#get(url);
    if (answer === null)
      send(request, response, 404, { title: 'Not found', detail: 'There is no such article.' });
    else {
      const status = send(request, response, 200, answer);
      if (url.pathname.startsWith('/v1/live/')) {
        this.polls.all++;
        if (status === 304) this.polls.same++;
      }
    }
  }

  /** Embargoes whose time has come. */
  #open(): void {
    const now = Date.now();
    const due = this.#held.filter(({ until }) => until !== null && until <= now);
    this.#held = this.#held.filter((entry) => !due.includes(entry));
    for (const { wire, until } of due) this.tell(wire, 'published', until ?? now);
  }

  #command(path: string, body: unknown): object {
    const [, , , id = '', word = ''] = path.split('/');
    if (word === 'kill') this.end(id);
    if (word === 'release') {
      const held = this.#held.find(({ wire }) => wire.id === id);
      this.#held = this.#held.filter((entry) => entry !== held);
      if (held !== undefined) this.tell(held.wire);
    }
    if (path === '/v1/acks' && isAck(body)) {
      const confirmedAt = new Date().toISOString();
      this.recalls = this.recalls.map((recall) =>
        recall.article === body.article ? { ...recall, confirmedAt } : recall,
      );
    }
    return { ...VERSION, id, revision: 1, event: null } satisfies DeskAnswer;
  }

  #get({ pathname, searchParams }: URL): object | null {
    const [, , first, id = '', what] = pathname.split('/');
    switch (first) {
      case 'me':
        return this.me;
      case 'wire':
        return this.#wire(searchParams);
      case 'live':
        return this.#changes(pathname, searchParams);
      case 'search':
        return this.#search(searchParams);
      case 'held':
        return {
          ...VERSION,
          held: this.#held.map(({ wire, until, why }) => ({
            id: wire.id,
            provider: wire.provider,
            revision: 1,
            headline: wire.headline,
            until: until === null ? null : new Date(until).toISOString(),
            why,
          })),
        } satisfies HeldList;
      case 'providers':
        return { ...VERSION, providers: this.providers } satisfies Providers;
      case 'recalls':
        return { ...VERSION, recalls: this.recalls } satisfies Recalls;
      case 'deliveries':
        return { ...VERSION, key: id, receipts: [{ status: 'accepted', items: 1 }] };
      case 'articles':
        return this.#article(decodeURIComponent(id), what);
      default:
        return null;
    }
  }

  #wire(parameters: URLSearchParams): WirePage {
    const before = Number(parameters.get('before') ?? this.#log.length);
    const limit = Number(parameters.get('limit') ?? 100);
    const rows: Row[] = [];
    let at = before;
    while (at > 0 && rows.length < limit) {
      const row = this.#log[--at];
      if (row !== undefined && this.#isNewest(row) && matches(row, parameters)) rows.push(row);
    }
    const filter = filterOf(parameters);
    filter.set('limit', String(limit));
    filter.set('before', String(at));
    const live = filterOf(parameters);
    live.set('view', 'rows');
    live.set('after', String(this.#log.length));
    return {
      ...VERSION,
      rows,
      older: at === 0 ? null : `/v1/wire?${filter.toString()}`,
      live: `/v1/live/all?${live.toString()}`,
    };
  }

  #changes(pathname: string, parameters: URLSearchParams): RowChanges {
    const after = Number(parameters.get('after'));
    const rows = this.#log.slice(after).filter((row) => this.#isNewest(row) && matches(row, parameters));
    const next = new URLSearchParams(parameters);
    next.set('after', String(this.#log.length));
    return { ...VERSION, rows, more: false, next: `${pathname}?${next.toString()}` };
  }

  #search(parameters: URLSearchParams): SearchPage {
    const query = (parameters.get('q') ?? '').toLowerCase();
    const hits = [...this.#known.values()]
      .filter(
        ({ row, wire }) =>
          row.status === 'usable' && matches(row, parameters) && textsOf(wire).includes(query),
      )
      .map(({ row }) => ({ row, headline: cutAt(row.headline, query), snippet: [] }));
    return { ...VERSION, hits, count: hits.length, more: false, next: null, hints: [] };
  }

  #article(id: string, what: string | undefined): object | null {
    const held = this.#held.find(({ wire }) => wire.id === id);
    const known = this.#known.get(id);
    if (known === undefined) {
      if (held === undefined) return null;
      const row = rowOf(held.wire, 'published', 1, new Date().toISOString());
      return {
        ...viewOf({ wire: held.wire, row, revisions: [] }),
        standing: 'held',
        held: {
          revision: 1,
          until: held.until === null ? null : new Date(held.until).toISOString(),
          why: held.why,
        },
      };
    }
    if (what === 'story') return this.#story(known);
    return what === 'revisions' ? revisionsOf(known) : viewOf(known);
  }

  #story({ wire }: Known): Story {
    const story = wire.duplicateOf ?? wire.variantOf ?? wire.id;
    const members = [...this.#known.values()].filter(
      (other) => (other.wire.duplicateOf ?? other.wire.variantOf ?? other.wire.id) === story,
    );
    return {
      ...VERSION,
      story,
      members: members.map(({ wire: { id, duplicateOf, variantOf }, row }) => ({
        id,
        relation:
          duplicateOf === undefined ? (variantOf === undefined ? 'original' : 'variant') : 'duplicate',
        of: duplicateOf ?? variantOf ?? null,
        similarity: duplicateOf === undefined ? 0.41 : 0.98,
        containment: 1,
        evidence: { rule: 'same text', sharedSentences: 6, differentNumbers: [] },
        row,
      })),
    };
  }

  #isNewest(row: Row): boolean {
    return this.#known.get(row.id)?.row === row;
  }

  async #file(pathname: string, response: ServerResponse): Promise<void> {
    if (pathname === '/config.json') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"signIn":null}');
      return;
    }
    const path = pathname === '/' ? 'index.html' : normalize(pathname).slice(1);
    try {
      const bytes = await readFile(join(this.#folder, path));
      response.writeHead(200, {
        'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
        'Content-Security-Policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'",
      });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

function send(request: IncomingMessage, response: ServerResponse, status: number, body: object): number {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ETag: etag }).end();
    return 304;
  }
  response.writeHead(status, { 'Content-Type': 'application/json', ETag: etag }).end(text);
  return status;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function isAck(body: unknown): body is { article: string } {
  return typeof body === 'object' && body !== null && 'article' in body && typeof body.article === 'string';
}

function filterOf(parameters: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...parameters].filter(([name]) => FILTERS.some((known) => known === name)));
}

function matches(row: Row, parameters: URLSearchParams): boolean {
  const own: Readonly<Record<keyof FeedFilter, readonly string[]>> = {
    provider: [row.provider],
    source: row.sources,
    language: row.language === null ? [] : [row.language],
    subject: [],
    flags: row.flags,
    urgency: row.urgency === null ? [] : [String(row.urgency)],
  };
  return FILTERS.every((name) => {
    const wanted = parameters.getAll(name);
    const taken = wanted.filter((value) => !value.startsWith('-'));
    const left = wanted.filter((value) => value.startsWith('-')).map((value) => value.slice(1));
    return (
      (taken.length === 0 || taken.some((value) => own[name].includes(value))) &&
      !left.some((value) => own[name].includes(value))
    );
  });
}

function rowOf(wire: Invented, event: EventType, revision: number, at: string): Row {
  const ended = event === 'killed' || event === 'withheld';
  const text = wire.text.join(' ');
  return {
    id: wire.id,
    revision,
    event,
    at,
    provider: wire.provider,
    uri: `urn:invented:${wire.id}`,
    slug: wire.slug,
    headline: ended ? '' : wire.headline,
    by: wire.by ?? null,
    dateline: wire.dateline ?? null,
    language: wire.language ?? 'en',
    urgency: wire.urgency ?? 5,
    flags: wire.flags ?? [],
    sources: [...new Set((wire.sources ?? []).flatMap(({ id }) => (id === null ? [] : [id])))],
    words: ended ? null : text.split(/\s+/).length * 9,
    version: null,
    versionCreated: at,
    verdict:
      wire.duplicateOf === undefined ? (wire.variantOf === undefined ? 'new' : 'variant') : 'duplicate',
    of: wire.duplicateOf ?? wire.variantOf ?? null,
    story: wire.duplicateOf ?? wire.variantOf ?? wire.id,
    media: 0,
    status: event === 'killed' ? 'canceled' : event === 'withheld' ? 'withheld' : 'usable',
  };
}

function viewOf({ wire, row }: Known): ArticleView {
  const ended = row.status !== 'usable';
  const body = wire.text.join('\n');
  const html = wire.text.map((text) => `<p>${text.replaceAll('&', '&amp;')}</p>`).join('');
  const tags = (wire.sources ?? []).map(({ name, id, role }): SourceTag => {
    const start = body.indexOf(name);
    return {
      id,
      name,
      role,
      uri: null,
      field: 'body',
      start,
      end: start + name.length,
      evidence: body.slice(Math.max(0, start - 20), start + name.length + 20),
      confidence: 0.93,
    };
  });
  return {
    ...VERSION,
    id: wire.id,
    revision: row.revision,
    event: row.event === 'left' ? null : row.event,
    at: row.at,
    standing: ended ? 'ended' : 'out',
    article: {
      uri: row.uri,
      slugline: wire.slug,
      ...(ended
        ? {}
        : {
            headlines: [{ role: 'main', value: wire.headline }],
            bodies: [{ contentType: 'text/html', value: html, wordCount: row.words ?? 0 }],
            language: wire.language ?? 'en',
            urgency: wire.urgency ?? 5,
            ...(wire.by === undefined ? {} : { by: wire.by }),
            ...(wire.edNote === undefined ? {} : { edNote: wire.edNote }),
            ...(wire.subjects === undefined ? {} : { subjects: wire.subjects }),
          }),
    },
    wire: {
      provider: wire.provider,
      format: 'newsml-g2',
      itemIndex: 0,
      itemCount: 1,
      versionSequence: row.revision,
      clock: null,
      signals: [],
      ...(wire.rights === undefined || ended ? {} : { rights: wire.rights }),
      replaces: [],
      takeKey: null,
      keywords: [],
      priority: null,
      service: '',
      categories: [],
      dateline: { text: wire.dateline ?? null, city: null, country: null, date: null },
      creditLine: null,
      embargo: { until: null, indefinite: false, text: null },
      edNotes: [],
      providerWordCount: null,
      sources: ended ? [] : tags,
      text: { removed: ended ? [] : (wire.removed ?? []), lossRatio: 0.02 },
      raw: {
        bucket: 'inbox',
        key: `incoming/${wire.provider}/${wire.id}.xml`,
        versionId: 'v1',
        sha256: createHash('sha256').update(wire.id).digest('hex'),
        bytes: 4210,
        charsetDeclared: 'utf-8',
        charsetUsed: 'utf-8',
        parser: 'newsml-g2',
      },
      warnings: [],
      extra: {},
    },
    dedupe: {
      verdict: row.verdict,
      of: row.of,
      similarity: row.of === null ? 0 : 0.98,
      containment: row.of === null ? 0 : 1,
      story: row.story,
      evidence: {},
    },
    fields: ended ? {} : { body },
    marks: ended
      ? []
      : tags.map(({ field, start, end, role, name, id }) => ({ field, start, end, role, name, id })),
    held: null,
    recall: null,
  };
}

function revisionsOf({ wire, revisions }: Known): Revisions {
  return {
    ...VERSION,
    id: wire.id,
    revisions: revisions.map((entry, index) => {
      const before = revisions[index - 1];
      const changed = before !== undefined && before.wire.headline !== entry.wire.headline;
      return {
        revision: index + 1,
        takenAt: entry.at,
        version: null,
        versionCreated: entry.at,
        status: 'usable',
        place: 'open',
        verdict: index === 0 ? 'new' : 'update',
        headline: entry.wire.headline,
        changed: changed ? ['headlines', 'bodies'] : [],
        words: changed
          ? {
              headline: [
                { kind: 'removed', text: before.wire.headline },
                { kind: 'same', text: ' ' },
                { kind: 'added', text: entry.wire.headline },
              ],
              body: [],
            }
          : null,
        told: [entry.event],
        waitsUntil: null,
        desk: null,
      };
    }),
  };
}

function textsOf({ headline, slug, text }: Invented): string {
  return [headline, slug, ...text].join('\n').toLowerCase();
}

function cutAt(text: string, query: string): string[] {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query);
  return at === -1
    ? [text]
    : [text.slice(0, at), text.slice(at, at + query.length), text.slice(at + query.length)];
}
