/** How many bits of each hash a fingerprint keeps: an article's entry has to stay below a kilobyte. */

/**
 * Of the hashes in a sample: few enough for the kilobyte, enough for one of a hundred names to be found by chance in a
 * hundredth of all texts. Of letter runs there are thousands: theirs are counted beyond chance.
 */
export const HASH_BITS = 17;

/**
 * Of a place: the words around it, then what stands there, then whether that is a name. Of two texts a place is the same by
 * chance in one pair of twenty, and two fillings in one of thirty-two: one place alone decides little.
 */
export const AROUND_BITS = 14;
export const FILLING_BITS = 5;
export const PLACE_BITS = AROUND_BITS + FILLING_BITS + 1;

/** Of the slug without its version words, and of the number of a take. */
export const SLUG_BITS = 16;
export const VERSION_BITS = 4;
