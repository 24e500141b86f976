/** The deliberate faults can still be made: the source has not moved on from under them. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { MUTANTS } from '../../simulation/mutants/list.ts';
import { mutated } from '../../simulation/mutants/mutant.ts';

test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s', (_name, mutant) => {
  const source = readFileSync(new URL(`../../${mutant.file}`, import.meta.url), 'utf8');
  expect(mutated(source, mutant)).not.toBe(source);
});
