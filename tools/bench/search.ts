/** The search index of fourteen days of a large newsroom, and what editors type. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Segment } from '../../functions/adapters/search/segment.ts';
import type { Row as WireRow } from '../../functions/core/feed/contract.ts';
import type { SearchDocument } from '../../functions/core/search/document.ts';
import { parseQuery } from '../../functions/core/search/query.ts';
import { figure, percentile } from './figures.ts';
import type { Row, Section } from './measure.ts';

const DAYS = 14;
const ARTICLES = 50_000;
const WORDS = 350;
const QUERIES = 400;
const VOCABULARY = 60_000;
const LIMIT = 25;
const COUNTED = 501;
const ANYTIME = { since: null, until: null, before: null };
const START = Date.UTC(2026, 2, 1);

export const search: Section = {
  name: 'search',
  title: `Search: ${ARTICLES} articles of ${WORDS} words in ${DAYS} segments; heads and records are not read`,
  run: () => Promise.resolve(run()),
};

function run(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'newswire-bench-search-'));
  const words = zipf(1);
  try {
    let bytes = 0;
    const began = performance.now();
    const segments = Array.from({ length: DAYS }, (_, day) => {
      const path = join(folder, `${day}.sqlite`);
      const segment = Segment.create(path);
      segment.add(documentsOf(day, words));
      segment.finish();
      segment.close();
      bytes += statSync(path).size;
      return Segment.open(path);
    }).reverse();
    const built = performance.now() - began;
    const times = Array.from({ length: QUERIES }, (_, index) => {
      const typed = typedBy(index, words);
      const start = performance.now();
      find(segments, typed);
      return performance.now() - start;
    });
    for (const segment of segments) segment.close();
    return [
      figure('articles indexed a second', ARTICLES / (built / 1000), 0),
      figure('MB on disk', bytes / 1e6, 0),
      figure('ms a query, median', percentile(times, 50), 1),
      figure('ms a query, p95', percentile(times, 95), 1, '<= 300'),
      figure('ms a query, slowest', Math.max(...times), 1),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `search` does it: a page of hits, the newest first, and a count that ends. */
function find(segments: readonly Segment[], typed: string): void {
  const query = parseQuery(typed);
  let hits = 0;
  for (const segment of segments) {
    for (const _found of segment.find(query, {}, ANYTIME, LIMIT - hits)) hits += 1;
    if (hits >= LIMIT) break;
  }
  let count = 0;
  for (const segment of segments) {
    count += segment.count(query, {}, ANYTIME, COUNTED - count);
    if (count >= COUNTED) break;
  }
}

function typedBy(index: number, word: () => string): string {
  const [a, b] = [word(), word()];
  const forms = [a, `${a} ${b}`, `"${a} ${b}"`, `${a} -${b}`, `headline:${a}`, `${a.slice(0, 3)}*`];
  return [...forms, `source:afp ${a}`, `${a} OR ${b}`][index % (forms.length + 2)] ?? a;
}

function* documentsOf(day: number, word: () => string): Generator<SearchDocument> {
  const count = Math.floor(ARTICLES / DAYS);
  for (let number = 1; number <= count; number++) {
    const place = day * count + number;
    const text = Array.from({ length: WORDS }, word);
    const headline = text.slice(0, 9).join(' ');
    const at = new Date(START + place * 20_000).toISOString();
    yield {
      place,
      row: { ...ROW, id: `a${place}`, at, headline },
      headline,
      slug: text.slice(0, 2).join(' '),
      by: '',
      text: text.join(' '),
      sources: number % 5 === 0 ? ['afp'] : ['reuters'],
      subjects: ['medtop:11000000'],
    };
  }
}

const ROW: WireRow = {
  id: '',
  revision: 1,
  event: 'published',
  at: '',
  provider: 'aurora',
  uri: 'urn:newsml:aurora.example:bench',
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
function zipf(seed: number): () => string {
  let state = seed;
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
