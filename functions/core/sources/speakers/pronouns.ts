/** Whom a pronoun means: the one person whom the sentences before it name. */
import { GRAMMAR, languagesOf } from '../grammar.ts';
import { isMark, type Word, wordsOf } from '../words.ts';
import { NO_NAME, PREPOSITION, PRONOUN, WITHOUT_PRONOUN } from '../words/people.ts';
import { fullNameOf, isOrganisation, nameRun, type Place } from './names.ts';
import type { Person } from './person.ts';
import { isQuote } from './sentences.ts';

export interface Cue {
  from: number;
  to: number;
  phrase: string;
}

/** "..., he said", "..., ha declarado a la salida": the only person named in the paragraph before. */
export function personMeant(
  text: string,
  words: readonly Word[],
  cue: Cue,
  bounds: { from: number; to: number },
): Person | undefined {
  const next = words[cue.to];
  const before = words[cue.from - 1];
  const isPronoun =
    /.-(?:t-)?(?:il|elle)$/.test(cue.phrase) ||
    PRONOUN.has(next) ||
    PRONOUN.has(before) ||
    PRONOUN.has(words[cue.from - 2]) ||
    [cue.to + 1, cue.from - 1].some((at) => AGED.test(words[at]?.text ?? ''));
  const endsHere = next === undefined || isMark(next, '.!;');
  const dropsSubject =
    isMark(before, ',') &&
    isQuote(words[cue.from - 2]) &&
    (WITHOUT_PRONOUN.has(words[cue.from]) || (endsHere && isRomance(cue.phrase)));
  if (!isPronoun && !dropsSubject) return undefined;
  const here = peopleIn(text, words, Math.min(bounds.to, cue.from));
  // nobody in this paragraph: who the one before is about
  const people = here.size > 0 || !isPronoun ? here : peopleBefore(text, words[0]?.start ?? 0);
  const [place, ...others] = people.values();
  if (place === undefined || others.length > 0) return undefined;
  return { from: cue.from, to: cue.to, phraseFrom: cue.from, phraseTo: cue.to, isNamed: true, meant: place };
}

/** "the 71-year-old", "der 78-Jährige": somebody who has just been named. */
const AGED = /^\d{1,3}-(?:year-old|jährigen?|årige|jarige)$/;

/** A pronoun does not reach further back. */
const REACH = 400;

/** The people named among the words before `to`, by last name. */
function peopleIn(text: string, words: readonly Word[], to: number): Map<string, Place> {
  const people = new Map<string, Place>();
  for (let at = Math.max(0, to - REACH); at < to; at++) {
    if (words[at]?.capital !== true || NO_NAME.has(words[at])) continue;
    const run = nameRun(words, at, to);
    if (run === undefined) continue;
    const start = words[run.from]?.start ?? 0;
    const end = words[run.to - 1]?.end ?? 0;
    const isFull =
      run.to - run.from >= 2 &&
      !isOrganisation(words, run, 0) &&
      (!PREPOSITION.has(words[run.from - 1]) || isTopic(words[run.from - 1]));
    if (isFull || fullNameOf(text, text.slice(start, end), start) !== undefined)
      people.set(words[run.to - 1]?.text ?? '', { start, end });
    at = run.to - 1;
  }
  return people;
}

/** "For Joseph Amadi, it is the third time.": who a sentence is about. */
function isTopic(word: Word | undefined): boolean {
  return word?.capital === true && /^(?:for|für|pour|para|per|voor)$/.test(word.text);
}

/** The people of the paragraph that ends before a place. */
function peopleBefore(text: string, place: number): Map<string, Place> {
  let end = place;
  while (end > 0 && text[end - 1] === '\n') end--;
  const words = wordsOf(text, Math.max(text.lastIndexOf('\n', end - 1) + 1, end - MAX_PARAGRAPH), end);
  return peopleIn(text, words, words.length);
}

const MAX_PARAGRAPH = 1000;

const ROMANCE_LANGUAGES = languagesOf('es', 'pt', 'it');

function isRomance(phrase: string): boolean {
  return ((GRAMMAR.quote.get(phrase) ?? 0) & ROMANCE_LANGUAGES) !== 0;
}
