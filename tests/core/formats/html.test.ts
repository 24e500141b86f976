import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { htmlOf, paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';

const read = (html: string): ReturnType<typeof readBytes> => readBytes(new TextEncoder().encode(html));

async function page(html: string): Promise<ArticleRecord> {
  const result = await read(html);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

const STORY = `
<p>The harbour council of Alder Bay voted on Monday evening to keep the night ferry running through the winter.</p>
<p>Around eighty islanders had slept in their cars on the quay since Thursday, blocking the lane for lorries.</p>
<p>The crossing loses money every year, and the county has told the council that it will not raise its share.</p>`;
const around = (head: string, body = STORY): string =>
  `<!DOCTYPE html><html><head>${head}</head><body><article><h1>Night ferry stays</h1>${body}</article></body></html>`;

describe('a page with all that pages can say', () => {
  const tower = async (): Promise<ArticleRecord> => {
    const [record] = await recordsIn(samplePath('evergreen', 'page-tower.html'), 'evergreen');
    if (record === undefined) throw new Error('no record');
    return record;
  };

  test('fields from JSON-LD, OpenGraph and meta', async () => {
    const { article, wire } = await tower();
    expect(article).toMatchObject({
      uri: 'https://gazette.evergreen.example/2026/03/11/clock-strikes',
      headlines: [{ role: 'main', value: "Clock of St Wulfric's strikes again" }],
      by: 'Tess Arkwright, Owen Pell',
      firstCreated: '2026-03-11T07:30:00+00:00',
      versionCreated: '2026-03-11T09:10:00+00:00',
      language: 'en-GB',
      descriptions: [
        { role: 'abstract', value: 'After nine silent years the tower of Long Tamsin tells the hour.' },
      ],
    });
    expect(article.infoSources).toContainEqual({ name: 'Evergreen Gazette', role: 'publisher' });
    expect(wire).toMatchObject({
      format: 'html',
      keywords: ['Long Tamsin', 'bells', 'clocks'],
      categories: ['Town & County'],
    });
  });

  test('the story keeps its links, lists, tables and sub-headings', async () => {
    const html = htmlOf(await tower());
    expect(html).toContain('<a href="https://clockmakers.example/pell">two brothers</a>');
    expect(html).toContain('<h2>What comes next</h2>');
    expect(html).toContain('<li>The tower opens on Sundays from May.</li>');
    expect(html).toContain('<td>Noon</td><td>12</td>');
    expect(html).toContain('<figcaption>The face was gilded by hand.');
  });

  test('headline, deck, byline and date are not repeated in it, navigation and promotion are gone', async () => {
    const record = await tower();
    expect(paragraphsIn(record)[0]).toMatch(/^The clock of St Wulfric's struck seven/);
    const text = paragraphsIn(record).join(' ');
    for (const gone of [
      'Sport',
      'By Tess',
      '11 March',
      'Advertisement',
      'newsletter',
      'Most read',
      'Buy clocks',
    ]) {
      expect(text).not.toContain(gone);
    }
    expect(record.wire.text.removed).toEqual([
      { text: 'Advertisement', reason: 'advertisement' },
      { text: 'Sign up for our weekly newsletter', reason: 'promotion' },
    ]);
  });

  test('pictures with caption and credit', async () => {
    const { article, wire } = await tower();
    expect(article.associations).toMatchObject([
      {
        type: 'picture',
        by: 'Maud Penney/Aurora',
        descriptions: [{ role: 'caption', value: 'The face was gilded by hand.' }],
        renditions: [{ href: 'https://img.evergreen.example/clock.jpg', width: 1200, height: 800 }],
      },
    ]);
    expect(wire.extra.photoCredits).toEqual(['Maud Penney/Aurora']);
  });
});

test('an old page in Latin-1: the title without the site, the language of the locale', async () => {
  const [record] = await recordsIn(samplePath('delta', 'page-marche.html'), 'delta');
  expect(record?.article).toMatchObject({
    headlines: [{ value: 'Le marché de Marlieu déménage' }],
    by: 'Lucie Marchand',
    language: 'fr-FR',
    versionCreated: '2026-03-11T06:00:00+01:00',
  });
  expect(record?.wire.raw).toMatchObject({ charsetDeclared: 'iso-8859-1', charsetUsed: 'windows-1252' });
  expect(record === undefined ? 0 : paragraphsIn(record).length).toBe(3);
});

describe('what pages say in other ways', () => {
  test.each([
    [
      'a date in a time element',
      '<time datetime="2026-03-11T07:30:00Z">today</time>',
      { versionCreated: '2026-03-11T07:30:00Z' },
    ],
    ['an author in microdata', '<span itemprop="author">Tor Helland</span>', { by: 'Tor Helland' }],
    ['an author by rel', '<a rel="author" href="/tor">Tor Helland</a>', { by: 'Tor Helland' }],
    ['a byline by class', '<div class="article-byline">By Tor Helland</div>', { by: 'Tor Helland' }],
  ])('%s', async (_what, body, expected) => {
    expect((await page(around('<title>Night ferry stays</title>', body + STORY))).article).toMatchObject(
      expected,
    );
  });

  test.each([
    ['a list', '[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"From data"}]'],
    ['a type among types', '{"@type":["Article","NewsArticle"],"headline":"From data"}'],
    [
      'a page with an entity',
      '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"From data"}}',
    ],
    ['line breaks within strings', '{"@type":"NewsArticle","headline":"From data","description":"a\nb"}'],
    ['CDATA around it', '//<![CDATA[\n{"@type":"NewsArticle","headline":"From data"}\n//]]>'],
    ['entities in it', '{"@type":"NewsArticle","headline":"From&nbsp;data"}'],
  ])('JSON-LD as %s', async (_what, json) => {
    const record = await page(around(`<script type="application/ld+json">${json}</script>`));
    expect(record.article.headlines?.[0]?.value).toBe('From data');
  });

  test('broken JSON-LD is passed over', async () => {
    const record = await page(
      around(
        '<meta property="og:title" content="From meta"><script type="application/ld+json">{"@type":</script>',
      ),
    );
    expect(record.article.headlines?.[0]?.value).toBe('From meta');
  });

  test('a story that only the JSON-LD holds', async () => {
    const text = STORY.trim().replace(/<\/?p>/g, '\n');
    const json = JSON.stringify({ '@type': 'NewsArticle', headline: 'Night ferry stays', articleBody: text });
    const record = await page(
      `<html><head><script type="application/ld+json">${json}</script></head><body><div id="app"></div></body></html>`,
    );
    expect(paragraphsIn(record)).toHaveLength(3);
  });

  test('a piece of a page', async () => {
    const record = await page(`<div><h1>Night ferry stays</h1>${STORY}</div>`);
    expect(record.wire.format).toBe('html');
    expect(paragraphsIn(record)).toHaveLength(3);
    expect(record.article.uri).toMatch(/^urn:wire:evergreen:[\da-f]{32}$/);
  });

  test('XHTML with a prolog', async () => {
    const record = await page(
      `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Night ferry stays</title></head><body>${STORY}</body></html>`,
    );
    expect(record.article.headlines?.[0]?.value).toBe('Night ferry stays');
  });

  test('the credit line below the story', async () => {
    const record = await page(around('<title>x</title>', `${STORY}<p>Aurora and news agencies</p>`));
    expect(record.wire.creditLine).toBe('Aurora and news agencies');
    expect(paragraphsIn(record)).toHaveLength(3);
  });
});

describe('pages that are no article', () => {
  test.each([
    ['an empty page', '<html><body></body></html>'],
    [
      'a list of links',
      `<html><body><ul>${'<li><a href="/a">Owls return</a></li>'.repeat(40)}</ul></body></html>`,
    ],
    ['an error', '<html><head><title>404</title></head><body><h1>Not found</h1></body></html>'],
  ])('%s', async (_what, html) => {
    expect(await read(html)).toMatchObject({ ok: false, code: 'no-article' });
  });

  test.each([
    ['too deep', '<html><body>' + '<div>'.repeat(5000), 'too-deep'],
    ['too many elements', `<html><body>${'<p>a</p>'.repeat(120_000)}`, 'too-many-nodes'],
  ])('%s', async (_what, html, code) => {
    expect(await read(html)).toMatchObject({ ok: false, code });
  });

  test('a page with thousands of elements is read as any other', async () => {
    const record = await page(
      `<html><body><nav>${'<a href="/">Home</a>'.repeat(2000)}</nav><article><h1>Night ferry stays</h1>${STORY.repeat(1600)}</article></body></html>`,
    );
    expect(record.wire.warnings).toEqual([]);
    expect(paragraphsIn(record)[0]).toMatch(/^The harbour council/);
    expect(paragraphsIn(record).join(' ')).not.toContain('Home');
  });

  test('a script never comes through', async () => {
    const record = await page(
      around(
        '<script>evil()</script>',
        `${STORY}<p onclick="evil()"><a href="javascript:evil()">Read</a> how the islanders of Alder Bay won their ferry back last Monday.<script>evil()</script></p>`,
      ),
    );
    expect(JSON.stringify(record)).not.toMatch(/evil/);
  });
});

describe('what stands around the story on a page', () => {
  const text = async (body: string, head = ''): Promise<string> =>
    paragraphsIn(await page(around(head, body))).join('\n');

  test.each([
    [
      'a newsletter box in the middle of the story',
      `${STORY}<div class="newsletter-signup"><p>Sign up for our daily newsletter and get the best stories of the bay every morning at six.</p></div>${STORY}`,
      'newsletter',
    ],
    [
      'a subscription offer at the end',
      `${STORY}<div><h3>This article is for subscribers</h3><p>Subscribe now for only three crowns a month and read all articles of the Gazette without limits.</p></div>`,
      'ubscri',
    ],
    [
      'promotion in a whole sentence at the end',
      `${STORY}<p>Follow us on Facebook and elsewhere for the latest news of the islands every day.</p>`,
      'Follow',
    ],
    [
      'teasers of other stories',
      `${STORY}<div>${'<div><h3><a href="/t">Owls return to the old lighthouse</a></h3><p>A ranger counted eleven pairs.</p></div>'.repeat(3)}</div>`,
      'Owls',
    ],
    [
      'other stories under a heading that says so',
      `${STORY}<section><h2>More from the islands</h2><article><h3>Owls return</h3><p>A ranger of the old lighthouse has counted eleven pairs of owls this spring.</p></article></section>`,
      'wls',
    ],
    [
      'the biography of the author',
      `${STORY}<div class="author-bio"><p>Tor Helland is our correspondent on the islands and has covered the ferries for twenty years.</p></div>`,
      'Helland',
    ],
    [
      'a line of times',
      `<p>Published <time datetime="2026-03-11T07:30:00Z">11 March</time>, updated <time datetime="2026-03-11T09:30:00Z">an hour ago</time></p>${STORY}`,
      'hour ago',
    ],
  ])('%s is no part of it', async (_what, body, gone) => {
    const found = await text(body);
    expect(found).not.toContain(gone);
    expect(found).toContain('The harbour council of Alder Bay');
    expect(found).toContain('it will not raise its share.');
  });

  test('what a box held is kept beside the text', async () => {
    const record = await page(
      around('', `${STORY}<div class="related-box">Owls return to the old lighthouse</div>`),
    );
    expect(record.wire.text.removed).toEqual([
      { text: 'Owls return to the old lighthouse', reason: 'related' },
    ]);
  });

  test('a story within a box of such a name stays', async () => {
    expect(await text(`<div class="paywall subscription">${STORY}</div>`)).toContain(
      'Around eighty islanders',
    );
  });

  test('the heading that the page shows, where it is shared under another', async () => {
    const record = await page(around('<meta property="og:title" content="Islanders win their ferry back">'));
    expect(record.article).toMatchObject({
      headlines: [{ value: 'Islanders win their ferry back' }],
      title: 'Night ferry stays',
    });
    expect(paragraphsIn(record).join()).not.toContain('Night ferry stays');
  });

  test('a brief is read from the article element, and not the legal notice from the foot of the page', async () => {
    const record = await page(
      `<html><body><article><h1>Ferry late</h1><p>The morning ferry was two hours late because of fog.</p><p>Nobody was hurt.</p></article>
      <footer><p>Terms and conditions apply to everything on this site, which is registered in Alder Bay under number 000111.</p></footer></body></html>`,
    );
    expect(paragraphsIn(record)).toEqual([
      'The morning ferry was two hours late because of fog.',
      'Nobody was hurt.',
    ]);
  });

  test('a live page with linked entries keeps them', async () => {
    const entries = STORY.trim()
      .split('\n')
      .map(
        (paragraph, at) =>
          `<article><h3><a href="/live?entry=${at}">Entry ${at}</a></h3>${paragraph}</article>`,
      );
    const record = await page(
      around(
        '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Night ferry stays"}</script>',
        entries.join(''),
      ),
    );
    expect(paragraphsIn(record)).toContain('Entry 2');
    expect(paragraphsIn(record).join(' ')).toContain('it will not raise its share.');
  });
});

describe('bylines and dates that only people can read', () => {
  test.each([
    ['<p>By Tor Helland</p><p>11 March 2026</p>', 'Tor Helland', '2026-03-11T00:00:00Z'],
    [
      '<div><span>Von Anna Probst</span> <span>11. März 2026 - 08:15</span></div>',
      'Anna Probst',
      '2026-03-11T08:15:00Z',
    ],
    [
      '<div>Par Lucie Marchand</div><div>Publié le 11 mars 2026 à 8h15</div>',
      'Lucie Marchand',
      '2026-03-11T08:15:00Z',
    ],
    ['<div>2026年3月11日 08:15</div>', undefined, '2026-03-11T08:15:00Z'],
    ['<div>11 марта 2026, 08:15</div><div>Автор: Иван Петров</div>', 'Иван Петров', '2026-03-11T08:15:00Z'],
    ['<p class="author-info"><b class="author">Tor Helland</b><i>Islands</i></p>', 'Tor Helland', undefined],
    [
      '<b itemprop="author"><i itemprop="name">Tor Helland</i></b><b itemprop="author">Ada Lund</b>',
      'Tor Helland, Ada Lund',
      undefined,
    ],
  ])('%s', async (line, by, published) => {
    const { article } = await page(around('<title>Night ferry stays</title>', line + STORY));
    expect([article.by, article.firstCreated]).toEqual([by, published]);
    expect(article.bodies?.[1]?.value).toMatch(/^The harbour council/);
  });

  test('times of publication and of the update, by what stands before them', async () => {
    const { article } = await page(
      around(
        '',
        `<p>Published <time datetime="2026-03-11T07:30:00Z">11 March</time>, updated <time datetime="2026-03-11T09:30:00Z">just now</time></p>${STORY}`,
      ),
    );
    expect(article).toMatchObject({
      firstCreated: '2026-03-11T07:30:00Z',
      versionCreated: '2026-03-11T09:30:00Z',
    });
  });

  test('readers who comment are no authors', async () => {
    const record = await page(
      around(
        '',
        `${STORY}<div class="comments"><p class="comment"><b class="author">seagull77</b> Well done.</p></div>`,
      ),
    );
    expect(record.article.by).toBeUndefined();
  });
});

describe('JSON-LD of', () => {
  const data = (...blocks: string[]): Promise<ArticleRecord> =>
    page(around(blocks.map((json) => `<script type="application/ld+json">${json}</script>`).join('')));

  test('people who are described apart', async () => {
    const { article } = await data(
      '{"@graph":[{"@type":"Article","headline":"Ferry","author":[{"@id":"#p1"},{"@id":"#p2"}],"publisher":{"@id":"#o"}},' +
        '{"@type":"Person","@id":"#p1","name":"Tor Helland"},{"@type":"Person","@id":"#p2","name":"Ada Lund"},{"@type":"Organization","@id":"#o","name":"Gazette"}]}',
    );
    expect(article.by).toBe('Tor Helland, Ada Lund');
    expect(article.infoSources).toContainEqual({ name: 'Gazette', role: 'publisher' });
  });

  test('a list of other stories before the page itself', async () => {
    const { article } = await data(
      '{"@type":"ItemList","itemListElement":[{"item":{"@type":"NewsArticle","headline":"Owls"}},{"item":{"@type":"NewsArticle","headline":"Cats"}}]}',
      '{"@type":"NewsArticle","headline":"Ferry"}',
    );
    expect(article.headlines?.[0]?.value).toBe('Ferry');
  });

  test('a template with a comma too many', async () => {
    const { article } = await data(
      '{"@type":"NewsArticle","headline":"Ferry, [a] {b},]","author":{"name":"Tor Helland",},}',
    );
    expect(article).toMatchObject({ headlines: [{ value: 'Ferry, [a] {b},]' }], by: 'Tor Helland' });
  });
});

test('a front page is no article, however much it says in its teasers', async () => {
  const teaser =
    '<div><h2><a href="/owls">Owls return to the old lighthouse</a></h2><p>A ranger has counted eleven pairs.</p></div>';
  expect(await read(`<html><body><main>${teaser.repeat(30)}</main></body></html>`)).toMatchObject({
    ok: false,
    code: 'no-article',
  });
});

test('a headline in a script without spaces', async () => {
  const record = await page(
    '<html><head><title>夜間フェリー存続へ_湾新聞</title></head><body><article><h1>夜間フェリー存続へ</h1><p>湾の港湾評議会は月曜日の夜、冬の間も夜間フェリーの運航を続けることを決めた。</p><p>約八十人の島民が岸壁に止めた車の中で寝泊まりし、トラック用の車線をふさいでいた。</p></article></body></html>',
  );
  expect(record.article.headlines?.[0]?.value).toBe('夜間フェリー存続へ');
});
