import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { corpusPath } from '../corpus.ts';
import { figure, run, score, wire } from './scorer.ts';

/** F1 of pairs, a little below what was measured; of another set, the least that is of use. */
const FLOORS: Readonly<Record<string, number>> = { wirebench: 0.985, reuters: 0.975, publishers: 0.95 };

const folder = mkdtempSync(join(tmpdir(), 'wire-corpus-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const sets = readdirSync(corpusPath('data', 'dedupe')).filter((name) => name.endsWith('.jsonl.gz'));

test.each(sets)('near-duplicates are found in %s as well as they were', async (name) => {
  const texts = corpusPath('data', 'dedupe', name);
  const ambiguous = texts.replace(/\.jsonl\.gz$/, '.ambiguous.json');
  const verdicts = join(folder, `${name}.ndjson`);
  writeFileSync(verdicts, (await run(wire('dedupe', texts))).stdout);
  const { summary } = await score(
    'dedupe-score.mjs',
    [texts, ...(existsSync(ambiguous) ? [ambiguous] : [])],
    verdicts,
  );
  const floor = FLOORS[name.split('-', 1)[0] ?? ''] ?? 0.9;
  expect(figure(summary, / F1 ([\d.]+)/)).toBeGreaterThanOrEqual(floor);
});
