/** Layouts of the pages that are scraped: what stands around a story, and within it. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { htmlOf, paragraphsIn, readBytes } from '../../support/wires.ts';

const TITLE = 'Ferry to Erle Island stops for three weeks';
const DECK = 'Islanders fear for the start of the season and demand a replacement';
const LEAD =
  'The ferry to Erle Island will not run for three weeks because its engine has to be replaced, the company said on Monday.';
const MORE =
  'About 400 people live on the island, and most of them work on the mainland, according to the mayor.';
const QUOTE = '“We were told nothing,” said Ola Brandt.';
const LAST =
  'A smaller boat will carry medicine and mail until the ferry is back in service in the middle of May.';

/** Reads the lines as a page, once with empty lines between them and once without. */
async function both(...lines: string[]): Promise<ArticleRecord> {
  const read = async (text: string): Promise<ArticleRecord> => {
    const result = await readBytes(new TextEncoder().encode(text));
    const [item] = result.ok ? result.items : [];
    if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
    return item.record;
  };
  const [apart, close] = [await read(lines.join('\n\n')), await read(lines.join('\n'))];
  expect(close.article.headlines).toEqual(apart.article.headlines);
  expect(htmlOf(close)).toBe(htmlOf(apart));
  return apart;
}

const headlines = ({ article }: ArticleRecord): string[] =>
  (article.headlines ?? []).map(({ role, value }) => `${role ?? ''}: ${value}`);

describe('boxes within a story', () => {
  test.each([
    ['one link', ['RELATED ARTICLE', 'Why engines fail']],
    [
      'a numbered list',
      ['Keep reading', 'list of 2 items', 'list 1 of 2', 'An island and its ferry', 'end of list'],
    ],
    ['a question', ['Mehr zum Thema', 'Why do engines fail so often?']],
    ['an advertisement', ['Ad Feedback']],
    [
      'a newsletter',
      [
        'Sign up to First Mail',
        'Free daily newsletter',
        'Our morning mail tells you every day what is going on along the coast and on all of its islands, and why',
      ],
    ],
    ['a link', ['READ MORE: Why engines fail']],
  ])('%s leaves the text around it whole', async (_, box) => {
    const record = await both(TITLE, LEAD, MORE, ...box, QUOTE, LAST);
    expect(paragraphsIn(record)).toEqual([LEAD, MORE, QUOTE, LAST]);
  });

  test('a box above the last paragraph does not end a story', async () => {
    expect(paragraphsIn(await both(TITLE, LEAD, MORE, 'Más información', 'Why engines fail', LAST))).toEqual([
      LEAD,
      MORE,
      LAST,
    ]);
  });

  test('headlines and teasers by turns below the story are no part of it', async () => {
    const teasers = [
      'Engine makers sue',
      'The makers of engines have sued each other over a patent that is older than both of them.',
    ];
    const others = [
      'A bridge instead',
      'Engineers have drawn a bridge to the island, and it would cost about as much as forty ferries.',
    ];
    const record = await both(TITLE, LEAD, MORE, QUOTE, LAST, 'Related stories', ...teasers, ...others);
    expect(paragraphsIn(record)).toEqual([LEAD, MORE, QUOTE, LAST]);
  });

  test('what readers write below a story is no part of it', async () => {
    const comment =
      'Great work by the crew! They deserve a medal for all those years with such an old engine.';
    const record = await both(TITLE, LEAD, LAST, 'Comments', 'Jon Abel', comment);
    expect(paragraphsIn(record)).toEqual([LEAD, LAST]);
  });
});

describe('the head of a page', () => {
  test('a deck with a stop above the byline', async () => {
    const record = await both(TITLE, `${DECK}, and the mayor agrees.`, 'By Mara Lindt', LEAD, MORE);
    expect(headlines(record)).toEqual([`main: ${TITLE}`, `sub: ${DECK}, and the mayor agrees.`]);
    expect(paragraphsIn(record)).toEqual([LEAD, MORE]);
  });

  test('a first paragraph without a byline below it is no deck', async () => {
    const record = await both(TITLE, LEAD, MORE);
    expect(headlines(record)).toEqual([`main: ${TITLE}`]);
  });

  test.each([
    ['a name beside the date', ['Mara Lindt', '3 May 2024'], 'Mara Lindt'],
    ['a name and a desk', ['3 May 2024', 'Mara Lindt', 'BBC News, Erle'], 'Mara Lindt'],
    ['a name and a job', ['Mara Lindt Transport correspondent'], 'Mara Lindt'],
    ['a label', ['Tekst: Mara Lindt'], 'Mara Lindt'],
    ['a label in Turkish', ['Haber: Mara Lindt'], 'Mara Lindt'],
    ['a label in Spanish', ['Escrito por: Mara Lindt'], 'Mara Lindt'],
    ['their own reporter', ['Von unserer Reporterin Mara Lindt'], 'Von unserer Reporterin Mara Lindt'],
    ['a label in Danish', ['Skrevet af: Mara Lindt'], 'Mara Lindt'],
    ['two and their job', ['By Mara Lindt and Ola Brandt, Staff Writers'], 'By Mara Lindt and Ola Brandt'],
    ['an agency keeps its name', ['Mara Lindt, Reuters'], 'Mara Lindt, Reuters'],
    ['a job in Czech', ['Mara Lindt, redaktorka', '3. května 2024'], 'Mara Lindt'],
    ['a job in Hindi', ['मीरा लिंड, संवाददाता'], 'मीरा लिंड'],
    ['her address', ['Par Mara Lindt - m.lindt@erle.example'], 'Par Mara Lindt'],
    ['an address below the name', ['Mara Lindt', 'mara.lindt@erle.example'], 'Mara Lindt'],
    ['the text and the pictures', ['Por Mara Lindt (texto) e Ola Brandt (fotografia)'], 'Por Mara Lindt'],
    ['a job of another trade', ['Mara Lindt Founder & Lead Reviewer'], 'Mara Lindt'],
    ['a name beside the reading time', ['4 min read', 'Mara Lindt'], 'Mara Lindt'],
    ['a name and agencies', ['Mara Lindt with dpa, AFP'], 'Mara Lindt with dpa, AFP'],
    [
      'a name and a place',
      ['Par Mara Lindt (Erle, envoyée spéciale)'],
      'Par Mara Lindt (Erle, envoyée spéciale)',
    ],
    ['the desk', ['Door onze redactie'], 'Door onze redactie'],
  ])('who wrote it: %s', async (_, lines, by) => {
    const { article, wire } = await both(TITLE, DECK, ...lines, LEAD, MORE);
    expect(article.by).toBe(by);
    expect(article.headlines?.[1]?.value).toBe(DECK);
    expect(wire.creditLine).toBeNull();
  });

  test('who wrote it: a name below the headline that the page explains below the story', async () => {
    const bio = 'Mara is a sailor and has written about the ferries of the coast for more than ten years.';
    const { article } = await both(
      TITLE,
      'Mara Lindt',
      LEAD,
      MORE,
      LAST,
      'About the author',
      'Mara Lindt',
      bio,
    );
    expect(article.by).toBe('Mara Lindt');
  });

  test('who wrote it: two, each with the job below', async () => {
    const names = ['Mara Lindt', 'Journalist', 'Ola Brandt', 'Journalist'];
    expect((await both(TITLE, ...names, LEAD, MORE)).article.by).toBe('Mara Lindt, Ola Brandt');
  });

  test('who wrote it: signed below the story', async () => {
    const record = await both(TITLE, LEAD, MORE, '— Mara Lindt, Erle Courier');
    expect(record.article.by).toBe('Mara Lindt');
    expect(paragraphsIn(record)).toEqual([LEAD, MORE]);
  });

  test('what a menu has twice is no author', async () => {
    const menu = ['Harbour Safety', 'Boats', 'Sailors', 'Weather'];
    const text =
      'Harbour safety is what the company has taught its crews for forty years, and they know it well.';
    expect((await both(TITLE, 'Engine Rooms', LEAD, MORE, ...menu, text)).article.by).toBeUndefined();
  });

  test.each([
    ['Polish', 'Czytaj także: Most zamiast promu'],
    ['Russian', 'Читайте также: Мост вместо парома'],
    ['Greek', 'Διαβάστε επίσης: Γέφυρα αντί για πλοίο'],
    ['Arabic', 'اقرأ أيضا: جسر بدل العبارة'],
    ['Hebrew', 'כתבות נוספות'],
    ['Hindi', 'यह भी पढ़ें: नाव के बदले पुल'],
    ['Chinese', '相关阅读'],
    ['Korean', '많이 본 뉴스'],
    ['Turkish', 'İlginizi çekebilir'],
  ])('a label in %s within the story is no text of it', async (_, label) => {
    expect(paragraphsIn(await both(TITLE, LEAD, MORE, label, LAST))).toEqual([LEAD, MORE, LAST]);
  });

  test('a byline and a date below a deck of a page with notices above it', async () => {
    const notice =
      'We have changed our terms, and by reading on you agree that they hold for you from today on.';
    const deck = `${DECK}, and the mayor agrees.`;
    const menu = ['Harbours', 'Boats', 'Sailors', 'Weather', 'Tides', 'Home'];
    const record = await both(...menu, notice, TITLE, deck, 'Mara Lindt', '3 May 2024', LEAD, MORE, LAST);
    expect(headlines(record)).toEqual([`main: ${TITLE}`, `sub: ${deck}`]);
    expect(record.article).toMatchObject({ by: 'Mara Lindt', firstCreated: '2024-05-03T00:00:00Z' });
    expect(paragraphsIn(record)).toEqual([LEAD, MORE, LAST]);
  });

  test('an agency beside a byline credits the picture, and the line below it is its caption', async () => {
    const record = await both(
      TITLE,
      '3 May 2024',
      'Mara Lindt',
      'PA Media',
      'The ferry in the harbour',
      LEAD,
      MORE,
    );
    expect(record.wire.extra.photoCredits).toEqual(['PA Media']);
    expect(record.article.descriptions?.[0]).toMatchObject({
      role: 'caption',
      value: 'The ferry in the harbour',
    });
    expect(headlines(record)).toEqual([`main: ${TITLE}`]);
  });

  test.each([
    ['Publié le 12 mars 2024 à 11h32, modifié le 13 mars 2024 à 18h05', '2024-03-12', '2024-03-13'],
    ['Erle - 08 jul 2024 - 20:15 CEST', '2024-07-08', '2024-07-08'],
    ['12-03-2024 14:30', '2024-03-12', '2024-03-12'],
    ['Publié le 12/04/2024 à 08:30', '2024-04-12', '2024-04-12'],
    ['March 4, 2024 11:20 AM GMT+1', '2024-03-04', '2024-03-04'],
  ])('the date: %s', async (line, first, last) => {
    const { article } = await both(TITLE, line, LEAD, MORE);
    expect(article.firstCreated?.slice(0, 10)).toBe(first);
    expect(article.versionCreated?.slice(0, 10)).toBe(last);
  });

  test('numbers that can be two dates are neither a date nor a deck', async () => {
    const { article } = await both(TITLE, 'Published 03/04/2024', LEAD, MORE);
    expect(article.versionCreated).toBeUndefined();
    expect(article.headlines).toHaveLength(1);
  });
});

describe('the end of a page', () => {
  test('who helped stands below a rule, and belongs to the story', async () => {
    const helped = 'Coast Service writer Jon Abel in Erle contributed to this report.';
    expect(paragraphsIn(await both(TITLE, LEAD, LAST, '___', helped))).toEqual([LEAD, LAST, helped]);
  });

  test('initials and agencies are the credit line', async () => {
    expect((await both(TITLE, LEAD, LAST, 'ml/jab (dpa, AFP)')).wire.creditLine).toBe('ml/jab (dpa, AFP)');
  });

  test('who the author is', async () => {
    const bio =
      'Mara Lindt is a reporter who covers the coast for the Erle Courier, and has done so since 2019.';
    const record = await both(TITLE, 'By Mara Lindt', LEAD, LAST, bio);
    expect(paragraphsIn(record)).toEqual([LEAD, LAST]);
    expect(record.wire.text.removed.map(({ text }) => text)).toContain(bio);
  });
});

test('questions between paragraphs are sub-headings', async () => {
  const record = await both(TITLE, LEAD, 'What happened?', MORE, 'When will it sail again?', LAST);
  expect(htmlOf(record).match(/<h2>[^<]*/g)).toEqual(['<h2>What happened?', '<h2>When will it sail again?']);
});

test('a short story among much furniture is still a story', async () => {
  const promotion = [
    'Find Coast News on your TV',
    'Get email updates from Coast News',
    'Sign up for our weekly newsletter',
  ];
  const record = await both(
    TITLE,
    DECK,
    LEAD,
    'Reuters',
    'Related News',
    ...promotion,
    ...promotion,
    ...promotion,
  );
  expect(paragraphsIn(record)).toEqual([LEAD]);
});
