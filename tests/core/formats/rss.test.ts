import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { htmlOf, paragraphsIn, readBytes, recordsIn, warningCodes } from '../../support/wires.ts';

const NAMESPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';

/** A feed around items. */
const feed = (items: string, channel = ''): string =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>News</title><link>https://news.example/a/</link>${channel}${items}</channel></rss>`;

async function recordsOf(document: string | Uint8Array): Promise<ArticleRecord[]> {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const result = await readBytes(bytes, 'evergreen');
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function item(content: string, channel?: string): Promise<ArticleRecord> {
  const [record] = await recordsOf(feed(`<item>${content}</item>`, channel));
  if (record === undefined) throw new Error('no record');
  return record;
}

describe('a feed', () => {
  test('is a list: one record an item, in its order', async () => {
    const records = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    expect(
      records.map(({ article, wire }) => [wire.format, wire.itemIndex, article.headlines?.[0]?.value]),
    ).toEqual([
      ['rss', 0, 'Fisherman’s catch of the century & a half'],
      ['rss', 1, 'Radio: the morning bulletin'],
      ['rss', 2, 'Correction: ferry times again'],
    ]);
    expect(records[0]?.wire.itemCount).toBe(3);
  });

  test('gives its language, rights and title to the items that say nothing themselves', async () => {
    const [record] = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    expect(record?.article.language).toBe('en-GB');
    expect(record?.article.copyrightNotice).toBe('© Aurora News Agency');
    expect(record?.wire.service).toBe('Aurora News');
  });

  test('of more items than a file may have is refused', async () => {
    const result = await readBytes(new TextEncoder().encode(feed('<item/>'.repeat(5001))));
    expect(result).toMatchObject({ ok: false, code: 'too-many-items' });
  });

  test('that breaks off within its first item is refused as such', async () => {
    const result = await readBytes(new TextEncoder().encode(feed('<item><title>A</title>').slice(0, -30)));
    expect(result).toMatchObject({ ok: false, code: 'truncated' });
  });

  const outcomes = async (xml: string): Promise<(string | undefined)[]> => {
    const result = await readBytes(new TextEncoder().encode(xml));
    if (!result.ok) return [result.code];
    return result.items.map((item) => (item.ok ? item.record.article.headlines?.[0]?.value : item.code));
  };
  const item = (title: string, inside = ''): string =>
    `<item><title>${title}</title><guid>${title}</guid>${inside}</item>`;

  test.each([
    ['within an item', item('C').slice(0, -8)],
    ['within a tag', '<item><title>C</ti'],
    ['behind an item', ''],
  ])('that breaks off %s gives the items before the break, and then the fault', async (_where, last) => {
    const whole = feed(item('A') + item('B') + last);
    const cut = whole.slice(0, whole.indexOf('</channel>'));
    expect(await outcomes(cut)).toEqual(['A', 'B', 'truncated']);
  });

  test('that is broken within and breaks off, with bare ampersands, gives what is whole', async () => {
    const whole = feed(item('Fish & chips') + item('B', '<b>') + item('C') + '<item><title>D');
    expect(await outcomes(whole.slice(0, whole.indexOf('</channel>')))).toEqual([
      'Fish & chips',
      'B',
      'C',
      'truncated',
    ]);
  });

  test('without items is no delivery', async () => {
    const result = await readBytes(new TextEncoder().encode(feed('')));
    expect(result).toMatchObject({ ok: false, code: 'no-items' });
  });
});

describe('identity', () => {
  test.each([
    [
      'a guid',
      '<guid isPermaLink="false">n-17</guid><link>https://news.example/17</link>',
      'urn:wire:evergreen:n-17',
    ],
    ['a guid that is an address', '<guid>https://news.example/17</guid>', 'https://news.example/17'],
    [
      'the link, where there is no guid',
      '<link>https://news.example/17?x=1</link>',
      'https://news.example/17?x=1',
    ],
    ['the link made absolute', '<link>17.html</link>', 'https://news.example/a/17.html'],
  ])('%s', async (_name, content, uri) => {
    expect((await item(`<title>A</title>${content}`)).article.uri).toBe(uri);
  });

  test('without either it is derived, and the same at the next poll, though the text has changed', async () => {
    const derived = async (text: string): Promise<string> =>
      (
        await item(
          `<title>A</title><pubDate>Wed, 11 Mar 2026 07:00:00 GMT</pubDate><description>${text}</description>`,
        )
      ).article.uri;
    expect(await derived('One')).toBe(await derived('Two'));
  });

  test('one guid on items of different links is none', async () => {
    const one = (n: number): string =>
      `<item><title>${n}</title><guid>https://news.example/</guid><link>https://news.example/${n}</link></item>`;
    const records = await recordsOf(feed(one(1) + one(2)));
    expect(records.map(({ article }) => article.uri)).toEqual([
      'https://news.example/1',
      'https://news.example/2',
    ]);
  });
});

describe('text', () => {
  test('the whole text is preferred; its links, lists and pictures survive, scripts and beacons do not', async () => {
    const [record] = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    if (record === undefined) throw new Error('no record');
    const html = htmlOf(record);
    expect(html).toContain('<a href="https://news.aurora.example/skarvsund">Skarvsund</a>');
    expect(html).toContain('<img src="https://news.aurora.example/img/cod.jpg" alt="The cod">');
    expect(html).toContain('<li>Age: 24 years</li>');
    expect(html).not.toMatch(/track|t\.aurora/);
    expect(record.article.descriptions?.map(({ role, value }) => [role, value])).toEqual([
      ['abstract', 'A cod of 61 kilos was landed in Skarvsund.'],
    ]);
  });

  test('a long description is the text, a short one the abstract', async () => {
    const [long, short] = await recordsIn(samplePath('cascade', 'rss-091.xml'), 'cascade');
    expect(long === undefined ? [] : paragraphsIn(long)[0]).toMatch(/^No one was hurt when a café/);
    expect(long?.article.descriptions).toBeUndefined();
    expect(short?.article.bodies).toBeUndefined();
    expect(short?.article.descriptions?.[0]?.value).toBe('Until further notice.');
  });

  test.each([
    ['escaped once', 'A &lt;b&gt;bold&lt;/b&gt; move', 'A bold move'],
    ['escaped twice', 'A &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt; move', 'A bold move'],
    ['in CDATA', '<![CDATA[A <b>bold</b> move &amp; more]]>', 'A bold move & more'],
    ['entities escaped twice', 'R&amp;amp;D, caf&amp;eacute;', 'R&D, café'],
    ['a sign that is no tag', 'Profit &lt; forecast &amp; fear', 'Profit < forecast & fear'],
    ['HTML entities that XML does not know', 'caf&eacute;&nbsp;&ndash; closed', 'café – closed'],
  ])('a title %s', async (_name, title, headline) => {
    expect((await item(`<title>${title}</title>`)).article.headlines?.[0]?.value).toBe(headline);
  });

  test('content escaped twice is read as HTML', async () => {
    const record = await item(
      '<title>A</title><content:encoded>&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;</content:encoded>',
    );
    expect(paragraphsIn(record)).toEqual(['One.', 'Two.']);
  });

  test('HTML that nobody escaped is HTML', async () => {
    const record = await item(
      '<title>A <b>bold</b> move</title><description><p>One &amp; all, with a <a href="/x?a=1&amp;b=2">link</a>.</p><p>Two<br/>lines.</p></description>',
    );
    expect(record.article.headlines?.[0]?.value).toBe('A bold move');
    expect(htmlOf(record)).toBe(
      '<p>One &amp; all, with a <a href="https://news.example/x?a=1&amp;b=2">link</a>.</p>\n<p>Two<br>lines.</p>',
    );
  });

  test('a title of another vocabulary is not the headline', async () => {
    const record = await item('<media:title>The photo</media:title><title>The story</title>');
    expect(record.article.headlines?.map(({ value }) => value)).toEqual(['The story']);
  });
});

describe('metadata', () => {
  test.each([
    ['pubDate', '<pubDate>Wed, 11 Mar 2026 08:12:44 +0100</pubDate>', '2026-03-11T08:12:44+01:00'],
    [
      'pubDate of the wrong weekday',
      '<pubDate>Mon, 11 Mar 2026 08:12:44 GMT</pubDate>',
      '2026-03-11T08:12:44Z',
    ],
    ['pubDate as RFC 3339', '<pubDate>2026-03-11T08:12:44+02:00</pubDate>', '2026-03-11T08:12:44+02:00'],
    ['dc:date', '<dc:date>2026-03-11T08:12:44Z</dc:date>', '2026-03-11T08:12:44Z'],
  ])('%s', async (_name, content, instant) => {
    const { article } = await item(`<title>A</title>${content}`);
    expect(article.versionCreated).toBe(instant);
  });

  test('a year that cannot be is ignored, with a warning', async () => {
    const record = await item('<title>A</title><pubDate>Wed, 11 Mar 3026 08:12:44 GMT</pubDate>');
    expect(record.article.versionCreated).toBeUndefined();
    expect(warningCodes(record)).toContain('date-out-of-range');
  });

  test('the later date is that of the version', async () => {
    const [record] = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    expect([record?.article.firstCreated, record?.article.versionCreated]).toEqual([
      '2026-03-11T08:12:44+01:00',
      '2026-03-11T10:00:00+01:00',
    ]);
  });

  test.each([
    ['dc:creator', '<dc:creator>Maja Frost</dc:creator>', 'Maja Frost'],
    ['an address with the name behind it', '<author>desk@news.example (Ida Sund)</author>', 'Ida Sund'],
    [
      'several, each once',
      '<dc:creator>A. Li</dc:creator><dc:creator>B. Ro</dc:creator><author>A. Li</author>',
      'A. Li, B. Ro',
    ],
  ])('author: %s', async (_name, content, by) => {
    expect((await item(`<title>A</title>${content}`)).article.by).toBe(by);
  });

  test('categories of a scheme are subjects, others keywords; a point is a place', async () => {
    const [record] = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    expect(record?.wire.keywords).toEqual(['Fishing']);
    expect(record?.article.subjects?.[0]).toEqual({
      name: 'North',
      uri: 'https://news.aurora.example/topics/North',
    });
    expect(record?.article.places?.[0]?.geoJSON).toEqual({ type: 'Point', coordinates: [6.15, 62.47] });
  });

  test('elements that nobody knows are kept', async () => {
    const { wire } = await item('<title>A</title><x:rank xmlns:x="https://x.example/">7</x:rank>');
    expect(wire.extra.elements).toEqual({ 'x:rank': '7' });
  });
});

describe('media', () => {
  test('sizes of a media:group are renditions of one picture, with title, caption and credit', async () => {
    const [record] = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    expect(record?.article.associations).toHaveLength(1);
    expect(record?.article.associations?.[0]).toMatchObject({
      type: 'picture',
      by: 'Lars Vik/Aurora',
      descriptions: [{ role: 'caption', value: 'Odd Torsk with his cod' }],
      renditions: [
        { name: 'default', width: 1200, sizeInBytes: 310222 },
        { name: 'main', width: 400 },
        { name: 'thumbnail', width: 90 },
      ],
    });
    expect(record?.wire.extra.photoCredits).toEqual(['Lars Vik/Aurora']);
  });

  test('an enclosure is an association with its size', async () => {
    const [, radio] = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    expect(radio?.article.associations?.[0]).toMatchObject({
      rel: 'enclosure',
      type: 'audio',
      renditions: [{ contentType: 'audio/mpeg', sizeInBytes: 4801223 }],
    });
  });

  test('the same file as enclosure and as media:content stands once', async () => {
    const { article } = await item(
      '<title>A</title><media:content url="https://i.example/a.jpg"/><enclosure url="https://i.example/a.jpg" type="image/jpeg" length="1"/>',
    );
    expect(article.associations?.map(({ type, uri }) => [type, uri])).toEqual([
      ['picture', 'https://i.example/a.jpg'],
    ]);
  });

  test('the picture of a teaser is not lost with its tags', async () => {
    const [, , ferry] = await recordsIn(samplePath('aurora', 'rss-news.xml'), 'aurora');
    expect(ferry?.article.associations?.[0]).toMatchObject({
      type: 'picture',
      uri: 'https://img.aurora.example/ferry.jpg',
    });
    expect(ferry?.article.descriptions?.[0]?.value).toBe('The 7.40 leaves at 7.45.');
  });

  test('a relative address is resolved', async () => {
    const { article } = await item('<title>A</title><enclosure url="b.mp3" type="audio/mpeg"/>');
    expect(article.associations?.[0]?.uri).toBe('https://news.example/a/b.mp3');
  });
});

test('the bytes decide on the charset where the prolog lies', async () => {
  const prolog = '<?xml version="1.0" encoding="ISO-8859-1"?>';
  const [record] = await recordsOf(`${prolog}${feed('<item><title>Ærø går i søen</title></item>')}`);
  expect(record?.article.headlines?.[0]?.value).toBe('Ærø går i søen');
});

test('elements nested deeper than anyone nests are refused', async () => {
  const result = await readBytes(
    new TextEncoder().encode(feed('<item>'.repeat(300) + '</item>'.repeat(300))),
  );
  expect(result).toMatchObject({ ok: false, code: 'too-deep' });
});

test('an Italian text in the feed of a French provider is Italian, and the doubt is told', async () => {
  const text =
    'Il consiglio del porto ha deciso lunedì sera che il traghetto della notte resta anche in inverno, dopo mesi di proteste. ' +
    'Secondo il sindaco, la linea perde ogni anno più di quattrocentomila euro, ma non è stata mai così piena.';
  const xml = feed(
    `<item><title>Il traghetto resta</title><description><p>${text}</p><p>Gli abitanti avevano dormito sul molo.</p></description></item>`,
  );
  const result = await readBytes(new TextEncoder().encode(xml), 'delta');
  expect(result).toMatchObject({
    items: [{ record: { article: { language: 'it' }, wire: { warnings: [{ code: 'language-mismatch' }] } } }],
  });
});

test('an item without a title has a headline of its text, without tags', async () => {
  const xml = feed(
    '<item><description>A note &lt;a href="/x"&gt;with a link&lt;/a&gt;.</description></item>',
  );
  const result = await readBytes(new TextEncoder().encode(xml));
  expect(result).toMatchObject({
    items: [{ record: { article: { headlines: [{ value: 'A note with a link.' }] } } }],
  });
});
