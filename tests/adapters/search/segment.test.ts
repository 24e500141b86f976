import { describe, expect, test } from '@jest/globals';
import { highlight, Segment } from '../../../functions/adapters/search/segment.ts';
import type { FeedFilter } from '../../../functions/core/feed/contract.ts';
import type { SearchDocument } from '../../../functions/core/search/document.ts';
import { parseQuery } from '../../../functions/core/search/query.ts';
import { documentAt } from '../../support/search-documents.ts';

const ANYTIME = { since: null, until: null, before: null };

function library(...documents: SearchDocument[]): (typed: string, filter?: FeedFilter) => string[] {
  const segment = Segment.create();
  segment.add(documents);
  return (typed, filter = {}) =>
    [...segment.find(parseQuery(typed), filter, ANYTIME, 100)].map(({ row }) => row.id);
}

describe('search', () => {
  test('finds the newest first, and only what has all the words', () => {
    const find = library(
      documentAt(1, { text: 'Fire in the harbour' }),
      documentAt(2, { text: 'The harbour was quiet' }),
      documentAt(3, { headline: 'Harbour fire is out' }),
    );
    expect(find('harbour fire')).toEqual(['a3', 'a1']);
  });

  test('no word is too common: "has died" is a phrase like any other', () => {
    const find = library(
      documentAt(1, { text: 'The former mayor has died at 81.' }),
      documentAt(2, { text: 'She has not said who died.' }),
    );
    expect(find('"has died"')).toEqual(['a1']);
  });

  test('accents and capitals make no difference', () => {
    const find = library(
      documentAt(1, { headline: 'Élection à São Luís' }),
      documentAt(2, { text: 'MÜNCHEN' }),
    );
    expect(find('election sao luis')).toEqual(['a1']);
    expect(find('munchen')).toEqual(['a2']);
  });

  test('a term can be left out, a word can go on, one of two is enough', () => {
    const find = library(documentAt(1, { text: 'harbour fire' }), documentAt(2, { text: 'harbour drill' }));
    expect(find('harbour -drill')).toEqual(['a1']);
    expect(find('-drill')).toEqual(['a1']);
    expect(find('harb*')).toEqual(['a2', 'a1']);
    expect(find('fire OR drill')).toEqual(['a2', 'a1']);
  });

  test('fields are searched alone', () => {
    const find = library(
      documentAt(1, { headline: 'Vote', text: 'The storm', slug: 'island vote', by: 'Ada Quill' }),
      documentAt(2, { headline: 'Storm', text: 'The vote', sources: ['afp', 'agence france-presse'] }),
    );
    expect(find('headline:vote')).toEqual(['a1']);
    expect(find('text:vote')).toEqual(['a2']);
    expect(find('slug:"island vote"')).toEqual(['a1']);
    expect(find('by:quill')).toEqual(['a1']);
    expect(find('source:AFP')).toEqual(['a2']);
    expect(find('source:"Agence France-Presse" storm')).toEqual(['a2']);
    expect(find('source:afp OR by:quill')).toEqual(['a2', 'a1']);
  });

  test('filters are those of the feed', () => {
    const find = library(
      documentAt(1, { text: 'one', row: { language: 'en-GB', flags: ['alert'] } }),
      documentAt(2, { text: 'one', row: { language: 'de', provider: 'fjord' } }),
    );
    expect(find('one', { language: ['en'] })).toEqual(['a1']);
    expect(find('one', { provider: ['-quay'] })).toEqual(['a2']);
    expect(find('', { flags: ['alert'] })).toEqual(['a1']);
  });

  test('words of languages without spaces are found', () => {
    const find = library(
      documentAt(1, { headline: '台風が東京に上陸', text: '気象庁によると、' }),
      documentAt(2, { headline: '北京举行会议' }),
      documentAt(3, { headline: 'น้ำท่วมกรุงเทพ' }),
    );
    expect(find('東京')).toEqual(['a1']);
    expect(find('会议')).toEqual(['a2']);
    expect(find('กรุงเทพ')).toEqual(['a3']);
  });

  test('quotes, operators and signs in what is typed are text', () => {
    const find = library(documentAt(1, { text: "The o'clock NEAR rule (10:30)" }));
    expect(find("o'clock")).toEqual(['a1']);
    expect(find('NEAR(rule, 2)')).toEqual([]);
    expect(find('10:30')).toEqual(['a1']);
    expect(find('); DROP TABLE article')).toEqual([]);
    expect(find('rule')).toEqual(['a1']);
  });

  test('counts are capped', () => {
    const segment = Segment.create();
    segment.add(Array.from({ length: 30 }, (_, place) => documentAt(place + 1, { text: 'tide' })));
    expect(segment.count(parseQuery('tide'), {}, ANYTIME, 11)).toBe(11);
    expect(segment.count(parseQuery('tide'), {}, { ...ANYTIME, before: 5 }, 11)).toBe(4);
  });

  test('what was found is marked in headline and text', () => {
    const texts = [{ headline: 'Le maire élu', text: 'Il a été élu dimanche à la mairie.' }];
    const [marked] = highlight(parseQuery('elu dimanche'), texts);
    expect(marked).toEqual({
      headline: ['Le maire ', 'élu', ''],
      snippet: ['Il a été ', 'élu', ' ', 'dimanche', ' à la mairie.'],
    });
  });

  test('marks in Japanese leave the text as it was', () => {
    const [marked] = highlight(parseQuery('東京'), [{ headline: '台風が東京に上陸', text: '' }]);
    expect(marked?.headline).toEqual(['台風が', '東京', 'に上陸']);
  });
});
