/** What was learned of an agency's furniture, as operators see and change it, and what of it is left after a purge. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blockNameOf } from '../../../functions/core/furniture/learned.ts';
import type { ArticleMessage } from '../../../functions/adapters/publish/article-message.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { placesOf } from '../support/everything.ts';
import { sitAt, typed } from '../support/operator.ts';
import { wire } from '../support/run.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open(
    { retryAfterSeconds: 0 },
    { agencies: [{ id: 'aurora', name: 'Aurora News Agency', furniture: 'learn' }] },
  );
  sitAt(newsroom);
});
afterAll(() => newsroom.close());

const READERS = 'Every story of ours is free because readers pay what they can.';
const OATH = 'The members of the council swore the oath with their hands on the old bell.';

const take = async (topic: string): Promise<{ articleId: string; plain: string }> => {
  await newsroom.messages();
  const paragraphs = [...paragraphsOn(topic), OATH, READERS];
  const bytes = ninjsFile({ uri: `urn:x:${topic}`, headline: `${topic} builds a bridge`, paragraphs });
  const { articleId } = onlyItem(await newsroom.take(['aurora', `${topic}.json`, bytes]));
  return { articleId, plain: plainOf((await newsroom.messages())[0]) };
};

function plainOf(message: ArticleMessage | undefined): string {
  const { bodies = [] } = message?.data.article ?? {};
  return bodies.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
}

const taken: string[] = [];

describe('wire furniture', () => {
  test('shows each block that was learned, with its text and its stories', async () => {
    for (const topic of ['Alnwick', 'Berwick', 'Calder']) taken.push((await take(topic)).articleId);
    expect(await typed('furniture', 'aurora')).toEqual([
      { block: { name: blockNameOf(OATH), stories: 3, text: OATH, last: `${taken[2] ?? ''}.1` } },
      { block: { name: blockNameOf(READERS), stories: 3, text: READERS, last: `${taken[2] ?? ''}.1` } },
      { learned: { provider: 'aurora', stories: 3, blocks: 2, texts: [] } },
    ]);
  });

  test('lets a person call a block text: from then on it stays in the stories', async () => {
    const { articleId, plain } = await take('Dunster');
    taken.push(articleId);
    expect([plain.includes(OATH), plain.includes(READERS)]).toEqual([false, false]);
    const lines = await typed('furniture', 'aurora', '--text', blockNameOf(OATH), '--by', 'night desk');
    expect(lines).toMatchObject([
      // From the record that it was taken out of
      { block: { text: READERS, stories: 4, last: `${articleId}.1` } },
      { learned: { blocks: 1, texts: [blockNameOf(OATH)] } },
    ]);
    expect((await typed('operations')).at(-1)).toMatchObject({
      operation: { command: 'furniture', by: 'night desk', state: 'done' },
    });
    const after = await take('Elgin');
    taken.push(after.articleId);
    expect(after.plain.endsWith(OATH)).toBe(true);
  });

  test('refuses an agency that is not in the settings', async () => {
    const { code, stderr } = await wire('furniture', 'auroar');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "aurora"?');
  });
});

test('a text that is read again from its file is cut as it was then, and tells nothing', async () => {
  const lines = await typed('reprocess', '--provider', 'aurora');
  expect(lines.at(-1)).toMatchObject({ total: { none: 5 } });
});

test('when its texts are purged, no sentence of the furniture is left either', async () => {
  const reason = ['--by', 'night desk', '--reason', 'the licence ended'];
  const done = await typed('purge', '--provider', 'aurora', '--and-withhold', '--apply', ...reason);
  expect(done.at(-1)).toMatchObject({ total: { erased: 5 } });
  expect(done.at(-2)).toMatchObject({ check: { left: 0 } });
  expect(await placesOf(newsroom, READERS, OATH)).toEqual([]);
  expect((await typed('furniture', 'aurora'))[0]).toMatchObject({ block: { text: null } });
});
