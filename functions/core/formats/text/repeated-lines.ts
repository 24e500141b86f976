/**
 * Lines of a story that come back: "Pros" and "Cons" below each of ten products, sub-headings that a list of contents has,
 * too. What a template repeats stands elsewhere as well: in menus, below the story, beside links.
 */
import { isByline } from '../../furniture/byline.ts';
import { isPhotoCredit } from '../../furniture/credits.ts';
import { readDateLines } from '../../furniture/date-line.ts';
import { furnitureOf } from '../../furniture/furniture.ts';
import { isText, type Placed } from './placed.ts';
import { topicWords } from './topic.ts';

/** Blocks below a sub-heading that may have its words. */
const BELOW = 3;

/**
 * Of the lines that are printed twice those that are the story's.
 * @param story its first and last block
 * @param headline as letters
 */
export function linesOfStory(
  blocks: readonly Placed[],
  { first, last }: { first: number; last: number },
  headline: string | undefined,
): Set<number> {
  const places = new Map<string, number[]>();
  blocks.forEach(({ role, key }, index) => {
    if (role !== 'repeated' && role !== 'free') return;
    const known = places.get(key);
    if (known === undefined) places.set(key, [index]);
    else known.push(index);
  });
  const isContents = contentsIn(blocks, places);
  const found = new Set<number>();
  for (let index = first; index <= last; index++) {
    const block = blocks[index];
    if (block?.role !== 'repeated' || block.key === headline || isContents.has(index)) continue;
    if (!mayBeLine(block)) continue;
    const own = (places.get(block.key) ?? []).filter((at) => !isContents.has(at));
    const isWithin = own.every((at) => at >= first && at <= last);
    if (isWithin || isHeadingAt(blocks, index)) found.add(index);
  }
  return found;
}

function mayBeLine({ text, words }: Placed): boolean {
  return (
    furnitureOf(text, words) === undefined &&
    !isPhotoCredit(text) &&
    !isByline(text) &&
    readDateLines(text).length === 0
  );
}

/** Entries of a list of contents: they stand below one another here, and apart where they come back. */
function contentsIn(blocks: readonly Placed[], places: ReadonlyMap<string, readonly number[]>): Set<number> {
  const found = new Set<number>();
  const next = (index: number): number | undefined =>
    places.get(blocks[index]?.key ?? '')?.find((at) => at > index);
  for (let index = 0; index + 1 < blocks.length; index++) {
    const [here, below] = [next(index), next(index + 1)];
    if (here === undefined || below === undefined || here <= index + 1 || below <= here + 1) continue;
    found.add(index).add(index + 1);
  }
  return found;
}

/** A line between paragraphs that shares a word with what stands below it. */
function isHeadingAt(blocks: readonly Placed[], index: number): boolean {
  const block = blocks[index];
  const below = blocks.slice(index + 1, index + 1 + BELOW);
  const [above, next] = [blocks[index - 1], below[0]];
  if (block === undefined || block.words < 2 || above === undefined || next === undefined) return false;
  if (!isText(above) || !isText(next)) return false;
  const words = new Set(below.filter(isText).flatMap(({ text }) => topicWords(text)));
  return topicWords(block.text).some((word) => words.has(word));
}
