/**
 * An embargo in words, as an imperative: at the head of a slug, a take key, a headline, a note, an abstract or the first
 * paragraph.
 */
import { embargoAt, nounAt } from './embargo-reading.ts';
import { hasDay } from './embargo-tail.ts';
import { isEnd, startsOf, type Slot } from './slots.ts';
import { timeAt } from './time.ts';
import { tokensOf, type Token } from './tokens.ts';
import type { WrittenTime } from './written-time.ts';

export interface EmbargoWords {
  kind: 'embargo';
  /** UTF-16 offsets of the line that says so. */
  start: number;
  end: number;
  /** Where a time can be read at all. */
  time?: WrittenTime;
}

export type EmbargoFound = EmbargoWords | { kind: 'lifted' };

/** What a slot says of an embargo; an embargo before the end of another one. */
export function embargoIn(
  text: string,
  slot: Slot,
  tokens: readonly Token[] = tokensOf(text),
): EmbargoFound | undefined {
  let lifted: EmbargoFound | undefined;
  for (const start of startsOf(tokens, slot)) {
    const found = embargoAt(tokens, slot, start);
    if (start.comma && (found?.kind !== 'embargo' || found.time === undefined)) continue;
    if (found?.kind === 'embargo') {
      // only what ends the headline may stand behind other words
      if (slot === 'headline' && !start.head && !isEnd(tokens, found.to)) continue;
      // of brackets at the end of a text, those that say a day and an hour
      if (slot === 'text' && !start.head && !(isEnd(tokens, found.to) && isTimed(found.time))) continue;
      const first = start.head ? tokens[0] : tokens[start.at];
      const last = tokens[found.to - 1];
      return {
        kind: 'embargo',
        start: start.head ? 0 : (first?.start ?? 0),
        end: last?.end ?? text.length,
        ...(found.time === undefined ? {} : { time: found.time }),
      };
    }
    if (found?.kind === 'lifted') lifted = { kind: 'lifted' };
  }
  return lifted ?? (slot === 'slugline' ? stampOf(tokens) : undefined);
}

/** "ports-social-EMBARGO-1800", "HARBOUR-SALE EMBARGO 17.00": the word and an hour end the slug. */
function stampOf(tokens: readonly Token[]): EmbargoWords | undefined {
  for (const [at, token] of tokens.entries()) {
    const end = token.caps ? nounAt(tokens, at) : undefined;
    if (end === undefined) continue;
    const time = timeAt(tokens, tokens[end]?.text === '-' ? end + 1 : end);
    const isHour = time !== undefined && time.clocks.length > 0 && !time.vague && isEnd(tokens, time.end);
    if (isHour) return { kind: 'embargo', start: token.start, end: tokens.at(-1)?.end ?? token.end, time };
  }
  return undefined;
}

/** A day and an hour. */
export function isTimed(time: WrittenTime | undefined): boolean {
  return time !== undefined && time.clocks.length > 0 && hasDay(time);
}

/** Whether a slug begins or ends with the mere word in capitals, beside a sign: "FERRY-SALE/EMBARGO", "EMBARGO-Ferry". */
export function hasEmbargoPart(slug: string): boolean {
  const tokens = tokensOf(slug);
  return tokens.some((token, at) => {
    const end = token.caps && (at === 0 || tokens[at - 1]?.kind === 'sign') ? nounAt(tokens, at) : undefined;
    if (end === undefined) return false;
    return at === 0 ? tokens[end]?.kind === 'sign' : isEnd(tokens, end);
  });
}

/** The time that is all a line says, as below the word "EMBARGO". */
export function timeOfLine(line: string): WrittenTime | undefined {
  const tokens = tokensOf(line);
  const time = timeAt(tokens, 0);
  const isWhole = time !== undefined && !time.vague && hasDay(time) && isEnd(tokens, time.end);
  return isWhole ? time : undefined;
}

/** Whether a line says an embargo and nothing else. */
export function isEmbargoLine(line: string): boolean {
  const found = embargoIn(line, 'text');
  return found?.kind === 'embargo' && line.slice(found.end).trim() === '';
}
