/** What is done to an agency or its people, and its own affairs: then it is the news and no source. */
import { GRAMMAR, type Phrases } from '../grammar.ts';
import { type Word, isPunctuation } from '../words.ts';
import { AT_WORK, PASSIVE } from '../words/clauses.ts';

/** "was detained", "a été interpellé", "wurden verletzt": what happens to people of an agency is the news. */
export function isPassive(right: readonly Word[], from: number): boolean {
  for (let at = from; at < Math.min(right.length, from + 4); at++) {
    const text = right[at]?.text ?? '';
    if (isClauseEnd(text)) return false;
    if (PASSIVE.hasText(text)) return !AT_WORK.has(right[at + 1]);
  }
  return false;
}

/** A verb, and its chiefs, staff or rooms behind it: "A gets a new director". */
export function isOwnAffair(right: readonly Word[], from: number): boolean {
  const verb = right[from];
  if (verb === undefined || isPunctuation(verb) || GRAMMAR.agent.holds(verb)) return false;
  for (let at = from + 1; at < Math.min(right.length, from + 8); at++) {
    const text = right[at]?.text ?? '';
    if (isClauseEnd(text)) return false;
    if (GRAMMAR.officer.has(text) || GRAMMAR.office.has(text)) return true;
  }
  return false;
}

export function isEvidence(words: readonly Word[], at: number): boolean {
  return GRAMMAR.report.at(words, at) !== undefined || GRAMMAR.say.at(words, at) !== undefined;
}

/** A word of harm among words[from, to), before anything is reported where `untilEvidence`. */
export function harmIn(words: readonly Word[], from: number, to: number, untilEvidence: boolean): boolean {
  const table: Phrases = GRAMMAR.harm;
  const first = Math.max(0, from);
  const last = Math.min(to, words.length);
  if (untilEvidence) {
    for (let at = first; at < last; at++) {
      const { text } = words[at] ?? { text: '' };
      if (table.has(text)) return true;
      if (SAW.has(text) || isEvidence(words, at) || isClauseEnd(text)) return false;
    }
    return false;
  }
  for (let at = last - 1; at >= first; at--) {
    const { text } = words[at] ?? { text: '' };
    if (isClauseEnd(text)) return false;
    if (table.has(text)) return true;
  }
  return false;
}

export function isClauseEnd(text: string): boolean {
  return /^[,;:.()"“”„«»–—]$/.test(text);
}

const SAW = new Set(
  'saw|seen|witnessed|heard|counted|found|at|vu|constaté|entendu|sah|beobachtete|zählte|vio|vieron|viu|viram|visto|ha|zag|zagen|såg|så|hørte'.split(
    '|',
  ),
);
