/**
 * Counts what is asked of DynamoDB: operations, and the capacity units that dynalite works out for them.
 * dynalite counts units of the table alone; on AWS every index that an item stands in costs a write more.
 */
import { EventEmitter, once } from 'node:events';
import { ServerResponse, type IncomingMessage, type Server } from 'node:http';
import { PassThrough } from 'node:stream';
import { isArray, isObject, parseObject } from './json.ts';

export interface DynamoDbUse {
  /** Calls by operation, e.g. PutItem. */
  operations: Record<string, number>;
  readUnits: number;
  writeUnits: number;
}

const READS: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const WITHOUT_UNITS: ReadonlySet<string> = new Set([
  'CreateTable',
  'DescribeTable',
  'ListTables',
  'DescribeTimeToLive',
]);

export class DynamoDbMeter {
  #use: DynamoDbUse = { operations: {}, readUnits: 0, writeUnits: 0 };
  readonly #open = new Set<ServerResponse>();
  readonly #events = new EventEmitter();

  /** What was counted since the last reset. */
  read(): DynamoDbUse {
    return { ...this.#use, operations: { ...this.#use.operations } };
  }

  reset(): void {
    this.#use = { operations: {}, readUnits: 0, writeUnits: 0 };
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
      if (operation === undefined || WITHOUT_UNITS.has(operation)) {
        for (const handler of handlers) Reflect.apply(handler, server, [request, response]);
        return;
      }
      this.#use.operations[operation] = (this.#use.operations[operation] ?? 0) + 1;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.#watch(operation, response);
        const passed = withCapacity(request, Buffer.concat(chunks));
        for (const handler of handlers) Reflect.apply(handler, server, [passed, response]);
      });
    });
  }

  #watch(operation: string, response: ServerResponse): void {
    const end = response.end.bind(response);
    const watched = (body: unknown): ServerResponse => {
      if (typeof body === 'string' && body.includes('"ConsumedCapacity"')) {
        const units = unitsOf(parseObject(body, 'the answer of dynalite').ConsumedCapacity);
        if (READS.has(operation)) this.#use.readUnits += units;
        else this.#use.writeUnits += units;
      }
      return end(body);
    };
    Object.defineProperty(response, 'end', { value: watched });
  }
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
