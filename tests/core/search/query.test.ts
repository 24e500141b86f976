import { describe, expect, test } from '@jest/globals';
import { parseQuery } from '../../../functions/core/search/query.ts';
import { wordsApart, wordsTogether } from '../../../functions/core/search/words.ts';

const text = (words: string, more: object = {}): object => ({
  kind: 'text',
  text: words,
  begins: false,
  ...more,
});

describe('what an editor types', () => {
  test('words have to be there, all of them', () => {
    expect(parseQuery('harbour  fire')).toEqual({
      all: [[text('harbour')], [text('fire')]],
      none: [],
      hints: [],
    });
  });

  test('quotation marks, typed or typeset, make a phrase', () => {
    expect(parseQuery('"has died" „im Hafen“').all).toEqual([[text('has died')], [text('im Hafen')]]);
  });

  test('a minus or NOT leaves out', () => {
    const { all, none } = parseQuery('fire -drill NOT "false alarm" -provider:AFP');
    expect(all).toEqual([[text('fire')]]);
    expect(none).toEqual([
      text('drill'),
      text('false alarm'),
      { kind: 'value', field: 'provider', value: 'afp' },
    ]);
  });

  test('a hyphen inside of a word is part of it', () => {
    expect(parseQuery('write-thru').all).toEqual([[text('write-thru')]]);
  });

  test('fields are searched alone', () => {
    expect(parseQuery('headline:fire slug:"harbour blaze" source:AFP subject:medtop:20000139').all).toEqual([
      [text('fire', { field: 'headline' })],
      [text('harbour blaze', { field: 'slug' })],
      [{ kind: 'value', field: 'source', value: 'afp' }],
      [{ kind: 'value', field: 'subject', value: 'medtop:20000139' }],
    ]);
  });

  test('OR takes either of two', () => {
    expect(parseQuery('fire OR blaze harbour').all).toEqual([
      [text('fire'), text('blaze')],
      [text('harbour')],
    ]);
  });

  test('a star lets the word go on', () => {
    expect(parseQuery('harb*').all).toEqual([[text('harb*', { begins: true })]]);
  });

  test('a field that there is not is a word, and said', () => {
    const { all, hints } = parseQuery('headlines:fire');
    expect(all).toEqual([[text('headlines:fire')]]);
    expect(hints).toEqual([
      '"headlines:" is no field and was looked for as a word; there are headline, slug, by, text, source, provider, subject, language',
    ]);
    expect(parseQuery('https://example.com/a 10:30 by:Lind').hints).toEqual([]);
  });

  test('what looks like a field and is none is text, addresses and times too', () => {
    expect(parseQuery('https://example.com/a 10:30 note:editors').all).toEqual([
      [text('https://example.com/a')],
      [text('10:30')],
      [text('note:editors')],
    ]);
  });

  test('nothing that is typed is an error', () => {
    for (const typed of ['', '"', '-', 'OR', 'NOT', '***', '((', 'headline:', '" "', 'a OR', ':'])
      expect(() => parseQuery(typed)).not.toThrow();
    expect(parseQuery('"half a phrase').hints).toHaveLength(1);
  });
});

test('words of languages without spaces stand apart in the index, and nobody sees it', () => {
  const headline = '台風が東京に上陸 typhoon';
  expect(wordsApart(headline)).not.toBe(headline);
  expect(wordsTogether(wordsApart(headline))).toBe(headline);
  expect(wordsApart('Rauch über dem Hafen')).toBe('Rauch über dem Hafen');
});
