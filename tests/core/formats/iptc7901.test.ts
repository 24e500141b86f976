import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readBytes, recordsIn, warningCodes } from '../../support/wires.ts';

async function recordsOf(text: string, provider = 'borealis'): Promise<ArticleRecord[]> {
  const result = await readBytes(Buffer.from(text, 'latin1'), provider);
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function only(text: string, provider?: string): Promise<ArticleRecord> {
  const [record, ...more] = await recordsOf(text, provider);
  if (record === undefined || more.length > 0) throw new Error('not one record');
  expect(record.wire.format).toBe('iptc7901');
  return record;
}

async function sample(provider: string, name: string): Promise<ArticleRecord> {
  const [record] = await recordsIn(samplePath(provider, name), provider);
  if (record === undefined) throw new Error('no record');
  return record;
}

/** A message with the parts that a test is about. */
function message({
  header = 'bor062 4 i 211 ccccb   bor 061',
  keywords = 'Lethe/flood/',
  heading = 'Cellars under water in Wiesenau =',
  body = 'Wiesenau (bor) - The Lethe rose by two metres on Monday, the town said.\r\n\r\nNobody was hurt.',
  trailer = '131137 GMT Nov 23',
} = {}): string {
  return `\u0001${header}\r\n\r\n${keywords}\r\n\u0002${heading}\r\n\r\n${body}\r\n\u0003\r\n${trailer}\r\n\u007f\n\u007f\u0004`;
}

describe('an English story with a lead, notes and contacts', () => {
  const storm = (): Promise<ArticleRecord> => sample('cascade', 'iptc7901-storm.txt');

  test('header, keywords, heading, byline, dateline and date', async () => {
    const { article, wire } = await storm();
    expect(article).toMatchObject({
      uri: 'urn:wire:cascade:csc0417-2026-03-11',
      urgency: 2,
      slugline: 'Alder Bay/storm/ferries',
      headlines: [{ role: 'main', value: 'Storm shuts harbour of Alder Bay, ferries stay in port' }],
      by: 'By Dana Whitfield, csc',
      versionCreated: '2026-03-11T15:42:00Z',
      located: 'Alder Bay',
    });
    expect(wire).toMatchObject({
      takeKey: '2ND LEAD',
      priority: 2,
      service: 'csc',
      categories: ['wea'],
      keywords: ['Alder Bay', 'storm', 'ferries'],
      providerWordCount: 148,
      dateline: { city: 'Alder Bay', text: 'Alder Bay (csc) -' },
    });
    expect(wire.signals).toEqual(expect.arrayContaining(['lead', 'update']));
  });

  test('lines are joined, sub-headings are told, signs are escaped', async () => {
    const record = await storm();
    expect(paragraphsIn(record)).toEqual([
      'Alder Bay (csc) - The harbour of Alder Bay was shut on Wednesday as winds of 120 kilometres an hour tore the roof off the ferry hall, the harbour master said.',
      '"Nobody sails today," Rosa Lund told Cascade. Two hundred passengers spent the night in a school; tickets & bookings stay valid for < 7 days.',
      'Power fails',
      'Some 4,000 homes were without power in the afternoon, the company Alder Grid said.',
    ]);
    expect(htmlOf(record)).toContain('<h2>Power fails</h2>');
    expect(htmlOf(record)).toContain('tickets &amp; bookings stay valid for &lt; 7 days');
  });

  test('notebook and contacts are private', async () => {
    const { article, wire } = await storm();
    expect(JSON.stringify(article)).not.toMatch(/555 0199|port\.example|Notebook/);
    expect(wire.edNotes.length).toBeGreaterThan(0);
    expect(wire.edNotes.every((note) => !note.public)).toBe(true);
    expect(JSON.stringify(wire.edNotes)).toContain('555 0199');
  });
});

describe('a French story in the three-line heading', () => {
  const pont = (): Promise<ArticleRecord> => sample('delta', 'iptc7901-pont.txt');

  test('category and place stand above the headline, accents come from Latin-1', async () => {
    const { article, wire } = await pont();
    expect(article.headlines?.[0]?.value).toBe('Le vieux pont rouvre après trois mois de travaux');
    expect(wire).toMatchObject({
      keywords: ['Marlieu'],
      providerWordCount: 74,
      dateline: { city: 'Marlieu' },
      raw: { charsetUsed: 'windows-1252' },
      extra: { section: 'Régions Marlieu:' },
    });
  });

  test('lines of one space part paragraphs; the sign-off is no text', async () => {
    const record = await pont();
    expect(paragraphsIn(record)).toHaveLength(2);
    expect(paragraphsIn(record)[1]).toMatch(/^Les travaux ont coûté 2,3 millions/);
    expect(record.wire.edNotes).toEqual([{ role: 'closingline', text: '(DLT/lm)', public: false }]);
  });

  test('a time without GMT is local', async () => {
    expect((await pont()).article.versionCreated).toBe('2026-03-11T09:12:00+01:00');
  });
});

describe('headers of other services', () => {
  test.each([
    ['ntb0123 5 INN 0211', { urgency: 5, service: 'ntb', number: '0123', category: 'INN', words: 211 }],
    ['tt12345 3 ur 99 tt 12', { urgency: 3, service: 'tt', number: '12345', category: 'ur', words: 99 }],
    ['ANSA042 6 s 12', { urgency: 6, service: 'ANSA', number: '042', category: 's', words: 12 }],
    ['apa07 1 ai  bbbb apa 07', { urgency: 1, service: 'apa', number: '07', category: 'ai', words: null }],
    ['afp 4411 4 pol 350', { urgency: 4, service: 'afp', number: '4411', category: 'pol', words: 350 }],
  ])('%s', async (header, { urgency, service, number, category, words }) => {
    const record = await only(message({ header }));
    expect(record.article.urgency).toBe(urgency);
    expect(record.wire).toMatchObject({ service, categories: [category], providerWordCount: words });
    expect(altId(record, 'sequence')).toBe(number);
  });
});

describe('headings', () => {
  test.each([
    ['EXTRA\r\nCellars under water =', 'EXTRA', 'Cellars under water'],
    ['1ST LEAD\r\nCellars under water =', '1ST LEAD', 'Cellars under water'],
    ['REFILE\r\nCellars under\r\nwater in Wiesenau =', 'REFILE', 'Cellars under water in Wiesenau'],
    ['(Achtung)\r\nCellars under water =', '(Achtung)', 'Cellars under water'],
    ['3RD NET\r\nROUNDUP\r\nCellars under water =', '3RD NET / ROUNDUP', 'Cellars under water'],
  ])('%j', async (heading, takeKey, headline) => {
    const { article, wire } = await only(message({ heading }));
    expect([wire.takeKey, article.headlines?.[0]?.value]).toEqual([takeKey, headline]);
  });

  test.each([
    ['ALERTE\r\nInondations \xe0 Wiesenau =', 'ALERTE', 'Inondations \xe0 Wiesenau', 'alert'],
    [
      'RECTIFICATIF 2\r\nInondations \xe0 Wiesenau =',
      'RECTIFICATIF 2',
      'Inondations \xe0 Wiesenau',
      'correction',
    ],
    ['AMPLIACI\xd3N\r\nS\xf3tanos inundados =', 'AMPLIACI\xd3N', 'S\xf3tanos inundados', 'update'],
    ["ULTIM'ORA\r\nCantine allagate =", "ULTIM'ORA", 'Cantine allagate', 'alert'],
    ['R\xc4TTELSE\r\nK\xe4llare under vatten =', 'R\xc4TTELSE', 'K\xe4llare under vatten', 'correction'],
    ['HERHALING\r\nKelders onder water =', 'HERHALING', 'Kelders onder water', 'resend'],
    ['ANULA\xc7\xc3O\r\nCaves inundadas =', 'ANULA\xc7\xc3O', 'Caves inundadas', 'kill'],
  ])('a line in another language: %j', async (heading, takeKey, headline, signal) => {
    const { article, wire } = await only(message({ heading }));
    expect([wire.takeKey, article.headlines?.[0]?.value]).toEqual([takeKey, headline]);
    expect(wire.signals).toContain(signal);
  });

  test('such a word is the headline where none follows', async () => {
    const { article } = await only(message({ heading: 'URGENTE =' }));
    expect(article.headlines?.[0]?.value).toBe('URGENTE');
  });

  test('without the sign at its end the first line is the headline', async () => {
    const record = await only(message({ heading: 'Cellars under water' }));
    expect(record.article.headlines?.[0]?.value).toBe('Cellars under water');
    expect(paragraphsIn(record)).toHaveLength(2);
  });

  test.each(['Von Arvid Sommerfeld, bor', 'By bor correspondents', 'By Tom Lind, The Vale Union-Tribune'])(
    'the last line may be the byline: %s',
    async (by) => {
      expect((await only(message({ heading: `Cellars under water\r\n${by} =` }))).article.by).toBe(by);
    },
  );

  test('a byline may be wrapped; what follows it is no headline', async () => {
    const { article } = await only(
      message({
        heading:
          'Hochwasser an der Lethe: Pegel sinkt langsamer als erwartet\r\nVon Arvid Sommerfeld und Thea Lindqvist-Overbeck sowie Käthe\r\nAltmoor-Riedel, bor\r\n(Foto) =',
      }),
    );
    expect(article.headlines?.[0]?.value).toBe('Hochwasser an der Lethe: Pegel sinkt langsamer als erwartet');
    expect(article.by).toBe(
      'Von Arvid Sommerfeld und Thea Lindqvist-Overbeck sowie Käthe Altmoor-Riedel, bor',
    );
  });

  test('a correction is a correction, a kill a kill', async () => {
    const correction = await only(message({ heading: 'CORRECTION\r\nCellars under water =' }));
    expect(correction.wire.signals).toContain('correction');
    const kill = await only(message({ heading: 'KILL\r\nCellars under water =' }));
    expect(kill.wire.signals).toContain('kill');
  });
});

describe('dates', () => {
  test.each([
    ['131137 GMT Nov 13', '2013-11-13T11:37:00Z'],
    ['131137 GMT Nov 2013', '2013-11-13T11:37:00Z'],
    ['131237 MEZ Nov 13', '2013-11-13T12:37:00+01:00'],
    ['012359 Mär 24', '2024-03-01T23:59:00+01:00'],
    ['010001 Mrz 24', '2024-03-01T00:01:00+01:00'],
    ['151200 Okt 24', '2024-10-15T12:00:00+02:00'],
    ['241800 Dez 24', '2024-12-24T18:00:00+01:00'],
    ['010900 UTC Mai 98', '1998-05-01T09:00:00Z'],
  ])('%s', async (trailer, expected) => {
    expect((await only(message({ trailer }))).article.versionCreated).toBe(expected);
  });

  test('without a zone anywhere UTC is assumed, and said', async () => {
    const record = await only(message({ trailer: '131137 Nov 23' }), 'nobody');
    expect(record.article.versionCreated).toBe('2023-11-13T11:37:00Z');
    expect(warningCodes(record)).toContain('zone-assumed');
  });

  test('without a trailer there is no date, and the uri comes from the content', async () => {
    const record = await only(message({ trailer: '' }));
    expect(record.article.versionCreated).toBeUndefined();
    expect(record.article.uri).toMatch(/^urn:wire:borealis:[\da-f]{32}$/);
    expect((await only(message({ trailer: '' }))).article.uri).toBe(record.article.uri);
  });

  test('numbers come round every day: the day is part of the identity', async () => {
    const uris = await Promise.all(
      ['131137 GMT Nov 23', '141137 GMT Nov 23'].map(
        async (trailer) => (await only(message({ trailer }))).article.uri,
      ),
    );
    expect(new Set(uris).size).toBe(2);
  });
});

describe('the text', () => {
  test('entries of a list are a list, also where they are wrapped', async () => {
    const record = await only(
      message({
        body: 'Wiesenau (bor) - Gesperrt sind diese Straßen:\r\n\r\n- die Uferstraße zwischen dem Hafen und der alten Mühle, weil dort\r\n  das Wasser steht\r\n- der Deichweg\r\n\r\nAlle anderen sind frei.',
      }),
    );
    expect(htmlOf(record)).toContain(
      '<ul><li>die Uferstraße zwischen dem Hafen und der alten Mühle, weil dort das Wasser steht</li><li>der Deichweg</li></ul>',
    );
    expect(paragraphsIn(record)).toHaveLength(4);
  });

  test('numbered lines stay lines of their own, with their numbers', async () => {
    const record = await only(
      message({ body: 'Wiesenau (bor) - So ging es aus:\r\n\r\n1. Ada Quill\r\n2. Bo Lind\r\n\r\nEnde.' }),
    );
    expect(paragraphsIn(record).slice(1)).toEqual(['1. Ada Quill', '2. Bo Lind', 'Ende.']);
  });

  test.each([
    ['Wer darf bleiben?', 'Alle, die oberhalb des Deichs wohnen.'],
    ['Pegel sinkt', 'Das sind die Werte:'],
  ])('a sub-heading may ask, and stand before an announcement: %s', async (heading, after) => {
    const body = `Wiesenau (bor) - Die Lethe steigt.\r\n\r\n${heading}\r\n\r\n${after}\r\n\r\nMehr folgt.`;
    expect(htmlOf(await only(message({ body })))).toContain(`<h2>${heading}</h2>`);
  });

  test('a story of two cities: the summary above it is no part of the body', async () => {
    const record = await only(
      message({ body: 'Die Lethe steigt. Es eilt.\r\n\r\nWiesenau/Altmoor (bor/no) - Das Wasser kommt.' }),
    );
    expect(record.wire.dateline.city).toBe('Wiesenau/Altmoor');
    expect(paragraphsIn(record)).toEqual(['Wiesenau/Altmoor (bor/no) - Das Wasser kommt.']);
  });

  test('each entry of the notebook is a note; an embargo in one holds the story, in its own words', async () => {
    const body =
      'Wiesenau (bor) - Der Preis geht an Ada Quill.\r\n\r\n# Notizblock\r\n\r\n## Hinweise\r\n- Sperrfrist 2. März 19.00 Uhr\r\n- Foto folgt';
    const { wire } = await only(message({ body }));
    expect(wire.edNotes.map(({ text }) => text)).toEqual(['Sperrfrist 2. März 19.00 Uhr', 'Foto folgt']);
    expect(wire.embargo).toEqual({
      until: '2024-03-02T19:00:00+01:00',
      indefinite: false,
      text: 'Sperrfrist 2. März 19.00 Uhr',
    });
  });

  test.each([
    // a time without a day, of a file that came years later: a person decides
    ['Achtung: Sperrfrist 19.00 Uhr', null],
    ['Embargoed until 1900 GMT', null],
    ['SPERRFRIST 2. März, 19.00 Uhr', '2024-03-02T19:00:00+01:00'],
  ])('an embargo on a line of the heading holds, and is no headline: %s', async (line, until) => {
    const { article, wire } = await only(message({ heading: `${line}\r\nPreis für Ada Quill =` }));
    expect(article.headlines?.[0]?.value).toBe('Preis für Ada Quill');
    expect(wire.embargo).toEqual({ until, indefinite: until === null, text: line });
  });

  test('one line tells no language: the notes of the desk do', async () => {
    const body =
      'Alder (bor) - Ada Quill\r\n\r\n# Notizblock\r\n\r\n* * * *\r\nDie folgenden Informationen sind nicht zur Veröffentlichung bestimmt';
    const { article } = await only(message({ heading: '(Blitz)\r\nAda Quill =', body }), 'nobody');
    expect(article.language).toBe('de');
  });
});

describe('damage', () => {
  test('line ends of every kind in one file', async () => {
    const text = message().replaceAll('\r\n', '\n\r\n').replace('\n\r\nWiesenau', '\nWiesenau');
    const record = await only(text);
    expect(record.article.headlines?.[0]?.value).toBe('Cellars under water in Wiesenau');
    expect(paragraphsIn(record)).toContain('Nobody was hurt.');
  });

  test('a message without ETX ends with its trailer', async () => {
    const record = await only(message().replace('\u0003', ''));
    expect(paragraphsIn(record)).toHaveLength(2);
    expect(record.article.versionCreated).toBe('2023-11-13T11:37:00Z');
  });

  test('several messages in a file are several items', async () => {
    const second = message({ header: 'bor063 4 i 12', heading: 'River falls =' });
    const records = await recordsOf(message() + second);
    expect(records.map(({ article }) => article.headlines?.[0]?.value)).toEqual([
      'Cellars under water in Wiesenau',
      'River falls',
    ]);
  });

  test('a table keeps its columns', async () => {
    const body = 'Vale         3  1  0\r\nKestrel      2  2  0\r\nAlder Bay    1  3  0';
    expect(htmlOf(await only(message({ body })))).toBe(`<pre>${body.replaceAll('\r', '')}</pre>`);
  });
});

describe('bylines', () => {
  test('that run over two lines', async () => {
    const { article } = await only(
      message({ heading: 'Cellars under water in Wiesenau\nBy Mara Lindt\nand Jon Abel, bor =' }),
    );
    expect(article.by).toBe('By Mara Lindt and Jon Abel, bor');
    expect(article.headlines?.[0]?.value).toBe('Cellars under water in Wiesenau');
  });

  test('that stand below the heading, with an end of their own', async () => {
    const { article } = await only(
      message({ heading: 'Cellars under water in Wiesenau =\r\n\r\nBy Mara Lindt, bor =' }),
    );
    expect(article).toMatchObject({ by: 'By Mara Lindt, bor', located: 'Wiesenau' });
    expect(article.descriptions).toBeUndefined();
  });

  test('of an interview', async () => {
    const { article, wire } = await only(
      message({ heading: 'INTERVIEW\nMayor of Wiesenau: We were warned\nInterview by Mara Lindt, bor =' }),
    );
    expect(article.by).toBe('Interview by Mara Lindt, bor');
    expect(article.headlines?.[0]?.value).toBe('Mayor of Wiesenau: We were warned');
    expect(wire.takeKey).toBe('INTERVIEW');
  });
});

describe('files that suffered on their way', () => {
  test('without control bytes, and a keyword without a slash', async () => {
    const text = message({ keywords: 'Lethe\r\n' }).replace(/[\u0001-\u0003\u007f\u0004]/g, '');
    const { article } = await only(text.replace('211 ccccb', '211 '));
    expect(article).toMatchObject({
      slugline: 'Lethe',
      headlines: [{ value: 'Cellars under water in Wiesenau' }],
      versionCreated: '2023-11-13T11:37:00Z',
    });
  });

  test('with carriage returns for line ends', async () => {
    const record = await only(message().replace(/\r\n|\n/g, '\r'));
    expect(record.article.slugline).toBe('Lethe/flood');
    expect(paragraphsIn(record)).toHaveLength(2);
  });
});

test('signs of mark-up are content in headlines and notes', async () => {
  const { article, wire } = await only(
    message({
      heading: 'Cellars < 2 metres & <deep> in Wiesenau =',
      body: 'Wiesenau (bor) - The Lethe rose.\r\n\r\n## Contacts\r\nDesk: <desk@borealis.example>',
    }),
  );
  expect(article.headlines?.[0]?.value).toBe('Cellars < 2 metres & <deep> in Wiesenau');
  expect(wire.edNotes[0]?.text).toBe('Desk: <desk@borealis.example>');
});

test('paragraphs that begin with an indented line need no empty line between them', async () => {
  const record = await only(
    message({
      body: '   WIESENAU, 13 nov 2023 (BOR) - The Lethe rose by two metres on\r\nMonday.\r\n   Nobody was hurt.\r\n   The town is dry again.\r\n   ab/cde/fg\r\n\r\nBOR 131137 GMT NOV 23',
      trailer: '',
    }),
  );
  expect(paragraphsIn(record)).toHaveLength(3);
  expect(record.article.versionCreated).toBe('2023-11-13T11:37:00Z');
  expect(record.wire.edNotes).toEqual([{ role: 'closingline', text: 'ab/cde/fg', public: false }]);
});

test('columns two spaces apart are a table', async () => {
  const record = await only(
    message({ body: 'Results:\r\n\r\nWiesenau  3  1  Norden\r\nAltdorf   2  2  Suhl\r\nLinden    0  1  Au' }),
  );
  expect(htmlOf(record)).toContain('<pre>Wiesenau  3  1  Norden\nAltdorf   2  2  Suhl');
});

test('three stars part a story, they do not end it', async () => {
  const record = await only(
    message({ body: 'Wiesenau (bor) - The Lethe rose.\r\n\r\n* * *\r\n\r\nNobody was hurt.' }),
  );
  expect(paragraphsIn(record)).toContain('Nobody was hurt.');
  expect(record.wire.edNotes).toEqual([]);
});
