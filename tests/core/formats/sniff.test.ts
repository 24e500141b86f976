import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeHead } from '../../../functions/core/formats/sniff.ts';
import { samplePath } from '../../support/samples.ts';
import { readBytes } from '../../support/wires.ts';

const utf8 = (text: string): Buffer => Buffer.from(text);

async function formatOf(bytes: Uint8Array, name?: string): Promise<string> {
  const result = await readBytes(bytes, 'evergreen', name);
  if (!result.ok) return result.code;
  const [item] = result.items;
  return item?.ok === true ? item.record.wire.format : (item?.code ?? 'none');
}

const G2 = samplePath('cascade', 'g2-storm-kill.xml');
const NITF = samplePath('delta', 'nitf-kill.xml');
const IPTC_7901 = samplePath('borealis', 'same-story', 'flood.iptc7901');
const NINJS = samplePath('aurora', 'ninjs-3-text.json');

describe('the bytes decide', () => {
  test.each([
    [G2, 'newsml-g2'],
    [NITF, 'nitf'],
    [IPTC_7901, 'iptc7901'],
    [NINJS, 'ninjs-3'],
  ])('%s, whatever its name says', async (path, format) => {
    const bytes = readFileSync(path);
    for (const name of ['a.jpg', 'a.xml', 'a.json', 'a.txt', 'a', 'a.zip'])
      expect(await formatOf(bytes, name)).toBe(format);
  });

  test.each([
    [G2, 'newsml-g2'],
    [NITF, 'nitf'],
    [NINJS, 'ninjs-3'],
  ])('%s behind a byte-order mark, white space and fillers', async (path, format) => {
    const bytes = readFileSync(path);
    expect(await formatOf(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]))).toBe(format);
    expect(await formatOf(Buffer.concat([utf8('\r\n  \n'), bytes]))).toBe(format);
    expect(await formatOf(Buffer.concat([Buffer.from([0x7f, 0x7f, 0x0a, 0x00]), bytes]))).toBe(format);
  });

  test.each([
    [G2, 'newsml-g2'],
    [NINJS, 'ninjs-3'],
  ])('%s in UTF-16', async (path, format) => {
    const text = readFileSync(path, 'utf8').replace(/encoding="[^"]*"/i, 'encoding="utf-16"');
    expect(await formatOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(format);
    expect(await formatOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe(format);
  });
});

describe('IPTC 7901 on its way', () => {
  const bytes = readFileSync(IPTC_7901);
  const without = (...codes: number[]): Buffer => Buffer.from(bytes.filter((byte) => !codes.includes(byte)));

  test.each([
    ['the control bytes were taken away', without(1, 2, 3)],
    ['only SOH was taken away', without(1)],
    ['fillers stand before it', Buffer.concat([Buffer.from([0x7f, 0x7f, 0x0d, 0x0a, 0x7f]), bytes])],
  ])('%s', async (_what, input) => {
    expect(await formatOf(input)).toBe('iptc7901');
  });
});

describe('heads that are cut off', () => {
  test('XML is known by its root, and says that it is truncated', async () => {
    const bytes = readFileSync(G2);
    expect(await formatOf(bytes.subarray(0, 600))).toMatch(/^(?:truncated|newsml-g2)$/);
  });

  test('JSON says that it is truncated', async () => {
    expect(await formatOf(readFileSync(NINJS).subarray(0, 300))).toBe('truncated');
  });
});

describe('what is no wire', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['white space', utf8(' \n\n '), 'unknown-format'],
    ['NUL bytes', Buffer.alloc(500), 'unknown-format'],
    ['a PDF', utf8('%PDF-1.7\n1 0 obj\n'), 'unknown-format'],
    ['a GIF', utf8('GIF89a\u0001\u0000\u0001\u0000'), 'unknown-format'],
    [
      'a film',
      Buffer.concat([Buffer.from([0, 0, 0, 24]), utf8('ftypmp42'), Buffer.alloc(40)]),
      'unknown-format',
    ],
    ['a sound', Buffer.concat([utf8('ID3'), Buffer.alloc(40)]), 'unknown-format'],
    [
      'an unknown vocabulary',
      utf8('<?xml version="1.0"?><invoice><total>5</total></invoice>'),
      'unknown-format',
    ],
    ['unknown JSON', utf8('{"total": 5}'), 'unknown-format'],
    ['broken JSON', utf8('{"total": 5'), 'truncated'],
    ['an RSS feed by name only', utf8('rss'), 'unknown-format'],
  ])('%s', async (_what, bytes, code) => {
    expect(await formatOf(bytes)).toBe(code);
  });

  test('the first bytes are shown: as text where they are text, else as numbers', () => {
    expect(describeHead(utf8('hello\tworld\n'))).toBe('12 bytes, "hello world⏎"');
    expect(describeHead(Uint8Array.of(0, 1, 255))).toBe('3 bytes, 00 01 ff');
    expect(describeHead(Buffer.alloc(0))).toBe('0 bytes');
    expect(describeHead(utf8('x'.repeat(100)))).toBe(`100 bytes, "${'x'.repeat(48)}…"`);
  });

  test('the message of the quarantine shows them', async () => {
    const result = await readBytes(utf8('<invoice><total>5</total></invoice>'));
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('<invoice><total>5') });
    expect(result).toMatchObject({ message: expect.stringContaining('root element <invoice>') });
  });

  test('any bytes end in a record or a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await formatOf(bytes)).not.toBe('parser-failed');
      }),
      { numRuns: 300 },
    );
  });

  test('any change of a wire ends in a record or a code', async () => {
    const wires = [G2, NITF, IPTC_7901, NINJS, samplePath('aurora', 'page-ferry.txt')].map((path) =>
      readFileSync(path),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...wires),
        fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
          minLength: 1,
          maxLength: 20,
        }),
        async (wire, changes) => {
          const bytes = Buffer.from(wire);
          for (const [where, value] of changes) bytes[Math.floor(where * bytes.length)] = value;
          expect(await formatOf(bytes)).not.toBe('parser-failed');
        },
      ),
      { numRuns: 200 },
    );
  });
});
