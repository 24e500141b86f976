import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';

async function recordsOf(text: string): Promise<ArticleRecord[]> {
  const result = await readBytes(Buffer.from(text, 'latin1'));
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function only(text: string): Promise<ArticleRecord> {
  const [record, ...more] = await recordsOf(text);
  if (record === undefined || more.length > 0) throw new Error('not one record');
  return record;
}

describe('fields behind two letters', () => {
  test('id, date, title, abstract, text, companies, keywords and author', async () => {
    const [record] = await recordsIn(samplePath('evergreen', 'zczc-companies.txt'), 'evergreen');
    expect(record?.article).toMatchObject({
      uri: 'urn:wire:evergreen:2026031100417',
      versionCreated: '2026-03-11T08:05:00Z',
      by: 'Priya Nandakumar',
      headlines: [{ role: 'main', value: 'Alder Mining lifts quarterly copper output by 9%' }],
      descriptions: [{ role: 'abstract', value: 'The miner says a second mill will start in August.' }],
      organisations: [
        { name: 'Alder Mining Ltd', symbols: [{ exchange: 'EVX', symbol: 'ALD' }] },
        { name: 'Kestrel Metals plc', symbols: [{ exchange: 'EVX', symbol: 'KES' }] },
      ],
    });
    expect(record?.wire).toMatchObject({
      format: 'zczc',
      keywords: ['mining', 'copper', 'quarterly report'],
      extra: { RF: 'filing 2026/114' },
    });
  });

  test('in small letters as well', async () => {
    const record = await only(
      'zczc\nan#VIK311\nti#Rope planned\ntx#The works make a rope.\n\nIt is long.\nnnnn\n',
    );
    expect(record.article.headlines?.[0]?.value).toBe('Rope planned');
    expect(paragraphsIn(record)).toEqual(['The works make a rope.', 'It is long.']);
  });

  test('punctuation of windows-1252 comes through, paragraphs are kept', async () => {
    const [record] = await recordsIn(samplePath('evergreen', 'zczc-companies.txt'), 'evergreen');
    if (record === undefined) throw new Error('no record');
    expect(paragraphsIn(record)).toHaveLength(3);
    expect(paragraphsIn(record)[1]).toMatch(/^“The second mill will start in August,” said the company’s/);
  });
});

describe('fields behind a sign', () => {
  test('a file of two messages: results as they are set, prose in paragraphs', async () => {
    const [results, story] = await recordsIn(samplePath('aurora', 'zczc-results.txt'), 'aurora');
    if (results === undefined || story === undefined) throw new Error('not two records');
    expect(results.article).toMatchObject({
      slugline: 'Ski-FJORD',
      headlines: [{ value: 'FJORD CUP RESULTS' }],
    });
    expect(results.wire).toMatchObject({ takeKey: 'Results', service: 'FJV010', categories: ['T'] });
    expect(htmlOf(results)).toMatch(
      /^<pre>Fjord Cup, women 10 km\n\n 1 I\. Solberg {5}Fjordvik {5}27:14\.2\n/,
    );
    expect(paragraphsIn(story)).toEqual([
      'Ingrid Solberg won the ten kilometres of the Fjord Cup on Wednesday, six seconds ahead of Marit Hauge, who had led until the last hill of the course above Fjordvik.',
      'It was her third win of the winter.',
    ]);
    expect(results.article.uri).not.toBe(story.article.uri);
  });

  test('the dialect whose headline stands behind a colon', async () => {
    const record = await only(
      'ZCZC EVG100\n#Trots-Vale\n@Fields\n:Vale trots fields for Friday\nRace 1  Alder Stakes    2100 m\nRace 2  Kestrel Mile    1609 m\nRace 3  Harbour Cup     2600 m\nNNNN\n',
    );
    expect(record.article).toMatchObject({
      slugline: 'Trots-Vale',
      headlines: [{ value: 'Vale trots fields for Friday' }],
    });
    expect(record.wire.takeKey).toBe('Fields');
    expect(htmlOf(record)).toMatch(/^<pre>Race 1 {2}Alder Stakes/);
  });

  test('an IPTC subject code', async () => {
    const record = await only('ZCZC\n^Vale wins\n+15054000\nVale won by a goal on Monday evening.\nNNNN');
    expect(record.article.subjects).toContainEqual(
      expect.objectContaining({ uri: 'http://cv.iptc.org/newscodes/subjectcode/15054000' }),
    );
  });

  test('racing without fields: the topic line is the headline, line ends of the typesetter go, breaks stay', async () => {
    const record = await only(
      'ZCZC FMG000\nRACING : Vale on Saturday<!\n1 - Alder Stakes=!\n3 Copper (Lund) 1<!\n7 Kestrel (Probst) 2<!\nNNNN',
    );
    expect(record.article.headlines?.[0]?.value).toBe('Vale on Saturday');
    expect(record.wire.service).toBe('FMG000');
    expect(htmlOf(record)).toBe(
      '<pre>RACING : Vale on Saturday\n1 - Alder Stakes\n3 Copper (Lund) 1\n7 Kestrel (Probst) 2</pre>',
    );
  });
});

test('an Italian heading ends with "=", the date stands by itself', async () => {
  const [record] = await recordsIn(samplePath('delta', 'zczc-agenzia.txt'), 'delta');
  if (record === undefined) throw new Error('no record');
  expect(record.article).toMatchObject({
    headlines: [{ value: 'PORTO ALTO: RIAPRE IL PONTE VECCHIO' }],
    versionCreated: '2026-03-11T09:42:00+01:00',
  });
  expect(record.wire).toMatchObject({
    dateline: { city: 'Porto Alto', date: '11 mar.' },
    extra: { transmission: ['DLT0417 7 CRO 0 DLT CRO NAZ'] },
  });
  expect(paragraphsIn(record)[0]).toMatch(/torneranno a passare da lunedì, ha detto il sindaco\.$/);
});

describe('frames that were damaged on the way', () => {
  const body = '^Vale wins\nVale won by a goal on Monday evening, its third win.\n';

  test.each([
    ['without the end', `ZCZC ABC\n${body}`],
    ['without the beginning', `${body}NNNN\n`],
    ['in small letters', `zczc ABC\n${body}nnnn\n`],
    ['behind control characters', `\u0001\r\nZCZC ABC\n${body}\u0003NNNN\u0004\n`],
    ['with carriage returns', `ZCZC ABC\n${body}NNNN\n`.replaceAll('\n', '\r\n')],
  ])('%s', async (_what, text) => {
    const record = await only(text);
    expect(record.wire.format).toBe('zczc');
    expect(record.article.headlines?.[0]?.value).toBe('Vale wins');
    expect(paragraphsIn(record)).toEqual(['Vale won by a goal on Monday evening, its third win.']);
  });

  test('nothing between the marks is an item', async () => {
    expect(await readBytes(Buffer.from('ZCZC\nNNNN\n'))).toMatchObject({ ok: false, code: 'no-items' });
  });
});

describe('press releases', () => {
  test('number, source, headline over two lines, dateline and distributor', async () => {
    const [record] = await recordsIn(samplePath('cascade', 'press-release.txt'), 'cascade');
    if (record === undefined) throw new Error('no record');
    expect(record.article).toMatchObject({
      uri: 'urn:wire:cascade:PR90417',
      headlines: [{ value: 'Tidewater Opens Factory for Ferry Batteries in Alder Bay' }],
    });
    expect(record.article.infoSources).toEqual(
      expect.arrayContaining([
        { name: 'Tidewater Batteries Pty Ltd', role: 'source' },
        { name: 'PRNewswire-AsiaNet', role: 'distributor' },
      ]),
    );
    expect(record.wire).toMatchObject({
      format: 'text',
      dateline: { city: 'ALDER BAY', date: 'March 11, 2026' },
      raw: { charsetUsed: 'windows-1252' },
    });
    expect(altId(record, 'release-number')).toBe('PR90417');
    expect(paragraphsIn(record).join(' ')).toContain('the company’s second');
  });

  test('it is no mail, though its first line looks like a header', async () => {
    const record = await only(
      'Source: Alder Mining Ltd\n\nAlder Mining Opens Mill\n\nALDER BAY, March 11, 2026 /PRNewswire/ -- Alder Mining opened its second mill on Wednesday, the company said.\n',
    );
    expect(record.wire.format).toBe('text');
    expect(record.article.headlines?.[0]?.value).toBe('Alder Mining Opens Mill');
    expect(record.wire.dateline.city).toBe('ALDER BAY');
  });
});

test('a message without fields: its title stands above an empty line', async () => {
  const [record] = await recordsOf(
    'ZCZC\nFlood in Wiesenau & Au\n\nThe Lethe rose on Monday.\n\nNobody was hurt.\nNNNN\n',
  );
  expect(record?.article.headlines?.[0]?.value).toBe('Flood in Wiesenau & Au');
  expect(record?.article.bodies?.[1]?.value).toBe('The Lethe rose on Monday.\n\nNobody was hurt.');
});

describe('heads of agencies that have no fields', () => {
  const DATED = '02-GIU-26 11:05';
  const TEXT = '(MRE) - PORTO ALTO, 2 GIU - Il ponte riapre lunedì, ha detto il sindaco.';

  test.each([
    [
      'a number that touches the mark, and the end behind the date',
      `ZCZC0311/MRE\nXEF20260602\nR CRO S0A QBXB\nRIAPRE IL PONTE: 18 MESI DI LAVORI\n   ${TEXT}\n\n     AB-CD\n${DATED} NNNN\n`,
      ['0311/MRE', 'XEF20260602', 'R CRO S0A QBXB'],
    ],
    [
      'a date in one number, initials below the text',
      `ZCZC\nMRE0091 3 CRO 0 R01 /\n\nRIAPRE IL PONTE: 18 MESI DI LAVORI =\n${TEXT}\nCg2/Xyz\n021105 GIU 26\nNNNN\n`,
      ['MRE0091 3 CRO 0 R01 /'],
    ],
    [
      'a line of codes without a number',
      `ZCZC MRE 253\nCRO --/T \nRIAPRE IL PONTE: 18 MESI DI LAVORI\n${TEXT}\ngm/com\n02-Giu-26 11:05\nNNNN\n`,
      ['MRE 253', 'CRO --/T'],
    ],
  ])('%s', async (_what, text, transmission) => {
    const result = await readBytes(Buffer.from(text, 'latin1'), 'delta');
    const [item, ...more] = result.ok ? result.items : [];
    if (item?.ok !== true) throw new Error('no record');
    const { article, wire } = item.record;
    expect(more).toEqual([]);
    expect(article.headlines?.[0]?.value).toBe('RIAPRE IL PONTE: 18 MESI DI LAVORI');
    expect(article.versionCreated).toBe('2026-06-02T11:05:00+02:00');
    expect(wire.extra.transmission).toEqual(transmission);
    expect(paragraphsIn(item.record)).toEqual([TEXT]);
    expect(wire.warnings.map(({ code }) => code)).not.toContain('truncated');
  });

  test('two of them in a file', async () => {
    const message = (number: number): string =>
      `ZCZC031${number}/MRE\nR CRO S0A QBXB\nPONTE ${number} APERTO AL TRAFFICO\n   ${TEXT}\n${DATED} NNNN\n`;
    const records = await recordsOf(message(1) + message(2));
    expect(records.map(({ article }) => article.headlines?.[0]?.value)).toEqual([
      'PONTE 1 APERTO AL TRAFFICO',
      'PONTE 2 APERTO AL TRAFFICO',
    ]);
  });

  test('codes, and a slug of one word, above a title that the text follows at once', async () => {
    const { article, wire } = await only(
      'ZCZC 041\nENG POL\nPARLIAMENT\nBudget passed after a long night\nLURB, June 2 (MRE) - Parliament passed the budget on Tuesday.\nNNNN\n',
    );
    expect(article.headlines?.[0]?.value).toBe('Budget passed after a long night');
    expect(article.slugline).toBe('PARLIAMENT');
    expect(wire.extra.transmission).toEqual(['ENG POL']);
  });

  test('codes, place and slug above the title', async () => {
    const { article, wire } = await only(
      'ZCZC\nPRI GEN NAT\n.LURB LRB12\nBRIDGE-OPENING\nMinister to open the new bridge\nLurb, Jun 2 (MRE) The minister will open the bridge on Sunday, officials said.\nNNNN\n',
    );
    expect(article.headlines?.[0]?.value).toBe('Minister to open the new bridge');
    expect(article.slugline).toBe('BRIDGE-OPENING');
    expect(wire.extra.transmission).toEqual(['PRI GEN NAT', '.LURB LRB12']);
  });

  test('a title of several lines above the dateline; without one only the first is the title', async () => {
    const text = 'ZCZC 0212\n\nGOVERNMENT AGREES WITH UNIONS\nON HIGHER WAGES FOR NURSES\n\n';
    const record = await only(`${text}LURB, 2 June (MRE) - It agreed on Tuesday.\nNNNN\n`);
    expect(record.article.headlines?.[0]?.value).toBe(
      'GOVERNMENT AGREES WITH UNIONS ON HIGHER WAGES FOR NURSES',
    );
    expect(paragraphsIn(record)).toEqual(['LURB, 2 June (MRE) - It agreed on Tuesday.']);
  });

  test('a sign with nothing behind it is an empty field', async () => {
    const { article } = await only(
      'ZCZC SXW77\n#Cricket: Vale_SX2\n:\n$Vale out for 120 in Lurb\nLURB, June 2 - Vale were out for 120 on Tuesday.\nNNNN\n',
    );
    expect(article.headlines?.[0]?.value).toBe('Vale out for 120 in Lurb');
    expect(article.slugline).toBe('Cricket: Vale_SX2');
  });

  test('two short words in capitals are the title, where nothing else is', async () => {
    const { article } = await only(
      'ZCZC\nUN VOTE\n\nLURB, June 2 (MRE) - The council voted on Tuesday.\nNNNN\n',
    );
    expect(article.headlines?.[0]?.value).toBe('UN VOTE');
  });
});
