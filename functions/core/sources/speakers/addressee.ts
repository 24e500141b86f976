/** Who is told stands between a verb and who tells: "said to the news agency A the mayor". */
import { wordSet } from '../grammar.ts';
import { mayMention, mentionsIn } from '../../agencies/matcher.ts';
import { WordSet } from '../vocabulary.ts';
import { isMark, isPunctuation, type Word } from '../words.ts';
import { DETERMINER, FACING, PARTICLE, PREPOSITION, PRESS } from '../words/people.ts';
import { isRole } from './names.ts';
import { isQuote } from './sentences.ts';

/**
 * Behind the one who is told, after a verb of telling: "dijo a la AFP | Clara Montúfar", "ha detto ai microfoni
 * dell'AGI | Marta Ferrandi", "résume, joint par l'AFP, | Bastien Courvoisier", "prometió ante la prensa | el técnico".
 */
export function behindAddressee(text: string, words: readonly Word[], from: number, limit: number): number {
  const first = words[from];
  if (first === undefined || from >= limit || isQuote(first)) return from;
  const start = isMark(first, ',') ? from + 1 : from;
  const after = behindAgency(text, words, start, limit);
  if (isMark(first, ',')) return after > start && isMark(words[after - 1], ',') ? after : from;
  if (after > start) return after;
  const house = behindHouse(words, from, limit);
  if (house > from) return house;
  const press = behindPress(words, from);
  if (press === from || !isMark(words[press], ',')) return press;
  // "à la presse, dont l'agence A, | la procureure"
  const close = words.findIndex((mark, at) => at > press && isMark(mark, ','));
  return close > press && close < limit && close - press <= LONGEST_ASIDE ? close + 1 : press;
}

const LONGEST_ASIDE = 7;

function behindAgency(text: string, words: readonly Word[], from: number, limit: number): number {
  const first = words[from];
  if (first === undefined || from >= limit) return from;
  // an agency stands at once or behind a few small words, so that behind most verbs nothing has to be looked up
  let farthest = from;
  while (farthest < limit && farthest - from <= MOST_BEFORE_AGENCY && mayStandBefore(words, farthest))
    farthest++;
  const around = text.slice(first.start, first.start + ADDRESSEE_REACH);
  const reach = farthest < limit ? words[farthest]?.end : undefined;
  if (reach !== undefined && !mayMention(around.slice(0, reach - first.start))) return from;
  const mention = mentionsIn(around, 'running').find(({ alias }) => alias.trust !== 'slot');
  if (mention === undefined) return from;
  const start = first.start + mention.start;
  const end = first.start + mention.end;
  let at = from;
  while (at < farthest && (words[at]?.start ?? end) < start) at++;
  if (at < limit && (words[at]?.start ?? end) < start) return from;
  const last = words[at - 1];
  if (at > from && !TO_AGENCY.has(last) && !PREPOSITION.has(last)) return from;
  // "selon Petra Lindholm": the name of a person, not of an agency
  if (at === from && words[at + 1]?.capital === true) return from;
  while (at < limit && (words[at]?.start ?? end) < end) at++;
  let comma = at;
  // "por teléfono", "par téléphone", "am Dienstag": up to the comma or the name
  while (
    comma < limit &&
    comma - at < 4 &&
    words[comma]?.capital === false &&
    !DETERMINER.has(words[comma]) &&
    !isRole(words, comma) &&
    !isMark(words[comma], ',')
  )
    comma++;
  if (isMark(words[comma], ',')) return comma + 1;
  return words[comma]?.capital === true || DETERMINER.has(words[comma]) || isRole(words, comma) ? comma : at;
}

const MOST_BEFORE_AGENCY = 6;

/** "to the news agency", "ai microfoni dell'": a word between a verb and the agency that is told. */
function mayStandBefore(words: readonly Word[], at: number): boolean {
  return TO_AGENCY.has(words[at]) || (isPlain(words[at]) && !isRole(words, at));
}

/** "declaró al diario El Faro | el concejal Pepe Ruiz", "sagde til Fjordavisen | formand Ane Lund": a paper is told. */
function behindHouse(words: readonly Word[], from: number, limit: number): number {
  if (!TO.has(words[from])) return from;
  let at = from + 1;
  while (at < limit && at - from < LONGEST_KIND && isPlain(words[at]) && !isRole(words, at)) at++;
  const name = at;
  while (
    at < limit &&
    at - name < LONGEST_HOUSE &&
    ((words[at]?.capital === true && !isRole(words, at)) || isWithinName(words, at, name))
  )
    at++;
  if (at === name) return from;
  const role = DETERMINER.has(words[at]) && words[at]?.capital === false ? at + 1 : at;
  const speaks = isRole(words, role) && words[role]?.capital === false;
  return speaks ? at : from;
}

function isPlain(word: Word | undefined): boolean {
  return word?.capital === false && !isPunctuation(word);
}

function isWithinName(words: readonly Word[], at: number, name: number): boolean {
  return at > name && PARTICLE.has(words[at]) && words[at + 1]?.capital === true;
}

/** "al diario", "to the daily newspaper". */
const LONGEST_KIND = 4;
const LONGEST_HOUSE = 6;

/** "ante la prensa", "devant les journalistes", "ai cronisti": nobody in particular is told. */
function behindPress(words: readonly Word[], from: number): number {
  if (!PREPOSITION.has(words[from]) && !FACING.has(words[from])) return from;
  const noun = DETERMINER.has(words[from + 1]) ? from + 2 : from + 1;
  return PRESS.has(words[noun]) ? noun + 1 : from;
}

const ADDRESSEE_REACH = 90;

const TO = new WordSet(wordSet('to'));
const TO_AGENCY = new WordSet(wordSet('to', 'glue', 'agency'));
