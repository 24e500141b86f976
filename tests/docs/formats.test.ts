/** docs/formats.md promises what is read from each format: every promise is kept by a sample. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FORMATS } from '../../functions/core/formats/registry.ts';
import { DESCRIPTIONS, filledFields, PAGE } from '../../tools/formats-doc.ts';

const rows = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));

test('every format has its row, in the order of the record', () => {
  const documented = rows.map(([format = '']) => format.replaceAll('`', ''));
  expect(documented).toEqual(Object.keys(DESCRIPTIONS));
  expect(documented).toEqual(expect.arrayContaining(FORMATS.map(({ format }) => format)));
});

test('what the page says of a format is filled by one of its samples (else: node tools/formats-doc.ts)', async () => {
  const filled = await filledFields();
  for (const [name = '', , , , fields = ''] of rows) {
    const format = name.replaceAll('`', '');
    const known = [...filled].find(([one]) => one === format)?.[1].fields ?? new Set<string>();
    const claimed = fields === '' ? [] : fields.split(', ');
    expect([format, claimed.filter((field) => !known.has(field))]).toEqual([format, []]);
  }
});
