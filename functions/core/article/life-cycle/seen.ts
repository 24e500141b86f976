/** What an article remembers of its sayings: by it a file that comes again is known. */
import type { Placed, Standing } from './standing.ts';

export function textsOf(seen: readonly string[]): string[] {
  return [...new Set(seen.map(textOf))].filter((key) => key !== '');
}

/**
 * The revision that brought the same version with the same content, if it is still remembered.
 * @param clock only one with this clock as it is written
 */
export function seenRevision(
  { seen }: Pick<Standing, 'seen'>,
  saying: { version: string | null; contentHash: string },
  clock?: string | null,
): number | undefined {
  const start = `${sameSending(saying)}|`;
  const end = clock === undefined ? '' : `|${shortClock(clock)}`;
  const entry = seen.find((one) => one.startsWith(start) && one.endsWith(end));
  return entry === undefined ? undefined : Number(entry.slice(start.length).split('|', 1)[0]);
}

export function seenEntry(placed: Placed): string {
  const { revision, textKey, versionCreated } = placed;
  return `${sameSending(placed)}|${revision}|${textKey ?? ''}|${shortClock(versionCreated)}`;
}

export function textOf(seen: string): string {
  return seen.split('|')[3] ?? '';
}

/** Seconds, in as few characters as they need. */
function shortClock(clock: string | null): string {
  return clock === null ? '' : Math.floor(Date.parse(clock) / 1000).toString(36);
}

/** What makes two sendings of one article the same sending. */
function sameSending({ version, contentHash }: { version: string | null; contentHash: string }): string {
  return `${version?.replaceAll('|', '/') ?? ''}|${contentHash.slice(0, 16)}`;
}
