/**
 * Counts what is asked of DynamoDB: operations, the capacity units that dynalite works out for them, which are those of
 * the table alone, and what items cost its indexes.
 */
import { EventEmitter, once } from 'node:events';
import { ServerResponse, type IncomingMessage, type Server } from 'node:http';
import { PassThrough } from 'node:stream';
import { IndexWrites } from './index-writes.ts';
import { isArray, isObject, parseObject } from './json.ts';

export interface DynamoDbUse {
  /** Calls by operation, e.g. PutItem. */
  operations: Record<string, number>;
  readUnits: number;
  writeUnits: number;
  /** Write units of the table by the kind of item: the letter of its key, of an article also what it is, e.g. `A HEAD`. */
  written: Record<string, number>;
  /** Write units of indexes. */
  indexUnits: number;
}

const NOTHING: DynamoDbUse = { operations: {}, readUnits: 0, writeUnits: 0, written: {}, indexUnits: 0 };

const READS: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const WITHOUT_UNITS: ReadonlySet<string> = new Set([
  'CreateTable',
  'DescribeTable',
  'ListTables',
  'DescribeTimeToLive',
]);

export class DynamoDbMeter {
  #use: DynamoDbUse = structuredClone(NOTHING);
  readonly #indexes = new IndexWrites();
  readonly #open = new Set<ServerResponse>();
  readonly #events = new EventEmitter();

  /** What was counted since the last reset. */
  read(): DynamoDbUse {
    return structuredClone(this.#use);
  }

  reset(): void {
    this.#use = structuredClone(NOTHING);
  }

  /** Resolves when no request is being answered. dynalite must not be closed before: it would throw out of reach. */
  async idle(): Promise<void> {
    while (this.#open.size > 0) await once(this.#events, 'answered');
  }

  /** Puts the meter between a dynalite server and its clients. */
  attach(server: Server): void {
    const handlers = server.listeners('request');
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#open.add(response);
      response.once('close', () => {
        this.#open.delete(response);
        this.#events.emit('answered');
      });
      const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1];
      if (operation === 'CreateTable') this.#learn(request);
      if (operation === undefined || WITHOUT_UNITS.has(operation)) {
        for (const handler of handlers) Reflect.apply(handler, server, [request, response]);
        return;
      }
      this.#use.operations[operation] = (this.#use.operations[operation] ?? 0) + 1;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        this.#watch(operation, body, response);
        const passed = withCapacity(request, body);
        for (const handler of handlers) Reflect.apply(handler, server, [passed, response]);
      });
    });
  }

  #learn(request: IncomingMessage): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.#indexes.learn(parseObject(Buffer.concat(chunks).toString(), 'the request for a table'));
    });
  }

  #wrote(operation: string, request: string, units: number): void {
    const kind = kindOf(request);
    this.#use.writeUnits += units;
    this.#use.written[kind] = (this.#use.written[kind] ?? 0) + units;
    // Other operations touch nothing that stands in an index
    if (operation === 'PutItem') this.#use.indexUnits += this.#indexes.put(parseObject(request, 'a request'));
  }

  #watch(operation: string, request: Buffer, response: ServerResponse): void {
    const end = response.end.bind(response);
    const watched = (body: unknown): ServerResponse => {
      if (typeof body === 'string' && body.includes('"ConsumedCapacity"')) {
        const units = unitsOf(parseObject(body, 'the answer of dynalite').ConsumedCapacity);
        if (READS.has(operation)) this.#use.readUnits += units;
        else this.#wrote(operation, request.toString(), units);
      }
      return end(body);
    };
    Object.defineProperty(response, 'end', { value: watched });
  }
}

function kindOf(request: string): string {
  const [, pk = '?'] = /"pk":\{"S":"([A-Z]+)/.exec(request) ?? [];
  const [, sk = ''] = /"sk":\{"S":"([A-Z]+)/.exec(request) ?? [];
  return pk === 'A' ? `${pk} ${sk}` : pk;
}

/**
 * The same request, asking for its capacity: written into its text, because to parse and print every request would
 * cost as much as some of them. A request that asks for something itself comes after it, so that counts.
 */
function withCapacity(request: IncomingMessage, body: Buffer): PassThrough {
  const asked = /^\{\s*"/.test(body.toString('latin1', 0, 64))
    ? Buffer.concat([ASK_FOR_CAPACITY, body.subarray(1)])
    : body;
  const { headers, method, url } = request;
  const passed = Object.assign(new PassThrough(), { headers, method, url });
  passed.end(asked);
  return passed;
}

const ASK_FOR_CAPACITY = Buffer.from('{"ReturnConsumedCapacity":"TOTAL",');

function unitsOf(capacity: unknown): number {
  if (isArray(capacity)) return capacity.reduce<number>((sum, entry) => sum + unitsOf(entry), 0);
  const units = isObject(capacity) ? capacity.CapacityUnits : undefined;
  return typeof units === 'number' ? units : 0;
}
