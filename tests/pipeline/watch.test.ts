/** What `watch` tells of agencies, from what the pipeline has stored. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registerOf } from '../../functions/core/providers/register.ts';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { SequenceTable } from '../../functions/adapters/store/sequences.ts';
import { noteNumbers } from '../../functions/desk/sequences.ts';
import { Pauses } from '../../functions/adapters/store/pauses.ts';
import { RhythmTable } from '../../functions/adapters/store/rhythms.ts';
import { composeWatch, type Watch } from '../../functions/watch/compose.ts';
import { JOURNAL, Newsroom, ninjsFile, paragraphsOn } from './support/newsroom.ts';

const MINUTE = 60_000;
let newsroom: Newsroom;
let now = Date.now();

beforeAll(async () => {
  newsroom = await Newsroom.open({ pollsNot: JOURNAL });
});
afterAll(async () => {
  await newsroom.close();
});

function watching(...providers: Provider[]): Watch {
  const { clients, ref } = { clients: newsroom.stack.clients, ref: (id: string) => newsroom.stack.ref(id) };
  return composeWatch(
    { dynamo: clients.dynamodb, s3: clients.s3, sns: clients.sns },
    { tableName: ref('ArticleTable'), opsTopicArn: ref('OpsTopic'), providers: registerOf(providers) },
    () => now,
    {
      news: () => undefined,
      failed: (_provider, error) => {
        throw error instanceof Error ? error : new Error(String(error));
      },
    },
  );
}

const told = async (type: string) =>
  (await newsroom.notices()).filter((notice) => notice.type === type).map((notice) => notice.provider);

test('an agency is silent after its minutes, and heard by its next file', async () => {
  const watch = watching({ id: 'aurora', name: 'Aurora', silenceMinutes: 60 });
  const file = ninjsFile({ paragraphs: paragraphsOn('Watchford') });
  now = Date.now() - 62 * MINUTE;
  await watch();
  now = Date.now() - MINUTE;
  expect(await watch()).toMatchObject({ silent: 1 });
  expect(await watch()).toMatchObject({ silent: 1 });
  expect(await told('wire.provider.silent')).toEqual(['aurora']);

  await newsroom.drop('aurora', 'watched.json', file);
  await newsroom.stack.quiet();
  now = Date.now() + MINUTE;
  expect(await watch()).toMatchObject({ silent: 0 });
  expect(await told('wire.provider.heard')).toEqual(['aurora']);
});

test('an agency that is paused is not called silent, and has its time when it flows again', async () => {
  const pauses = new Pauses({ dynamo: newsroom.stack.clients.dynamodb }, newsroom.stack.ref('ArticleTable'));
  const watch = watching({ id: 'afp', name: 'AFP', silenceMinutes: 60 });
  now = Date.now();
  await watch();
  await pauses.set('afp', { by: 'night desk', at: new Date(now).toISOString(), reason: null });
  now += 90 * MINUTE;
  expect(await watch()).toMatchObject({ silent: 0 });
  await pauses.set('afp', null);
  now += 50 * MINUTE;
  expect(await watch()).toMatchObject({ silent: 0 });
  now += 20 * MINUTE;
  expect(await watch()).toMatchObject({ silent: 1 });
  expect(await told('wire.provider.silent')).toEqual(['afp']);
});

test('an agency that sends nothing new is heard all the same', async () => {
  const file = ninjsFile({ uri: 'urn:newsml:borealis.example:1', paragraphs: paragraphsOn('Repeatwick') });
  await newsroom.drop('borealis', 'once.json', file);
  await newsroom.stack.quiet();
  const rhythms = new RhythmTable(
    { dynamo: newsroom.stack.clients.dynamodb },
    newsroom.stack.ref('ArticleTable'),
  );
  const since = Date.now();
  await newsroom.drop('borealis', 'twice.json', file);
  await newsroom.stack.quiet();
  expect(await rhythms.heardBetween('borealis', since - 1, Date.now())).toMatchObject({
    count: 1,
    refused: 0,
  });
});

test('files that cannot be read are told as refusals of their agency, and are a sign of life', async () => {
  now = Date.now();
  const watch = watching({ id: 'cascade', name: 'Cascade', silenceMinutes: 60 });
  await watch();
  for (let file = 0; file < 5; file++)
    await newsroom.drop('cascade', `bad-${file}.bin`, Buffer.from([0, 1, file]));
  await newsroom.stack.quiet();
  now = Date.now() + MINUTE;
  expect(await watch()).toMatchObject({ silent: 0, rejecting: 1 });
  expect(await told('wire.provider.rejecting')).toEqual(['cascade']);
});

test('a held article without a time is counted when half an hour has passed', async () => {
  const watch = watching();
  const before = (await watch()).held;
  await newsroom.drop(
    'delta',
    'held.json',
    ninjsFile({
      uri: 'urn:newsml:delta.example:held',
      ednote: 'EMBARGOED until further notice',
      paragraphs: paragraphsOn('Heldmoor'),
    }),
  );
  await newsroom.stack.quiet();
  now = Date.now() + 10 * MINUTE;
  expect((await watch()).held).toBe(before);
  now = Date.now() + 40 * MINUTE;
  expect((await watch()).held).toBe(before + 1);
});

test('numbers that do not come are told while nothing else comes either', async () => {
  now = Date.now();
  const { stack } = newsroom;
  const watch = watching({
    id: 'evergreen',
    name: 'Evergreen',
    sequence: { from: 'file-name', pattern: '{n}.json' },
  });
  const numbers = new SequenceTable({ dynamo: stack.clients.dynamodb }, stack.ref('ArticleTable'));
  const ports = { numbers, publisher: { notify: () => Promise.resolve() }, now: () => now };
  const agency = { id: 'evergreen', sequence: { from: 'file-name' as const } };
  await noteNumbers(ports, agency, [{ series: 'files', number: 1 }]);
  await noteNumbers(ports, agency, [{ series: 'files', number: 4 }]);
  expect(await watch()).toMatchObject({ gaps: 0 });
  now += 11 * MINUTE;
  expect(await watch()).toMatchObject({ gaps: 1 });
  const gap = (await newsroom.notices()).find(({ type }) => type === 'wire.sequence.gap');
  expect(gap).toMatchObject({ provider: 'evergreen', numbers: ['2-3'] });
  await noteNumbers(ports, agency, [
    { series: 'files', number: 2 },
    { series: 'files', number: 3 },
  ]);
  expect(await watch()).toMatchObject({ gaps: 0 });
});
