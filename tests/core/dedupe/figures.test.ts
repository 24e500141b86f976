/** A figure with another sign is another figure. */
import { expect, it } from '@jest/globals';
import { compare } from '../../../functions/core/dedupe/compare.ts';
import { fingerprint } from '../../../functions/core/dedupe/fingerprint.ts';
import { decide } from '../../../functions/core/dedupe/verdict.ts';
import { RULES } from '../../../functions/core/dedupe/evidence.ts';

const bodyWith = (figure: string): string =>
  `Brandvik shares closed at ${figure} percent in Vesterhavn, as traders waited for the harbour council. ` +
  'The builder Ostrand Marine gained 2.5 percent, and the index of all 40 listed firms hardly moved. ' +
  'Dealers said that few orders had come in before the holiday, and that most banks would stay closed until Monday. ' +
  'The crown was little changed against other currencies of the north, said analyst Ilse Maren of the Grenholm bank.';

const sideOf = (figure: string) => ({ fingerprint: fingerprint({ body: bodyWith(figure) }).fingerprint });

it.each([
  ['a plus against a minus', '+1.24', '-1.24'],
  ['a rise against a fall under a typographic minus', '1.24', '−1.24'],
  ['a loss of money', '$12', '-$12'],
])('%s is a number that differs: published, and told so', (_what, one, other) => {
  const decision = decide(sideOf(other), sideOf(one));
  expect(decision).toMatchObject({ verdict: 'variant', rule: 'numbers-differ' });
  expect(RULES[decision.rule]).toContain('numbers differ');
});

it.each([
  ['the hyphen and the sign', '-1.24', '−1.24'],
  ['a dash for the sign', '-1.24', '–1.24'],
])('%s are one minus', (_what, one, other) => {
  const { numbers } = compare(sideOf(one).fingerprint, sideOf(other).fingerprint);
  expect(numbers.jaccard).toBe(1);
});

it('a range has no minus', () => {
  const { numbers } = compare(sideOf('1.2-1.4').fingerprint, sideOf('-1.2').fingerprint);
  expect(numbers.jaccard).toBeLessThan(1);
});
