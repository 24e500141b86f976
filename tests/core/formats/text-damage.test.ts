/** What transport, typewriters and typesetters do to a text, in every format that has the concept. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { htmlOf, paragraphsIn, readBytes, warningCodes } from '../../support/wires.ts';

async function only(text: string): Promise<ArticleRecord> {
  const result = await readBytes(Buffer.from(text, 'utf8'), 'larkspur');
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  const [item, ...more] = result.items;
  if (item?.ok !== true || more.length > 0) throw new Error('not one record');
  return item.record;
}

const FILLER = 'The ferry to Quill Island was full again, and the queue at the pier went round two corners.';

/** The same copy in each format; line breaks as they stand. */
const FORMATS: Readonly<Record<string, (copy: string) => string>> = {
  anpa1312: (copy) =>
    `\u0016\u0016\u0001d0311\u001flark\r\nr b\u0013\u0011 BC-LK--Ferry Queue  03-14 0090\r\n\u0002\u0002BC-LK--Ferry Queue,90<\r\n^Ferry queue grows<\r\n\tQUILL (LK) _ ${copy}\r\n\t${FILLER}\r\n\u0003LK-WF-03-14-26 0710GMT<\r\n\u000c\u0004`,
  iptc7901: (copy) =>
    `\u0001lrk311 4 eco 90  lrk 0311\r\n\r\nferry/\r\n\u0002Ferry queue grows =\r\n\r\nQuill (lrk) - ${copy}\r\n\r\n${FILLER}\r\n\u0003\r\n140710 GMT Mar 26\r\n\u0004`,
  nitf: (copy) =>
    `<nitf><head><title>Ferry queue grows</title><docdata><doc-id id-string="lrk.311"/><date.issue norm="20260314T071000Z"/></docdata></head><body><body.head><hedline><hl1>Ferry queue grows</hl1></hedline></body.head><body.content><p>${copy}</p><p>${FILLER}</p></body.content></body></nitf>`,
  'newsml-g2': (copy) =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:lrk:311" version="1" standard="NewsML-G2" standardversion="2.28"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-14T07:10:00Z</versionCreated></itemMeta><contentMeta><headline>Ferry queue grows</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>${copy}</p><p>${FILLER}</p></body></html></inlineXML></contentSet></newsItem>`,
  'ninjs-1': (copy) =>
    JSON.stringify({
      $standard: { name: 'ninjs', version: '1.3' },
      uri: 'urn:lrk:311',
      type: 'text',
      versioncreated: '2026-03-14T07:10:00Z',
      headline: 'Ferry queue grows',
      body_xhtml: `<p>${copy}</p><p>${FILLER}</p>`,
    }),
  zczc: (copy) =>
    `ZCZC\nAN#LRK311\nTI#Ferry queue grows\nTX#QUILL, March 14 (Lark) - ${copy}\n\n${FILLER}\nNNNN\n`,
  rfc822: (copy) =>
    `From: Desk <desk@lark.example>\nDate: Sat, 14 Mar 2026 07:10:00 +0000\nMessage-ID: <311@lark.example>\nSubject: Ferry queue grows\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${copy}\n\n${FILLER}\n`,
  text: (copy) => `Ferry queue grows\n\nQUILL, March 14 (Lark) - ${copy}\n\n${FILLER} ${FILLER}\n`,
};
const XML = new Set(['nitf', 'newsml-g2']);

describe.each(Object.entries(FORMATS))('in %s', (format, write) => {
  const said = async (copy: string): Promise<string> => {
    const record = await only(write(copy));
    expect(record.wire.format).toBe(format);
    return paragraphsIn(record).join('\n\n');
  };
  const inMarkup = (copy: string): string =>
    XML.has(format) ? copy.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : copy;

  test('a word that a line end has parted behind its hyphen is whole again', async () => {
    const text = await said(
      [
        'The island has waited for years, and now the province-',
        'run line will add a crossing to its timetable, and a 45-',
        'minute stop, the town said in a note. Head of the Quill-',
        'Burrow line Ole Marr asked both his long- and his short-',
        'term guests, of whom many live on the mainland in short-',
        'and long-stay houses, whether they would give him a non-',
        'binding sign of interest.',
      ].join('\n'),
    );
    for (const word of [
      'province-run',
      '45-minute',
      'Quill-Burrow',
      'short-term',
      'short- and',
      'non-binding',
    ]) {
      expect(text).toContain(word);
    }
  });

  test('vertical tabs and form feeds part words', async () => {
    const text = await said('The ramp is shut for now.\u000bBoats land at the mole.\u000cBuses wait there.');
    expect(text).not.toMatch(/now\.Boats|mole\.Buses/);
    expect(text).not.toMatch(/[\u000b\u000c]/);
  });

  test('what was escaped once too often reads as it was meant', async () => {
    const text = await said(
      inMarkup(
        'The seven o&#39;clock boat of Reed &amp; Sons is late, &quot;as ever&quot;, says R&amp;amp;D man Ole.',
      ),
    );
    expect(text).toContain(`The seven o'clock boat of Reed & Sons is late, "as ever", says R&D man Ole.`);
  });

  test('no backslash stands before a quotation mark', async () => {
    const text = await said('The skipper said \\“never\\” and \\"no\\". It\\’s the law and\\/or the tide.');
    expect(text).toContain('The skipper said “never” and "no". It’s the law and/or the tide.');
  });
});

test('a headline is mended like the text', async () => {
  const record = await only(
    FORMATS.nitf?.('All is well.').replace(
      '<hl1>Ferry queue grows',
      '<hl1>Reed &amp;amp; Sons: non-\nstop to Quill',
    ) ?? '',
  );
  expect(record.article.headlines?.[0]?.value).toBe('Reed & Sons: non-stop to Quill');
});

test('JSON with a backslash before a curly quotation mark is read', async () => {
  const record = await only(
    '{"uri":"urn:lrk:9","type":"text","versioncreated":"2026-03-14T07:10:00Z","headline":"Skipper says \\“no\\”","body_text":"He said \\“no\\” twice."}',
  );
  expect(record.article.headlines?.[0]?.value).toBe('Skipper says “no”');
  expect(warningCodes(record)).toContain('json-repaired');
});

describe('less-than signs that nobody escaped', () => {
  test('stay in the text of XML, and are told', async () => {
    const record = await only(FORMATS.nitf?.('Waves of < 2 metres, ferries late by <10 minutes.') ?? '');
    expect(paragraphsIn(record)[0]).toBe('Waves of < 2 metres, ferries late by <10 minutes.');
    expect(warningCodes(record)).toContain('xml-repaired');
  });

  test('are left alone in CDATA', async () => {
    const record = await only(FORMATS.nitf?.('<![CDATA[Waves of < 2 metres]]> at noon') ?? '');
    expect(paragraphsIn(record)[0]).toBe('Waves of < 2 metres at noon');
    expect(warningCodes(record)).not.toContain('xml-repaired');
  });
});

test('empty lines of preformatted text part paragraphs of the plain text', async () => {
  const record = await only(
    (FORMATS['newsml-g2']?.('x') ?? '').replace(
      /<p>.*<\/p>/,
      '<pre>Boats today.\nAll on time.\n\nQuill   3\nReed    4\n\n\nNo more.</pre>',
    ),
  );
  expect(paragraphsIn(record)).toEqual(['Boats today.\nAll on time.', 'Quill   3\nReed    4', 'No more.']);
  expect(htmlOf(record)).toContain('<pre>');
});

describe('agate of ANPA 1312', () => {
  const agate = (kind: string, lines: string): Promise<ArticleRecord> =>
    only(
      `\u0016\u0016\u0001s0312\u001flark\r\nr s\u0013${kind} BC-LK--Rowing  03-14 0090\r\n\u0002\u0002BC-LK--Rowing,90<\r\n^Rowing Results<\r\n${lines}\u0003LK-WF-03-14-26 0710GMT<\r\n\u000c\u0004`,
    );

  test('the heading of the first league stands above its results', async () => {
    const record = await agate(
      '\u0011',
      '^ISLAND LEAGUE=\r\n\tQuill 4, Burrow 2\r\n^COAST LEAGUE=\r\n\tReed 1, Marl 0\r\n',
    );
    expect(paragraphsIn(record)).toEqual([
      'ISLAND LEAGUE',
      'Quill 4, Burrow 2',
      'COAST LEAGUE',
      'Reed 1, Marl 0',
    ]);
    expect(record.article.descriptions).toBeUndefined();
  });

  test('columns stand below their heads, and no mark of the format is left', async () => {
    const record = await agate(
      '\u0012',
      '\t              W    L\r\n\tQuill        10    3\r\n\t^Burrow        8    5\r\n^COAST LEAGUE<\r\n\tMarl          7    6\r\n',
    );
    const lines = paragraphsIn(record).join('\n').split('\n');
    expect(lines[0]?.indexOf('W')).toBe(14);
    expect(lines).toContain('Quill        10    3');
    expect(lines.join('')).not.toContain('^');
  });
});

describe('words are counted', () => {
  const count = async (text: string): Promise<number | undefined> => {
    const { article } = await only(
      JSON.stringify({
        $standard: { name: 'ninjs', version: '1.3' },
        uri: 'urn:lrk:12',
        type: 'text',
        versioncreated: '2026-03-14T07:10:00Z',
        headline: 'x',
        body_text: text,
      }),
    );
    return article.bodies?.[0]?.wordCount;
  };

  test('of Chinese, Japanese and Thai by their dictionaries', async () => {
    expect(await count('渡轮今天早上晚点了。')).toBeGreaterThanOrEqual(4);
    expect(await count('渡轮今天早上晚点了。')).toBeLessThanOrEqual(8);
    expect(await count('船は今朝また遅れました。')).toBeGreaterThanOrEqual(4);
    expect(await count('เรือข้ามฟากมาสายในเช้าวันนี้')).toBeGreaterThanOrEqual(4);
  });

  test('of mixed text, and between spaces everywhere else', async () => {
    expect(await count('The ferry 渡轮 is late')).toBe(5);
    expect(await count('The ferry – again – is late.')).toBe(5);
  });
});
