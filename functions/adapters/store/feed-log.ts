/**
 * The feed log: what the article topic has told, in one order. A batch is one item, put under the next number on
 * condition that nobody has it. So a number is there only when all below it are, and who has read to `n` misses nothing
 * that comes under a lower one: neither clocks nor indexes nor stalled writers take part.
 */
import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Entry } from '../../core/feed/entry.ts';
import type { Clients } from '../platform/clients.ts';
import { isDone } from './calls.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';

export interface Batch {
  number: number;
  entries: Entry[];
}

export interface FeedLogOptions {
  tableName: string;
  /** Days that a batch is kept. */
  feedDays: number;
  /** Epoch milliseconds. */
  now: () => number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Others append at the same time: more turns than this mean that something else is wrong. */
const APPEND_ATTEMPTS = 50;

/** Writers stand side by side: so many batches may be a little out of the order of time. */
const MARGIN = 20;

/** An item has 400 KB; entries are some hundred bytes each. */
const PACKED_MAX = 350 * 1024;

export class FeedLog {
  readonly #dynamo: Clients['dynamo'];
  readonly #options: FeedLogOptions;
  /** The highest number that is known to be there; 0: unknown. */
  #last = 0;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, options: FeedLogOptions) {
    this.#dynamo = dynamo;
    this.#options = options;
  }

  /**
   * Puts entries behind all that are there. Done again after a crash it puts them once more: who reads has them already.
   * @returns the number of the batch
   */
  async append(entries: readonly Entry[]): Promise<number> {
    const packed = gzipSync(JSON.stringify(entries));
    if (packed.length > PACKED_MAX && entries.length > 1) {
      const half = Math.ceil(entries.length / 2);
      await this.append(entries.slice(0, half));
      return this.append(entries.slice(half));
    }
    let last = this.#last === 0 ? await this.tail() : this.#last;
    for (let attempt = 0; attempt < APPEND_ATTEMPTS; attempt++) {
      const number = last === 0 ? await this.#beginning() : last + 1;
      if (await this.#put(number, packed)) {
        this.#last = number;
        return number;
      }
      last = await this.tail();
    }
    throw new StoreError('contended', `the feed log was taken by others ${APPEND_ATTEMPTS} times`);
  }

  /** The number of the newest batch; 0 where the log is empty. */
  async tail(): Promise<number> {
    const [newest] = await this.upTo(Number.MAX_SAFE_INTEGER, 1);
    return newest?.number ?? 0;
  }

  /** Batches from a number on, the oldest first; read consistently, like all of the log. */
  async from(number: number, limit: number): Promise<Batch[]> {
    return this.#query(number, Number.MAX_SAFE_INTEGER, true, limit);
  }

  /** Batches up to a number, the newest first. */
  async upTo(number: number, limit: number): Promise<Batch[]> {
    return this.#query(0, number, false, limit);
  }

  /**
   * Batches with something that was told between two times, the oldest first; and others beside them, for batches are in
   * the order in which they were put down.
   * @param since RFC 3339, as `until`
   */
  async *between(since: string, until: string): AsyncGenerator<Batch> {
    let number = await this.#firstSince(since);
    let behind = 0;
    for (;;) {
      const batches = await this.from(number, 100);
      for (const batch of batches) {
        // One alone is of a writer whose clock is ahead
        behind = batch.entries.every(({ at }) => at > until) ? behind + 1 : 0;
        if (behind > MARGIN) return;
        if (behind === 0) yield batch;
      }
      const last = batches.at(-1);
      if (last === undefined) return;
      number = last.number + 1;
    }
  }

  /** By halves, since batches are nearly in the order of time: the number from which on there is something of it. */
  async #firstSince(since: string): Promise<number> {
    let low = (await this.from(0, 1))[0]?.number ?? 0;
    let high = await this.tail();
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [batch] = await this.from(middle, 1);
      if (batch?.entries.every(({ at }) => at < since) === true) low = batch.number + 1;
      else high = middle;
    }
    return Math.max(0, low - MARGIN);
  }

  async #query(from: number, to: number, ScanIndexForward: boolean, Limit: number): Promise<Batch[]> {
    // A page ends at a megabyte at the latest: less than the limit is no end, so callers go on until there is nothing
    const { Items = [] } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#options.tableName,
        KeyConditionExpression: 'pk = :log AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({
          ':log': keys.log,
          ':from': keys.batch(from),
          ':to': keys.batch(to),
        }),
        ConsistentRead: true,
        ScanIndexForward,
        Limit,
      }),
    );
    return Items.map(batchFrom);
  }

  #put(number: number, packed: Uint8Array): Promise<boolean> {
    const { feedDays, now } = this.#options;
    return this.#conditional({
      Item: {
        ...keyOf(keys.log, keys.batch(number)),
        ...marshall({ entries: packed, expiresAt: Math.ceil((now() + feedDays * DAY_MS) / 1000) }),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  }

  /**
   * The first number of an empty log. All that was in it may have expired, and numbers must go on to rise: then it
   * begins with the time, which is above any number of batches. What was agreed stays agreed while no batch can have
   * expired since, so that all who find the log empty begin with the same number.
   */
  async #beginning(): Promise<number> {
    const { tableName, feedDays, now } = this.#options;
    const Key = keyOf(keys.log, keys.only);
    const { Item: item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    const known = item === undefined ? undefined : (unmarshall(item) as { first: number; agreedAt: number });
    if (known !== undefined && now() - known.agreedAt < (feedDays * DAY_MS) / 2) return known.first;
    const first = known === undefined ? 1 : Math.max(now(), known.first + 1);
    const agreed = await this.#conditional({
      Item: { ...Key, ...marshall({ first, agreedAt: now() }) },
      ...(known === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#first = :known',
            ExpressionAttributeNames: { '#first': 'first' },
            ExpressionAttributeValues: marshall({ ':known': known.first }),
          }),
    });
    if (agreed) return first;
    throw new StoreError('contended', 'others have just begun the feed log');
  }

  async #conditional(input: Omit<PutItemCommandInput, 'TableName'>): Promise<boolean> {
    return isDone(this.#dynamo.send(new PutItemCommand({ TableName: this.#options.tableName, ...input })));
  }
}

function batchFrom(item: Item): Batch {
  const { sk, entries } = unmarshall(item);
  if (typeof sk !== 'string' || !(entries instanceof Uint8Array)) {
    throw new StoreError('bad-item', 'a batch of the feed log without its entries');
  }
  return { number: Number(sk), entries: JSON.parse(gunzipSync(entries).toString('utf8')) as Entry[] };
}
