import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { EMBARGO_FORMS } from '../../../../functions/core/article/words/embargo-reading.ts';
import { KILL_FORMS } from '../../../../functions/core/article/words/kill-forms.ts';
import { partsOf } from '../../../../functions/core/article/words/vocabulary.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'functions', 'core', 'article', 'words');
const TABLES = ['classes', 'embargo', 'kill', 'times'];
const read = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), 'utf8');

describe('the tables of imperatives', () => {
  test.each(TABLES)('%s: every line is a phrase that can be looked for', (name) => {
    const faults = read(name)
      .split('\n')
      .flatMap((line, index) => {
        const words = /^ {6}(?<words>".*?"),?$/.exec(line)?.groups?.words;
        if (words === undefined) return [];
        try {
          partsOf(JSON.parse(words) as string);
          return [];
        } catch (error) {
          return [`${name}.json:${index + 1}: ${error instanceof Error ? error.message : String(error)}`];
        }
      });
    expect(faults).toEqual([]);
  });

  test('a place that nobody knows is told', () => {
    expect(() => partsOf('kill {stori}')).toThrow('"kill {stori}": nothing is called {stori}');
  });

  test('have the forms that are read, and no others', () => {
    const keys = (name: string): string[] =>
      Object.keys(JSON.parse(read(name)) as object).filter((key) => key !== '$schema');
    expect(keys('embargo').sort()).toEqual([...EMBARGO_FORMS].sort());
    expect(keys('kill').sort()).toEqual([...KILL_FORMS].sort());
  });
});
