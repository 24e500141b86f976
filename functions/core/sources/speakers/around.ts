/** What may stand between a verb of saying and who speaks, and what shows that somebody does not. */
import { GRAMMAR } from '../grammar.ts';
import { isMark, isPunctuation, type Word } from '../words.ts';
import { CONJUNCTION, DETERMINER, OF_HOUSE, PREPOSITION, PRONOUN, SKIPPED, THAT } from '../words/people.ts';
import { isOrganisation, isRole, isRoleWord, nameRun, personRun, runEnding, type Run } from './names.ts';
import type { Person } from './person.ts';
import type { Cue } from './pronouns.ts';
import { isQuote } from './sentences.ts';

export function isDay(word: Word | undefined): boolean {
  return word !== undefined && word.capital && GRAMMAR.between.holds(word);
}

/** "He says ...", "Hun sagde også ...". */
export function isPronounAtStart(words: readonly Word[], cue: Cue, { from }: { from: number }): boolean {
  return cue.from === from + 1 && words[from]?.capital === true && PRONOUN.has(words[from]);
}

/** Where the one was named whom a pronoun means, a role stood before the name. */
export function hasRoleBefore(words: readonly Word[], { meant }: Person): boolean {
  const at = words.findIndex(({ start }) => start === meant?.start);
  return at > 0 && isRole(words, at - 1);
}

/** "« ... », a soufflé": straight behind a quotation, but for an auxiliary. */
export function isBehindQuote(words: readonly Word[], cue: number): boolean {
  let at = cue - 1;
  while (at > 0 && (isMark(words[at], ',') || SKIPPED.has(words[at]))) at--;
  return isQuote(words[at]);
}

/** Where a person begins behind "à la sortie du tribunal", "in aula", "esta mañana": words that say where and when. */
export function behindAdverbial(words: readonly Word[], from: number, limit: number): number | undefined {
  for (let at = from; at < Math.min(limit, from + LONGEST_ADVERBIAL); at++) {
    const word = words[at];
    if (word === undefined || isPunctuation(word) || CONJUNCTION.has(word) || THAT.has(word))
      return undefined;
    if (at > from && DETERMINER.has(word) && !PREPOSITION.has(words[at - 1]) && isRole(words, at + 1))
      return at;
    if (!word.capital || isDay(word)) continue;
    const run = nameRun(words, at, limit);
    const isPlace = PREPOSITION.has(words[at - 1]) || DETERMINER.has(words[at - 1]);
    if (run === undefined || at === from || isPlace || run.to - run.from < 2) return undefined;
    return isOrganisation(words, run, from) ? undefined : at;
  }
  return undefined;
}

const LONGEST_ADVERBIAL = 9;

/** Behind "lâche, encore sous le choc, | le patron Loïc Even": words between commas that name nobody. */
export function behindInsertion(words: readonly Word[], from: number, limit: number): number | undefined {
  if (!isMark(words[from], ',')) return undefined;
  for (let at = from + 1; at < Math.min(limit, from + LONGEST_INSERTION); at++) {
    const word = words[at];
    if (word === undefined || isQuote(word)) return undefined;
    if (isMark(word, ',')) return at > from + 1 ? at + 1 : undefined;
    if (isPunctuation(word) || (word.capital && !isDay(word) && !word.capitals) || isRole(words, at))
      return undefined;
  }
  return undefined;
}

const LONGEST_INSERTION = 9;

/** "declaró a Radio Sur": no auxiliary, but whom it was told. */
export function isAddressing(words: readonly Word[], at: number): boolean {
  return words[at]?.text === 'a' && words[at + 1]?.capital === true;
}

/** "minister of Justice", "ministre de l'Intérieur". */
export function isOfHouse(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  return PREPOSITION.has(before) || (before?.text === "l'" && PREPOSITION.has(words[at - 2]));
}

/** "Nelson's manager". */
export function isPossessor(words: readonly Word[], { to }: Run): boolean {
  return words[to]?.text === 's' && words[to - 1]?.text.endsWith("'") === true;
}

export function isPlainNoun(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const word = words[at];
    const isFirstArticle = at === from && DETERMINER.has(word);
    if (
      word === undefined ||
      (word.capital && !isFirstArticle) ||
      PREPOSITION.has(word) ||
      CONJUNCTION.has(word) ||
      GRAMMAR.quote.holds(word) ||
      /^(?:that|dass|que|che|att|at|dat|last|next|this|nothing|not)$/.test(word.text)
    )
      return false;
  }
  return true;
}

/** "Della Marsh of the county police": a name in full, "of", and the house to which the words before the verb belong. */
export function personOfHouse(words: readonly Word[], end: number, limit: number): Run | undefined {
  const first = Math.max(limit + 1, end - LONGEST_HOUSE);
  let at = end - 1;
  while (at > first && !OF_HOUSE.has(words[at]) && !isPunctuation(words[at])) at--;
  if (at <= first || !OF_HOUSE.has(words[at]) || words.slice(at, end).some(isNotOfHouse)) return undefined;
  const run = personRun(words, runEnding(words, at, limit), limit);
  const isPerson = run !== undefined && run.to - run.from >= 2 && run.to - run.from <= 3;
  return isPerson && !isOrganisation(words, run, limit) && !PREPOSITION.has(words[run.from - 1])
    ? run
    : undefined;
}

function isNotOfHouse(word: Word): boolean {
  return CONJUNCTION.has(word) || isRoleWord(word);
}

const LONGEST_HOUSE = 8;
