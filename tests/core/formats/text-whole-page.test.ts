import { expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { htmlOf, paragraphsIn, readBytes } from '../../support/wires.ts';

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

const TITLE = 'Tarn Cross opens its locks at night for forty barges';
const pageWith = (...lines: string[]): string =>
  [MENU, TITLE, ...lines, STORY.join('\n\n'), MENU].join('\n\n');

test.each([
  ['with the reading time', ['Ines Holt • March 12, 2026 • 4 min read']],
  ['in two lines', ['Ines Holt', 'Mar 12, 2026 4 min read']],
  ['below words that lead to them', ['By', 'Ines Holt', 'Published', 'March 12, 2026', '4 min read']],
  ['where the page ends with its author', ['Ines Holt', 'Mar 12, 2026 4 min read', ...STORY, 'Ines Holt']],
])('author and date are read near the headline, %s', async (_how, lines) => {
  const { article } = await record(pageWith(...lines));
  expect(article.by?.replace(/^By /, '')).toBe('Ines Holt');
  expect(article.firstCreated).toBe('2026-03-12T00:00:00Z');
  expect(article.headlines?.[0]?.value).toBe(TITLE);
});

test('several names above the date wrote it together', async () => {
  const { article } = await record(pageWith('Ines Holt, Ada Moor & Tom Reyes', '12 March 2026'));
  expect(article.by).toBe('Ines Holt, Ada Moor & Tom Reyes');
});

test('what a template writes before a name is not of it', async () => {
  expect((await record(pageWith('Written by: Ines Holt', '12 March 2026'))).article.by).toBe('Ines Holt');
});

test.each(['Text Messages', 'Author Spotlight', 'Text Me About Tolls'])(
  'an entry of a menu names no author: %s',
  async (entry) => {
    const { article } = await record([MENU, entry, TITLE, STORY.join('\n\n'), entry].join('\n\n'));
    expect(article.by).toBeUndefined();
  },
);

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

const LETTERS = [
  'I have lived above the upper gates for thirty years and nobody ever asked me whether I want a lamp in front of my window.',
  'My brother has a barge, and he says that the pilot was late on every one of the last four evenings, which the county knows.',
  'They should have done this in the spring, before the water fell, and not now that all the boats lie below the town.',
];

test.each([
  '12 Comments',
  'Leave a reply',
  '3 thoughts on “Tarn Cross opens its locks at night”',
  '4 Kommentare',
  'Laisser un commentaire',
  'Deja un comentario',
  'Deixe um comentário',
  'Lascia un commento',
  'Reacties (7)',
  'Skriv en kommentar',
  'Legg igjen en kommentar',
])('what readers write below “%s” is no story, also where it is longer', async (label) => {
  const letters = [
    ...LETTERS,
    ...LETTERS.map((text) => `${text} And so it is all along the canal, year after year.`),
  ];
  const text = `Tarn Cross opens its locks at night\n\n${STORY.slice(0, 3).join('\n\n')}\n\n${label}\n\n${letters.join('\n\nReply\n\n')}`;
  expect(paragraphsIn(await record(text))).toEqual(STORY.slice(0, 3));
});

test('a link to the comments below the headline is not the end of the story', async () => {
  const text = `Tarn Cross opens its locks at night\n\n${STORY[0] ?? ''}\n\n12 Comments\n\n${STORY.slice(1).join('\n\n')}`;
  expect(paragraphsIn(await record(text))).toEqual(STORY);
});

test.each([
  ['Full name *', 'Email address *', 'Submit'],
  ['Vorname', 'Nachname', 'Nachricht', 'Absenden'],
  ['Prénom', 'Téléphone', 'Envoyer'],
  ['Nombre', 'Correo electrónico', 'Enviar'],
])('below a form (%s, %s) there is no story', async (...fields) => {
  const text = `Tarn Cross opens its locks at night\n\n${STORY.join('\n\n')}\n\n${fields.join('\n\n')}\n\n${LETTERS[0] ?? ''}`;
  expect(paragraphsIn(await record(text))).toEqual(STORY);
});

test.each([
  'Recent posts',
  'Weitere Beiträge',
  'Articles similaires',
  'Entradas recientes',
  'Articoli recenti',
])('other pages below “%s” are no story', async (label) => {
  const teasers = LETTERS.map((text, at) => `Canal diary, part ${at}\n\n${text}`).join('\n\n');
  const text = `Tarn Cross opens its locks at night\n\n${STORY.join('\n\n')}\n\n${label}\n\n${teasers}`;
  expect(paragraphsIn(await record(text))).toEqual(STORY);
});

test('a label that the menu has too ends the story', async () => {
  const text = `Most read\n\n${MENU}\n\nTarn Cross opens its locks at night\n\n${STORY.join('\n\n')}\n\nMost read\n\nA heron in the toll house\n\n${LETTERS[0] ?? ''}\n\nThe last eel of the season\n\n${LETTERS[1] ?? ''}`;
  expect(paragraphsIn(await record(text))).toEqual(STORY);
});

test('sub-headings stay where a list of contents names them too', async () => {
  const [lead = '', second = '', third = '', ...rest] = STORY;
  const heads = ['Who pays for it', 'What the keepers want'];
  const text = `Tarn Cross opens its locks at night\n\n${lead}\n\n${heads.join('\n\n')}\n\nHow it goes on\n\n${second}\n\n${heads[0] ?? ''}\n\n${third}\n\n${heads[1] ?? ''}\n\n${rest.join('\n\n')}`;
  const found = paragraphsIn(await record(text));
  expect(found.slice(found.indexOf(second))).toEqual([second, heads[0], third, heads[1], ...rest]);
});

test('three short paragraphs in a row are a story, on a page with many links', async () => {
  const short = [
    'The lock keepers of Tarn Cross agreed on Friday to open the upper gates at night, for no more than the toll.',
    'Some forty barges had been waiting below the town since the water fell, in the first week of March, and their owners had asked for a pilot.',
    'A meeting in the old toll house will decide next week who pays for the lamps and for the pilots, it was said.',
    'Until then the keepers take turns.',
  ];
  const menu = Array.from({ length: 160 }, (_, at) => `Section number ${at} of the site`).join('\n\n');
  expect(paragraphsIn(await record(`${menu}\n\n${short.join('\n\n')}`))).toEqual(
    expect.arrayContaining(short),
  );
});

test('a byline and a date that the page prints twice are read once', async () => {
  const head = ['By Ines Holt', '12 March 2026'];
  const lines = [MENU, 'Tarn Cross opens its locks at night', ...head, ...STORY, ...head, MENU];
  const { article } = await record(lines.join('\n\n'));
  expect(article).toMatchObject({ by: 'By Ines Holt', firstCreated: expect.stringMatching(/^2026-03-12/) });
});

const LONG_STORY = [
  ...STORY,
  'The keepers of Tarn Cross have asked the trust for lamps since the lock was rebuilt, and each time the canal trust has said that the tolls would not pay for the lamps.',
  'On Friday night the first barges went through the lock by the light of torches that the owners held, while the keepers worked the gates and the pilot called from the bank.',
  'The county has promised a light for the lock and a second pilot until the regatta is over, and the keepers of the gates will be paid for each night that they work.',
  'Owners of barges who have waited for more than a week need not pay the toll, the keepers said, as long as they help to work the gates of the lock when their turn comes.',
];

test('a note on the site that stands by itself far below a story is no part of it', async () => {
  const note = 'Sunday Streams is written by people who fish, swim and paint, and it never costs anything.';
  const links = ['Share', 'Print', 'Send to a friend', 'Follow us'];
  const lines = ['Tarn Cross opens its locks at night', ...LONG_STORY, ...links, note];
  const paragraphs = paragraphsIn(await record(lines.join('\n\n')));
  expect(paragraphs).toEqual(expect.arrayContaining(LONG_STORY));
  expect(paragraphs).not.toContain(note);
});

test('a last paragraph on the story stays, whatever stands above it', async () => {
  const last = 'The lock and its gates will be closed on Monday, and the keepers of Tarn Cross will sleep.';
  const links = ['Share', 'Print', 'Send to a friend', 'Follow us'];
  const lines = ['Tarn Cross opens its locks at night', ...LONG_STORY, ...links, last];
  expect(paragraphsIn(await record(lines.join('\n\n')))).toContain(last);
});

test('the first paragraphs stay where a long list parts them from the rest', async () => {
  const intro = [
    'The lock keepers of Tarn Cross open the gates at night, and barges go through the lock by the light of lamps that the canal trust did not pay for, and a pilot calls from the bank.',
    'Who wants to see the barges, the lock and the keepers by night should know the places on the towpath from which the gates can be seen at night, and when the barges go through.',
  ];
  const list = Array.from({ length: 30 }, (_, at) => `Place number ${at} on the towpath`);
  const lines = [
    'Tarn Cross by night',
    ...intro,
    ...list,
    ...LONG_STORY,
    ...LONG_STORY.map((text) => `Later, ${text}`),
  ];
  expect(paragraphsIn(await record(lines.join('\n\n')))).toEqual(expect.arrayContaining(intro));
});

test('a story with a list in it is an article among much navigation', async () => {
  const menu = Array.from({ length: 60 }, (_, at) => `Section number ${at} of the site`);
  const story = [
    'Whoever takes a boat through the nine locks of the canal should know a few things, and most of them are easy to learn in an afternoon.',
    'The keepers of Tarn Cross have written them down for the first time, after a summer in which three boats sank.',
    'Their paper tells you, among other things, how to:',
    'tie a boat in a lock',
    'speak with the keeper',
    'wait for another boat',
    'leave when the gates open',
    'The paper also says whom to call when something goes wrong, and which of the locks are closed at night.',
    'It lies in all of the huts along the canal and costs nothing, says the oldest of the keepers.',
  ];
  const found = await record([...menu, 'Nine locks and how to pass them', ...story].join('\n\n'));
  expect(paragraphsIn(found)).toEqual(expect.arrayContaining(story.filter((text) => text.endsWith('.'))));
});

test('a sub-heading that asks stays, although a list of contents has it too', async () => {
  const [who, what] = ['Who pays for the lamps?', 'What do the keepers do?'];
  const [lead = '', ...story] = STORY;
  const lines = [MENU, 'Tarn Cross opens its locks at night', lead, 'On this page', what, who];
  const found = await record([...lines, ...story.slice(0, 2), who, story[2], what, story[3]].join('\n\n'));
  expect(htmlOf(found)).toContain(`<h2>${who}</h2>`);
  expect(htmlOf(found)).toContain(`<h2>${what}</h2>`);
});
