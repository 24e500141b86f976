/** Facts that people have read off wire files, held against what the pipeline reads. */
import { expect } from '@jest/globals';
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import type { FileRecords } from '../../functions/core/reading/records.ts';
import { htmlOf, paragraphsIn } from './wires.ts';

type Fact = string | number | string[];

/** What was read off a file: of its first item, or the one with the id and version that it names. */
export interface FactsOfFile {
  /** Below the folder of the wires. */
  file: string;
  format: string;
  expect: Record<string, Fact | undefined>;
}

const squeezed = (text: string | undefined): string =>
  (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();

const folded = (text: string | undefined): string =>
  squeezed(text)
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[‐-―]/g, '-')
    .toLowerCase();

/** What is read, beside what is expected of it: equal, or containing it. */
const FACTS: Readonly<Record<string, (record: ArticleRecord, fact: string) => unknown>> = {
  version: ({ article }) => article.version,
  headline: ({ article }) => article.headlines?.[0]?.value,
  slugline: ({ article }) => article.slugline,
  byline: ({ article }) => article.by,
  dateline_city: ({ article, wire }) => wire.dateline.city ?? article.located,
  language: ({ article }) => article.language,
  urgency: ({ article }) => String(article.urgency),
  priority: ({ wire }) => String(wire.priority),
  pubstatus: ({ article }) => article.pubStatus,
  wordcount: ({ wire }) => String(wire.providerWordCount),
  versioncreated: ({ article }, fact) =>
    Date.parse(article.versionCreated ?? '') === Date.parse(fact) ? fact : article.versionCreated,
  body_paragraphs: (record) => String((htmlOf(record).match(/<p[ >]/g) ?? []).length),
  body_contains: (record, fact) =>
    squeezed(paragraphsIn(record).join(' ')).includes(squeezed(fact)) ? fact : paragraphsIn(record),
};

/** Facts whose case, quotes and dashes people write as they like. */
const WORDS = new Set(['headline', 'slugline', 'byline', 'dateline_city', 'language']);

const idsOf = ({ article }: ArticleRecord): (string | undefined)[] => [
  article.uri,
  ...(article.altIds ?? []).map(({ value }) => value),
];

/** How strictly facts are held. */
export interface Holding {
  /** Facts that we are sure are wrong. */
  except?: readonly string[];
  /** Case, quotes and dashes of words do not matter, and there may be more keywords. */
  loose?: boolean;
}

/** @throws the error of `expect` at the first difference */
export function expectFacts(
  result: FileRecords,
  facts: FactsOfFile['expect'],
  { except = [], loose = false }: Holding = {},
): void {
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  const records = result.items.flatMap((item) => (item.ok ? [item.record] : []));
  if (facts.items_count !== undefined) expect(records).toHaveLength(Number(facts.items_count));
  const record =
    records.find((one) => one.article.version === facts.version && idsOf(one).includes(String(facts.guid))) ??
    records[0];
  if (record === undefined) throw new Error('no record');

  const names = Object.keys(FACTS).filter((name) => facts[name] !== undefined && !except.includes(name));
  const told = (name: string, value: unknown): unknown => {
    const text = name === 'byline' ? String(value).replace(/^by /i, '') : value;
    return loose && WORDS.has(name) ? folded(String(text)) : text;
  };
  const pick = (of: (name: string, fact: string) => unknown): unknown =>
    Object.fromEntries(names.map((name) => [name, told(name, of(name, String(facts[name])))]));
  expect(pick((name, fact) => FACTS[name]?.(record, fact))).toEqual(pick((_name, fact) => fact));

  if (facts.guid !== undefined) expect(idsOf(record)).toContain(facts.guid);
  const subjects = (record.article.subjects ?? []).map(({ uri, literal }) =>
    (uri ?? literal ?? '').split(/[/:]/).pop(),
  );
  expect(subjects).toEqual(expect.arrayContaining([facts.subjects ?? []].flat()));
  if (facts.keywords === undefined) return;
  const keywords = [facts.keywords].flat().map(String);
  if (loose) expect(record.wire.keywords.map(folded)).toEqual(expect.arrayContaining(keywords.map(folded)));
  else expect(record.wire.keywords).toEqual(keywords);
}
