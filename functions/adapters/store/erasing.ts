/** Takes things out of the table and the buckets for good, all versions of them: what `wire purge` erases. */
import { DeleteItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { getAll, isDone, writeAll } from './calls.ts';
import { InboxVersions, type InboxVersion } from './inbox-versions.ts';
import { keyOf, keys, StoreError, type Item } from './keys.ts';

export interface ErasingOptions {
  tableName: string;
  inboxBucket: string;
  archiveBucket: string;
}

export type Bucket = 'inbox' | 'archive';

/** A version of an object, or the mark of its deletion. */
export type ObjectVersion = Pick<InboxVersion, 'key' | 'version'>;

const ATTEMPTS = 20;

/** S3 takes so many in one call. */
const OBJECTS_AT_ONCE = 1000;

export class Erasing {
  readonly #clients: Pick<Clients, 'dynamo' | 's3'>;
  readonly #options: ErasingOptions;

  constructor(clients: Pick<Clients, 'dynamo' | 's3'>, options: ErasingOptions) {
    this.#clients = clients;
    this.#options = options;
  }

  /** Those of some keys that there are. */
  async among(wanted: readonly Item[]): Promise<Item[]> {
    const unique = [...new Map(wanted.map((key) => [`${key.pk?.S} ${key.sk?.S}`, key])).values()];
    const found = await getAll(this.#table(), unique, {
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk',
      attempts: ATTEMPTS,
    });
    return found.map(({ pk, sk }) => keyOf(pk?.S ?? '', sk?.S ?? ''));
  }

  /** @returns how many there were */
  async remove(wanted: readonly Item[]): Promise<number> {
    const found = await this.among(wanted);
    const requests = found.map((Key) => ({ DeleteRequest: { Key } }));
    await writeAll(this.#table(), requests, { attempts: ATTEMPTS, refused: 'the table takes no deletions' });
    return found.length;
  }

  /**
   * Gives up the claim of a text, if it is this article's. Who was killed with that text goes on being known.
   * @returns whether it was
   */
  async dropClaim(contentKey: string, articleId: string): Promise<boolean> {
    const input = {
      TableName: this.#options.tableName,
      Key: keyOf(keys.content(contentKey), keys.only),
      ExpressionAttributeValues: marshall({ ':mine': articleId }),
    };
    const dropped = await isDone(
      this.#clients.dynamo.send(
        new DeleteItemCommand({
          ...input,
          ExpressionAttributeValues: marshall({ ':mine': articleId, ':only': new Set([articleId]) }),
          ConditionExpression: `articleId = :mine AND (attribute_not_exists(killed) OR killed = :mine)
            AND (attribute_not_exists(everKilled) OR everKilled = :only)`,
        }),
      ),
    );
    if (dropped) return true;
    return isDone(
      this.#clients.dynamo.send(
        new UpdateItemCommand({
          ...input,
          UpdateExpression: 'SET articleId = killed',
          ConditionExpression: 'articleId = :mine AND attribute_exists(killed)',
        }),
      ),
    );
  }

  /** All versions of what lies below a prefix. */
  versions(bucket: Bucket, prefix: string): AsyncGenerator<InboxVersion> {
    return new InboxVersions(this.#clients, this.#name(bucket)).below(prefix);
  }

  /** All versions of the objects below some prefixes. @returns how many there were */
  async removeBelow(bucket: Bucket, ...prefixes: readonly string[]): Promise<number> {
    let count = 0;
    for (const prefix of prefixes) {
      let some: ObjectVersion[] = [];
      for await (const version of this.versions(bucket, prefix)) {
        some.push(version);
        if (some.length === OBJECTS_AT_ONCE) {
          await this.removeVersions(bucket, some);
          count += some.length;
          some = [];
        }
      }
      await this.removeVersions(bucket, some);
      count += some.length;
    }
    return count;
  }

  async removeVersions(bucket: Bucket, versions: readonly ObjectVersion[]): Promise<void> {
    for (let start = 0; start < versions.length; start += OBJECTS_AT_ONCE) {
      const some = versions.slice(start, start + OBJECTS_AT_ONCE);
      const Objects = some.map(({ key: Key, version: VersionId }) => ({ Key, VersionId }));
      const { Errors = [] } = await this.#clients.s3.send(
        new DeleteObjectsCommand({ Bucket: this.#name(bucket), Delete: { Objects, Quiet: true } }),
      );
      const [first] = Errors;
      if (first !== undefined) {
        const says = `${Errors.length} of ${Objects.length} versions, the first ${first.Key ?? ''}: ${first.Message ?? ''}`;
        throw new StoreError('not-deleted', says);
      }
    }
  }

  /** Every item of the table, a page at a time. */
  async *everything(): AsyncGenerator<Item[]> {
    let from: Item | undefined;
    do {
      const page = await this.#clients.dynamo.send(
        new ScanCommand({
          TableName: this.#options.tableName,
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      yield page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  #table(): { dynamo: Clients['dynamo']; tableName: string } {
    return { dynamo: this.#clients.dynamo, tableName: this.#options.tableName };
  }

  #name(bucket: Bucket): string {
    return bucket === 'inbox' ? this.#options.inboxBucket : this.#options.archiveBucket;
  }
}
