import { expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

const read = (text: string): ReturnType<typeof readBytes> => readBytes(new TextEncoder().encode(text));

async function record(text: string): Promise<ArticleRecord> {
  const result = await read(text);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

const MENU =
  'Canals\n\nRegatta\n\nTimetables\n\nMoorings for hire\n\nShop of the trust\n\nJobs\n\nGalleries\n\nBarge of the year';
const STORY = [
  'The lock keepers of Tarn Cross agreed on Friday to open the upper gates at night until the end of the regatta, and to ask for no more than the usual toll.',
  'Some forty barges had been waiting below the town since the water fell in the first week of March, and their owners had asked the county for a pilot and a light.',
  'The canal trust says that the work will cost it more than the tolls of a whole summer will ever bring, but that nobody should have to sleep on the towpath.',
  'A meeting in the old toll house will decide next week who pays for the lamps, and whether the gates may be opened on Sundays as well, which the parish has asked them not to do.',
  'Until then the keepers take turns, two of them each night, and the boats go through in the order in which they came.',
];

test('the headline of a whole page stands near its text, and not in its menu', async () => {
  const { article } = await record(
    `${MENU}\n\nTarn Cross opens its locks at night\n\nBy Ines Holt\n\n${STORY.join('\n\n')}\n\n${MENU}`,
  );
  expect(article.headlines?.[0]?.value).toBe('Tarn Cross opens its locks at night');
});

test('a page that is mostly navigation is an article where it has paragraphs in a row', async () => {
  const menu = Array.from({ length: 160 }, (_, at) => `Section number ${at} of the site`).join('\n\n');
  expect(
    paragraphsIn(await record(`${menu}\n\n${STORY.join('\n\n')}\n\n${menu.replaceAll('site', 'house')}`)),
  ).toEqual(expect.arrayContaining(STORY));
});

test('a text that begins with a bracket is no JSON', async () => {
  expect((await record(`[The text was corrected on Monday.]\n\n${STORY.join('\n\n')}`)).wire.format).toBe(
    'text',
  );
});

test('a line of the menu that stands nearer to the text is not its headline', async () => {
  const { article } = await record(
    [
      MENU,
      'Tarn Cross opens its locks at night for forty barges',
      'Read aloud',
      'By Ines Holt',
      '12 March 2026',
      'Send to a friend',
      STORY.join('\n\n'),
      MENU,
    ].join('\n\n'),
  );
  expect(article.headlines?.[0]?.value).toBe('Tarn Cross opens its locks at night for forty barges');
});

test('a sub-heading is no headline of a text that begins with its lead', async () => {
  const [lead = '', ...more] = STORY;
  const { article, wire } = await record([lead, 'Lamps for the lock keepers', ...more].join('\n\n'));
  expect(article.headlines?.[0]?.value).toMatch(/^The lock keepers of Tarn Cross agreed/);
  expect(wire.signals).toContain('headline-derived');
});

test('a text whose paragraphs have sub-headings between them is an article, a list of excerpts is none', async () => {
  const menu = Array.from({ length: 120 }, (_, at) => `Section number ${at} of the site`).join('\n\n');
  const [first = '', second = '', third = ''] = STORY;
  const parted = [first, second, 'What the trust says', 'A question of lamps', third].join('\n\n');
  expect((await record(`${menu}\n\n${parted}`)).wire.format).toBe('text');
  const excerpts = [first, second, third].map((text, at) => `Entry ${at}\n\nMarch\n\n${text}`).join('\n\n');
  expect((await read(`${menu}\n\n${excerpts}`)).ok).toBe(false);
});
