/**
 * Which agencies are paused, in one small item, and their deliveries that wait.
 *
 * | item | key | attributes |
 * |---|---|---|
 * | who is paused | PAUSED / - | providers: by, at and reason of each; turn |
 * | a delivery that waits | Z#<provider> / hash of key and version | the file, as it was announced |
 */
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { digest } from '../../core/article/identity.ts';
import { providerOfKey } from '../../core/providers/register.ts';
import type { Clients } from '../platform/clients.ts';
import { getAll, isDone, writeAll, type TableOf } from './calls.ts';
import type { InboxFile } from './inbox-versions.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';
import type { DeliveryId } from './outcomes.ts';
import { nameOf } from './receipts.ts';

export interface Pause {
  by: string;
  /** RFC 3339. */
  at: string;
  reason: string | null;
}

/** By the ids of agencies. */
export type PausedProviders = Readonly<Record<string, Pause>>;

export const PAUSED_KEY: Item = keyOf(keys.paused, keys.only);

/** What the item says of who is paused; nobody is where there is none. */
export function pausedFrom(item: Item | undefined): PausedProviders {
  if (item === undefined) return {};
  return (unmarshall(item) as { providers?: PausedProviders }).providers ?? {};
}

const ATTEMPTS = 8;

export class Pauses {
  readonly #table: TableOf;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#table = { dynamo, tableName };
  }

  /** As of now. */
  async all(): Promise<PausedProviders> {
    return pausedFrom(await this.#item());
  }

  /** @param pause null to let its deliveries flow again. @returns how it was before */
  async set(provider: string, pause: Pause | null): Promise<Pause | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const item = await this.#item();
      const { [provider]: before, ...others } = pausedFrom(item);
      const turn = item === undefined ? 0 : Number(item.turn?.N ?? 0);
      const providers = pause === null ? others : { ...others, [provider]: pause };
      if (await this.#put({ ...PAUSED_KEY, ...marshall({ providers, turn: turn + 1 }) }, turn)) return before;
    }
    throw new StoreError('contended', 'others change who is paused');
  }

  /** Keeps a delivery until its agency is resumed. Safe to repeat: what stands there first stays. */
  async putAside(provider: string, file: InboxFile): Promise<void> {
    await this.#conditional({
      ...waitingKey(provider, file),
      ...marshall(file, { removeUndefinedValues: true }),
    });
  }

  /** The deliveries that wait, in no order. */
  async *waiting(provider: string): AsyncGenerator<InboxFile> {
    let from: Item | undefined;
    do {
      const page = await this.#table.dynamo.send(
        new QueryCommand({
          TableName: this.#table.tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': keys.waiting(provider) }),
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      for (const item of page.Items ?? []) {
        const { pk: _pk, sk: _sk, ...file } = unmarshall(item);
        yield file as InboxFile;
      }
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  /** Those of some files that wait, by `<key> <version>`. */
  async among(files: readonly Pick<DeliveryId, 'key' | 'version'>[]): Promise<Set<string>> {
    const wanted = files.flatMap((file) => {
      const provider = providerOfKey(file.key);
      return provider === undefined ? [] : [waitingKey(provider, file)];
    });
    const items = await getAll(this.#table, wanted, { attempts: ATTEMPTS });
    return new Set(items.map((item) => nameOf(unmarshall(item) as InboxFile)));
  }

  /** They wait no more. */
  async remove(provider: string, files: readonly Pick<DeliveryId, 'key' | 'version'>[]): Promise<void> {
    const requests = files.map((file) => ({ DeleteRequest: { Key: waitingKey(provider, file) } }));
    await writeAll(this.#table, requests, { attempts: ATTEMPTS, refused: 'the table takes no deletions' });
  }

  async #item(): Promise<Item | undefined> {
    const { Item: item } = await this.#table.dynamo.send(
      new GetItemCommand({ TableName: this.#table.tableName, Key: PAUSED_KEY, ConsistentRead: true }),
    );
    return item;
  }

  #put(item: Item, turn: number): Promise<boolean> {
    return this.#conditional(item, turn === 0 ? undefined : turn);
  }

  async #conditional(item: Item, turn?: number): Promise<boolean> {
    return isDone(
      this.#table.dynamo.send(
        new PutItemCommand({
          TableName: this.#table.tableName,
          Item: item,
          ...(turn === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'turn = :turn',
                ExpressionAttributeValues: marshall({ ':turn': turn }),
              }),
        }),
      ),
    );
  }
}

function waitingKey(provider: string, { key, version }: Pick<DeliveryId, 'key' | 'version'>): Item {
  return keyOf(keys.waiting(provider), digest([key, version]).slice(0, 32));
}
