/** Reads the evaluation set of source tagging (tests/core/sources/eval) and says where a line is not of its form. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceRole } from '../../functions/core/article/record.ts';

export const SET_FOLDER = join(import.meta.dirname, '..', '..', 'tests', 'core', 'sources', 'eval');

export const SLOTS = ['body', 'credit', 'photo', 'byline', 'dateline', 'copyright'] as const;
export const SPLITS = ['tune', 'test'] as const;
export const TRAPS = [
  'subject',
  'homonym',
  'word',
  'place-or-party',
  'inside-word',
  'no-agency',
  'mention',
] as const;
export const ROLES = [
  'attribution',
  'credit',
  'byline',
  'dateline',
  'photographer',
  'photo-agency',
  'photo-distributor',
  'contribution',
  'copyright',
  'redistributor',
  'unnamed-wires',
  'speaker',
  'subject',
  'mention',
] as const satisfies readonly Exclude<SourceRole, 'provider'>[];

export type Slot = (typeof SLOTS)[number];
export type Split = (typeof SPLITS)[number];
export type Trap = (typeof TRAPS)[number];
export type Role = (typeof ROLES)[number];

/** One way to read a source: who, in which role. */
export interface Reading {
  id: string | null;
  role: Role;
}

/** A source that a careful reader finds in a text; see the README of the set. */
export interface Expected extends Reading {
  name?: string;
  affiliation?: string;
  /** Readings that are as good. */
  or: Reading[];
  /** Right when found, no miss when not. */
  optional: boolean;
}

interface Labelled {
  id: string;
  lang: string;
  split: Split;
  expect: Expected[];
}

export interface Sentence extends Labelled {
  slot: Slot;
  text: string;
  /** What might mislead; only where no source is named. */
  trap?: Trap;
  /** Its labels tell names that are no more than mentioned, too. */
  withMentions: boolean;
}

export interface EvalArticle extends Labelled {
  genre: string;
  provider: string;
  headline: string;
  byline?: string;
  creditLine?: string;
  copyright?: string;
  photoCredits: string[];
  paragraphs: string[];
}

/** A line of the set that is not of its form. */
export class SetError extends Error {
  readonly code = 'evaluation-set';
}

/** One JSON object of the set, whose fields are checked as they are read. */
class Entry {
  readonly #fields: Map<string, unknown>;
  readonly #where: string;

  constructor(value: unknown, where: string) {
    if (typeof value !== 'object' || value === null) throw new SetError(`${where}: not a JSON object`);
    this.#fields = new Map(Object.entries(value));
    this.#where = where;
  }

  text(field: string): string {
    const value = this.optionalText(field);
    return value ?? this.#fail(field, 'a text');
  }

  optionalText(field: string): string | undefined {
    const value = this.#fields.get(field);
    if (value === undefined) return undefined;
    return typeof value === 'string' && value !== '' ? value : this.#fail(field, 'a text that is not empty');
  }

  oneOf<T extends string>(field: string, values: readonly T[]): T {
    const value = this.#fields.get(field);
    return values.find((known) => known === value) ?? this.#fail(field, `one of ${values.join(', ')}`);
  }

  flag(field: string): boolean {
    const value = this.#fields.get(field) ?? false;
    return typeof value === 'boolean' ? value : this.#fail(field, 'true or false');
  }

  id(field: string): string | null {
    return this.#fields.get(field) === null ? null : this.text(field);
  }

  has(field: string): boolean {
    return this.#fields.has(field);
  }

  texts(field: string): string[] {
    return this.#list(field).map((value) => (typeof value === 'string' ? value : this.#fail(field, 'texts')));
  }

  entries(field: string): Entry[] {
    return this.#list(field).map((value, index) => new Entry(value, `${this.#where}, ${field}[${index}]`));
  }

  #list(field: string): unknown[] {
    const value = this.#fields.get(field) ?? [];
    return Array.isArray(value) ? value : this.#fail(field, 'a list');
  }

  #fail(field: string, wanted: string): never {
    throw new SetError(`${this.#where}: ${field} must be ${wanted}`);
  }
}

function readingOf(entry: Entry): Reading {
  return { id: entry.id('id'), role: entry.oneOf('role', ROLES) };
}

function expectedOf(entry: Entry): Expected {
  const name = entry.optionalText('name');
  const affiliation = entry.optionalText('affiliation');
  return {
    ...readingOf(entry),
    ...(name === undefined ? {} : { name }),
    ...(affiliation === undefined ? {} : { affiliation }),
    or: entry.entries('or').map(readingOf),
    optional: entry.flag('optional'),
  };
}

function labelsOf(entry: Entry): Labelled {
  return {
    id: entry.text('id'),
    lang: entry.text('lang'),
    split: entry.oneOf('split', SPLITS),
    expect: entry.entries('expect').map(expectedOf),
  };
}

function sentenceOf(entry: Entry, withMentions: boolean): Sentence {
  return {
    ...labelsOf(entry),
    slot: entry.oneOf('slot', SLOTS),
    text: entry.text('text'),
    withMentions,
    ...(entry.has('trap') ? { trap: entry.oneOf('trap', TRAPS) } : {}),
  };
}

function articleOf(entry: Entry): EvalArticle {
  const byline = entry.optionalText('byline');
  const creditLine = entry.optionalText('creditLine');
  const copyright = entry.optionalText('copyright');
  return {
    ...labelsOf(entry),
    genre: entry.text('genre'),
    provider: entry.text('provider'),
    headline: entry.text('headline'),
    ...(byline === undefined ? {} : { byline }),
    ...(creditLine === undefined ? {} : { creditLine }),
    ...(copyright === undefined ? {} : { copyright }),
    photoCredits: entry.texts('photoCredits'),
    paragraphs: entry.texts('paragraphs'),
  };
}

function readLines<T>(file: string, read: (entry: Entry) => T): T[] {
  return readFileSync(join(SET_FOLDER, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : [read(entryOf(line, `${file}:${index + 1}`))]));
}

function entryOf(line: string, where: string): Entry {
  try {
    return new Entry(JSON.parse(line), where);
  } catch (error) {
    if (error instanceof SyntaxError) throw new SetError(`${where}: not JSON: ${error.message}`);
    throw error;
  }
}

/** The files of the set that have one line or sentence a text. */
export const PARTS = [
  'sentences',
  'lines',
  'pages',
  'later',
  'running',
  'fresh',
  'grounds',
  'world',
  'press',
] as const;
/** Its labels tell names that are no more than mentioned, too. */
const PART_WITH_MENTIONS = 'running';

/** The sentences of the set, and its lines of credits and datelines. @throws SetError naming file, line and field. */
export function readSentences(parts: readonly string[] = PARTS): Sentence[] {
  return PARTS.filter((part) => parts.includes(part)).flatMap((part) =>
    readLines(`${part}.ndjson`, (entry) => sentenceOf(entry, part === PART_WITH_MENTIONS)),
  );
}

/** The articles of the set. @throws SetError naming file, line and field. */
export function readArticles(): EvalArticle[] {
  return readLines('articles.ndjson', articleOf);
}

const NO_SOURCES: ReadonlySet<Role> = new Set<Role>(['subject', 'mention', 'speaker']);

/** True where a text names no source: nothing is expected of it but subjects, mentions and speakers. */
export function isNegative({ expect }: Pick<Labelled, 'expect'>): boolean {
  return expect.every(({ role, optional }) => optional || NO_SOURCES.has(role));
}

/** All of an article, as one text. */
export function wholeText(article: EvalArticle): string {
  const { headline, byline, creditLine, copyright, photoCredits, paragraphs } = article;
  return [headline, byline, creditLine, copyright, ...photoCredits, ...paragraphs]
    .filter((part) => part !== undefined)
    .join('\n');
}
