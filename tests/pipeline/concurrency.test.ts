/** Many at the same instant: one is the original, everything else is linked to it, nothing is lost or told twice. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, paragraphsOn } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ batchesAtOnce: 8, pollsNot: JOURNAL });
});
afterAll(async () => {
  await newsroom.close();
});

const COPIES = 50;

test.each([1, 2])('of fifty copies under fifty identities exactly one is new (round %i)', async (round) => {
  const paragraphs = paragraphsOn(`Copenburg-${'abc'.charAt(round - 1)}`);
  const keys = await Promise.all(
    Array.from({ length: COPIES }, (_, copy) =>
      newsroom.drop(
        copy % 2 === 0 ? 'aurora' : 'borealis',
        `copy-${round}-${copy}.json`,
        ninjsFile({ uri: `urn:x:${round}:${copy}`, paragraphs, headline: 'A wall for the old town' }),
      ),
    ),
  );
  await newsroom.stack.quiet();
  const items = await Promise.all(keys.map(async (key) => onlyItem(await newsroom.receipt(key))));
  const originals = items.filter(({ dedupe }) => dedupe.verdict === 'new');
  expect(originals).toHaveLength(1);
  const copies = items.filter(({ dedupe }) => dedupe.verdict === 'duplicate');
  expect(copies).toHaveLength(COPIES - 1);
  expect(new Set(copies.map(({ dedupe }) => dedupe.of))).toEqual(new Set([originals[0]?.articleId]));
  expect((await newsroom.messages()).map(({ subject }) => subject)).toEqual([originals[0]?.articleId]);
});

test('versions of one article that arrive together are all kept, the newest is current, each is told once', async () => {
  const uri = 'urn:newsml:aurora.example:together';
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  await Promise.all(
    numbers.map((number) =>
      newsroom.drop(
        'aurora',
        `together-${number}.json`,
        ninjsFile({
          uri,
          version: String(number),
          versioncreated: `2026-03-11T${String(number + 8).padStart(2, '0')}:00:00Z`,
          paragraphs: [...paragraphsOn('Togetherby'), `This is version ${number}.`],
        }),
      ),
    ),
  );
  await newsroom.stack.quiet();
  const head = await newsroom.table.head(articleIdOf('aurora', uri));
  expect(head).toMatchObject({ version: '12', lastRevision: 12, telling: null, next: null });
  expect(head?.told.revision).toBe(head?.revision);
  const messages = await newsroom.messages();
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
  const newest = messages.sort((a, b) => a.revision - b.revision).at(-1);
  expect(newest?.data.article.version).toBe('12');
});
