/**
 * What editors type into the search box: words, "exact phrases", -exclusions, begin*, fields (`headline:`, `slug:`,
 * `by:`, `text:`, `source:`, `provider:`, `subject:`, `language:`). All of it has to be there; `OR` between two terms
 * takes either. Whatever else is typed is words: nothing that a person types is an error.
 */
import { hasWords } from './words.ts';

/** Fields whose words are searched. */
export const TEXT_FIELDS = ['headline', 'slug', 'by', 'text'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields that have values: compared whole. */
export const VALUE_FIELDS = ['source', 'provider', 'subject', 'language'] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

export interface TextTerm {
  kind: 'text';
  /** Absent: in any of them. */
  field?: TextField;
  /** Several words are a phrase: they stand one after the other. */
  text: string;
  /** The last word may go on. */
  begins: boolean;
}

export interface ValueTerm {
  kind: 'value';
  field: ValueField;
  /** In lower case. */
  value: string;
}

export type Term = TextTerm | ValueTerm;

export interface Query {
  /** Each has to be met, by any of its alternatives. */
  all: Term[][];
  none: Term[];
  /** What a person may not have meant, in words. */
  hints: string[];
}

/** What is asked for beside the words. */
export interface Bounds {
  /** Epoch milliseconds, both included; null: no bound. */
  since: number | null;
  until: number | null;
  /** Only what stands before this place of the feed log; null: from the newest. */
  before: number | null;
}

/** A machine's memory is not for one reader: what is longer is cut, and said. */
export const MOST_TERMS = 40;

/** A sign before, a field, then quotes or anything up to a space. */
const TERM =
  /(?<not>-)?(?:(?<field>[a-z]{2,12}):(?!\/\/))?(?:["“”„](?<phrase>[^"“”„]*)["“”„]?|(?<word>[^\s"“”„]+))/giu;

/** Reads a query. */
export function parseQuery(typed: string): Query {
  const all: Term[][] = [];
  const none: Term[] = [];
  const hints: string[] = [];
  let either = false;
  let exclude = false;
  let count = 0;
  for (const { groups = {}, 0: whole } of typed.normalize('NFC').matchAll(TERM)) {
    if (whole === 'OR' || whole === '|') {
      either = all.length > 0;
      continue;
    }
    if (whole === 'NOT') {
      exclude = true;
      continue;
    }
    if (whole === 'AND') continue;
    const term = termOf(groups);
    if (term === undefined) continue;
    const { field } = groups;
    if (field !== undefined && term.kind === 'text' && term.field === undefined)
      hints.push(`"${field}:" is no field and was looked for as a word; there are ${FIELDS.join(', ')}`);
    count += 1;
    if (count > MOST_TERMS) {
      hints.push(`only the first ${MOST_TERMS} terms were looked for`);
      break;
    }
    const last = all.at(-1);
    if (groups.not !== undefined || exclude) none.push(term);
    else if (either && last !== undefined) last.push(term);
    else all.push([term]);
    either = false;
    exclude = false;
  }
  if (typed.split('"').length % 2 === 0)
    hints.push('the last quotation mark was not closed: the rest was taken as one phrase');
  if (all.length === 0 && none.length > 0) hints.push('nothing but exclusions: everything else is listed');
  return { all, none, hints };
}

const FIELDS: readonly string[] = [...TEXT_FIELDS, ...VALUE_FIELDS];

type Groups = Partial<Record<string, string>>;

function termOf({ field: written, phrase, word }: Groups): Term | undefined {
  const field = written?.toLowerCase();
  const value = phrase ?? word ?? '';
  if (isOneOf(VALUE_FIELDS, field)) {
    const trimmed = value.trim().toLowerCase();
    return trimmed === '' ? undefined : { kind: 'value', field, value: trimmed };
  }
  const known = isOneOf(TEXT_FIELDS, field);
  // "note: to editors" and 10:30 are text
  const text = known || written === undefined ? value : `${written}:${value}`;
  if (!hasWords(text)) return undefined;
  return {
    kind: 'text',
    ...(known ? { field } : {}),
    text,
    begins: phrase === undefined && text.endsWith('*'),
  };
}

function isOneOf<T extends string>(names: readonly T[], name: string | undefined): name is T {
  return names.some((one) => one === name);
}
