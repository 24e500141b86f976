/** Fourteen days of a large newsroom in invented words, as often as words of a language are, and what editors type. */
import { articleIdOf } from '../../functions/core/article/identity.ts';
import type { Row as WireRow } from '../../functions/core/feed/contract.ts';
import type { SearchDocument } from '../../functions/core/search/document.ts';

export const DAYS = 14;
export const ARTICLES = 50_000;
export const WORDS = 350;
export const PROVIDER = 'aurora';

const VOCABULARY = 60_000;
const START = Date.UTC(2026, 2, 1);

export const uriOf = (place: number): string => `urn:newsml:aurora.example:bench:search-${place}`;

export function typedBy(index: number, word: () => string): string {
  const [a, b] = [word(), word()];
  const forms = [a, `${a} ${b}`, `"${a} ${b}"`, `${a} -${b}`, `headline:${a}`, `${a.slice(0, 3)}*`];
  return [...forms, `source:afp ${a}`, `${a} OR ${b}`][index % (forms.length + 2)] ?? a;
}

/** Places of the feed log of one day, the first and the last. */
export function extentOf(day: number): { from: number; to: number } {
  const count = Math.floor(ARTICLES / DAYS);
  return { from: day * count + 1, to: (day + 1) * count };
}

export function* documentsOf(day: number): Generator<SearchDocument> {
  const { from, to } = extentOf(day);
  for (let place = from; place <= to; place++) yield documentAt(place);
}

/** The same words whenever it is asked for. */
export function documentAt(place: number): SearchDocument {
  const text = Array.from({ length: WORDS }, zipf(place));
  const headline = text.slice(0, 9).join(' ');
  const at = new Date(START + place * 20_000).toISOString();
  return {
    place,
    row: { ...ROW, id: articleIdOf(PROVIDER, uriOf(place)), uri: uriOf(place), at, headline },
    headline,
    slug: text.slice(0, 2).join(' '),
    by: '',
    text: text.join(' '),
    sources: place % 5 === 0 ? ['afp'] : ['reuters'],
    subjects: ['medtop:11000000'],
  };
}

const ROW: WireRow = {
  id: '',
  revision: 1,
  event: 'published',
  at: '',
  provider: PROVIDER,
  uri: uriOf(0),
  slug: null,
  headline: '',
  by: null,
  dateline: null,
  language: 'en',
  urgency: 4,
  flags: [],
  sources: [],
  words: WORDS,
  version: null,
  versionCreated: null,
  verdict: 'new',
  of: null,
  story: '',
  media: 0,
  status: 'usable',
};

/** Invented words, as often as words of a language are (Zipf): drawn from a seed. */
export function zipf(seed: number): () => string {
  // Neighbouring seeds begin far from each other
  let state = 1 + ((seed * 2_654_435) % 2_147_483_646);
  const draw = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => {
    let rank = Math.floor(Math.exp(draw() * Math.log(VOCABULARY))) + 7;
    let word = '';
    for (; rank > 0; rank = Math.floor(rank / 85))
      word += `${'bcdfghjklmnprstvz'[rank % 17] ?? ''}${'aeiou'[Math.floor(rank / 17) % 5] ?? ''}`;
    return word;
  };
}
