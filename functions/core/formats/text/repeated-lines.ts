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
  if (!blocks.slice(first, last + 1).some(({ role }) => role === 'repeated')) return new Set();
  const isContents = contentsIn(blocks);
  /** Letters of lines that stand outside of the story as well. */
  const elsewhere = new Set<string>();
  blocks.forEach((block, index) => {
    if (mayComeBack(block) && !isContents.has(index) && (index < first || index > last))
      elsewhere.add(block.key);
  });
  const isLine = new Map<string, boolean>();
  const found = new Set<number>();
  for (let index = first; index <= last; index++) {
    const block = blocks[index];
    if (block?.role !== 'repeated' || block.key === headline || isContents.has(index)) continue;
    if (elsewhere.has(block.key) && !isHeadingAt(blocks, index)) continue;
    const known = isLine.get(block.key) ?? mayBeLine(block);
    isLine.set(block.key, known);
    if (known) found.add(index);
  }
  return found;
}

function mayComeBack({ role }: Placed): boolean {
  return role === 'repeated' || role === 'free';
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
function contentsIn(blocks: readonly Placed[]): Set<number> {
  const found = new Set<number>();
  const next = nextCopies(blocks);
  for (let index = 0; index + 1 < blocks.length; index++) {
    const [here, below] = [next[index], next[index + 1]];
    if (here === undefined || below === undefined || here <= index + 1 || below <= here + 1) continue;
    found.add(index).add(index + 1);
  }
  return found;
}

/** Where each line comes back next. */
function nextCopies(blocks: readonly Placed[]): (number | undefined)[] {
  const last = new Map<string, number>();
  const next = new Array<number | undefined>(blocks.length);
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at];
    if (block === undefined || !mayComeBack(block)) continue;
    next[at] = last.get(block.key);
    last.set(block.key, at);
  }
  return next;
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
