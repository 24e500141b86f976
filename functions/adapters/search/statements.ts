/** A query in SQLite's words. Pure: values are always parameters, never text of the statement. */
import type { FeedFilter } from '../../core/feed/contract.ts';
import type { Bounds, Query, Term, TextTerm } from '../../core/search/query.ts';
import { wordsApart } from '../../core/search/words.ts';

export interface Statement {
  /** Conditions on `article` (and `words`, where `match` is not null). */
  where: string;
  values: (string | number)[];
  /** The expression of FTS5 that ranks and highlights; null where no words are asked for. */
  match: string | null;
}

/** https://www.sqlite.org/fts5.html#full_text_query_syntax: inside of quotes nothing is syntax. */
function phrase({ text, field, begins }: TextTerm): string {
  const words = begins ? text.slice(0, -1) : text;
  const quoted = `"${wordsApart(words).replaceAll('"', '""')}"`;
  return `${field === undefined ? '' : `${field === 'text' ? 'body' : field} : `}${quoted}${begins ? ' *' : ''}`;
}

/** @param filter with `-value` for what is left out, as in the feed */
export function statementOf(query: Query, filter: FeedFilter, bounds: Bounds): Statement {
  const where: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...given: (string | number)[]): void => {
    where.push(condition);
    values.push(...given);
  };

  const texts = query.all.filter((group) => group.every(({ kind }) => kind === 'text'));
  const match =
    texts.length === 0 ? null : texts.map((group) => `(${alternatives(group as TextTerm[])})`).join(' AND ');
  if (match !== null) add('words MATCH ?', match);
  for (const group of query.all) {
    if (texts.includes(group)) continue;
    const parts = group.map(conditionOf);
    add(`(${parts.map(({ sql }) => sql).join(' OR ')})`, ...parts.flatMap(({ given }) => given));
  }
  for (const term of query.none) {
    const { sql, given } = conditionOf(term);
    add(`NOT ${sql}`, ...given);
  }
  for (const [kind, asked] of Object.entries(filter) as [keyof FeedFilter, string[]][]) {
    const wanted = asked.filter((value) => !value.startsWith('-'));
    const unwanted = asked.filter((value) => value.startsWith('-')).map((value) => value.slice(1));
    for (const [list, not] of [
      [wanted, ''],
      [unwanted, 'NOT '],
    ] as const) {
      if (list.length === 0) continue;
      const parts = list.map((value) => valueCondition(kind, value.toLowerCase()));
      add(`${not}(${parts.map(({ sql }) => sql).join(' OR ')})`, ...parts.flatMap(({ given }) => given));
    }
  }
  if (bounds.since !== null) add('article.at >= ?', bounds.since);
  if (bounds.until !== null) add('article.at <= ?', bounds.until);
  if (bounds.before !== null) add('article.place < ?', bounds.before);
  return { where: where.length === 0 ? 'TRUE' : where.join(' AND '), values, match };
}

function alternatives(group: readonly TextTerm[]): string {
  return group.map(phrase).join(' OR ');
}

interface Condition {
  sql: string;
  given: (string | number)[];
}

function conditionOf(term: Term): Condition {
  if (term.kind === 'value') return valueCondition(term.field, term.value);
  return {
    sql: '(article.place IN (SELECT rowid FROM words WHERE words MATCH ?))',
    given: [phrase(term)],
  };
}

function valueCondition(kind: keyof FeedFilter, value: string): Condition {
  // "en" takes "en-GB", as in RFC 4647
  if (kind === 'language')
    return {
      sql: '(article.place IN (SELECT place FROM value WHERE kind = ? AND (value = ? OR value GLOB ?)))',
      given: [kind, value, `${value.replace(/[*?[]/gu, '')}-*`],
    };
  return {
    sql: '(article.place IN (SELECT place FROM value WHERE kind = ? AND value = ?))',
    given: [kind, value],
  };
}
