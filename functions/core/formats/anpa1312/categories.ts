/**
 * Category letters of ANPA 1312: every provider has its own meanings for them, so there is a table for each. Data:
 * categories.json.
 */
import type { Subject } from '../../article/ninjs.ts';
import table from './categories.json' with { type: 'json' };

export type AnpaProvider = Exclude<keyof typeof table, '$schema'>;

const CATEGORIES: Readonly<Record<AnpaProvider, Readonly<Partial<Record<string, string>>>>> = table;

/**
 * The letter as a subject: with its name where the provider's table has it, and as a bare code where not.
 * @param provider undefined: an agency without a table
 */
export function categorySubject(letter: string, provider: AnpaProvider | undefined): Subject {
  const name = provider === undefined ? undefined : CATEGORIES[provider][letter];
  return {
    rel: 'category',
    uri: `a1312cat${provider === undefined ? '' : `-${provider}`}:${letter}`,
    ...(name === undefined ? { literal: letter } : { name }),
  };
}
