import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JOURNAL, Newsroom, ninjsFile, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { sitAt, typed } from '../support/operator.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0, pollsNot: JOURNAL });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

test('wire reconcile shows what nobody has read since a time, and has it read', async () => {
  await newsroom.take(['aurora', 'read.json', ninjsFile({ uri: 'urn:x:read' })]);
  const time = Date.now() - 30 * 60_000;
  const key = 'incoming/aurora/lost.json';
  const [version] = newsroom.stack.plant(newsroom.inbox, [
    { key, body: ninjsFile({ uri: 'urn:x:lost', paragraphs: paragraphsOn('Lostham') }), time },
    {
      key: 'incoming/borealis/older.json',
      body: ninjsFile({ uri: 'urn:x:older' }),
      time: time - 2 * 3_600_000,
    },
  ]);
  expect(await typed('trace', key)).toMatchObject([{ what: 'stored' }, { where: 'nowhere' }]);
  const receivedAt = new Date(Math.floor(time / 1000) * 1000).toISOString();
  const choice = ['reconcile', '--since', '1h'];
  expect(await typed(...choice)).toMatchObject([
    { hourly: { doneUntil: null, running: null } },
    { looked: 1, missing: { aurora: 1 } },
    { file: { key, version, receivedAt, receipt: null } },
    { total: { files: 1 } },
  ]);
  await newsroom.messages();
  await typed(...choice, '--apply', '--by', 'night desk');
  await newsroom.stack.quiet();
  expect(await newsroom.receipt(key)).toMatchObject({ state: 'done', version, receivedAt });
  expect(await newsroom.messages()).toHaveLength(1);
  expect((await typed(...choice)).at(-1)).toMatchObject({ total: { files: 0 } });

  await newsroom.stack.fire('ReconcileEveryHour');
  await newsroom.stack.quiet();
  expect(await newsroom.receipt('incoming/borealis/older.json')).toMatchObject({ state: 'done' });
  const [{ hourly }] = (await typed(...choice)) as [{ hourly: { doneUntil: string } }];
  expect(Date.now() - Date.parse(hourly.doneUntil)).toBeGreaterThanOrEqual(3_600_000);
});
