/** Whether a verb says what somebody said: by what stands around it in its sentence. */
import { GRAMMAR } from '../grammar.ts';
import { isDay } from './around.ts';
import { ANY_VERB, named2, personAhead, personBehind, withRole } from './beside.ts';
import { type Person, plausible } from './person.ts';
import { isQuote } from './sentences.ts';
import { WordSet } from '../vocabulary.ts';
import { isMark, isPunctuation, joinWords, wordBefore, type Word } from '../words.ts';
import {
  AGAINST,
  ASIDE,
  CONJUNCTION,
  DETERMINER,
  INDIRECT,
  PLEDGE,
  PREPOSITION,
  SUMMING,
  THAT,
  URGING,
  VERB_LAST,
  WRITES,
} from '../words/people.ts';

/** "Pour X, ...", "Mais pour X, ...". */
export function opensSentence(words: readonly Word[], at: number, from: number): boolean {
  return at === from || (at === from + 1 && CONJUNCTION.has(words[from]));
}

/** "..., note Ferdinand Bastin, president of ...": a clause before, a verb of saying, a name in full behind. */
export function isInverted(
  text: string,
  words: readonly Word[],
  { from, to }: { from: number; to: number },
  bounds: { from: number; to: number },
): boolean {
  if (from - bounds.from < 4 || !isMark(words[from - 1], ',')) return false;
  return plausible(text, words, named2(personAhead(text, words, to, bounds.to, false))) !== undefined;
}

/** "The bill is dead, Senate leader Moe Randall conceded.": a clause, then a role, a name and the verb at the end. */
export function isClosing(
  text: string,
  words: readonly Word[],
  { from, to }: { from: number; to: number },
  bounds: { from: number; to: number },
): boolean {
  const next = words[to];
  if (next !== undefined && !isMark(next, '.;')) return false;
  const person = withRole(words, personBehind(text, words, from, bounds.from, false));
  return (
    person !== undefined && isMark(words[person.phraseFrom - 1], ',') && person.phraseFrom - bounds.from > 3
  );
}

/** French "Sa cliente": no Swedish "sa", which begins no sentence. */
export function isArticleAtStart(words: readonly Word[], at: number): boolean {
  return words[at]?.capital === true && DETERMINER.has(words[at]);
}

/** "Det oplyser formand Ane Lund", "Así lo confirmó el alcalde": the sentence takes up what the text has just told. */
export function isSummed(words: readonly Word[], from: number, cue: number): boolean {
  return cue > from && cue - from <= LONGEST_SUM && SUMMING.has(joinWords(words, from, cue));
}

const LONGEST_SUM = 5;

/** "Karl Otten schrieb seine Stücke im Exil": no clause that tells what was said follows. */
export function isOfBooks(
  words: readonly Word[],
  { from, to }: { from: number; to: number },
  bounds: { to: number },
): boolean {
  if (!WRITES.has(words[from]) || words[from - 1]?.capital !== true) return false;
  for (let at = to; at < bounds.to; at++) if (isMark(words[at], ',:')) return false;
  return true;
}

/** "X said on Monday its profit rose": people have no "its". */
export function isOfItself(words: readonly Word[], from: number): boolean {
  let at = from;
  while (at < from + 4 && (BEFORE_DAY.has(words[at]) || isDay(words[at]))) at++;
  return words[at]?.text === 'its';
}

const BEFORE_DAY = new WordSet(['on', 'late', 'that']);

/** "warned that", "warnte, dass", "recordó que", "promised to": indirect speech, whatever the verb. */
export function isFollowedByThat(
  words: readonly Word[],
  at: number,
  { to, phrase }: { to: number; phrase: string },
): boolean {
  const next = isMark(words[to], ',') ? words[to + 1] : words[to];
  if (next === undefined) return false;
  const isHeadline = words[at]?.capital === true;
  if (PLEDGE.has(phrase) && !isHeadline && (INFINITIVE.test(next.text) || isMark(words[to], ',')))
    return true;
  if (QUOTED.test(phrase)) return words.slice(to, to + LONGEST_QUOTER).some(({ text }) => text === 'as');
  return (
    THAT.has(next) || AGAINST.has(next) || isToldIndirectly(words, to) || isFollowedLater(words, to, phrase)
  );
}

/** "warned at a rally that", "recordó en un acto que", "urged the government to act": a clause behind few words. */
function isFollowedLater(words: readonly Word[], to: number, phrase: string): boolean {
  const isUrging = URGING.has(phrase);
  if (!isUrging && !PREPOSITION.has(words[to]) && !isDay(words[to])) return false;
  for (let at = to + 1; at < to + LONGEST_BETWEEN; at++) {
    const word = words[at];
    if (word === undefined || isPunctuation(word) || GRAMMAR.quote.holds(word)) return false;
    if (THAT.has(word) || (isUrging && word.text === 'to')) return true;
  }
  return false;
}

const LONGEST_BETWEEN = 7;

/** "konterte, das Gesetz sei schlecht", "wies die Kritik zurück: Die Sirenen hätten funktioniert": the mood says it. */
function isToldIndirectly(words: readonly Word[], to: number): boolean {
  const start = words.slice(to, to + LONGEST_OBJECT).findIndex((word) => isMark(word, ',:'));
  if (start < 0) return false;
  const clause = words.slice(to + start + 1, to + start + 1 + LONGEST_CLAUSE);
  const end = clause.findIndex((word) => isMark(word, '.!?;,'));
  return clause.slice(0, end < 0 ? clause.length : end).some((word) => INDIRECT.has(word));
}

const LONGEST_OBJECT = 6;
const LONGEST_CLAUSE = 12;
/** "promised to walk", "a promis de venir", "prometió volver". */
const INFINITIVE = /^(?:to|de|d'|di|att|at|å|te)$|^\p{Ll}{2,}[aei]r$/u;

/** "is quoted in the report as saying". */
const QUOTED = /^(?:is|was|were) quoted$/;
const LONGEST_QUOTER = 8;

/** "Wie die Ministerin Anna Berg am Montag sagte, ...", "comme le rappelle l'historienne Lise Aubert": no quotation. */
export function personOfAside(
  text: string,
  words: readonly Word[],
  cue: { from: number; to: number },
  bounds: { from: number; to: number },
): Person | undefined {
  let from = cue.from;
  while (from > bounds.from && cue.from - from < LONGEST_ASIDE && !isMark(words[from - 1], ',')) from--;
  const first = words[from];
  if (first === undefined || !ASIDE.has(first) || from === cue.from) return undefined;
  const inside = personAhead(text, words, from + 1, cue.from, true);
  const beyond = cue.from - from <= 3 ? personAhead(text, words, cue.to, bounds.to, true) : undefined;
  const person = plausible(text, words, named2(inside ?? beyond));
  if (person === undefined || inside === undefined) return person;
  // the verb comes last in German and Dutch
  const between = VERB_LAST.has(first) ? MOST_BETWEEN : 1;
  return cue.from - person.to <= between ? person : undefined;
}

const MOST_BETWEEN = 6;

const LONGEST_ASIDE = 18;

/** "“...”, sighed Ana Rosa": any word straight behind a quotation and before a name in full is a verb of saying. */
export function anyVerb(words: readonly Word[], at: number): { to: number; phrase: string } | undefined {
  const word = words[at];
  const last = wordBefore(words, at);
  const before = last?.mark === COMMA ? wordBefore(words, at - 1) : last;
  if (word === undefined || !isQuote(before) || word.capital || isPunctuation(word)) return undefined;
  if (last === before && isObject(words, at - 1)) return undefined;
  // "tonne-t-elle"
  if (WITH_PRONOUN.test(word.text)) return { to: at + 1, phrase: word.text };
  // "se lamente la viticultrice", "s'alarme le maire"
  const verb = words[at + 1];
  if (/^(?:se|s'|si)$/.test(word.text) && verb !== undefined && !verb.capital && verb.text.length > 2)
    return { to: at + 2, phrase: ANY_VERB };
  if (word.text.length < 3 || PREPOSITION.has(word) || CONJUNCTION.has(word) || DETERMINER.has(word)) {
    // "a réagi", "ha tuonato", "hat gemahnt"
    const next = words[at + 1];
    const isAuxiliary =
      /^(?:a|ha|hat|har|heeft|avait)$/.test(word.text) && next !== undefined && !next.capital;
    return isAuxiliary && !isPunctuation(next) && !GRAMMAR.quote.holds(next)
      ? { to: at + 2, phrase: ANY_VERB }
      : undefined;
  }
  return { to: at + 1, phrase: ANY_VERB };
}

/** "Den Preis für „Der lange Winter“ erhielt Dora Wiese": behind words of the sentence, and no comma: not said, but spoken of. */
function isObject(words: readonly Word[], quote: number): boolean {
  const before = words[quote - 1];
  return PREPOSITION.has(before) || DETERMINER.has(before);
}

const COMMA = 44;

const WITH_PRONOUN = /.{3}-(?:t-)?(?:il|elle)$/;
