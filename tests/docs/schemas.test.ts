import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CONFIG_FILE } from '../../infra/config-file.ts';
import { shippedSchema, violations } from '../support/schemas.ts';
import { generateSchemas, SCHEMA_FOLDER } from '../../tools/schemas.ts';

test('docs/schemas says what the types say; if not, run `npm run schemas` and raise SCHEMA_VERSION where needed', async () => {
  for (const [file, text] of await generateSchemas()) {
    expect(readFileSync(join(SCHEMA_FOLDER, file), 'utf8')).toBe(text);
  }
});

test("an editor that knows the schema of the settings finds nothing wrong with the repository's, and slips in others", () => {
  const validate = shippedSchema('config.schema');
  const settings: unknown = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
  expect(violations(validate, settings)).toEqual([]);
  const slips = {
    stages: { dev: { maxConcurency: 1 } },
    agencies: [{ id: 'North Star', name: 'North Star', embargo: 'never' }],
  };
  expect(violations(validate, slips).map((line) => line.split(':', 1)[0])).toEqual([
    '/stages/dev',
    '/agencies/0/id',
    '/agencies/0/embargo',
  ]);
});
