/** Runs files through a local stack whose containers are killed and whose SNS refuses, and looks what is left of them. */
import { setTimeout as pause } from 'node:timers/promises';
import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { ArticleMessage } from '../../functions/adapters/publish/article-message.ts';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { headFrom } from '../../functions/adapters/store/items.ts';
import { keys } from '../../functions/adapters/store/keys.ts';
import { allOutboxes, outboxOf, type Head } from '../../functions/adapters/store/records.ts';
import { composeRelease } from '../../functions/release/compose.ts';
import { registerIn } from '../../infra/config-file.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { withSettings } from '../../tests/support/settings.ts';
import { Random } from '../fuzz/random.ts';
import { settingsOf } from '../stack-settings.ts';
import { soakFiles, type SoakFile } from './files.ts';
import { breachesIn, type Breach, type Delivered } from './promises.ts';

export interface SoakOptions {
  files: number;
  seed: number;
  /** From one killed container to the next: so long, or so many calls of SNS Publish, whatever the machine's pace. */
  killEvery: { ms: number } | { publishes: number };
  /** Of all calls of SNS Publish. */
  refusedShare: number;
  /** Milliseconds from the beginning in which embargoes of the files end. */
  embargoMs: number;
  /**
   * The minutes that an interrupted message waits are skipped, by a release whose clock is ahead, and few containers
   * are started.
   */
  hurry: boolean;
  /** Gets what is going on, in a few words. */
  onProgress?: (what: string) => void;
}

export interface SoakReport {
  figures: Readonly<Record<string, number>>;
  breaches: readonly Breach[];
}

/** As the pipeline's tests run: one synthesis for all of them. */
const STAGE = { publishDuplicates: false, maxConcurrency: 8 };

const UPLOADS_AT_ONCE = 8;
const READS_AT_ONCE = 16;

const REPORT_MS = 10_000;

/** Nothing waits longer for its next attempt than a few minutes. */
const DRAIN_MS = 15 * 60_000;

const OUTBOXES: ReadonlySet<string> = new Set(allOutboxes());
const MINUTE = 60_000;

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { killEvery, onProgress: progress = () => undefined } = options;
  const random = new Random(options.seed, 0x51);
  const began = Date.now();
  const files = soakFiles({
    files: options.files,
    seed: options.seed,
    embargoesEnd: { from: began, to: began + options.embargoMs },
  });
  const count = { publishes: 0, refused: 0, killed: 0, invocations: 0, crashed: 0, redriven: 0 };
  let calm = false;
  const refusePublish = (): boolean => {
    if ('publishes' in killEvery && ++count.publishes % killEvery.publishes === 0) kill();
    if (calm || !random.chance(options.refusedShare)) return false;
    count.refused++;
    return true;
  };
  const stack = await withSettings({ stage: STAGE }, (config) =>
    startLocalStack({
      context: { config },
      retryAfterSeconds: 1,
      scheduleMinuteMs: 1000,
      refusePublish,
      ...(options.hurry ? { batchesAtOnce: 3 } : {}),
    }),
  );
  const kill = (): void => {
    if (!calm && stack.killContainer((below) => random.below(below)) !== undefined) count.killed++;
  };
  const killer = 'ms' in killEvery ? setInterval(kill, killEvery.ms) : undefined;
  const reporter = setInterval(() => {
    void stack.messagesIn(stack.ref('IntakeQueue')).then((waiting) => {
      progress(`${waiting} files wait in the queue`);
    });
  }, REPORT_MS);
  try {
    stack.onInvocation(({ result }) => {
      count.invocations++;
      if (!result.ok && result.kind === 'crash') count.crashed++;
    });
    const articles = await stack.subscribe(stack.ref('ArticleTopic'));
    const operators = await stack.subscribe(stack.ref('OpsTopic'));
    const versions = await upload(stack, files, progress);
    await stack.quiet();
    calm = true;
    clearInterval(reporter);
    clearInterval(killer);
    for (let moved = await redrive(stack); moved > 0; moved = await redrive(stack)) {
      progress(`${moved} dead letters are tried again`);
      count.redriven += moved;
      await stack.quiet();
    }
    progress('waiting until everything is told');
    const seconds = (Date.now() - began) / 1000;
    await drain(stack, options.hurry);

    progress('looking at what is left');
    const heads = new Map((await headsOf(stack)).map((head) => [head.articleId, head]));
    const delivered = await readBack(stack, files, versions);
    const messages = (await articles.take()).map(({ body }) => body as unknown as ArticleMessage);
    const notices = (await operators.take()).length;
    const events = new Set(messages.map(({ id }) => id)).size;
    return {
      figures: {
        files: files.length,
        'of them of several items': files.filter(({ items }) => items.length > 1).length,
        'of them unreadable': files.filter(({ items }) => items.length === 0).length,
        items: files.flatMap(({ items }) => items).length,
        receipts: delivered.filter(({ receipt }) => receipt !== undefined).length,
        articles: heads.size,
        revisions: [...heads.values()].reduce((sum, { lastRevision }) => sum + lastRevision, 0),
        events,
        'repeated sends': messages.length - events,
        notices,
        invocations: count.invocations,
        'containers killed': count.killed,
        'invocations lost by that': count.crashed,
        'publishes refused': count.refused,
        'dead letters tried again': count.redriven,
        'seconds until all was taken': Math.round(seconds),
        'seconds until all was told': Math.round((Date.now() - began) / 1000),
      },
      breaches: breachesIn({ delivered, heads, messages }),
    };
  } finally {
    clearInterval(reporter);
    clearInterval(killer);
    await stack.stop();
  }
}

/** @returns the version of each file */
async function upload(
  stack: LocalStack,
  files: readonly SoakFile[],
  progress: (what: string) => void,
): Promise<string[]> {
  const Bucket = stack.ref('InboxBucket');
  return inParallel(files, UPLOADS_AT_ONCE, async ({ key: Key, bytes: Body }, place) => {
    if (place % 100 === 0) progress(`${place} of ${files.length} files are in the inbox`);
    const { VersionId = '' } = await stack.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    return VersionId;
  });
}

/** What an operator does with dead letters: back to the queue. @returns how many there were */
async function redrive(stack: LocalStack): Promise<number> {
  const { sqs } = stack.clients;
  const from = stack.ref('IntakeDeadLetterQueue');
  let moved = 0;
  for (;;) {
    const { Messages: letters = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: from, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (letters.length === 0) return moved;
    for (const { Body, ReceiptHandle } of letters) {
      await sqs.send(new SendMessageCommand({ QueueUrl: stack.ref('IntakeQueue'), MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      moved++;
    }
  }
}

/**
 * Until nothing waits but what only a person releases. What a lost container was telling is told a minute after it; what
 * SNS refused, and copies whose original was changed, some minutes later.
 */
async function drain(stack: LocalStack, hurry: boolean): Promise<void> {
  const gaveUp = Date.now() + DRAIN_MS;
  for (let ahead = MINUTE; Date.now() < gaveUp; ahead += MINUTE) {
    if (!(await headsOf(stack)).some(isDueSometime)) return;
    if (hurry) await releaseAhead(stack, ahead);
    else await pause(1000);
  }
}

/** What a person has to release, and killed text that is erased in days, tell nobody anything. */
function isDueSometime(head: Head): boolean {
  const place = outboxOf(head);
  return place !== undefined && OUTBOXES.has(place.outbox);
}

/** @param ahead milliseconds by which the clock of this release is ahead */
async function releaseAhead(stack: LocalStack, ahead: number): Promise<void> {
  const { s3, sns, dynamodb: dynamo } = stack.clients;
  const clock = { now: () => Date.now() + ahead, pause: (ms: number) => pause(ms) };
  const release = composeRelease({ s3, sns, dynamo }, settingsOf(stack, registerIn()), clock, {
    released: () => undefined,
    failed: () => undefined,
  });
  await release(() => MINUTE);
}

async function headsOf(stack: LocalStack): Promise<Head[]> {
  const heads: Head[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await stack.clients.dynamodb.send(
      new ScanCommand({
        TableName: stack.ref('ArticleTable'),
        FilterExpression: 'sk = :head',
        ExpressionAttributeValues: { ':head': { S: keys.head } },
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    heads.push(...(page.Items ?? []).map(headFrom));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return heads;
}

/** The receipts of all files, and the records that they name. */
async function readBack(
  stack: LocalStack,
  files: readonly SoakFile[],
  versions: readonly string[],
): Promise<Delivered[]> {
  const { s3, dynamodb: dynamo } = stack.clients;
  const options = { tableName: stack.ref('ArticleTable'), archiveBucket: stack.ref('ArchiveBucket') };
  const table = new ArticleTable({ s3, dynamo }, options);
  const bucket = stack.ref('InboxBucket');
  return inParallel(files, READS_AT_ONCE, async (file, place) => {
    const receipt = await table.receipt({ bucket, key: file.key, version: versions[place] ?? '' });
    const records = new Map<string, string>();
    for (const item of receipt?.items ?? []) {
      if (item.outcome === 'rejected') continue;
      const stored = await table.revision(item.articleId, item.revision);
      if (stored !== undefined)
        records.set(`${item.articleId}.${item.revision}`, JSON.stringify(stored.record));
    }
    return { file, receipt, records };
  });
}

async function inParallel<T, R>(
  values: readonly T[],
  atOnce: number,
  work: (value: T, place: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = values.entries();
  const worker = async (): Promise<void> => {
    for (const [place, value] of left) results[place] = await work(value, place);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
