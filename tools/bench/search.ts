/** The search of a large newsroom: the index by itself, and through the function with heads and records of a table. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Segment } from '../../functions/adapters/search/segment.ts';
import { LOOKED_AT } from '../../functions/search/search.ts';
import { parseQuery } from '../../functions/core/search/query.ts';
import { figure, percentile } from './figures.ts';
import type { Row, Section } from './measure.ts';
import { throughFunction } from './search-function.ts';
import { ARTICLES, DAYS, documentsOf, typedBy, WORDS, zipf } from './search-texts.ts';

const QUERIES = 400;
/** Of these so many go through the function: the table gets what they find. */
const WHOLE = 120;
const LIMIT = 25;
const COUNTED = 501;
const ANYTIME = { since: null, until: null, before: null };

export const search: Section = {
  name: 'search',
  title: `Search: ${ARTICLES} articles of ${WORDS} words in ${DAYS} segments`,
  run,
};

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'newswire-bench-search-'));
  const words = zipf(0);
  try {
    let bytes = 0;
    const began = performance.now();
    const paths = Array.from({ length: DAYS }, (_, day) => {
      const path = join(folder, `${day}.sqlite`);
      const segment = Segment.create(path);
      segment.add(documentsOf(day));
      segment.finish();
      segment.close();
      bytes += statSync(path).size;
      return path;
    });
    const built = performance.now() - began;
    const segments = paths.map((path) => Segment.open(path)).reverse();
    const typed = Array.from({ length: QUERIES }, (_, index) => typedBy(index, words));
    const times = typed.map((one) => {
      const start = performance.now();
      find(segments, one);
      return performance.now() - start;
    });
    const asked = typed.slice(0, WHOLE);
    const found = asked.flatMap((one) => lookedAt(segments, one));
    for (const segment of segments) segment.close();
    const whole = await throughFunction(paths, found, asked);
    return [
      figure('articles indexed a second', ARTICLES / (built / 1000), 0),
      figure('MB on disk', bytes / 1e6, 0),
      figure('the index alone: ms a query, median', percentile(times, 50), 1),
      figure('the index alone: ms a query, p95', percentile(times, 95), 1),
      figure('the index alone: ms a query, slowest', Math.max(...times), 1),
      figure('GET /v1/search, warm: ms, median', percentile(whole, 50), 1),
      figure('GET /v1/search, warm: ms, p95', percentile(whole, 95), 1, '<= 300'),
      figure('GET /v1/search, warm: ms, slowest', Math.max(...whole), 1),
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

/** The articles of which `search` reads head and record. */
function lookedAt(segments: readonly Segment[], typed: string): number[] {
  const places: number[] = [];
  for (const segment of segments) {
    for (const { place } of segment.find(parseQuery(typed), {}, ANYTIME, LOOKED_AT - places.length))
      places.push(place);
    if (places.length >= LOOKED_AT) break;
  }
  return places;
}
