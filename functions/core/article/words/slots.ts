/** Where imperatives stand: which tokens of a slot may begin one. */
import type { Token } from './tokens.ts';
import { classAt, isStop } from './vocabulary.ts';

/**
 * - slugline, takeKey: labels, each part of them by itself
 * - headline: news, but for its head and what stands in brackets or behind a dash at its end
 * - note: the desk speaks, in any of its sentences
 * - text: an abstract or a paragraph; news, but for its head and for brackets at its end
 */
export type Slot = 'slugline' | 'takeKey' | 'headline' | 'note' | 'text';

/** The beginning of a possible imperative. */
export interface Start {
  at: number;
  /** At the head of the slot, with nothing but signs and "Attention editors:" before it. */
  head: boolean;
  /** Behind a comma, where news goes on as well. */
  comma: boolean;
  /** Behind what calls for attention: "ADVISORY:", "Achtung, Redaktionen". */
  called: boolean;
}

const MOST_HEADS = 4;
/** A quotation mark is none: what somebody said is news. */
const NOISE = new Set([
  '*',
  '(',
  '[',
  '-',
  '–',
  '—',
  '=',
  '.',
  '!',
  '+',
  '#',
  '<',
  '>',
  '/',
  '|',
  ':',
  ';',
  ',',
  '_',
  '•',
  '※',
  '▲',
  '■',
  '●',
  '{',
  '~',
  '"',
]);
const QUOTES = new Set(['"']);

/** Of a line above the text. */
const MOST_OF_LINE = 20;

/** All tokens at which an imperative may begin, in order. */
export function startsOf(tokens: readonly Token[], slot: Slot): Start[] {
  const heads = headsFrom(tokens, 0).map((at, index) => ({
    at,
    head: true,
    comma: false,
    called: index > 0,
  }));
  const known = new Set(heads.map(({ at }) => at));
  const inner: Start[] = [];
  // a row of dashes is one cut
  let passed = 0;
  for (let cut = 0; cut < tokens.length - 1; cut++) {
    if (cut + 1 < passed || !isCut(tokens, cut, slot)) continue;
    const found = headsFrom(tokens, cut + 1);
    passed = found[0] ?? tokens.length;
    for (const [index, at] of found.entries()) {
      if (known.has(at)) continue;
      known.add(at);
      const comma = slot === 'note' && tokens[cut]?.text === ',';
      inner.push({ at, head: false, comma, called: index > 0 });
    }
  }
  return [...heads, ...inner];
}

/** Behind signs, and behind what calls for attention, as often as it does. */
function headsFrom(tokens: readonly Token[], from: number): number[] {
  const found: number[] = [];
  let at = from;
  for (let heads = 0; heads <= MOST_HEADS; heads++) {
    while (NOISE.has(tokens[at]?.text ?? '') && !QUOTES.has(tokens[at]?.text ?? '')) at++;
    if (tokens[at] === undefined) break;
    found.push(at);
    const behind = classAt('head', tokens, at) ?? classAt('edition', tokens, at);
    if (behind === undefined) break;
    at = behind;
  }
  return found;
}

/** Whether a part of the slot ends with this token. */
function isCut(tokens: readonly Token[], at: number, slot: Slot): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined) return false;
  if (next.newLine) return slot !== 'headline';
  if (token.kind !== 'sign') return false;
  const isDash = isDashAt(tokens, at);
  switch (slot) {
    case 'slugline':
    case 'takeKey':
      return isDash || /^[,/(;[]$/.test(token.text);
    case 'headline':
      // "Ferry sold *embargoed until 6 p.m.*", but no "A/B" and no "C++"
      return isDash || /^[([|]$/.test(token.text) || (/^[*+/]$/.test(token.text) && !token.glued);
    case 'note':
      return isDash || /^[;:([!)\],]$/.test(token.text) || isStop(tokens, at);
    case 'text':
      // "For Friday's papers - embargo: July 3, 6 a.m.", as a line by itself
      if (isDash && tokens.length <= MOST_OF_LINE) return true;
      // "... in the harbour. (Embargo: July 3, 6 a.m.)"
      return /^[([]$/.test(token.text) && /^[)\]]$/.test(tokens.at(-1)?.text ?? '');
  }
}

/** A dash between words, not the hyphen inside of one. */
export function isDashAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (/^[–—_]$/.test(token.text)) return true;
  if (token.text !== '-') return false;
  return !token.glued || tokens[at + 1]?.glued !== true || tokens[at + 1]?.text === '-';
}

/** Whether a line, a sentence or a part of one ends before this token: an imperative needs such an end. */
export function isBoundary(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.newLine) return true;
  if (token.text === '-') return isDashAt(tokens, at);
  return token.kind === 'sign' && /^[.!;:)\]*=<>–—|/_}+]$/.test(token.text);
}

/** Whether nothing but signs follows. */
export function isEnd(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at).every(({ kind }) => kind === 'sign');
}

/** Whether nothing but signs follows on the line. */
export function isLineEnd(tokens: readonly Token[], at: number): boolean {
  let end = at;
  while (tokens[end]?.kind === 'sign' && tokens[end]?.newLine !== true) end++;
  return tokens[end]?.newLine ?? true;
}

/** How the words of an imperative are written, and what follows them. */
export interface Letters {
  /** All in capitals, and what follows is not: capitals are the desk's, and no mere style. */
  capitals: boolean;
  /** All in capitals, whatever follows. */
  upper: boolean;
}

const MOST_SHOUTED = 2;

export function lettersOf(tokens: readonly Token[], from: number, to: number): Letters {
  const words = tokens.slice(from, to).filter(({ kind }) => kind === 'word');
  const upper = words.length > 0 && words.every(({ caps }) => caps);
  const others = tokens.slice(to).filter(({ kind, text }) => kind === 'word' && text.length > 1);
  const shouted = others.length > MOST_SHOUTED && others.every(({ caps }) => caps);
  return { capitals: upper && !shouted, upper };
}
