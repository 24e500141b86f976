/** How soon the page hears of a wire: it asks, and the answer is what the edge has held for a second at most. */
import { expect, test } from '@jest/globals';
import { isLost, pauseOf } from '../../web/state/pace.ts';

const SEEN = { failures: 0, hidden: false, behind: false };

test('the live feed is asked each second, at once where there is more, and less often behind other windows', () => {
  expect(pauseOf(SEEN)).toBe(1000);
  expect(pauseOf({ ...SEEN, behind: true })).toBe(0);
  expect(pauseOf({ ...SEEN, hidden: true })).toBe(5000);
});

test('what does not answer is asked less and less often, half a minute apart at most', () => {
  expect([1, 2, 3, 9].map((failures) => pauseOf({ ...SEEN, failures, behind: true }))).toEqual([
    1000, 2000, 4000, 30_000,
  ]);
  expect([0, 1, 2].map(isLost)).toEqual([false, false, true]);
});
