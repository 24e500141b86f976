/** Feeds that are known by what they hold: older versions, namespaces that are missing or stand elsewhere. */
import { describe, expect, test } from '@jest/globals';
import { contentIdentity } from '../../../functions/core/article/identity.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, readBytes, warningCodes } from '../../support/wires.ts';

async function recordsOf(document: string): Promise<ArticleRecord[]> {
  const result = await readBytes(new TextEncoder().encode(document));
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.items.flatMap((one) => (one.ok ? [one.record] : []));
}
const shown = ({ article, wire }: ArticleRecord): unknown[] => [
  wire.format,
  article.headlines?.[0]?.value,
  article.versionCreated,
];

const ENTRY = '<title>Sluice opens</title><id>urn:s</id><updated>2026-03-01T08:00:00Z</updated>';
const ITEM =
  '<title>Sluice opens</title><link>https://m.example/1</link><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-03-01T08:00:00Z</dc:date>';
const NS = 'xmlns="http://purl.org/rss/1.0/"';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';

test.each([
  ['Atom without a namespace', 'atom', `<feed><title>Mill</title><entry>${ENTRY}</entry></feed>`],
  [
    'Atom with it on the entry',
    'atom',
    `<feed><entry xmlns="http://www.w3.org/2005/Atom">${ENTRY}</entry></feed>`,
  ],
  [
    'Atom with a prefix that nothing binds',
    'atom',
    `<atom:feed><atom:entry>${ENTRY.replace(/<(\/?)/g, '<$1atom:')}</atom:entry></atom:feed>`,
  ],
  [
    'RSS 1.0 with it on channel and item',
    'rdf',
    `<rdf:RDF ${RDF}><channel ${NS}><title>Mill</title></channel><item ${NS}>${ITEM}</item></rdf:RDF>`,
  ],
  [
    'RSS 1.0 without a namespace',
    'rdf',
    `<rdf:RDF ${RDF}><channel><title>Mill</title></channel><item>${ITEM}</item></rdf:RDF>`,
  ],
  ['RSS without its root', 'rss', `<channel><title>Mill</title><item>${ITEM}</item></channel>`],
])('%s', async (_name, format, xml) => {
  expect((await recordsOf(xml)).map(shown)).toEqual([[format, 'Sluice opens', '2026-03-01T08:00:00Z']]);
});

describe('Atom 0.3', () => {
  test('has its dates, its author and its escaped text', async () => {
    const [record] = await recordsOf(
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>Mill</title><modified>2026-03-01T00:00:00Z</modified>' +
        '<entry><title mode="escaped" type="text/html">The &lt;i&gt;old&lt;/i&gt; sluice</title><id>tag:m.example,2026:9</id>' +
        '<issued>2026-03-01T07:00:00Z</issued><modified>2026-03-01T08:00:00Z</modified><author><name>Bo Quay</name></author>' +
        '<content type="text/html" mode="escaped">&lt;p&gt;It opens.&lt;/p&gt;&lt;p&gt;It shuts.&lt;/p&gt;</content></entry></feed>',
    );
    expect(record?.article).toMatchObject({
      uri: 'tag:m.example,2026:9',
      by: 'Bo Quay',
      firstCreated: '2026-03-01T07:00:00Z',
      versionCreated: '2026-03-01T08:00:00Z',
    });
    expect(record?.article.headlines?.[0]?.value).toBe('The old sluice');
    expect(record === undefined ? [] : paragraphsIn(record)).toEqual(['It opens.', 'It shuts.']);
  });

  test('content in base64 is read, that of a picture is not taken for text', async () => {
    const content = (type: string, bytes: Buffer): string =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${ENTRY}<content type="${type}">${bytes.toString('base64')}</content></entry></feed>`;
    const [text] = await recordsOf(
      content('application/octet-stream', Buffer.from('<p>Under the mill.</p>')),
    );
    expect(text === undefined ? [] : paragraphsIn(text)).toEqual(['Under the mill.']);
    const [bytes] = await recordsOf(
      content('application/octet-stream', Buffer.from([0, 1, 2, 255, 254, 3, 4, 5])),
    );
    expect(bytes?.article.bodies).toBeUndefined();
  });
});

test.each([
  ['a warning of a server', 'Warning: no such file in /srv/mill.php on line 3\n'],
  ['a remnant of a page', '<br />\n<b>Notice</b>: Undefined index: q<br />\n'],
  ['a header', 'HTTP/1.1 200 OK\nContent-Type: text/xml\n\n'],
])('%s before the feed is overlooked, and said', async (_name, junk) => {
  const xml = `${junk}<?xml version="1.0"?><rss version="2.0"><channel><item>${ITEM}</item></channel></rss>`;
  const records = await recordsOf(xml);
  expect(records.map(shown)).toEqual([['rss', 'Sluice opens', '2026-03-01T08:00:00Z']]);
  expect(records.flatMap(warningCodes)).toContain('xml-repaired');
});

test('a feed within a mail or a page is none', async () => {
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><item>${ITEM}</item></channel></rss>`;
  const mail = await recordsOf(
    `From: Ada <ada@m.example>\nDate: Sun, 1 Mar 2026 08:00:00 +0000\nSubject: A feed\nMessage-ID: <1@m.example>\n\nLook:\n${feed}\n`,
  );
  expect(mail[0]?.wire.format).toBe('rfc822');
});

describe('what has no field of its own is not lost', () => {
  const rss = async (inside: string): Promise<ArticleRecord> => {
    const namespaces =
      'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
    const [record] = await recordsOf(
      `<rss version="2.0" ${namespaces}><channel><link>https://m.example/</link><item><title>Mill</title><guid>m1</guid>${inside}</item></channel></rss>`,
    );
    if (record === undefined) throw new Error('no record');
    return record;
  };
  const atom = async (inside: string): Promise<ArticleRecord> => {
    const [record] = await recordsOf(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${ENTRY}${inside}</entry></feed>`,
    );
    if (record === undefined) throw new Error('no record');
    return record;
  };

  test.each([
    [
      'a body',
      '<content type="html">&lt;p&gt;&lt;img src="https://m.example/w.png" alt="A wheel"&gt;&lt;/p&gt;</content>',
    ],
    ['a summary', '<summary type="html">&lt;img src="https://m.example/w.png" alt="A wheel"&gt;</summary>'],
  ])('%s that is only a picture keeps it, and its words', async (_name, inside) => {
    const [picture] = (await atom(inside)).article.associations ?? [];
    expect(picture).toMatchObject({ uri: 'https://m.example/w.png', type: 'picture' });
    expect(picture?.descriptions?.[0]?.value).toBe('A wheel');
  });

  test('a link in a short description', async () => {
    const { wire } = await rss('<description>&lt;a href="/a"&gt;More&lt;/a&gt; of it</description>');
    expect(wire.extra.textLinks).toEqual([{ href: 'https://m.example/a', text: 'More' }]);
  });

  test('a thumbnail beside the medium', async () => {
    const { article } = await rss(
      '<media:content url="https://m.example/v.mp4" type="video/mp4"/><media:thumbnail url="https://m.example/t.jpg"/>',
    );
    expect(article.associations?.[0]?.renditions?.map(({ name, href }) => [name, href])).toEqual([
      ['main', 'https://m.example/v.mp4'],
      ['thumbnail', 'https://m.example/t.jpg'],
    ]);
  });

  test('licence, further links, addresses of authors', async () => {
    const { article, wire } = await atom(
      '<author><name>Bo</name><uri>https://m.example/bo</uri></author><link rel="license" href="https://m.example/l"/><link href="https://m.example/1"/><link href="https://m.example/2" hreflang="de"/>',
    );
    expect(article.usageTerms).toBe('https://m.example/l');
    expect(wire.extra.authors).toEqual([{ name: 'Bo', uri: 'https://m.example/bo' }]);
    expect(JSON.stringify(wire.extra.furtherLinks)).toContain('https://m.example/2');
  });

  test('keywords, categories and names of other vocabularies; the language of the text', async () => {
    const { article, wire } = await rss(
      '<itunes:keywords>mill, wheel</itunes:keywords><media:category>water</media:category><description xml:lang="de">Das Rad steht.</description>' +
        '<dc:creator><rdf:Bag><rdf:li>Bo Quay</rdf:li><rdf:li>Ada Holt</rdf:li></rdf:Bag></dc:creator>',
    );
    expect(wire.keywords).toEqual(['water', 'mill', 'wheel']);
    expect([article.language, article.by]).toEqual(['de', 'Bo Quay, Ada Holt']);
  });
});

test.each([
  [
    'RSS',
    (hour: string) =>
      `<rss version="2.0"><channel><lastBuildDate>Sun, 1 Mar 2026 ${hour}:00:00 GMT</lastBuildDate><item><title>Mill</title><guid>m1</guid><pubDate>Sun, 1 Mar 2026 ${hour}:00:00 GMT</pubDate></item></channel></rss>`,
  ],
  [
    'Atom',
    (hour: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom">${`<entry>${ENTRY}</entry>`.replaceAll('T08', `T${hour}`)}</feed>`,
  ],
  [
    'RSS 1.0',
    (hour: string) => `<rdf:RDF ${RDF} ${NS}><item>${ITEM.replaceAll('T08', `T${hour}`)}</item></rdf:RDF>`,
  ],
  [
    'JSON Feed',
    (hour: string) =>
      `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Mill","content_text":"It turns.","date_modified":"2026-03-01T${hour}:00:00Z"}]}`,
  ],
])('an item of %s that is only dated anew has the same content', async (_name, feed) => {
  const read = async (hour: string): Promise<{ hash: string; uri: string; at: string | undefined }> => {
    const [record] = await recordsOf(feed(hour));
    if (record === undefined) throw new Error('no record');
    const { uri, versionCreated: at } = record.article;
    return { hash: contentIdentity(record).contentHash, uri, at };
  };
  const [before, after] = [await read('08'), await read('09')];
  expect(after.at).not.toBe(before.at);
  expect({ ...after, at: '' }).toEqual({ ...before, at: '' });
});

test('of a body that is only a picture the words below it are kept', async () => {
  const [record] = await recordsOf(
    '<rss version="2.0"><channel><item><title>Mill</title><description>&lt;figure&gt;&lt;img src="https://m.example/1.jpg" alt="A mill"&gt;&lt;figcaption&gt;The mill on Monday.&lt;/figcaption&gt;&lt;/figure&gt;</description></item></channel></rss>',
  );
  expect(record?.article.associations?.[0]?.descriptions?.[0]?.value).toBe('The mill on Monday.');
});

test('an item without headline, text or media is no article; its neighbours are', async () => {
  const xml =
    '<rss version="2.0"><channel><item/><item><title/><description/></item><item><title>Mill</title></item></channel></rss>';
  const result = await readBytes(new TextEncoder().encode(xml));
  const outcomes = result.ok ? result.items.map((one) => (one.ok ? 'read' : one.code)) : [result.code];
  expect(outcomes).toEqual(['empty-item', 'empty-item', 'read']);
});
