/** What restrictions in words are looked for as: the forms of restrictions.json, where they may stand, and what stands around. */
import type { RestrictionKind } from '../article/rights.ts';
import type { Token } from '../article/words/tokens.ts';
import around from './around.json' with { type: 'json' };
import table from './restrictions.json' with { type: 'json' };
import type { Where } from './where.ts';

/**
 * - terms: terms of use, special instructions: every sentence is about them
 * - note: the desk speaks
 * - text: a caption or a paragraph; news, but for what stands by itself
 * - label: a headline, slug or take key; news, but for capitals
 */
export type RightsSlot = 'terms' | 'note' | 'text' | 'label';

export type Form = Exclude<keyof typeof table, '$schema'>;
const { $schema: _schema, ...forms } = table;
export const FORMS = forms;
export const FORM_NAMES = Object.keys(FORMS) as Form[];

/** What a text says of AI and of data mining is told by the same words, and no restriction. */
export type WordsKind = RestrictionKind | 'data-mining' | 'ai-generated' | 'ai-edited' | 'ai-partly';

export interface WordsFound {
  kind: WordsKind;
  scope: string | null;
  /** As written. */
  text: string;
  /** The sentence or line. */
  evidence: string;
}

/** Where one stands among the tokens of a text. */
export interface Place {
  form: Form;
  at: number;
  end: number;
  /** Of "JAPAN OUT". */
  where?: Where;
}

/** What follows says whom, what with, how long. */
export const OPEN: ReadonlySet<Form> = new Set([
  'mandatory-credit',
  'context-only',
  'limited-time',
  'consent',
  'fee',
  'data-mining',
]);

/** Words around them, as they stand in the text. */
export const AROUND = {
  suffixes: new Set(around.suffixes),
  prefixes: new Set(around.prefixes),
  notNames: new Set(around.notNames),
  continues: new Set(around.continues),
  joins: new Set(around.joins),
  negators: new Set(around.negators),
};

export function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? '';
}
