/** The keys under which a text is looked up: copies share some of them even when much was cut or changed. */
import { hashRangeAgain, mix } from './hash.ts';
import type { Tokens } from './tokens.ts';

/** Entered: a write each. */
export const ANCHORS_WHOLE = 4;
export const ANCHORS_LEAD = 2;
/** Sought, those that are entered among them: a read each, which costs a tenth of a write. */
export const SOUGHT_WHOLE = 12;
export const SOUGHT_LEAD = 6;
export const LEAD_WORDS = 60;
/** Characters of a gram whose hash may become an anchor. */
export const ANCHOR_GRAM = 12;

/** A second order, so that anchors are no smaller or larger than other grams in any other use of their hash. */
const ORDER = 0xbc614d;

/** The keys of a text, 64 bits as 16 hexadecimal digits, each once. */
export interface Anchors {
  /** Under these the text is found, ascending. */
  entered: string[];
  /** Under these others may be found that it is like, and is not itself. */
  sought: string[];
}

/**
 * The grams of the whole text that come first in hash order, and the first ones of those that begin in the lead: what
 * papers keep when they cut. Of either the very first are entered. What a longer text keeps of a shorter one comes later
 * in its own order, so more are sought. A text shorter than a gram is its own anchor.
 * @param grams hash of every gram of {@link ANCHOR_GRAM} characters
 */
export function anchorsOf(tokens: Tokens, grams: Uint32Array): Anchors {
  const { chars, starts, count } = tokens;
  if (chars.length === 0) return { entered: [], sought: [] };
  const keyAt = (at: number, length: number): string =>
    hex(grams[at] ?? 0) + hex(hashRangeAgain(chars, at, at + length));
  if (grams.length === 0) return { entered: [keyAt(0, chars.length)], sought: [] };
  const gramAt = (at: number): number => grams[at] ?? 0;
  const leadEnd = Math.min(grams.length, starts[Math.min(LEAD_WORDS, count)] ?? 0);
  const whole = smallest(grams, grams.length, SOUGHT_WHOLE, new Set());
  const first = new Set(whole.slice(0, ANCHORS_WHOLE).map(gramAt));
  const lead = smallest(grams, leadEnd, SOUGHT_LEAD, first);
  const entered = [...whole.slice(0, ANCHORS_WHOLE), ...lead.slice(0, ANCHORS_LEAD)];
  const keysOf = (places: readonly number[]): string[] => places.map((at) => keyAt(at, ANCHOR_GRAM));
  const known = new Set(keysOf(entered));
  const others = [...whole.slice(ANCHORS_WHOLE), ...lead.slice(ANCHORS_LEAD)];
  return {
    entered: [...known].sort(),
    sought: [...new Set(keysOf(others))].filter((key) => !known.has(key)),
  };
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
    // Those behind it move on by one: both lists are short, and splicing them takes longer than all the rest
    let place = Math.min(ranks.length, limit - 1);
    for (; place > 0 && (ranks[place - 1] ?? 0) > rank; place--) {
      ranks[place] = ranks[place - 1] ?? 0;
      places[place] = places[place - 1] ?? 0;
    }
    ranks[place] = rank;
    places[place] = at;
    if (ranks.length === limit) worst = ranks[limit - 1] ?? Infinity;
  }
  return places;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(value: number): string {
  const high = (HEX[value >>> 24] ?? '') + (HEX[(value >>> 16) & 0xff] ?? '');
  return high + (HEX[(value >>> 8) & 0xff] ?? '') + (HEX[value & 0xff] ?? '');
}
