/** `newswire-ingest/consumer/dynamodb`: what was seen, in a table; needs `@aws-sdk/client-dynamodb`. */
import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { now as machineTime } from './machine.ts';
import {
  isHeld,
  placeOf,
  type Begun,
  type Lease,
  type Mark,
  type SeenEvent,
  type SeenStore,
} from './seen.ts';

export interface DynamoDbSeenOptions {
  /** Partition key `pk`, a string; time to live on `expires`. */
  tableName: string;
  /** Several consumers in one table. Absent: none. */
  prefix?: string;
  /** How long the app may take for an article; then another process takes it. Absent: 60. */
  leaseSeconds?: number;
  /**
   * Longer than anything old can come: the feed's log (30 days) and the queue (14 days). Absent: 60.
   * What is held is remembered as long, so that `reconcile` finds it, if the app touches it no more.
   */
  days?: number;
  /** Epoch milliseconds: for tests. */
  now?: () => number;
}

type Item = Record<string, AttributeValue>;

/** For any number of processes and functions: each step is one conditional write. */
export class DynamoDbSeen implements SeenStore {
  readonly #client: Pick<DynamoDBClient, 'send'>;
  readonly #table: string;
  readonly #prefix: string;
  readonly #leaseMs: number;
  readonly #keptSeconds: number;
  readonly #now: () => number;

  constructor(client: Pick<DynamoDBClient, 'send'>, options: DynamoDbSeenOptions) {
    const { tableName, prefix = '', leaseSeconds = 60, days = 60, now = machineTime } = options;
    this.#client = client;
    this.#table = tableName;
    this.#prefix = prefix;
    this.#leaseMs = leaseSeconds * 1000;
    this.#keptSeconds = days * 86_400;
    this.#now = now;
  }

  async begin(mark: Mark): Promise<Begun> {
    const token = randomUUID();
    const now = this.#now();
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: this.#articleKey(mark.article),
          UpdateExpression: 'SET leaseToken = :token, leaseEnds = :ends, expires = :expires',
          ConditionExpression:
            '(attribute_not_exists(place) OR place < :place) AND (attribute_not_exists(leaseEnds) OR leaseEnds < :now)',
          ExpressionAttributeValues: {
            ':token': { S: token },
            ':ends': { N: String(now + this.#leaseMs) },
            ':now': { N: String(now) },
            ':place': { N: String(placeOf(mark)) },
            ':expires': this.#expires(),
          },
        }),
      );
      return { kind: 'news', lease: { mark, token } };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return this.#whyNot(mark);
    }
  }

  async #whyNot(mark: Mark): Promise<Begun> {
    const { Item: item = {} } = await this.#client.send(
      new GetItemCommand({
        TableName: this.#table,
        Key: this.#articleKey(mark.article),
        ConsistentRead: true,
      }),
    );
    const place = Number(item.place?.N ?? 0);
    if (place === placeOf(mark)) return { kind: 'repeated', acknowledged: item.acknowledged?.BOOL === true };
    return { kind: place > placeOf(mark) ? 'older' : 'busy' };
  }

  done({ mark, token }: Lease, acknowledged: boolean): Promise<boolean> {
    return this.#write({
      Key: this.#articleKey(mark.article),
      UpdateExpression:
        'SET place = :place, revision = :revision, #event = :event, acknowledged = :acknowledged, expires = :expires REMOVE leaseToken, leaseEnds',
      ConditionExpression: 'leaseToken = :token',
      ExpressionAttributeNames: { '#event': 'event' },
      ExpressionAttributeValues: {
        ':place': { N: String(placeOf(mark)) },
        ':revision': { N: String(mark.revision) },
        ':event': { S: mark.event },
        ':acknowledged': { BOOL: acknowledged },
        ':expires': this.#expires(),
        ':token': { S: token },
      },
    });
  }

  async failed({ mark, token }: Lease): Promise<void> {
    await this.#write({
      Key: this.#articleKey(mark.article),
      UpdateExpression: 'REMOVE leaseToken, leaseEnds',
      ConditionExpression: 'leaseToken = :token',
      ExpressionAttributeValues: { ':token': { S: token } },
    });
  }

  async acknowledged(mark: Mark): Promise<void> {
    await this.#write({
      Key: this.#articleKey(mark.article),
      UpdateExpression: 'SET acknowledged = :yes',
      ConditionExpression: 'place = :place',
      ExpressionAttributeValues: { ':yes': { BOOL: true }, ':place': { N: String(placeOf(mark)) } },
    });
  }

  async cursor(feed: string): Promise<string | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: this.#feedKey(feed), ConsistentRead: true }),
    );
    return item?.cursor?.S;
  }

  async saveCursor(feed: string, cursor: string | undefined): Promise<void> {
    if (cursor === undefined) {
      await this.#client.send(new DeleteItemCommand({ TableName: this.#table, Key: this.#feedKey(feed) }));
      return;
    }
    await this.#write({
      Key: this.#feedKey(feed),
      UpdateExpression: 'SET #cursor = :cursor',
      ExpressionAttributeNames: { '#cursor': 'cursor' },
      ExpressionAttributeValues: { ':cursor': { S: cursor } },
    });
  }

  /** Reads the whole table: for the rare case that it is needed. */
  async *held(): AsyncGenerator<Mark> {
    const own = `${this.#prefix}A#`;
    let start: Item | undefined;
    do {
      const { Items: items = [], LastEvaluatedKey: last } = await this.#client.send(
        new ScanCommand({
          TableName: this.#table,
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      for (const { pk, revision, event } of items) {
        const name = event?.S as SeenEvent | undefined;
        if (pk?.S?.startsWith(own) === true && name !== undefined && isHeld(name))
          yield { article: pk.S.slice(own.length), revision: Number(revision?.N), event: name };
      }
      start = last;
    } while (start !== undefined);
  }

  /** @returns whether its condition held */
  async #write(
    input: Omit<ConstructorParameters<typeof UpdateItemCommand>[0], 'TableName'>,
  ): Promise<boolean> {
    try {
      await this.#client.send(new UpdateItemCommand({ ...input, TableName: this.#table }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  #articleKey(article: string): Item {
    return { pk: { S: `${this.#prefix}A#${article}` } };
  }

  #feedKey(feed: string): Item {
    return { pk: { S: `${this.#prefix}F#${feed}` } };
  }

  #expires(): AttributeValue {
    return { N: String(Math.floor(this.#now() / 1000) + this.#keptSeconds) };
  }
}
