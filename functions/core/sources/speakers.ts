/**
 * Who speaks: the person beside a verb of saying, with the office or company that the sentence gives. Quotations
 * are preferred evidence; without one only a full name straight beside the verb counts. Institutions do not speak.
 */
import { GRAMMAR, wordSet } from './grammar.ts';
import type { QuoteSpan } from './quotes.ts';
import type { Paragraph } from './survey.ts';
import { isDay } from './speakers/around.ts';
import { named2, personAhead, personBehind, personBeside, withRole } from './speakers/beside.ts';
import { findRole, fullNameOf } from './speakers/names.ts';
import { isSingle, type Person, plausible } from './speakers/person.ts';
import { hasQuote, isColon, isDashed, isQuote, maskedWords, sentenceOf } from './speakers/sentences.ts';
import { WordSet } from './vocabulary.ts';
import { isMark, isPunctuation, wordBefore, type Word } from './words.ts';
import {
  ACCORDING,
  CONJUNCTION,
  FOR,
  NOT_SAYING,
  POSTPOSITION,
  PREPOSITION,
  PRONOUN,
  UNQUOTED,
} from './words/people.ts';
import {
  anyVerb,
  isArticleAtStart,
  isClosing,
  isFollowedByThat,
  isInverted,
  isOfBooks,
  isOfItself,
  isSummed,
  opensSentence,
  personOfAside,
} from './speakers/saying.ts';

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
    if (isColon(wordBefore(words, at)) && (isQuote(word) || isDashed(words, at))) {
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
