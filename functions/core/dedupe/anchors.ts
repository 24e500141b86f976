/** The keys under which a text is looked up: copies share some of them even when much was cut or changed. */
import { hashRangeAgain, mix } from './hash.ts';
import type { Tokens } from './tokens.ts';

export const ANCHORS_WHOLE = 8;
export const ANCHORS_LEAD = 4;
export const LEAD_WORDS = 60;
/** Characters of a gram whose hash may become an anchor. */
export const ANCHOR_GRAM = 16;

/** A second order, so that anchors are no smaller or larger than other grams in any other use of their hash. */
const ORDER = 0x9e3779b9;

/**
 * The {@link ANCHORS_WHOLE} grams of the whole text that come first in hash order, and the {@link ANCHORS_LEAD} first
 * ones of those that begin in the lead: what papers keep when they cut. A text shorter than a gram is its own anchor.
 * @param grams hash of every gram of {@link ANCHOR_GRAM} characters
 * @returns 64-bit keys as 16 hexadecimal digits, each once, ascending
 */
export function anchorsOf(tokens: Tokens, grams: Uint32Array): string[] {
  const { chars, starts, count } = tokens;
  if (chars.length === 0) return [];
  if (grams.length === 0) return [hex(0) + hex(hashRangeAgain(chars, 0, chars.length))];
  const leadEnd = Math.min(grams.length, starts[Math.min(LEAD_WORDS, count)] ?? 0);
  const whole = smallest(grams, grams.length, ANCHORS_WHOLE, new Set());
  const taken = new Set(whole.map((at) => grams[at] ?? 0));
  const lead = smallest(grams, leadEnd, ANCHORS_LEAD, taken);
  return [...whole, ...lead]
    .map((at) => hex(grams[at] ?? 0) + hex(hashRangeAgain(chars, at, at + ANCHOR_GRAM)))
    .sort();
}

/** Where the `limit` grams begin that come first in the order, among the first `end`, those in `taken` left out. */
function smallest(grams: Uint32Array, end: number, limit: number, taken: ReadonlySet<number>): number[] {
  const ranks: number[] = [];
  const places: number[] = [];
  let worst = Infinity;
  for (let at = 0; at < end; at++) {
    const gram = grams[at] ?? 0;
    const rank = mix(gram ^ ORDER);
    if (rank >= worst || taken.has(gram) || ranks.includes(rank)) continue;
    let place = ranks.length;
    while (place > 0 && (ranks[place - 1] ?? 0) > rank) place--;
    ranks.splice(place, 0, rank);
    places.splice(place, 0, at);
    if (ranks.length > limit) {
      ranks.pop();
      places.pop();
    }
    if (ranks.length === limit) worst = ranks[limit - 1] ?? Infinity;
  }
  return places;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
