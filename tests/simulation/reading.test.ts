import { expect, test } from '@jest/globals';
import { readHistory } from '../../simulation/reading/run.ts';

test('who follows the feed ends with what one has that got every message, whatever fails meanwhile', async () => {
  let read = 0;
  for (let seed = 1; seed <= 24; seed++) {
    const run = await readHistory(seed, true);
    expect([seed, run.violations]).toEqual([seed, []]);
    read += run.read;
  }
  expect(read).toBeGreaterThan(60);
});
