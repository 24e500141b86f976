/** Headers whose control bytes a gateway has taken out, or changed to spaces. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';
import { samplePath } from '../../support/samples.ts';

async function recordsOf(text: string): Promise<ArticleRecord[]> {
  const result = await readBytes(Buffer.from(text, 'latin1'), 'cascade');
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function only(text: string): Promise<ArticleRecord> {
  const [record, ...more] = await recordsOf(text);
  if (record === undefined || more.length > 0) throw new Error('not one record');
  return record;
}

const headline = ({ article }: ArticleRecord): string | undefined => article.headlines?.[0]?.value;

const STORY = [
  'Cellars in Wiesenau fill again',
  'By Ruth Olm, bor =',
  '',
  'Wiesenau (bor) - The Lethe rose by two metres on Monday, the town said.',
  '',
  'Nobody was hurt.',
].join('\n');

describe('IPTC 7901 without SOH, STX and ETX', () => {
  test.each([
    [
      'a keyword line that begins with a slash',
      `bor00062 4 i 211    bor 061\n\n/Lethe/flood/\n${STORY}\n\n131137 GMT Nov 23\n`,
    ],
    ['no slash, but a date line at the end', `bor00062 4 i 211\n\nLethe\n\n${STORY}\n\n131137 GMT Nov 23\n`],
    [
      'spaces where the control bytes stood',
      ` bor062 4 i 211  bor 061\r\n\r\nLethe/flood/\r\n ${STORY.replaceAll('\n', '\r\n')}\r\n \r\n131137 GMT Nov 23\r\n `,
    ],
  ])('%s', async (_, text) => {
    const record = await only(text);
    expect(record.wire.format).toBe('iptc7901');
    expect(headline(record)).toBe('Cellars in Wiesenau fill again');
    expect(record.article.by).toBe('By Ruth Olm, bor');
    expect(record.article.slugline?.split('/')[0]).toBe('Lethe');
    expect(record.article.versionCreated).toBe('2023-11-13T11:37:00Z');
    expect(paragraphsIn(record)).toHaveLength(2);
  });

  test('keywords with hyphens right above the heading are not of it', async () => {
    const record = await only(`bor0231 4 pl 187  BOR 0412\n\nLethe-flood\n${STORY}\n\n131137 GMT Nov 23\n`);
    expect(headline(record)).toBe('Cellars in Wiesenau fill again');
    expect(record.article.slugline).toBe('Lethe-flood');
  });

  test('the second line of a headline, and the stamp above or in the place of the date line', async () => {
    const story = STORY.replace('\nBy Ruth Olm', '\nUtl.: Roads stay shut\nBy Ruth Olm');
    for (const end of ['BOR0231    2023-11-13/11:37\n\n131137 Nov 23\n', 'BOR0231    2023-11-13/11:37\n']) {
      const record = await only(`bor0231 4 pl 187  BOR 0412\n\nLethe/flood\n${story}\n\n${end}`);
      expect(record.article.headlines?.map(({ role, value }) => [role, value])).toEqual([
        ['main', 'Cellars in Wiesenau fill again'],
        ['sub', 'Roads stay shut'],
      ]);
      expect(record.article.versionCreated).toMatch(/^2023-11-13T11:37:00/);
      expect(paragraphsIn(record)).toHaveLength(2);
      expect(record.wire.warnings.map(({ code }) => code)).not.toContain('truncated');
    }
  });

  test('several messages in one file are several items', async () => {
    const message = (number: number, place: string): string =>
      `bor0${number} 4 i 211  bor 061\n\n${place}/flood/\nCellars in ${place} fill =\n\n${place} (bor) - The Lethe rose by two metres on Monday.\n\n131137 GMT Nov 23\n\n`;
    const records = await recordsOf(message(62, 'Wiesenau') + message(63, 'Lurb'));
    expect(records.map(headline)).toEqual(['Cellars in Wiesenau fill', 'Cellars in Lurb fill']);
  });
});

describe('ANPA 1312', () => {
  const COPY =
    'BC-LK--Ferry Queue Quill Island,90<\r\n^Ferry queue grows<\r\n\tQUILL (LK) _ The ferry was full again.\r\n\tNobody minded.\r\n';

  test.each([
    [
      'without control bytes',
      `d0311lark\r\nr b BC-LK--Ferry Queue Quill I  03-14 0090\r\n${COPY}LK-WF-03-14-26 0710GMT<\r\n`,
    ],
    [
      'with spaces for them',
      `   d0311 lark\r\nr b   BC-LK--Ferry Queue Quill I  03-14 0090\r\n  ${COPY} LK-WF-03-14-26 0710GMT<\r\n  `,
    ],
    [
      'with spaces for tabs',
      `d0311lark\r\nr b BC-LK--Ferry Queue Quill I  03-14 0090\r\n${COPY.replaceAll('\t', '     ')}LK-WF-03-14-26 0710GMT<\r\n`,
    ],
  ])('%s is read, and the keyword line completes the slug', async (_, text) => {
    const record = await only(text);
    expect(record.wire.format).toBe('anpa1312');
    expect(headline(record)).toBe('Ferry queue grows');
    expect(record.article.slugline).toBe('BC-LK--Ferry Queue Quill Island');
    expect(record.article.versionCreated).toBe('2026-03-14T07:10:00Z');
    expect(paragraphsIn(record)).toEqual(['QUILL (LK) — The ferry was full again.', 'Nobody minded.']);
  });

  test('a name behind the number, and the keyword line above a bare headline', async () => {
    const record = await only(
      '\u0001a0207LARK\u001f__lrk-\r\nu s\u0014\u0012 BC-Quill-Ferry   14-03 0090\r\n\u0002BC-Quill-Ferry-Queue\r\nFerry queue grows at Quill+\r\n     QUILL, March 14 Lark - The ferry was full again.\r\n     Nobody minded.\r\n==Lark\r\n\u0003KWS-16:10-14-03-26\r\n\u000c\u0004',
    );
    expect(headline(record)).toBe('Ferry queue grows at Quill');
    expect(record.article.slugline).toBe('BC-Quill-Ferry-Queue');
    expect(paragraphsIn(record).join(' ')).not.toMatch(/BC-|0090|lrk/);
  });

  test('without carets as well "<" ends the headline', async () => {
    const record = await only(
      'd0311lark\nr b BC-LK--Ferry Queue  03-14 0090\nBC-LK--Ferry Queue,90<\nFerry queue grows<\nQUILL (LK) _ The ferry was full again.\nLK-WF-03-14-26 0710GMT\n',
    );
    expect(headline(record)).toBe('Ferry queue grows');
    expect(paragraphsIn(record)).toEqual(['QUILL (LK) — The ferry was full again.']);
  });

  test('tables whose mark in the header was lost keep their columns, and the heading of the first', async () => {
    const record = await only(
      'd0311lark\nr s BC-LK--Standings  03-14 0090\nBC-LK--Standings,90<\n^Lake League standings<\n^East Division\n\tW\tL\nQuill\t30\t20\nLurb\t25\t25\n^West Division\n\tW\tL\nVale\t40\t10\nFarrow\t9\t41\nLK-WS-03-14-26 0710GMT<\n',
    );
    expect(headline(record)).toBe('Lake League standings');
    const text = record.article.bodies?.[1]?.value ?? '';
    for (const heading of ['East Division', 'West Division']) expect(text).toContain(heading);
    expect(text).toMatch(/^Quill\s{2,}30|^Quill\t30/m);
  });

  test('a caret within a line is no text', async () => {
    const record = await only(
      `d0311lark\nr b BC-LK--Ferry Queue  03-14 0090\n${COPY.replace('was full', 'was ^full')}LK-WF-03-14-26 0710GMT<\n`,
    );
    expect(paragraphsIn(record)[0]).toBe('QUILL (LK) — The ferry was full again.');
  });

  test('several messages in one file are several items', async () => {
    const message = (number: number): string =>
      `d031${number}lark\r\nr b BC-LK--Ferry Queue ${number}  03-14 0090\r\nBC-LK--Ferry Queue ${number},90<\r\n^Ferry queue ${number}<\r\n\tQUILL (LK) _ The ferry was full again.\r\nLK-WF-03-14-26 071${number}GMT<\r\n`;
    expect((await recordsOf(message(1) + message(2))).map(headline)).toEqual([
      'Ferry queue 1',
      'Ferry queue 2',
    ]);
  });
});

test('ZCZC with words behind the dollar sign: they are the headline', async () => {
  const { article, wire } = await only(
    'ZCZC CSC\r\n%D\r\n#Ferries: Quill_CS4\r\n$Skipper fined for late boat \r\n\r\n:(QUILL)\r\n&CSCIS\\Ole\r\n*02000000\r\n@Cas\r\nThe skipper of the Quill ferry has to pay a fine, a court said on Friday.\r\n\r\n   He had been late for eleven days in a row.\r\nNNNN\r\n',
  );
  expect(article.headlines?.[0]?.value).toBe('Skipper fined for late boat');
  expect(article.slugline).toBe('Ferries: Quill_CS4');
  expect(wire.takeKey).toBe('(QUILL)');
  expect(wire.categories).toEqual(['D']);
  expect(article.subjects?.some(({ uri }) => uri?.endsWith('02000000'))).toBe(true);
});

test('the samples read the same without their control bytes', async () => {
  for (const [provider, name] of [
    ['cascade', 'iptc7901-storm.txt'],
    ['cascade', 'anpa-ferry.txt'],
  ] as const) {
    const [whole] = await recordsIn(samplePath(provider, name), provider);
    const bare = await only(
      readFileSync(samplePath(provider, name), 'latin1').replace(/[\u0000-\u0007\u000e-\u001f\u007f]/g, ''),
    );
    expect(bare.wire.format).toBe(whole?.wire.format);
    expect(headline(bare)).toBe(whole === undefined ? '' : headline(whole));
    expect(bare.article.slugline).toBe(whole?.article.slugline);
    expect(bare.article.bodies?.[1]?.value).toBe(whole?.article.bodies?.[1]?.value);
  }
});

describe('control bytes that a gateway has made visible', () => {
  const NAMES: Record<string, string> = {
    ...{
      '\u0001': 'SOH',
      '\u0002': 'STX',
      '\u0003': 'ETX',
      '\u0004': 'EOT',
      '\u000c': 'FF',
      '\u0011': 'DC1',
    },
    ...{ '\u0012': 'DC2', '\u0013': 'DC3', '\u0014': 'DC4', '\u0016': 'SYN', '\u001f': 'US' },
  };
  const WAYS: [string, (control: string) => string][] = [
    ['question marks', () => '?'],
    ['replacement characters', () => '\ufffd'],
    ['pictures', (control) => String.fromCodePoint(0x2400 + control.charCodeAt(0))],
    ['caret notation', (control) => `^${String.fromCodePoint(0x40 + control.charCodeAt(0))}`],
    ['names', (control) => (NAMES[control] === undefined ? '' : `<${NAMES[control]}>`)],
  ];
  const SAMPLES = ['iptc7901-storm.txt', 'anpa-ferry.txt'] as const;

  test.each(WAYS.flatMap(([name, way]) => SAMPLES.map((sample) => [name, sample, way] as const)))(
    'as %s: %s',
    async (_, sample, way) => {
      const path = samplePath('cascade', sample);
      const [whole] = await recordsIn(path, 'cascade');
      const seen = readFileSync(path, 'latin1')
        .replace(/[\u0000\u007f]/g, '')
        .replace(/[\u0001-\u0007\u000c\u000e-\u001f]/g, (control) => way(control));
      const result = await readBytes(Buffer.from(seen, 'utf8'), 'cascade');
      if (!result.ok) throw new Error(result.code);
      const [item] = result.items;
      if (item?.ok !== true) throw new Error('not read');
      expect(item.record.wire.format).toBe(whole?.wire.format);
      expect(headline(item.record)).toBe(whole === undefined ? '' : headline(whole));
      expect(item.record.article.slugline).toBe(whole?.article.slugline);
    },
  );

  test('a text that begins with a question is a text', async () => {
    const record = await only(
      '?quien abre el puente\n\nThe bridge at Lurb opens on Monday, the town said in the evening.\n\nIt took nine years.\n',
    );
    expect(record.wire.format).toBe('text');
  });
});
