/**
 * Who speaks: the person beside a verb of saying, with the office or company that the sentence gives. Quotations
 * are preferred evidence; without one only a full name straight beside the verb counts. Institutions do not speak.
 */
import { GRAMMAR, wordSet } from './grammar.ts';
import type { QuoteSpan } from './quotes.ts';
import type { Paragraph } from './survey.ts';
import {
  ANY_VERB,
  isDay,
  named2,
  personAhead,
  personBehind,
  personBeside,
  withRole,
} from './speakers/beside.ts';
import { findRole, fullNameOf } from './speakers/names.ts';
import { isSingle, type Person, plausible } from './speakers/person.ts';
import { hasQuote, isColon, isDashed, isQuote, maskedWords, sentenceOf } from './speakers/sentences.ts';
import { WordSet } from './vocabulary.ts';
import { isMark, isPunctuation, joinWords, type Word } from './words.ts';
import {
  ACCORDING,
  AGAINST,
  ASIDE,
  CONJUNCTION,
  DETERMINER,
  FOR,
  INDIRECT,
  NOT_SAYING,
  PLEDGE,
  POSTPOSITION,
  PREPOSITION,
  PRONOUN,
  SUMMING,
  THAT,
  UNQUOTED,
  URGING,
  VERB_LAST,
  WRITES,
} from './words/people.ts';

export interface Speaker {
  /** As written: a full name, a last name, or "An Israeli official". */
  name: string;
  start: number;
  end: number;
  evidence: string;
  confidence: number;
  affiliation?: string;
  /** Of a last name: the full name that stands before it. */
  fullName?: string;
}

const SAYING = new WordSet(wordSet('tell', 'say'));

const MAX_EVIDENCE = 160;
/**
 * Words of sentences that are gone through for one text, each sentence once for every verb in it: what a book says is
 * within it, and a megabyte of nothing but "told, told, told" ends.
 */
const MAX_EFFORT = 50_000;

interface Search {
  found: Speaker[];
  /** Words that may still be gone through. */
  effort: number;
}

/** @param spans the quotations of the text, in order */
export function speakersIn(
  text: string,
  paragraphs: readonly Paragraph[],
  spans: readonly QuoteSpan[],
): Speaker[] {
  const search: Search = { found: [], effort: MAX_EFFORT };
  let span = 0;
  let colon = -1;
  for (const { start, end, cues } of paragraphs) {
    if (search.effort <= 0) break;
    while ((spans[span]?.end ?? Infinity) <= start) span++;
    if (colon < start) colon = placeOf(text, ':', start);
    // behind a colon a dash opens what is said
    const isSpoken = cues.length > 0 || colon < end || (spans[span]?.start ?? Infinity) < end;
    if (isSpoken && end - start > 12) speakersOfParagraph(text, { start, end, cues }, spans, search);
  }
  return search.found;
}

function placeOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? Infinity : at;
}

function speakersOfParagraph(
  text: string,
  { start, end, cues }: Pick<Paragraph, 'start' | 'end' | 'cues'>,
  spans: readonly QuoteSpan[],
  search: Search,
): void {
  const { found } = search;
  const words = maskedWords(text, start, end, spans);
  let spoken = 0;
  let nextCue = 0;
  const quotesOfNobody: { at: number; bounds: { from: number; to: number } }[] = [];
  for (let at = 0; at < words.length && search.effort > 0; at++) {
    const word = words[at];
    if (isColon(words[at - 1]) && (isQuote(word) || isDashed(words, at))) {
      const bounds = sentenceOf(words, at - 1);
      search.effort -= bounds.to - bounds.from;
      if (spoken <= bounds.from) addBeforeColon(text, words, at, bounds, found);
      continue;
    }
    if (isQuote(word) && isPartial(text, word)) {
      const bounds = sentenceOf(words, at);
      search.effort -= bounds.to - bounds.from;
      quotesOfNobody.push({ at, bounds });
      continue;
    }
    while ((cues[nextCue] ?? Infinity) < (word?.start ?? 0)) nextCue++;
    const mayBegin = cues[nextCue] === word?.start;
    const cue = (mayBegin ? GRAMMAR.quote.at(words, at) : undefined) ?? anyVerb(words, at);
    if (cue === undefined || (cue.to === at + 1 && isArticleAtStart(words, at))) continue;
    const bounds = sentenceOf(words, at);
    search.effort -= bounds.to - bounds.from;
    const quoted = isDashed(words, bounds.from) || hasQuote(words, bounds);
    if (isOfItself(words, cue.to)) continue;
    const place = { from: at, to: cue.to };
    let person: Person | undefined;
    // "Pour X, « ... »" opens the sentence, elsewhere it means "for"
    const maySpeak = !FOR.has(cue.phrase) || (quoted && opensSentence(words, at, bounds.from));
    if (
      maySpeak &&
      (quoted ||
        (SAYING.has(word) && !isOfBooks(words, place, bounds)) ||
        ACCORDING.has(cue.phrase) ||
        POSTPOSITION.has(cue.phrase) ||
        UNQUOTED.has(cue.phrase) ||
        isFollowedByThat(words, at, cue) ||
        isSummed(words, bounds.from, at) ||
        isInverted(text, words, place, bounds) ||
        isClosing(text, words, place, bounds))
    )
      person = personBeside(text, words, { ...place, phrase: cue.phrase }, bounds, quoted);
    person ??= PREPOSITION.hasText(cue.phrase) ? undefined : personOfAside(text, words, place, bounds);
    if (person !== undefined) {
      addSpeaker(text, words, person, place, quoted, found);
      spoken = cue.to;
    }
    at = cue.to - 1;
  }
  for (const { at, bounds } of quotesOfNobody) addBeforePartial(text, words, at, bounds, found);
}

/** "Pour X, ...", "Mais pour X, ...". */
function opensSentence(words: readonly Word[], at: number, from: number): boolean {
  return at === from || (at === from + 1 && CONJUNCTION.has(words[from]));
}

/** "a brave team", not "Harbour Lights": words out of a sentence that somebody said. */
function isPartial(text: string, word: Word | undefined): boolean {
  return word !== undefined && /^[“"„«‘]\s?\p{Ll}/u.test(text.slice(word.start, word.start + 3));
}

/** "The coach Oscar Cerni praised “a brave team”": whom a sentence begins with by role and name, where no verb said it. */
function addBeforePartial(
  text: string,
  words: readonly Word[],
  quote: number,
  bounds: { from: number; to: number },
  found: Speaker[],
): void {
  const start = words[bounds.from]?.start ?? 0;
  const end = words[bounds.to - 1]?.end ?? 0;
  if (found.some((speaker) => speaker.start >= start && speaker.start < end)) return;
  const person = plausible(text, words, named2(personAhead(text, words, bounds.from, quote, true)));
  if (person === undefined || person.phraseFrom > bounds.from + 1) return;
  if (findRole(words, person.phraseFrom, person.from) < 0) return;
  // behind an apposition: "The coach, Oscar Cerni, praised"
  let from = isMark(words[person.to], ',') ? person.to + 1 : person.to;
  // "Sa collègue Inès Toubiana, elle, n'a ..."
  if (PRONOUN.has(words[from]) && isMark(words[from + 1], ',')) from += 2;
  const between = words.slice(from, quote);
  if (between.length === 0 || between.length > MAX_PARTIAL || between.some(isOfOthers)) return;
  addSpeaker(text, words, person, { from: quote - 1, to: quote }, true, found);
}

/** Words between who speaks and what is said of it. */
const MAX_PARTIAL = 7;

/** Somebody else, another clause, or what is said of the person. */
function isOfOthers(word: Word): boolean {
  return isQuote(word) || (word.capital && !isDay(word)) || isPunctuation(word) || NOT_SAYING.has(word);
}

/** "..., note Ferdinand Bastin, president of ...": a clause before, a verb of saying, a name in full behind. */
function isInverted(
  text: string,
  words: readonly Word[],
  { from, to }: { from: number; to: number },
  bounds: { from: number; to: number },
): boolean {
  if (!isMark(words[from - 1], ',') || from - bounds.from < 4) return false;
  return plausible(text, words, named2(personAhead(text, words, to, bounds.to, false))) !== undefined;
}

/** "The bill is dead, Senate leader Moe Randall conceded.": a clause, then a role, a name and the verb at the end. */
function isClosing(
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
function isArticleAtStart(words: readonly Word[], at: number): boolean {
  return words[at]?.capital === true && DETERMINER.has(words[at]);
}

/** "Det oplyser formand Ane Lund", "Así lo confirmó el alcalde": the sentence takes up what the text has just told. */
function isSummed(words: readonly Word[], from: number, cue: number): boolean {
  return cue > from && cue - from <= LONGEST_SUM && SUMMING.has(joinWords(words, from, cue));
}

const LONGEST_SUM = 5;

/** "Karl Otten schrieb seine Stücke im Exil": no clause that tells what was said follows. */
function isOfBooks(
  words: readonly Word[],
  { from, to }: { from: number; to: number },
  bounds: { to: number },
): boolean {
  if (!WRITES.has(words[from]) || words[from - 1]?.capital !== true) return false;
  for (let at = to; at < bounds.to; at++) if (isMark(words[at], ',:')) return false;
  return true;
}

/** "X said on Monday its profit rose": people have no "its". */
function isOfItself(words: readonly Word[], from: number): boolean {
  let at = from;
  while (at < from + 4 && (BEFORE_DAY.has(words[at]) || isDay(words[at]))) at++;
  return words[at]?.text === 'its';
}

const BEFORE_DAY = new WordSet(['on', 'late', 'that']);

/**
 * "The engineer Ana Rosa is careful: “...”", "Pleased, too, the engineer Ana Rosa: “...”": who the sentence before the
 * colon begins with, or ends in by role and name, where no verb said it.
 */
function addBeforeColon(
  text: string,
  words: readonly Word[],
  quote: number,
  bounds: { from: number },
  found: Speaker[],
): void {
  if (quote - bounds.from > 25) return;
  // "Et Quentin Ravoux de conclure : « ... »"
  const from = CONJUNCTION.has(words[bounds.from]) ? bounds.from + 1 : bounds.from;
  const person =
    plausible(text, words, named2(personAhead(text, words, from, quote - 1, true))) ??
    plausible(text, words, withRole(words, personBehind(text, words, quote - 1, bounds.from, true)));
  if (person !== undefined) addSpeaker(text, words, person, { from: quote - 1, to: quote }, true, found);
}

/** "warned that", "warnte, dass", "recordó que", "promised to": indirect speech, whatever the verb. */
function isFollowedByThat(
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
function personOfAside(
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
function anyVerb(words: readonly Word[], at: number): { to: number; phrase: string } | undefined {
  const word = words[at];
  const last = words[at - 1];
  const before = last?.mark === COMMA ? words[at - 2] : last;
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

function addSpeaker(
  text: string,
  words: readonly Word[],
  person: Person,
  cue: { from: number; to: number },
  quoted: boolean,
  found: Speaker[],
): void {
  const start = person.meant?.start ?? words[person.from]?.start;
  const end = person.meant?.end ?? words[person.to - 1]?.end;
  if (start === undefined || end === undefined) return;
  const name = text.slice(start, end);
  const single = isSingle(person, name);
  const fullName = single ? fullNameOf(text, name, start) : undefined;
  const from = Math.min(person.phraseFrom, cue.from);
  const to = Math.max(person.phraseTo, cue.to);
  const evidence = text.slice(words[from]?.start ?? start, words[to - 1]?.end ?? end).slice(0, MAX_EVIDENCE);
  found.push({
    name,
    start,
    end,
    evidence,
    confidence: confidenceOf(person, quoted, single),
    ...(person.affiliation === undefined ? {} : { affiliation: person.affiliation }),
    ...(fullName === undefined ? {} : { fullName }),
  });
}

function confidenceOf({ isNamed, meant }: Person, quoted: boolean, single: boolean): number {
  if (meant !== undefined) return 0.75;
  if (!isNamed) return 0.7;
  if (!quoted) return 0.8;
  return single ? 0.85 : 0.9;
}
