import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../functions/article/record.ts';
import { samplePath } from '../support/shared.ts';
import { htmlOf, paragraphsIn, readBytes, recordsIn } from '../support/wires.ts';

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
    ['a byline by class', '<div class="article-byline">By Tor Helland</div>', { by: 'By Tor Helland' }],
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

  test('a page with thousands of elements gives the text of its article', async () => {
    const record = await page(
      `<html><body><nav>${'<a href="/">Home</a>'.repeat(2000)}</nav><article><h1>Night ferry stays</h1>${STORY.repeat(1600)}</article></body></html>`,
    );
    expect(record.wire.warnings).toEqual([expect.objectContaining({ code: 'page-large' })]);
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
