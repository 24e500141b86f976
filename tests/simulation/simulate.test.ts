/** Whatever agencies say in whatever order, and whatever fails: no promise is broken. */
import { expect, test } from '@jest/globals';
import { runBatch } from '../../simulation/batch.ts';
import { explain } from '../../simulation/one-run.ts';

const RUNS = 100;

/** Later ones that find a deliberate fault which the first do not, as `npm run simulate:mutants` says. */
const FINDERS = [119, 161, 183, 208, 254, 350, 405];

test('no promise is broken in histories drawn from seeds, with which each deliberate fault is found', async () => {
  // One memory, for the other worker of jest has the other core; remember.test.ts shows that the runs are the same
  const options = { runs: RUNS, seed: 1, besides: FINDERS, faults: true, jobs: 1, remembering: true };
  const { results } = await runBatch(options);
  const failed = results.find(({ violations }) => violations.length > 0);
  const [first] = failed?.violations ?? [];
  const story =
    failed === undefined || first === undefined ? [] : await explain(failed.seed, true, first.check);
  expect(story.join('\n')).toBe('');
  expect(results).toHaveLength(RUNS + FINDERS.length);
});
