import { expect, test } from '@jest/globals';
import { samplePath } from '../../support/samples.ts';
import { paragraphsIn, readBytes, recordOfJson, recordsIn, warningCodes } from '../../support/wires.ts';

const story = { title: 'Tram line to Farrow opens', content: 'The first tram ran at six.\n\nNobody paid.' };

test('an item of a JSON Feed with its authors, links made absolute, picture, sound and extensions', async () => {
  const [record] = await recordsIn(samplePath('evergreen', 'feed.json'), 'evergreen');
  expect(record?.wire.format).toBe('json-feed');
  expect(record?.wire.service).toBe('Evergreen Regional');
  expect(record?.article.bodies?.[0]?.value).toContain('href="https://evergreen.example/2024/ice"');
  expect(record?.article.associations?.map(({ rel, uri }) => `${rel} ${uri}`)).toEqual([
    'picture https://evergreen.example/pictures/weir.jpg',
    'attachment https://evergreen.example/sound/weir.mp3',
  ]);
  expect(record?.wire.extra).toMatchObject({
    link: 'https://evergreen.example/2026/otter-weir',
    _evergreen: { desk: 'regional' },
  });
});

test('an item without title, author or language has those of its feed, and its number for an id', async () => {
  const records = await recordsIn(samplePath('evergreen', 'feed.json'), 'evergreen');
  expect(records[1]?.article.altIds).toEqual([{ role: 'provider-id', value: '8124' }]);
  expect(records[1]?.article.by).toBe('Evergreen desk');
  expect(records[1]?.article.language).toBe('en');
  expect(paragraphsIn(recordAt(records, 1))).toEqual([
    'The ferry at Alderford is out of service until noon.',
  ]);
});

test("a news API's list: outlet, picture, teaser and text of each", async () => {
  const [record] = await recordsIn(samplePath('evergreen', 'articles.json'), 'evergreen');
  expect(record?.wire.format).toBe('json-articles');
  expect(record?.article.infoSources?.map(({ name }) => name)).toContain('Evergreen Regional');
  expect(record?.article.descriptions?.map(({ value }) => value)).toEqual([
    'Lorries are turned back at Lower Gate.',
  ]);
  expect(record?.article.associations?.[0]?.renditions?.[0]?.href).toBe(
    'https://evergreen.example/pictures/gate.jpg',
  );
});

test('a text of which the list has only the beginning is told to be partial', async () => {
  const records = await recordsIn(samplePath('evergreen', 'articles.json'), 'evergreen');
  const record = recordAt(records, 1);
  expect(record.article.representationType).toBe('partial');
  expect(warningCodes(record)).toContain('cut-text');
  expect(paragraphsIn(record).join()).not.toContain('1834');
});

test.each([
  ['in an object', { response: { results: [story] } }],
  ['as an array', [story]],
  ['alone', story],
  ['under another name', { stories: [story], count: 1 }],
])('articles are found %s', async (_, json) => {
  const record = await recordOfJson(json);
  expect(record.wire.format).toBe('json-articles');
  expect(paragraphsIn(record)).toEqual(['The first tram ran at six.', 'Nobody paid.']);
});

test('a member without headline and text is told, its neighbours are read', async () => {
  const result = await readBytes(Buffer.from(JSON.stringify({ articles: [{ page: 2 }, story] })));
  expect(result.ok && result.items.map((item) => (item.ok ? 'read' : item.code))).toEqual([
    'not-an-article',
    'read',
  ]);
});

test('what keeps an article from readers is read: withdrawn, or under embargo', async () => {
  expect((await recordOfJson({ ...story, status: 'withdrawn' })).article.pubStatus).toBe('canceled');
  expect((await recordOfJson({ ...story, status: 'ok' })).article.pubStatus).toBe('usable');
  const held = await recordOfJson({ ...story, embargoUntil: '2030-01-01T00:00:00Z' });
  expect(held.wire.embargo.until).toBe('2030-01-01T00:00:00Z');
});

test.each([
  ['goods', { items: [{ title: 'Teapot', description: 'Blue.', price: 12 }] }],
  ['settings', { title: 'Router', version: 3 }],
  ['people', { data: [{ name: 'Mo', description: 'A cat.' }] }],
])('%s are no articles', async (_, json) => {
  const result = await readBytes(Buffer.from(JSON.stringify(json)));
  expect(result.ok ? 'read' : result.code).toBe('unknown-format');
});

function recordAt<T>(records: readonly T[], index: number): T {
  const record = records[index];
  if (record === undefined) throw new Error(`no record ${index}`);
  return record;
}

test.each([
  [
    'WordPress: an object around each text, and the times of Greenwich',
    [
      {
        id: 77,
        ...{ date: '2026-05-05T08:00:00', date_gmt: '2026-05-05T06:00:00' },
        ...{ modified: '2026-05-05T09:00:00', modified_gmt: '2026-05-05T07:00:00' },
        link: 'https://mill.example/tram',
        title: { rendered: 'Tram &#8211; line opens' },
        content: { rendered: '<p>The first tram ran at six.</p>', protected: false },
        excerpt: { rendered: '<p>It opens &hellip;</p>', protected: false },
      },
    ],
    { headline: 'Tram – line opens', at: '2026-05-05T07:00:00Z', by: undefined },
  ],
  [
    'a headline and a byline in parts',
    {
      response: {
        docs: [
          {
            headline: { main: 'Tram – line opens', kicker: 'Farrow' },
            abstract: 'The first tram ran at six.',
            web_url: 'https://mill.example/tram',
            pub_date: '2026-05-05T07:00:00Z',
            byline: { original: 'By Kim Roe' },
          },
        ],
      },
    },
    { headline: 'Tram – line opens', at: '2026-05-05T07:00:00Z', by: 'By Kim Roe' },
  ],
  [
    'all texts below "fields"',
    {
      response: {
        results: [
          {
            id: 'farrow/tram',
            webTitle: 'Tram opens',
            webPublicationDate: '2026-05-05T07:00:00Z',
            fields: {
              headline: 'Tram – line opens',
              body: '<p>The first tram ran at six.</p>',
              byline: 'Kim Roe',
            },
          },
        ],
      },
    },
    { headline: 'Tram – line opens', at: '2026-05-05T07:00:00Z', by: 'Kim Roe' },
  ],
])('%s', async (_name, json, { headline, at, by }) => {
  const { article, wire } = await recordOfJson(json);
  expect(wire.format).toBe('json-articles');
  expect(article.headlines?.[0]?.value).toBe(headline);
  expect(article.versionCreated).toBe(at);
  expect(article.by).toBe(by);
  const said = [...(article.bodies ?? []), ...(article.descriptions ?? [])].map(({ value }) => value);
  expect(said.join(' ')).toContain('The first tram ran at six.');
});
