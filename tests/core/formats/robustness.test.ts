/**
 * Whatever bytes arrive: sniffing never throws, a parser throws nothing but ParseError, nothing escapes from reading a
 * file, and what one file may ask for is bounded. `npm run fuzz` does the same for as long as one likes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync as gzip } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { LIMITS, ParseError } from '../../../functions/core/formats/common/format.ts';
import { FORMATS } from '../../../functions/core/formats/registry.ts';
import { sniff } from '../../../functions/core/formats/sniff.ts';
import { WireFile } from '../../../functions/core/formats/common/wire-file.ts';
import { mutate } from '../../../tools/fuzz/mutate.ts';
import { Random } from '../../../tools/fuzz/random.ts';
import { jpeg, png } from '../../support/jpeg.ts';
import { samplePath } from '../../support/samples.ts';
import { readBytes, RECEIVED } from '../../support/wires.ts';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';

const SAMPLES = readdirSync(samplePath(), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .map((path) => readFileSync(path));

/** A changed sample, told by its number; kept small, so that many are tried. */
const changedSample = fc.nat().map((number) => {
  const random = new Random(number);
  return mutate(random.pick(SAMPLES), random.pick(SAMPLES), random).subarray(0, 40_000);
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The codes of a file or of its items; "ok" for an item that was read. */
async function codes(bytes: Uint8Array): Promise<string[]> {
  const result = await readBytes(bytes);
  return result.ok ? result.items.map((item) => (item.ok ? 'ok' : item.code)) : [result.code];
}

describe('any bytes', () => {
  test('are recognised or not, and parsed or refused with a ParseError, by each parser', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(changedSample, fc.uint8Array({ maxLength: 3000 })), async (bytes) => {
        const file = new WireFile(bytes);
        sniff(file);
        for (const parser of FORMATS) {
          if (!parser.recognises(file)) continue;
          try {
            for (const item of await parser.parse(file, { received: RECEIVED }))
              expect(typeof item.ok).toBe('boolean');
            await parser.parts?.(file);
          } catch (error) {
            expect(error).toBeInstanceOf(ParseError);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  test('become records or codes; nothing is thrown, no parser fails', async () => {
    await fc.assert(
      fc.asyncProperty(changedSample, async (bytes) => {
        expect(await codes(bytes)).not.toContain('parser-failed');
      }),
      { numRuns: 120 },
    );
  });

  test('cut at any byte are read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SAMPLES), fc.nat(), async (bytes, at) => {
        expect(await codes(bytes.subarray(0, at % bytes.length))).not.toContain('parser-failed');
      }),
      { numRuns: 120 },
    );
  });
});

describe('what a file may ask for is bounded', () => {
  const g2 = (content: string): string =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a:b">${content}</newsItem>`;
  const nitf = (content: string): string =>
    `<nitf><head><docdata><doc-id id-string="1"/></docdata></head><body><body.content>${content}</body.content></body></nitf>`;

  test.each([
    ['depth of XML', nitf('<b>'.repeat(LIMITS.depth) + '</b>'.repeat(LIMITS.depth)), 'too-deep'],
    ['nodes of XML', nitf('<b/>'.repeat(LIMITS.nodes)), 'too-many-nodes'],
    [
      'attributes of an element',
      g2(`<a ${Array.from({ length: LIMITS.attributes + 1 }, (_none, n) => `a${n}=""`).join(' ')}/>`),
      'too-many-attributes',
    ],
    [
      'items of a message',
      `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${'<newsItem/>'.repeat(LIMITS.items + 1)}</itemSet></newsMessage>`,
      'too-many-items',
    ],
    [
      'items of a message, of which there are more than a call takes',
      `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${'<newsItem/>'.repeat(300_000)}</itemSet></newsMessage>`,
      'too-many-items',
    ],
    ['depth of JSON', `{"uri":"urn:a:b","headline":${'['.repeat(LIMITS.depth + 1)}`, 'too-deep'],
    ['faults of XML', nitf('<p a=1>x</p>'.repeat(5000)), 'malformed-xml'],
  ])('%s', async (_name, text, code) => {
    expect(await codes(bytesOf(text))).toEqual([code]);
  });

  test('entities of a DTD are neither expanded nor fetched', async () => {
    const levels = Array.from(
      { length: 9 },
      (_none, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`,
    ).join('');
    const bomb = `<!DOCTYPE nitf [<!ENTITY e0 "lol">${levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    for (const reference of ['&e9;', '&x;']) {
      const result = await readBytes(bytesOf(bomb + nitf(`<p>${reference}</p>`)));
      expect(JSON.stringify(result)).not.toMatch(/lollol|root:/);
      expect(JSON.stringify(result).length).toBeLessThan(10_000);
    }
  });

  test('archives: ratio, entries, and archives in archives', async () => {
    const spaces = new Uint8Array(40_000_000).fill(0x20);
    expect(await codes(gzip(spaces))).toEqual([expect.stringMatching(/^(?:archive-|too-large)/)]);
    const entry = bytesOf(nitf('<p>x</p>'));
    const many = Object.fromEntries(
      Array.from({ length: LIMITS.archiveEntries + 1 }, (_none, n) => [`${n}.xml`, entry]),
    );
    expect(await codes(zipSync(many, { level: 1 }))).toEqual(expect.arrayContaining(['too-many-entries']));
    const nested = gzipSync(gzipSync(gzipSync(gzipSync(entry))));
    expect(await codes(nested)).toEqual([expect.not.stringMatching(/^(?:ok|parser-failed)$/)]);
  });

  test.each([
    ['pixels', jpeg({ iim: [[120, 'A quay.']], width: 65_535, height: 65_535 })],
    ['bytes behind its head', Buffer.concat([jpeg(), Buffer.alloc(31 * 1024 * 1024, 0xff)])],
    [
      'a text that unpacks without end',
      png([
        'zTXt',
        Buffer.concat([Buffer.from('Raw profile type iptc\0\0'), deflateSync(Buffer.alloc(64_000_000))]),
      ]),
    ],
  ])('a picture is looked at by its head alone, whatever it has of %s', async (_what, picture) => {
    let result: unknown;
    const time = await processorTime(async () => {
      result = await readBytes(picture, 'evergreen', 'quay.jpg');
    });
    expect(time).toBeLessThan(ENOUGH_MS);
    expect(JSON.stringify(result)).not.toContain('parser-failed');
    expect(JSON.stringify(result).length).toBeLessThan(10_000);
  });

  test('names in an archive are never paths', async () => {
    const result = await readBytes(zipSync({ '../../etc/x.xml': bytesOf(nitf('<p>One.</p>')) }));
    expect(result.ok && result.items.map((item) => item.ok && item.record.article.uri)).toEqual([
      'urn:wire:evergreen:1',
    ]);
  });
});

describe('a megabyte takes time by its length, whatever is in it', () => {
  const g2 = (words: string): string =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a:b"><itemMeta/><contentMeta><headline>x</headline></contentMeta><contentSet><inlineXML><html><body>${words}</body></html></inlineXML></contentSet></newsItem>`;
  const fill = (unit: string, size = 900_000): string => unit.repeat(Math.floor(size / unit.length));

  test.each([
    ['one word that never ends', g2(`<p>${fill('x')}</p>`)],
    ['a character a word', g2(`<p>${fill('a ')}</p>`)],
    ['punctuation', g2(`<p>${fill(':;"')}</p>`)],
    ['short paragraphs, and no quotation mark in them', g2(fill('<p>Nothing was said by anybody.</p>'))],
    ['quotations that never close', g2(`<p>${fill(' ‘ x')}</p>`)],
    ['a sentence of nothing but verbs of telling', g2(`<p>${fill('told AFP, ')}</p>`)],
    ['speech upon speech', g2(`<p>${fill('He said: “x y” ')}</p>`)],
    ['links', g2(fill('<a href="http://a.example">x</a>'))],
    ['line breaks', g2(`<p>${fill('<br/>')}</p>`)],
    ['white space', g2(`<p>a${fill(' \n')}a</p>`)],
    ['references in a page', `<html><body><article><p>${fill('&amp;&lt;x ')}</p></article></body></html>`],
    ['faults', `<nitf>${fill('<p a=b>')}`],
    [
      'white space in a page',
      `<html><head><meta property="${fill('\t', 300_000)}" content="x"></head><body><p>x</p></body></html>`,
    ],
    [
      'a page that prints one line over and over',
      `A headline\n\n${fill('Most read\n\n', 400_000)}Some prose that ends here.`,
    ],
    ['a headline', g2('').replace('>x<', `>${fill('By A. ')}<`)],
  ])('%s', async (_name, text) => {
    expect(await processorTime(() => codes(bytesOf(text)))).toBeLessThan(ENOUGH_MS);
  });
});
