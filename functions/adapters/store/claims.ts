/**
 * Who was first with a text, which articles are copies of which, and under which references an agency's items are
 * found again. All of it leads to article ids; only their heads say how those stand.
 */
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';

export interface ContentClaim {
  articleId: string;
  /** The number under which the text was to be stored when it was claimed. */
  revision: number;
  /** RFC 3339. */
  claimedAt: string;
}

/** Unprocessed items come back under load; after so many turns the delivery is tried again. */
const WRITE_ATTEMPTS = 5;

/** Keys of an article are no more than a call takes. */
const REFERENCES_KEPT = 8;

export class ClaimTable {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /**
   * Claims a text for an article: the first one has it until the claim expires.
   * @param expiresAt epoch seconds
   * @returns undefined when the text is ours, else who was first
   */
  async claim(contentKey: string, claim: ContentClaim, expiresAt: number): Promise<ContentClaim | undefined> {
    const pk = keys.content(contentKey);
    try {
      await this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: marshall({ pk, sk: keys.only, ...claim, expiresAt }),
          // An expired claim may stand for days before TTL deletes it: it counts as gone
          ConditionExpression: 'attribute_not_exists(pk) OR articleId = :mine OR expiresAt < :now',
          ExpressionAttributeValues: marshall({
            ':mine': claim.articleId,
            ':now': Math.floor(Date.parse(claim.claimedAt) / 1000),
          }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const first = claimFrom(error.Item ?? (await this.#get(pk)));
      if (first === undefined) {
        throw new StoreError('contended', `the claim ${pk} went while we looked at it`);
      }
      return first;
    }
  }

  /** Takes over a claim whose article does not give the text out. @returns false when somebody else did */
  async takeOver(contentKey: string, from: ContentClaim, to: ContentClaim): Promise<boolean> {
    try {
      await this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: keyOf(keys.content(contentKey), keys.only),
          UpdateExpression: 'SET articleId = :to, revision = :revision, claimedAt = :at',
          ConditionExpression: 'articleId = :from AND claimedAt = :since',
          ExpressionAttributeValues: marshall({
            ':to': to.articleId,
            ':revision': to.revision,
            ':at': to.claimedAt,
            ':from': from.articleId,
            ':since': from.claimedAt,
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Notes that an article is a copy of another one, before it is decided what becomes of it. Safe to repeat. */
  async link(original: string, copy: string): Promise<void> {
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: keyOf(keys.article(original), keys.copy(copy)),
      }),
    );
  }

  /** Articles that were taken for copies of one; what they are now, their heads say. */
  async copiesOf(original: string): Promise<string[]> {
    return this.#sortKeys(keys.article(original), keys.copy(''));
  }

  /**
   * Enters an article under the references that its agency may name it by. Safe to repeat.
   * @param expiresAt epoch seconds
   */
  async enterReferences(
    provider: string,
    references: readonly string[],
    articleId: string,
    expiresAt: number,
  ): Promise<void> {
    let requests: WriteRequest[] = references.slice(0, REFERENCES_KEPT).map((reference) => ({
      PutRequest: {
        Item: { ...keyOf(keys.reference(provider, reference), articleId), ...marshall({ expiresAt }) },
      },
    }));
    for (let attempt = 0; requests.length > 0; attempt++) {
      if (attempt === WRITE_ATTEMPTS) throw new StoreError('throttled', 'the references take no writes');
      const { UnprocessedItems: left = {} } = await this.#dynamo.send(
        new BatchWriteItemCommand({ RequestItems: { [this.#tableName]: requests } }),
      );
      requests = left[this.#tableName] ?? [];
    }
  }

  /**
   * Articles of a provider that carried a reference.
   * @param now epoch seconds: expired ones may stand for days before TTL deletes them
   */
  async withReference(provider: string, reference: string, now: number): Promise<string[]> {
    return this.#sortKeys(keys.reference(provider, reference), '', now);
  }

  async #sortKeys(pk: string, start: string, now?: number): Promise<string[]> {
    const found: string[] = [];
    let from: Item | undefined;
    do {
      const page = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: start === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :start)',
          ExpressionAttributeValues: marshall({ ':pk': pk, ...(start === '' ? {} : { ':start': start }) }),
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      for (const { sk, expiresAt } of page.Items ?? []) {
        const alive = now === undefined || Number(expiresAt?.N ?? Infinity) >= now;
        if (sk?.S !== undefined && alive) found.push(sk.S.slice(start.length));
      }
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  }

  async #get(pk: string): Promise<Item | undefined> {
    const { Item: item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: this.#tableName, Key: keyOf(pk, keys.only), ConsistentRead: true }),
    );
    return item;
  }
}

function claimFrom(item: Item | undefined): ContentClaim | undefined {
  const articleId = item?.articleId?.S;
  const claimedAt = item?.claimedAt?.S;
  if (articleId === undefined || claimedAt === undefined) return undefined;
  return { articleId, claimedAt, revision: Number(item?.revision?.N ?? 1) };
}
