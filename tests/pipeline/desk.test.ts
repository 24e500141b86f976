import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mergeStories, splitStory } from '../../functions/desk/commands.ts';
import type { DeskPorts } from '../../functions/desk/ports.ts';
import type { TakenItem } from '../../functions/adapters/store/outcomes.ts';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, paragraphsOn } from './support/newsroom.ts';
import { deskOver } from './support/steps.ts';

let newsroom: Newsroom;
let ports: DeskPorts;
beforeAll(async () => {
  newsroom = await Newsroom.open({ pollsNot: JOURNAL });
  ports = deskOver(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const BY = { by: 'night desk' };

const takeOne = async (provider: string, uri: string, topic: string): Promise<TakenItem> =>
  onlyItem(
    await newsroom.take([
      provider,
      `${uri}.json`,
      ninjsFile({ uri: `urn:x:${uri}`, paragraphs: paragraphsOn(topic) }),
    ]),
  );

test('a wrong duplicate becomes a story of its own, is published, and goes on as an article like any other', async () => {
  const original = await takeOne('aurora', 's1', 'Splitford');
  const duplicate = await takeOne('borealis', 's2', 'Splitford');
  expect(duplicate.outcome).toBe('duplicate');
  await newsroom.messages();

  const decided = await splitStory(ports, duplicate.articleId, BY);
  expect(decided).toMatchObject({ ok: true, revision: { place: 'open' } });
  const [message, ...more] = await newsroom.messages();
  expect(more).toEqual([]);
  expect(message).toMatchObject({
    type: 'wire.article.published',
    subject: duplicate.articleId,
    revision: 2,
    data: {
      dedupe: {
        verdict: 'new',
        of: null,
        story: duplicate.articleId,
        evidence: { split: { fromArticle: original.articleId, by: 'night desk' } },
      },
    },
  });

  const update = { uri: 'urn:x:s2', version: '2', versioncreated: '2026-03-11T09:00:00Z' };
  await newsroom.take([
    'borealis',
    's2-2.json',
    ninjsFile({ ...update, paragraphs: paragraphsOn('Splitford') }),
  ]);
  expect((await newsroom.messages()).map(({ type }) => type)).toEqual(['wire.article.updated']);
  expect(await splitStory(ports, duplicate.articleId, BY)).toMatchObject({ ok: false, code: 'not-linked' });
});

test('an article that is merged into another belongs to its story, and those who had it are told', async () => {
  const one = await takeOne('aurora', 'm1', 'Mergeham');
  const other = await takeOne('borealis', 'm2', 'Elsewhere');
  await newsroom.messages();
  expect(await mergeStories(ports, other.articleId, one.articleId, BY)).toMatchObject({ ok: true });
  expect(await newsroom.messages()).toEqual([
    expect.objectContaining({
      type: 'wire.article.updated',
      subject: other.articleId,
      data: expect.objectContaining({
        dedupe: expect.objectContaining({ verdict: 'duplicate', of: one.articleId, story: one.articleId }),
      }),
    }),
  ]);
  expect(await mergeStories(ports, one.articleId, other.articleId, BY)).toMatchObject({
    code: 'same-article',
  });
});

test('what does not exist or was killed is refused with a reason', async () => {
  expect(await splitStory(ports, 'f'.repeat(32), BY)).toMatchObject({ ok: false, code: 'not-found' });
  const killed = { uri: 'urn:x:dead', pubstatus: 'canceled', paragraphs: paragraphsOn('Deadwood') };
  const { articleId } = onlyItem(await newsroom.take(['aurora', 'dead.json', ninjsFile(killed)]));
  const one = await takeOne('aurora', 'm3', 'Anotherton');
  expect(await mergeStories(ports, articleId, one.articleId, BY)).toMatchObject({
    ok: false,
    code: 'killed',
  });
});

test('where duplicates are published too, one that is split off is published as the article that it is', async () => {
  const room = await Newsroom.open({ context: {} });
  try {
    const files = ['p1', 'p2'].map((name) => {
      const file = ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn('Publicham') });
      return [name === 'p1' ? 'aurora' : 'borealis', `${name}.json`, file] as const;
    });
    const { articleId } = onlyItem(await room.take(...files));
    await splitStory(deskOver(room), articleId, BY);
    const types = (await room.messages()).map(({ type }) => type.slice(13));
    expect(types).toEqual(['published', 'duplicate', 'published']);
  } finally {
    await room.close();
  }
});
