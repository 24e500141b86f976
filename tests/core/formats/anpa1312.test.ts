import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';

async function recordsOf(text: string, provider = 'cascade'): Promise<ArticleRecord[]> {
  const result = await readBytes(Buffer.from(text, 'latin1'), provider);
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function only(text: string, provider?: string): Promise<ArticleRecord> {
  const [record, ...more] = await recordsOf(text, provider);
  if (record === undefined || more.length > 0) throw new Error('not one record');
  expect(record.wire.format).toBe('anpa1312');
  return record;
}

async function sample(provider: string, name: string): Promise<ArticleRecord> {
  const [record] = await recordsIn(samplePath(provider, name), provider);
  if (record === undefined) throw new Error('no record');
  return record;
}

/** A message with the parts that a test is about. */
function message({
  first = 'w0417\u001fcoast',
  second = 'r a\u0013\u0011 BC-Harbour Fire  03-11 0042',
  carets = '^BC-Harbour Fire,42<\n^Harbour hall burns down<\n',
  text = '\tALDER BAY (CSC) _ The harbour hall burned down on Monday.\n\tNobody was hurt.\n',
  trailer = 'AP-WF-03-11-26 1509GMT<',
} = {}): string {
  return `\u0016\u0016\u0001${first}\r\n${second}\r\n\u0002${carets}${text}\u0003${trailer}\n\u000c\u0004`;
}

describe('a story with all that stands above a text', () => {
  const ferry = (): Promise<ArticleRecord> => sample('cascade', 'anpa-ferry.txt');

  test('slug, take, headline, byline, note and date', async () => {
    const { article, wire } = await ferry();
    expect(article).toMatchObject({
      uri: 'urn:wire:cascade:w0417-2026-03-11',
      slugline: 'BC-WA--Ferry Strike-Talks',
      headlines: [{ role: 'main', value: 'Ferry crews and company agree to talk' }],
      by: 'By DANA WHITFIELD',
      edNote: 'UPDATES: Adds quote from mediator.',
      versionCreated: '2026-03-11T15:42:00Z',
      urgency: 3,
      located: 'ALDER BAY',
    });
    expect(wire).toMatchObject({
      takeKey: '1st Ld-Writethru',
      service: 'w',
      categories: ['a'],
      providerWordCount: 311,
      dateline: { city: 'ALDER BAY' },
    });
    expect(wire.signals).toEqual(expect.arrayContaining(['lead', 'update', 'writethru']));
    expect(altId(await ferry(), 'sequence')).toBe('0417');
  });

  test('typewriter signs are what they stand for, lines are joined', async () => {
    const paragraphs = paragraphsIn(await ferry());
    expect(paragraphs[0]).toBe(
      'ALDER BAY, Wash. (CSC) — Ferry crews and their company agreed on Wednesday to talk for the first time since the strike began.',
    );
    expect(paragraphs[1]).toBe(
      '“We sat in one room, and nobody shouted,” said the mediator, Ruth Calloway — a former judge.',
    );
    expect(paragraphs[2]).toBe('Boats have been idle for 3½ weeks.');
  });

  test('rows of a table stay rows, rules go', async () => {
    const html = htmlOf(await ferry());
    expect(html).toMatch(/<pre>Route {6}Boats {2}Idle\nAlder Bay {2}4 {6}4\nVale {7}2 {6}1<\/pre>/);
    expect(html).not.toContain('___');
  });

  test('addresses keep their signs', async () => {
    expect(paragraphsIn(await ferry()).at(-1)).toContain('http://cascade.example/whitfield');
  });
});

describe('an alert', () => {
  test('has no headline: it is derived, and the alert is a signal', async () => {
    const { article, wire } = await sample('evergreen', 'anpa-alert.txt');
    expect(article.headlines?.[0]?.value).toMatch(/^The clock of St Wulfric's has struck/);
    expect(wire.signals).toEqual(expect.arrayContaining(['alert', 'headline-derived']));
    expect(article).toMatchObject({ urgency: 2, slugline: 'BC-EU--APNewsAlert' });
  });
});

describe('priorities', () => {
  test.each([
    ['f', 1],
    ['b', 2],
    ['u', 3],
    ['r', 4],
    ['d', 5],
    ['a', 5],
    ['s', 5],
  ])('%s is urgency %d', async (letter, urgency) => {
    const record = await only(message({ second: `${letter} a\u0013\u0011 BC-Harbour Fire  03-11 0042` }));
    expect(record.article.urgency).toBe(urgency);
    expect(record.wire.embargo.indefinite).toBe(false);
  });

  test('w is held for release', async () => {
    const { wire } = await only(message({ second: 'w a\u0013\u0011 BC-Harbour Fire  03-11 0042' }));
    expect(wire.embargo).toMatchObject({ indefinite: true, text: 'Advance: hold for release' });
  });
});

describe('categories have their own meaning with each agency', () => {
  test.each([
    ['AP', 'a1312cat-ap', 'Domestic news'],
    ['AAP', 'a1312cat-aap', 'Australian general news'],
    ['CSC', 'a1312cat', undefined],
  ])('%s', async (agency, scheme, name) => {
    const { article } = await only(message({ trailer: `${agency}-WF-03-11-26 1509GMT<` }));
    expect(article.subjects?.find(({ rel }) => rel === 'category')).toMatchObject({
      uri: `urn:x-qcode:${scheme}:a`,
      ...(name === undefined ? { literal: 'a' } : { name }),
    });
  });
});

describe('kills', () => {
  test.each([
    ['^BC-Harbour Fire, KILL,42<\n^Harbour hall burns down<\n'],
    ['^BC-Harbour Fire, BULLETIN KILL,42<\n^Kill the story<\n'],
  ])('%j', async (carets) => {
    expect((await only(message({ carets }))).wire.signals).toContain('kill');
  });

  test('a story about a kill is none', async () => {
    const { wire } = await only(message({ carets: '^BC-Harbour Fire,42<\n^Floods kill 12 in Vale<\n' }));
    expect(wire.signals).not.toContain('kill');
  });
});

describe('dates', () => {
  test('the trailer has the year and the time', async () => {
    expect((await only(message())).article.versionCreated).toBe('2026-03-11T15:09:00Z');
  });

  test('without a trailer the year is that of receipt; a day ahead of it was last year', async () => {
    const spring = await only(message({ trailer: '' }));
    expect(spring.article.versionCreated).toMatch(/^2026-03-11T/);
    const autumn = await only(
      message({ trailer: '', second: 'r a\u0013\u0011 BC-Harbour Fire  11-30 0042' }),
    );
    expect(autumn.article.versionCreated).toMatch(/^2025-11-30T/);
    expect(spring.article.uri).toMatch(/^urn:wire:cascade:[\da-f]{32}$/);
  });

  test('the same number on another day is another story', async () => {
    const uris = await Promise.all(
      ['11', '12'].map(
        async (day) => (await only(message({ trailer: `AP-WF-03-${day}-26 1509GMT<` }))).article.uri,
      ),
    );
    expect(new Set(uris).size).toBe(2);
  });
});

describe('dialects', () => {
  test('Kyodo: no carets, "+" ends the headline, day before month, Tokyo time', async () => {
    const record = await only(
      message({
        second: 's t\u0013\u0011 Soccer  09-12 0080',
        carets: '',
        text: 'Soccer: Harbour United wins cup\nafter extra time+\n   Harbour United won the cup on Wednesday, beating Vale in\nextra time.\n   It was the third title of the club.\n==Kyodo\n',
        trailer: 'KWS-21:37-09-12-18',
      }),
    );
    expect(record.article.headlines?.[0]?.value).toBe('Soccer: Harbour United wins cup after extra time');
    expect(record.article.versionCreated).toBe('2018-12-09T21:37:00+09:00');
    expect(paragraphsIn(record)).toEqual([
      'Harbour United won the cup on Wednesday, beating Vale in extra time.',
      'It was the third title of the club.',
    ]);
  });

  test('lines behind carets alone are the paragraphs', async () => {
    const record = await only(
      message({
        carets: '^BC-Harbour Digest,42<\n^Harbour digest<\n^A hall burns.<\n^A bridge opens.<\n',
        text: '',
      }),
    );
    expect(paragraphsIn(record)).toEqual(['A hall burns.', 'A bridge opens.']);
  });

  test('codes are dropped, notes of editors are kept', async () => {
    const record = await only(
      message({
        carets:
          "^BC-Harbour Fire,42<\n^*9006< \n^Harbour hall burns down<\n^EDITOR'S NOTE _ Dana Whitfield has covered the coast for years.<\n",
      }),
    );
    expect(JSON.stringify(record)).not.toContain('9006');
    expect(record.article.edNote).toContain('Dana Whitfield has covered the coast');
  });

  test('the word count may be missing', async () => {
    const record = await only(message({ second: 'r a\u0013\u0011 BC-Harbour Fire  03-11' }));
    expect(record.wire.providerWordCount).toBeNull();
  });

  test('several messages in a file are several items', async () => {
    const records = await recordsOf(
      message() + message({ first: 'w0418\u001fcoast', carets: '^BC-Vale,9<\n^Vale wins<\n' }),
    );
    expect(records.map(({ article }) => article.headlines?.[0]?.value)).toEqual([
      'Harbour hall burns down',
      'Vale wins',
    ]);
  });

  test('a message without ETX is read to its end', async () => {
    const record = await only(message().replace('\u0003', ''));
    expect(paragraphsIn(record)).toEqual([
      'ALDER BAY (CSC) — The harbour hall burned down on Monday.',
      'Nobody was hurt.',
    ]);
    expect(record.article.versionCreated).toBe('2026-03-11T15:09:00Z');
  });
});

describe('what stands above the text, and what is the text', () => {
  const end = '\n\t   ';

  test('lines without a text below them are the text, also above an empty last paragraph', async () => {
    const record = await only(
      message({
        carets:
          '^BC-Harbour Digest,42\n^The top stories at this hour are these.\n^FIRE _ The harbour hall burned down on Monday, and 40 boats with it, in Alder Bay.\n^CSC\n',
        text: end,
      }),
    );
    expect(paragraphsIn(record)).toEqual([
      'The top stories at this hour are these.',
      'FIRE — The harbour hall burned down on Monday, and 40 boats with it, in Alder Bay.',
    ]);
    expect(record.article.descriptions).toBeUndefined();
  });

  test('a second headline, a reference and a code are no paragraphs', async () => {
    const record = await only(
      message({
        carets:
          '^BC-Harbour Fire,42<\n^$adv12<\n^URGENT<\n^Harbour hall burns down<\n^Hall burns<\n^With BC-Harbour Fire-List<\n^By JON ABEL=\n',
      }),
    );
    expect(record.article).toMatchObject({
      headlines: [{ value: 'Harbour hall burns down' }],
      by: 'By JON ABEL',
      located: 'ALDER BAY',
      descriptions: [{ value: 'Hall burns' }],
      edNote: 'With BC-Harbour Fire-List',
    });
    expect(record.wire.signals).toContain('alert');
    expect(paragraphsIn(record)).toHaveLength(2);
  });

  test('a flag in another language is none of the headline', async () => {
    const record = await only(message({ carets: '^BC-Harbour Fire,42<\n^MUY URGENTE<\n^Arde la lonja<\n' }));
    expect(record.article).toMatchObject({ headlines: [{ value: 'Arde la lonja' }] });
    expect(record.wire.signals).toContain('alert');
  });

  test('a first line that is no slug is the headline', async () => {
    const { article } = await only(message({ carets: '^FIRE: Hall burns down<\n^By Jon Abel of CSC<\n' }));
    expect(article).toMatchObject({
      slugline: 'BC-Harbour Fire',
      headlines: [{ value: 'FIRE: Hall burns down' }],
    });
  });

  test('a sentence above the columns of a tabular text is a paragraph', async () => {
    const record = await only(
      message({
        second: 'r f\u0013\u0012 BC-Fish Prices  03-11 0042',
        carets: '^BC-Fish Prices,42<\n^Prices of fish<\n',
        text: '\tALDER BAY (CSC) _ Prices on Monday:\n\tCod      12.25  +.50\n\tHerring   8.00  -.25\n',
      }),
    );
    expect(htmlOf(record)).toBe(
      '<p>ALDER BAY (CSC) — Prices on Monday:</p>\n<pre>Cod      12.25  +.50\nHerring   8.00  -.25</pre>',
    );
  });

  test('headings between the rows of tables part them', async () => {
    const record = await only(
      message({
        second: 'r s\u0013\u0012 BC-Rowing Table  03-11 0042',
        carets: '^BC-Rowing Table,42<\n^By The Coast Service=\n^EAST<\n',
        text: '\u0008Alder;10;2<\n\u0008Bay;9;3<\n^WEST<\n\u0008Cove;8;4<\n',
      }),
    );
    expect(htmlOf(record)).toBe(
      '<p>EAST</p>\n<pre>Alder  10  2\nBay    9   3</pre>\n<h2>WEST</h2>\n<pre>Cove  8  4</pre>',
    );
  });
});
