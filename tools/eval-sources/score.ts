/** Compares what the tagger found with what a careful reader finds: pairs of id and role, speakers by name. */
import type { SourceTag } from '../../functions/core/article/record.ts';
import type { Expected, Reading } from './set.ts';

/** What counts of a tag. */
export type Found = Pick<SourceTag, 'id' | 'name' | 'role' | 'affiliation'>;

/** What came of one text. */
export interface Outcome {
  /** Expected and found. */
  hits: { expected: Expected; found: Found }[];
  /** Expected and not found. */
  misses: Expected[];
  /** Found and not expected, each source once. */
  extras: Found[];
}

/**
 * Matches tags with labels. Several tags of one source in one role are one; the delivery's own tag (provider) is
 * no matter of the text; what a label calls optional is neither hit, miss nor extra.
 */
export function scoreText(expect: readonly Expected[], tags: readonly Found[]): Outcome {
  const hits = new Map<Expected, Found>();
  const extras = new Map<string, Found>();
  for (const tag of tags) {
    if (tag.role === 'provider') continue;
    const expected =
      expect.find((label) => !hits.has(label) && names(label, tag)) ??
      expect.find((label) => names(label, tag));
    if (expected !== undefined) hits.set(expected, hits.get(expected) ?? tag);
    else if (!expect.some((label) => isEcho(label, tag))) extras.set(keyOf(tag), tag);
  }
  const required = expect.filter(({ optional }) => !optional);
  return {
    hits: required.flatMap((expected) => {
      const found = hits.get(expected);
      return found === undefined ? [] : [{ expected, found }];
    }),
    misses: required.filter((expected) => !hits.has(expected)),
    extras: [...extras.values()],
  };
}

/** True where the affiliation that the tagger gives shares a word with the sentence's own. */
export function affiliationMatches(expected: Expected, found: Found): boolean {
  const wanted = wordsOf(expected.affiliation ?? '');
  return wordsOf(found.affiliation ?? '').some((word) => word.length > 2 && wanted.includes(word));
}

function keyOf({ id, role, name }: Found): string {
  return `${role} ${id ?? `"${wordsOf(name).join(' ')}"`}`;
}

function names(label: Expected, tag: Found): boolean {
  return [label, ...label.or].some((reading) => fits(reading, label, tag));
}

function fits({ id, role }: Reading, label: Expected, tag: Found): boolean {
  if (role !== tag.role) return false;
  if (role === 'unnamed-wires') return true;
  if (id !== null) return id === tag.id;
  return tag.id === null && sameName(label, tag.name);
}

/** The label's words, with at most a title around them; of an optional label any of them. */
function sameName({ name, optional }: Expected, foundName: string): boolean {
  const wanted = wordsOf(name ?? '');
  const found = wordsOf(foundName);
  if (optional) return wanted.some((word) => found.includes(word));
  const extra = found.filter((word) => !wanted.includes(word)).length;
  return wanted.every((word) => found.includes(word)) && extra <= 3;
}

/** A person named again by the last name: no source of its own, and alone not enough. */
function isEcho({ role, name }: Expected, tag: Found): boolean {
  if (role !== tag.role || (role !== 'speaker' && role !== 'photographer')) return false;
  const last = wordsOf(name ?? '').at(-1);
  return last !== undefined && wordsOf(tag.name).at(-1) === last;
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Hits, misses and extras, added up. */
export class Tally {
  hits = 0;
  misses = 0;
  extras = 0;

  /** Of what was found, the share that is right; 1 where nothing was found. */
  get precision(): number {
    return share(this.hits, this.hits + this.extras);
  }

  /** Of what is there, the share that was found; 1 where nothing is there. */
  get recall(): number {
    return share(this.hits, this.hits + this.misses);
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
