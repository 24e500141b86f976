/**
 * A part of the search index: one SQLite file (https://www.sqlite.org/fts5.html), made once and only read after that.
 * It holds words and rows, not the texts: those are asked of the table when an article was found, so nothing is shown
 * that the table would not give out.
 */
import { DatabaseSync } from 'node:sqlite';
import type { FeedFilter, Row } from '../../core/feed/contract.ts';
import type { SearchDocument } from '../../core/search/document.ts';
import type { Bounds, Query } from '../../core/search/query.ts';
import { wordsApart, wordsTogether } from '../../core/search/words.ts';
import { statementOf } from './statements.ts';

/** Accents make no difference; no word is too common: "has died" is found. */
const TOKENS = `tokenize="unicode61 remove_diacritics 2"`;

const TABLES = `
  CREATE TABLE article (place INTEGER PRIMARY KEY, id TEXT NOT NULL, revision INTEGER NOT NULL, at INTEGER NOT NULL, row TEXT NOT NULL);
  CREATE TABLE value (kind TEXT NOT NULL, value TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (kind, value, place)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5(headline, slug, by, body, content='', prefix='3', ${TOKENS});
`;

export interface Found {
  place: number;
  row: Row;
}

export class Segment {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** A new one. @param path of a file that does not exist; absent: in memory */
  static create(path = ':memory:'): Segment {
    const database = new DatabaseSync(path);
    // The file is thrown away when its making is interrupted
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
    database.exec(TABLES);
    return new Segment(database);
  }

  /** One that is finished. */
  static open(path: string): Segment {
    return new Segment(new DatabaseSync(path, { readOnly: true }));
  }

  /** Adds articles; one that stands at the same place stays as it is. */
  add(documents: Iterable<SearchDocument>): void {
    const article = this.#database.prepare('INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?, ?)');
    const value = this.#database.prepare('INSERT OR IGNORE INTO value VALUES (?, ?, ?)');
    const words = this.#database.prepare(
      'INSERT INTO words (rowid, headline, slug, by, body) VALUES (?, ?, ?, ?, ?)',
    );
    this.#database.exec('BEGIN');
    for (const { place, row, headline, slug, by, text, sources, subjects } of documents) {
      const at = Date.parse(row.at);
      if (article.run(place, row.id, row.revision, at, JSON.stringify(row)).changes === 0) continue;
      words.run(place, ...[headline, slug, by, text].map(wordsApart));
      for (const [kind, list] of [
        ['provider', [row.provider]],
        ['language', row.language === null ? [] : [row.language]],
        ['urgency', row.urgency === null ? [] : [String(row.urgency)]],
        ['flags', row.flags],
        ['source', sources],
        ['subject', subjects],
      ] as const)
        for (const one of list) value.run(kind, one.toLowerCase(), place);
    }
    this.#database.exec('COMMIT');
  }

  /** Puts the index in its final order, so that it is read fastest. */
  finish(): void {
    this.#database.exec("INSERT INTO words (words) VALUES ('optimize'); VACUUM;");
  }

  /** What is found, the newest first. @param most at most so many */
  *find(query: Query, filter: FeedFilter, bounds: Bounds, most: number): Generator<Found> {
    const { where, values, match } = statementOf(query, filter, bounds);
    const from = match === null ? 'article' : 'words JOIN article ON article.place = words.rowid';
    const order = match === null ? 'article.place' : 'words.rowid';
    const rows = this.#database
      .prepare(`SELECT article.place, article.row FROM ${from} WHERE ${where} ORDER BY ${order} DESC LIMIT ?`)
      .iterate(...values, most);
    for (const { place, row } of rows) yield { place: Number(place), row: JSON.parse(String(row)) as Row };
  }

  /** How many there are, but not above so many. */
  count(query: Query, filter: FeedFilter, bounds: Bounds, most: number): number {
    const { where, values, match } = statementOf(query, filter, bounds);
    const from = match === null ? 'article' : 'words JOIN article ON article.place = words.rowid';
    const counted = this.#database
      .prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ?)`)
      .get(...values, most);
    return Number(counted?.n ?? 0);
  }

  get size(): number {
    return Number(this.#database.prepare('SELECT count(*) AS n FROM article').get()?.n ?? 0);
  }

  close(): void {
    this.#database.close();
  }
}

/** Signs that no text has. */
const BEGIN = '\u0001';
const END = '\u0002';
const SNIPPET_WORDS = 28;

export interface Marked {
  /** Pieces: even places are plain, odd ones were found. */
  headline: string[];
  snippet: string[];
}

/** Where the words of a query stand in texts that were found. */
export function highlight(query: Query, texts: readonly { headline: string; text: string }[]): Marked[] {
  const plain = ({ headline, text }: { headline: string; text: string }): Marked => ({
    headline: [headline],
    snippet: [text.slice(0, 200)],
  });
  const { match } = statementOf({ ...query, none: [] }, {}, { since: null, until: null, before: null });
  if (match === null) return texts.map(plain);
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(`CREATE VIRTUAL TABLE words USING fts5(headline, slug, by, body, ${TOKENS})`);
    const insert = database.prepare(
      'INSERT INTO words (rowid, headline, slug, by, body) VALUES (?, ?, ?, ?, ?)',
    );
    for (const [index, { headline, text }] of texts.entries())
      insert.run(index, wordsApart(headline), '', '', wordsApart(text));
    const marked = database
      .prepare(
        `SELECT rowid, highlight(words, 0, ?, ?) AS headline, snippet(words, 3, ?, ?, '…', ?) AS snippet
         FROM words WHERE words MATCH ?`,
      )
      .all(BEGIN, END, BEGIN, END, SNIPPET_WORDS, anyOf(match));
    const byText = new Map(marked.map((row) => [Number(row.rowid), row]));
    return texts.map((text, index) => {
      const found = byText.get(index);
      if (found === undefined) return plain(text);
      return { headline: pieces(String(found.headline)), snippet: pieces(String(found.snippet)) };
    });
  } finally {
    database.close();
  }
}

/** What was found by its slug or byline has only some of the words in its text: they are shown all the same. */
function anyOf(match: string): string {
  return match.replaceAll(') AND (', ') OR (');
}

function pieces(marked: string): string[] {
  return wordsTogether(marked)
    .split(/[\u0001\u0002]/u)
    .map((piece) => piece.replaceAll(/\s+/gu, ' '));
}
