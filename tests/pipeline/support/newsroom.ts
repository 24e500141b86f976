/** An agency that drops files and a newsroom that subscribes, around a whole stack on this machine. */
import { gzipSync } from 'node:zlib';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { ArticleMessage } from '../../../functions/adapters/publish/article-message.ts';
import type { OpsNotice } from '../../../functions/adapters/publish/ops.ts';
import { ArticleTable } from '../../../functions/adapters/store/article-table.ts';
import type { Receipt, TakenItem } from '../../../functions/adapters/store/outcomes.ts';
import { receiptFrom } from '../../../functions/adapters/store/receipt.ts';
import { paragraphsOf } from '../../../tools/bench/texts.ts';
import { withSettings, type Changes } from '../../support/settings.ts';
import { synthesiseHere } from '../../support/synthesise-here.ts';
import { WarmContainers } from '../../../infra/local/containers.ts';
import { synthesisedAssembly } from '../../../infra/local/synthesise.ts';
import { startLocalStack, type LocalStack, type LocalStackOptions } from '../../../infra/local/stack.ts';
import type { TopicSubscriber } from '../../../infra/local/subscriber.ts';

export interface Story {
  uri?: string;
  version?: string | undefined;
  versioncreated?: string | undefined;
  headline?: string;
  paragraphs?: readonly string[];
  [property: string]: unknown;
}

/** A text in no language, long enough to be told from others; another topic makes another text. */
export function paragraphsOn(topic: string): string[] {
  return paragraphsOf(topic, 180);
}

/** A wire file in ninjs 2: what is given replaces what stands here. */
export function ninjsFile({
  paragraphs = paragraphsOn('Skarvsund'),
  headline,
  ...more
}: Story = {}): Uint8Array {
  const ninjs = {
    uri: 'urn:newsml:aurora.example:20260311:bridge',
    standard: { name: 'ninjs', version: '2.1' },
    type: 'text',
    pubstatus: 'usable',
    version: '1',
    versioncreated: '2026-03-11T08:00:00Z',
    language: 'en',
    headlines: [{ role: 'main', value: headline ?? 'Council rebuilds bridge' }],
    bodies: [
      { contenttype: 'text/html', value: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('') },
    ],
    ...more,
  };
  return Buffer.from(JSON.stringify(ninjs));
}

/** One for nearly all tests, so that the stack is synthesised once: as prod publishes, and enough at once for races. */
const STAGE = { publishDuplicates: false, maxConcurrency: 8 };

/** More batches at once are more containers, which cost more to start than they save. */
const BATCHES_AT_ONCE = 3;

/**
 * Containers of `ingest` that one test file of this worker leaves to the next, for half of a short file's time goes into
 * its first container. Every store is a new one: all that `ingest` keeps between two invocations is who is paused.
 * Where jest loads everything anew for each file, nobody would come to fetch them.
 */
const CONTAINERS =
  process.env.NODE_LOADS_TESTS === undefined ? undefined : new WarmContainers(['IngestFunction'], 4);

/** Containers are told where the servers are, so the next newsroom has the ports of the last. */
let ports: Ports | undefined;
/** One at a time can have them. */
let isTaken = false;

type Ports = NonNullable<LocalStackOptions['ports']>;

const portOf = (endpoint: string): number => Number(new URL(endpoint).port);

/** For `pollsNot`: of files that ask nothing of what readers see, and look for nothing that the feed log may not hold. */
export const JOURNAL: readonly string[] = ['JournalFunction'];

export interface NewsroomOptions extends LocalStackOptions {
  /** Begins without containers and leaves none: for who pauses an agency, or counts what a first file costs. */
  cold?: boolean;
}

export class Newsroom {
  readonly stack: LocalStack;
  readonly table: ArticleTable;
  readonly #articles: TopicSubscriber;
  readonly #ops: TopicSubscriber;
  readonly #isWarm: boolean;
  readonly inbox: string;

  /** @param settings other ones than the repository's: the stack is synthesised for them alone */
  static async open(
    { cold = false, ...options }: NewsroomOptions = {},
    settings: Changes = {},
  ): Promise<Newsroom> {
    const changes = { ...settings, stage: { ...STAGE, ...settings.stage } };
    const isWarm = CONTAINERS !== undefined && !cold && !isTaken;
    const warm = isWarm ? { containers: CONTAINERS, ...(ports === undefined ? {} : { ports }) } : {};
    if (isWarm) isTaken = true;
    const assembly = await withSettings(changes, (config) =>
      synthesisedAssembly(options.context ?? { config }, synthesiseHere),
    );
    const stack = await startLocalStack({
      scheduleMinuteMs: 0,
      sourceMaps: false,
      batchesAtOnce: BATCHES_AT_ONCE,
      assembly,
      ...warm,
      ...options,
    });
    if (isWarm) {
      const { aws, dynamodb, web } = stack.endpoints;
      ports = { aws: portOf(aws), dynamodb: portOf(dynamodb), ...(web === '' ? {} : { web: portOf(web) }) };
    }
    // A new inbox tells that it will tell: who takes that is warm for the first file, which else needs another container
    await stack.quiet();
    const articles = await stack.subscribe(stack.ref('ArticleTopic'));
    const ops = await stack.subscribe(stack.ref('OpsTopic'));
    return new Newsroom(stack, articles, ops, isWarm);
  }

  private constructor(stack: LocalStack, articles: TopicSubscriber, ops: TopicSubscriber, isWarm: boolean) {
    this.stack = stack;
    this.#isWarm = isWarm;
    this.#articles = articles;
    this.#ops = ops;
    this.inbox = stack.ref('InboxBucket');
    this.table = new ArticleTable(
      { dynamo: stack.clients.dynamodb, s3: stack.clients.s3 },
      { tableName: stack.ref('ArticleTable'), archiveBucket: stack.ref('ArchiveBucket') },
    );
  }

  /** Puts a file into the inbox. @returns its key */
  async drop(provider: string, name: string, bytes: Uint8Array): Promise<string> {
    const Key = `incoming/${provider}/${name}`;
    await this.stack.clients.s3.send(new PutObjectCommand({ Bucket: this.inbox, Key, Body: bytes }));
    return Key;
  }

  /** Drops files one after the other, each when the one before has been taken; returns the last one's receipt. */
  async take(
    ...files: readonly (readonly [provider: string, name: string, bytes: Uint8Array])[]
  ): Promise<Receipt> {
    let key = '';
    for (const file of files) {
      key = await this.drop(...file);
      await this.stack.quiet();
    }
    return this.receipt(key);
  }

  /** The newest receipt of a key. */
  async receipt(key: string): Promise<Receipt> {
    const receipts = await this.receipts(key);
    const newest = receipts.sort((a, b) => a.finishedAt.localeCompare(b.finishedAt)).at(-1);
    if (newest === undefined) throw new Error(`${key} has no receipt`);
    return newest;
  }

  async receipts(key: string): Promise<Receipt[]> {
    const { Items = [] } = await this.stack.clients.dynamodb.send(
      new QueryCommand({
        TableName: this.stack.ref('ArticleTable'),
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `D#${this.inbox}/${key}` } },
        ConsistentRead: true,
      }),
    );
    return Items.map(receiptFrom);
  }

  /** What subscribers have received since the last call. */
  async messages(): Promise<ArticleMessage[]> {
    return (await this.#articles.take()).map(({ body }) => body as unknown as ArticleMessage);
  }

  /** What operators have received since the last call. */
  async notices(): Promise<OpsNotice[]> {
    return (await this.#ops.take()).map(({ body }) => body as unknown as OpsNotice);
  }

  async close(): Promise<void> {
    await this.stack.stop();
    if (this.#isWarm) isTaken = false;
  }
}

/** The only item of a receipt, which was not rejected. */
export function onlyItem({ items }: Receipt): TakenItem {
  const [item, ...more] = items;
  if (item === undefined || item.outcome === 'rejected' || more.length > 0) {
    throw new Error(`not one item that was taken: ${JSON.stringify(items)}`);
  }
  return item;
}

export function gzipped(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes);
}
