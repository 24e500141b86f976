/**
 * What was learned of an agency's furniture: one small item for each agency that asks for it. It has names of blocks that
 * cannot be read back and ids of articles, and no word of a text, so that nothing of it has to be erased with one.
 */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { deflateSync, inflateSync } from 'node:zlib';
import { NOTHING_LEARNED, type Learned } from '../../core/furniture/learning.ts';
import type { Clients } from '../platform/clients.ts';
import { isDone } from './calls.ts';
import { keyOf, keys } from './keys.ts';

export interface StoredFurniture {
  learned: Learned;
  /** Counts the writes. */
  turn: number;
}

/** An agency that sends nothing for so long is learned anew. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

export class FurnitureTable {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /** @param consistent as of now; else it may be a moment old, at half the price, and whoever writes is told */
  async get(provider: string, { consistent = false } = {}): Promise<StoredFurniture> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.furniture(provider), keys.only),
        ConsistentRead: consistent,
      }),
    );
    const packed = Item?.learned?.B;
    if (packed === undefined) return { learned: NOTHING_LEARNED, turn: 0 };
    return {
      learned: JSON.parse(inflateSync(packed).toString('utf8')) as Learned,
      turn: Number(Item?.turn?.N ?? 0),
    };
  }

  /** @param now epoch milliseconds. @returns false when somebody has written since that turn was read */
  async put(provider: string, learned: Learned, turn: number, now: number): Promise<boolean> {
    return isDone(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: {
            ...keyOf(keys.furniture(provider), keys.only),
            ...marshall({
              learned: deflateSync(JSON.stringify(learned)),
              turn: turn + 1,
              expiresAt: Math.ceil((now + KEPT_MS) / 1000),
            }),
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
