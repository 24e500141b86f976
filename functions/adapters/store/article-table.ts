/**
 * The table: articles, their revisions, what waits to be published, and the receipts of deliveries.
 * Every write is conditional or safe to repeat, so that each step can be done again after a crash at any point.
 * One file: which keys and conditions there are is seen in one place.
 */
import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createHash } from 'node:crypto';
import type { ArticleRecord } from '../../core/article/record.ts';
import type { Clients } from '../platform/clients.ts';
import { getAll, isDone } from './calls.ts';
import { headFrom, headItem, isOutsized, pack, revisionFrom, revisionItem, unpack } from './items.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';
import { mended, type DeliveryId, type Receipt } from './outcomes.ts';
import { progressFrom, progressItem, receiptFrom, receiptItem, type Progress } from './receipt.ts';
import {
  allOutboxes,
  headAfter,
  headWith,
  HELD,
  killedOf,
  isToldAtOnce,
  type Head,
  type Revision,
  type StoredRevision,
} from './records.ts';

export interface StoreOptions {
  tableName: string;
  archiveBucket: string;
  /** Reads single items, so that it may read another one in the same call. */
  readItem?: ReadItem;
}

/**
 * @param get reads several items in one call, or one; what does not exist is missing
 * @returns the item with that key
 */
export type ReadItem = (
  key: Item,
  get: (keys: readonly Item[]) => Promise<Item[]>,
) => Promise<Item | undefined>;

/** Others took the same thing again and again while we tried: the delivery is to be tried again. */
export function contended(what: string, times: number): StoreError {
  return new StoreError('contended', `${what} was taken by others ${times} times while we tried`);
}

/** A head may be moved by others while we look: after this many turns something else is wrong. */
const MOVE_ATTEMPTS = 8;

/** DynamoDB takes 100 keys in one call, and answers with 16 MB: large ones are left out, and asked for again. */
const BATCH_ATTEMPTS = 20;

/** An article of which something waits. */
export interface Waiting {
  articleId: string;
  /** RFC 3339. */
  dueAt: string;
}

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
    return item === undefined ? undefined : this.#stored(item);
  }

  /** The revisions of an article up to one, the newest first, with their whole records; read consistently. */
  async *revisions(articleId: string, upTo: number): AsyncGenerator<StoredRevision> {
    let from: Item | undefined;
    do {
      const page = await this.#clients.dynamo.send(
        new QueryCommand({
          TableName: this.#options.tableName,
          KeyConditionExpression: 'pk = :article AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: marshall({
            ':article': keys.article(articleId),
            ':first': keys.revision(0),
            ':last': keys.revision(upTo),
          }),
          ConsistentRead: true,
          ScanIndexForward: false,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      for (const item of page.Items ?? []) yield await this.#stored(item);
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  /**
   * The heads of many articles; those that do not exist are missing.
   * @param consistent as of now; else they may be a moment old, at half the price
   */
  async heads(articleIds: Iterable<string>, { consistent = true } = {}): Promise<Map<string, Head>> {
    const items = await this.#getMany(
      [...new Set(articleIds)].map((articleId) => keyOf(keys.article(articleId), keys.head)),
      consistent,
    );
    return new Map(items.map(headFrom).map((head) => [head.articleId, head]));
  }

  /** Many revisions with their records, in the order asked for; @throws StoreError where one is not there. */
  async revisionsOf(wanted: readonly { articleId: string; revision: number }[]): Promise<StoredRevision[]> {
    const items = await this.#getMany(
      [...new Set(wanted.map(({ articleId, revision }) => `${articleId} ${revision}`))].map((one) => {
        const [articleId = '', revision = ''] = one.split(' ');
        return keyOf(keys.article(articleId), keys.revision(Number(revision)));
      }),
      true,
    );
    const stored = new Map(
      await Promise.all(
        items.map(async (item): Promise<[string, StoredRevision]> => {
          const one = await this.#stored(item);
          return [`${one.revision.articleId} ${one.revision.revision}`, one];
        }),
      ),
    );
    return wanted.map(({ articleId, revision }) => {
      const one = stored.get(`${articleId} ${revision}`);
      if (one === undefined) {
        throw new StoreError('no-revision', `${articleId} has no revision ${revision}, which was told`);
      }
      return one;
    });
  }

  /**
   * Writes a revision once.
   * @returns false when that number is taken already: by another item, or by us before a crash
   */
  async putRevision(revision: Revision, record: ArticleRecord): Promise<boolean> {
    let item = revisionItem(revision, { record });
    if (isOutsized(item)) {
      const packed = pack(record);
      // Named after its bytes, so that no other taker of the number, nor a revision that returns to this text, overwrites it
      const name = createHash('sha256').update(packed).digest('hex');
      // Not under bodies/, which subscribers may read: a record may be held
      const key = `records/${revision.articleId}/${name}.record.json.gz`;
      await this.#clients.s3.send(
        new PutObjectCommand({
          Bucket: this.#options.archiveBucket,
          Key: key,
          Body: packed,
          ContentType: 'application/gzip',
        }),
      );
      item = revisionItem(revision, { recordRef: { bucket: this.#options.archiveBucket, key } });
    }
    return this.#conditional(
      new PutItemCommand({
        TableName: this.#options.tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  }

  /** Puts a small record in the place of one that is to be forgotten: nothing else changes what is stored. */
  async replaceRevision(revision: Revision, record: ArticleRecord): Promise<void> {
    await this.#clients.dynamo.send(
      new PutItemCommand({
        TableName: this.#options.tableName,
        Item: revisionItem(revision, { record }),
      }),
    );
  }

  /**
   * Writes the head, on condition that nobody has written it since it was read.
   * @param known the head as read, or undefined when there was none
   * @param how inHand: the caller tells at once what is to be told, or calls {@link enterOutbox}
   * @returns false when somebody else was faster
   */
  async putHead(next: Head, known: Head | undefined, how: { inHand?: boolean } = {}): Promise<boolean> {
    return this.#conditional(
      new PutItemCommand({
        TableName: this.#options.tableName,
        Item: headItem(next, how),
        ...(known === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'turn = :turn',
              ExpressionAttributeValues: marshall({ ':turn': known.turn }),
            }),
      }),
    );
  }

  /**
   * Moves the head to a revision that is stored. Anybody may do it, any number of times: what is done already
   * stays as it is.
   * @param known the head as last read, or undefined when there was none: saves reading it again
   * @param how as for {@link putHead}
   * @returns the head with that revision in it, or what has come after
   */
  async advanceHead(taken: Revision, known: Head | undefined, how: { inHand?: boolean } = {}): Promise<Head> {
    let head = known;
    for (let attempt = 0; attempt < MOVE_ATTEMPTS; attempt++) {
      if (head !== undefined && head.lastRevision >= taken.revision) return head;
      const next = headAfter(head, taken);
      if (await this.putHead(next, head, how)) return next;
      head = await this.head(taken.articleId);
    }
    throw contended(taken.articleId, MOVE_ATTEMPTS);
  }

  /**
   * Changes how an article stands without a revision.
   * @param change undefined where there is nothing to change (any more)
   * @returns the head after it
   */
  async changeHead(known: Head, change: (head: Head) => Head | undefined): Promise<Head> {
    let head = known;
    for (let attempt = 0; attempt < MOVE_ATTEMPTS; attempt++) {
      const next = change(head);
      if (next === undefined) return head;
      if (await this.putHead(next, head)) return next;
      head = (await this.head(known.articleId)) ?? known;
    }
    throw contended(known.articleId, MOVE_ATTEMPTS);
  }

  /** What was to be told at once and was not: from now on the outbox has it. @returns the head after it */
  async enterOutbox(head: Head): Promise<Head> {
    return this.changeHead(head, (latest) => (isToldAtOnce(latest) ? headWith(latest, latest) : undefined));
  }

  /** Articles for which something is due at a time (RFC 3339): ends first, then alerts, then the rest. */
  async *due(now: string, what: 'ends' | 'texts' | 'all' = 'all'): AsyncGenerator<Waiting> {
    const priorities = { ends: ['end'], texts: ['alert', 'rest'], all: undefined } as const;
    yield* this.#waiting(allOutboxes(priorities[what]), now);
  }

  /** Articles of which something waits for a time or a person, however far that is; the index lags a little. */
  async *waiting(): AsyncGenerator<string> {
    for await (const { articleId } of this.#waiting([...allOutboxes(), HELD], '9999')) yield articleId;
  }

  /** Articles of an agency that were killed before a time (RFC 3339) and have their text; the index lags a little. */
  async *killed(provider: string, before: string): AsyncGenerator<string> {
    for await (const { articleId } of this.#waiting([killedOf(provider)], before)) yield articleId;
  }

  async *#waiting(outboxes: readonly string[], until: string): AsyncGenerator<Waiting> {
    for (const outbox of outboxes) {
      let from: Item | undefined;
      do {
        const page = await this.#clients.dynamo.send(
          new QueryCommand({
            TableName: this.#options.tableName,
            IndexName: 'outbox',
            KeyConditionExpression: 'outbox = :outbox AND dueAt <= :now',
            ExpressionAttributeValues: marshall({ ':outbox': outbox, ':now': until }),
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items ?? []) {
          const pk = item.pk?.S;
          if (pk !== undefined) yield { articleId: pk.slice(2), dueAt: item.dueAt?.S ?? until };
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
   * Writes the receipt of a delivery. One that is done stays as it was, for it tells what happened the first time; a
   * quarantined one is replaced when the file could be read after all, and so are rejected items.
   * @param expiresAt epoch seconds: when it may go; absent: never
   */
  async putReceipt(receipt: Receipt, expiresAt?: number): Promise<void> {
    const { tableName: TableName } = this.#options;
    const first = await this.#conditional(
      new PutItemCommand({
        TableName,
        Item: receiptItem(receipt, expiresAt),
        ConditionExpression: 'attribute_not_exists(pk) OR #state <> :done',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: marshall({ ':done': 'done' }),
      }),
    );
    if (first) return;
    const { Attributes: known } = await this.#clients.dynamo.send(
      new UpdateItemCommand({
        TableName,
        Key: keyOf(keys.delivery(receipt.bucket, receipt.key), receipt.version),
        UpdateExpression: 'ADD repeats :one',
        ExpressionAttributeValues: marshall({ ':one': 1 }),
        ReturnValues: 'ALL_NEW',
      }),
    );
    const before = known?.items === undefined ? undefined : receiptFrom(known);
    const next = before && mended(before, receipt);
    if (next === undefined) return;
    // Where somebody else was faster, theirs says the same
    await this.#conditional(
      new PutItemCommand({
        TableName,
        Item: receiptItem(next, expiresAt),
        ConditionExpression: 'finishedAt = :known',
        ExpressionAttributeValues: marshall({ ':known': before?.finishedAt }),
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
    const { readItem } = this.#options;
    const key = keyOf(pk, sk);
    return readItem === undefined ? this.#getOne(key) : readItem(key, (keys) => this.#getAll(keys));
  }

  async #getAll(wanted: readonly Item[]): Promise<Item[]> {
    const [only, ...more] = wanted;
    if (only === undefined || more.length > 0) return this.#getMany(wanted, true);
    const item = await this.#getOne(only);
    return item === undefined ? [] : [item];
  }

  async #getOne(Key: Item): Promise<Item | undefined> {
    const { Item: item } = await this.#clients.dynamo.send(
      new GetItemCommand({ TableName: this.#options.tableName, Key, ConsistentRead: true }),
    );
    return item;
  }

  #getMany(wanted: readonly Item[], consistent: boolean): Promise<Item[]> {
    const { tableName } = this.#options;
    const table = { dynamo: this.#clients.dynamo, tableName };
    return getAll(table, wanted, { ConsistentRead: consistent, attempts: BATCH_ATTEMPTS });
  }

  async #stored(item: Item): Promise<StoredRevision> {
    const { revision, body } = revisionFrom(item);
    if ('record' in body) return { revision, record: body.record };
    const { bucket, key } = body.recordRef;
    return { revision, record: unpack(await this.#fetch(bucket, key)) };
  }

  async #fetch(bucket: string, key: string): Promise<Uint8Array> {
    const { Body } = await this.#clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (Body === undefined) throw new StoreError('no-body', `${bucket}/${key} has no body`);
    return Body.transformToByteArray();
  }

  /** Sends a conditional write; a failed condition is an answer, anything else an exception. */
  #conditional(command: PutItemCommand | UpdateItemCommand): Promise<boolean> {
    const { dynamo } = this.#clients;
    return isDone(command instanceof PutItemCommand ? dynamo.send(command) : dynamo.send(command));
  }
}
