import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { corpusPath } from '../corpus.ts';
import { figure, score, wire } from './scorer.ts';

/** F1 of the body, a little below what was measured; of another set, the least that is of use. */
const FLOORS: Readonly<Record<string, number>> = { trafilatura: 0.92, wcxb: 0.95 };

const sets = readdirSync(corpusPath('data', 'pages')).filter((name) => name.endsWith('.jsonl.gz'));

test.each(sets)('the article is found in the pages of %s as well as it was', async (name) => {
  const command = wire('normalize');
  const { summary } = await score('pages-score.mjs', [corpusPath('data', 'pages', name), '--', ...command]);
  const floor = FLOORS[name.split('-', 1)[0] ?? ''] ?? 0.8;
  expect(figure(summary, /(?:body|snippets) F1 ([\d.]+)/)).toBeGreaterThanOrEqual(floor);
});
