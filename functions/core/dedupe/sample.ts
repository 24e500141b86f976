/**
 * Sets of hashes that are compared without the texts: of a large set only the k smallest are kept (bottom-k),
 * which is a fair sample of it, and two such samples tell how much the whole sets share.
 */

import { HASH_BITS } from './widths.ts';

const HASH_RANGE = 2 ** HASH_BITS;

export interface Sample {
  /** Ascending, each once, all below `theta`. */
  readonly hashes: Uint32Array;
  /** Every hash of the whole set below this bound is in the sample. */
  readonly theta: number;
}

/** Keeps the `limit` smallest different values. @param values 32-bit hashes, in any order; they stay as they are */
export function sampleOf(values: Uint32Array, limit: number): Sample {
  // Of many values only the low ones are sorted: a quarter more than are needed, so that there are nearly always enough
  const bound =
    values.length > 1.5 * limit ? Math.ceil((1.25 * limit * HASH_RANGE) / values.length) : HASH_RANGE;
  let low = distinctBelow(values, bound);
  let complete = bound >= HASH_RANGE;
  if (!complete && low.length <= limit) {
    // A text that repeats itself
    low = distinctBelow(values, HASH_RANGE);
    complete = true;
  }
  if (complete && low.length <= limit) return { hashes: low, theta: HASH_RANGE };
  return { hashes: low.slice(0, limit), theta: low[limit] ?? HASH_RANGE };
}

/** Different values below a bound, ascending. */
function distinctBelow(values: Uint32Array, bound: number): Uint32Array {
  const low = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0, end = values.length; i < end; i++) {
    const hash = sampled(values[i] ?? 0);
    if (hash < bound) low[count++] = hash;
  }
  return count < MANY ? sortedDistinct(low.subarray(0, count)) : marked(low.subarray(0, count), bound);
}

function sortedDistinct(values: Uint32Array): Uint32Array {
  values.sort();
  let kept = 0;
  for (const hash of values) if (kept === 0 || hash !== values[kept - 1]) values[kept++] = hash;
  return values.slice(0, kept);
}

/** From here on marking each value in a row of bits and reading them off is faster than sorting. */
const MANY = 128;
const BITS = new Uint32Array(HASH_RANGE / 32);

function marked(values: Uint32Array, bound: number): Uint32Array {
  for (const hash of values) BITS[hash >>> 5] = (BITS[hash >>> 5] ?? 0) | (1 << (hash & 31));
  let kept = 0;
  for (let at = 0, end = Math.ceil(bound / 32); at < end; at++) {
    let bits = BITS[at] ?? 0;
    if (bits === 0) continue;
    BITS[at] = 0;
    // The lowest bit that is set, and out with it
    for (; bits !== 0; bits &= bits - 1) values[kept++] = 32 * at + 31 - Math.clz32(bits & -bits);
  }
  return values.slice(0, kept);
}

/** Estimated number of different values in the whole set. */
export function sizeOf({ hashes, theta }: Sample): number {
  return theta >= HASH_RANGE ? hashes.length : Math.round((hashes.length * HASH_RANGE) / theta);
}

/** How many values two sets have and share, as far as both samples know: below the smaller of their bounds. */
export interface Overlap {
  a: number;
  b: number;
  shared: number;
  /** So many values there are below that bound. */
  theta: number;
}

export function overlapOf(a: Sample, b: Sample): Overlap {
  const theta = Math.min(a.theta, b.theta);
  const endA = countBelow(a.hashes, theta);
  const endB = countBelow(b.hashes, theta);
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < endA && j < endB) {
    const left = a.hashes[i] ?? 0;
    const right = b.hashes[j] ?? 0;
    if (left === right) shared++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return { a: endA, b: endB, shared, theta };
}

/**
 * How many values two sets share beyond those whose hashes are the same by chance: of a values in a range of theta,
 * s of them shared, (a - s)(b - s) / theta more look as if they were.
 */
export function sharedBeyondChance({ a, b, shared, theta }: Overlap): number {
  const free = theta - a - b;
  const root = Math.sqrt(Math.max(0, free * free - 4 * (a * b - shared * theta)));
  return Math.min(a, b, Math.max(0, (root - free) / 2));
}

/** True when the whole set is known to hold the value; a value above the bound is not known. */
export function holds({ hashes }: Sample, hash: number): boolean {
  const at = countBelow(hashes, hash);
  return at < hashes.length && hashes[at] === hash;
}

function countBelow(hashes: Uint32Array, bound: number): number {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The hash as it stands in a sample. */
export function sampled(hash: number): number {
  return hash >>> (32 - HASH_BITS);
}
