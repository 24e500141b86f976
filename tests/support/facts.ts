/** Facts that people read off real wires; the files belong to their owners and stand beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import { recordsOf } from '../../functions/core/reading/records.ts';
import { inShared, sharedPath } from './shared.ts';
import { htmlOf, paragraphsIn, RECEIVED } from './wires.ts';

type Fact = string | number | string[];

interface Case {
  file: string;
  format: string;
  /** IANA zone of the provider. */
  zone?: string;
  expect: Record<string, Fact | undefined>;
}

/** A fact that we are sure is wrong. */
export interface WrongFact {
  file: string;
  fact: string;
}

const list = sharedPath('wires', 'expectations.json');

/**
 * One test a file of the formats.
 * @param formats by the names that the list of facts has for them
 * @param least how many files there are at least, where there are any
 */
export function holdFacts(formats: RegExp, least: number, wrong: readonly WrongFact[] = []): void {
  const cases = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as Case[]).filter(({ format }) => formats.test(format))
    : [];
  inShared(list)('there are facts of real wires', () => {
    expect(cases.length).toBeGreaterThanOrEqual(least);
  });
  for (const one of cases) {
    const left = wrong.filter(({ file }) => file === one.file).map(({ fact }) => fact);
    test(one.file, () => check(one, left));
  }
}

const folded = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFC')
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** What is read, beside what is expected of it: equal, or containing it. */
const FACTS: Readonly<Record<string, (record: ArticleRecord, fact: string) => unknown>> = {
  version: ({ article }) => article.version,
  headline: ({ article }) => folded(article.headlines?.[0]?.value),
  slugline: ({ article }) => folded(article.slugline),
  byline: ({ article }) => folded(article.by).replace(/^by /, ''),
  dateline_city: ({ article, wire }) => folded(wire.dateline.city ?? article.located),
  language: ({ article }) => folded(article.language),
  urgency: ({ article }) => String(article.urgency),
  priority: ({ wire }) => String(wire.priority),
  pubstatus: ({ article }) => article.pubStatus,
  wordcount: ({ wire }) => String(wire.providerWordCount),
  versioncreated: ({ article }, fact) =>
    Date.parse(article.versionCreated ?? '') === Date.parse(fact) ? fact : article.versionCreated,
  body_paragraphs: (record) => String((htmlOf(record).match(/<p[ >]/g) ?? []).length),
  body_contains: (record, fact) =>
    folded(paragraphsIn(record).join(' ')).includes(folded(fact)) ? fact : paragraphsIn(record),
};

/** Facts that are compared without regard to case, quotes and dashes. */
const FOLDED = new Set(['headline', 'slugline', 'byline', 'dateline_city', 'language']);

const wanted = (name: string, fact: Fact): string =>
  FOLDED.has(name) ? folded(String(fact)).replace(/^by /, '') : String(fact);

async function check({ file, zone, expect: facts }: Case, wrong: readonly string[]): Promise<void> {
  const result = await recordsOf({
    bytes: readFileSync(sharedPath('wires', file)),
    name: file,
    provider: { id: 'unassigned', ...(zone !== undefined && { zone }) },
    received: RECEIVED,
    raw: { bucket: '', key: '', versionId: '' },
  });
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  const records = result.items.flatMap((item) => (item.ok ? [item.record] : []));
  if (facts.items_count !== undefined) expect(records).toHaveLength(Number(facts.items_count));
  const record =
    records.find(
      ({ article }) => article.version === facts.version && ids(article).includes(String(facts.guid)),
    ) ?? records[0];
  if (record === undefined) throw new Error('no record');

  const names = Object.keys(FACTS).filter((name) => facts[name] !== undefined && !wrong.includes(name));
  const expected = names.map((name) => [name, wanted(name, facts[name] ?? '')] as const);
  const read = expected.map(([name, fact]) => [name, FACTS[name]?.(record, fact)] as const);
  expect(Object.fromEntries(read)).toEqual(Object.fromEntries(expected));
  if (facts.guid !== undefined) expect(ids(record.article)).toContain(facts.guid);
  const subjects = (record.article.subjects ?? []).map(({ uri, literal }) =>
    (uri ?? literal ?? '').split(/[/:]/).pop(),
  );
  expect(subjects).toEqual(expect.arrayContaining([facts.subjects ?? []].flat()));
  expect(record.wire.keywords.map(folded)).toEqual(
    expect.arrayContaining([facts.keywords ?? []].flat().map((word) => folded(String(word)))),
  );
}

function ids(article: ArticleRecord['article']): (string | undefined)[] {
  return [article.uri, ...(article.altIds ?? []).map(({ value }) => value)];
}
