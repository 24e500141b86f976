/** Where a text has words of restrictions: every phrase of the table, and names that are out. */
import { isDashAt } from '../article/words/slots.ts';
import { untilAt } from '../article/words/time-words.ts';
import type { Token } from '../article/words/tokens.ts';
import { Phrases, phrasesOf, type Match } from '../article/words/vocabulary.ts';
import { AROUND, FORM_NAMES, FORMS, wordAt, type Form, type Place } from './forms.ts';
import { whereAt, type Where } from './where.ts';

let phrases: Phrases<Form> | undefined;

/** Every phrase of the table, the longest at each place, none over another. */
export function placesIn(tokens: readonly Token[], language: string | undefined): Place[] {
  phrases ??= new Phrases(phrasesOf<Form>(FORMS, FORM_NAMES));
  // names of countries are only looked for where a word says that they are out, or in
  const names = tokens.some(({ text }) => AROUND.suffixes.has(text));
  const known = new Map<number, Where | undefined>();
  const where = (all: readonly Token[], at: number): number | undefined => {
    if (!known.has(at)) known.set(at, whereAt(all, at, language));
    return known.get(at)?.end;
  };
  const readers = {
    where: (all: readonly Token[], at: number) =>
      names || AROUND.prefixes.has(wordAt(all, at - 1)) ? where(all, at) : undefined,
  };
  const places: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind !== 'word') continue;
    const match = phrases
      .at(tokens, at, readers)
      .find(({ end, phrase }) => !isGlued(tokens, at, end) && !isUntil(tokens, end, phrase.form));
    if (match === undefined) {
      const out = unknownOut(tokens, at);
      if (out !== undefined) places.push(out);
      continue;
    }
    const named = placeOf(match, at, known);
    places.push({
      form: match.phrase.form,
      at,
      end: match.end,
      ...(named === undefined ? {} : { where: named }),
    });
    at = match.end - 1;
  }
  return places;
}

function placeOf(
  match: Match<Form>,
  at: number,
  known: ReadonlyMap<number, Where | undefined>,
): Where | undefined {
  if (!match.phrase.words.includes('{where}')) return undefined;
  for (let from = at; from < match.end; from++) {
    const where = known.get(from);
    if (where !== undefined && where.end <= match.end) return where;
  }
  return undefined;
}

/** "no-nonsense": a phrase that a hyphen goes on from is another word. */
function isGlued(tokens: readonly Token[], at: number, end: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[end]];
  const glues = (token: Token | undefined, beyond: Token | undefined): boolean =>
    token?.text === '-' && token.glued && beyond?.glued === true && beyond.kind === 'word';
  return (
    glues(next, tokens[end + 1]) ||
    (before?.text === '-' && before.glued && tokens[at]?.glued === true && tokens[at - 2]?.kind === 'word')
  );
}

/** "Not for publication before 6 p.m." is an embargo. */
function isUntil(tokens: readonly Token[], end: number, form: Form): boolean {
  return form !== 'limited-time' && untilAt(tokens, end) !== undefined;
}

const MOST_NAME = 6;
/** "VG OUT", "NEW YORK TIMES OUT": a name in capitals that is no country. */
function unknownOut(tokens: readonly Token[], at: number): Place | undefined {
  if (!isStart(tokens, at)) return undefined;
  let end = at;
  while (end < at + MOST_NAME && tokens[end]?.caps === true && tokens[end]?.text !== 'out') end++;
  const isName = end > at && tokens[end]?.text === 'out' && tokens[end]?.caps === true;
  if (!isName || AROUND.notNames.has(wordAt(tokens, end - 1)) || !isEnd(tokens, end + 1)) return undefined;
  return { form: 'out', at, end: end + 1 };
}

/** Whether what begins here begins a line, a sentence or a part of one. */
export function isStart(tokens: readonly Token[], at: number): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token === undefined) return false;
  if (before === undefined || token.newLine) return true;
  if (before.kind !== 'sign') return false;
  return before.text === '-' ? isDashAt(tokens, at - 1) : !/^[’'$€%#]$/.test(before.text);
}

export function isEnd(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end];
  if (next === undefined || next.newLine) return true;
  if (next.kind !== 'sign') return false;
  return next.text === '-' ? isDashAt(tokens, end) : !/^[’'$€%#]$/.test(next.text);
}
