/**
 * What holds for every record, whatever the format: the article is strict IPTC ninjs 3.2, and 3.1 as far as it uses nothing new, its bodies are clean, and
 * it has the same uri whenever, wherever and under whatever name the same bytes arrive.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { ValidateFunction } from 'ajv';
import type { NinjsVersion } from '../../functions/core/article/ninjs.ts';
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import { recordsOf } from '../../functions/core/reading/records.ts';
import { needs32 } from './ninjs.ts';
import { PROVIDERS, RECEIVED } from './wires.ts';

/** Every wire file below a folder, by its path from there. */
export function wiresBelow(folder: string): string[] {
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
    provider: PROVIDERS.find(id) ?? { id: 'unassigned' },
    received,
    raw: { bucket, key, versionId: '' },
  });
  return result.ok ? result.items.flatMap((item) => (item.ok ? [item.record] : [])) : [];
}

/** A test that every record of a folder is strict ninjs of a version: of 3.1 only those that use nothing later. */
export function holdToNinjs(
  folder: string,
  version: NinjsVersion,
  validator: (version: NinjsVersion) => ValidateFunction,
): void {
  test(`is strict ninjs ${version}`, async () => {
    const validate = validator(version);
    const faults: unknown[] = [];
    let count = 0;
    for (const path of wiresBelow(folder)) {
      for (const { article, wire } of await deliver(folder, path)) {
        if (version === '3.1' && needs32(article)) continue;
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
}

const ALLOWED =
  /^\/?(?:p|h[1-6]|ul|ol|li|table|caption|thead|tbody|tfoot|tr|td|th|blockquote|a|em|strong|b|i|br|figure|figcaption|img|pre|sub|sup)$/;

/** A test for each rule, over every record of a folder. */
export function holdRules(folder: string): void {
  const files = wiresBelow(folder);

  test('has a uri that depends on its bytes and its provider alone', async () => {
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

  test('is the same to the last character when read twice', async () => {
    for (const path of files) expect(await deliver(folder, path)).toEqual(await deliver(folder, path));
  });

  test('has a clean body: allowed elements, no scripts, no control characters, NFC', async () => {
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

  test('shows no private note in its article', async () => {
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
}
