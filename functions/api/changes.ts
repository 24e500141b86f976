/** `GET /v1/changes`, for one reader or for all with the same rights, and `GET /v1/wire`. */
import type { Answer, ProblemCode } from '../adapters/platform/http.ts';
import { HttpProblem } from '../adapters/platform/http.ts';
import type { Asked } from '../adapters/platform/door.ts';
import type { ArticleMessage } from '../adapters/publish/article-message.ts';
import { fitted, messageOf } from '../adapters/publish/message.ts';
import type { StoredRevision } from '../adapters/store/records.ts';
import type { View } from '../core/feed/choose.ts';
import {
  API_VERSION,
  type ChangesPage,
  type FeedEvent,
  type Row,
  type RowChanges,
  type WirePage,
} from '../core/feed/contract.ts';
import { decodeCursor, encodeCursor, type Place } from '../core/feed/cursor.ts';
import type { Entry } from '../core/feed/entry.ts';
import { filterParameters, parseFilter } from '../core/feed/filter.ts';
import { encodeRights, LIVE_PREFIX } from '../core/feed/rights.ts';
import { leftMessage, leftRow, rowOf } from '../core/feed/rows.ts';
import { pageAfter, pageBefore, type Page, type PageResult, type Pick as Picked } from './feed.ts';
import type { ApiPorts } from './ports.ts';

const MOST = { messages: 200, rows: 500 } as const;
const USUAL = { messages: 100, rows: 100 } as const;

/** Lambda answers with 6 MB at most, and in its answer the body is a text in which each quote takes two bytes. */
const MOST_BYTES = 5 * 1024 * 1024;

/** Messages that are composed at once: what does not fit into the page has been read for nothing. */
const AT_ONCE = 25;

export async function changes(ports: ApiPorts, asked: Asked): Promise<Answer> {
  const { query, route, request } = asked;
  const isLive = route.door === 'edge';
  const view = viewOf(asked);
  const kind = query.get('view') === 'rows' ? 'rows' : 'messages';
  const limit = limitOf(query, kind);
  const after = query.get('after');
  const place = after === 'now' ? await now(ports) : placeOf(after);
  const feed = { log: ports.log, heads: (ids: Iterable<string>) => ports.table.heads(ids) };
  const result = await pageAfter(feed, view, place, limit);
  if (!result.ok) throw fault(asked, result);
  const link = (next: Place): string =>
    linkTo(`${asked.base}${isLive ? request.path : '/v1/changes'}`, view, [
      ['after', encodeCursor(next)],
      ...(kind === 'rows' ? [['view', 'rows'] as [string, string]] : []),
      ...(query.has('limit') ? [['limit', String(limit)] as [string, string]] : []),
    ]);
  const caching = isLive ? 'edge' : 'reader';
  if (kind === 'rows') {
    const { page } = result;
    const rows = await rowsOf(ports, page.picks);
    const body: RowChanges = { schemaVersion: API_VERSION, rows, more: page.more, next: link(page.next) };
    return { status: 200, body, caching };
  }
  const { events, next, more } = await eventsOf(ports, result.page);
  const body: ChangesPage = { schemaVersion: API_VERSION, events, more, next: link(next) };
  return { status: 200, body, caching };
}

export async function wire(ports: ApiPorts, asked: Asked): Promise<Answer> {
  const view = viewOf(asked);
  const limit = limitOf(asked.query, 'rows');
  const feed = { log: ports.log, heads: (ids: Iterable<string>) => ports.table.heads(ids) };
  const { picks, older, tail } = await pageBefore(feed, view, placeOf(asked.query.get('before')), limit);
  const withLimit: [string, string][] = asked.query.has('limit') ? [['limit', String(limit)]] : [];
  const body: WirePage = {
    schemaVersion: API_VERSION,
    rows: await rowsOf(ports, picks),
    older:
      older === null
        ? null
        : linkTo(`${asked.base}/v1/wire`, view, [['before', encodeCursor(older)], ...withLimit]),
    live: linkTo(livePath(ports, asked), view, [
      ['after', encodeCursor(tail)],
      ['view', 'rows'],
    ]),
  };
  return { status: 200, body, caching: 'reader' };
}

/** People share the edge's copy; machines have no cookies for it. */
function livePath({ edge }: ApiPorts, { base, asker, limits }: Asked): string {
  return edge && base === '' && asker?.kind === 'person'
    ? `${LIVE_PREFIX}${encodeRights(limits)}/changes`
    : `${base}/v1/changes`;
}

function viewOf({ query, limits }: Asked): View {
  const parsed = parseFilter(query);
  if (!parsed.ok) throw new HttpProblem('bad-request', parsed.detail);
  return { filter: parsed.filter, limits };
}

function limitOf(query: URLSearchParams, kind: keyof typeof MOST): number {
  return Math.min(Number(query.get('limit') ?? USUAL[kind]), MOST[kind]);
}

function placeOf(cursor: string | null): Place | undefined {
  if (cursor === null) return undefined;
  const decoded = decodeCursor(cursor);
  if (!decoded.ok) throw new HttpProblem('bad-cursor', decoded.detail);
  return decoded.place;
}

async function now({ log }: ApiPorts): Promise<Place> {
  return { batch: (await log.tail()) + 1, entries: 0 };
}

/** Who starts again takes the list first, and goes on with its `live`. */
function fault({ base }: Asked, { code, detail }: Extract<PageResult, { ok: false }>): HttpProblem {
  const problems = { expired: 'cursor-expired', unknown: 'bad-cursor' } as const satisfies Record<
    typeof code,
    ProblemCode
  >;
  return new HttpProblem(
    problems[code],
    `${detail} Start again with the list at /v1/wire, and follow its "live".`,
    { restart: `${base}/v1/wire` },
  );
}

function linkTo(path: string, { filter }: View, parameters: [name: string, value: string][]): string {
  return `${path}?${new URLSearchParams([...parameters, ...filterParameters(filter)]).toString()}`;
}

/** The messages of a page, as many as fit. What does not fit comes with the next one. */
async function eventsOf(
  ports: ApiPorts,
  { picks, next, more }: Page,
): Promise<{ events: FeedEvent[]; next: Place; more: boolean }> {
  const events: FeedEvent[] = [];
  let bytes = 0;
  for (let start = 0; start < picks.length; start += AT_ONCE) {
    const some = picks.slice(start, start + AT_ONCE);
    const messages = await messagesOf(ports, some);
    for (const [index, message] of messages.entries()) {
      bytes += Buffer.byteLength(JSON.stringify(JSON.stringify(message)));
      const pick = some[index];
      if (bytes > MOST_BYTES && events.length > 0 && pick !== undefined) {
        return { events, next: pick.at, more: true };
      }
      events.push(message);
    }
  }
  return { events, next, more };
}

async function messagesOf(ports: ApiPorts, picks: readonly Picked[]): Promise<FeedEvent[]> {
  const stored = await storedOf(ports, picks);
  return picks.map(({ entry, choice }) => {
    const revision = stored.get(entry);
    return choice === 'left' || revision === undefined
      ? leftMessage(entry)
      : fitted(composed(ports, entry, revision), ports.archiveBucket).message;
  });
}

/** The rows of entries, in their order. */
export async function rowsOf(
  ports: ApiPorts,
  picks: readonly Pick<Picked, 'entry' | 'choice'>[],
): Promise<Row[]> {
  const stored = await storedOf(ports, picks);
  return picks.map(({ entry, choice }) => {
    const revision = stored.get(entry);
    return choice === 'left' || revision === undefined
      ? leftRow(entry)
      : rowOf(entry, composed(ports, entry, revision).data);
  });
}

async function storedOf(
  { table }: ApiPorts,
  picks: readonly Pick<Picked, 'entry' | 'choice'>[],
): Promise<Map<Entry, StoredRevision>> {
  const given = picks.filter(({ choice }) => choice === 'give').map(({ entry }) => entry);
  const stored = await table.revisionsOf(given);
  return new Map(
    given.flatMap((entry, index): [Entry, StoredRevision][] => {
      const one = stored[index];
      return one === undefined ? [] : [[entry, one]];
    }),
  );
}

/** The message of an event, as the publisher composes it. */
export function composed(
  { schemaBaseUrl }: Pick<ApiPorts, 'schemaBaseUrl'>,
  { event, at }: Pick<Entry, 'event' | 'at'>,
  stored: StoredRevision,
): ArticleMessage {
  return messageOf({ ...stored, event, time: at, schemaBaseUrl });
}
