/** What the read API finds by other keys than an article's: stories, receipts of a file, what an agency has sent. */
import { GetItemCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { keys, type Item } from './keys.ts';
import type { Receipt } from './outcomes.ts';
import { heardDay, receiptFrom, refusedDay } from './receipt.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Members of a story that are looked at. */
const MOST_MEMBERS = 500;

export class ReadIndexes {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /**
   * Articles that joined a story, the oldest first; the one that bears its id is not among them. The index lags a little:
   * what they are now, their heads say.
   */
  async ofStory(story: string): Promise<string[]> {
    const ids: string[] = [];
    const found = this.#query({
      IndexName: 'byStory',
      KeyConditionExpression: 'story = :story',
      ExpressionAttributeValues: marshall({ ':story': story }),
    });
    for await (const { pk, sk } of found) {
      if (sk?.S === keys.head && pk?.S !== undefined) ids.push(pk.S.slice(2));
      if (ids.length === MOST_MEMBERS) break;
    }
    return ids;
  }

  /** The receipts of a key of the inbox, one a version, the newest last. */
  async receiptsOf(bucket: string, key: string): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    const found = this.#query({
      KeyConditionExpression: 'pk = :delivery',
      ExpressionAttributeValues: marshall({ ':delivery': keys.delivery(bucket, key) }),
      ConsistentRead: true,
    });
    for await (const item of found) receipts.push(receiptFrom(item));
    return receipts.sort((a, b) => a.finishedAt.localeCompare(b.finishedAt));
  }

  /** When an agency's articles were first taken, RFC 3339, from a time on, the newest first. The index lags a little. */
  async *takenSince(provider: string, since: number, until: number): AsyncGenerator<string> {
    for (let day = Math.floor(until / DAY_MS); day >= Math.floor(since / DAY_MS); day--) {
      const found = this.#query({
        IndexName: 'byProvider',
        KeyConditionExpression: 'providerDay = :day AND listedAt >= :since',
        ExpressionAttributeValues: marshall({
          ':day': `${provider}#${new Date(day * DAY_MS).toISOString().slice(0, 10)}`,
          ':since': new Date(since).toISOString(),
        }),
        ScanIndexForward: false,
      });
      for await (const { listedAt } of found) if (listedAt?.S !== undefined) yield listedAt.S;
    }
  }

  /** Receipts of an agency that refuse a file or an item, from a time on, the newest first. The index lags a little. */
  async *refusedSince(provider: string, since: number): AsyncGenerator<Receipt> {
    yield* this.#receiptsUnder(refusedDay(provider), since);
  }

  /**
   * Receipts of an agency that brought no new article, or refuse something: all others are named by the articles.
   * @param since epoch milliseconds
   */
  async *otherReceiptsOf(provider: string, since = 0): AsyncGenerator<Receipt> {
    yield* this.#receiptsUnder(heardDay(provider), since);
    yield* this.#receiptsUnder(refusedDay(provider), since);
  }

  async *#receiptsUnder(day: string, since: number): AsyncGenerator<Receipt> {
    const found = this.#query({
      IndexName: 'byProvider',
      KeyConditionExpression: 'providerDay = :day AND listedAt >= :since',
      ExpressionAttributeValues: marshall({
        ':day': day,
        ':since': new Date(since).toISOString(),
      }),
      ScanIndexForward: false,
    });
    for await (const { pk, sk } of found) {
      if (pk === undefined || sk === undefined) continue;
      const { Item: item } = await this.#dynamo.send(
        new GetItemCommand({ TableName: this.#tableName, Key: { pk, sk } }),
      );
      if (item !== undefined) yield receiptFrom(item);
    }
  }

  async *#query(input: Omit<QueryCommandInput, 'TableName'>): AsyncGenerator<Item> {
    let from: Item | undefined;
    do {
      const page = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          ...input,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      yield* page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }
}
