/**
 * What a purge has erased, one small item each, so that one that was broken off goes on, and whoever doubts it can look
 * again. It names articles and files, and nothing of what was in them.
 *
 * | item | key | attributes |
 * |---|---|---|
 * | an article | OPS#<operation> / A#<article id> | at, done, leaves, staysKilled, counts |
 * | a file | OPS#<operation> / V#<hash of key and version> | at, key, version |
 */
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { digest } from '../../core/article/identity.ts';
import type { Clients } from '../platform/clients.ts';
import { writeAll } from './calls.ts';
import { keyOf, keys, type Item } from './keys.ts';
import { operationExpiry } from './operations.ts';

export interface ErasedArticle {
  articleId: string;
  /** RFC 3339: when it was begun. */
  at: string;
  done: boolean;
  /** The number of the end that is left of it; null for nothing. */
  leaves: number | null;
  /** It was killed: what keeps its text killed is left too. */
  staysKilled: boolean;
  /** How many of each kind were erased. */
  counts: Record<string, number>;
}

export interface ErasedFile {
  key: string;
  version: string;
  at: string;
}

export type Erased = { article: ErasedArticle } | { file: ErasedFile };

const ATTEMPTS = 20;

export class PurgeList {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;
  readonly #operation: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string, operation: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#operation = operation;
  }

  async putArticle(article: ErasedArticle): Promise<void> {
    const { articleId, ...rest } = article;
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: {
          ...this.#key(`A#${articleId}`),
          ...marshall({ ...rest, expiresAt: operationExpiry(rest.at) }),
        },
      }),
    );
  }

  async putFiles(files: readonly ErasedFile[]): Promise<void> {
    const requests = files.map((file) => ({
      PutRequest: {
        Item: {
          ...this.#key(`V#${digest([file.key, file.version]).slice(0, 32)}`),
          ...marshall({ ...file, expiresAt: operationExpiry(file.at) }),
        },
      },
    }));
    const table = { dynamo: this.#dynamo, tableName: this.#tableName };
    await writeAll(table, requests, { attempts: ATTEMPTS, refused: 'the table takes no writes' });
  }

  async *all(): AsyncGenerator<Erased> {
    let from: Item | undefined;
    do {
      const page = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': keys.purged(this.#operation) }),
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      for (const item of page.Items ?? []) yield erasedFrom(item);
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  #key(sk: string): Item {
    return keyOf(keys.purged(this.#operation), sk);
  }
}

function erasedFrom(item: Item): Erased {
  const { pk: _pk, sk, expiresAt: _expiresAt, ...rest } = unmarshall(item);
  const name = String(sk);
  return name.startsWith('A#')
    ? { article: { ...rest, articleId: name.slice(2) } as ErasedArticle }
    : { file: rest as ErasedFile };
}
