/**
 * The archive's index in OpenSearch Serverless, by its REST API: what is written in bulk, what is found, what is taken
 * out. What is asked for and how it stands in the index is said by core/search/archive.ts.
 */
import { setTimeout as timer } from 'node:timers/promises';
import type { Row } from '../../core/feed/contract.ts';
import {
  ARCHIVE_FIELDS,
  ARCHIVE_INDEX,
  ARCHIVE_MAPPING,
  archiveDocumentOf,
  type Clause,
} from '../../core/search/archive.ts';
import type { SearchDocument } from '../../core/search/document.ts';
import type { SignedFetch } from '../platform/signed-fetch.ts';

export interface ArchiveHit {
  place: number;
  row: Pick<Row, 'id' | 'revision' | 'event' | 'at' | 'provider' | 'flags'>;
}

export interface ArchivePage {
  found: ArchiveHit[];
  /** How many there are, but not above what was asked for. */
  total: number;
}

export interface Written {
  indexed: number;
  deleted: number;
  /** What the index does not take, however often it is told: article id and reason. */
  refused: { id: string; reason: string }[];
}

/** The archive could not be asked: it is down, throttles, or does not know who asks. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly status: number | undefined;

  constructor(what: string, status?: number, cause?: unknown) {
    super(what, { cause });
    this.status = status;
  }
}

export interface ArchiveIndexOptions {
  /** Of the collection, without a final slash. */
  endpoint: string;
  fetch: SignedFetch;
  /** Of one request, in milliseconds. */
  timeoutMs: number;
  /** How often a request is tried. */
  attempts: number;
  /** How to wait between attempts: for tests. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

/** The collection takes 10 MiB a request; and a function has to hold it. */
const BULK_BYTES = 4 * 1024 * 1024;
const BULK_ACTIONS = 1000;

const LONGEST_PAUSE_MS = 10_000;

interface Action {
  id: string;
  /** One or two lines of a bulk request. */
  lines: string;
}

/** What a bulk request says of an action; of OpenSearch, so nothing of it is certain. */
interface Outcome {
  _id?: string;
  status?: number;
  result?: string;
  error?: { type?: string; reason?: string };
}

export class ArchiveIndex {
  readonly #options: ArchiveIndexOptions;

  constructor(options: ArchiveIndexOptions) {
    this.#options = options;
  }

  /** What its progress is noted under: another collection, or another mapping, begins anew. */
  get name(): string {
    return `${this.#options.endpoint}/${ARCHIVE_INDEX}`;
  }

  /** Makes the index; one that is there stays as it is. */
  async create(): Promise<void> {
    const answer = await this.#call('PUT', '', JSON.stringify(ARCHIVE_MAPPING), [400]);
    if (answer.status !== 400) return;
    const reason = await answer.text();
    if (!reason.includes('resource_already_exists_exception'))
      throw new ArchiveError(`the index cannot be made: ${reason.slice(0, 500)}`, 400);
  }

  /** Puts articles in the place of what is known of them, and takes others out. Done again it does the same. */
  async write(documents: readonly SearchDocument[], gone: Iterable<string>): Promise<Written> {
    const written: Written = { indexed: 0, deleted: 0, refused: [] };
    for (const actions of inBulks(documents, gone)) await this.#bulk(actions, written);
    return written;
  }

  /** The newest first. */
  async find(query: Clause, size: number, counted: number): Promise<ArchivePage> {
    const { hits, total } = await this.#search({
      query,
      size,
      sort: [{ place: 'desc' }],
      track_total_hits: counted,
      _source: false,
      docvalue_fields: [...ARCHIVE_FIELDS],
    });
    return { found: hits.map(hitFrom), total };
  }

  /** Those of an agency that were told before a time, the oldest first. @param behind a place: only what stands after it */
  async toldBefore(provider: string, at: number, behind: number, size: number): Promise<ArchiveHit[]> {
    const { hits } = await this.#search({
      query: {
        bool: {
          filter: [
            { term: { provider } },
            { range: { at: { lte: at } } },
            { range: { place: { gt: behind } } },
          ],
        },
      } satisfies Clause,
      size,
      sort: [{ place: 'asc' }],
      _source: false,
      docvalue_fields: [...ARCHIVE_FIELDS],
    });
    return hits.map(hitFrom);
  }

  /** Which of some articles the index has. */
  async known(ids: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (let start = 0; start < ids.length; start += BULK_ACTIONS) {
      const some = ids.slice(start, start + BULK_ACTIONS);
      const { hits } = await this.#search({
        query: { ids: { values: some } },
        size: some.length,
        _source: false,
      });
      found.push(...hits.map(({ _id }) => String(_id)));
    }
    return found;
  }

  async #search(body: object): Promise<{ hits: Found[]; total: number }> {
    const answer = await this.#call('POST', '/_search', JSON.stringify(body));
    const { hits } = (await answer.json()) as Answered;
    if (!Array.isArray(hits?.hits)) throw new ArchiveError('a search was answered with something else');
    return { hits: hits.hits, total: hits.total?.value ?? hits.hits.length };
  }

  async #bulk(actions: readonly Action[], written: Written): Promise<void> {
    let left = actions;
    for (let attempt = 1; ; attempt++) {
      const body = left.map(({ lines }) => lines).join('');
      const answer = await this.#call('POST', '/_bulk', body, [], 'application/x-ndjson');
      const { items } = (await answer.json()) as { items?: Partial<Record<'index' | 'delete', Outcome>>[] };
      if (items?.length !== left.length) throw new ArchiveError('a bulk was answered with something else');
      left = left.filter((action, index) => {
        const outcome = items[index]?.index ?? items[index]?.delete ?? {};
        return note(action, outcome, written) === 'again';
      });
      if (left.length === 0) return;
      if (attempt >= this.#options.attempts)
        throw new ArchiveError(`${left.length} articles were not taken`, 429);
      await this.#pause(attempt);
    }
  }

  async #call(
    method: string,
    path: string,
    body: string,
    taken: readonly number[] = [],
    type?: string,
  ): Promise<Response> {
    const { endpoint, fetch, timeoutMs, attempts } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= attempts;
      try {
        const answer = await fetch(`${endpoint}/${ARCHIVE_INDEX}${path}`, {
          method,
          body,
          ...(type === undefined ? {} : { type }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (answer.ok || taken.includes(answer.status)) return answer;
        const reason = await answer.text();
        if (isLast || !isPassing(answer.status))
          throw new ArchiveError(
            `${method} ${path}: ${answer.status} ${reason.slice(0, 500)}`,
            answer.status,
          );
      } catch (error) {
        if (error instanceof ArchiveError) throw error;
        if (isLast) throw new ArchiveError(`${method} ${path}: no answer`, undefined, error);
      }
      await this.#pause(attempt);
    }
  }

  /** Longer each time. */
  async #pause(attempt: number): Promise<void> {
    const { pause = timer } = this.#options;
    await pause(Math.min(LONGEST_PAUSE_MS, 200 * 2 ** attempt));
  }
}

function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function note({ id }: Action, { status = 500, result, error }: Outcome, written: Written): 'done' | 'again' {
  if (status < 300) {
    if (result === 'deleted') written.deleted += 1;
    else written.indexed += 1;
    return 'done';
  }
  // Nothing was there to be taken out
  if (status === 404 && result === 'not_found') return 'done';
  if (isPassing(status)) return 'again';
  written.refused.push({ id, reason: `${status} ${error?.type ?? ''} ${error?.reason ?? ''}`.slice(0, 300) });
  return 'done';
}

function* inBulks(documents: readonly SearchDocument[], gone: Iterable<string>): Generator<Action[]> {
  let some: Action[] = [];
  let bytes = 0;
  for (const action of actionsOf(documents, gone)) {
    const length = Buffer.byteLength(action.lines);
    if (some.length >= BULK_ACTIONS || (some.length > 0 && bytes + length > BULK_BYTES)) {
      yield some;
      some = [];
      bytes = 0;
    }
    some.push(action);
    bytes += length;
  }
  if (some.length > 0) yield some;
}

function* actionsOf(documents: readonly SearchDocument[], gone: Iterable<string>): Generator<Action> {
  for (const id of gone) yield { id, lines: `${JSON.stringify({ delete: { _id: id } })}\n` };
  for (const document of documents) {
    const { id } = document.row;
    const action = JSON.stringify({ index: { _id: id } });
    yield { id, lines: `${action}\n${JSON.stringify(archiveDocumentOf(document))}\n` };
  }
}

interface Found {
  _id?: string;
  sort?: unknown[];
  fields?: Partial<Record<(typeof ARCHIVE_FIELDS)[number], unknown[]>>;
}

interface Answered {
  hits?: { hits?: Found[]; total?: { value?: number } };
}

function hitFrom({ _id, sort = [], fields = {} }: Found): ArchiveHit {
  const { revision = [], event = [], at = [], provider = [], flags = [] } = fields;
  return {
    place: Number(sort[0]),
    row: {
      id: String(_id),
      revision: Number(revision[0]),
      event: String(event[0]) as Row['event'],
      at: new Date(Number(at[0])).toISOString(),
      provider: String(provider[0]),
      flags: flags.map(String),
    },
  };
}
