import { expect, test } from '@jest/globals';
import { readBytes } from '../support/wires.ts';

test('a fault says once where it is', async () => {
  const result = await readBytes(Buffer.from('<?xml version="1.0"?>\n<nitf><body></head></nitf>'));
  if (result.ok) throw new Error('it was read');
  expect(result.message.split('(')).toEqual([
    expect.any(String),
    expect.stringMatching(/^line 2, column \d+\)$/),
  ]);
});
