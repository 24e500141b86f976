import { expect, test } from '@jest/globals';
import { corpusPath } from '../corpus.ts';
import { figure, ROOT, score } from './scorer.ts';

test('sources are found in lines of real pages as well as they were', async () => {
  const { stdout } = await score('sources-score.mjs', [corpusPath('data', 'source-lines-real.json'), ROOT]);
  expect(figure(stdout, /sources P ([\d.]+)/)).toBeGreaterThanOrEqual(0.98);
  expect(figure(stdout, /sources P [\d.]+ R ([\d.]+)/)).toBeGreaterThanOrEqual(0.74);
});
