/**
 * What operators have done with many files or messages at once: who, when, why, and how far it has come. An id begins
 * with the time, so that the list is in its order.
 */
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { keyOf, keys, type Item } from './keys.ts';

export interface Operation {
  id: string;
  /** As it is typed: redrive, replay … */
  command: string;
  by: string;
  /** RFC 3339. */
  at: string;
  reason: string | null;
  /** What it was asked for: the options that choose. */
  asked: Record<string, unknown>;
  state: 'running' | 'done';
  counts: Record<string, number>;
  /** Where it goes on when it was broken off. */
  place: string | null;
  /** The first of the files, articles or messages that it took. */
  took: string[];
  /** RFC 3339: when this was written last. */
  updatedAt: string;
}

/** Longer than anybody asks who it was. */
const KEPT_SECONDS = 400 * 24 * 60 * 60;

/** Until when an operation is known, and all that is kept for its sake: epoch seconds. @param at RFC 3339 */
export function operationExpiry(at: string): number {
  return Math.ceil(Date.parse(at) / 1000) + KEPT_SECONDS;
}

export class Operations {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async get(id: string): Promise<Operation | undefined> {
    const { Item: item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.operations, id),
        ConsistentRead: true,
      }),
    );
    return item === undefined ? undefined : operationFrom(item);
  }

  async put(operation: Operation): Promise<void> {
    const { id, ...rest } = operation;
    const expiresAt = operationExpiry(operation.at);
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: {
          ...keyOf(keys.operations, id),
          ...marshall({ ...rest, expiresAt }, { removeUndefinedValues: true }),
        },
      }),
    );
  }

  /** Those that were begun between two times, RFC 3339, the oldest first. */
  async *between(since: string, until: string): AsyncGenerator<Operation> {
    let from: Item | undefined;
    do {
      const page = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :since AND :until',
          ExpressionAttributeValues: marshall({
            ':pk': keys.operations,
            ':since': since,
            ':until': `${until}~`,
          }),
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      yield* (page.Items ?? []).map(operationFrom);
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }
}

function operationFrom(item: Item): Operation {
  const { pk: _pk, sk, expiresAt: _expiresAt, ...rest } = unmarshall(item);
  return { ...rest, id: String(sk) } as Operation;
}
