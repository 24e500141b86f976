import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { generateSchemas, SCHEMA_FOLDER } from '../../tools/schemas.ts';

test('docs/schemas says what the types say; if not, run `npm run schemas` and raise SCHEMA_VERSION where needed', async () => {
  for (const [file, text] of await generateSchemas()) {
    expect(readFileSync(join(SCHEMA_FOLDER, file), 'utf8')).toBe(text);
  }
});
