import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { restrictionsIn } from '../../../functions/core/rights/words.ts';
import { REPOSITORY_ROOT } from '../../../infra/repository.ts';

const kinds = (text: string, slot: Parameters<typeof restrictionsIn>[1] = 'note', lang = 'en'): string[] =>
  restrictionsIn(text, slot, lang).map(({ kind, scope }) => (scope === null ? kind : `${kind} ${scope}`));

type Table = Record<string, Record<string, string[]>>;

function table(name: string): [kind: string, lang: string, words: string][] {
  const path = join(REPOSITORY_ROOT, 'functions', 'core', 'rights', name);
  const { $schema: _schema, ...all } = JSON.parse(readFileSync(path, 'utf8')) as Table & { $schema: unknown };
  return Object.entries(all).flatMap(([kind, languages]) =>
    Object.entries(languages).flatMap(([lang, list]) =>
      list.map((words): [string, string, string] => [kind, lang, words]),
    ),
  );
}

describe('every phrase of the vocabulary', () => {
  const KINDS: Record<string, RegExp> = {
    out: /^(?:territory|medium)-out|^no-archive/,
    only: /^(?:territory|medium)-only/,
  };

  test('is read where it stands alone in terms of use', () => {
    const unread = [...table('restrictions.json'), ...table('parts.json')].filter(([kind, lang, words]) => {
      const found = kinds(words.replaceAll('{where}', 'ICELAND'), 'terms', lang);
      return !found.some((one) => (KINDS[kind] ?? new RegExp(`^${kind}`)).test(one));
    });
    expect(unread).toEqual([]);
  });

  test('every medium is known by its names', () => {
    const unread = table('media.json').filter(
      ([, lang, words]) => kinds(`${words} out`, 'note', lang).length === 0,
    );
    expect(unread).toEqual([]);
  });
});

describe('where a restriction stands', () => {
  test.each([
    ['in a caption, in brackets', 'The quay of Tolby. (Japan OUT)', 'text', ['territory-out JP']],
    [
      'in a caption, in a row behind it',
      'The quay. - NO SALES - NO ARCHIVES',
      'text',
      ['no-sales', 'no-archive'],
    ],
    ['in a long text of terms', `${'All of it is ours. '.repeat(200)}No resale.`, 'terms', ['no-sales']],
    ['in a headline, in capitals', 'Schedule (NOT FOR PUBLICATION)', 'label', ['not-for-publication']],
    ['not in a headline about a match', 'JAPAN OUT', 'label', []],
    ['not in a sentence of news', 'Japan, out since Friday, flew home.', 'text', []],
    ['not behind "without"', 'Free to use without mandatory credit', 'terms', []],
    ['an embargo is none', 'Not for publication before 6 p.m.', 'note', []],
    ['a name that is no country', 'NORDVIK POST OUT', 'note', ['recipient-out NORDVIK POST']],
    ['countries by their names in the language of the item', 'Ungarn out', 'note', ['territory-out HU']],
    ['countries in short', 'U.K. OUT; US OUT', 'note', ['territory-out GB', 'territory-out US']],
    [
      'groups of countries one by one',
      'BENELUX OUT',
      'note',
      ['territory-out BE', 'territory-out NL', 'territory-out LU'],
    ],
  ] as const)('%s', (_where, text, slot, wanted) => {
    expect(kinds(text, slot, text.startsWith('Ungarn') ? 'de' : 'en')).toEqual(wanted);
  });

  test('words and sentence are evidence as they are written', () => {
    expect(restrictionsIn('Pool picture. Must credit: Tolby Museum. No  sales.', 'terms')).toEqual([
      {
        kind: 'mandatory-credit',
        scope: 'Tolby Museum',
        text: 'Must credit: Tolby Museum',
        evidence: 'Must credit: Tolby Museum.',
      },
      { kind: 'no-sales', scope: null, text: 'No sales', evidence: 'No sales.' },
    ]);
  });
});

test('a text of a megabyte takes no more than its share', () => {
  const began = performance.now();
  restrictionsIn('No sales, no archives, Japan out, Germany and '.repeat(25_000), 'terms');
  expect(performance.now() - began).toBeLessThan(2000);
});
