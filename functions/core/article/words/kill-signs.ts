/** What stands around the words of a kill: labels, items, numbers and names, requests; each a question about tokens. */
import { isBoundary, isDashAt, type Letters, type Slot } from './slots.ts';
import { isCaseless, type Token } from './tokens.ts';
import { classAt } from './vocabulary.ts';

export interface Place {
  slot: Slot;
  /** The token at which the words begin. */
  at: number;
  letters: Letters;
  /** It names what agencies send by a word that news has no use for: "story", "dépêche". */
  own: boolean;
  /** Two words, or the first in capitals. */
  isShort: boolean;
  head: boolean;
  /** Behind what calls for attention. */
  called: boolean;
}

/** "WITHDRAWN-Ferry sails again": as some agencies label their headlines. */
export function isHyphenLabel(
  tokens: readonly Token[],
  end: number,
  { slot, head, letters }: Pick<Place, 'slot' | 'head' | 'letters'>,
): boolean {
  const isHyphen = tokens[end]?.text === '-' && tokens[end].glued;
  return slot === 'headline' && head && letters.capitals && isHyphen && goesOnMixed(tokens, end);
}

/** "WITHDRAWAL - BC-FERRY-SALE", "Löschung: Bild 4411": what follows is a slug or a number of the agency's. */
export function namesOne(tokens: readonly Token[], end: number): boolean {
  let at = end;
  while (tokens[at]?.kind === 'sign') at++;
  const behind = classAt('item', tokens, at);
  return referenceAt(tokens, at) !== undefined || (behind !== undefined && isLongNumber(tokens[behind]));
}

function isLongNumber(token: Token | undefined): boolean {
  return token?.kind === 'number' && token.text.length >= 3;
}

/** "Kill: Ferry": a headline follows, and no novel. */
export function isColon(tokens: readonly Token[], end: number): boolean {
  return tokens[end]?.text === ':' && tokens[end + 1]?.initial === true;
}

export function isKillName(tokens: readonly Token[], end: number): boolean {
  return tokens[end - 1]?.text === 'kill' && tokens[end - 1]?.initial === true;
}

/** Scripts without capitals have brackets: "【取り消し】灯台". */
export function isBracketed(tokens: readonly Token[], at: number, end: number): boolean {
  const [before, behind] = [tokens[at - 1]?.text ?? '', tokens[end]?.text ?? ''];
  return at === 1 && isCaseless(tokens[at]) && /^[[(<]$/.test(before) && /^[\])>]$/.test(behind);
}

/** "ביטול: …", of a script without capitals; the text tells whether it is one of news. */
export function isCaselessLabel(tokens: readonly Token[], at: number, end: number, head: boolean): boolean {
  return head && isCaseless(tokens[at]) && tokens[end]?.text === ':';
}

export function hasCommas(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ text }) => text === ',');
}

export function isKillWord(tokens: readonly Token[], end: number): boolean {
  return tokens[end - 1]?.text === 'kill' && tokens[end - 1]?.caps === true;
}

/** A slug or headline follows, with or without a hyphen, that is not written in capitals itself. */
export function goesOnMixed(tokens: readonly Token[], end: number): boolean {
  const at = tokens[end]?.text === '-' ? end + 1 : end;
  const others = tokens.slice(at).filter(({ kind, text }) => kind === 'word' && text.length > 1);
  return tokens[at]?.initial === true && others.some(({ caps }) => !caps);
}

export function hasClass(name: string, tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some((_, index) => classAt(name, tokens, from + index) !== undefined);
}

/** A colon, dash or bracket: what follows is what the word is put on. */
export function isLabel(tokens: readonly Token[], end: number): boolean {
  return (
    /^[:!)\]=*|/+>]$/.test(tokens[end]?.text ?? '') || tokens[end]?.newLine === true || isDashAt(tokens, end)
  );
}

/** "Do not use. Archive only" */
export function isUnder(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end];
  return next?.text === '/' && next.glued;
}

/** "ANULEN POR FAVOR la noticia": the first word in capitals, and others not. */
export function isShouted(tokens: readonly Token[], at: number): boolean {
  const first = tokens[at];
  if (first?.caps !== true || first.text.length <= 2) return false;
  return tokens.slice(at).some(({ kind, text, caps }) => kind === 'word' && text.length > 1 && !caps);
}

/** "We are withdrawing our story": the agency speaks. */
export function isOurs(tokens: readonly Token[], at: number): boolean {
  return classAt('we', tokens, at) !== undefined;
}

/** Whether the order is a request: "please", "merci de". */
export function isAsked(tokens: readonly Token[], at: number): boolean {
  return classAt('please', tokens, at) !== undefined;
}

/** Behind "please kill the story": an end, a name, a number, or words that say which; a clause that goes on is news. */
export function namesItem(tokens: readonly Token[], end: number, letters: Letters, isDesk: boolean): boolean {
  const token = tokens[end];
  if (token === undefined || isBoundary(tokens, end)) return true;
  if (token.text === ',') {
    const next = tokens[end + 1];
    return (
      isDesk ||
      next === undefined ||
      next.initial ||
      isCaseless(next) ||
      next.kind === 'number' ||
      classAt('about', tokens, end + 1) !== undefined ||
      referenceAt(tokens, end + 1) !== undefined
    );
  }
  if (token.kind !== 'word' || isId(tokens, end)) return true;
  if (token.caps && letters.upper && !letters.capitals) return classAt('about', tokens, end) !== undefined;
  return (
    token.initial ||
    isCaseless(token) ||
    classAt('about', tokens, end) !== undefined ||
    referenceAt(tokens, end) !== undefined ||
    isElative(token) ||
    (isDesk && token.caps)
  );
}

/** "Poistakaa juttu lautoista": Finnish says by the ending what an item is about. */
function isElative({ text }: Token): boolean {
  return /.{4}st[aä]$/.test(text);
}

/** Small words follow that say which, and no title in quotes: of an order, or of what the news is about. */
export function isDescribed(tokens: readonly Token[], end: number): boolean {
  if (/^["“„«]$/.test(tokens[end + 1]?.text ?? '')) return false;
  return tokens[end]?.kind === 'word' && !tokens[end].initial && referenceAt(tokens, end) === undefined;
}

/** "urn:newsml:lark:311", "lark-k45": letters, signs and digits without a space. */
function isId(tokens: readonly Token[], from: number): boolean {
  let at = from + 1;
  let signs = 0;
  while (tokens[at]?.glued === true && tokens[at]?.newLine !== true) {
    if (tokens[at]?.kind === 'sign' && /^[:./_-]$/.test(tokens[at]?.text ?? '')) signs++;
    if (tokens[at]?.kind === 'number' && signs > 0) return true;
    at++;
  }
  return false;
}

/** "Die dpa", "L'AFP", "Aurora News": a name, with or without an article. */
export function agencyAt(tokens: readonly Token[], from: number): number | undefined {
  const begin = classAt('the', tokens, from) ?? from;
  let at = begin;
  while (
    at < begin + 3 &&
    tokens[at]?.kind === 'word' &&
    (tokens[at]?.initial === true || (at === begin && begin > from))
  )
    at++;
  return at === begin ? undefined : at;
}

/** "w0388", "dpx 157", "BC-TB--Ferry": a number of the agency's, or a slug as agencies write them. */
export function referenceAt(tokens: readonly Token[], at: number): number | undefined {
  const [word, next] = [tokens[at], tokens[at + 1]];
  if (word?.kind !== 'word' || next === undefined) return undefined;
  if (
    next.kind === 'number' &&
    next.text.length >= 2 &&
    word.text.length <= 4 &&
    (next.glued || next.text.length >= 3)
  ) {
    return at + 2;
  }
  if (!word.caps || next.text !== '-' || !next.glued || word.text.length > 3) return undefined;
  let end = at + 2;
  while (tokens[end]?.glued === true && tokens[end]?.kind !== 'sign') end++;
  return Math.max(end, at + 2);
}
