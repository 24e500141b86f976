import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { samplePath } from '../../support/samples.ts';
import {
  altId,
  paragraphsIn,
  readBytes,
  recordOfJson,
  recordsIn,
  warningCodes,
} from '../../support/wires.ts';

const PLAIN = samplePath('evergreen', 'fingerpost.json');
const MALFORMED = samplePath('evergreen', 'fingerpost-malformed.json');

test('the story number is the identity; the uri, which ends in the version, is not', async () => {
  const [record] = await recordsIn(PLAIN);
  if (record === undefined) throw new Error('no record');
  expect(record.wire.format).toBe('fingerpost');
  expect(record.article.uri).toBe('urn:wire:evergreen:EVG_WIRE.7f0e3c1a-22b4-4b7f-9e35-0a51b7c0d1e2');
  expect(record.article.version).toBe('3');
  expect(altId(record, 'usn')).toBe('7f0e3c1a-22b4-4b7f-9e35-0a51b7c0d1e2');
  expect(altId(record, 'uri')).toMatch(/\/3$/);
  expect(altId(record, 'originalUrn')).toBeUndefined();
});

test('without a story number the uri counts, less its date and version', async () => {
  const item = {
    format: 'GOA-WIRES-NINJS',
    headline: 'Weir repaired',
    uri: 'http://F/abc/2026-01-01T00:00:00.000Z/7',
    version: '7',
  };
  expect((await recordOfJson(item)).article.uri).toBe('http://F/abc');
});

test('an embargoed item is held, and shows in which words', async () => {
  const [record] = await recordsIn(PLAIN);
  expect(record?.article.pubStatus).toBe('usable');
  expect(record?.wire.embargo).toMatchObject({
    until: '2026-03-10T00:01:00Z',
    indefinite: false,
    text: 'Embargoed to 0001 Tuesday March 10',
  });
});

test.each(['Embargoed', 'embargo', 'embargoed to 00:01'])('the status "%s" holds an item', async (status) => {
  const { wire } = await recordOfJson({ format: 'GOA-WIRES-NINJS', usn: '5', headline: 'x', status });
  expect(wire.embargo.indefinite).toBe(true);
});

test('codes of all kinds: subjects, category letters, service, keywords in one string', async () => {
  const [record] = await recordsIn(PLAIN);
  expect(record?.wire.priority).toBe(4);
  expect(record?.wire.service).toBe('EVG');
  expect(record?.article.subjects?.map(({ literal }) => literal)).toContain('service:EVG');
  expect(record?.wire.categories).toEqual(['e', 'l']);
  expect(record?.wire.keywords).toEqual(['otters', 'rivers']);
  expect(record?.article.subjects).toContainEqual({
    uri: 'http://cv.iptc.org/newscodes/subjectcode/06000000',
    literal: 'iptc:06000000',
    name: 'environmental issue',
  });
  expect(record?.article.organisations).toBeUndefined();
});

test('single values stand for lists', async () => {
  const { article, wire } = await recordOfJson({
    format: 'GOA-WIRES-NINJS',
    headline: 'Weir repaired',
    usn: '5',
    subjects: { code: 'iptccat:s' },
    keywords: ['a+b', 'c'],
    organisation: { symbols: 'BLFP' },
  });
  expect(wire.categories).toEqual(['s']);
  expect(wire.keywords).toEqual(['a', 'b', 'c']);
  expect(article.organisations).toEqual([{ literal: 'BLFP', symbols: [{ symbol: 'BLFP' }] }]);
});

test('a malformed file is repaired once, and says so', async () => {
  expect(() => JSON.parse(readFileSync(MALFORMED, 'utf8')) as unknown).toThrow(SyntaxError);
  const [record] = await recordsIn(MALFORMED);
  if (record === undefined) throw new Error('no record');
  expect(record.article.headlines?.[0]?.value).toBe('Weir repaired after flood');
  expect(paragraphsIn(record)).toEqual(['The weir at Wendbridge has been repaired.', 'It cost two million.']);
  expect(warningCodes(record).filter((code) => code === 'json-repaired')).toHaveLength(1);
});

/** An item as a document of one line a name, with its headline as given. */
function written(headline: string, name = '"headline"'): string {
  const lines = [
    '"format": "GOA-WIRES-NINJS"',
    `${name}: ${headline}`,
    '"subjects": { "code": ["news", "news:uk"] }',
  ];
  return `{\n${[...lines, '"usn": "77"'].join(',\n')}\n}`;
}

test.each([
  [
    'straight quotes in a text, commas behind them',
    '""No," he said, "never," and left"',
    '"No," he said, "never," and left',
  ],
  ['curly quotes around a text with curly quotes', '““No,” he said, “never””', '“No,” he said, “never”'],
  ['a quote that opens straight and closes curly', '"Weir repaired”', 'Weir repaired'],
  ['raw line ends and tabs', '"Weir\n\trepaired"', 'Weir repaired'],
  [
    'a form feed and a line end beside curly quotes',
    '"Weir \u000c“as good as new”\n"',
    'Weir “as good as new”',
  ],
  ['escapes that JSON does not have', '"Weir\\\'s keeper, C:\\Weir"', "Weir's keeper, C:\\Weir"],
])('%s are read as they were meant', async (_what, headline, expected) => {
  const result = await readBytes(new TextEncoder().encode(written(headline)));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(JSON.stringify(result));
  expect(item.record.article.headlines?.[0]?.value).toBe(expected);
  expect(item.record.article.subjects?.map(({ literal }) => literal)).toEqual(['news', 'news:uk']);
  expect(warningCodes(item.record)).toContain('json-repaired');
});

test('names in quotes of any kind are names', async () => {
  const text = written("'Weir repaired'", "'headline'");
  expect(await readBytes(new TextEncoder().encode(text))).toMatchObject({
    ok: true,
    items: [{ record: { article: { headlines: [{ value: 'Weir repaired' }] } } }],
  });
});

test('a file that was cut off is not repaired: its story would go out without its end', async () => {
  const text = written('"Weir repaired”').slice(0, -8);
  expect(await readBytes(new TextEncoder().encode(text))).toMatchObject({ ok: false, code: 'truncated' });
});

test('curly quotes inside a text stay as they are written', async () => {
  const [record] = await recordsIn(PLAIN);
  expect(record === undefined ? '' : paragraphsIn(record)[1]).toContain(
    '“It is thirty years since the last,”',
  );
});

test.each([
  ['beyond repair', '{"format": "GOA-WIRES-NINJS", ]]]}{]', 'malformed-json'],
  ['nested without end', `{"format": "GOA-WIRES-NINJS", “a”: ${'['.repeat(150_000)}`, 'too-deep'],
])('a file %s is refused with its reason', async (_what, text, code) => {
  expect(await readBytes(new TextEncoder().encode(text))).toMatchObject({ ok: false, code });
});

test('a long text with a fault at every word is not repaired, which would take seconds', async () => {
  const text = `{"format": "GOA-WIRES-NINJS", ${'ferry '.repeat(12_000)}}`;
  expect(await readBytes(new TextEncoder().encode(text))).toMatchObject({
    ok: false,
    code: 'malformed-json',
    message: expect.stringContaining('only 65536 characters are repaired'),
  });
});

test.each([
  '{"heartbeat": "2026-03-11T08:00:00Z"}',
  '{"type": "HEARTBEAT", "source-feed": "VALE-WIRE", "dateTimeSent": "2026-03-11T08:00:00Z"}',
  '{"fingerpost": {"status": "alive", "host": "gw1"}}',
  '{"format": "GOA-WIRES-NINJS", "source-feed": "VALE-WIRE", "slug": "heart-beat", "headline": "", "body_text": ""}',
])('a heartbeat is a sign of life: %s', async (text) => {
  expect(await readBytes(new TextEncoder().encode(text))).toEqual(
    expect.objectContaining({ ok: true, items: [] }),
  );
});

test.each([
  '{"slug": "HEARTBEAT", "source-feed": "VALE-WIRE", "usn": "7", "headline": "Clinic counts beats", "body_text": "The clinic opens."}',
  '{"version": "https://jsonfeed.org/version/1.1", "title": "Heartbeat", "items": [{"id": "1", "title": "Clinic"}]}',
  '{"status": "ok"}',
])('a story about one is none, nor is other JSON: %s', async (text) => {
  expect(await readBytes(new TextEncoder().encode(text))).not.toMatchObject({ ok: true, items: [] });
});
