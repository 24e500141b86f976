/** Files of the inbox that nobody has heard of are found and read, in an inbox of many others. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyOf, keys } from '../../functions/adapters/store/keys.ts';
import { receiptItem } from '../../functions/adapters/store/receipt.ts';
import type { Reconciled } from '../../functions/reconcile/reconcile.ts';
import { JOURNAL, Newsroom, ninjsFile } from './support/newsroom.ts';

const FILES = 20_000;
const HOLES = 100;
const HOUR_MS = 3_600_000;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ batchesAtOnce: 2, pollsNot: JOURNAL });
});
afterAll(async () => {
  await newsroom.close();
});

interface Planted {
  key: string;
  version: string;
}

/** Files as of two hours ago of which nobody was told. */
function plant(names: readonly string[], bytes: (key: string) => Uint8Array): Planted[] {
  const time = Date.now() - 2 * HOUR_MS;
  const versions = newsroom.stack.plant(
    newsroom.inbox,
    names.map((key) => ({ key, body: bytes(key), time })),
  );
  return names.map((key, index) => ({ key, version: versions[index] ?? '' }));
}

/** Receipts as `ingest` writes them: made once, for they differ in nothing but their keys. */
async function writeReceipts(files: readonly Planted[]): Promise<void> {
  const receivedAt = new Date(Date.now() - 2 * HOUR_MS).toISOString();
  const receipt = receiptItem({
    bucket: newsroom.inbox,
    key: '',
    version: '',
    state: 'done',
    provider: 'aurora',
    receivedAt,
    finishedAt: receivedAt,
    sha256: null,
    bytes: 1,
    code: null,
    message: null,
    quarantineKey: null,
    counts: {},
    items: [],
    itemsOmitted: 0,
    repeats: 0,
  });
  const itemOf = ({ key, version }: Planted): typeof receipt => ({
    ...receipt,
    ...keyOf(keys.delivery(newsroom.inbox, key), version),
    key: { S: key },
  });
  await newsroom.stack.plantItems(newsroom.stack.ref('ArticleTable'), files.map(itemOf));
}

const run = async (): Promise<Reconciled> => {
  const result = await newsroom.stack.fire('ReconcileEveryHour');
  if (!result.ok) throw new Error(result.message);
  return result.payload as Reconciled;
};

test(`a hole of ${HOLES} files among ${FILES} is found, told and closed, and nothing else is read again`, async () => {
  const names = Array.from({ length: FILES }, (_, number) => String(number).padStart(5, '0'));
  const isHole = (index: number): boolean => index % (FILES / HOLES) === 77;
  const body = Buffer.from('x');
  const read = plant(
    names.filter((_, index) => !isHole(index)).map((name) => `incoming/aurora/${name}.json`),
    () => body,
  );
  await writeReceipts(read);
  // One text for all: what is asked is whether each is read
  const story = ninjsFile({ uri: 'urn:x:hole' });
  const holes = plant(
    names.filter((_, index) => isHole(index)).map((name) => `incoming/aurora/${name}.json`),
    () => story,
  );

  expect(await run()).toMatchObject({
    postponed: false,
    finished: true,
    pages: FILES / 1000,
    looked: FILES,
    missing: HOLES,
    byProvider: { aurora: HOLES },
  });
  expect(await newsroom.notices()).toMatchObject([
    {
      type: 'wire.deliveries.missed',
      count: HOLES,
      byProvider: { aurora: HOLES },
      files: expect.arrayContaining([
        { ...holes[0], storedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.000Z$/u) },
      ]),
    },
  ]);
  await newsroom.stack.quiet();
  const outcomes: unknown[] = [];
  for (const { key, version } of holes) {
    const receipt = await newsroom.table.receipt({ bucket: newsroom.inbox, key, version });
    expect(receipt).toMatchObject({ state: 'done', receivedAt: expect.stringMatching(/\.000Z$/u) });
    outcomes.push(receipt?.items[0]?.outcome);
  }
  expect(outcomes.filter((outcome) => outcome === 'redelivery')).toHaveLength(HOLES - 1);
  expect(await newsroom.messages()).toHaveLength(1);
});

test('what was looked at is not looked at again, and what is new may be on its way', async () => {
  await newsroom.take(['aurora', 'late.json', ninjsFile({ uri: 'urn:x:late' })]);
  newsroom.stack.plant(newsroom.inbox, [
    { key: 'incoming/aurora/new.json', body: ninjsFile({ uri: 'urn:x:new' }), time: Date.now() - 60_000 },
  ]);
  expect(await run()).toMatchObject({ finished: true, looked: 0, missing: 0 });
  expect(await newsroom.notices()).toEqual([]);
});
