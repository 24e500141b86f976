/** What a reader finds in the sample wires, as people have written it down in facts.json: each format, field by field. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../../functions/core/formats/registry.ts';
import { expectFacts, type FactsOfFile } from '../../support/facts.ts';
import { samplePath } from '../../support/samples.ts';
import { readWire } from '../../support/wires.ts';

const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, 'facts.json'), 'utf8'),
) as readonly FactsOfFile[];

test('there are facts of every format but pictures', () => {
  const told = new Set(cases.map(({ format }) => format));
  const untold = FORMATS.map(({ format }) => format).filter((format) => !told.has(format));
  expect(untold).toEqual(['photo']);
});

describe.each(cases.map((one) => [one.file, one] as const))('%s', (file, one) => {
  const read = () => readWire(samplePath(file), file.split('/', 1)[0]);

  test('is known for what it is', async () => {
    const result = await read();
    const [item] = result.ok ? result.items : [];
    expect(item?.ok === true ? item.record.wire.format : undefined).toBe(one.format);
  });

  test('says what was read off it', async () => {
    expectFacts(await read(), one.expect);
  });
});
