/**
 * The recall ledger. Of each reader that has to confirm an end there is one item, which is the truth; while it is open,
 * a copy of it stands among the reader's own and one among all by the time it is due. Whoever puts copies asks the item
 * after it, and who closes the item takes them away after it: so none is left of what is closed. What was begun is done
 * again after a crash: opening by the journal, closing by whoever asked for it. One file: the order of these writes is one
 * promise.
 */
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type BatchGetItemCommandOutput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { EventType } from '../../core/article/life-cycle/saying.ts';
import { moreOf, type ReaderKind, type Took } from '../../core/feed/recalls.ts';
import type { Clients } from '../platform/clients.ts';
import { isDone } from './calls.ts';
import { contended } from './article-table.ts';
import { keyOf, keys, type Item } from './keys.ts';

export interface OpenRecall {
  articleId: string;
  /** Of the end. */
  revision: number;
  event: EventType;
  reader: string;
  kind: ReaderKind;
  name: string | null;
  took: Took;
  /** RFC 3339. */
  since: string;
  dueAt: string;
}

export interface Closing {
  how: 'reader' | 'operator' | 'reinstated';
  /** RFC 3339. */
  at: string;
  by: string | null;
  reason: string | null;
}

export interface Recall extends OpenRecall {
  closed: Closing | null;
}

export interface Taker {
  reader: string;
  name: string | null;
  took: Took;
}

export interface OfArticle {
  recalls: Recall[];
  /** By the readers themselves: also before it was known whether they had the article. */
  confirmed: Pick<RecallKey, 'reader' | 'revision'>[];
}

/** Who confirms for a reader, when and why. */
export interface ByHand extends RecallKey {
  by: string;
  /** RFC 3339. */
  at: string;
  reason: string | null;
}

export interface RecallsOptions {
  tableName: string;
  /** Epoch milliseconds. */
  now: () => number;
}

export type RecallKey = Pick<OpenRecall, 'articleId' | 'revision' | 'reader'>;

const DAY_SECONDS = 24 * 60 * 60;
/** Who had what, and when it was confirmed: as long as deliveries are kept that were overwritten. */
const LEDGER_DAYS = 400;
/** Later kills than that do not ask people any more who once opened the article. */
const TAKEN_DAYS = 90;

const AT_ONCE = 25;
const BATCH_GETS = 100;
const ATTEMPTS = 8;

export class Recalls {
  readonly #dynamo: Clients['dynamo'];
  readonly #options: RecallsOptions;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, options: RecallsOptions) {
    this.#dynamo = dynamo;
    this.#options = options;
  }

  /** Opens what is not there yet. What was confirmed before it could be opened stays so, and learns what was had. */
  async open(recalls: readonly OpenRecall[]): Promise<void> {
    for (let from = 0; from < recalls.length; from += AT_ONCE) {
      await Promise.all(recalls.slice(from, from + AT_ONCE).map((recall) => this.#open(recall)));
    }
  }

  async #open(recall: OpenRecall): Promise<void> {
    const isNew = await this.#putNew(truthKeyOf(recall), recall);
    if (!isNew && (await this.#isClosed(recall))) {
      await this.#learn(recall);
      return;
    }
    await Promise.all([
      this.#put(keyOf(keys.openOf(recall.reader), endKeyOf(recall)), recall),
      this.#put(keyOf(keys.recallsWaiting, dueKeyOf(recall)), recall),
    ]);
    // Who has closed it in the meantime found no copies
    if (await this.#isClosed(recall)) await this.#forget(recall);
  }

  async #learn({ kind, took, since, dueAt, ...recall }: OpenRecall): Promise<void> {
    await this.#update(truthKeyOf(recall), {
      UpdateExpression: 'SET kind = :kind, took = :took, since = :since, dueAt = :dueAt',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(took)',
      ExpressionAttributeValues: marshall({ ':kind': kind, ':took': took, ':since': since, ':dueAt': dueAt }),
    });
  }

  /** @returns false where it is not open: closed already, or never there */
  async close(recall: Pick<OpenRecall, 'dueAt'> & RecallKey, closing: Closing): Promise<boolean> {
    const closed = await this.#update(truthKeyOf(recall), {
      UpdateExpression: 'SET closed = :closed',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(closed)',
      ExpressionAttributeValues: marshall({ ':closed': closing }),
    });
    await this.#forget(recall);
    return closed;
  }

  /** Closes what a reader has open of an article up to a revision, in its place. @returns what was open */
  async closeByHand({ articleId, revision, reader, by, at, reason }: ByHand): Promise<OpenRecall[]> {
    const done: OpenRecall[] = [];
    for (const one of (await this.ofArticle(articleId)).recalls) {
      if (one.closed !== null || one.reader !== reader || one.revision > revision) continue;
      if (await this.close(one, { how: 'operator', at, by, reason })) done.push(one);
    }
    return done;
  }

  /** Notes a confirmation that may have come before its end was noted. @returns false where the item is there */
  confirmEarly(
    recall: Pick<OpenRecall, 'event' | 'kind' | 'name'> & RecallKey,
    closing: Closing,
  ): Promise<boolean> {
    return this.#putNew(truthKeyOf(recall), { ...recall, closed: closing });
  }

  /** All of an article, oldest end first; read consistently. */
  async ofArticle(articleId: string): Promise<OfArticle> {
    const items = (await this.#query(keys.recalls(articleId))).map(
      (item) => ({ name: null, closed: null, ...(item as object) }) as Recall | EarlyConfirmation,
    );
    return {
      recalls: items.filter((item): item is Recall => item.took !== undefined),
      confirmed: items
        .filter(({ closed }) => closed?.how === 'reader')
        .map(({ reader, revision }) => ({ reader, revision })),
    };
  }

  /** What a reader has to confirm, read consistently. */
  async ofReader(reader: string): Promise<OpenRecall[]> {
    return (await this.#query(keys.openOf(reader))).map(openFrom);
  }

  /** What is open of all readers, what is overdue first. */
  async allOpen(most: number): Promise<OpenRecall[]> {
    const overdue = await this.#query(keys.recallsOverdue, { most });
    const waiting = await this.#query(keys.recallsWaiting, { most: most - overdue.length });
    return [...overdue, ...waiting].map(openFrom);
  }

  /** What has become due, oldest first. @param now RFC 3339 */
  async due(now: string, most: number): Promise<OpenRecall[]> {
    // The keys of this moment begin with it and go on
    return (await this.#query(keys.recallsWaiting, { most, upTo: `${now}$` })).map(openFrom);
  }

  /**
   * Counts them as overdue.
   * @returns those that are still open
   */
  async becomeOverdue(recalls: readonly OpenRecall[]): Promise<OpenRecall[]> {
    for (let from = 0; from < recalls.length; from += AT_ONCE) {
      const some = recalls.slice(from, from + AT_ONCE);
      await Promise.all(
        some.map((recall) => this.#put(keyOf(keys.recallsOverdue, dueKeyOf(recall)), recall)),
      );
    }
    // Asked after they were put: who closes one now takes away what was put
    const open = await this.#areOpen(recalls);
    const closed = recalls.filter((recall) => !open.has(truthNameOf(recall)));
    await Promise.all(closed.map((recall) => this.#forget(recall)));
    return recalls.filter((recall) => open.has(truthNameOf(recall)));
  }

  /** The operators know of them. */
  async areTold(recalls: readonly OpenRecall[]): Promise<void> {
    for (let from = 0; from < recalls.length; from += AT_ONCE) {
      const some = recalls.slice(from, from + AT_ONCE);
      await Promise.all(some.map((recall) => this.#delete(keyOf(keys.recallsWaiting, dueKeyOf(recall)))));
    }
  }

  /** How many are open and overdue, as far as one look of a megabyte goes: some thousands. */
  async counts(): Promise<{ open: number; overdue: number }> {
    const [waiting, overdue] = await Promise.all([
      this.#count(keys.recallsWaiting),
      this.#count(keys.recallsOverdue),
    ]);
    return { open: waiting + overdue, overdue };
  }

  /** Notes that a person opened or copied an article. */
  async take(articleId: string, { reader, name, took }: Taker): Promise<void> {
    const Key = keyOf(keys.taken(articleId), reader);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.#item(Key);
      const known = before === undefined ? undefined : (unmarshall(before) as { took: Took });
      const more = moreOf(known?.took, took);
      if (more === known?.took) return;
      const done = await this.#conditionally(
        new PutItemCommand({
          TableName: this.#options.tableName,
          Item: {
            ...Key,
            ...marshall(
              { reader, name: name ?? undefined, took: more, expiresAt: this.#after(TAKEN_DAYS) },
              { removeUndefinedValues: true },
            ),
          },
          ...(known === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'took.revision = :revision AND took.how = :how',
                ExpressionAttributeValues: marshall({
                  ':revision': known.took.revision,
                  ':how': known.took.how,
                }),
              }),
        }),
      );
      if (done) return;
    }
    throw contended(`what ${reader} took of ${articleId}`, ATTEMPTS);
  }

  /** Who has opened or copied an article; read consistently. */
  async takersOf(articleId: string): Promise<Taker[]> {
    const items = await this.#query(keys.taken(articleId));
    return items.map((item) => ({ name: null, ...(item as object) }) as Taker);
  }

  /** A person has dropped what they took before a revision. */
  async drop(articleId: string, reader: string, revision: number): Promise<void> {
    await this.#conditionally(
      new DeleteItemCommand({
        TableName: this.#options.tableName,
        Key: keyOf(keys.taken(articleId), reader),
        ConditionExpression: 'attribute_exists(pk) AND took.revision < :revision',
        ExpressionAttributeValues: marshall({ ':revision': revision }),
      }),
    );
  }

  async #forget(recall: Pick<OpenRecall, 'dueAt'> & RecallKey): Promise<void> {
    const due = dueKeyOf(recall);
    await Promise.all([
      this.#delete(keyOf(keys.openOf(recall.reader), endKeyOf(recall))),
      this.#delete(keyOf(keys.recallsWaiting, due)),
      this.#delete(keyOf(keys.recallsOverdue, due)),
    ]);
  }

  async #areOpen(recalls: readonly OpenRecall[]): Promise<Set<string>> {
    const open = new Set<string>();
    const { tableName } = this.#options;
    for (let from = 0; from < recalls.length; from += BATCH_GETS) {
      let wanted: Item[] | undefined = recalls.slice(from, from + BATCH_GETS).map(truthKeyOf);
      for (let attempt = 0; wanted !== undefined && wanted.length > 0; attempt++) {
        if (attempt === ATTEMPTS) throw contended('the recall ledger', ATTEMPTS);
        const { Responses, UnprocessedKeys }: BatchGetItemCommandOutput = await this.#dynamo.send(
          new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: true } } }),
        );
        for (const item of Responses?.[tableName] ?? []) {
          if (item.closed === undefined) open.add(truthNameOf(unmarshall(item) as Recall));
        }
        wanted = UnprocessedKeys?.[tableName]?.Keys;
      }
    }
    return open;
  }

  async #isClosed(recall: RecallKey): Promise<boolean> {
    return (await this.#item(truthKeyOf(recall)))?.closed !== undefined;
  }

  async #item(Key: Item): Promise<Item | undefined> {
    const { Item: item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: this.#options.tableName, Key, ConsistentRead: true }),
    );
    return item;
  }

  async #query(
    pk: string,
    { most = Infinity, upTo }: { most?: number; upTo?: string } = {},
  ): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    let from: Item | undefined;
    do {
      if (found.length >= most) break;
      const page: QueryCommandOutput = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#options.tableName,
          KeyConditionExpression: upTo === undefined ? 'pk = :pk' : 'pk = :pk AND sk <= :upTo',
          ExpressionAttributeValues: marshall({
            ':pk': pk,
            ...(upTo === undefined ? {} : { ':upTo': upTo }),
          }),
          ConsistentRead: true,
          ...(most === Infinity ? {} : { Limit: most - found.length }),
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      for (const item of page.Items ?? []) {
        const { pk: _pk, sk: _sk, expiresAt: _expiresAt, ...value } = unmarshall(item);
        found.push(value);
      }
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  }

  async #count(pk: string): Promise<number> {
    const { Count = 0 } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#options.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        Select: 'COUNT',
      }),
    );
    return Count;
  }

  async #put(Key: Item, recall: object): Promise<void> {
    await this.#dynamo.send(
      new PutItemCommand({ TableName: this.#options.tableName, Item: this.#itemOf(Key, recall) }),
    );
  }

  #putNew(Key: Item, recall: object): Promise<boolean> {
    return this.#conditionally(
      new PutItemCommand({
        TableName: this.#options.tableName,
        Item: this.#itemOf(Key, recall),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  }

  #itemOf(Key: Item, recall: object): Item {
    const given = Object.fromEntries(Object.entries(recall).filter(([, value]) => value !== null));
    return { ...Key, ...marshall({ ...given, expiresAt: this.#after(LEDGER_DAYS) }) };
  }

  #update(
    Key: Item,
    update: Pick<
      UpdateItemCommand['input'],
      'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
    >,
  ): Promise<boolean> {
    return this.#conditionally(new UpdateItemCommand({ TableName: this.#options.tableName, Key, ...update }));
  }

  async #delete(Key: Item): Promise<void> {
    await this.#dynamo.send(new DeleteItemCommand({ TableName: this.#options.tableName, Key }));
  }

  #conditionally(command: PutItemCommand | UpdateItemCommand | DeleteItemCommand): Promise<boolean> {
    // One call, three overloads
    if (command instanceof PutItemCommand) return isDone(this.#dynamo.send(command));
    if (command instanceof UpdateItemCommand) return isDone(this.#dynamo.send(command));
    return isDone(this.#dynamo.send(command));
  }

  #after(days: number): number {
    return Math.ceil(this.#options.now() / 1000) + days * DAY_SECONDS;
  }
}

/** Who confirms may be faster than the log: then it is not known yet whether they had the article. */
type EarlyConfirmation = Pick<Recall, 'event' | 'kind' | 'name'> &
  RecallKey & { closed: Closing; took?: undefined };

function openFrom(item: Record<string, unknown>): OpenRecall {
  return { name: null, ...(item as object) } as OpenRecall;
}

function truthKeyOf({ articleId, revision, reader }: RecallKey): Item {
  return keyOf(keys.recalls(articleId), keys.recall(revision, reader));
}

function truthNameOf({ articleId, revision, reader }: RecallKey): string {
  return `${articleId} ${keys.recall(revision, reader)}`;
}

function endKeyOf({ articleId, revision }: Pick<RecallKey, 'articleId' | 'revision'>): string {
  return keys.openEnd(articleId, revision);
}

function dueKeyOf({ dueAt, articleId, revision, reader }: Pick<OpenRecall, 'dueAt'> & RecallKey): string {
  return keys.dueRecall(dueAt, articleId, revision, reader);
}
