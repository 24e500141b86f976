/** The forms in which a kill is said, and what has to stand around each for it to be one. */
import table from './kill.json' with { type: 'json' };
import { untilAt } from './time-words.ts';
import { isBoundary, isEnd, lettersOf, type Slot, type Start } from './slots.ts';
import type { Token } from './tokens.ts';
import { Phrases, classAt, isStop, phrasesOf, type Match } from './vocabulary.ts';
import {
  agencyAt,
  goesOnMixed,
  hasClass,
  hasCommas,
  isAsked,
  isBracketed,
  isCaselessLabel,
  isColon,
  isDescribed,
  isHyphenLabel,
  isKillName,
  isKillWord,
  isLabel,
  isOurs,
  isShouted,
  isUnder,
  namesItem,
  namesOne,
  referenceAt,
  type Place,
} from './kill-signs.ts';

/** What kill.schema.json says of each. */
export const KILL_FORMS = [
  'always',
  'sure',
  'item',
  'word',
  'weak',
  'alone',
  'order',
  'code',
  'agency',
  'statement',
  'reinstated',
] as const;
export type Form = (typeof KILL_FORMS)[number];

/** Words of a slug between a call and the item. */
const MOST_BEFORE_ITEM = 4;

let compiled: Phrases<Form> | undefined;

const READERS = {
  ref: (tokens: readonly Token[], at: number) => referenceAt(tokens, at),
  agency: (tokens: readonly Token[], at: number) => agencyAt(tokens, at),
};

/** The phrases of kill.json that begin at a token. */
export function phrasesAt(tokens: readonly Token[], at: number): Match<Form>[] {
  compiled ??= new Phrases(phrasesOf<Form>(table, KILL_FORMS));
  return compiled.at(tokens, at, READERS);
}

interface FormFound {
  form: Form;
  /** The token behind it. */
  end: number;
}

/** "WITHDRAWN: toys", "ANNULÉ : le festival": words that news has for what happened, as labels of a headline. */
export function isNewsLabel(
  { form, end }: FormFound,
  tokens: readonly Token[],
  slot: Slot,
  start: Start,
): boolean {
  if (slot !== 'headline' && slot !== 'text') return false;
  if (form === 'order') return isOrderOfNews(tokens, end, slot, start);
  if (!/^(?:word|weak|alone)$/.test(form)) return false;
  // "Kill: A new crime novel" is no word of the trade, in whatever language the label is
  const isOfTrade = tokens.slice(start.at, end).some(({ text, caps }) => text.startsWith('kill') && caps);
  return !isOfTrade && !isEnd(tokens, end);
}

/** "VI DRAR TILLBAKA telegrammet", "We withdraw our story": of a text above it. "No publicar fotos de menores, pide": of news. */
function isOrderOfNews(tokens: readonly Token[], end: number, slot: Slot, { at }: Start): boolean {
  if (slot === 'headline') return isShouted(tokens, at) || isOurs(tokens, at);
  const isSure = hasClass('own', tokens, at, end) || isAsked(tokens, at) || isOurs(tokens, at);
  return !isSure && !lettersOf(tokens, at, end).upper && isDescribed(tokens, end);
}

/** "ADVISORY: Harbour story withdrawn": behind a call and in a note, words of a slug may stand before the item. */
export function calledAt(tokens: readonly Token[], slot: Slot, start: Start): FormFound | undefined {
  // in a note the desk speaks
  if (!start.head || !(slot === 'note' || (slot === 'headline' && start.called))) return undefined;
  for (let at = start.at + 1; at <= start.at + MOST_BEFORE_ITEM; at++) {
    if (tokens[at]?.kind !== 'word') return undefined;
    const found = phrasesAt(tokens, at).find(
      ({ phrase, end }) => phrase.form === 'item' && isEnd(tokens, end) && hasClass('own', tokens, at, end),
    );
    if (found !== undefined) return { form: 'item', end: found.end };
  }
  return undefined;
}

export function formAt(tokens: readonly Token[], slot: Slot, start: Start): FormFound | undefined {
  const { at, head, called } = start;
  for (const { phrase, end } of phrasesAt(tokens, at)) {
    const letters = lettersOf(tokens, at, end);
    // "do not use before 6 p.m." is an embargo
    if (untilAt(tokens, end) !== undefined && phrase.form !== 'always') continue;
    const isInner = slot === 'headline' && !head;
    if (isInner && !(isEnd(tokens, end) && (letters.upper || phrase.form === 'sure'))) continue;
    const isShort = end - at <= 2 || tokens[at]?.caps === true;
    const own = phrase.words.includes('{item}') && hasClass('own', tokens, at, end);
    // "Please discard the previous version": this one is to be used
    if (phrase.words.includes('{item}') && hasClass('older', tokens, at, end)) continue;
    if (isKill(phrase.form, tokens, end, { slot, at, letters, own, isShort, head, called }))
      return { form: phrase.form, end };
  }
  return undefined;
}

function isKill(
  form: Form,
  tokens: readonly Token[],
  end: number,
  { slot, at, letters, own, isShort, head, called }: Place,
): boolean {
  const isDesk = slot === 'note' || slot === 'takeKey';
  const isLast = isEnd(tokens, end);
  const labels = isLabel(tokens, end);
  const next = tokens[end];
  const goesOn = next?.initial === true && !next.glued;
  const isNumbered = referenceAt(tokens, end) !== undefined;
  switch (form) {
    case 'always':
      // "Hold, hold, hold: how the goalkeepers trained" is news
      return letters.upper || isDesk || isLast || (labels && !hasCommas(tokens, at, end));
    case 'sure':
      if (isHyphenLabel(tokens, end, { slot, head, letters })) return true;
      return (
        isLast ||
        labels ||
        slot === 'note' ||
        isStop(tokens, end) ||
        // "ANULOWANIE DEPESZY o promach"
        (letters.capitals && (goesOn || classAt('about', tokens, end) !== undefined))
      );
    case 'item':
      if (own && isHyphenLabel(tokens, end, { slot, head, letters })) return true;
      // "Story withdrawn", "Achtung: Rückruf der Meldung", and no sentence of it
      if (slot === 'headline' && !letters.upper && !isShort && !called && !isNumbered) return false;
      // "NOTICE TO EDITORS: WITHDRAWAL OF STORY ON FERRY SALE"
      if (own && (isDesk || (called && letters.upper)) && classAt('about', tokens, end) !== undefined)
        return true;
      return (isLast || labels || isStop(tokens, end) || isNumbered) && (isDesk || letters.upper || own);
    case 'reinstated':
      return isLast || labels || isDesk || isStop(tokens, end);
    case 'word':
      if (isLast) return isDesk || letters.upper;
      if (slot === 'takeKey') return labels;
      // "Kill: Ferry sale called off", and no word of another language
      if (slot === 'headline' && head && isKillName(tokens, end) && isColon(tokens, end)) return true;
      // "【取り消し】"
      if (isBracketed(tokens, at, end) || isCaselessLabel(tokens, at, end, head)) return true;
      // "KILL-Ferry Sale", "KILL Ferry Sale"
      if (slot !== 'text' && isKillWord(tokens, end) && goesOnMixed(tokens, end)) return true;
      if (isHyphenLabel(tokens, end, { slot, head, letters })) return true;
      return (
        letters.upper &&
        (labels || isStop(tokens, end)) &&
        (slot !== 'slugline' || head || isBoundary(tokens, end))
      );
    case 'weak':
      if (isLast) return slot === 'takeKey' || (letters.upper && slot !== 'slugline');
      if (isHyphenLabel(tokens, end, { slot, head, letters })) return true;
      if (slot === 'headline' && head && labels && namesOne(tokens, end)) return true;
      if (isCaselessLabel(tokens, at, end, head)) return true;
      return (letters.capitals && labels && slot !== 'slugline') || isBracketed(tokens, at, end);
    case 'alone':
      return (
        (isLast || isBoundary(tokens, end)) &&
        (slot !== 'headline' || isLast || letters.upper || (isAsked(tokens, at) && isColon(tokens, end))) &&
        !isUnder(tokens, end)
      );
    case 'order':
      if (slot === 'headline' && !own && !letters.upper) return false;
      // "Anular a matéria de exame: alunos protestam" is news
      if (slot === 'headline' && !letters.upper && isDescribed(tokens, end)) {
        if (!called && !isAsked(tokens, at) && !isShouted(tokens, at) && !isOurs(tokens, at)) return false;
      }
      // "Please kill this story, it is wrong"
      return namesItem(
        tokens,
        end,
        letters,
        // "Nous supprimons cette dépêche, fondée sur un faux"
        isDesk || (slot === 'text' && head && (isAsked(tokens, at) || (own && isOurs(tokens, at)))),
      );
    case 'agency':
      return own && slot !== 'headline' && namesItem(tokens, end, letters, isDesk);
    case 'code':
      return namesItem(tokens, end, letters, isDesk);
    case 'statement':
      if (slot === 'headline' && !letters.upper && !(own && (isLast || isNumbered))) return false;
      return (
        isLast ||
        isStop(tokens, end) ||
        (own && isNumbered) ||
        ((isDesk || (own && called)) && (next?.text === ',' || isBoundary(tokens, end)))
      );
  }
}
