/** Whatever JSON a file holds: recognising never throws, and reading throws nothing but ParseError. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apMedia } from '../../../functions/core/formats/ap-media/parser.ts';
import { dpaDigitalwires } from '../../../functions/core/formats/dpa-digitalwires/parser.ts';
import { fingerpost } from '../../../functions/core/formats/fingerpost/parser.ts';
import { ParseError } from '../../../functions/core/formats/common/format.ts';
import { ninjs1, ninjs2, ninjs3 } from '../../../functions/core/formats/ninjs/parser.ts';
import { reutersConnect } from '../../../functions/core/formats/reuters-connect/parser.ts';
import { WireFile } from '../../../functions/core/formats/common/wire-file.ts';
import { samplePath } from '../../support/samples.ts';
import { readBytes, RECEIVED } from '../../support/wires.ts';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';

const PARSERS = [fingerpost, dpaDigitalwires, apMedia, reutersConnect, ninjs3, ninjs2, ninjs1];

const SAMPLES = ['aurora', 'borealis', 'cascade', 'delta', 'evergreen'].flatMap((provider) =>
  readdirSync(samplePath(provider))
    .filter((name) => name.endsWith('.json') && !name.includes('malformed'))
    .map((name) => readFileSync(join(samplePath(provider), name), 'utf8')),
);

/** Every parser on the file, whether it is its own or not. */
async function readByAll(text: string): Promise<void> {
  const file = new WireFile(new TextEncoder().encode(text));
  for (const parser of PARSERS) {
    parser.recognises(file);
    try {
      for (const item of await parser.parse(file, { received: RECEIVED }))
        expect(typeof item.ok).toBe('boolean');
    } catch (error) {
      expect(error).toBeInstanceOf(ParseError);
    }
  }
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

/** The value with the n-th of its nodes replaced. */
function replaced(value: Json, at: { n: number }, by: Json): Json {
  if (at.n-- === 0) return by;
  if (Array.isArray(value)) return value.map((member) => replaced(member, at, by));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, replaced(member, at, by)]),
    );
  }
  return value;
}

function nodes(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + nodes(member), 1);
}

describe('robustness of the JSON formats', () => {
  test('any JSON value', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, (value) => readByAll(JSON.stringify(value))),
      { numRuns: 150 },
    );
  });

  test('objects with the names that these formats know, and any value in them', async () => {
    const names = [
      ...new Set(
        SAMPLES.flatMap((text) => [...text.matchAll(/"([\w$-]+)":/g)].map(([, name]) => name ?? '')),
      ),
    ];
    const shaped = fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor'), anyJson, {
      maxKeys: 12,
    });
    await fc.assert(
      fc.asyncProperty(shaped, (value) => readByAll(JSON.stringify(value))),
      { numRuns: 250 },
    );
  });

  test('a sample with one value replaced is read or refused, and what is read becomes a record', async () => {
    const cases = fc.tuple(fc.constantFrom(...SAMPLES), fc.nat(), anyJson);
    await fc.assert(
      fc.asyncProperty(cases, async ([text, position, by]) => {
        const value = JSON.parse(text) as Json;
        const changed = JSON.stringify(replaced(value, { n: position % nodes(value) }, by));
        await readByAll(changed);
        const result = await readBytes(new TextEncoder().encode(changed));
        const codes = result.ok ? result.items.map((item) => (item.ok ? 'ok' : item.code)) : [result.code];
        expect(codes).not.toContain('parser-failed');
      }),
      { numRuns: 250 },
    );
  });

  test('a text cut off or with any characters in it is refused, never thrown at', async () => {
    const cases = fc.tuple(fc.constantFrom(...SAMPLES), fc.nat(), fc.string({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(cases, ([text, position, noise]) => {
        const at = position % text.length;
        return readByAll(text.slice(0, at) + noise + (at % 2 === 0 ? text.slice(at) : ''));
      }),
      { numRuns: 150 },
    );
  });

  test('a value that is deeper than is read does not overflow the stack', async () => {
    await readByAll(
      `{"uri":"urn:a:b","headline":"x","versioncreated":"y","extra":${'['.repeat(199)}${']'.repeat(199)}}`,
    );
    await readByAll(`{"uri":"urn:a:b","body_text":${'['.repeat(300)}${']'.repeat(300)}}`);
  });

  test('a megabyte in one field takes time by its length', async () => {
    for (const unit of ['<p>a</p>', '<', '"x\\', '\n', 'a b ', '&amp;']) {
      const text = unit.repeat(1_000_000 / unit.length);
      const items = [
        { uri: 'urn:a:b', versioncreated: 'x', headline: 'y', body_html: text, body_text: text },
        { format: 'GOA-WIRES-NINJS', usn: '1', body_text: text },
        {
          format: 'digitalwires@1',
          urn: 'urn:a:b',
          article_html: text,
          dateline: 'X (y) - ',
          linkbox_html: text,
        },
      ];
      for (const item of items) {
        const file = new WireFile(new TextEncoder().encode(JSON.stringify(item)));
        const taken = await processorTime(async () => {
          const parser = PARSERS.find((one) => one.recognises(file));
          for (const read of (await parser?.parse(file, { received: RECEIVED })) ?? [])
            expect(read.ok).toBe(true);
        });
        expect(taken).toBeLessThan(ENOUGH_MS);
      }
    }
  });
});
