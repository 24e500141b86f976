/** What stands behind the word of an embargo: signs, "for all media", "until", a time; and how far it goes. */
import { isDashAt } from './slots.ts';
import { fromAt, towardAt, untilAt } from './time-words.ts';
import { timeAt } from './time.ts';
import type { Token } from './tokens.ts';
import { classAt, isStop } from './vocabulary.ts';
import type { WrittenTime } from './written-time.ts';

export interface Tail {
  at: number;
  colon: boolean;
  dash: boolean;
  until: boolean;
  /** It is no word that may stand before anything, as "for" and "to". */
  strict: boolean;
  /** It names a beginning: of a release, for an embargo has none. */
  from: boolean;
  /** A hyphen without spaces: the word is part of another. */
  hyphen: boolean;
  comma: boolean;
  time?: WrittenTime;
  /** The end of words for an end that no clock can tell. */
  open?: number;
}

/** Signs, "for all media", "until" and then perhaps a time. */
export function tailAt(tokens: readonly Token[], end: number): Tail {
  const tail: Tail = {
    at: end,
    colon: false,
    dash: false,
    until: false,
    strict: false,
    from: false,
    hyphen: false,
    comma: false,
  };
  // "until after Monday": not when Monday begins
  let isAfter = false;
  for (;;) {
    const token = tokens[tail.at];
    if (token === undefined) break;
    const strict = untilAt(tokens, tail.at);
    const until = strict ?? towardAt(tokens, tail.at);
    const scope = classAt('scope', tokens, tail.at);
    if (until !== undefined && until >= (scope ?? 0)) {
      tail.until = true;
      tail.strict ||= strict !== undefined;
      tail.at = until;
      isAfter = fromAt(tokens, until - 1) === until;
    } else if (fromAt(tokens, tail.at) !== undefined && scope === undefined) {
      if (tail.until) isAfter = true;
      else tail.from = true;
      tail.at = fromAt(tokens, tail.at) ?? tail.at;
    } else if (scope !== undefined && !tail.colon && !tail.dash) tail.at = scope;
    else if (token.kind === 'sign' && /^[:([\])*=,'’–—_-]$/.test(token.text)) {
      if (/^[:\])]$/.test(token.text) || isClosing(tokens, tail.at)) tail.colon = true;
      else if (token.text === ',') tail.comma = true;
      else if (isDashAt(tokens, tail.at)) tail.dash = true;
      else if (token.text === '-') tail.hyphen = true;
      tail.at++;
    } else break;
  }
  const time = timeAt(tokens, tail.at);
  if (time !== undefined) tail.time = isAfter && time.clocks.length === 0 ? { ...time, vague: true } : time;
  const open = classAt('open', tokens, tail.at);
  if (open !== undefined) tail.open = open;
  return tail;
}

/** The star behind the word of "*EMBARGO*". */
function isClosing(tokens: readonly Token[], at: number): boolean {
  const star = tokens[at];
  return star?.text === '*' && star.glued && tokens[at + 1]?.glued !== true;
}

/** With the signs behind it, but for one that opens something. */
export function behindSigns(tokens: readonly Token[], end: number): number {
  let at = end;
  while (/^[.,!;:)\]*=<>–—|/_+-]$/.test(tokens[at]?.text ?? '') && tokens[at]?.newLine !== true) at++;
  return at;
}

/** To the end of the sentence. */
export function behindSentence(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && !isStop(tokens, at) && tokens[at]?.newLine !== true) at++;
  return behindSigns(tokens, at);
}

/** Rights end in a year, embargoes do not. */
export function isYear(token: Token | undefined): boolean {
  return token?.kind === 'number' && /^(?:19|20)\d\d$/.test(token.text);
}

export function hasDay({ day, weekday, ahead }: WrittenTime): boolean {
  return day !== undefined || weekday !== undefined || ahead !== undefined;
}

/** A day and an hour, or an end that only desks name. */
export function isTold({ time, open }: Tail): boolean {
  return open !== undefined || (time !== undefined && hasDay(time) && time.clocks.length > 0);
}

export function skipCommas(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.text === ',') at++;
  return at;
}
