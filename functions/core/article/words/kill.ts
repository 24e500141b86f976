/**
 * A kill in words: "MANDATORY KILL", "Please kill the story slugged ...", "ANNULATION", "bitte nicht verwenden", as take
 * key, part of a slug, head of a headline, note, or first sentence. News of killings and withdrawals has the same words;
 * what tells them apart is that a kill stands alone, before a colon or dash, in capitals, or names what agencies send.
 * Vocabulary: kill.json.
 */
import table from './kill.json' with { type: 'json' };
import { untilAt } from './time-words.ts';
import { isBoundary, isEnd, lettersOf, startsOf, type Slot, type Start } from './slots.ts';
import { tokensOf, type Token } from './tokens.ts';
import { Phrases, classAt, isStop, phrasesOf } from './vocabulary.ts';
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
type Form = (typeof KILL_FORMS)[number];

export type KillFound =
  | {
      kind: 'kill';
      /** UTF-16 offset of its first word. */
      start: number;
      /** It is none where the headline has the word as well. */
      unlessNews?: true;
      /** It is the label of a headline, and none where the text tells news: "WITHDRAWN: toys", "ANNULÉ : le festival". */
      unlessStory?: true;
    }
  | { kind: 'reinstated' }
  /** An order or a sentence as a headline, a kill only where the text is a notice: "Vi trækker historien om færgerne tilbage". */
  | { kind: 'perhaps' };

/** Words of a slug between a call and the item. */
const MOST_BEFORE_ITEM = 4;

let phrases: Phrases<Form> | undefined;

const READERS = {
  ref: (tokens: readonly Token[], at: number) => referenceAt(tokens, at),
  agency: (tokens: readonly Token[], at: number) => agencyAt(tokens, at),
};

/** Whether a sentence of an item may be one of a notice: it begins as a kill, or names what news has no use for ("story", "dépêche"). */
export function speaksOfItem(text: string): boolean {
  const tokens = tokensOf(text);
  return (
    hasClass('own', tokens, 0, tokens.length) ||
    hasClass('sent', tokens, 0, tokens.length) ||
    isSurely(killIn(text, 'text', tokens))
  );
}

/** Whether a sentence is one of a notice: it begins as a kill or with an item ("The story …"), or says that one was sent. */
export function isOfNotice(sentence: string): boolean {
  const tokens = tokensOf(sentence);
  const own = classAt('own', tokens, classAt('the', tokens, 0) ?? 0);
  return (
    own !== undefined ||
    hasClass('sent', tokens, 0, tokens.length) ||
    isSurely(killIn(sentence, 'text', tokens))
  );
}

function isSurely(found: KillFound | undefined): boolean {
  return found?.kind === 'kill' && found.unlessStory !== true;
}

/** What a slot says of a kill. */
export function killIn(
  text: string,
  slot: Slot,
  tokens: readonly Token[] = tokensOf(text),
): KillFound | undefined {
  phrases ??= new Phrases(phrasesOf<Form>(table, KILL_FORMS));
  let reinstated: KillFound | undefined;
  let doubtful: KillFound | undefined;
  for (const start of startsOf(tokens, slot)) {
    if (start.comma && !isAsked(tokens, start.at)) continue;
    // behind a dash the news goes on
    if (slot === 'text' && !start.head && !/^[)\]]$/.test(tokens.at(-1)?.text ?? '')) continue;
    const found = formAt(tokens, slot, start) ?? calledAt(tokens, slot, start);
    if (found === undefined && slot === 'headline' && start.head && speaksOfOwn(tokens, start.at))
      doubtful ??= { kind: 'perhaps' };
    // news may end with such a word behind a dash, and a desk writes it in capitals
    if (found?.form === 'reinstated') reinstated = { kind: 'reinstated' };
    else if (found !== undefined) {
      const isDoubtful = isNewsLabel(found, tokens, slot, start);
      const at = tokens[start.at]?.start ?? 0;
      // "WOLF-HUNT/KILL": what the news is about, perhaps
      const isKeyword =
        slot === 'slugline' && !start.head && tokens.every(({ kind, caps }) => kind !== 'word' || caps);
      return {
        kind: 'kill',
        start: at,
        ...(isDoubtful ? { unlessStory: true } : {}),
        ...(isKeyword ? { unlessNews: true } : {}),
      };
    }
  }
  if (reinstated !== undefined) return reinstated;
  if (slot === 'slugline') return firstWord(tokens) ?? lastWord(tokens);
  return slot === 'headline' ? (endsSurely(tokens) ?? doubtful) : undefined;
}

/** "Ferry sale: KILL KILL KILL": beyond doubt in capitals, at the end of a headline that has none. */
function endsSurely(tokens: readonly Token[]): KillFound | undefined {
  for (let at = Math.max(1, tokens.length - MOST_AT_END); at < tokens.length; at++) {
    if (tokens[at - 1]?.kind !== 'sign') continue;
    const found = phrases
      ?.at(tokens, at, READERS)
      .find(({ phrase, end }) => phrase.form === 'always' && isEnd(tokens, end));
    if (found === undefined || hasCommas(tokens, at, found.end)) continue;
    const before = tokens.slice(0, at).filter(({ kind }) => kind === 'word');
    if (lettersOf(tokens, at, found.end).upper && before.some(({ caps }) => !caps))
      return { kind: 'kill', start: tokens[at]?.start ?? 0 };
  }
  return undefined;
}

const MOST_AT_END = 8;

/** A headline that begins as an order or a sentence about an item, however it is written and goes on. */
function speaksOfOwn(tokens: readonly Token[], at: number): boolean {
  const found = phrases?.at(tokens, at, READERS) ?? [];
  return found.some(
    ({ phrase, end }) =>
      /^(?:order|statement)$/.test(phrase.form) &&
      phrase.words.includes('{item}') &&
      !hasClass('older', tokens, at, end) &&
      untilAt(tokens, end) === undefined,
  );
}

interface FormFound {
  form: Form;
  /** The token behind it. */
  end: number;
}

/** "WITHDRAWN: toys", "ANNULÉ : le festival": words that news has for what happened, as labels of a headline. */
function isNewsLabel({ form, end }: FormFound, tokens: readonly Token[], slot: Slot, start: Start): boolean {
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

/** "KILL-FERRY-SALE": of a slug that is all in capitals a label, or what the news is about; the headline tells. */
function firstWord(tokens: readonly Token[]): KillFound | undefined {
  const [first, hyphen, next] = tokens;
  const isLabel = first?.text === 'kill' && first.caps && hyphen?.text === '-' && next?.caps === true;
  return isLabel ? { kind: 'kill', start: first.start, unlessNews: true } : undefined;
}

/** "Ferry Sale KILL", "Ferry-Sale-KILL": a label in capitals behind a slug that has none. */
function lastWord(tokens: readonly Token[]): KillFound | undefined {
  const last = tokens.at(-1);
  if (last?.text !== 'kill' || !last.caps) return undefined;
  const before = tokens.slice(0, -1).filter(({ kind, text }) => kind === 'word' && text.length > 2);
  const found: KillFound = { kind: 'kill', start: last.start };
  if (before.some(({ caps }) => !caps)) return found;
  // "FERRY-SALE-KILL": what the news is about, perhaps
  return last.glued && before.length > 0 ? { ...found, unlessNews: true } : undefined;
}

/** "ADVISORY: Harbour story withdrawn": behind a call and in a note, words of a slug may stand before the item. */
function calledAt(tokens: readonly Token[], slot: Slot, start: Start): FormFound | undefined {
  // in a note the desk speaks
  if (!start.head || !(slot === 'note' || (slot === 'headline' && start.called))) return undefined;
  for (let at = start.at + 1; at <= start.at + MOST_BEFORE_ITEM; at++) {
    if (tokens[at]?.kind !== 'word') return undefined;
    const found = phrases
      ?.at(tokens, at, READERS)
      .find(
        ({ phrase, end }) => phrase.form === 'item' && isEnd(tokens, end) && hasClass('own', tokens, at, end),
      );
    if (found !== undefined) return { form: 'item', end: found.end };
  }
  return undefined;
}

function formAt(tokens: readonly Token[], slot: Slot, start: Start): FormFound | undefined {
  const { at, head, called } = start;
  for (const { phrase, end } of phrases?.at(tokens, at, READERS) ?? []) {
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
      return namesItem(tokens, end, letters, isDesk || (slot === 'text' && head && isAsked(tokens, at)));
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
