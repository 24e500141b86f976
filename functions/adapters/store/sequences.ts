/** How far an agency's numbers have come: one small item for each agency that numbers what it sends. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AllSeries } from '../../core/providers/sequence.ts';
import type { Clients } from '../platform/clients.ts';
import { isDone } from './calls.ts';
import { keyOf, keys } from './keys.ts';

export interface StoredSeries {
  series: AllSeries;
  /** Counts the writes. */
  turn: number;
}

export class SequenceTable {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async get(provider: string): Promise<StoredSeries> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.sequence(provider), keys.only),
        ConsistentRead: true,
      }),
    );
    const series = Item?.series?.S;
    if (series === undefined) return { series: {}, turn: 0 };
    return { series: JSON.parse(series) as AllSeries, turn: Number(Item?.turn?.N ?? 0) };
  }

  /** @returns false when somebody has written since that turn was read */
  async put(provider: string, series: AllSeries, turn: number): Promise<boolean> {
    return isDone(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: {
            ...keyOf(keys.sequence(provider), keys.only),
            ...marshall({ series: JSON.stringify(series), turn: turn + 1 }),
          },
          ...(turn === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'turn = :turn',
                ExpressionAttributeValues: marshall({ ':turn': turn }),
              }),
        }),
      ),
    );
  }
}
