/** The word tables: data that a linguist or an editor changes, so what is wrong is said with file and line. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SchemaObject } from 'ajv';
import { AGENCIES, OTHER_NAMES } from '../../functions/core/agencies/agencies.ts';
import { UNNAMED_WIRES } from '../../functions/core/agencies/register.ts';
import { faultsOf } from '../support/tables.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TABLES = globSync('functions/**/*.json', { cwd: ROOT })
  .filter((file) => !file.endsWith('.schema.json'))
  .sort();

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The schema that a table names in its second line. */
function schemaOf(file: string, text: string): SchemaObject {
  const named = /^\{\n {2}"\$schema": "\.\/(?<name>[a-z-]+\.schema\.json)"/.exec(text)?.groups?.name;
  if (named === undefined) throw new Error(`${file}:2: no "$schema" that stands beside the table`);
  return JSON.parse(read(join(dirname(file), named))) as SchemaObject;
}

describe('the word tables', () => {
  test('follow their schemas, one entry a line', () => {
    const faults = TABLES.flatMap((file) => {
      const text = read(file);
      return faultsOf(text, schemaOf(file, text)).map(({ line, what }) => `${file}:${line}: ${what}`);
    });
    expect(faults).toEqual([]);
    expect(TABLES).toContain('functions/core/agencies/names.json');
  });

  test('give names to agencies of the register alone', () => {
    const known = new Set([UNNAMED_WIRES, ...AGENCIES.map(({ id }) => id)]);
    const file = 'functions/core/agencies/names.json';
    const lines = read(file).split('\n');
    const faults = OTHER_NAMES.filter(({ agency }) => !known.has(agency)).map(({ agency, name }) => {
      const entry = `{ "agency": ${JSON.stringify(agency)}, "name": ${JSON.stringify(name)},`;
      const line = lines.findIndex((text) => text.includes(entry)) + 1;
      return `${file}:${line}: no agency ${agency} in agencies.json`;
    });
    expect(faults).toEqual([]);
  });
});

describe('a fault in a table is told with its line', () => {
  const file = 'functions/core/agencies/names.json';
  const text = [
    '{',
    '  "$schema": "./names.schema.json",',
    '  "names": [',
    '    { "agency": "aurora", "name": "Aurora Wire", "trust": "sure" },',
    '    { "agency": "aurora", "name": "AUR", "trust": "risky" }',
    '  ]',
    '}',
    '',
  ].join('\n');
  const faults = (changed: string): string[] =>
    faultsOf(changed, schemaOf(file, text)).map(({ line, what }) => `${line}: ${what}`);

  test('none where there is none', () => {
    expect(faults(text)).toEqual([]);
  });

  test('a value that the schema does not know', () => {
    expect(faults(text.replace('risky', 'riskly'))).toEqual([
      '5: "riskly" is none of ["sure","fair","risky","slot"]',
    ]);
  });

  test('a field that is missing, and one that nobody knows', () => {
    expect(faults(text.replace('"trust": "sure"', '"proof": "sure"'))).toEqual([
      expect.stringMatching(/^4: .* must have required property 'trust'$/),
      '4: unknown field proof',
    ]);
  });

  test('a name that stands twice', () => {
    expect(faults(text.replace('"AUR"', '"Aurora Wire"'))).toEqual([
      '5: agency, name "aurora", "Aurora Wire" stand twice',
    ]);
  });

  test('a word that stands twice in a list', () => {
    const schema = { type: 'object', properties: { words: { type: 'array', uniqueItems: true } } };
    const list = '{\n  "words": [\n    "told",\n    "said",\n    "told"\n  ]\n}\n';
    expect(faultsOf(list, schema)).toEqual([{ line: 5, what: '"told" stands on line 3, too' }]);
  });

  test('two entries on one line', () => {
    expect(faults(text.replace('},\n    {', '}, {'))).toEqual([
      '4: not in the form of the tables (one entry a line, each key once): expected { "agency": "aurora", "name": "Aurora Wire", "trust": "sure" },',
    ]);
  });

  test('a comma that is missing', () => {
    expect(faults(text.replace('},', '}'))).toEqual([expect.stringMatching(/^5: .*JSON/)]);
  });
});
