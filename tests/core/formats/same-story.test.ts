import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { holdSameStories } from '../../support/same-story.ts';
import { samplePath } from '../../support/samples.ts';
import { recordsIn } from '../../support/wires.ts';

const PROVIDERS = ['aurora', 'borealis'];

for (const provider of PROVIDERS) holdSameStories(samplePath(provider, 'same-story'), provider);

test('the editions come in different character sets', async () => {
  const folder = samplePath('aurora', 'same-story');
  const records = await Promise.all(
    readdirSync(folder).map((file) => recordsIn(join(folder, file), 'aurora')),
  );
  const charsets = records.flat().map(({ wire }) => wire.raw.charsetUsed);
  expect(new Set(charsets)).toEqual(new Set(['utf-8', 'utf-16le', 'windows-1252']));
  expect(records.flat().flatMap(({ wire }) => wire.warnings)).toEqual([]);
});

test('what is not for publication stays out of every public field, whatever the format', async () => {
  for (const provider of PROVIDERS) {
    const folder = samplePath(provider, 'same-story');
    for (const file of readdirSync(folder)) {
      for (const { article } of await recordsIn(join(folder, file), provider)) {
        expect(JSON.stringify(article)).not.toMatch(/555 01\d\d/);
      }
    }
  }
});
