import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SourceIndex } from '../../functions/adapters/store/source-index.ts';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, paragraphsOn } from './support/newsroom.ts';
import { clientsOf } from './support/steps.ts';

let newsroom: Newsroom;
let index: SourceIndex;
beforeAll(async () => {
  newsroom = await Newsroom.open({ pollsNot: JOURNAL });
  index = new SourceIndex(clientsOf(newsroom), newsroom.stack.ref('ArticleTable'));
});
afterAll(async () => {
  await newsroom.close();
});

const HOUR = 3_600_000;

test('what a provider delivered and what a source stands in is listed by time, the newest first, as it is now', async () => {
  const before = Date.now();
  const take = async (provider: string, name: string) => {
    const file = ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn(name) });
    return onlyItem(await newsroom.take([provider, `${name}.json`, file]));
  };
  const first = await take('aurora', 'Listhorpe');
  const second = await take('borealis', 'Listworth');
  await index.enter(second.articleId, ['aurora'], new Date(Date.now()).toISOString());

  const since = before - HOUR;
  const listed = await index.list({ source: 'aurora', since, until: Date.now() + HOUR });
  expect(listed.map(({ articleId }) => articleId)).toEqual([second.articleId, first.articleId]);
  expect(listed[0]).toMatchObject({
    provider: 'borealis',
    headline: 'Council rebuilds bridge',
    verdict: 'new',
  });
  expect(await index.list({ source: 'aurora', since: before - 2 * HOUR, until: since })).toEqual([]);
  expect(await index.list({ source: 'cascade', since, until: Date.now() + HOUR })).toEqual([]);
});
