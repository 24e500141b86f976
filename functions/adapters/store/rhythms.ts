/** What `watch` knows of each agency, and what it looks at: indexes that are written anyway. */
import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Heard, Rhythm } from '../../core/providers/rhythm.ts';
import type { Clients } from '../platform/clients.ts';
import { keyOf, keys } from './keys.ts';
import { HELD } from './records.ts';
import { heardDay, refusedDay } from './receipt.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** More in one look is as good as this. */
const MOST = 2000;

export class RhythmTable {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async get(provider: string): Promise<Rhythm | undefined> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: this.#tableName, Key: keyOf(keys.rhythm(provider), keys.only) }),
    );
    const rhythm = Item?.rhythm?.S;
    return rhythm === undefined ? undefined : (JSON.parse(rhythm) as Rhythm);
  }

  async put(provider: string, rhythm: Rhythm): Promise<void> {
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: {
          ...keyOf(keys.rhythm(provider), keys.only),
          ...marshall({ rhythm: JSON.stringify(rhythm) }),
        },
      }),
    );
  }

  /** New articles, files that brought none, and what was refused, after a time (epoch milliseconds) and up to another. */
  async heardBetween(provider: string, after: number, upTo: number): Promise<Heard> {
    if (after >= upTo) return { count: 0, refused: 0, last: null };
    const days: string[] = [];
    for (let day = Math.floor(after / DAY_MS); day <= Math.floor(upTo / DAY_MS); day++)
      days.push(`${provider}#${new Date(day * DAY_MS).toISOString().slice(0, 10)}`);
    const came = await Promise.all([...days, heardDay(provider)].map((day) => this.#times(day, after, upTo)));
    const refused = await this.#times(refusedDay(provider), after, upTo);
    const all = [...came.flat(), ...refused];
    return {
      count: all.length,
      refused: refused.length,
      last: all.length === 0 ? null : Math.max(...all.map((at) => Date.parse(at))),
    };
  }

  /** Held articles without a time that were first taken before one (epoch milliseconds). */
  async heldWithoutTime(before: number): Promise<number> {
    const { Count = 0 } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        IndexName: 'outbox',
        KeyConditionExpression: 'outbox = :held AND dueAt < :before',
        ExpressionAttributeValues: marshall({ ':held': HELD, ':before': new Date(before).toISOString() }),
        Select: 'COUNT',
      }),
    );
    return Count;
  }

  async #times(day: string, after: number, upTo: number): Promise<string[]> {
    const input: QueryCommandInput = {
      TableName: this.#tableName,
      IndexName: 'byProvider',
      KeyConditionExpression: 'providerDay = :day AND listedAt BETWEEN :after AND :upTo',
      ExpressionAttributeValues: marshall({
        ':day': day,
        ':after': new Date(after + 1).toISOString(),
        ':upTo': new Date(upTo).toISOString(),
      }),
      ProjectionExpression: 'listedAt',
      Limit: MOST,
    };
    const { Items = [] } = await this.#dynamo.send(new QueryCommand(input));
    return Items.flatMap(({ listedAt }) => (listedAt?.S === undefined ? [] : [listedAt.S]));
  }
}
