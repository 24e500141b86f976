/** Whole sentences as hashes: what a copy has changed within a sentence shows, what it has added or cut does not. */
import { hashRange } from './hash.ts';
import { TokenFlag, type Tokens } from './tokens.ts';

/** So many words may stand before the first one without a capital: PARIS, March 3 (AFP) - The ... */
const LONGEST_DATELINE = 12;

/**
 * The hash of every sentence. The first one counts from its first word without a capital: whether it has a dateline
 * makes no difference.
 */
export function sentencesOf({ chars, starts, flags, count }: Tokens): Uint32Array {
  const hashes = new Uint32Array(count);
  let sentences = 0;
  let from = afterDateline(flags);
  for (let i = from + 1; i <= count; i++) {
    if (i < count && ((flags[i] ?? 0) & TokenFlag.sentenceStart) === 0) continue;
    hashes[sentences++] = hashRange(chars, starts[from] ?? 0, starts[i] ?? 0);
    from = i;
  }
  return hashes.subarray(0, sentences);
}

function afterDateline(flags: Uint8Array): number {
  const end = Math.min(LONGEST_DATELINE, flags.length);
  for (let i = 0; i < end; i++) {
    if (((flags[i] ?? 0) & (TokenFlag.capital | TokenFlag.number)) === 0) return i;
  }
  return 0;
}
