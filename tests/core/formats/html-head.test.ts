import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { readBytes } from '../../support/wires.ts';

async function page(head: string, body: string): Promise<ArticleRecord> {
  const html = `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;
  const result = await readBytes(new TextEncoder().encode(html));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

const STORY = `<div>
<p>The lock keepers of Tarn Cross agreed on Friday to open the upper gates at night until the end of the regatta.</p>
<p>Some forty barges had been waiting below the town since the water fell, and their owners had asked for a pilot.</p>
<p>The canal trust says that the work will cost it more than the tolls of a whole summer will ever bring.</p></div>`;
const URL = '<link rel="canonical" href="https://www.tarnpost.example/a/locks">';

describe('the headline of a page', () => {
  test.each([
    [
      'the heading, where it says what the page is shared by',
      '<meta property="og:title" content="Locks of Tarn Cross open all night | Tarn Post">',
      '<h1>Tarn Cross opens its locks at night</h1>',
      'Tarn Cross opens its locks at night',
    ],
    [
      'of several headings the one that agrees',
      '<title>Tarn Cross opens its locks - Tarn Post</title>',
      '<h1>Tarn Post</h1><h1>Tarn Cross opens its locks</h1><h1>More of today</h1>',
      'Tarn Cross opens its locks',
    ],
    [
      'without the site, which the address names',
      `${URL}<title>Tarn Cross opens its locks – Tarn Post</title>`,
      '',
      'Tarn Cross opens its locks',
    ],
    [
      'without the site and its section before it',
      '<meta property="og:site_name" content="Tarn Post"><title>Tarn Post | Tarn Cross opens its locks</title>',
      '',
      'Tarn Cross opens its locks',
    ],
    [
      'a dash within it stays',
      `${URL}<title>Night locks - a trial for Tarn Cross</title>`,
      '',
      'Night locks - a trial for Tarn Cross',
    ],
    [
      'without the line above it',
      '<meta property="og:title" content="Tarn Cross opens its locks">',
      '<h1><span>Canals</span> Tarn Cross opens its locks</h1>',
      'Tarn Cross opens its locks',
    ],
  ])('%s', async (_what, head, body, headline) => {
    expect((await page(head, body + STORY)).article.headlines?.[0]?.value).toBe(headline);
  });
});

describe('when a page was published', () => {
  const HEADING = '<h1>Tarn Cross opens its locks</h1>';
  test.each([
    ['its address', '<link rel="canonical" href="https://tarnpost.example/2026/03/06/locks">', ''],
    ['the first time element beside the headline', '', '<div class="meta"><time>6 March 2026</time></div>'],
    ['a date of Japanese with its change', '', '<p>2026年3月6日 7時15分（2026年3月7日 9時40分更新）</p>'],
    ['a date with the word for year', '', '<p>Тарн, 6 березня 2026 р.</p>'],
    ['a short line with more in it', '', '<div><span>March 6, 2026 · 4 min read</span></div>'],
    ['an element of such a name', '', '<div class="entry-date">06.03.2026 | Canals</div>'],
    ['a year of two digits with a label', '', '<p>פורסם: 06.03.26, 11:40</p>'],
    ['a month of Hindi', '', '<p>प्रकाशित: 6 मार्च 2026, 01:15 PM</p>'],
    ['a list of terms', '', '<dl><dt>Опубліковано</dt><dd>6 березня 2026 о 11:20</dd></dl>'],
    ['the name of a zone in words', '', '<p>March 06, 2026 08:00 AM Eastern Daylight Time</p>'],
  ])('by %s', async (_what, head, line) => {
    const { article } = await page(head, HEADING + line + STORY);
    expect(article.firstCreated?.slice(0, 10)).toBe('2026-03-06');
  });

  test('when it was changed last is no part of its story', async () => {
    const { article } = await page('', `${HEADING}<p>Last updated on March 6, 2026</p>${STORY}`);
    expect(article.versionCreated?.slice(0, 10)).toBe('2026-03-06');
    expect(article.bodies?.[1]?.value).not.toMatch(/Last updated/);
  });

  test('dates of other stories and of the footer say nothing of it', async () => {
    const { article } = await page(
      '',
      `${HEADING}${STORY}<div class="related"><time datetime="2026-01-02">2 January</time></div><footer><time datetime="2020-01-01">2020</time></footer>`,
    );
    expect(article.firstCreated).toBeUndefined();
  });
});

describe('who wrote a page', () => {
  const HEADING = '<h1>Tarn Cross opens its locks</h1>';
  test.each([
    ['no date', '<div class="byline">Fri, 6 Mar, 2026 - 06:36</div>', undefined],
    ['no label', '<div class="author">About the author</div>', undefined],
    ['no id', '<meta name="author" content="8f3a41c2-90bd">', undefined],
    [
      'no photographer',
      '<figure><img src="/a.jpg" alt=""><span class="author">Nils Aker</span></figure>',
      undefined,
    ],
    ['a link to an author', '<p><a href="/authors/ines-holt">Ines Holt</a></p>', 'Ines Holt'],
    [
      'a person before the house',
      '<meta property="og:site_name" content="Tarn Post"><meta name="author" content="Tarn Post"><p class="byline">By Ines Holt</p>',
      'Ines Holt',
    ],
    [
      'a bare name beside the date and the reading time',
      '<p class="byline">Ines Holt · 6 March 2026 · 4 min read</p>',
      'Ines Holt',
    ],
    [
      'a person before a desk',
      '<meta name="author" content="Redakcja"><p class="autor">oprac. Ines Holt</p>',
      'Ines Holt',
    ],
    [
      'a name before a link to all that it wrote',
      '<div class="yazar"><b>Ines Holt</b> <a href="/y">Hepsi</a></div>',
      'Ines Holt',
    ],
    [
      'two names of one box',
      '<p class="author"><b>Ines Holt</b> und <b>Tor Aker</b></p>',
      'Ines Holt und Tor Aker',
    ],
    [
      'who wrote beside who took the pictures',
      '<p class="byline">Foto’s: Nils Aker | Tekst: Ines Holt</p>',
      'Ines Holt',
    ],
    ['a line of Korean', '<p>입력 2026.03.06 08:20 | 김하늘 기자 haneul@tarn.example</p>', '김하늘'],
    ['a line of Chinese', '<p>2026-03-06 09:26 来源：运河日报 记者：林小河 责任编辑：周水</p>', '林小河'],
    ['a line of Japanese', '<p>記者・水野はるか</p>', '水野はるか'],
    ['a correspondent of Italian', '<p>di Ines Holt, inviata a Tarn</p>', 'Ines Holt'],
    ['two and their job', '<p>By Ines Holt and Tor Aker, Staff Writers</p>', 'Ines Holt and Tor Aker'],
    ['a name above the job', '<div><b>Ines Holt</b><i>Verslaggever</i></div>', 'Ines Holt'],
    ['a name above the address', '<div><div>Ines Holt</div><div>holt@tarn.example</div></div>', 'Ines Holt'],
    ['a name below a label', '<dl><dt>Autor</dt><dd>Ines Holt</dd></dl>', 'Ines Holt'],
    [
      'a name behind a mark',
      '<p><b>Live</b> <span>Ines Holt</span> <time datetime="2026-03-06">6 March 2026</time></p>',
      'Ines Holt',
    ],
    ['a class in camel case', '<p class="authorName">Ines Holt</p>', 'Ines Holt'],
    ['a name behind a small "von"', '<p class="autor">von <a href="/team">Ines Holt</a></p>', 'Ines Holt'],
    ['one word behind a small "von"', '<p class="autor">von Kanalspatz</p>', 'Kanalspatz'],
    [
      'a link that is no name',
      '<p class="author">Published by</p><p class="author">Zur Artikelübersicht</p><p class="author">Ines Holt</p>',
      'Ines Holt',
    ],
    [
      'the house, where nobody else is named',
      '<meta property="og:site_name" content="Tarn Post"><meta name="author" content="Tarn Post">',
      'Tarn Post',
    ],
  ])('%s', async (_what, line, by) => {
    expect((await page('', HEADING + line + STORY)).article.by).toBe(by);
  });

  test('a name below the last paragraph, which is no part of the story', async () => {
    const { article } = await page(
      '',
      `<div id="inhalt">${HEADING}${STORY.replace(/<.?div>/g, '')}<p>“We hear the bell again,” says Nils Aker, who lives there.</p><p><i>Ines Holt</i></p></div>`,
    );
    expect(article.by).toBe('Ines Holt');
    expect(article.bodies?.[1]?.value).not.toContain('Ines Holt');
  });

  test('what holds the headline is no other story, whatever it is called', async () => {
    const { article } = await page(
      '',
      `<article class="post related-water"><h1>Tarn Cross opens its locks</h1><span class="author">Ines Holt</span>${STORY}</article>`,
    );
    expect(article.by).toBe('Ines Holt');
  });

  test('of several headings the one that the page is shared by has the byline below it', async () => {
    const { article } = await page(
      '<meta property="og:title" content="Tarn Cross opens its locks">',
      `<h1>Tarn Post</h1><h1>Tarn Cross opens its locks</h1><p>By Ines Holt</p>${STORY}`,
    );
    expect(article.by).toBe('Ines Holt');
  });
});

test('without a first heading the second is the headline that the window begins with', async () => {
  const { article } = await page(
    '<title>Tarn Cross opens its locks - Tarn Post</title>',
    `<h2>Tarn Cross opens its locks</h2>${STORY}`,
  );
  expect(article.headlines?.[0]?.value).toBe('Tarn Cross opens its locks');
});
