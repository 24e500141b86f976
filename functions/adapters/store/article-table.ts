/**
 * The table: articles, their revisions, who was first with a text, and the receipts of deliveries.
 * Every write is conditional or safe to repeat, so that each step can be done again after a crash at any point.
 */
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createHash } from 'node:crypto';
import type { ArticleRecord } from '../../core/article/record.ts';
import type { Clients } from '../platform/clients.ts';
import { headFrom, headItem, pack, PACKED_INLINE_MAX, revisionFrom, revisionItem, unpack } from './items.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';
import {
  progressFrom,
  progressItem,
  receiptFrom,
  receiptItem,
  type DeliveryId,
  type Progress,
  type Receipt,
} from './receipt.ts';
import { allOutboxes, headAfter, type Head, type Revision, type StoredRevision } from './records.ts';

export interface ContentClaim {
  articleId: string;
  /** RFC 3339. */
  claimedAt: string;
}

export interface StoreOptions {
  tableName: string;
  archiveBucket: string;
}

/** A head may be moved by others while we look: after this many turns something else is wrong. */
const MOVE_ATTEMPTS = 8;

export class ArticleTable {
  readonly #clients: Pick<Clients, 'dynamo' | 's3'>;
  readonly #options: StoreOptions;

  constructor(clients: Pick<Clients, 'dynamo' | 's3'>, options: StoreOptions) {
    this.#clients = clients;
    this.#options = options;
  }

  /** The article's head as of now (a consistent read), or undefined when nothing is held of it. */
  async head(articleId: string): Promise<Head | undefined> {
    const item = await this.#get(keys.article(articleId), keys.head);
    return item === undefined ? undefined : headFrom(item);
  }

  /** A revision with its whole record. */
  async revision(articleId: string, revision: number): Promise<StoredRevision | undefined> {
    const item = await this.#get(keys.article(articleId), keys.revision(revision));
    if (item === undefined) return undefined;
    const { revision: stored, body } = revisionFrom(item);
    const packed = body instanceof Uint8Array ? body : await this.#fetch(body.bucket, body.key);
    return { revision: stored, record: unpack(packed) };
  }

  /**
   * Writes a revision once.
   * @returns false when that number is taken already: by another item, or by us before a crash
   */
  async putRevision(revision: Revision, record: ArticleRecord): Promise<boolean> {
    const packed = pack(record);
    let body: Parameters<typeof revisionItem>[1] = packed;
    if (packed.length > PACKED_INLINE_MAX) {
      // Named after its bytes, so that no other taker of the number, nor a revision that returns to this text, overwrites it
      const name = createHash('sha256').update(packed).digest('hex');
      const key = `bodies/${revision.articleId}/${name}.record.json.gz`;
      await this.#clients.s3.send(
        new PutObjectCommand({
          Bucket: this.#options.archiveBucket,
          Key: key,
          Body: packed,
          ContentType: 'application/gzip',
        }),
      );
      body = { bucket: this.#options.archiveBucket, key };
    }
    return this.#conditional(
      new PutItemCommand({
        TableName: this.#options.tableName,
        Item: revisionItem(revision, body),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  }

  /**
   * Moves the head to a revision that is stored. Anybody may do it, any number of times: what is done already
   * stays as it is.
   * @param known the head as last read, or undefined when there was none: saves reading it again
   * @returns the head with that revision in it, or what has come after
   */
  async advanceHead(taken: Revision, known: Head | undefined): Promise<Head> {
    let head = known;
    for (let attempt = 0; attempt < MOVE_ATTEMPTS; attempt++) {
      if (head !== undefined && head.lastRevision >= taken.revision) return head;
      const next = headAfter(head, taken);
      if (await this.#conditional(this.#moveCommand(head, next))) return next;
      head = await this.head(taken.articleId);
    }
    throw new StoreError(
      'contended',
      `the head of ${taken.articleId} moved ${MOVE_ATTEMPTS} times while we tried`,
    );
  }

  #moveCommand(head: Head | undefined, next: Head): PutItemCommand {
    const unmoved = 'lastRevision = :last AND publishedRevision = :published';
    return new PutItemCommand({
      TableName: this.#options.tableName,
      Item: headItem(next),
      ...(head === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: unmoved,
            ExpressionAttributeValues: marshall({
              ':last': head.lastRevision,
              ':published': head.publishedRevision,
            }),
          }),
    });
  }

  /** Takes a published revision out of the outbox. Where a newer one waits there by now, that one stays. */
  async markPublished({ articleId, revision, event, sealed }: Revision, at: string): Promise<void> {
    const Key = keyOf(keys.article(articleId), keys.head);
    const announced = event !== 'duplicate' && !sealed;
    const published = `SET publishedRevision = :revision, publishedAt = :at${announced ? ', announced = :true' : ''}`;
    const values = marshall({ ':revision': revision, ':at': at, ...(announced ? { ':true': true } : {}) });
    const done = await this.#conditional(
      new UpdateItemCommand({
        TableName: this.#options.tableName,
        Key,
        UpdateExpression: `${published} REMOVE outbox, dueAt`,
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: values,
      }),
    );
    if (done) return;
    await this.#conditional(
      new UpdateItemCommand({
        TableName: this.#options.tableName,
        Key,
        UpdateExpression: published,
        ConditionExpression: 'publishedRevision < :revision',
        ExpressionAttributeValues: values,
      }),
    );
  }

  /** Puts off the publishing of a revision that could not be published, if it is still the one that waits. */
  async postpone(articleId: string, revision: number, dueAt: string): Promise<void> {
    await this.#conditional(
      new UpdateItemCommand({
        TableName: this.#options.tableName,
        Key: keyOf(keys.article(articleId), keys.head),
        UpdateExpression: 'SET dueAt = :due',
        ConditionExpression: 'revision = :revision AND attribute_exists(outbox)',
        ExpressionAttributeValues: marshall({ ':revision': revision, ':due': dueAt }),
      }),
    );
  }

  /**
   * Claims a text for an article: the first one has it until the claim expires.
   * @param expiresAt epoch seconds
   * @returns undefined when the text is ours, else who was first
   */
  async claimContent(
    contentKey: string,
    claim: ContentClaim,
    expiresAt: number,
  ): Promise<ContentClaim | undefined> {
    const pk = keys.content(contentKey);
    try {
      await this.#clients.dynamo.send(
        new PutItemCommand({
          TableName: this.#options.tableName,
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
      const first = error.Item ?? (await this.#get(pk, keys.only));
      const articleId = first?.articleId?.S;
      const claimedAt = first?.claimedAt?.S;
      if (articleId === undefined || claimedAt === undefined) {
        throw new StoreError('contended', `the claim ${pk} went while we looked at it`);
      }
      return { articleId, claimedAt };
    }
  }

  /** Takes over a claim whose article never came to be stored. @returns false when somebody else did */
  async takeOverContent(contentKey: string, from: ContentClaim, to: ContentClaim): Promise<boolean> {
    return this.#conditional(
      new UpdateItemCommand({
        TableName: this.#options.tableName,
        Key: keyOf(keys.content(contentKey), keys.only),
        UpdateExpression: 'SET articleId = :to, claimedAt = :at',
        ConditionExpression: 'articleId = :from',
        ExpressionAttributeValues: marshall({
          ':to': to.articleId,
          ':at': to.claimedAt,
          ':from': from.articleId,
        }),
      }),
    );
  }

  /** Articles whose outbox entry is due at a time (RFC 3339), the longest waiting first in each shard. */
  async *due(now: string): AsyncGenerator<string> {
    for (const outbox of allOutboxes()) {
      let from: Item | undefined;
      do {
        const page = await this.#clients.dynamo.send(
          new QueryCommand({
            TableName: this.#options.tableName,
            IndexName: 'outbox',
            KeyConditionExpression: 'outbox = :outbox AND dueAt <= :now',
            ExpressionAttributeValues: marshall({ ':outbox': outbox, ':now': now }),
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items ?? []) {
          const pk = item.pk?.S;
          if (pk !== undefined) yield pk.slice(2);
        }
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    }
  }

  /** The receipt of a delivery, if it was written. */
  async receipt({ bucket, key, version }: DeliveryId): Promise<Receipt | undefined> {
    const item = await this.#get(keys.delivery(bucket, key), version);
    return item === undefined ? undefined : receiptFrom(item);
  }

  /**
   * Writes the receipt of a delivery. One that is done stays as it was, for it tells what happened the first time;
   * a quarantined one is replaced when the file could be read after all.
   */
  async putReceipt(receipt: Receipt): Promise<void> {
    const first = await this.#conditional(
      new PutItemCommand({
        TableName: this.#options.tableName,
        Item: receiptItem(receipt),
        ConditionExpression: 'attribute_not_exists(pk) OR #state <> :done',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: marshall({ ':done': 'done' }),
      }),
    );
    if (first) return;
    await this.#clients.dynamo.send(
      new UpdateItemCommand({
        TableName: this.#options.tableName,
        Key: keyOf(keys.delivery(receipt.bucket, receipt.key), receipt.version),
        UpdateExpression: 'ADD repeats :one',
        ExpressionAttributeValues: marshall({ ':one': 1 }),
      }),
    );
  }

  /** What earlier attempts have done of a file, if time ran out for one. */
  async progress({ bucket, key, version }: DeliveryId): Promise<Progress | undefined> {
    const item = await this.#get(keys.progress(bucket, key), version);
    return item === undefined ? undefined : progressFrom(item);
  }

  /** @param expiresAt epoch seconds: when nobody will try that file again */
  async putProgress(delivery: DeliveryId, progress: Progress, expiresAt: number): Promise<void> {
    await this.#clients.dynamo.send(
      new PutItemCommand({
        TableName: this.#options.tableName,
        Item: progressItem(delivery, progress, expiresAt),
      }),
    );
  }

  async #get(pk: string, sk: string): Promise<Item | undefined> {
    const { Item: item } = await this.#clients.dynamo.send(
      new GetItemCommand({ TableName: this.#options.tableName, Key: keyOf(pk, sk), ConsistentRead: true }),
    );
    return item;
  }

  async #fetch(bucket: string, key: string): Promise<Uint8Array> {
    const { Body } = await this.#clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (Body === undefined) throw new StoreError('no-body', `${bucket}/${key} has no body`);
    return Body.transformToByteArray();
  }

  /** Sends a conditional write; a failed condition is an answer, anything else an exception. */
  async #conditional(command: PutItemCommand | UpdateItemCommand): Promise<boolean> {
    try {
      if (command instanceof PutItemCommand) await this.#clients.dynamo.send(command);
      else await this.#clients.dynamo.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
