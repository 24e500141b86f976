/**
 * What was taken and not told, of those that enter no outbox (ADR 39): their heads are in the index of what agencies
 * have delivered, which `release` looks through once, some minutes later.
 */
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { keyOf, keys, type Item } from './keys.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export class Interrupted {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /** Until when all has been looked at, RFC 3339; undefined where nobody ever has. */
  async lookedUntil(): Promise<string | undefined> {
    const { Item: item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: this.#tableName, Key: keyOf(keys.interrupted, keys.only) }),
    );
    return item?.until?.S;
  }

  async setLookedUntil(until: string): Promise<void> {
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: { ...keyOf(keys.interrupted, keys.only), until: { S: until } },
      }),
    );
  }

  /** The articles of a provider that were first taken between two times, RFC 3339, in pages. The index lags a little. */
  async *takenBetween(provider: string, from: string, to: string): AsyncGenerator<string[]> {
    for (const day of daysBetween(from, to)) {
      let start: Item | undefined;
      do {
        const page = await this.#dynamo.send(
          new QueryCommand({
            TableName: this.#tableName,
            IndexName: 'byProvider',
            KeyConditionExpression: 'providerDay = :day AND listedAt BETWEEN :from AND :to',
            ProjectionExpression: 'pk',
            ExpressionAttributeValues: marshall({ ':day': `${provider}#${day}`, ':from': from, ':to': to }),
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          }),
        );
        yield (page.Items ?? []).flatMap(({ pk }) => pk?.S?.slice(2) ?? []);
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
    }
  }
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  const last = Math.floor(Date.parse(to) / DAY_MS);
  for (let day = Math.floor(Date.parse(from) / DAY_MS); day <= last; day++) {
    days.push(new Date(day * DAY_MS).toISOString().slice(0, 10));
  }
  return days;
}
