/** The release that reads files, as package.json has it: kept with each revision, so that what an older one has read is found. */
export const RELEASE = '0.1.0';

/** Whether a release comes before another one; one that nobody has kept comes before all. */
export function isBefore(release: string | undefined, other: string): boolean {
  if (release === undefined) return true;
  const [left, right] = [numbersOf(release), numbersOf(other)];
  const at = left.findIndex((number, index) => number !== (right[index] ?? 0));
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0);
}

/** `1.2.3`, and `1.2.3-rc.1` as its numbers. */
function numbersOf(release: string): number[] {
  const [numbers = ''] = release.split('-', 1);
  return [0, 1, 2].map((index) => Number(numbers.split('.')[index] ?? 0));
}
