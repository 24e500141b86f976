/** What an agency prints around every story is learned from its stories, where its entry asks for it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ArticleMessage } from '../../functions/adapters/publish/article-message.ts';
import { FurnitureTable } from '../../functions/adapters/store/furniture-table.ts';
import { keyOf, keys } from '../../functions/adapters/store/keys.ts';
import { furnitureIn } from '../../functions/core/furniture/learning.ts';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, paragraphsOn, type Story } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open(
    { pollsNot: JOURNAL },
    {
      agencies: ['aurora', 'borealis', 'cascade', 'delta'].map((id) => ({
        id,
        name: id,
        ...(id === 'borealis' ? {} : { furniture: 'learn' as const }),
      })),
    },
  );
});
afterAll(() => newsroom.close());

/** No list of ours knows these. */
const READERS = 'Every story of ours is free because readers pay what they can.';
const WALK = 'Come walking with the whole newsroom on the first Sunday of any month.';

const story = (topic: string, more: Story = {}): Uint8Array =>
  ninjsFile({
    uri: `urn:x:${topic}`,
    headline: `${topic} builds a bridge`,
    paragraphs: [...paragraphsOn(topic), READERS],
    ...more,
  });

const NEWER = { version: '2', versioncreated: '2026-03-11T09:00:00Z' };

const told = async (): Promise<ArticleMessage[]> => newsroom.messages();

function plainOf(message: ArticleMessage | undefined): string {
  const { bodies = [] } = message?.data.article ?? {};
  return bodies.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
}

const removedOf = (message: ArticleMessage | undefined): unknown[] =>
  (message?.data.wire.text.removed ?? []).map(({ text, reason }) => [reason, text]);

/** A scraped page that says no id of its own. */
const page = (topic: string): Uint8Array =>
  Buffer.from([`${topic} gets a new ferry after all`, ...paragraphsOn(topic), WALK].join('\n\n'));

describe('a block that came with three stories of an agency', () => {
  test('is taken out of its next ones, and stands there with its reason', async () => {
    for (const topic of ['Alnwick', 'Berwick', 'Calder'])
      await newsroom.take(['aurora', `${topic}.json`, story(topic)]);
    const before = await told();
    expect(before.map((message) => plainOf(message).includes(READERS))).toEqual([true, true, true]);

    const receipt = await newsroom.take(['aurora', 'Dunster.json', story('Dunster')]);
    const [message] = await told();
    expect(plainOf(message)).toBe(paragraphsOn('Dunster').join('\n\n'));
    expect(removedOf(message)).toEqual([['learned', READERS]]);
    const { articleId, revision } = onlyItem(receipt);
    const stored = await newsroom.table.revision(articleId, revision);
    expect(stored?.record.wire.text.removed).toMatchObject([{ reason: 'learned', text: READERS }]);
  });

  test('makes no new version of what came before it was known: the same bytes are a redelivery', async () => {
    const again = await newsroom.take(['aurora', 'Alnwick-again.json', story('Alnwick')]);
    expect(onlyItem(again)).toMatchObject({ outcome: 'redelivery', revision: 1 });
    // And of what came since
    const since = await newsroom.take(['aurora', 'Dunster-again.json', story('Dunster')]);
    expect(onlyItem(since)).toMatchObject({ outcome: 'redelivery', revision: 1 });
    expect(await told()).toEqual([]);
  });

  test('leaves a new version a version, told without it', async () => {
    const receipt = await newsroom.take([
      'aurora',
      'Berwick-2.json',
      story('Berwick', { ...NEWER, paragraphs: [...paragraphsOn('Berwick'), 'The old one goes.', READERS] }),
    ]);
    expect(onlyItem(receipt)).toMatchObject({ outcome: 'updated', revision: 2 });
    const [message] = await told();
    expect(plainOf(message).endsWith('The old one goes.')).toBe(true);
  });

  test('hides no copy: the same text under another id is a duplicate of what came before it was known', async () => {
    const original = onlyItem(await newsroom.take(['aurora', 'Alnwick-third.json', story('Alnwick')]));
    const receipt = await newsroom.take([
      'aurora',
      'copy.json',
      story('Alnwick', { uri: 'urn:x:copy-of-alnwick' }),
    ]);
    expect(onlyItem(receipt)).toMatchObject({
      outcome: 'duplicate',
      dedupe: { verdict: 'duplicate', of: original.articleId, evidence: { rule: 'same-text' } },
    });
    expect(await told()).toEqual([]);
  });

  test('stays in the stories of an agency whose entry does not ask for it', async () => {
    for (const topic of ['Elgin', 'Forres', 'Girvan', 'Huntly'])
      await newsroom.take(['borealis', `${topic}.json`, story(topic)]);
    const messages = await told();
    expect(messages.map((message) => plainOf(message).includes(READERS))).toEqual([true, true, true, true]);
    expect(messages.flatMap(removedOf)).toEqual([]);
  });
});

test('items without an id have the one that they had before the block was known', async () => {
  const first = onlyItem(await newsroom.take(['cascade', 'Irvine.txt', page('Irvine')]));
  for (const topic of ['Jedburgh', 'Kelso']) await newsroom.take(['cascade', `${topic}.txt`, page(topic)]);
  const later = onlyItem(await newsroom.take(['cascade', 'Lanark.txt', page('Lanark')]));
  const messages = await told();
  expect(messages.map((message) => plainOf(message).includes(WALK))).toEqual([true, true, true, false]);
  const again = onlyItem(await newsroom.take(['cascade', 'Irvine-again.txt', page('Irvine')]));
  expect(again).toMatchObject({ outcome: 'redelivery', articleId: first.articleId });
  const sent = onlyItem(await newsroom.take(['cascade', 'Lanark-again.txt', page('Lanark')]));
  expect(sent).toMatchObject({ outcome: 'redelivery', articleId: later.articleId });
});

test('three versions of one story, and copies of it, teach nothing', async () => {
  const versions = ['1', '2', '3'].map((version) =>
    story('Moffat', {
      version,
      versioncreated: `2026-03-11T1${version}:00:00Z`,
      headline: `Moffat, hour ${version}`,
    }),
  );
  for (const [index, bytes] of versions.entries())
    await newsroom.take(['delta', `Moffat-${index}.json`, bytes]);
  await newsroom.take(['delta', 'Moffat-copy.json', story('Moffat', { uri: 'urn:x:moffat-again' })]);
  await newsroom.take(['delta', 'Nairn.json', story('Nairn')]);
  const { learned } = await new FurnitureTable(
    { dynamo: newsroom.stack.clients.dynamodb },
    newsroom.stack.ref('ArticleTable'),
  ).get('delta');
  expect(learned.stories).toBe(2);
  expect([...furnitureIn(learned)]).toEqual([]);
});

test('costs one read and one write a file, and nothing where the entry does not ask for it', async () => {
  const callsFor = async (provider: string, topic: string): Promise<Record<string, number | undefined>> => {
    newsroom.stack.meter.reset();
    await newsroom.take([provider, `${topic}.json`, story(topic)]);
    return newsroom.stack.meter.read().operations;
  };
  // Containers look now and then who is paused
  await callsFor('borealis', 'Oban');
  const without = await callsFor('borealis', 'Peebles');
  const { GetItem = 0, PutItem = 0, ...others } = without;
  expect(await callsFor('delta', 'Rothes')).toEqual({
    ...others,
    GetItem: GetItem + 1,
    PutItem: PutItem + 1,
  });
});

/** As if what was learned of an agency were written by another release. */
async function makeUnreadable(agency: string): Promise<void> {
  await newsroom.stack.clients.dynamodb.send(
    new PutItemCommand({
      TableName: newsroom.stack.ref('ArticleTable'),
      Item: {
        ...keyOf(keys.furniture(agency), keys.only),
        learned: { B: Buffer.from('no such') },
        turn: { N: '9' },
      },
    }),
  );
}

test('what is known and cannot be read stops no story', async () => {
  await newsroom.messages();
  await makeUnreadable('aurora');
  const receipt = await newsroom.take(['aurora', 'Selkirk.json', story('Selkirk')]);
  expect(onlyItem(receipt).outcome).toBe('published');
  expect(plainOf((await told())[0]).endsWith(READERS)).toBe(true);
});

test('a label kills the text that it is put on, also where its furniture is known no more', async () => {
  const note = 'The ferry to Kelso sails at nine on Monday and has forty places left for cars.';
  const sailing = (topic: string, more: Story = {}): Uint8Array =>
    story(topic, { paragraphs: [...paragraphsOn(topic), note], ...more });
  for (const topic of ['Tarn', 'Tweed', 'Tay', 'Teviot'])
    await newsroom.take(['delta', `${topic}.json`, sailing(topic)]);
  expect((await told()).map((message) => plainOf(message).includes(note))).toEqual([true, true, true, false]);
  await makeUnreadable('delta');
  const headline = 'WITHDRAWN: Teviot builds a bridge';
  await newsroom.take(['delta', 'Teviot-2.json', sailing('Teviot', { ...NEWER, headline })]);
  expect((await told()).map(({ type }) => type)).toEqual(['wire.article.killed']);
});
