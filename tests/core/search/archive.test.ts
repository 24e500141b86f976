import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Segment } from '../../../functions/adapters/search/segment.ts';
import type { FeedFilter } from '../../../functions/core/feed/contract.ts';
import {
  ARCHIVE_MAPPING,
  archiveDocumentOf,
  archiveQueryOf,
  mayBeArchived,
} from '../../../functions/core/search/archive.ts';
import { parseQuery, TEXT_FIELDS, type Bounds } from '../../../functions/core/search/query.ts';
import { bareWords } from '../../../functions/core/search/words.ts';
import { holds } from '../../support/opensearch.ts';
import { documentAt } from '../../support/search-documents.ts';

const ANYTIME: Bounds = { since: null, until: null, before: null };

describe('the words of a text', () => {
  test('have no capitals, accents and signs', () => {
    expect(bareWords('“Élection” à São Luís: 3.5% — U.S. don’t')).toBe('election a sao luis 3 5 u s don t');
  });

  test('keep the marks that are letters of their script', () => {
    expect(bareWords('Ёлка й हिन्दी')).toBe('ёлка й हिन्दी');
    expect(bareWords('ΟΔΟΣ')).toBe(bareWords('οδος'));
  });

  test('are cut where a language writes no spaces', () => {
    expect(bareWords('東京で地震').split(' ').length).toBeGreaterThan(1);
  });
});

describe('what is asked of the archive', () => {
  const asked = (typed: string, filter: FeedFilter = {}, bounds: Partial<Bounds> = {}) =>
    archiveQueryOf(parseQuery(typed), filter, { ...ANYTIME, ...bounds });

  test('a phrase in any field, a field, an exclusion, times and a place', () => {
    expect(asked('"has died" headline:Fire -by:Ann', {}, { since: 10, until: 20, before: 5000 })).toEqual({
      bool: {
        filter: [
          {
            bool: {
              should: TEXT_FIELDS.map((field) => ({ match_phrase: { [field]: 'has died' } })),
              minimum_should_match: 1,
            },
          },
          { match_phrase: { headline: 'fire' } },
          { range: { at: { gte: 10 } } },
          { range: { at: { lte: 20 } } },
          { range: { place: { lt: 5000 } } },
        ],
        must_not: [{ match_phrase: { by: 'ann' } }],
      },
    });
  });

  test('filters of the reader and of their licence', () => {
    expect(asked('', { provider: ['Quay', 'fjord'], flags: ['-test'], language: ['en'] })).toEqual({
      bool: {
        filter: [
          {
            bool: {
              should: [{ term: { provider: 'quay' } }, { term: { provider: 'fjord' } }],
              minimum_should_match: 1,
            },
          },
          {
            bool: {
              should: [{ term: { language: 'en' } }, { prefix: { language: 'en-' } }],
              minimum_should_match: 1,
            },
          },
        ],
        must_not: [{ term: { flags: 'test' } }],
      },
    });
  });

  test('the beginning of a word is not expanded word by word', () => {
    expect(asked('slug:harb*')).toMatchObject({ bool: { filter: [{ prefix: { slug: 'harb' } }] } });
  });
});

test('no field of words can be read out of the index', () => {
  const { _source, properties } = ARCHIVE_MAPPING.mappings;
  const texts = Object.entries(properties).flatMap(([name, { type }]) => (type === 'text' ? [name] : []));
  expect(texts).toEqual(_source.excludes);
  expect(JSON.stringify(properties)).not.toContain('store');
  // What a document has is what the mapping knows, which is strict
  expect(Object.keys(archiveDocumentOf(documentAt(1, {}))).sort()).toEqual(Object.keys(properties).sort());
});

test('a text that its agency wants in no archive is not for it', () => {
  expect(mayBeArchived(documentAt(1, {}).row)).toBe(true);
  expect(mayBeArchived(documentAt(1, { row: { flags: ['no-archive'] } }).row)).toBe(false);
});

describe('an archive finds what segments find', () => {
  const WORD = fc.constantFrom(
    ...['fire', 'Fire', 'harbour', 'Élan', 'elan', 'covid-19', 'U.S.', 'don’t', '3.5', 'Straße', 'Łódź'],
    ...['ёлка', 'ΟΔΟΣ', '東京で地震', '地震', 'harb', 'has', 'died'],
  );
  const TEXT = fc.array(WORD, { maxLength: 5 }).map((words) => words.join(' '));
  const LANGUAGE = fc.constantFrom('en', 'en-GB', 'de', null);
  const DOCUMENT = fc.record({
    headline: TEXT,
    slug: TEXT,
    by: TEXT,
    text: TEXT,
    sources: fc.subarray(['quay', 'fjord']),
    row: fc.record({
      provider: fc.constantFrom('quay', 'fjord'),
      language: LANGUAGE,
      urgency: fc.constantFrom(1, 4, null),
      flags: fc.subarray(['alert', 'test']),
    }),
  });
  const TERM = fc
    .record({
      not: fc.constantFrom('', '', '-', 'OR '),
      field: fc.constantFrom('', '', 'headline:', 'slug:', 'by:', 'text:'),
      text: fc.oneof(
        WORD.filter((word) => !word.startsWith('-')),
        WORD.map((word) => `${word.slice(0, 3)}*`),
        fc.array(WORD, { minLength: 2, maxLength: 3 }).map((words) => `"${words.join(' ')}"`),
      ),
    })
    .map(({ not, field, text }) => `${not}${field}${text}`);
  const VALUE = fc.constantFrom('source:quay', '-provider:fjord', 'language:en', 'provider:QUAY');
  const QUERY = fc.array(fc.oneof(TERM, VALUE), { maxLength: 4 }).map((terms) => terms.join(' '));
  const FILTER = fc.constantFrom<FeedFilter>(
    {},
    { provider: ['quay'] },
    { flags: ['-test'], language: ['en', '-en-gb'] },
    { urgency: ['1', '4'], source: ['fjord'] },
  );

  test('whatever is written, and whatever is asked', () => {
    let hits = 0;
    fc.assert(
      fc.property(
        fc.array(DOCUMENT, { minLength: 1, maxLength: 6 }),
        QUERY,
        FILTER,
        fc.option(fc.integer({ min: 1, max: 8 })),
        (given, typed, filter, before) => {
          const documents = given.map((one, index) => documentAt(index + 1, one));
          const query = parseQuery(typed);
          const bounds = { ...ANYTIME, before };
          const segment = Segment.create();
          segment.add(documents);
          const found = [...segment.find(query, filter, bounds, 100)].map(({ row }) => row.id);
          segment.close();
          const clause = archiveQueryOf(query, filter, bounds);
          const archived = documents.filter((document) =>
            holds(clause, document.row.id, { ...archiveDocumentOf(document) }),
          );
          hits += found.length;
          expect(archived.map(({ row }) => row.id).reverse()).toEqual(found);
        },
      ),
      { numRuns: 400, seed: 58 },
    );
    expect(hits).toBeGreaterThan(100);
  });
});
