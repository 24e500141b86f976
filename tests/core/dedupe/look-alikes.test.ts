/** Rates, prices, results, weather, notices and tables: the report of another day is none of the story, and why is told. */
import { describe, expect, test } from '@jest/globals';
import { fingerprint, type Fingerprint } from '../../../functions/core/dedupe/fingerprint.ts';
import { RULES } from '../../../functions/core/dedupe/evidence.ts';
import { decide } from '../../../functions/core/dedupe/verdict.ts';
import { lookAlikeSet } from '../../../tools/eval-dedupe/look-alikes.ts';
import { baseOf, isLookAlike, type LabelledText } from '../../../tools/eval-dedupe/labelled.ts';

const { texts } = lookAlikeSet({ seed: 3, stories: 120 });
const prints = new Map<string, Fingerprint>(
  texts.map(({ id, title = '', body }) => [id, fingerprint({ title, body }).fingerprint]),
);
const bases = new Map(texts.map((text) => [text.id, text]));

function decisionOn(text: LabelledText) {
  const base = bases.get(baseOf(text.id));
  const sides = [text, base].map((side) => {
    const print = prints.get(side?.id ?? '');
    if (print === undefined) throw new Error(`${text.id} has no base`);
    return { fingerprint: print, at: side?.at, provider: side?.source };
  });
  const [own, other] = sides;
  if (own === undefined || other === undefined) throw new Error('two sides');
  return decide(own, other);
}

const pairs = texts
  .filter(({ kind }) => kind !== 'base')
  .map((text) => ({ text, decision: decisionOn(text) }));

describe('reports from one template', () => {
  test('of another day or of others are not linked', () => {
    const linked = pairs.filter(({ text, decision }) => isLookAlike(text) && decision.verdict !== 'none');
    // Where few figures are others, some look like a correction; none is hidden
    expect(linked.filter(({ text }) => text.kind?.endsWith('partly as before') === false)).toEqual([]);
    expect(linked.length).toBeLessThanOrEqual(2);
    expect(linked.filter(({ decision }) => decision.verdict === 'duplicate')).toEqual([]);
  });

  test('that are sent again, corrected in a figure, longer or cut are linked', () => {
    const copies = pairs.filter(({ text }) => !isLookAlike(text));
    expect(copies.filter(({ decision }) => decision.verdict === 'none')).toEqual([]);
  });

  test('are told by what is true of them', () => {
    for (const { decision } of pairs) {
      const { rule, comparison } = decision;
      expect(RULES[rule]).toBeDefined();
      if (rule === 'same-text' || rule === 'same-text-another-day') expect(comparison.identical).toBe(true);
      if (rule === 'figures-of-another-day' || rule === 'numbers-differ')
        expect(comparison.numbers.jaccard).toBeLessThan(1);
      if (rule === 'filled-anew')
        expect(
          comparison.figurePlaces.share * comparison.namePlaces.share * comparison.names.share,
        ).toBeLessThan(1);
    }
  });
});

describe('a notice of rates', () => {
  const notice = (deposit: string, loan: string, car: string): string =>
    `The savings bank of Vesterhavn changes its rates on the first of the month, it said. Deposits of one year earn ${deposit} percent ` +
    `from then on, home loans of ten years cost ${loan} percent, and loans for cars ${car} percent. Rates for overdrawn accounts stay as ` +
    'they are, and so do those for firms. The bank has 14 branches in the towns of the coast and counts 38,500 clients.';
  const side = (body: string, days = 0, provider = 'aurora', signals: string[] = []) => ({
    fingerprint: fingerprint({ body, signals }).fingerprint,
    at: Date.parse('2026-07-01T08:00:00Z') + days * 86_400_000,
    provider,
  });
  const first = side(notice('2.25', '4.50', '6.10'));

  test('with one figure corrected an hour later is linked', () => {
    expect(decide(side(notice('2.35', '4.50', '6.10'), 0.04), first)).toMatchObject({
      verdict: 'variant',
      rule: 'numbers-differ',
    });
  });

  test('with one figure that is another on the next day is the next notice', () => {
    expect(decide(side(notice('2.35', '4.50', '6.10'), 1), first)).toMatchObject({
      verdict: 'none',
      rule: 'figures-of-another-day',
    });
  });

  test('that is called a correction is linked on the next day as well', () => {
    expect(decide(side(notice('2.35', '4.50', '6.10'), 1, 'aurora', ['correction']), first).verdict).toBe(
      'variant',
    );
  });

  test('with the same figures on the next day is published, and told so', () => {
    expect(decide(side(notice('2.25', '4.50', '6.10'), 1), first)).toMatchObject({
      verdict: 'variant',
      rule: 'same-text-another-day',
    });
  });

  test('in which all figures are others is no copy on the same day', () => {
    expect(decide(side(notice('2.75', '4.90', '6.60'), 0.1, 'borealis'), first)).toMatchObject({
      verdict: 'none',
      rule: 'filled-anew',
      lookAlike: true,
    });
  });
});
