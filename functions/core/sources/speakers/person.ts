/** A person with the role and the house that the sentence gives. */
import { GRAMMAR } from '../grammar.ts';
import { mentionsIn } from '../../agencies/matcher.ts';
import { isMark, trimEndOf, type Word } from '../words.ts';
import { DETERMINER, INDEFINITE, NO_NAME } from '../words/people.ts';
import { findRole, fullNameOf, type Place, type Run } from './names.ts';

/** A noun phrase with a person in it; indices of words. */
export interface Person {
  from: number;
  to: number;
  /** Where the phrase begins and ends, with role and apposition. */
  phraseFrom: number;
  phraseTo: number;
  affiliation?: string;
  isNamed: boolean;
  /** Where the one was named whom a pronoun means here; the evidence is the verb alone. */
  meant?: Place;
}

export function named(
  text: string,
  words: readonly Word[],
  run: Run,
  { phraseFrom, phraseTo, role }: { phraseFrom: number; phraseTo: number; role: [number, number] },
): Person | undefined {
  const first = words[run.from];
  const last = words[run.to - 1];
  if (first === undefined || last === undefined || NO_NAME.has(first)) return undefined;
  const given = affiliationOf(text, words, role) ?? appositionOf(text, words, run.to);
  return {
    from: run.from,
    to: run.to,
    phraseFrom,
    phraseTo,
    isNamed: true,
    ...(given === undefined ? {} : { affiliation: given }),
  };
}

/** "said Anneke Voss, a strategist at Lindqvist Partners." */
function appositionOf(text: string, words: readonly Word[], comma: number): string | undefined {
  if (!isMark(words[comma], ',')) return undefined;
  let to = comma + 1;
  while (to < words.length && to - comma < 16 && !isMark(words[to], ',.;:"!?()–—')) to++;
  const given = affiliationOf(text, words, [comma + 1, to]);
  return given !== undefined && findRole(words, comma + 1, to) >= 0 ? given : undefined;
}

function affiliationOf(
  text: string,
  words: readonly Word[],
  [from, to]: [number, number],
): string | undefined {
  let start = from;
  while (start < to && DETERMINER.has(words[start])) start++;
  const first = words[start];
  const last = words[to - 1];
  if (first === undefined || last === undefined || start >= to) return undefined;
  const written = trimEndOf(text.slice(first.start, last.end), ' ,');
  return written.length > 1 && /\p{L}/u.test(written) && written.length <= 140 && !written.includes('\n')
    ? written
    : undefined;
}

/** "an Israeli official": the phrase as written is the name. */
export function anonymous(
  text: string,
  words: readonly Word[],
  from: number,
  role: number,
): Person | undefined {
  if (role - from > 6 || !INDEFINITE.has(words[from])) return undefined;
  return text === ''
    ? undefined
    : { from, to: role + 1, phraseFrom: from, phraseTo: role + 1, isNamed: false };
}

/** The person, unless the name is an agency's or a single word that no full name or title explains: a place, a noun. */
export function plausible(
  text: string,
  words: readonly Word[],
  person: Person | undefined,
): Person | undefined {
  if (person === undefined) return undefined;
  const first = words[person.from];
  const last = words[person.to - 1];
  if (first === undefined || last === undefined) return undefined;
  const name = text.slice(first.start, last.end);
  const isAgency = mentionsIn(name, 'running').some(
    ({ alias, start, end }) => alias.trust === 'sure' || end - start === name.length,
  );
  if (isAgency) return undefined;
  const isKnown =
    !isSingle(person, name) || hasTitle(words, person) || fullNameOf(text, name, first.start) !== undefined;
  return isKnown ? person : undefined;
}

export function isSingle({ isNamed }: Person, name: string): boolean {
  return isNamed && !/\s/.test(name.trim());
}

function hasTitle(words: readonly Word[], { from }: Person): boolean {
  const before = isMark(words[from - 1], '.') ? words[from - 2] : words[from - 1];
  return before !== undefined && before.capital && GRAMMAR.title.holds(before) && !DETERMINER.has(before);
}
