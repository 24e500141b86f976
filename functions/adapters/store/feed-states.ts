/** How far each feed that is fetched has come. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { isDone } from './calls.ts';
import { keyOf, keys } from './keys.ts';

/** Times are epoch milliseconds. */
export interface FeedState {
  /** When it is asked again. */
  nextAt: number;
  /** When it last answered, with something new or not; at first, when it was first seen. */
  answeredAt: number;
  /** Attempts that failed since. */
  failures: number;
  /** Of an API in pages: the page that is asked for next; null before the first. */
  cursor: string | null;
  /** Of one that begins with the newest: marks of the first items of the last walk that came to what was known. */
  seen?: readonly string[];
  /** The same of the walk that is not at its end yet. */
  pending?: readonly string[];
  /** What the address below answered last: its validators, and the hash of its content. */
  url: string | null;
  etag: string | null;
  lastModified: string | null;
  hash: string | null;
  /** Files that came of it since the hour began. */
  hour: { beganAt: number; files: number };
}

export class FeedStates {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async get(provider: string, feed: string): Promise<FeedState | undefined> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.feed(provider, feed), keys.only),
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) return undefined;
    const { pk: _pk, sk: _sk, ...state } = unmarshall(Item);
    return state as FeedState;
  }

  /**
   * Writes a state on condition that nobody has since the known one was read.
   * @returns false when somebody has: another run has this feed
   */
  async put(
    provider: string,
    feed: string,
    state: FeedState,
    known: FeedState | undefined,
  ): Promise<boolean> {
    return isDone(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: { ...keyOf(keys.feed(provider, feed), keys.only), ...marshall(state) },
          ...(known === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'nextAt = :nextAt',
                ExpressionAttributeValues: marshall({ ':nextAt': known.nextAt }),
              }),
        }),
      ),
    );
  }
}
