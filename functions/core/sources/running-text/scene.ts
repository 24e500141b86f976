/** The surroundings of a name in its sentence: the phrase it stands in, and the words on either side. */
import { GRAMMAR } from '../grammar.ts';
import type { Trust } from '../../agencies/agency.ts';
import { isMark, type Word, isPunctuation, wordsOf } from '../words.ts';
import { MASCULINE, OF, OF_CITY } from '../words/clauses.ts';

/** The surroundings of one name. */
export interface Scene {
  text: string;
  start: number;
  end: number;
  trust: Trust;
  left: readonly Word[];
  right: readonly Word[];
  /** The words "news agency" stand beside the name: it can be nothing else. */
  named: boolean;
  /** First word of the name's phrase ("the Russian news agency X") in left. */
  phraseFrom: number;
  /** First word behind the name's phrase in right. */
  phraseTo: number;
  /** Between `phraseFrom` and the name stands "the", or a masculine article, and no "news agency". */
  bareThe: boolean;
}

/** The second half of "AFP-Reporter" where it is known; 'inside' for a compound that means something else. */
export function compoundOf(text: string, { start, end }: { start: number; end: number }): string | undefined {
  const before = text[start - 1];
  if ((before === '-' || before === '/') && /[\p{L}\p{N}]/u.test(text[start - 2] ?? '')) return 'inside';
  const after = text[end];
  if (after === '/' && /[\p{L}\p{N}]/u.test(text[end + 1] ?? '')) return 'inside';
  if (after === '&') return 'inside';
  if (after !== '-' || !/\p{L}/u.test(text[end + 1] ?? '')) return undefined;
  const word = /^\p{L}+/u.exec(text.slice(end + 1, end + 40))?.[0].toLowerCase() ?? '';
  for (let at = 0; at === 0 || at <= word.length - SHORTEST_HEAD; at = Math.max(at + 1, SHORTEST_MODIFIER)) {
    const head = word.slice(at);
    if (COMPOUNDED.some((table) => table.has(head))) return head;
  }
  return 'inside';
}

export const COMPOUNDED = [GRAMMAR.staff, GRAMMAR.work, GRAMMAR.officer, GRAMMAR.office];

/** "dpa-Chefredaktion", "dpa-Auslandskorrespondent": what a compound ends in says what it is. */
const SHORTEST_HEAD = 4;

const SHORTEST_MODIFIER = 3;

/** "news agencies", "Nachrichtenagenturen": names without a name. */
const PLURAL =
  /^\p{L}*\s?(?:agenc(?:ies|es|ias)|agências|agenturen|agenzie|persbureaus|nyhets|nyheds|wire)/iu;

export function sceneOf(
  text: string,
  { start, end }: { start: number; end: number },
  sentence: { start: number; end: number },
  trust: Trust,
  compound: string | undefined,
): Scene {
  const left = wordsOf(text, sentence.start, start);
  const right = wordsOf(text, end, sentence.end);
  const [, second] = right;
  if (compound !== undefined && second !== undefined) right.splice(0, 2, second.called(compound));
  else if (isMark(right[0], "'’")) right.shift();
  // the Swedish genitive of short names: "TT:s"
  else if (text.startsWith(':s', end) && right[1]?.text === 's') right.splice(0, 1);
  dropQuotationMarks(left, right);
  dropApposition(left, right);
  const after = agencyWordsAfter(right);
  const before = phraseBefore(left);
  const named = before.named || after.named || (trust !== 'slot' && PLURAL.test(text.slice(start, end)));
  return {
    text,
    start,
    end,
    trust: (named && trust !== 'sure') || (trust === 'risky' && before.nation) ? 'fair' : trust,
    left,
    right,
    named,
    phraseFrom: before.from,
    phraseTo: after.to,
    bareThe: before.the && !named,
  };
}

/** „Agenzia Stefani“: marks around a name alone. */
function dropQuotationMarks(left: Word[], right: Word[]): void {
  if (!isMark(left.at(-1), '"“”„«»') || !isMark(right[0], '"“”«»')) return;
  left.pop();
  right.shift();
}

/** "The Turkish state news agency, A, said", "the news agency of Syria, A, said": as without the commas. */
function dropApposition(left: Word[], right: Word[]): void {
  if (!isMark(left.at(-1), ',') || !isMark(right[0], ',')) return;
  const last = left.length - 1;
  for (let end = last; end >= Math.max(1, last - 3); end--) {
    if (GRAMMAR.agency.endingAt(left, end) === undefined) continue;
    if (end < last && !OF.has(left[end])) return;
    left.splice(end);
    right.shift();
    return;
  }
}

/** Steps over "'s", "news agency", "(...)" behind a name. */
function agencyWordsAfter(right: readonly Word[]): { to: number; named: boolean } {
  let to = 0;
  if (right[to]?.text === 's' && right[to]?.start !== undefined) to++;
  // "Al Jazeera English", "BBC Radio": still the name
  else if (right[to]?.capital === true && EDITION.test(right[to]?.text ?? '')) to++;
  const agency = GRAMMAR.agency.at(right, to);
  if (agency !== undefined) return { to: agency.to, named: true };
  // "the Wolff Bureau of Berlin declares"
  if (OF_CITY.has(right[to]) && right[to + 1]?.capital === true && right[to + 2]?.capital === false)
    return { to: to + 2, named: false };
  if (!isMark(right[to], '(')) return { to, named: false };
  const close = right.findIndex((word, index) => index > to && isMark(word, ')'));
  return close < 0 || close > to + 8 ? { to, named: false } : { to: close + 1, named: false };
}

/** What a house calls one of its channels. */
const EDITION = /^(?:english|arabic|american?|balkans|international|radio|world|business|online|live)$/;

/** Steps back over articles, adjectives and "news agency" before a name. */
function phraseBefore(left: readonly Word[]): {
  from: number;
  named: boolean;
  the: boolean;
  nation: boolean;
} {
  let from = left.length;
  let named = false;
  let the = false;
  const limit = Math.max(0, from - 9);
  while (from > limit) {
    const word = left[from - 1];
    if (word === undefined || (isPunctuation(word) && !isMark(word, '('))) break;
    // "Nachrichtenagentur (dpa)", "news agency (SANA)"
    if (isMark(word, '(')) {
      if (from !== left.length) break;
      from--;
      continue;
    }
    if (isCueEnd(left, from)) break;
    const agency = GRAMMAR.agency.endingAt(left, from);
    if (agency !== undefined) {
      named = true;
      from = agency.from;
      continue;
    }
    if (word.text === 'the' || (from === left.length && MASCULINE.has(word))) the = true;
    const possessive = word.text === 's' || (word.capital && left[from]?.text === 's');
    const nation =
      word.capital &&
      !GRAMMAR.staff.holds(word) &&
      /(?:n|ese|ish|i|s|an|sche|schen|ische|ischen|er)$/.test(word.text) &&
      named;
    if (!GRAMMAR.glue.holds(word) && !possessive && !nation && !(named && isAdjective(word))) break;
    from--;
  }
  // "svenske TT", "russische Tass", "state-run SPA": parties and people are not called so
  const nation = from < left.length && NATIONAL.test(left.at(-1)?.text ?? '');
  return { from, named, the, nation };
}

const NATIONAL =
  /(?:ske|ska|schen|sche)$|^(?:(?:state|government)-(?:run|owned|controlled)|semi-?official|staatliche|staatlichen|amtliche|amtlichen|officielle|estatal|oficial|oficialista|statale|ufficiale|statlige|statliga|statlige)$/;

/** Whether a cue ends here, so that stepping further back would swallow it. */
function isCueEnd(left: readonly Word[], to: number): boolean {
  return GRAMMAR.before.endingAt(left, to) !== undefined;
}

/** Adjectives of nations and states in the languages, by their ends; only beside "news agency". */
function isAdjective({ text }: Word): boolean {
  return /^(?!.*(?:ed|ing|te|ten|ó)$).{3,}(?:an|ian|ish|ese|ic|al|ive|sche|schen|ska|ske|isk|iske|ain|aine|ais|aise|ien|ienne|ano|ana|és|esa|ês|ês|eño|ense|ese|ino|ina|ola|uco|co|ca)$/u.test(
    text,
  );
}
