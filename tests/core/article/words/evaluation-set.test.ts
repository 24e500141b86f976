import { describe, expect, test } from '@jest/globals';
import { figuresOf } from '../../../../tools/eval-words/score.ts';
import { readLines, SPLITS, splitOf, type Split } from '../../../../tools/eval-words/set.ts';

const LINES = readLines();
const LANGUAGES = ['ca', 'cs', 'da', 'de', 'en', 'es', 'fi', 'fr', 'it', 'nb', 'nl', 'pl', 'pt', 'sl', 'sv'];
const HALVES = ['tune', 'test'] as const;
const part = (split: Split) => LINES.filter((line) => splitOf(line) === split);

describe('the set of embargoes, kills and news in words', () => {
  test('has enough lines, in fifteen languages, each once', () => {
    expect(LINES.length).toBeGreaterThanOrEqual(300);
    expect([...new Set(LINES.map(({ lang }) => lang))].sort()).toEqual(LANGUAGES);
    expect(new Set(LINES.map(({ id }) => id)).size).toBe(LINES.length);
    for (const split of HALVES) expect(part(split).length).toBeGreaterThan(LINES.length * 0.3);
    expect(part('blind').length).toBeGreaterThanOrEqual(120);
  });

  test('every until is an instant', () => {
    const ends = LINES.flatMap(({ until }) => until ?? []);
    expect(ends.filter((end) => Number.isNaN(Date.parse(end)))).toEqual([]);
  });
});

describe.each(SPLITS)('of the lines of %s', (split) => {
  const figures = figuresOf(part(split));

  test('98 of 100 imperatives are recognised', () => {
    expect(figures.recognised / figures.imperatives).toBeGreaterThanOrEqual(0.98);
  });

  test('no news is held or killed', () => {
    expect(figures).toMatchObject({ falseAlarms: 0, liftedWrong: 0 });
  });

  test('95 of 100 times are read to the minute', () => {
    expect(figures.timesRight / figures.times).toBeGreaterThanOrEqual(0.95);
  });
});
