/**
 * What holds for every record, whatever the format: the article is strict IPTC ninjs 3.1, its bodies are clean, and
 * it has the same uri whenever, wherever and under whatever name the same bytes arrive.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { recordsOf } from '../../../functions/core/reading/records.ts';
import { findProvider } from '../../../functions/core/providers/register.ts';
import { inShared, samplePath, sharedPath } from '../../support/shared.ts';
import { RECEIVED } from '../../support/wires.ts';

const SCHEMA = sharedPath('data', 'ninjs', 'ninjs-schema_3.1.json');
const GEOJSON = sharedPath('data', 'ninjs', 'GeoJSON-schema.json');

function strictNinjs(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addSchema(schema(GEOJSON));
  return ajv.compile(schema(SCHEMA));
}

function schema(path: string): object {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no schema`);
  return value;
}

/** Every file below a folder, by its path from there. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && !/\.(?:md|json5)$/.test(entry.name) && entry.name !== 'expectations.json',
    )
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

interface Delivery {
  name?: string;
  bucket?: string;
  key?: string;
  received?: number;
}

/** The records of a file; the first folder of its path says who delivered it. */
async function deliver(folder: string, path: string, delivery: Delivery = {}): Promise<ArticleRecord[]> {
  const id = path.split('/', 1)[0] ?? '';
  const { name = path, bucket = 'inbox', key = `incoming/${id}/a-file`, received = RECEIVED } = delivery;
  const result = await recordsOf({
    bytes: readFileSync(join(folder, path)),
    name,
    provider: findProvider(id) ?? { id: 'unassigned' },
    received,
    raw: { bucket, key, versionId: '' },
  });
  return result.ok ? result.items.flatMap((item) => (item.ok ? [item.record] : [])) : [];
}

const FOLDERS = [
  ['events/wires', samplePath()],
  ['../shared/wires', sharedPath('wires')],
] as const;

const ALLOWED =
  /^\/?(?:p|h[1-6]|ul|ol|li|table|caption|thead|tbody|tfoot|tr|td|th|blockquote|a|em|strong|b|i|br|figure|figcaption|img|pre|sub|sup)$/;

describe.each(FOLDERS)('every record of %s', (_name, folder) => {
  const files = filesBelow(folder);
  const check = inShared(folder);

  (existsSync(SCHEMA) ? check : inShared(SCHEMA))('is strict ninjs 3.1', async () => {
    const validate = strictNinjs();
    const faults: unknown[] = [];
    let count = 0;
    for (const path of files) {
      for (const { article, wire } of await deliver(folder, path)) {
        count++;
        if (validate(article)) continue;
        const errors = (validate.errors ?? []).slice(0, 3);
        faults.push({
          path,
          item: wire.itemIndex,
          errors: errors.map((one) => [one.instancePath, one.message, one.params]),
        });
      }
    }
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(40);
  });

  check('has a uri that depends on its bytes and its provider alone', async () => {
    for (const path of files) {
      const uris = async (delivery?: Delivery): Promise<string[]> =>
        (await deliver(folder, path, delivery)).map(({ article }) => article.uri);
      const first = await uris();
      expect([path, await uris()]).toEqual([path, first]);
      const elsewhere = {
        name: 'x/other name.bin',
        bucket: '',
        key: 'incoming/other/name',
        received: RECEIVED + 400 * 86_400_000,
      };
      expect([path, await uris(elsewhere)]).toEqual([path, first]);
    }
  });

  check('is the same to the last character when read twice', async () => {
    for (const path of files) expect(await deliver(folder, path)).toEqual(await deliver(folder, path));
  });

  check('has a clean body: allowed elements, no scripts, no control characters, NFC', async () => {
    for (const path of files) {
      for (const { article } of await deliver(folder, path)) {
        for (const { contentType, value = '' } of article.bodies ?? []) {
          expect(value).toBe(value.normalize('NFC'));
          expect(value).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/);
          if (contentType !== 'text/html') continue;
          const tags = [...value.matchAll(/<(\/?[^\s<>/]+)/g)].map(([, tag]) => tag ?? '');
          expect([path, tags.filter((tag) => !ALLOWED.test(tag))]).toEqual([path, []]);
          expect(value).not.toMatch(/<[^<>]*(?:\son\w{2,20}=|javascript:|data:)/i);
        }
      }
    }
  });

  check('shows no private note in its article', async () => {
    for (const path of files) {
      for (const { article, wire } of await deliver(folder, path)) {
        const shown = JSON.stringify(article);
        for (const note of wire.edNotes) {
          if (note.public || note.text.length < 12) continue;
          expect([path, shown.includes(JSON.stringify(note.text).slice(1, -1))]).toEqual([path, false]);
        }
      }
    }
  });
});

test('there are samples of our own to look at', () => {
  expect(filesBelow(samplePath()).length).toBeGreaterThan(20);
});
