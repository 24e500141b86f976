/**
 * The drill: somebody damages the table, it is restored to before that, the stage is pointed at it, and what came since
 * is read again. At its end it stands as if nothing had happened.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DescribeTableCommand,
  PutItemCommand,
  ScanCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { keys } from '../../functions/adapters/store/keys.ts';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import { Newsroom, ninjsFile, paragraphsOn } from '../pipeline/support/newsroom.ts';
import { forget, sitAt, typed } from './support/operator.ts';
import { linesOf, wire } from './support/run.ts';

const RESTORED = 'wire-restored';

const dataDir = mkdtempSync(join(tmpdir(), 'newswire-restore-'));
const OPTIONS = { retryAfterSeconds: 0 };
let damaged: Newsroom;
let restored: Newsroom | undefined;
let unharmed: Newsroom;

beforeAll(async () => {
  damaged = await Newsroom.open({ ...OPTIONS, dataDir });
  unharmed = await Newsroom.open(OPTIONS);
});
afterAll(async () => {
  await (restored ?? damaged).close();
  await unharmed.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const articleOf = (name: string, provider = 'aurora'): string => articleIdOf(provider, `urn:x:${name}`);
const story = (name: string, more: object = {}): Uint8Array =>
  ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn(`Restore ${name}`), ...more });
const NEWER = { version: '2', versioncreated: '2026-03-11T09:00:00Z' };

type File = readonly [provider: string, name: string, bytes: Uint8Array];
const BEFORE: File[] = [
  ['aurora', 'changed.json', story('changed')],
  ['aurora', 'held.json', story('held', { embargoed: '2099-01-01T00:00:00Z' })],
  ['aurora', 'ended.json', story('ended')],
];
const SINCE: File[] = [
  ['aurora', 'changed-2.json', story('changed', { ...NEWER, headline: 'Changed since' })],
  ['aurora', 'ended-2.json', story('ended', { ...NEWER, pubstatus: 'canceled' })],
  ['aurora', 'new.json', story('new')],
  ['borealis', 'copy.json', story('copy', { paragraphs: paragraphsOn('Restore new') })],
];
const ARTICLES = [
  ...['changed', 'held', 'ended', 'new'].map((name) => articleOf(name)),
  articleOf('copy', 'borealis'),
];

/** What `restore-table-to-point-in-time` does, at this moment. */
async function copyTable(dynamodb: DynamoDBClient, from: string, to: string): Promise<void> {
  const { Table = {} } = await dynamodb.send(new DescribeTableCommand({ TableName: from }));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [] } = Table;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: to,
      KeySchema,
      AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ IndexName, KeySchema: its, Projection }) => ({
        IndexName,
        KeySchema: its,
        Projection,
      })),
    }),
  );
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: from }));
  for (const Item of Items) await dynamodb.send(new PutItemCommand({ TableName: to, Item }));
}

/** How articles stand, what was told of them and what is stored, but for the times at which it happened. */
async function standing({ stack }: Newsroom): Promise<unknown[]> {
  const { s3, dynamodb: dynamo } = stack.clients;
  const tableName = stack.outputs.TableName ?? '';
  const table = new ArticleTable({ s3, dynamo }, { tableName, archiveBucket: stack.ref('ArchiveBucket') });
  const found: unknown[] = [];
  for (const articleId of ARTICLES) {
    const head = await table.head(articleId);
    const revisions: unknown[] = [];
    for await (const { record, revision } of table.revisions(articleId, head?.lastRevision ?? 0))
      revisions.push({ article: record.article, place: revision.place, verdict: revision.dedupe.verdict });
    const { line, held, told, of, pubStatus } = head ?? {};
    found.push({
      articleId,
      stands: line && { revision: line.revision, hidden: line.hidden },
      held: held?.revision,
      told: told?.list,
      of,
      pubStatus,
      revisions,
    });
  }
  return found;
}

describe('a table that was damaged', () => {
  let since = '';

  test('is restored to before, and the stage stands on it by its setting', async () => {
    await damaged.take(...BEFORE);
    // The list of a bucket knows whole seconds, and what was read before is recognised
    since = new Date().toISOString();
    await copyTable(damaged.stack.clients.dynamodb, damaged.stack.ref('ArticleTable'), RESTORED);
    for (const name of ['changed', 'held', 'ended']) await forget(damaged, keys.article(articleOf(name)));
    await damaged.take(...SINCE);
    await unharmed.take(...BEFORE, ...SINCE);
    const wanted = await standing(unharmed);
    expect(await standing(damaged)).not.toEqual(wanted);

    await damaged.close();
    restored = await Newsroom.open({ ...OPTIONS, dataDir }, { stage: { restoredTable: RESTORED } });
    expect(restored.stack.outputs.TableName).toBe(RESTORED);
    sitAt(restored);
    const looked = await typed('doctor');
    expect(looked).toContainEqual({ check: 'table', is: 'ok', says: expect.stringContaining(RESTORED) });
  });

  test('is as if nothing had happened when what came since was read again', async () => {
    if (restored === undefined) throw new Error('nothing was restored');
    for (const provider of ['aurora', 'borealis']) {
      await typed('replay', '--provider', provider, '--since', since, '--apply', '--reason', 'restored');
      await restored.stack.quiet();
    }
    expect(await standing(restored)).toEqual(await standing(unharmed));
    expect((await typed('reconcile', '--since', '1h', '--until', '0m')).at(-1)).toMatchObject({
      total: { files: 0 },
    });
  });

  test('is not taken for one of ours without its indexes', async () => {
    if (restored === undefined) throw new Error('nothing was restored');
    const { dynamodb } = restored.stack.clients;
    const bare = { TableName: 'wire-bare', BillingMode: 'PAY_PER_REQUEST' as const };
    const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
    const AttributeDefinitions = ['pk', 'sk'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    }));
    const KeySchema = [key('pk', 'HASH'), key('sk', 'RANGE')];
    await dynamodb.send(new CreateTableCommand({ ...bare, KeySchema, AttributeDefinitions }));
    const { environment, outputs } = restored.stack;
    sitAt({ stack: { environment, outputs: { ...outputs, TableName: 'wire-bare' } } });
    const { code, stdout } = await wire('doctor');
    sitAt(restored);
    expect(code).toBe(1);
    expect(linesOf(stdout)).toContainEqual(
      expect.objectContaining({ check: 'table', is: 'wrong', says: 'wire-bare has no index outbox' }),
    );
  });
});
