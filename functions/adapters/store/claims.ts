/**
 * Who was first with a text, which articles are copies of which, and under which references an agency's items are
 * found again. All of it leads to article ids; only their heads say how those stand.
 */
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { isDone, writeAll } from './calls.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';

export interface ContentClaim {
  articleId: string;
  /** The number under which the text was to be stored when it was claimed. */
  revision: number;
  /** RFC 3339. */
  claimedAt: string;
  /** Who had it before and gave it up, the last one first: those with the text are linked with whoever had the claim then. */
  before?: readonly string[];
}

/** More have given up one text only where takers keep dying. */
const OWNERS_KEPT = 5;

export interface ClaimAnswer {
  /** Who was first; undefined when the text is ours. */
  first: ContentClaim | undefined;
  /** Ours, and it was before: others may have come to give the text out since. */
  again: ContentClaim | undefined;
  /** The articles that were killed with this text, the last one first; their heads say whether they still are. */
  killed: readonly string[];
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
   */
  async claim(contentKey: string, claim: ContentClaim, expiresAt: number): Promise<ClaimAnswer> {
    const pk = keys.content(contentKey);
    try {
      // What else stands there stays: by whom the text was killed
      const { Attributes: item } = await this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: keyOf(pk, keys.only),
          UpdateExpression:
            'SET articleId = :mine, revision = :revision, claimedAt = :at, expiresAt = :expires',
          // An expired claim may stand for days before TTL deletes it: it counts as gone
          ConditionExpression: 'attribute_not_exists(pk) OR articleId = :mine OR expiresAt < :now',
          ExpressionAttributeValues: marshall({
            ':mine': claim.articleId,
            ':revision': claim.revision,
            ':at': claim.claimedAt,
            ':expires': expiresAt,
            ':now': Math.floor(Date.parse(claim.claimedAt) / 1000),
          }),
          ReturnValues: 'ALL_OLD',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      const known = claimFrom(item);
      const again = known?.articleId === claim.articleId ? { ...known, ...claim } : undefined;
      return { first: undefined, again, killed: killedIn(item) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const item = error.Item ?? (await this.#get(pk));
      const first = claimFrom(item);
      if (first === undefined) {
        throw new StoreError('contended', `the claim ${pk} went while we looked at it`);
      }
      return { first, again: undefined, killed: killedIn(item) };
    }
  }

  /**
   * Notes that an article was killed with a text, whoever else gives that text out. Safe to repeat.
   * @param expiresAt epoch seconds
   * @returns who has the claim of the text
   */
  async noteKilled(contentKey: string, killed: ContentClaim, expiresAt: number): Promise<ContentClaim> {
    const { Attributes: item } = await this.#dynamo.send(
      new UpdateItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.content(contentKey), keys.only),
        UpdateExpression: `SET killed = :killed, expiresAt = :expires, articleId = if_not_exists(articleId, :killed),
          revision = if_not_exists(revision, :revision), claimedAt = if_not_exists(claimedAt, :at)
          ADD everKilled :one`,
        ExpressionAttributeValues: marshall({
          ':one': new Set([killed.articleId]),
          ':killed': killed.articleId,
          ':revision': killed.revision,
          ':at': killed.claimedAt,
          ':expires': expiresAt,
        }),
        ReturnValues: 'ALL_NEW',
      }),
    );
    return claimFrom(item) ?? killed;
  }

  /** The articles that were killed with a text, the last one first; their heads say whether they still are. */
  async killedWith(contentKey: string): Promise<readonly string[]> {
    return killedIn(await this.#get(keys.content(contentKey)));
  }

  /** Takes over a claim whose article does not give the text out. @returns false when somebody else did */
  async takeOver(contentKey: string, from: ContentClaim, to: ContentClaim): Promise<boolean> {
    return isDone(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: keyOf(keys.content(contentKey), keys.only),
          UpdateExpression: 'SET articleId = :to, revision = :revision, claimedAt = :at, #before = :before',
          ConditionExpression: 'articleId = :from AND claimedAt = :since',
          ExpressionAttributeNames: { '#before': 'before' },
          ExpressionAttributeValues: marshall({
            ':to': to.articleId,
            ':revision': to.revision,
            ':at': to.claimedAt,
            ':before': [...new Set([from.articleId, ...(from.before ?? [])])].slice(0, OWNERS_KEPT),
            ':from': from.articleId,
            ':since': from.claimedAt,
          }),
        }),
      ),
    );
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
    const requests = references.slice(0, REFERENCES_KEPT).map((reference) => ({
      PutRequest: {
        Item: { ...keyOf(keys.reference(provider, reference), articleId), ...marshall({ expiresAt }) },
      },
    }));
    const table = { dynamo: this.#dynamo, tableName: this.#tableName };
    await writeAll(table, requests, { attempts: WRITE_ATTEMPTS, refused: 'the references take no writes' });
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

/** One that was killed last may have come back, and another one have not. */
function killedIn(item: Item | undefined): readonly string[] {
  const last = item?.killed?.S;
  return [...new Set([...(last === undefined ? [] : [last]), ...(item?.everKilled?.SS ?? [])])];
}

function claimFrom(item: Item | undefined): ContentClaim | undefined {
  const articleId = item?.articleId?.S;
  const claimedAt = item?.claimedAt?.S;
  if (articleId === undefined || claimedAt === undefined) return undefined;
  const before = item?.before?.L?.flatMap(({ S: owner }) => owner ?? []) ?? [];
  return {
    ...{ articleId, claimedAt, revision: Number(item?.revision?.N ?? 1) },
    ...(before.length === 0 ? {} : { before }),
  };
}
