import { expect, test } from '@jest/globals';
import { corpusPath } from '../corpus.ts';
import { score, wire } from './scorer.ts';

test('every fact of every foreign wire holds', async () => {
  const lists = [corpusPath('wires', 'expectations.json'), corpusPath('wires')];
  const { exitCode, summary } = await score('conformance.mjs', [
    ...lists,
    '--verbose',
    '--',
    ...wire('normalize'),
  ]);
  expect([exitCode, summary]).toEqual([0, expect.stringContaining('100.00 %')]);
});
