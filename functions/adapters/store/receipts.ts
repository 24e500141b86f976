/** Receipts as operators ask for them: of many files at once, and those that are set aside for good. */
import { PutItemCommand, UpdateItemCommand, type KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { getAll, isDone } from './calls.ts';
import { keyOf, keys, type Item } from './keys.ts';
import type { DeliveryId, Discarded, Receipt } from './outcomes.ts';
import { receiptFrom, receiptItem } from './receipt.ts';

/** What is asked of many receipts. */
export type KnownReceipt = Pick<Receipt, 'state' | 'receivedAt' | 'code'>;

/** DynamoDB takes 100 keys in one call, and gives some back under load. */
const BATCH_ATTEMPTS = 20;

export class Receipts {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /** Those that there are of some files of one bucket, by `<key> <version>`; each file once. */
  async known(
    bucket: string,
    files: readonly Pick<DeliveryId, 'key' | 'version'>[],
  ): Promise<Map<string, KnownReceipt>> {
    const items = await this.#items(bucket, files, {
      ProjectionExpression: 'sk, #key, #state, receivedAt, code',
      ExpressionAttributeNames: { '#key': 'key', '#state': 'state' },
    });
    return new Map(
      items.map((item) => {
        const { sk, key, ...receipt } = unmarshall(item);
        return [nameOf({ key: String(key), version: String(sk) }), receipt as KnownReceipt];
      }),
    );
  }

  /** Those that there are of some files of one bucket, by `<key> <version>`, with all that they say. */
  async whole(
    bucket: string,
    files: readonly Pick<DeliveryId, 'key' | 'version'>[],
  ): Promise<Map<string, Receipt>> {
    const items = await this.#items(bucket, files, { ConsistentRead: true });
    return new Map(items.map(receiptFrom).map((receipt) => [nameOf(receipt), receipt]));
  }

  #items(
    bucket: string,
    files: readonly Pick<DeliveryId, 'key' | 'version'>[],
    how: Omit<KeysAndAttributes, 'Keys'>,
  ): Promise<Item[]> {
    const wanted = files.map(({ key, version }) => keyOf(keys.delivery(bucket, key), version));
    const table = { dynamo: this.#dynamo, tableName: this.#tableName };
    return getAll(table, wanted, { ...how, attempts: BATCH_ATTEMPTS });
  }

  /**
   * Puts a receipt in the place of one that says too much.
   * @param before undefined where there was none
   * @param expiresAt epoch seconds: when it may go
   * @returns false where it has changed since it was read
   */
  async reduce(receipt: Receipt, before: Receipt | undefined, expiresAt: number): Promise<boolean> {
    return isDone(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: receiptItem(receipt, expiresAt),
          ...(before === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'finishedAt = :known',
                ExpressionAttributeValues: marshall({ ':known': before.finishedAt }),
              }),
        }),
      ),
    );
  }

  /**
   * Notes that nobody expects anything more of a file that could not be read, or not wholly: it is off the list of such
   * files, and goes on being recognised.
   * @returns false where it has no receipt that refuses something
   */
  async discard({ bucket, key, version }: DeliveryId, discarded: Discarded): Promise<boolean> {
    return isDone(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: keyOf(keys.delivery(bucket, key), version),
          UpdateExpression: 'SET discarded = :discarded REMOVE providerDay, listedAt',
          ConditionExpression: '#state = :quarantined OR attribute_exists(counts.rejected)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: marshall({ ':discarded': discarded, ':quarantined': 'quarantined' }),
        }),
      ),
    );
  }
}

/** By which a file is found in an answer. */
export function nameOf({ key, version }: Pick<DeliveryId, 'key' | 'version'>): string {
  return `${key} ${version}`;
}
