/**
 * Which articles a source stands in: one small item for each source that an article names, by day. The provider is not
 * among them, for its articles are listed by the index `byProvider`.
 */
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  QueryCommand,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { writeAll } from './calls.ts';
import { headFrom } from './items.ts';
import { keyOf, keys, type Item } from './keys.ts';
import type { Head } from './records.ts';

/** So long an article is found by its sources: what a monthly account and a look back need. */
const KEPT_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** DynamoDB takes 25 in one call; an article that names more is a list of agencies, and no story by them. */
const SOURCES_INDEXED = 25;

/** Unprocessed items come back under load; after so many turns the delivery is tried again. */
const WRITE_ATTEMPTS = 5;

export interface SourceQuery {
  /** Id of the register of agencies, or of the register of providers. */
  source: string;
  /** Epoch milliseconds, both included. */
  since: number;
  until: number;
}

export class SourceIndex {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /**
   * Enters an article under its sources. Safe to repeat: the same article has the same keys.
   * @param listedAt RFC 3339, when the article was first taken
   */
  async enter(articleId: string, sources: readonly string[], listedAt: string): Promise<void> {
    const expiresAt = Math.floor((Date.parse(listedAt) + KEPT_DAYS * DAY_MS) / 1000);
    const requests = sources.slice(0, SOURCES_INDEXED).map((source) => ({
      PutRequest: {
        Item: {
          ...keyOf(keys.source(source, listedAt.slice(0, 10)), `${listedAt}#${articleId}`),
          ...marshall({ expiresAt }),
        },
      },
    }));
    const table = { dynamo: this.#dynamo, tableName: this.#tableName };
    await writeAll(table, requests, {
      attempts: WRITE_ATTEMPTS,
      refused: 'the source index takes no writes',
    });
  }

  /** The articles that a source delivered or stands in, as they are now, the newest first. */
  async list({ source, since, until }: SourceQuery): Promise<Head[]> {
    const ids = new Set<string>();
    const from = new Date(since).toISOString();
    const to = new Date(until).toISOString();
    for (const day of daysBetween(since, until)) {
      const named = this.#query(undefined, 'pk', 'sk', keys.source(source, day), from, `${to}#~`);
      for await (const { sk } of named) ids.add(sk?.S?.split('#')[1] ?? '');
      const delivered = this.#query('byProvider', 'providerDay', 'listedAt', `${source}#${day}`, from, to);
      for await (const { pk } of delivered) ids.add(pk?.S?.slice(2) ?? '');
    }
    const heads = await this.#heads([...ids].filter((id) => id !== ''));
    return heads.sort((a, b) => (a.listedAt < b.listedAt ? 1 : -1));
  }

  async *#query(
    IndexName: string | undefined,
    partition: string,
    sort: string,
    ...[value, from, to]: [value: string, from: string, to: string]
  ): AsyncGenerator<Item> {
    let start: Item | undefined;
    do {
      const page = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          ...(IndexName === undefined ? {} : { IndexName }),
          KeyConditionExpression: '#partition = :value AND #sort BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
          ExpressionAttributeValues: marshall({ ':value': value, ':from': from, ':to': to }),
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }

  async #heads(articleIds: readonly string[]): Promise<Head[]> {
    const heads: Head[] = [];
    for (let start = 0; start < articleIds.length; start += 100) {
      let Keys: KeysAndAttributes['Keys'] = articleIds
        .slice(start, start + 100)
        .map((articleId) => keyOf(keys.article(articleId), keys.head));
      while (Keys !== undefined && Keys.length > 0) {
        const { Responses = {}, UnprocessedKeys = {} }: BatchGetItemCommandOutput = await this.#dynamo.send(
          new BatchGetItemCommand({ RequestItems: { [this.#tableName]: { Keys } } }),
        );
        heads.push(...(Responses[this.#tableName] ?? []).map(headFrom));
        Keys = UnprocessedKeys[this.#tableName]?.Keys;
      }
    }
    return heads;
  }
}

function daysBetween(since: number, until: number): string[] {
  const days: string[] = [];
  for (let day = Math.floor(since / DAY_MS); day <= Math.floor(until / DAY_MS); day++) {
    days.push(new Date(day * DAY_MS).toISOString().slice(0, 10));
  }
  return days;
}
