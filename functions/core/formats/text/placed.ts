/** What each block of a page looks like by itself and among its copies: prose, credit, date, furniture, or open. */
import type { Block } from './blocks.ts';
import { dateIn, readAboutLine, YEAR } from '../../furniture/about-line.ts';
import { isByline, isPerson, personWithPosition } from '../../furniture/byline.ts';
import { isPhotoCredit, splitCaption } from '../../furniture/credits.ts';
import { readDateLines } from '../../furniture/date-line.ts';
import { furnitureOf, isTrail } from '../../furniture/furniture.ts';
import { printedTwice } from './printed-twice.ts';
import { isSentenceLike } from './prose.ts';
import { lettersOf } from '../../text/whitespace.ts';

/** A block with what it turned out to be. */
export interface Placed extends Block {
  /** Anything but a candidate for headline, deck or text. */
  role: 'free' | 'prose' | 'deck' | 'photo' | 'caption' | 'byline' | 'date' | 'furniture' | 'repeated';
  reason: string;
  /** Its letters and digits, by which copies are told. */
  key: string;
}

const REPEATED_BELOW_WORDS = 25;
/** Words of a sentence where the page has no longer one. */
const BRIEF_SENTENCE = 5;
export const DECK_WORDS = { from: 5, to: 60 };

/** Every block with its role, as far as it shows by itself. */
export function place(blocks: readonly Block[]): Placed[] {
  const lines = blocks.map((block) => ({
    block,
    key: lettersOf(block.text),
    words: block.words,
    isSentence: isSentenceLike(block),
  }));
  const twice = printedTwice(lines);
  const { firsts, copies } = copiesOf(lines, twice);
  const firstProse = lines.findIndex(({ isSentence }) => isSentence);
  return lines.map(({ block, key, isSentence }, index) => {
    const places = copies.get(key) ?? NO_COPIES;
    const seenBefore = firsts.get(key) !== index;
    const placed = (role: Placed['role'], reason: string = role): Placed => ({ ...block, role, reason, key });
    if (twice.has(index)) return placed('repeated', 'boilerplate');
    const furniture = furnitureOf(block.text, block.words);
    const isCredit = isPhotoCredit(block.text);
    // a credit that has a year may have the day beside it
    const mayBeAbout =
      !seenBefore &&
      !block.stop &&
      (furniture === undefined || furniture === 'navigation') &&
      (!isCredit || YEAR.test(block.text));
    const about = mayBeAbout ? readAboutLine(block.text) : undefined;
    if (about?.isWhole === true) return placed(about.dates.length > 0 ? 'date' : 'byline');
    // below the text a label says where the story ends, although the menu has it too
    if (furniture === 'section-label' && firstProse >= 0 && index > firstProse)
      return placed('furniture', furniture);
    if (isCredit) return seenBefore ? placed('repeated', 'boilerplate') : placed('photo');
    if (places.length > 1 && block.words < REPEATED_BELOW_WORDS && key !== '') {
      // a page that prints its headline, its byline or a paragraph twice says it once
      const kept =
        !seenBefore &&
        (isSentence ||
          isTitleAbove(block, places, firstProse) ||
          isAboutStory(block.text, index < firstProse || isByDate(blocks, index)));
      if (!kept) return placed('repeated', 'boilerplate');
    } else if (seenBefore && key !== '') return placed('repeated', 'boilerplate');
    if (furniture !== undefined) return placed('furniture', furniture);
    if (isTrail(block.text, block.words)) return placed('furniture', 'navigation');
    if (isByline(block.text)) return placed('byline');
    if (readDateLines(block.text).length > 0) return placed('date');
    if (block.words <= 60 && splitCaption(block.text) !== undefined) return placed('caption');
    const isProse = firstProse < 0 ? isSentenceLike(block, BRIEF_SENTENCE) : isSentence;
    return placed(isProse ? 'prose' : 'free');
  });
}

const NO_COPIES: readonly number[] = [];

/** Where each line stands first, and all places of those that stand in several. @param left blocks that do not count */
function copiesOf(
  lines: readonly { key: string }[],
  left: ReadonlySet<number>,
): { firsts: Map<string, number>; copies: Map<string, number[]> } {
  const firsts = new Map<string, number>();
  const copies = new Map<string, number[]>();
  lines.forEach(({ key }, index) => {
    if (left.has(index)) return;
    const first = firsts.get(key);
    const known = copies.get(key);
    if (first === undefined) firsts.set(key, index);
    else if (known === undefined) copies.set(key, [first, index]);
    else known.push(index);
  });
  return { firsts, copies };
}

/** The next block of words, up or down. */
export function neighbour<T extends Block>(blocks: readonly T[], index: number, step: 1 | -1): T | undefined {
  let at = index + step;
  while (blocks[at]?.words === 0) at += step;
  return blocks[at];
}

const READING_TIME =
  /(?<!\p{L})\d{1,3} ?min(?:ute)?s?\.? (?:read|lesezeit|lesedauer)|^\D{0,30}\d{1,3}\D? ?min\p{L}{0,5}\.?(?: \p{L}{2,10}){0,3}$/iu;

export function isReadingTime({ text, words }: Block): boolean {
  return words <= 8 && READING_TIME.test(text);
}

/** The date or the reading time is beside it. */
function isByDate(blocks: readonly Block[], index: number): boolean {
  return [neighbour(blocks, index, -1), neighbour(blocks, index, 1)].some(
    (block) =>
      block !== undefined && !block.stop && (dateIn(block.text) !== undefined || isReadingTime(block)),
  );
}

/** Who wrote it, and when; a bare name says so above the text only. */
function isAboutStory(text: string, isAbove: boolean): boolean {
  return (
    isByline(text) ||
    (isAbove && (isPerson(text) || personWithPosition(text) !== undefined)) ||
    readDateLines(text).length > 0
  );
}

/** The copies all stand before the text, and it is long enough for a headline and no promotion. */
function isTitleAbove({ text, words }: Block, places: readonly number[], firstProse: number): boolean {
  return words >= 4 && furnitureOf(text, words) === undefined && places.every((place) => place < firstProse);
}

/**
 * A deck has no stop, as a rule; what ends with one and stands above the byline or the date is a deck all the same.
 * @returns the blocks, with it marked
 */
export function markDeck(blocks: readonly Placed[]): readonly Placed[] {
  const first = blocks.findIndex(({ role }) => role === 'prose');
  const next = blocks.findIndex(({ role }, index) => index > first && role === 'prose');
  const deck = blocks[first];
  if (deck === undefined || next < 0 || deck.words > DECK_WORDS.to) return blocks;
  const above = blocks.slice(0, first);
  const between = blocks.slice(first + 1, next);
  const isBelowTitle = above.at(-1)?.role === 'free' && !above.some(({ role }) => isByOrDate(role));
  const isDeck = isBelowTitle && between.some(({ role }) => isByOrDate(role)) && !between.some(isText);
  return isDeck ? blocks.with(first, { ...deck, role: 'deck' }) : blocks;
}

export function isByOrDate(role: Placed['role']): boolean {
  return role === 'byline' || role === 'date';
}

/** Prose, or a short line that ends as a sentence does. */
export function isText({ role, stop }: Placed): boolean {
  return role === 'prose' || (role === 'free' && stop);
}

export function isTextAt(blocks: readonly Placed[], index: number): boolean {
  const block = blocks[index];
  return block !== undefined && isText(block);
}
