/** What is done to an agency or its people, and its own affairs: then it is the news and no source. */
import { GRAMMAR } from '../grammar.ts';
import { WordSet } from '../vocabulary.ts';
import { isMark, isPunctuation, type Word } from '../words.ts';
import { AT_WORK, PASSIVE } from '../words/clauses.ts';

/** "was detained", "a été interpellé", "wurden verletzt": what happens to people of an agency is the news. */
export function isPassive(right: readonly Word[], from: number): boolean {
  for (let at = from; at < Math.min(right.length, from + 4); at++) {
    if (isClauseEnd(right[at])) return false;
    if (PASSIVE.has(right[at])) return !AT_WORK.has(right[at + 1]);
  }
  return false;
}

/** A verb, and its chiefs, staff or rooms behind it: "A gets a new director". */
export function isOwnAffair(right: readonly Word[], from: number): boolean {
  const verb = right[from];
  if (verb === undefined || isPunctuation(verb) || GRAMMAR.agent.holds(verb)) return false;
  for (let at = from + 1; at < Math.min(right.length, from + 8); at++) {
    const word = right[at];
    if (isClauseEnd(word)) return false;
    if (GRAMMAR.officer.holds(word) || GRAMMAR.office.holds(word)) return true;
  }
  return false;
}

export function isEvidence(words: readonly Word[], at: number): boolean {
  return GRAMMAR.report.at(words, at) !== undefined || GRAMMAR.say.at(words, at) !== undefined;
}

/** A word of harm among words[from, to), before anything is reported where `untilEvidence`. */
export function harmIn(words: readonly Word[], from: number, to: number, untilEvidence: boolean): boolean {
  const first = Math.max(0, from);
  const last = Math.min(to, words.length);
  if (untilEvidence) {
    for (let at = first; at < last; at++) {
      const word = words[at];
      if (GRAMMAR.harm.holds(word)) return true;
      if (SAW.has(word) || isEvidence(words, at) || isClauseEnd(word)) return false;
    }
    return false;
  }
  for (let at = last - 1; at >= first; at--) {
    if (isClauseEnd(words[at])) return false;
    if (GRAMMAR.harm.holds(words[at])) return true;
  }
  return false;
}

export function isClauseEnd(word: Word | undefined): boolean {
  return isMark(word, ',;:.()"“”„«»–—');
}

const SAW = new WordSet(
  'saw|seen|witnessed|heard|counted|found|at|vu|constaté|entendu|sah|beobachtete|zählte|vio|vieron|viu|viram|visto|ha|zag|zagen|såg|så|hørte'.split(
    '|',
  ),
);
