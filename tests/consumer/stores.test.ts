import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import dynalite from 'dynalite';
import { DynamoDbSeen } from '../../functions/consumer/dynamodb.ts';
import { MemorySeen, type Mark, type SeenStore } from '../../functions/consumer/index.ts';
import { App } from './support/newsroom.ts';
import { Wire } from './support/wire.ts';

const database = dynalite({ createTableMs: 0 });
let dynamo: DynamoDBClient;
let clock = Date.parse('2026-11-28T09:00:00Z');

beforeAll(async () => {
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
  dynamo = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(database.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'seen',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
});
afterAll(async () => {
  dynamo.destroy();
  database.closeAllConnections();
  await new Promise((resolve) => database.close(resolve));
});

let stores = 0;
const KINDS: [string, () => SeenStore][] = [
  ['MemorySeen', () => new MemorySeen()],
  [
    'DynamoDbSeen',
    () =>
      new DynamoDbSeen(dynamo, {
        tableName: 'seen',
        prefix: `${++stores}:`,
        now: () => clock,
      }),
  ],
];

async function taken(store: SeenStore, mark: Mark): Promise<void> {
  const begun = await store.begin(mark);
  if (begun.kind !== 'news') throw new Error(begun.kind);
  expect(await store.done(begun.lease, mark.event !== 'killed')).toBe(true);
}

describe.each(KINDS)('%s', (_name, open) => {
  const text: Mark = { article: 'a', revision: 2, event: 'updated' };

  test('knows what is news, repeated and older', async () => {
    const store = open();
    await taken(store, text);
    expect(await store.begin(text)).toEqual({ kind: 'repeated', acknowledged: true });
    expect(await store.begin({ ...text, revision: 1 })).toEqual({ kind: 'older' });
    expect(await store.begin({ ...text, event: 'killed' })).toMatchObject({ kind: 'news' });
  });

  test('gives an article to one at a time, and back when that one failed', async () => {
    const store = open();
    const begun = await store.begin(text);
    expect(await store.begin({ ...text, revision: 3 })).toEqual({ kind: 'busy' });
    if (begun.kind === 'news') await store.failed(begun.lease);
    expect(await store.begin(text)).toMatchObject({ kind: 'news' });
  });

  test('remembers which kill was acknowledged', async () => {
    const store = open();
    const kill: Mark = { article: 'a', revision: 1, event: 'killed' };
    await taken(store, kill);
    expect(await store.begin(kill)).toEqual({ kind: 'repeated', acknowledged: false });
    await store.acknowledged(kill);
    expect(await store.begin(kill)).toEqual({ kind: 'repeated', acknowledged: true });
  });

  test('keeps the place in each feed, and lists what is held', async () => {
    const store = open();
    await store.saveCursor('/v1/changes?language=en', 'next');
    expect(await store.cursor('/v1/changes?language=en')).toBe('next');
    expect(await store.cursor('/v1/changes')).toBeUndefined();
    await store.saveCursor('/v1/changes?language=en', undefined);
    expect(await store.cursor('/v1/changes?language=en')).toBeUndefined();
    await taken(store, text);
    await taken(store, { article: 'b', revision: 1, event: 'killed' });
    await taken(store, { article: 'c', revision: 1, event: 'duplicate' });
    const held: Mark[] = [];
    for await (const mark of store.held()) held.push(mark);
    expect(held).toEqual([text]);
  });
});

test('DynamoDbSeen takes an article from a process that died, and tells that one if it did not', async () => {
  const store = new DynamoDbSeen(dynamo, { tableName: 'seen', prefix: 'lease:', now: () => clock });
  const mark: Mark = { article: 'a', revision: 1, event: 'published' };
  const first = await store.begin(mark);
  clock += 61_000;
  const second = await store.begin({ ...mark, revision: 2 });
  if (first.kind !== 'news' || second.kind !== 'news') throw new Error('no lease');
  expect(await store.done(first.lease, true)).toBe(false);
  expect(await store.done(second.lease, true)).toBe(true);
});

test('consumers that share a table give an article to the app once for each revision', async () => {
  const [wire, app] = [new Wire(), new App()];
  const messages = ['a', 'b', 'a', 'b', 'a'].map((article) => wire.tell(article, 'updated'));
  const consumers = [1, 2, 3].map(() =>
    app.consumer({
      seen: new DynamoDbSeen(dynamo, { tableName: 'seen', prefix: 'shared:' }),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      busyMs: Infinity,
    }),
  );
  await Promise.all(consumers.flatMap((consumer) => messages.map((message) => consumer.take(message))));
  expect(app.copies).toEqual(wire.state());
  expect(new Set(app.applied.map(({ id }) => id)).size).toBe(app.applied.length);
});
