/**
 * The pace of the machine: work that is always the same and grows with its input, of the kind that readers do. Processor
 * time alone is no measure: beside busy neighbours the same work takes twice as much of it.
 */

/** Milliseconds of processor time that the work takes on a machine at rest, where the budget of an input was set. */
export const USUAL_MS = 70;

const WORDS = ['ferry', 'harbour', 'Åsa', 'said', '<p>', '&amp;', '1931', 'island', 'the', '—'];
const TEXT = Array.from({ length: 60_000 }, (_, at) => WORDS[(at * 7) % WORDS.length]).join(' ');

/** @returns a number that depends on all of it, so that nothing can be left out */
export function fixedWork(): number {
  const counts = new Map<string, number>();
  let length = 0;
  for (let round = 0; round < 3; round++) {
    for (const [word] of TEXT.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) {
      const key = word.toLowerCase().normalize('NFD');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    length += JSON.stringify(TEXT.split(' ').map((word) => ({ word }))).replace(/\s+/g, ' ').length;
  }
  return length + counts.size;
}
