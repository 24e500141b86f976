/**
 * A kill in words: "MANDATORY KILL", "Please kill the story slugged ...", "ANNULATION", "bitte nicht verwenden", as take
 * key, part of a slug, head of a headline, note, or first sentence. News of killings and withdrawals has the same words;
 * what tells them apart is that a kill stands alone, before a colon or dash, in capitals, or names what agencies send.
 * Vocabulary: kill.json.
 */
import { untilAt } from './time-words.ts';
import { isEnd, lettersOf, startsOf, type Slot } from './slots.ts';
import { tokensOf, type Token } from './tokens.ts';
import { classAt } from './vocabulary.ts';
import { hasClass, hasCommas, isAsked } from './kill-signs.ts';
import { calledAt, formAt, isNewsLabel, phrasesAt } from './kill-forms.ts';

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
    const found = phrasesAt(tokens, at).find(
      ({ phrase, end }) => phrase.form === 'always' && isEnd(tokens, end),
    );
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
  const found = phrasesAt(tokens, at);
  return found.some(
    ({ phrase, end }) =>
      /^(?:order|statement)$/.test(phrase.form) &&
      phrase.words.includes('{item}') &&
      !hasClass('older', tokens, at, end) &&
      untilAt(tokens, end) === undefined,
  );
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
