/**
 * The near-duplicate index in the table.
 *
 * | item | key | attributes |
 * |---|---|---|
 * | entry | A#<articleId> / F | print (packed fingerprint), at, provider, rank, state, to, judgement, expiresAt |
 * | anchor | K#<anchor> / - | m0 (newest) to m7: "<time> <article id>"; n: arrivals so far; expiresAt |
 *
 * An article costs one write an anchor under which it is entered, a tenth of it for each that it only looks up, and the
 * write of its entry, which for most stays below a kilobyte; all expire by TTL.
 */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type {
  AnchorArrival,
  Entry,
  EntryState,
  Judgement,
  Member,
  NearIndex,
} from '../../core/dedupe/near-index.ts';
import type { Clients } from '../platform/clients.ts';
import { getAll, isDone } from './calls.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';
import {
  arrivalAt,
  entryFrom,
  expiryOf,
  itemOf,
  readMember,
  SLOTS,
  stateAttributes,
  timeOf,
  writeMember,
} from './near-items.ts';

/** Moves every member one slot down and counts the arrival: the right-hand sides are read before any is written. */
const ARRIVE =
  'SET m0 = :me, expiresAt = :expires, ' +
  SLOTS.slice(1)
    .map((slot, i) => `${slot} = if_not_exists(m${i}, :none)`)
    .join(', ') +
  ' ADD n :one';

/** A batch that is throttled comes back in part: asked again so often. */
const READ_ATTEMPTS = 5;

export class NearIndexTable implements NearIndex {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;
  readonly #pause: (milliseconds: number) => Promise<void>;

  constructor(
    { dynamo }: Pick<Clients, 'dynamo'>,
    { tableName, pause }: { tableName: string; pause: (milliseconds: number) => Promise<void> },
  ) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#pause = pause;
  }

  arrive(member: Member, anchors: readonly string[]): Promise<AnchorArrival[]> {
    return Promise.all(anchors.map((anchor) => this.#join(anchor, member)));
  }

  async #join(anchor: string, member: Member): Promise<AnchorArrival> {
    const { Attributes: old } = await this.#dynamo.send(
      new UpdateItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.anchor(anchor), keys.only),
        UpdateExpression: ARRIVE,
        ExpressionAttributeValues: marshall({
          ':me': writeMember(member),
          ':expires': expiryOf(member.at),
          ':none': '',
          ':one': 1,
        }),
        ReturnValues: 'UPDATED_OLD',
      }),
    );
    return arrivalAt(anchor, old);
  }

  async lookUp(anchors: readonly string[]): Promise<AnchorArrival[]> {
    const items = await this.#getMany(
      anchors.map((anchor) => keyOf(keys.anchor(anchor), keys.only)),
      false,
    );
    return items.map((item) => arrivalAt(item.pk?.S?.slice(2) ?? '', item));
  }

  async read(articleIds: readonly string[], consistent: boolean): Promise<Map<string, Entry>> {
    const items = await this.#getMany(
      articleIds.map((id) => keyOf(keys.article(id), keys.entry)),
      consistent,
    );
    const entries = items.flatMap((item) => entryFrom(item) ?? []);
    return new Map(entries.map((entry) => [entry.articleId, entry]));
  }

  async #getMany(wanted: Item[], consistent: boolean): Promise<Item[]> {
    const found: Item[] = [];
    let asked = wanted;
    for (let attempt = 0; asked.length > 0; attempt++) {
      if (attempt === READ_ATTEMPTS) {
        throw new StoreError('throttled', `${asked.length} items could not be read in ${attempt} turns`);
      }
      if (attempt > 0) await this.#pause(25 * 2 ** attempt);
      const { Responses, UnprocessedKeys } = await this.#dynamo.send(
        new BatchGetItemCommand({
          RequestItems: { [this.#tableName]: { Keys: asked, ConsistentRead: consistent } },
        }),
      );
      found.push(...(Responses?.[this.#tableName] ?? []));
      asked = UnprocessedKeys?.[this.#tableName]?.Keys ?? [];
    }
    return found;
  }

  /** Takes an article out of the lists of anchors. Safe to repeat. @returns from how many */
  async leave(articleId: string, anchors: readonly string[]): Promise<number> {
    const unique = [...new Set(anchors)].map((anchor) => keyOf(keys.anchor(anchor), keys.only));
    const table = { dynamo: this.#dynamo, tableName: this.#tableName };
    let left = 0;
    let some = unique;
    for (let attempt = 0; some.length > 0 && attempt < READ_ATTEMPTS; attempt++) {
      const moved: Item[] = [];
      for (const item of await getAll(table, some, { ConsistentRead: true, attempts: READ_ATTEMPTS })) {
        for (const slot of SLOTS) {
          const written = item[slot]?.S ?? '';
          if (readMember(written)[0]?.articleId !== articleId) continue;
          if (await this.#empty(item, slot, written)) left++;
          else moved.push(item);
        }
      }
      some = moved.map(({ pk }) => keyOf(pk?.S ?? '', keys.only));
    }
    return left;
  }

  /** @returns false where others that arrived meanwhile have moved it */
  #empty({ pk, sk }: Item, slot: string, written: string): Promise<boolean> {
    return isDone(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: { ...(pk && { pk }), ...(sk && { sk }) },
          UpdateExpression: 'SET #slot = :none',
          ConditionExpression: '#slot = :member',
          ExpressionAttributeNames: { '#slot': slot },
          ExpressionAttributeValues: marshall({ ':none': '', ':member': written }),
        }),
      ),
    );
  }

  async create(entry: Entry): Promise<Entry | undefined> {
    try {
      await this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: itemOf(entry),
          // TTL deletes late
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
          ExpressionAttributeValues: marshall({ ':now': Math.floor(timeOf(entry) / 1000) }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const there =
        error.Item === undefined
          ? (await this.read([entry.articleId], true)).get(entry.articleId)
          : entryFrom(error.Item);
      if (there !== undefined) return there;
      // Written by another version of the code
      await this.replace(entry);
      return undefined;
    }
  }

  async replace(entry: Entry): Promise<void> {
    await this.#dynamo.send(new PutItemCommand({ TableName: this.#tableName, Item: itemOf(entry) }));
  }

  link(articleId: string, to: string): Promise<boolean> {
    return this.#move(articleId, { kind: 'linked', to }, '#state = :open');
  }

  settle(articleId: string, judgement: Judgement): Promise<boolean> {
    const condition = judgement.verdict === 'new' ? '#state = :open' : 'attribute_exists(pk)';
    return this.#move(articleId, { kind: 'settled', judgement }, condition);
  }

  async #move(articleId: string, state: EntryState, condition: string): Promise<boolean> {
    const { state: kind, to = '', judgement } = stateAttributes(articleId, state);
    return isDone(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: keyOf(keys.article(articleId), keys.entry),
          UpdateExpression: 'SET #state = :state, #to = :to, judgement = :judgement',
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#state': 'state', '#to': 'to' },
          ExpressionAttributeValues: marshall({
            ':state': kind,
            ':to': to,
            ':judgement': judgement,
            ...(condition.includes(':open') ? { ':open': 'open' } : {}),
          }),
        }),
      ),
    );
  }
}
