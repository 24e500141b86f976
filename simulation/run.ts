/**
 * npm run simulate -- --runs N --seed S: histories drawn from seeds, played over the whole system on a world in memory
 * and judged. What went wrong is cut down to its smallest history and printed.
 */
import { parseArgs } from 'node:util';
import { byCheck, runBatch } from './batch.ts';
import { generateHistory } from './histories/generate.ts';
import { explain, trace } from './one-run.ts';

const USAGE = `npm run simulate -- [options]
  --runs N      how many (300)
  --seed S      the first seed; the others follow it (1)
  --jobs N      threads (2)
  --no-faults   order is drawn, nothing fails
  --trace       print what happens in the first run, whole
  --check NAME  explain only what breaks this promise
  --explain N   how many kinds of failure are cut down and printed (3)
  --first       stop at the first failure
  --hash        print the hash of all runs: the same seeds give the same`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    'no-faults': { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    check: { type: 'string' },
    explain: { type: 'string', default: '3' },
    first: { type: 'boolean', default: false },
    hash: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const faults = !values['no-faults'];
const seed = Number(values.seed);

if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else if (values.trace) {
  print(await trace(generateHistory(seed, { faults })));
} else {
  process.exitCode = await simulate();
}

async function simulate(): Promise<number> {
  const { results, seconds, hash } = await runBatch({
    runs: Number(values.runs),
    seed,
    faults,
    jobs: Number(values.jobs),
    stopAtFirst: values.first,
    // To the terminal alone: what follows is the whole of it
    broken: (result) => {
      process.stderr.write(`seed ${result.seed}: ${[...byCheck([result]).keys()].join(', ')}\n`);
    },
  });
  const failed = results.filter(({ violations }) => violations.length > 0);
  const perRun =
    results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / Math.max(1, results.length);
  print([
    `${results.length} runs, ${seconds.toFixed(1)} s, ${perRun.toFixed(1)} ms a run; ${failed.length} broke a promise`,
    ...(values.hash ? [`hash ${hash}`] : []),
  ]);
  const checks = [...byCheck(results)].filter(
    ([check]) => values.check === undefined || check === values.check,
  );
  for (const [check, those] of checks) {
    const seeds = those.slice(0, 8).map((result) => result.seed);
    print([
      `${String(those.length).padStart(6)}  ${check}  (seeds ${seeds.join(', ')}${those.length > 8 ? ' …' : ''})`,
    ]);
  }
  for (const [check, [first]] of checks.slice(0, Number(values.explain))) {
    if (first !== undefined) print(['', `${check}:`, ...(await explain(first.seed, faults, check))]);
  }
  return failed.length === 0 ? 0 : 1;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
