import { describe, expect, test } from '@jest/globals';
import { figuresOf, readLines, SPLITS, splitOf } from '../../../tools/eval-rights/set.ts';

const LINES = readLines();

test('the set has restrictions and news with their words, in ten languages and more, each line once', () => {
  expect(LINES.length).toBeGreaterThanOrEqual(250);
  expect(LINES.filter(({ kinds }) => kinds.length === 0).length).toBeGreaterThanOrEqual(120);
  expect(new Set(LINES.map(({ text }) => text)).size).toBe(LINES.length);
  const languages = new Set(LINES.map(({ lang }) => lang));
  for (const lang of ['da', 'de', 'en', 'es', 'fr', 'it', 'nb', 'nl', 'pt', 'sv'])
    expect(languages).toContain(lang);
});

describe.each(SPLITS)('of the lines of %s', (split) => {
  const figures = figuresOf(LINES.filter((line) => splitOf(line) === split));

  test('97 of 100 restrictions are read, with country, medium or credit', () => {
    expect(figures.recognised / figures.restrictions).toBeGreaterThanOrEqual(0.97);
  });

  test('nothing is read that is not there', () => {
    expect(figures).toMatchObject({ wrong: 0, falseAlarms: 0 });
  });
});
