import { describe, expect, test } from '@jest/globals';
import { allAgencies, UNNAMED_WIRES } from '../../../functions/core/agencies/register.ts';
import { addUp, type Scored } from '../../../tools/eval-sources/report.ts';
import { type Found, scoreText } from '../../../tools/eval-sources/score.ts';
import {
  type Expected,
  isNegative,
  readArticles,
  readSentences,
  wholeText,
} from '../../../tools/eval-sources/set.ts';

const LANGUAGES = ['en', 'fr', 'de', 'es', 'pt', 'it', 'nl', 'scandinavian'];
const SCANDINAVIAN = ['sv', 'da', 'no', 'nb'];
const sentences = readSentences();
const articles = readArticles();
const all = [...sentences, ...articles];

const groupOf = (lang: string) => (SCANDINAVIAN.includes(lang) ? 'scandinavian' : lang);
const texts = [
  ...sentences.map(({ id, text, expect: labels }) => ({ id, text, labels })),
  ...articles.map((article) => ({ id: article.id, text: wholeText(article), labels: article.expect })),
];

describe('the evaluation set', () => {
  test('has 400 sentences, 60 articles and 120 texts that name no source', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(400);
    expect(articles.length).toBeGreaterThanOrEqual(60);
    expect(all.filter(isNegative).length).toBeGreaterThanOrEqual(120);
  });

  test('has its trap named where a sentence names no source, and only there', () => {
    expect(
      sentences.filter((one) => isNegative(one) !== (one.trap !== undefined)).map(({ id }) => id),
    ).toEqual([]);
  });

  test.each(LANGUAGES)('has sentences, articles, negatives and both halves in %s', (language) => {
    const mine = sentences.filter(({ lang }) => groupOf(lang) === language);
    const negatives = mine.filter(isNegative).length;
    const tune = mine.filter(({ split }) => split === 'tune').length;
    expect(mine.length).toBeGreaterThanOrEqual(40);
    expect(negatives).toBeGreaterThanOrEqual(12);
    expect(Math.abs(mine.length - 2 * tune)).toBeLessThanOrEqual(3);
    expect(
      new Set(articles.filter(({ lang }) => groupOf(lang) === language).map(({ split }) => split)).size,
    ).toBe(2);
  });

  test('names each text and writes each text once', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(texts.length);
  });

  test('knows its sources by the ids of the register', () => {
    const ids = new Set([...allAgencies().map(({ id }) => id), UNNAMED_WIRES]);
    const unknown = all.flatMap(({ id, expect: labels }) =>
      labels
        .flatMap((label) => [label, ...label.or])
        .filter((reading) => reading.id !== null && !ids.has(reading.id))
        .map((reading) => `${id}: ${reading.id ?? ''}`),
    );
    expect(unknown).toEqual([]);
  });

  test('takes names and affiliations from the text itself', () => {
    const foreign = texts.flatMap(({ id, text, labels }) =>
      labels
        .flatMap(({ name, affiliation }) => [name ?? '', affiliation ?? ''])
        .filter((part) => !text.toLowerCase().includes(part.toLowerCase()))
        .map((part) => `${id}: ${part}`),
    );
    expect(foreign).toEqual([]);
  });

  test('names every source that has no id, and labels none twice', () => {
    const nameless = all.filter(({ expect: labels }) =>
      labels.some(({ id, name }) => id === null && name === undefined),
    );
    const twice = all.filter(({ expect: labels }) => {
      const keys = labels.map(({ id, role, name }) => JSON.stringify([role, id, name]));
      return new Set(keys).size < keys.length;
    });
    expect([...nameless, ...twice].map(({ id }) => id)).toEqual([]);
  });
});

describe('scoring', () => {
  const label = (fields: Partial<Expected>): Expected => ({
    id: null,
    role: 'attribution',
    or: [],
    optional: false,
    ...fields,
  });
  const tag = (fields: Partial<Found>): Found => ({ id: null, name: '', role: 'attribution', ...fields });
  const counts = (labels: Expected[], tags: Found[]) => {
    const { hits, misses, extras } = scoreText(labels, tags);
    return [hits.length, misses.length, extras.length];
  };

  test('a source counts once a role, however often it is found', () => {
    const twice = [tag({ id: 'afp', name: 'AFP' }), tag({ id: 'afp', name: 'Agence France-Presse' })];
    expect(counts([label({ id: 'afp' })], twice)).toEqual([1, 0, 0]);
    expect(counts([], twice)).toEqual([0, 0, 1]);
  });

  test('the right agency in the wrong role is a miss and an extra, unless the label allows it', () => {
    const credit = [tag({ id: 'afp', role: 'credit' })];
    expect(counts([label({ id: 'afp' })], credit)).toEqual([0, 1, 1]);
    expect(counts([label({ id: 'afp', or: [{ id: 'afp', role: 'credit' }] })], credit)).toEqual([1, 0, 0]);
  });

  test('who delivered the file is no matter of the text', () => {
    expect(counts([], [tag({ id: 'ap', role: 'provider' })])).toEqual([0, 0, 0]);
  });

  test('optional sources are right when found and no miss when not', () => {
    const police = label({ role: 'speaker', name: 'police', optional: true });
    expect(counts([police], [])).toEqual([0, 0, 0]);
    expect(counts([police], [tag({ role: 'speaker', name: 'The police' })])).toEqual([0, 0, 0]);
  });

  test('a person is known by the whole name, with a title or not; a last name again is no extra', () => {
    const speaker = [label({ role: 'speaker', name: 'Odile Marchetti' })];
    const found = (...names: string[]) => names.map((name) => tag({ role: 'speaker', name }));
    expect(counts(speaker, found('Odile Marchetti'))).toEqual([1, 0, 0]);
    expect(counts(speaker, found('finance minister Odile Marchetti'))).toEqual([1, 0, 0]);
    expect(counts(speaker, found('Odile Marchetti', 'Marchetti'))).toEqual([1, 0, 0]);
    expect(counts(speaker, found('Marchetti'))).toEqual([0, 1, 0]);
    expect(counts(speaker, found('Odile Marchetti', 'Port Ellery'))).toEqual([1, 0, 1]);
  });

  const scored = (labels: Expected[], found: Found[]): Scored => ({
    id: 'en-1',
    lang: 'en',
    text: '',
    kind: 'sentence',
    expect: labels,
    found,
    outcome: scoreText(labels, found),
  });

  test('precision and recall add up over texts; subjects stay out of the total', () => {
    const { totals, byRole } = addUp([
      scored([label({ id: 'afp' }), label({ id: 'ap' })], [tag({ id: 'afp' }), tag({ id: 'pa' })]),
      scored([label({ id: 'tass', role: 'subject' })], []),
    ]);
    expect([totals.overall.precision, totals.overall.recall]).toEqual([0.5, 0.5]);
    expect(byRole.get('subject')?.recall).toBe(0);
  });

  test('an agency in the wrong role is still the right agency', () => {
    const { totals } = addUp([scored([label({ id: 'afp' })], [tag({ id: 'afp', role: 'credit' })])]);
    expect([totals.overall.recall, totals.ids.precision, totals.ids.recall]).toEqual([0, 1, 1]);
  });

  test('a text that names no source is clean when nothing but subjects and speakers are found', () => {
    const subject = label({ id: 'afp', role: 'subject' });
    const { negatives } = addUp([
      scored([subject], [tag({ id: 'afp', role: 'subject' }), tag({ role: 'speaker', name: 'Ann' })]),
      scored([subject], [tag({ id: 'afp' })]),
      scored([label({ id: 'afp' })], []),
    ]);
    expect(negatives).toEqual({ clean: 1, all: 2 });
  });
});
