/**
 * As much of the REST API of OpenSearch Serverless as the archive asks for, on a port of this machine: one index, bulk
 * requests, a part of the query language. It knows a caller by the signature alone, analyses by spaces, and refuses what
 * it does not know, so that a request which OpenSearch would read otherwise is no silent success.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';

type Json = Record<string, unknown>;
type Values = (string | number)[];

/** An answer in the place of the right one; `cut`: the connection ends without one. */
export type Fault = { status: number } | 'cut';

export interface OpenSearchOptions {
  /** Of the callers that it knows. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** Asked at each request; undefined: it is answered. */
  fault?: (request: { method: string; path: string }) => Fault | undefined;
  /** Asked for each action of a bulk; a status in the place of what would be done. */
  refuses?: (id: string) => number | undefined;
}

const REGION = 'us-east-1';
const MOST_BYTES = 10 * 1024 * 1024;

export class OpenSearchModel {
  readonly #options: OpenSearchOptions;
  readonly #server: Server;
  readonly #indexes = new Map<string, { mapping: Json; documents: Map<string, Json> }>();
  /** Every request: method, path and body. */
  readonly requests: { method: string; path: string; body: string }[] = [];
  /** All that it has ever answered. */
  readonly answers: string[] = [];

  static async start(options: OpenSearchOptions = {}): Promise<OpenSearchModel> {
    const model = new OpenSearchModel(options);
    await new Promise<void>((resolve) => model.#server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  private constructor(options: OpenSearchOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ids of what is in it. */
  get ids(): string[] {
    return [...this.#indexes.values()].flatMap(({ documents }) => [...documents.keys()]).sort();
  }

  /** All that it was told of an article and has. */
  document(id: string): Json | undefined {
    return [...this.#indexes.values()].map(({ documents }) => documents.get(id)).find(Boolean);
  }

  /** As somebody has put it there. */
  put(id: string, document: Json): void {
    for (const { documents } of this.#indexes.values()) documents.set(id, document);
  }

  /** The collection is lost, or another one. */
  forgetEverything(): void {
    this.#indexes.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { method = '', url = '' } = request;
    this.requests.push({ method, path: url, body });
    const fault = this.#options.fault?.({ method, path: url });
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    const [status, answer] =
      fault !== undefined
        ? [fault.status, { message: 'on purpose' }]
        : Buffer.byteLength(body) > MOST_BYTES
          ? [413, { message: 'Request Entity Too Large' }]
          : !(await this.#isSigned(request, body))
            ? [403, { message: 'Forbidden' }]
            : this.#answer(method, url, body);
    const text = JSON.stringify(answer);
    this.answers.push(text);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  }

  /** The same signature again, of what has come: the body counts by its hash, which has to be named. */
  async #isSigned({ method = '', url = '', headers }: IncomingMessage, body: string): Promise<boolean> {
    const { authorization = '', host = '' } = headers;
    const date = String(headers['x-amz-date'] ?? '');
    const hash = createHash('sha256').update(body).digest('hex');
    const signedNames = /SignedHeaders=([^,]+)/u.exec(authorization)?.[1]?.split(';') ?? [];
    if (headers['x-amz-content-sha256'] !== hash || !signedNames.includes('x-amz-content-sha256'))
      return false;
    if (!authorization.includes(`/${REGION}/aoss/aws4_request`) || signedNames.includes('content-length'))
      return false;
    const credentials = this.#options.credentials ?? { accessKeyId: 'local', secretAccessKey: 'local' };
    const { sha256 } = new S3Client({ region: REGION, credentials }).config;
    const signer = new SignatureV4({ service: 'aoss', region: REGION, credentials, sha256 });
    const [hostname = '', port] = host.split(':');
    const given = signedNames.filter((name) => !['x-amz-date', 'x-amz-content-sha256'].includes(name));
    const signed = await signer.sign(
      {
        method,
        protocol: 'http:',
        hostname,
        port: Number(port),
        path: url,
        headers: Object.fromEntries(given.map((name) => [name, String(headers[name])])),
        body,
      },
      { signingDate: dateOf(date) },
    );
    return signed.headers.authorization === authorization;
  }

  #answer(method: string, path: string, body: string): [number, Json] {
    const [, index = '', operation = ''] = path.split('/');
    if (method === 'PUT' && operation === '') return this.#create(index, JSON.parse(body) as Json);
    const known = this.#indexes.get(index);
    if (known === undefined) return [404, { error: { type: 'index_not_found_exception' } }];
    if (method === 'POST' && operation === '_bulk') return this.#bulk(known, body);
    if (method === 'POST' && operation === '_search')
      return [200, search(known.documents, JSON.parse(body) as Json)];
    return [405, { error: { type: 'unsupported' } }];
  }

  #create(index: string, mapping: Json): [number, Json] {
    if (this.#indexes.has(index)) return [400, { error: { type: 'resource_already_exists_exception' } }];
    this.#indexes.set(index, { mapping: mapping.mappings as Json, documents: new Map() });
    return [200, { acknowledged: true }];
  }

  #bulk(index: { mapping: Json; documents: Map<string, Json> }, body: string): [number, Json] {
    if (!body.endsWith('\n')) return [400, { error: { type: 'illegal_argument_exception' } }];
    const lines = body.split('\n').slice(0, -1);
    const items: Json[] = [];
    while (lines.length > 0) {
      const action = JSON.parse(lines.shift() ?? '') as Json;
      const { kind, argument } = only(action);
      const { _id: id } = argument as { _id: string };
      const document = kind === 'index' ? (JSON.parse(lines.shift() ?? '') as Json) : undefined;
      items.push({ [kind]: { _id: id, ...this.#act(index, kind, id, document) } });
    }
    return [200, { errors: items.some((item) => JSON.stringify(item).includes('"error"')), items }];
  }

  #act(
    { mapping, documents }: { mapping: Json; documents: Map<string, Json> },
    kind: string,
    id: string,
    document: Json | undefined,
  ): Json {
    const refused = this.#options.refuses?.(id);
    if (refused !== undefined) return { status: refused, error: { type: 'on_purpose', reason: 'so it is' } };
    if (kind === 'delete') {
      return documents.delete(id) ? { status: 200, result: 'deleted' } : { status: 404, result: 'not_found' };
    }
    const unknown = Object.keys(document ?? {}).find(
      (name) => !Object.hasOwn(mapping.properties as Json, name),
    );
    if (kind !== 'index' || document === undefined || unknown !== undefined)
      return { status: 400, error: { type: 'strict_dynamic_mapping_exception', reason: unknown } };
    const result = documents.has(id) ? 'updated' : 'created';
    documents.set(id, document);
    return { status: result === 'created' ? 201 : 200, result };
  }
}

function search(documents: ReadonlyMap<string, Json>, asked: Json): Json {
  const { query, size, sort = [], track_total_hits: counted = 10_000, docvalue_fields: fields = [] } = asked;
  const unknown = Object.keys(asked).filter(
    (name) => !['query', 'size', 'sort', 'track_total_hits', '_source', 'docvalue_fields'].includes(name),
  );
  if (unknown.length > 0 || asked._source !== false)
    throw new Error(`a search that is not known here: ${JSON.stringify(asked)}`);
  const found = [...documents].filter(([id, document]) => holds(query as Json, id, document));
  const [order = {}] = sort as Json[];
  const { kind: by, argument: direction } = only(order);
  const keyOf = (document: Json): number => Number(document[by] ?? 0);
  const sign = direction === 'desc' ? -1 : 1;
  if (by !== '') found.sort(([, a], [, b]) => sign * (keyOf(a) - keyOf(b)));
  const total = Math.min(found.length, Number(counted));
  return {
    hits: {
      total: { value: total, relation: total < found.length ? 'gte' : 'eq' },
      hits: found.slice(0, Number(size)).map(([_id, document]) => ({
        _id,
        ...(by === '' ? {} : { sort: [keyOf(document)] }),
        fields: Object.fromEntries(
          (fields as string[])
            .map((name): [string, Values] => [name, valuesOf(document[name])])
            // As OpenSearch has it: what has no value is not there
            .filter(([, values]) => values.length > 0),
        ),
      })),
    },
  };
}

/** Whether a document meets a clause of the query language. */
export function holds(clause: Json, id: string, document: Json): boolean {
  const { kind, argument } = only(clause);
  if (kind === 'bool') return boolHolds(argument as Record<string, Json[] | number>, id, document);
  if (kind === 'ids') return (argument as { values: string[] }).values.includes(id);
  const { kind: field, argument: wanted } = only(argument as Json);
  const values = valuesOf(document[field]);
  switch (kind) {
    case 'term':
      return values.includes(wanted as string);
    case 'range':
      return values.some((value) => isInRange(Number(value), wanted as Record<string, number>));
    case 'prefix':
      return isText(field)
        ? wordsIn(values).some((word) => word.startsWith(String(wanted)))
        : values.some((value) => String(value).startsWith(String(wanted)));
    case 'match_phrase':
      return hasPhrase(wordsIn(values), String(wanted).split(' '), (word, asked) => word === asked);
    case 'match_phrase_prefix': {
      const asked = (wanted as { query: string }).query.split(' ');
      return hasPhrase(wordsIn(values), asked, (word, one, last) =>
        last ? word.startsWith(one) : word === one,
      );
    }
    default:
      throw new Error(`a clause that is not known here: ${JSON.stringify(clause)}`);
  }
}

/** The one property of an object. */
function only(object: Json): { kind: string; argument: unknown } {
  const [entry, ...others] = Object.entries(object);
  if (others.length > 0) throw new Error(`more than one: ${JSON.stringify(object)}`);
  return { kind: entry?.[0] ?? '', argument: entry?.[1] };
}

function boolHolds(bool: Record<string, Json[] | number>, id: string, document: Json): boolean {
  const { filter = [], should, must_not: mustNot = [], minimum_should_match: least, ...others } = bool;
  if (Object.keys(others).length > 0 || (should !== undefined && least !== 1))
    throw new Error(`a clause that is not known here: ${JSON.stringify(bool)}`);
  const all = (clauses: Json[] | number): Json[] => clauses as Json[];
  return (
    all(filter).every((one) => holds(one, id, document)) &&
    (should === undefined || all(should).some((one) => holds(one, id, document))) &&
    !all(mustNot).some((one) => holds(one, id, document))
  );
}

function isInRange(value: number, range: Record<string, number>): boolean {
  return Object.entries(range).every(([kind, bound]) =>
    kind === 'gte'
      ? value >= bound
      : kind === 'gt'
        ? value > bound
        : kind === 'lte'
          ? value <= bound
          : kind === 'lt' && value < bound,
  );
}

function isText(field: string): boolean {
  return ['headline', 'slug', 'by', 'text'].includes(field);
}

function wordsIn(values: Values): string[] {
  return values.flatMap((value) => String(value).split(/\s+/u)).filter((word) => word !== '');
}

function hasPhrase(
  words: readonly string[],
  asked: readonly string[],
  is: (word: string, asked: string, last: boolean) => boolean,
): boolean {
  return words.some((_, start) =>
    asked.every((one, place) => {
      const word = words[start + place];
      return word !== undefined && is(word, one, place === asked.length - 1);
    }),
  );
}

function valuesOf(value: unknown): Values {
  return value === undefined || value === null ? [] : ([value].flat() as Values);
}

/** 20260102T030405Z */
function dateOf(date: string): Date {
  return new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u, '$1-$2-$3T$4:$5:$6Z'));
}
