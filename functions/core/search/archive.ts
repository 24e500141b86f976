/**
 * The index of the archive, in the words of OpenSearch's REST API: its mapping, what it is told of an article, and a query.
 * It holds words, ids and filters: no text can be read out of it (docs/archive-search.md). Pure.
 */
import type { FeedFilter, Row } from '../feed/contract.ts';
import type { SearchDocument } from './document.ts';
import { TEXT_FIELDS, type Bounds, type Query, type Term, type TextField, type TextTerm } from './query.ts';
import { bareWords } from './words.ts';

/** Another mapping is another index, which begins anew with what the feed log has. */
export const ARCHIVE_INDEX = 'articles-1';

/** Words come as they are to be compared: whatever an analyser would do to them, it does to one side only. */
const WORDS = { type: 'text', analyzer: 'whitespace', norms: false };
const VALUE = { type: 'keyword', ignore_above: 1000 };
const NUMBER = { type: 'long' };

export const ARCHIVE_MAPPING = {
  mappings: {
    dynamic: 'strict',
    // What is found is read from the table
    _source: { excludes: [...TEXT_FIELDS] },
    properties: {
      ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, WORDS])),
      place: NUMBER,
      at: NUMBER,
      revision: NUMBER,
      event: VALUE,
      provider: VALUE,
      language: VALUE,
      urgency: VALUE,
      flags: VALUE,
      source: VALUE,
      subject: VALUE,
    },
  },
};

/** What is asked of a hit besides its place and its id. */
export const ARCHIVE_FIELDS = ['revision', 'event', 'at', 'provider', 'flags'] as const;

/** An article in the index: under its id, so that there is one state of it. */
export interface ArchiveDocument extends Record<TextField, string> {
  place: number;
  /** Epoch milliseconds. */
  at: number;
  revision: number;
  event: string;
  provider: string;
  language: string[];
  urgency: string[];
  flags: string[];
  source: string[];
  subject: string[];
}

/** Its agency wants it in no archive. */
const NO_ARCHIVE = 'no-archive';

export function mayBeArchived({ flags }: Pick<Row, 'flags'>): boolean {
  return !flags.includes(NO_ARCHIVE);
}

export function archiveDocumentOf(document: SearchDocument): ArchiveDocument {
  const { place, row, headline, slug, by, text, sources, subjects } = document;
  const known = (value: string | number | null): string[] =>
    value === null ? [] : [String(value).toLowerCase()];
  return {
    headline: bareWords(headline),
    slug: bareWords(slug),
    by: bareWords(by),
    text: bareWords(text),
    place,
    at: Date.parse(row.at),
    revision: row.revision,
    event: row.event,
    provider: row.provider,
    language: known(row.language),
    urgency: known(row.urgency),
    flags: row.flags,
    source: sources,
    subject: subjects,
  };
}

/** A part of OpenSearch's query language: https://docs.opensearch.org/docs/latest/query-dsl/ */
export type Clause =
  | { bool: { filter?: Clause[]; should?: Clause[]; minimum_should_match?: 1; must_not?: Clause[] } }
  | { term: Record<string, string> }
  | { prefix: Record<string, string> }
  | { match_phrase: Record<string, string> }
  | { match_phrase_prefix: Record<string, { query: string; max_expansions: number }> }
  | { range: Record<string, { gte?: number; lte?: number; lt?: number; gt?: number }> };

/**
 * What segments find, of the archive.
 * @param filter with `-value` for what is left out, as in the feed
 */
export function archiveQueryOf(query: Query, filter: FeedFilter, bounds: Bounds): Clause {
  const filters: Clause[] = query.all.map((group) => anyOf(group.map(clauseOf)));
  const excluded: Clause[] = query.none.map(clauseOf);
  for (const [kind, asked] of Object.entries(filter) as [keyof FeedFilter, string[]][]) {
    const wanted = asked.filter((value) => !value.startsWith('-'));
    const unwanted = asked.filter((value) => value.startsWith('-')).map((value) => value.slice(1));
    if (wanted.length > 0) filters.push(anyOf(wanted.map((value) => valueOf(kind, value.toLowerCase()))));
    excluded.push(...unwanted.map((value) => valueOf(kind, value.toLowerCase())));
  }
  const { since, until, before } = bounds;
  if (since !== null) filters.push({ range: { at: { gte: since } } });
  if (until !== null) filters.push({ range: { at: { lte: until } } });
  if (before !== null) filters.push({ range: { place: { lt: before } } });
  return { bool: { filter: filters, must_not: excluded } };
}

function anyOf(clauses: Clause[]): Clause {
  const [only, ...others] = clauses;
  if (only !== undefined && others.length === 0) return only;
  return { bool: { should: clauses, minimum_should_match: 1 } };
}

function clauseOf(term: Term): Clause {
  return term.kind === 'value' ? valueOf(term.field, term.value) : textOf(term);
}

/** More words with one beginning there are not. */
const MOST_BEGINNINGS = 1000;

function textOf({ field, text, begins }: TextTerm): Clause {
  const words = bareWords(text);
  const fields = field === undefined ? TEXT_FIELDS : [field];
  return anyOf(
    fields.map((one): Clause => {
      if (!begins) return { match_phrase: { [one]: words } };
      // The words of a beginning are not expanded one by one where there is only one
      return words.includes(' ')
        ? { match_phrase_prefix: { [one]: { query: words, max_expansions: MOST_BEGINNINGS } } }
        : { prefix: { [one]: words } };
    }),
  );
}

function valueOf(kind: keyof FeedFilter, value: string): Clause {
  const exact: Clause = { term: { [kind]: value } };
  // "en" takes "en-GB", as in RFC 4647
  return kind === 'language' ? anyOf([exact, { prefix: { language: `${value}-` } }]) : exact;
}
