/** Whatever agencies say in whatever order, and whatever fails: no promise is broken. */
import { expect, test } from '@jest/globals';
import { runBatch } from '../../simulation/batch.ts';
import { explain } from '../../simulation/one-run.ts';

const RUNS = 300;

test('no promise is broken in 300 histories drawn from seeds', async () => {
  // One memory, for the other worker of jest has the other core; remember.test.ts shows that the runs are the same
  const { results } = await runBatch({ runs: RUNS, seed: 1, faults: true, jobs: 1, remembering: true });
  const failed = results.find(({ violations }) => violations.length > 0);
  const [first] = failed?.violations ?? [];
  const story =
    failed === undefined || first === undefined ? [] : await explain(failed.seed, true, first.check);
  expect(story.join('\n')).toBe('');
  expect(results).toHaveLength(RUNS);
});

test('the same seed gives the same run, to the last call', async () => {
  const options = { runs: 5, seed: 900, faults: true, jobs: 1 };
  const once = await runBatch(options);
  const twice = await runBatch(options);
  expect(twice.hash).toBe(once.hash);
});
