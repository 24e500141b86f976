import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import dynalite from 'dynalite';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates, type NearArticle } from '../../../functions/core/dedupe/near-duplicates.ts';
import { MEMBERS_KEPT, type Entry, type NearIndex } from '../../../functions/core/dedupe/near-index.ts';
import { fingerprint } from '../../../functions/core/dedupe/fingerprint.ts';
import { NearIndexTable } from '../../../functions/adapters/store/near-index.ts';
import { storyOf } from '../../core/dedupe/support/texts.ts';

const AT = Date.parse('2026-07-01T12:00:00Z');
const TABLE = 'articles';
let server: Server;
let dynamo: DynamoDBClient;

beforeAll(async () => {
  server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  dynamo = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await dynamo.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  // The table is there a moment after it was asked for
  await pause(50);
});

afterAll(() => {
  dynamo.destroy();
  server.close();
});

const tableIndex = (): NearIndex =>
  new NearIndexTable({ dynamo }, { tableName: TABLE, pause: (ms) => pause(ms) });

describe.each([
  ['the table', tableIndex],
  ['memory', () => new MemoryIndex({ window: Infinity, capacity: Infinity })],
])('the index in %s', (name, indexOf) => {
  const entryOf = (articleId: string, state: Entry['state'] = { kind: 'open' }): Entry => ({
    articleId: `${name}-${articleId}`,
    at: AT,
    provider: 'aurora',
    fingerprint: fingerprint(storyOf(1)).fingerprint,
    rank: { anchor: '0123456789abcdef', sequence: 3 },
    state,
  });
  const asNew = (id: string) => ({
    verdict: 'new' as const,
    of: null,
    story: id,
    similarity: 0,
    containment: 0,
    match: null,
    evidence: {},
  });

  test(`an anchor answers with its newest ${MEMBERS_KEPT} members, the newest first, and counts arrivals`, async () => {
    const index = indexOf();
    const anchor = `anchor of ${name}`;
    for (let i = 0; i < MEMBERS_KEPT + 3; i++) {
      const [arrival] = await index.arrive({ articleId: `a-${i}`, at: AT + i }, [anchor]);
      const expected = Array.from({ length: Math.min(i, MEMBERS_KEPT) }, (_, k) => ({
        articleId: `a-${i - 1 - k}`,
        at: AT + i - 1 - k,
      }));
      expect(arrival).toEqual({ anchor, earlier: expected, sequence: i + 1 });
    }
  });

  test('an entry is written once, and read as it was written', async () => {
    const index = indexOf();
    const entry = entryOf('once');
    expect(await index.create(entry)).toBeUndefined();
    expect(await index.create({ ...entry, at: AT + 1 })).toEqual(entry);
    expect(await index.read([entry.articleId, 'nobody'], true)).toEqual(new Map([[entry.articleId, entry]]));
  });

  test('what is linked cannot be linked again nor settle as new', async () => {
    const index = indexOf();
    const entry = entryOf('linked');
    await index.create(entry);
    expect(await index.link(entry.articleId, 'first')).toBe(true);
    expect(await index.link(entry.articleId, 'second')).toBe(false);
    expect(await index.settle(entry.articleId, asNew(entry.articleId))).toBe(false);
    const judgement = {
      ...asNew('first'),
      verdict: 'variant' as const,
      of: 'first',
      evidence: { rule: 'edited' },
    };
    expect(await index.settle(entry.articleId, judgement)).toBe(true);
    const read = await index.read([entry.articleId], true);
    expect(read.get(entry.articleId)?.state).toEqual({ kind: 'settled', judgement });
  });
});

describe('the index in the table', () => {
  const copies = (count: number, seed: number): NearArticle[] =>
    Array.from({ length: count }, (_, i) => ({
      articleId: `copy-${seed}-${i}`,
      provider: `provider-${i % 7}`,
      body: storyOf(seed).body,
      at: AT + i,
    }));

  test.each([11])('50 copies at the same instant: one is new, 49 are linked to it (%i)', async (seed) => {
    const engine = new NearDuplicates(tableIndex(), { pause: (ms) => pause(ms) });
    const judgements = await Promise.all(copies(50, seed).map((article) => engine.judge(article)));
    const originals = judgements.filter(({ verdict }) => verdict === 'new');
    expect(originals).toHaveLength(1);
    const copied = judgements.filter(({ verdict }) => verdict === 'duplicate');
    expect(new Set(copied.map(({ of }) => of))).toEqual(new Set([originals[0]?.story]));
    expect(copied).toHaveLength(49);
  });

  test('an article that is judged again after a crash gets the same answer', async () => {
    const engine = new NearDuplicates(tableIndex(), { pause: (ms) => pause(ms) });
    const [first, second] = copies(2, 21);
    if (first === undefined || second === undefined) throw new Error('two copies');
    const answers = [await engine.judge(first), await engine.judge(second)];
    expect([await engine.judge(first), await engine.judge(second)]).toEqual(answers);
  });

  test('an entry takes less than 4 KB and expires after four days', async () => {
    const engine = new NearDuplicates(tableIndex(), { pause: (ms) => pause(ms) });
    await engine.judge({ articleId: 'long', provider: 'aurora', body: storyOf(31, 60).body, at: AT });
    const { Item: item } = await dynamo.send(
      new GetItemCommand({ TableName: TABLE, Key: { pk: { S: 'A#long' }, sk: { S: 'F' } } }),
    );
    expect(item?.print?.B?.length).toBeLessThan(4096);
    expect(Number(item?.expiresAt?.N)).toBe(AT / 1000 + 4 * 24 * 60 * 60);
  });
});
