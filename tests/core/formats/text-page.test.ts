import { expect, describe, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { htmlOf, paragraphsIn, readBytes, recordsIn, warningCodes } from '../../support/wires.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function page(text: string): Promise<ArticleRecord> {
  const result = await readBytes(utf8(text));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

async function only(path: string, provider: string): Promise<ArticleRecord> {
  const [record] = await recordsIn(path, provider);
  if (record === undefined) throw new Error(`no record in ${path}`);
  return record;
}

const headlines = ({ article }: ArticleRecord): unknown =>
  article.headlines?.map(({ role, value }) => ({ role, value }));
const removed = ({ wire }: ArticleRecord): string[] => wire.text.removed.map(({ text }) => text);

describe('a page of a story, its credits and what stands below', () => {
  const dam = samplePath('evergreen', 'page-dam.txt');

  test('headline, deck, fourteen paragraphs and the credits, each in its place', async () => {
    const record = await only(dam, 'evergreen');
    expect(headlines(record)).toEqual([
      { role: 'main', value: 'Engineers return to Varn dam as talks on its water stall' },
      {
        role: 'sub',
        value:
          "Hopes of a deal fade over the upper towns' refusal to open the second gate before the end of April",
      },
    ]);
    const paragraphs = paragraphsIn(record);
    expect(paragraphs).toHaveLength(14);
    expect(paragraphs[0]).toMatch(/^A team of engineers broke off/);
    expect(paragraphs[13]).toMatch(/the sea wall waits for their report\.$/);
    expect(htmlOf(record).match(/<p>/g)).toHaveLength(14);
    expect(record.article.bodies?.[0]?.wordCount).toBe(489);
    expect(record.wire.creditLine).toBe('Reuters and wire services');
    expect(record.wire.extra.photoCredits).toEqual(['Ilse Brandt/AFP/Getty Images']);
    expect(record.article.language).toBe('en');
  });

  test('the label and the promotion below the story are removed, and kept with the reason', async () => {
    const record = await only(dam, 'evergreen');
    expect(record.wire.text.removed).toEqual([
      { text: 'Related News', reason: 'section-label' },
      { text: 'Find Evergreen Gazette on your TV', reason: 'promotion' },
      { text: 'Get email updates from Evergreen Gazette', reason: 'boilerplate' },
      { text: 'Sign up for our weekly newsletter', reason: 'boilerplate' },
      { text: 'Get email updates from Evergreen Gazette', reason: 'boilerplate' },
      { text: 'Sign up for our weekly newsletter', reason: 'boilerplate' },
    ]);
  });

  test('nothing is invented: no byline, no date, no dateline', async () => {
    const { article, wire } = await only(dam, 'evergreen');
    expect(article.by).toBeUndefined();
    expect([article.versionCreated, article.firstCreated, article.contentCreated]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(wire.dateline).toEqual({ text: null, city: null, country: null, date: null });
    expect(wire.warnings).toEqual([]);
  });

  test('the same bytes give the same uri', async () => {
    const [first, second] = await Promise.all([only(dam, 'evergreen'), only(dam, 'evergreen')]);
    expect(first.article.uri).toBe(second.article.uri);
    expect(first.article.uri).toMatch(/^urn:wire:evergreen:[\da-f]{32}$/);
  });
});

describe('pages of our own', () => {
  test('an English page: navigation, credits, byline, date, list and furniture', async () => {
    const record = await only(samplePath('aurora', 'page-ferry.txt'), 'aurora');
    expect(headlines(record)).toEqual([
      { role: 'main', value: 'Night ferry to keep sailing after islanders protest' },
      {
        role: 'sub',
        value:
          'Council finds money for two more winters, but warns that the old vessel will not last longer than that',
      },
    ]);
    expect(record.article).toMatchObject({
      by: 'By Tor Helland',
      versionCreated: '2026-03-11T17:45:00+01:00',
      language: 'en',
      copyrightNotice: '© 2026 Aurora News Agency. All rights reserved.',
    });
    expect(record.wire).toMatchObject({
      creditLine: 'Aurora and news agencies',
      dateline: { city: 'FJORDVIK', text: 'FJORDVIK (Aurora) —' },
      extra: { photoCredits: ['Nina Brattås/Aurora/Fjord Pictures'] },
    });
    expect(paragraphsIn(record)).toHaveLength(10);
    expect(htmlOf(record)).toContain('<h2>What it costs</h2>');
    expect(removed(record)).toEqual([
      'Home > News > Coast',
      'Advertisement',
      'Most read',
      'Sign up for our daily newsletter',
      'Cheese market moves indoors',
      'Follow us on Facebook',
      'Sign up for our daily newsletter',
      '© 2026 Aurora News Agency. All rights reserved.',
    ]);
  });

  test('a German page with CRLF', async () => {
    const record = await only(samplePath('borealis', 'seite-bruecke.txt'), 'borealis');
    expect(record.article).toMatchObject({
      by: 'Von Anna Probst und Jan Wiek',
      versionCreated: '2026-03-11T16:20:00+01:00',
      language: 'de',
    });
    expect(headlines(record)).toEqual([
      { role: 'main', value: 'Brücke über die Erle bleibt gesperrt' },
      {
        role: 'sub',
        value: 'Gutachter finden Risse in drei Pfeilern – Pendler müssen mindestens bis Ostern Umwege fahren',
      },
    ]);
    expect(record.wire).toMatchObject({ creditLine: 'Borealis/Agenturen', dateline: { city: 'Erlenbucht' } });
    expect(paragraphsIn(record)).toHaveLength(4);
    expect(removed(record)).toContain('Lesen Sie auch: So alt sind die Brücken im Land');
  });

  test('a French page in windows-1252', async () => {
    const record = await only(samplePath('delta', 'page-ecole.txt'), 'delta');
    expect(record.article).toMatchObject({
      by: 'Par Lucie Marchand',
      versionCreated: '2026-03-11T18:05:00+01:00',
      language: 'fr',
    });
    expect(record.wire.raw).toMatchObject({ charsetDeclared: null, charsetUsed: 'windows-1252' });
    expect(paragraphsIn(record)[1]).toBe(
      '« Les enfants étaient impatients de retrouver leurs tables », a déclaré à Delta la directrice, Jeanne Aubry.',
    );
    expect(paragraphsIn(record)).toHaveLength(4);
    expect(record.wire.creditLine).toBe('Delta avec agences');
    expect(removed(record)).toContain('Abonnez-vous à notre lettre d’information');
  });
});

const STORY = [
  'The harbour council of Alder Bay voted on Monday evening to keep the night ferry running through the winter.',
  'Around eighty islanders had slept in their cars on the quay since Thursday, blocking the lane for lorries.',
  'The crossing loses money every year, and the county has told the council that it will not raise its share.',
];

/** Breaks a paragraph as teleprinters and mail programs do. */
function wrap(paragraph: string, width: number): string {
  let line = 0;
  return paragraph
    .split(' ')
    .map((word, index) => {
      line += word.length + 1;
      if (index === 0) return word;
      if (line - 1 <= width) return ` ${word}`;
      line = word.length + 1;
      return `\n${word}`;
    })
    .join('');
}

describe('the rules of the page', () => {
  test('a page without empty lines: every line is a block', async () => {
    const record = await page(['Night ferry stays', ...STORY].join('\n'));
    expect(headlines(record)).toEqual([{ role: 'main', value: 'Night ferry stays' }]);
    expect(paragraphsIn(record)).toEqual(STORY);
  });

  test('lines that were wrapped at a width are one paragraph', async () => {
    const wrapped = STORY.map((paragraph) => wrap(paragraph, 60)).join('\n\n');
    const record = await page(`Night ferry stays\n\n${wrapped}\n`);
    expect(paragraphsIn(record)).toEqual(STORY);
  });

  test.each([
    ['carriage returns', '\r\n'],
    ['old Macintosh line ends', '\r'],
    ['line separators', '\u2028'],
  ])('%s', async (_what, end) => {
    const record = await page(['Night ferry stays', '', STORY[0], '', STORY[1], ''].join(end));
    expect(paragraphsIn(record)).toEqual(STORY.slice(0, 2));
  });

  test('no-break spaces, zero-width characters and soft hyphens leave no trace', async () => {
    const record = await page(
      `Night\u00a0ferry\u200b stays\n\n${STORY[0]?.replace('harbour', 'har\u00adbour') ?? ''}\n\n${STORY[1] ?? ''}`,
    );
    expect(headlines(record)).toEqual([{ role: 'main', value: 'Night ferry stays' }]);
    expect(paragraphsIn(record)).toEqual(STORY.slice(0, 2));
  });

  test('a first sentence below the headline is text and no deck', async () => {
    const record = await page(['Night ferry stays', 'The council voted on Monday.', ...STORY].join('\n\n'));
    expect(headlines(record)).toEqual([{ role: 'main', value: 'Night ferry stays' }]);
    expect(paragraphsIn(record)[0]).toBe('The council voted on Monday.');
  });

  test('a text without a headline gets its first words, and the record says so', async () => {
    const record = await page(STORY.join('\n\n'));
    expect(record.article.headlines?.[0]?.value).toMatch(/^The harbour council of Alder Bay voted/);
    expect(record.wire.signals).toContain('headline-derived');
    expect(paragraphsIn(record)).toEqual(STORY);
  });

  test('a date without a zone is read in that of the feed', async () => {
    const record = await page(['Night ferry stays', 'Updated: 29 March 2026 14:05', ...STORY].join('\n\n'));
    expect(record.article.versionCreated).toBe('2026-03-29T14:05:00Z');
    expect(warningCodes(record)).toEqual([]);
  });

  test('links below a label within the text are removed, the text goes on', async () => {
    const record = await page(
      [
        'Night ferry stays',
        STORY[0],
        'Read more:',
        'Cheese market moves',
        'Owls return',
        STORY[1],
        STORY[2],
      ].join('\n\n'),
    );
    expect(paragraphsIn(record)).toEqual(STORY);
    expect(removed(record)).toEqual(['Read more:', 'Cheese market moves', 'Owls return']);
  });
});

test('a Korean text of short sentences in bytes that name no charset', async () => {
  // "버들교가 사흘에 개통했다. 시장은 마을의 꿈이 이루어졌다고 말했다." below the headline "새 버들교"
  const bytes = Buffer.from(
    'u/Ugufa16bGzCgq55rXpsbOwoSC758jlv6EgsLPF68fftNkuIL3DwOXAuiC4tsC7wMcgssPAzCDAzLfnvu7BtLTZsO0guLvH37TZLgo=',
    'base64',
  );
  const result = await readBytes(bytes);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  expect(headlines(item.record)).toEqual([{ role: 'main', value: '새 버들교' }]);
  expect(item.record.article.language).toBe('ko');
  expect(warningCodes(item.record)).toContain('charset-guessed');
});

describe('what is no article', () => {
  test.each([
    ['a list of words', 'alpha\nbeta\ngamma\ndelta\n'.repeat(20)],
    ['a log', '2026-05-01 10:00:00 INFO started the worker and waits for the next message.\n'.repeat(10)],
    ['a table of values', 'id;name;value\n1;Alder;4\n2;Bay;5\n'.repeat(10)],
    ['a program', 'const a = 1;\nfunction b() {\n  return a + 1;\n}\n'.repeat(5)],
    ['base64', 'TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24s\n'.repeat(12)],
    ['one word', 'hello'],
    ['a stack trace', 'Error: no such file\n    at open (node:fs:1:1)\n    at run (/app/x.js:2:3)\n'],
  ])('%s is refused as unknown, its beginning shown', async (_what, text) => {
    const result = await readBytes(utf8(text));
    expect(result).toMatchObject({ ok: false, code: 'unknown-format' });
    if (!result.ok) expect(result.message).toContain(text.slice(0, 5));
  });
});
