/** Hashing of token ranges and character grams: 32-bit multiplicative, so that a gram's hash rolls in two multiplications. */

const BASE = 0x2c1b3c6d;
const SECOND_BASE = 0x297a2d39;

/** Bound once: several a character are done, and where tests run, each look-up of a global costs more than they do. */
const { imul } = Math;

/** Spreads the bits of a 32-bit value (the finaliser of MurmurHash3, constants of Wellons); bijective, unsigned. */
export function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = imul(h, 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Unsigned 32-bit hash of the characters from `start` to before `end`. */
export function hashRange(chars: Uint16Array, start: number, end: number): number {
  let h = 0;
  for (let i = start; i < end; i++) h = (imul(h, BASE) + (chars[i] ?? 0) + 1) | 0;
  return mix(h);
}

/** A second hash of the same range, independent of the first: both together name an anchor in 64 bits. */
export function hashRangeAgain(chars: Uint16Array, start: number, end: number): number {
  let h = 0x5bd1e995;
  for (let i = start; i < end; i++) h = (imul(h, SECOND_BASE) + (chars[i] ?? 0) + 1) | 0;
  return mix(h);
}

/** The hash of every gram of `size` characters, by its first character; what {@link hashRange} gives for the same range. */
export function hashGrams(chars: Uint16Array, size: number): Uint32Array {
  const count = Math.max(0, chars.length - size + 1);
  const hashes = new Uint32Array(count);
  if (count === 0) return hashes;
  let leaving = 1;
  for (let i = 1; i < size; i++) leaving = imul(leaving, BASE);
  let h = 0;
  for (let i = 0; i < size - 1; i++) h = (imul(h, BASE) + (chars[i] ?? 0) + 1) | 0;
  for (let i = 0; i < count; i++) {
    h = (imul(h, BASE) + (chars[i + size - 1] ?? 0) + 1) | 0;
    hashes[i] = mix(h);
    h = (h - imul((chars[i] ?? 0) + 1, leaving)) | 0;
  }
  return hashes;
}

/** Of a text by itself, as {@link hashRange} gives it for the same characters. */
export function hashText(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (imul(h, BASE) + text.charCodeAt(i) + 1) | 0;
  return mix(h);
}
