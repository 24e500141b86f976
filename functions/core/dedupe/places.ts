/**
 * Numbers and names by their places: between which words they stand. A copy has the same between the same words,
 * whatever is cut or added around; another report from the same template, or a newer one, has something else there.
 */
import { hashRange, mix } from './hash.ts';
import { TokenFlag, type Tokens } from './tokens.ts';
import { AROUND_BITS, FILLING_BITS } from './widths.ts';

const NAME = 1;
/** Those with the lowest hashes are kept: the same ones of two copies. */
const MAX_FIGURES = 16;
const MAX_NAMES = 12;

/** Share of numbers from which on a text is a table. */
export const TABLE = 0.25;

/**
 * The places of a text, ascending. Of several names in a row the last counts, as papers leave out first names; numbers in a
 * row are told by their order. A table is its figures: there names are what tells the places.
 * @param hashes of each token
 * @param isName 1 for each token that is a name
 */
export function placesIn(
  tokens: Tokens,
  hashes: Int32Array,
  isName: Uint8Array,
  isTable: boolean,
): Uint32Array {
  const { count, flags } = tokens;
  const isNumber = (i: number): boolean => ((flags[i] ?? 0) & TokenFlag.number) !== 0;
  const figures: number[] = [];
  const names: number[] = [];
  let before = 0;
  let inRow = 0;
  for (let i = 0; i < count; i++) {
    if (!isNumber(i) && (isTable || isName[i] !== 1)) {
      before = i + 1;
      inRow = 0;
      continue;
    }
    const kind = isNumber(i) ? 0 : NAME;
    const nextIsFilling = i + 1 < count && (isTable || isNumber(i + 1) || isName[i + 1] === 1);
    if (kind === NAME && nextIsFilling && !isNumber(i + 1)) continue;
    const after = i + 1 === count || nextIsFilling ? 0 : wordAfter(tokens, hashes, i + 1);
    const around = mix(wordBefore(tokens, hashes, before) ^ mix(after ^ (2 * ++inRow + kind)));
    const filling = mix(hashes[i] ?? 0) >>> (32 - FILLING_BITS);
    const place = ((around >>> (32 - AROUND_BITS)) << (FILLING_BITS + 1)) | (filling << 1) | kind;
    (kind === NAME ? names : figures).push(place);
  }
  return Uint32Array.from([...lowest(figures, MAX_FIGURES), ...lowest(names, MAX_NAMES)]).sort();
}

function lowest(places: readonly number[], limit: number): number[] {
  return [...new Set(places)].sort((a, b) => a - b).slice(0, limit);
}

/** One character of a script without spaces says too little: two of them. */
function wordBefore({ flags, chars, starts }: Tokens, hashes: Int32Array, end: number): number {
  if (end === 0) return 0;
  const both = TokenFlag.unspaced & (flags[end - 1] ?? 0) & (flags[end - 2] ?? 0);
  return both === 0 ? (hashes[end - 1] ?? 0) : hashRange(chars, starts[end - 2] ?? 0, starts[end] ?? 0);
}

function wordAfter({ flags, chars, starts }: Tokens, hashes: Int32Array, i: number): number {
  const both = TokenFlag.unspaced & (flags[i] ?? 0) & (flags[i + 1] ?? 0);
  return both === 0 ? (hashes[i] ?? 0) : hashRange(chars, starts[i] ?? 0, starts[i + 2] ?? 0);
}

/** Places that two texts share, and those in which the same stands. */
export interface SharedPlaces {
  all: number;
  same: number;
}

/** As far as both have kept them. */
export function placesShared(a: Uint32Array, b: Uint32Array): { figures: SharedPlaces; names: SharedPlaces } {
  const figures = { all: 0, same: 0 };
  const names = { all: 0, same: 0 };
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [ownEnd, otherEnd] = [endOfPlace(a, i), endOfPlace(b, j)];
    const order = aroundOf(a[i] ?? 0) - aroundOf(b[j] ?? 0);
    if (order === 0) {
      count(figures, a.subarray(i, ownEnd), b.subarray(j, otherEnd), 0);
      count(names, a.subarray(i, ownEnd), b.subarray(j, otherEnd), NAME);
    }
    if (order <= 0) i = ownEnd;
    if (order >= 0) j = otherEnd;
  }
  return { figures, names };
}

function count(places: SharedPlaces, own: Uint32Array, other: Uint32Array, kind: number): void {
  const isKind = (place: number): boolean => (place & NAME) === kind;
  if (!own.some(isKind) || !other.some(isKind)) return;
  places.all++;
  if (own.some((place) => isKind(place) && other.includes(place))) places.same++;
}

function aroundOf(place: number): number {
  return place >>> (FILLING_BITS + 1);
}

function endOfPlace(places: Uint32Array, from: number): number {
  let end = from + 1;
  while (end < places.length && aroundOf(places[end] ?? 0) === aroundOf(places[from] ?? 0)) end++;
  return end;
}
