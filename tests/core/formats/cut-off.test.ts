/** Items that break off: formats that close a message say so when the end is missing, and the entry decides what follows. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { publishableAt } from '../../../functions/core/article/embargo.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import type { Provider } from '../../../functions/core/providers/agency.ts';
import { recordsOf } from '../../../functions/core/reading/records.ts';
import { samplePath } from '../../support/samples.ts';
import { paragraphsIn, RECEIVED, warningCodes } from '../../support/wires.ts';

async function recordsIn(bytes: Uint8Array, entry: Partial<Provider> = {}): Promise<ArticleRecord[]> {
  const result = await recordsOf({
    bytes,
    name: 'a-file',
    provider: { id: 'fjord', ...entry },
    received: RECEIVED,
    raw: { bucket: 'inbox', key: 'incoming/fjord/a-file', versionId: '' },
  });
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

function codesOf(record: ArticleRecord | undefined): string[] {
  if (record === undefined) throw new Error('no record');
  return warningCodes(record);
}

function mayGoAt(record: ArticleRecord | undefined, now: string): string | null {
  if (record === undefined) throw new Error('no record');
  return publishableAt(record, now);
}

const WHOLE: readonly (readonly [format: string, ...sample: [provider: string, file: string]])[] = [
  ['anpa-1312', 'cascade', 'anpa-ferry.txt'],
  ['anpa-1312', 'evergreen', 'anpa-alert.txt'],
  ['iptc-7901', 'cascade', 'iptc7901-storm.txt'],
  ['iptc-7901', 'delta', 'iptc7901-pont.txt'],
  ['zczc', 'aurora', 'zczc-results.txt'],
  ['zczc', 'delta', 'zczc-agenzia.txt'],
  ['zczc', 'evergreen', 'zczc-companies.txt'],
];

/** The sample without its last bytes: its end mark, and some of its text. */
function cutSample(provider: string, file: string): Uint8Array {
  const bytes = readFileSync(samplePath(provider, file));
  return bytes.subarray(0, Math.floor(bytes.length * 0.8));
}

describe.each(WHOLE)('%s', (_format, provider, file) => {
  test(`says of ${file} nothing when it is whole, and that the last item breaks off when it is cut`, async () => {
    for (const record of await recordsIn(readFileSync(samplePath(provider, file))))
      expect(warningCodes(record)).not.toContain('truncated');
    const cut = await recordsIn(cutSample(provider, file));
    expect(codesOf(cut.at(-1))).toContain('truncated');
  });
});

test.each([
  ['7901', 'cascade', 'iptc7901-storm.txt'],
  ['ANPA', 'cascade', 'anpa-ferry.txt'],
  ['Italian ZCZC', 'delta', 'zczc-agenzia.txt'],
])(
  '%s: the whole message of the same day is a version of the one that breaks off',
  async (_, provider, file) => {
    const [whole] = await recordsIn(readFileSync(samplePath(provider, file)));
    const day = Date.parse(`${whole?.article.versionCreated?.slice(0, 10) ?? ''}T20:00:00Z`);
    const result = await recordsOf({
      bytes: cutSample(provider, file),
      name: 'a-file',
      provider: { id: 'fjord' },
      received: day,
      raw: { bucket: 'inbox', key: 'incoming/fjord/a-file', versionId: '' },
    });
    const [half] = result.ok ? result.items : [];
    expect(half?.ok === true ? half.record.article.uri : '').toBe(whole?.article.uri);
  },
);

test('ZCZC without a number: the whole message has the slug, the headline and the beginning of the one that breaks off', async () => {
  const beginning =
    'ZCZC CSC\n#Flood: Vale_CS1\n$Two towns cut off by the flood\n\nVALE, June 2 - Two towns were cut off by water on Tuesday.\n\n   More rain is to ';
  const uriIn = async (text: string): Promise<string | undefined> =>
    (await recordsIn(Buffer.from(text)))[0]?.article.uri;
  const whole = `${beginning}come, and roads stay shut.\nNNNN\n`;
  expect(await uriIn(`${beginning}co`)).toBe(await uriIn(whole));
  expect(await uriIn(whole.replace('Two towns were', 'Three towns were'))).not.toBe(await uriIn(whole));
});

test('a message without control bytes is whole with its date line, and not without it', async () => {
  const message = (last: string) =>
    Buffer.from(
      `fjd301 4 pl 120  fjd 0301\n\nferry/\nFerry gets a new bell =\n\nTorvik (fjd) - The ferry of Torvik has a new bell,\nwhich rings an hour before it leaves.\n${last}`,
    );
  const [whole] = await recordsIn(message('\n280900 Jun 26\n'));
  expect(codesOf(whole)).not.toContain('truncated');
  const [cut] = await recordsIn(message(''));
  expect(codesOf(cut)).toContain('truncated');
});

test('only the message that lacks its end says so', async () => {
  const text = 'ZCZC\nTI#One\nTX#One text of one line.\nZCZC\nTI#Two\nTX#Another text of one line.\nNNNN\n';
  const records = await recordsIn(Buffer.from(text));
  expect(records.map((record) => warningCodes(record).includes('truncated'))).toEqual([true, false]);
});

test('a feed that breaks off says so on its whole items, which are none that are held', async () => {
  const feed =
    '<rss version="2.0"><channel><item><title>A</title></item><item><title>B</title></item><item><ti';
  const records = await recordsIn(Buffer.from(feed), { truncated: 'hold' });
  expect(records).toHaveLength(2);
  for (const record of records) {
    expect(warningCodes(record)).toContain('file-broken-off');
    expect(record.wire.heldFor).toBeUndefined();
  }
});

describe('an agency whose entry says', () => {
  const now = new Date(RECEIVED).toISOString();
  const bytes = cutSample('cascade', 'iptc7901-storm.txt');

  test('nothing has its cut items published, with the warning', async () => {
    const [record] = await recordsIn(bytes);
    expect(record?.wire.heldFor).toBeUndefined();
    expect(mayGoAt(record, now)).toBe(now);
  });

  test('hold has them wait for a person, and its whole items go out', async () => {
    const [record] = await recordsIn(bytes, { truncated: 'hold' });
    expect(record?.wire.heldFor).toBe('truncated');
    expect(mayGoAt(record, now)).toBeNull();
    expect(record === undefined ? [] : paragraphsIn(record)).not.toEqual([]);
    const [whole] = await recordsIn(readFileSync(samplePath('cascade', 'iptc7901-storm.txt')), {
      truncated: 'hold',
    });
    expect(mayGoAt(whole, now)).toBe(now);
  });
});
