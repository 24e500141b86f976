/** Texts of which is known what is a copy of what. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface LabelledText {
  id: string;
  /** The same for all versions of one story. */
  group: string;
  /**
   * What was done to the base, whose id is the part of `id` before the first "-"; absent where nothing was. A kind that
   * begins with NEG is a look-alike: to be linked to nothing.
   */
  kind?: string | undefined;
  title?: string | undefined;
  body: string;
  /** Epoch milliseconds. */
  at?: number | undefined;
  source?: string | undefined;
  slug?: string | undefined;
  /** Which take it is, where the format has a field for it. */
  takeKey?: string | undefined;
  /** BCP 47. */
  language?: string | undefined;
}

export interface LabelledSet {
  name: string;
  /** In the order in which they come. */
  texts: readonly LabelledText[];
  /** Pairs of ids, "a b" and "b a", that count neither way. */
  ambiguous: ReadonlySet<string>;
}

/** The kind of a text from which others were made. */
export const BASE = 'base';

export function baseOf(id: string): string {
  return id.split('-', 1)[0] ?? id;
}

export function isLookAlike({ kind }: Pick<LabelledText, 'kind'>): boolean {
  return kind?.startsWith('NEG') === true;
}

/**
 * Reads X.jsonl or X.jsonl.gz: lines of {id, group, title, body, date?, source?, slug?, kind?}. Beside it there may be
 * X.ambiguous.json, a list of pairs of ids.
 * @throws Error where a line is not of that form
 */
export function readLabelled(path: string): LabelledSet {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const texts = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => textIn(line, `${path}:${index + 1}`));
  const stem = path.replace(/\.jsonl(?:\.gz)?$/u, '');
  const beside = `${stem}.ambiguous.json`;
  const pairs = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as [string, string][]) : [];
  return {
    name: basename(stem),
    texts,
    ambiguous: new Set(pairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`])),
  };
}

function textIn(line: string, place: string): LabelledText {
  const { id, group, kind, title, body, date, source, slug } = JSON.parse(line) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof body !== 'string') throw new Error(`${place} has no id or no body`);
  const at = typeof date === 'string' && date !== '' ? Date.parse(date) : undefined;
  if (Number.isNaN(at)) throw new Error(`${place}: the date is no time`);
  return {
    id,
    group: stringOf(group) ?? id,
    kind: stringOf(kind),
    title: stringOf(title),
    body,
    at,
    source: stringOf(source),
    slug: stringOf(slug),
  };
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
