/**
 * Takes articles out of the table and the archive, as `functions/forget` decides. What an agency delivered is found by the
 * day on which it was first taken; what is not due on its day is entered under a later one.
 *
 * | item | key | attributes |
 * |---|---|---|
 * | how far it has come | X#<provider> / - | day |
 * | to be looked at again | X#<provider>#<day> / article id | |
 */
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { isDone, writeAll } from './calls.ts';
import { headFrom, revisionFrom } from './items.ts';
import { keyOf, keys, PREFIX, StoreError, type Item } from './keys.ts';
import type { Head, Revision } from './records.ts';

/** All that the table has of an article. */
export interface WholeArticle {
  articleId: string;
  head: Head | undefined;
  revisions: Revision[];
  /** Keys of everything but the head. */
  others: Item[];
}

/** DynamoDB takes 25 in one call, and gives some back under load. */
const WRITE_ATTEMPTS = 5;

/** Where large records and claim checks lie. */
const PREFIXES = ['records/', 'bodies/'];

export class Forgetting {
  readonly #clients: Pick<Clients, 'dynamo' | 's3'>;
  readonly #tableName: string;
  readonly #archiveBucket: string;

  constructor(
    clients: Pick<Clients, 'dynamo' | 's3'>,
    { tableName, archiveBucket }: { tableName: string; archiveBucket: string },
  ) {
    this.#clients = clients;
    this.#tableName = tableName;
    this.#archiveBucket = archiveBucket;
  }

  /** The last day (YYYY-MM-DD) that is done. */
  async doneUntil(provider: string): Promise<string | undefined> {
    const { Item: item } = await this.#clients.dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.forgetting(provider), keys.only),
        ConsistentRead: true,
      }),
    );
    return item?.day?.S;
  }

  async setDoneUntil(provider: string, day: string): Promise<void> {
    await this.#put({ ...keyOf(keys.forgetting(provider), keys.only), day: { S: day } });
  }

  /**
   * Articles of a provider that were first taken on a day, and those that were entered for it.
   * @param again false where nothing can have been entered yet
   */
  async articlesOf(provider: string, day: string, again: boolean): Promise<string[]> {
    const taken = this.#keysOf({
      IndexName: 'byProvider',
      KeyConditionExpression: 'providerDay = :day',
      ExpressionAttributeValues: { ':day': { S: `${provider}#${day}` } },
    });
    const entered = again ? this.#keysOf(inPartition(keys.forgetting(provider, day))) : [];
    return [
      ...new Set([
        ...(await taken).flatMap(({ pk }) => pk?.S?.slice(2) ?? []),
        ...(await entered).flatMap(({ sk }) => sk?.S ?? []),
      ]),
    ];
  }

  async enter(provider: string, day: string, articleId: string): Promise<void> {
    await this.#put(keyOf(keys.forgetting(provider, day), articleId));
  }

  /** Takes back what was entered for a day, when all of it is done. */
  async strike(provider: string, day: string): Promise<void> {
    const entered = await this.#keysOf(inPartition(keys.forgetting(provider, day)));
    await this.remove(entered.map(keyOnly));
  }

  async whole(articleId: string): Promise<WholeArticle> {
    const items = await this.#all(inPartition(keys.article(articleId)));
    const head = items.find(({ sk }) => sk?.S === keys.head);
    return {
      articleId,
      head: head === undefined ? undefined : headFrom(head),
      revisions: items
        .filter(({ sk }) => sk?.S?.startsWith(PREFIX.revision))
        .map((item) => revisionFrom(item).revision),
      others: items.filter((item) => item !== head).map(keyOnly),
    };
  }

  /** @returns false when somebody has written it since it was read */
  async removeHead({ articleId, turn }: Head): Promise<boolean> {
    return isDone(
      this.#clients.dynamo.send(
        new DeleteItemCommand({
          TableName: this.#tableName,
          Key: keyOf(keys.article(articleId), keys.head),
          ConditionExpression: 'turn = :turn',
          ExpressionAttributeValues: marshall({ ':turn': turn }),
        }),
      ),
    );
  }

  async remove(items: readonly Item[]): Promise<void> {
    const requests = items.map((Key) => ({ DeleteRequest: { Key } }));
    const table = { dynamo: this.#clients.dynamo, tableName: this.#tableName };
    await writeAll(table, requests, { attempts: WRITE_ATTEMPTS, refused: 'the table takes no deletions' });
  }

  /** Its large records and claim checks. */
  async removeObjects(articleId: string): Promise<void> {
    const Bucket = this.#archiveBucket;
    for (const prefix of PREFIXES) {
      for (;;) {
        const { Contents = [] } = await this.#clients.s3.send(
          new ListObjectsV2Command({ Bucket, Prefix: `${prefix}${articleId}/` }),
        );
        const Objects = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
        if (Objects.length === 0) break;
        const { Errors = [] } = await this.#clients.s3.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors.length > 0)
          throw new StoreError('not-deleted', `${Errors.length} objects of ${articleId}`);
      }
    }
  }

  async #put(item: Item): Promise<void> {
    await this.#clients.dynamo.send(new PutItemCommand({ TableName: this.#tableName, Item: item }));
  }

  async #keysOf(query: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
    return this.#all({ ...query, ProjectionExpression: 'pk, sk' });
  }

  async #all(query: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
    const found: Item[] = [];
    let from: Item | undefined;
    do {
      const page = await this.#clients.dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          ...query,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      found.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  }
}

function inPartition(pk: string): Omit<QueryCommandInput, 'TableName'> {
  return {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    ConsistentRead: true,
  };
}

function keyOnly({ pk, sk }: Item): Item {
  return keyOf(pk?.S ?? '', sk?.S ?? '');
}
