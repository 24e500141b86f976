/** Feeds that are not well formed: what feed readers show of them is read, and what was damaged is told. */
import { describe, expect, test } from '@jest/globals';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';
import { htmlOf, readBytes, warningCodes } from '../../support/wires.ts';
import type { FileRecords } from '../../../functions/core/reading/records.ts';

const read = (xml: string): Promise<FileRecords> => readBytes(new TextEncoder().encode(xml));
const item = (title: string, inside = ''): string =>
  `<item><title>${title}</title><guid>g-${title}</guid>${inside}</item>\n`;
const around = (items: string): string =>
  `<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Net menders</title>\n${items}</channel></rss>`;

/** A line an item: its headline, "!" behind it where it was mended; or its code. */
async function outcomes(xml: string): Promise<string[]> {
  const result = await read(xml);
  if (!result.ok) return [result.code];
  return result.items.map((one) => {
    if (!one.ok) return one.code;
    const isMended = warningCodes(one.record).includes('xml-repaired');
    return `${one.record.article.headlines?.[0]?.value ?? ''}${isMended ? '!' : ''}`;
  });
}

describe('a damaged item is read and told, and its neighbours are not touched', () => {
  test.each([
    ['an element that is not closed', '<description>One <b>two</description>'],
    [
      'an enclosure that is not closed',
      '<enclosure url="https://n.example/1.mp3" length="1" type="audio/mpeg">',
    ],
    ['breaks as in HTML', '<description>One<br>two<hr>three</description>'],
    ['paragraphs as in HTML', '<description><p>One<p>two</description>'],
    ['an end of nothing', '<description>One</i></description>'],
    ['the end of another', '<description>One</descripton>'],
    ['words in angle brackets', '<description>Shop <by the pier> closes</description>'],
    ['CDATA that is not closed', '<description><![CDATA[One <b>two</description>'],
    ['no end', '<description>One</description></itm>'],
  ])('%s', async (_name, inside) => {
    for (const place of [0, 1, 2]) {
      const items = ['A', 'B', 'C'].map((title, index) => item(title, index === place ? inside : ''));
      const expected = ['A', 'B', 'C'].map((title, index) => `${title}${index === place ? '!' : ''}`);
      expect(await outcomes(around(items.join('')))).toEqual(expected);
    }
  });

  test('a title whose end is misspelt', async () => {
    const broken = '<item><title>B</titel><guid>b</guid></item>';
    expect(await outcomes(around(broken + item('C')))).toEqual(['B!', 'C']);
  });

  test('a title that is not closed ends where the next field begins', async () => {
    const broken = '<item><title>B<guid>b</guid><description>Text.</description></item>';
    expect(await outcomes(around(item('A') + broken))).toEqual(['A', 'B!']);
  });

  test('an item that is not closed ends where the next begins, or with the channel', async () => {
    const open = (title: string): string => item(title).replace('</item>', '');
    expect(await outcomes(around(open('A') + item('B') + open('C')))).toEqual(['A!', 'B', 'C!']);
  });

  test('the warning has the line', async () => {
    const result = await read(around(item('A') + item('B', '<b>')));
    const [, second] = result.ok ? result.items : [];
    const warnings = second?.ok === true ? second.record.wire.warnings : [];
    expect(warnings.map(({ detail }) => detail).join()).toMatch(/line 4/);
  });

  test('entries of Atom', async () => {
    const entry = (title: string, inside = ''): string =>
      `<entry><id>urn:${title}</id><title>${title}</title>${inside}</entry>`;
    const xml = `<feed xmlns="http://www.w3.org/2005/Atom">${entry('A', '<summary>x<br></summary>')}${entry('B')}</feed>`;
    expect(await outcomes(xml)).toEqual(['A!', 'B']);
  });
});

describe('a second feed behind the end of the first', () => {
  test('loses none of its items', async () => {
    const both = around(item('A') + item('B')) + '\n' + around(item('C') + item('D'));
    expect((await outcomes(both)).map((one) => one.replace('!', ''))).toEqual(['A', 'B', 'C', 'D']);
  });

  test('that is damaged itself is read item by item', async () => {
    const both = around(item('A')) + around(item('C', '<b>') + item('D'));
    expect((await outcomes(both)).map((one) => one.replace('!', ''))).toEqual(['A', 'C', 'D']);
  });

  test('is told in a warning', async () => {
    const result = await read(around(item('A')) + around(item('B')));
    const [first] = result.ok ? result.items : [];
    expect(first?.ok === true ? warningCodes(first.record) : []).toContain('xml-repaired');
  });

  test('of Atom', async () => {
    const entry = (title: string): string => `<entry><id>urn:${title}</id><title>${title}</title></entry>`;
    const feed = (entries: string): string =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Net menders</title>${entries}</feed>`;
    expect((await outcomes(feed(entry('A')) + feed(entry('B')))).map((one) => one.replace('!', ''))).toEqual([
      'A',
      'B',
    ]);
  });

  test('without items costs none of the first', async () => {
    expect((await outcomes(around(item('A')) + around(''))).map((one) => one.replace('!', ''))).toEqual([
      'A',
    ]);
  });
});

test('an element without an end whose values are not quoted costs no item', async () => {
  const xml = around(item('A', '<description>Net <img src=net.jpg> <br> mended</description>') + item('B'));
  expect(await outcomes(xml)).toEqual(['A!', 'B!']);
});

describe('HTML that is not closed costs no wire item whose end is there', () => {
  const inside = '<p>Nets of Skjold <br> mended</p><p>Ropes <b>too</p>';
  const g2 = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:net:1" version="1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>Nets</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>${inside}</body></html></inlineXML></contentSet></newsItem>`;
  const newsml = `<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Nets</HeadLine></NewsLines><ContentItem><DataContent>${inside}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`;
  const nitf = `<nitf><body><body.head><hedline><hl1>Nets</hl1></hedline></body.head><body.content>${inside}</body.content></body></nitf>`;

  test.each([
    ['NITF', nitf],
    ['NewsML-G2', g2],
    ['NewsML 1', newsml],
  ])('%s', async (_, xml) => {
    expect(await outcomes(xml)).toEqual(['Nets!']);
    const result = await read(xml);
    const [story] = result.ok ? result.items : [];
    expect(story?.ok === true ? htmlOf(story.record) : '').toMatch(/Nets of Skjold\s?<br>\s?mended.*Ropes/s);
    const [half = ''] = await outcomes(xml.slice(0, xml.indexOf('Ropes')));
    expect(half).toMatch(/^(?:truncated|malformed-xml)$/);
  });
});

describe('what is broken around the items costs none of them', () => {
  const two = item('A') + item('B');
  test.each([
    ['the root is not closed', around(two).replace('</rss>', '')],
    ['the last sign is missing', around(two).slice(0, -1)],
    ['the channel is not closed', around(two).replace('</channel>', '')],
    ['the head is not well formed', around(`<image><url>https://n.example/i.png</image><br>${two}`)],
    ['something follows the channel', around(two).replace('</rss>', '<br></p></rss>')],
    ['a page follows the root', `${around(two)}<script>track(1 < 2)</script><p>`],
  ])('%s', async (_name, xml) => {
    expect((await outcomes(xml)).map((one) => one.replace('!', ''))).toEqual(['A', 'B']);
  });

  test('a file that breaks off behind an item says so, for more may have followed', async () => {
    const xml = around(two);
    expect(await outcomes(xml.slice(0, xml.indexOf('</channel>')))).toEqual(['A', 'B', 'truncated']);
  });
});

test('a sign that nobody escaped is not lost', async () => {
  const inside = '<description>Profit &lt; 5</description>';
  const expected = 'Profit < 5 and I <3 Oslo';
  expect(await outcomes(around(item(expected, inside)))).toEqual([`${expected}!`]);
  const xml = `<nitf><body><body.content><p>Loss < 7 per cent</p></body.content></body></nitf>`;
  const result = await read(xml);
  const [story] = result.ok ? result.items : [];
  expect(story?.ok === true ? htmlOf(story.record) : '').toContain('Loss &lt; 7 per cent');
});

test.each([
  ['tags', '<b>', 30_000],
  ['signs', '< ', 100_000],
  ['CDATA', '<![CDATA[x', 30_000],
  ['quotes', '<a href="', 30_000],
  ['comments', '<!--', 50_000],
])('%s without end take time as their length does', async (_name, piece, count) => {
  const xml = around(item('A', `<description>${piece.repeat(count)}</description>`) + item('B'));
  expect(await processorTime(() => read(xml))).toBeLessThan(ENOUGH_MS);
});
