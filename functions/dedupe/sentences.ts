/** Whole sentences as hashes: what a copy has changed within a sentence shows, what it has added or cut does not. */
import { hashRange } from './hash.ts';
import { TokenFlag, type Tokens } from './tokens.ts';

/** Shorter ones (a dateline, an initial, "he said") are joined to the next. */
const SHORTEST = 5;

export function sentencesOf({ chars, starts, flags, count }: Tokens): Uint32Array {
  const hashes: number[] = [];
  let from = 0;
  for (let i = 1; i <= count; i++) {
    const ends = i === count || ((flags[i] ?? 0) & TokenFlag.sentenceStart) !== 0;
    if (!ends || (i - from < SHORTEST && i < count)) continue;
    hashes.push(hashRange(chars, starts[from] ?? 0, starts[i] ?? 0));
    from = i;
  }
  return Uint32Array.from(hashes);
}
