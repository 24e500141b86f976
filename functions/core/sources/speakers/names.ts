/** Names and roles among words: where a name begins and ends, and whether it is a person or a house. */
import { GRAMMAR } from '../grammar.ts';
import { isMark, isPunctuation, type Word, wordBefore, wordsOf } from '../words.ts';
import { ALSO_NAMES, ALSO_SURNAMES, HOUSE_COMPOUND, ORGANISATION, PLACES } from '../words/houses.ts';
import {
  CONJUNCTION,
  DETERMINER,
  GERMAN_ARTICLE,
  GERMAN_ROLE,
  NO_NAME,
  PARTICLE,
  PREPOSITION,
} from '../words/people.ts';
import { isAbbreviation, isQuote } from './sentences.ts';

export function isTitled(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const word = words[at];
    if (word !== undefined && !isPunctuation(word) && !GRAMMAR.title.holds(word) && !DETERMINER.has(word))
      return false;
  }
  return true;
}

/**
 * The person of a run that may end in a house: "Pär Lindstam of the University of Oskelund" is Pär Lindstam,
 * "Sjoerd Bouma van Lindqvist Partners" is Sjoerd Bouma.
 */
export function personRun(words: readonly Word[], run: Run | undefined, limit: number): Run | undefined {
  if (run === undefined) return undefined;
  const particle = particleIn(words, run.from + 2, run.to);
  if (particle !== undefined && isOrganisation(words, { from: particle, to: run.to }, particle))
    return { from: run.from, to: particle };
  let from = run.from;
  for (let step = 0; step < 3; step++) {
    let at = from - 1;
    if (DETERMINER.has(words[at]) && words[at]?.capital === false) at--;
    if (at < limit || !PREPOSITION.has(words[at])) return from === run.from ? run : undefined;
    const outer = runEnding(words, at, limit);
    if (outer === undefined) return undefined;
    if (
      outer.to - outer.from >= 2 &&
      !isOrganisation(words, outer, limit) &&
      !PREPOSITION.has(words[outer.from - 1])
    )
      return outer;
    from = outer.from;
  }
  return run;
}

function particleIn(words: readonly Word[], from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    const word = words[at];
    if (word !== undefined && !word.capital && PARTICLE.has(word)) return at;
  }
  return undefined;
}

export function findRole(words: readonly Word[], from: number, to: number): number {
  for (let at = from; at < to; at++) if (isRole(words, at)) return at;
  return -1;
}

/** Where the role before a name begins: back to a stop, a verb of saying or a conjunction. */
export function roleStart(words: readonly Word[], end: number, limit: number): number {
  let from = end;
  let role = false;
  while (from > limit && end - from < 12) {
    const word = words[from - 1];
    if (word === undefined || (isPunctuation(word) && !isMark(word, ".&’'"))) break;
    if (
      isQuote(word) ||
      (CONJUNCTION.has(word) && !word.capital) ||
      GRAMMAR.quote.holds(word) ||
      /^(?:that|dass|que|che|at|att|dat|when|as|where|while)$/.test(word.text)
    )
      break;
    from--;
    if (isRoleWord(word)) role = true;
  }
  return role || isTitled(words, from, end) ? from : end;
}

export function previousComma(words: readonly Word[], from: number, limit: number): number | undefined {
  for (let at = from; at > Math.max(limit, from - 18); at--) {
    const word = words[at];
    if (isMark(word, ',')) return at;
    if (isQuote(word) || isMark(word, ':')) return undefined;
  }
  return undefined;
}

export interface Place {
  start: number;
  end: number;
}

export interface Run {
  from: number;
  to: number;
}

/** "Dr", "M.", "President". */
function isTitle(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (GRAMMAR.title.holds(word)) return true;
  return isMark(words[at + 1], '.') && GRAMMAR.title.has(`${word?.text ?? ''} .`);
}

/** Ending as German callings do. */
const FIRST_NAME = /^(?:christopher|severin|[ck]atherin|seweryn)$/;

/** Capitalised words and particles from words[from] on, without titles at the front. */
export function nameRun(words: readonly Word[], from: number, limit: number): Run | undefined {
  let to = from;
  while (to < limit) {
    const word = words[to];
    if (word === undefined) break;
    const isInitial = isMark(word, '.') && words[to - 1] !== undefined && isAbbreviation(words, to);
    const isParticle = PARTICLE.has(word) && to > from && to + 1 < limit && isParticleHere(words, to, from);
    if (!(word.capital && !isPunctuation(word)) && !isInitial && !isParticle) break;
    const last = wordBefore(words, to);
    const isOfName = PARTICLE.has(last) && last?.capital === false;
    if (word.capital && to > from && isRoleWord(word) && !GRAMMAR.title.holds(word) && !isOfName) break;
    to++;
  }
  let start = from;
  const head = words[from]?.text ?? '';
  // "der Förster Jens Pohl", "Töpferin Anke Holm", "Fernsehköchin Anna Berg"
  const shortest = GERMAN_ARTICLE.has(wordBefore(words, from)) ? 5 : 10;
  const isCalling =
    (head.length >= shortest && /er(?:in|s)?$/.test(head)) || (head.length >= 7 && head.endsWith('erin'));
  if (to - from >= 3 && isCalling && !FIRST_NAME.test(head)) start++;
  while (
    start < to &&
    (isTitle(words, start) || isRoleWord(words[start]) || isMark(words[start], '.')) &&
    to - start > 1
  )
    start++;
  return to > start && to - start <= 6 ? { from: start, to } : undefined;
}

/**
 * "van der Berg" and "de la Cruz" are names; "sagte Jens Pohl der Agentur ..." is not one: an article needs
 * another particle before it, and no house behind it.
 */
function isParticleHere(words: readonly Word[], at: number, from: number): boolean {
  const next = words[at + 1];
  const isArticle = /^(?:der|den|het|la|le|las|los)$/.test(words[at]?.text ?? '');
  const afterParticle = at - 1 > from && PARTICLE.has(words[at - 1]);
  if (isArticle && !afterParticle) return false;
  if (next === undefined) return false;
  if (PARTICLE.has(next)) return words[at + 2]?.capital === true && !isHouseWord(words[at + 2]);
  return next.capital && !next.capitals && !GRAMMAR.agency.holds(next) && !isHouseWord(next);
}

/** Capitalised words and particles that end at words[to]. */
export function runEnding(words: readonly Word[], to: number, limit: number): Run | undefined {
  let from = to;
  while (from > limit) {
    const word = words[from - 1];
    if (word === undefined) break;
    const isInitial = isMark(word, '.') && isAbbreviation(words, from - 1);
    const isParticle =
      PARTICLE.has(word) &&
      from < to &&
      from - 2 >= limit &&
      (words[from - 2]?.capital === true || isParticleOfTwo(words, from - 2, limit)) &&
      !NO_NAME.has(words[from - 2]);
    if (!(word.capital && !isPunctuation(word)) && !isInitial && !isParticle) break;
    if (from < to && word.capital && isRoleWord(word) && !GRAMMAR.title.holds(word)) break;
    from--;
  }
  return from < to ? nameRun(words, from, to) : undefined;
}

/** "Friedrich von der Aue". */
function isParticleOfTwo(words: readonly Word[], at: number, limit: number): boolean {
  return at - 1 >= limit && PARTICLE.has(words[at]) && words[at - 1]?.capital === true;
}

export function isRoleWord(word: Word | undefined): boolean {
  if (word === undefined) return false;
  if (GRAMMAR.person.holds(word)) return true;
  const hyphen = word.text.includes('-') ? word.text.lastIndexOf('-') : -1;
  const text = word.text.slice(hyphen + 1);
  return (
    (hyphen >= 0 && GRAMMAR.person.has(text)) ||
    isDefinite(text) ||
    (text.length > 7 && GERMAN_ROLE.test(text))
  );
}

/** "kommunalrådet", "rektoren": the article of the North is an ending. */
function isDefinite(text: string): boolean {
  return (
    text.length > 6 &&
    (text.endsWith('n') || text.endsWith('t')) &&
    (GRAMMAR.person.has(text.slice(0, -1)) || GRAMMAR.person.has(text.slice(0, -2)))
  );
}

export function isRole(words: readonly Word[], at: number): boolean {
  return isRoleWord(words[at]);
}

function isHouseWord(word: Word | undefined): boolean {
  if (word === undefined) return false;
  return (
    ORGANISATION.has(word) ||
    GRAMMAR.agency.holds(word) ||
    (word.text.length > 6 && HOUSE_COMPOUND.test(word.text))
  );
}

/** "Theresa May", "Francisco Ruiz", "Coach Olaf Kraft": a house's word as a part of somebody's name. */
function isOfPerson(words: readonly Word[], { from, to }: Run, at: number): boolean {
  const word = words[at];
  const isEdge = to - from >= 2 && (at === from || at === to - 1);
  if (!isEdge) return false;
  const before = words[from - 1];
  if (ALSO_NAMES.has(word)) {
    // "on 3 May Anna Berg", "in April Jones"
    const isDate = at === from && (/^\d/.test(before?.text ?? '') || PREPOSITION.has(before));
    return !isDate && !PLACES.has(`${words[at - 1]?.text ?? ''} ${word?.text ?? ''}`);
  }
  const head = isMark(before, '.') ? from - 2 : from - 1;
  const isTitled = isTitle(words, head) && !DETERMINER.has(words[head]);
  return ALSO_SURNAMES.has(word) && at === to - 1 && (isRoleWord(before) || isTitled);
}

/** The name of a house rather than a person: by its words, its article, or as an agency of the register. */
export function isOrganisation(words: readonly Word[], { from, to }: Run, limit: number): boolean {
  for (let at = from; at < to; at++) {
    if (isHouseWord(words[at]) && !isOfPerson(words, { from, to }, at)) return true;
    if (at === from && NO_NAME.has(words[at])) return true;
  }
  const previous = words[from - 1];
  if (previous === undefined || from - 1 < Math.max(0, limit - 1)) return false;
  return DETERMINER.has(previous) && !previous.capital && !/^(?:de|la|le|el|a|o)$/.test(previous.text);
}

/** Mentions of a last name that are looked at: people are introduced when they are first named. */
const MOST_MENTIONS = 20;
/** Characters behind a last name in which the text may still introduce who it was. */
const SOON = 400;

const FIRST_NAMES =
  /(?:^|[\s“"„«(])((?:\p{Lu}[\p{L}\p{M}.'’-]*\s(?:(?:de|van|von|der|al|el|bin|del|di|da|la|le|af|ter|ten|den)\s){0,2}){1,2})$/u;
/** Longer than any particle of a name. */
const SMALL_WORD = 4;

/** "said Petrov": a word in small letters before it, and no first name. */
function isBehindSmall(text: string, at: number): boolean {
  let letter = at - 2;
  while (isSmall(text.charCodeAt(letter))) letter--;
  return at - 2 - letter >= SMALL_WORD && text[letter] === ' ' && text[at - 1] === ' ';
}

function isSmall(code: number): boolean {
  return code > 96 && code < 123;
}

/** The full name that a last name belongs to: the first mention before it that has a first name. */
export function fullNameOf(text: string, lastName: string, before: number): string | undefined {
  let mentions = 0;
  for (
    let at = text.indexOf(lastName);
    at >= 0 && at < before + SOON && mentions < MOST_MENTIONS;
    at = text.indexOf(lastName, at + 1)
  ) {
    mentions++;
    if (at === before || isBehindSmall(text, at) || /\p{L}/u.test(text[at + lastName.length] ?? '')) continue;
    const head = FIRST_NAMES.exec(text.slice(Math.max(0, at - 50), at))?.[1];
    if (head === undefined) continue;
    const words = wordsOf(head);
    const first = words.findLastIndex(
      (word) =>
        word.capital &&
        !GRAMMAR.title.holds(word) &&
        !isRoleWord(word) &&
        !NO_NAME.has(word) &&
        !PARTICLE.has(word),
    );
    if (first < 0) continue;
    const start = words[first]?.start ?? 0;
    return `${head.slice(start)}${lastName}`;
  }
  return undefined;
}
