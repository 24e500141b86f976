/** The time that reading takes grows with the file and not faster. */
import { expect, test } from '@jest/globals';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';
import { readBytes } from '../../support/wires.ts';

const SIZE = 1_000_000;

test.each([
  ['a dated ZCZC text of transmission lines', 'ZCZC\n', 'A1 B2\n', '11-MAR-26 09:42\nNNNN\n'],
  [
    'an NITF paragraph of bare less-than signs',
    '<nitf><body><body.content><p>',
    'a < b ',
    '</p></body.content></body></nitf>',
  ],
  [
    'an NITF paragraph of left-over escapes',
    '<nitf><body><body.content><p>',
    '&amp;amp;lt; ',
    '</p></body.content></body></nitf>',
  ],
])('%s', async (_, head, part, tail) => {
  const bytes = Buffer.from(head + part.repeat(SIZE / part.length) + tail);
  expect(await processorTime(() => readBytes(bytes))).toBeLessThan(ENOUGH_MS);
});
