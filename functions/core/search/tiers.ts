/**
 * Which segments of the index are made into one. A few large ones are searched faster than many small ones, and each
 * document is written anew only a few times: the way of log-structured merge trees (O'Neil et al. 1996), by size.
 */
export interface SegmentSize {
  name: string;
  /** Places of the feed log: the first and the last document. */
  from: number;
  to: number;
  documents: number;
  /** RFC 3339: when the newest of its articles was told. */
  newest: string;
}

/** So many neighbours of about one size become one. */
export const MERGED_AT_ONCE = 6;

/** A larger one would take more than a minute and more than a function's memory to make anew. */
export const LARGEST = 12_000;

/** 1 for up to 60 documents, 2 for up to 360, 3 for up to 2,160 ... */
function tierOf({ documents }: Pick<SegmentSize, 'documents'>): number {
  return Math.max(1, Math.ceil(Math.log(Math.max(documents, 1) / 10) / Math.log(MERGED_AT_ONCE)));
}

/**
 * The next neighbours that become one, or undefined when all is well.
 * @param segments oldest first
 */
export function nextMerge<S extends SegmentSize>(segments: readonly S[]): S[] | undefined {
  for (let start = segments.length - MERGED_AT_ONCE; start >= 0; start--) {
    const group = segments.slice(start, start + MERGED_AT_ONCE);
    const tiers = group.map(tierOf);
    const total = group.reduce((sum, { documents }) => sum + documents, 0);
    // A small one between larger ones is taken along, for it would stay alone
    if (total <= LARGEST && tiers.filter((tier) => tier === Math.max(...tiers)).length >= MERGED_AT_ONCE - 1)
      return group;
  }
  return undefined;
}
