/** What tells the headline of a page from the other lines above its story, in text without mark-up. */
import { dateIn } from '../../furniture/about-line.ts';
import { isByOrDate, type Placed } from './placed.ts';
import { shareOn, topicOf, topicWords } from './topic.ts';

/** A line that may be the headline, in its place. */
export interface TitleSite {
  index: number;
  block: Placed;
  /** Blocks down to the first of the story; less than 0 below it. */
  down: number;
  /** Other blocks of the same letters. */
  copies: number;
  /** Another line above the story holds it, and little more. */
  isWithin: boolean;
  /** Blocks down to the next byline or date, and up to one. */
  toByline: number;
  fromByline: number;
  onTopic: number;
  /** Of the words that the story uses most it has three, or fewer. */
  topWords: number;
  /** Of the lines above and below, where they are long enough for a headline. */
  topicAbove: number;
  topicBelow: number;
  /** Lines of four words and more right about it, without a stop. */
  linesAbout: number;
  above: Placed | undefined;
  below: Placed | undefined;
  /** Of the candidates with three words and more: the first is 0. */
  order: number;
}

function flag(holds: boolean): number {
  return holds ? 1 : 0;
}

function logOf(value: number, most: number): number {
  return Math.min(1, Math.log1p(value) / Math.log1p(most));
}

/** All between 0 and 1. */
export const FEATURES = {
  twoWords: ({ block }: TitleSite) => flag(block.words <= 2),
  threeWords: ({ block }: TitleSite) => flag(block.words === 3),
  fewWords: ({ block }: TitleSite) => flag(block.words >= 4 && block.words <= 5),
  manyWords: ({ block }: TitleSite) => flag(block.words > 15),
  tooMany: ({ block }: TitleSite) => flag(block.words > 22),
  isAbove: ({ down }: TitleSite) => flag(down > 0),
  rightAbove: ({ down }: TitleSite) => flag(down === 1),
  near: ({ down }: TitleSite) => flag(down > 0 && down <= 4),
  down: ({ down }: TitleSite) => logOf(Math.max(0, down), 80),
  farDown: ({ down }: TitleSite) => flag(down > 30),
  up: ({ down }: TitleSite) => logOf(Math.max(0, -down), 40),
  copied: ({ copies }: TitleSite) => flag(copies > 0),
  oftenCopied: ({ copies }: TitleSite) => flag(copies > 1),
  withMore: ({ isWithin }: TitleSite) => flag(isWithin),
  question: ({ block }: TitleSite) => flag(ASKS.test(block.text)),
  colonBehind: ({ block }: TitleSite) => flag(block.text.endsWith(':')),
  colonWithin: ({ block }: TitleSite) => flag(/\p{L}: \S/u.test(block.text)),
  bars: ({ block }: TitleSite) => flag(/\s[|›»·•–-]\s/u.test(block.text)),
  trail: ({ block }: TitleSite) => flag(/[›»>|/•]/u.test(block.text)),
  dated: ({ block }: TitleSite) => flag(dateIn(block.text) !== undefined),
  reading: ({ block }: TitleSite) => flag(READING_TIME.test(block.text)),
  joined: ({ block }: TitleSite) => flag(/\p{Ll}\p{Lu}\p{Ll}/u.test(block.text)),
  you: ({ block }: TitleSite) =>
    flag(
      /\b(?:your?|our|us|we|my|me|please|sign|log|skip|menu|search|subscribe|contact)\b/i.test(block.text),
    ),
  prose: ({ block }: TitleSite) => flag(block.role === 'prose'),
  bylineNext: ({ toByline }: TitleSite) => flag(toByline === 1),
  bylineNear: ({ toByline }: TitleSite) => flag(toByline > 1 && toByline <= 4),
  bylineAbove: ({ fromByline }: TitleSite) => flag(fromByline <= 2),
  stopBelow: ({ below }: TitleSite) => flag(below?.stop === true),
  longerThanAbove: ({ block, above }: TitleSite) =>
    flag(above === undefined || block.words > above.words + 2),
  shortAbove: ({ above }: TitleSite) => flag(above !== undefined && above.words <= 3 && !above.stop),
  shortBelow: ({ below }: TitleSite) =>
    flag(below !== undefined && below.words <= 3 && !below.stop && !isByOrDate(below.role)),
  repeatedBelow: ({ below }: TitleSite) => flag(below?.role === 'repeated'),
  furnitureAbove: ({ above }: TitleSite) => flag(above?.role === 'furniture'),
  trailAbove: ({ block, above }: TitleSite) =>
    flag(above !== undefined && above.text !== block.text && above.text.endsWith(block.text)),
  onTopic: ({ onTopic }: TitleSite) => onTopic,
  offTopic: ({ onTopic }: TitleSite) => flag(onTopic === 0),
  topWord: ({ topWords }: TitleSite) => topWords,
  topWords: ({ topWords, block }: TitleSite) => (block.words > 3 ? topWords : 0),
  topicAbove: ({ topicAbove }: TitleSite) => topicAbove,
  topicBelow: ({ topicBelow }: TitleSite) => topicBelow,
  moreOnTopicThanAbove: ({ onTopic, topicAbove }: TitleSite) => flag(onTopic > topicAbove),
  linesAbout: ({ linesAbout }: TitleSite) => logOf(linesAbout, 10),
  titleAbove: ({ above }: TitleSite) => flag(isTitleLike(above)),
  titleBelow: ({ below }: TitleSite) => flag(isTitleLike(below)),
  first: ({ order }: TitleSite) => flag(order === 0),
  order: ({ order }: TitleSite) => logOf(order, 30),
  top: ({ index }: TitleSite) => flag(index === 0),
  capitals: ({ block }: TitleSite) => capitalsOf(block.text),
} satisfies Record<string, (site: TitleSite) => number>;

const ASKS = /[?!？！]\W{0,2}$/;
const READING_TIME = /\b\d+ ?-?min(?:ute)?s?\b/i;

export type TitleFeature = keyof typeof FEATURES;

function capitalsOf(text: string): number {
  const words = text.split(' ').filter((word) => /^\p{L}{4}/u.test(word));
  return words.length === 0 ? 0 : words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length;
}

function isTitleLike(block: Placed | undefined): block is Placed {
  if (block === undefined) return false;
  const { role, words, stop, bullet } = block;
  return (role === 'free' || role === 'repeated') && words >= 4 && words <= 20 && !stop && !bullet;
}

const WORDS = { least: 2, most: 32 };
const LONGEST = 300;
/** Blocks within the story in which the headline is sought as well: a notice may stand above it. */
const WITHIN = 40;
/** What stands farther above is not looked at. */
const ABOVE = 300;
/** Fewer blocks above the prose are no page around it. */
const NAVIGATION = 4;
/** Of the prose of the story, at most. */
const NOTICE_SHARE = 0.2;
/** A question may be taken for the first sentence of the story. */
const SENTENCE = { words: 30, within: 3 };

/** Every line that may be the headline. @param story where its prose begins and ends */
export function titleSites(
  blocks: readonly Placed[],
  { first, last }: { first: number; last: number },
): TitleSite[] {
  const topic = topicOf(blocks.slice(first, last + 1));
  const top = topWords(topic);
  const end = endOfHead(blocks, first, last);
  const topicAt = (index: number): number => {
    const block = blocks[index];
    return isTitleLike(block) ? shareOn(topic, block.text, index >= first) : 0;
  };
  const start = Math.max(0, first - ABOVE);
  const counts = new Map(blocks.slice(start, end).map(({ key }) => [key, 0]));
  for (const { key } of blocks) {
    const count = counts.get(key);
    if (count !== undefined) counts.set(key, count + 1);
  }
  const isDated = blocks.slice(start, end + BYLINE_BELOW).map(isByOrTime);
  const longer = blocks.slice(start, end).flatMap(({ key }) => (key.length < LONGEST ? key : []));
  let order = 0;
  return blocks.slice(start, end).flatMap((block, at): TitleSite[] => {
    const index = start + at;
    if (!mayBeTitle(block, index - first)) return [];
    const { key } = block;
    const next = isDated.indexOf(true, at + 1);
    const before = at === 0 && start > 0 ? -1 : isDated.lastIndexOf(true, Math.max(0, at - 1));
    const words = new Set(topicWords(block.text));
    const site: TitleSite = {
      index,
      block,
      down: first - index,
      copies: (counts.get(key) ?? 1) - 1,
      isWithin: block.words >= 3 && longer.some((other) => isLonger(other, key)),
      toByline: next < 0 ? Infinity : next - at,
      fromByline: before < 0 ? index + 1 : at - before,
      onTopic: shareOn(topic, block.text, index >= first),
      topWords: Math.min(1, top.filter((word) => words.has(word)).length / 3),
      topicAbove: topicAt(index - 1),
      topicBelow: topicAt(index + 1),
      linesAbout: linesAbout(blocks, index),
      above: blocks[index - 1],
      below: blocks[index + 1],
      order,
    };
    if (block.words >= 3) order++;
    return [site];
  });
}

function mayBeTitle({ role, words, text, stop }: Placed, within: number): boolean {
  if (stop && !ASKS.test(text)) return false;
  if (words < WORDS.least || words > WORDS.most || text.length > LONGEST) return false;
  if (role === 'prose') return words <= SENTENCE.words && within < SENTENCE.within;
  return role === 'free' || role === 'repeated';
}

function endOfHead(blocks: readonly Placed[], first: number, last: number): number {
  if (first < NAVIGATION) return first + 1;
  const words = (some: readonly Placed[]): number =>
    some.reduce((sum, { role, words }) => sum + (role === 'prose' ? words : 0), 0);
  const most = words(blocks.slice(first, last + 1)) * NOTICE_SHARE;
  let above = 0;
  for (let at = first; at <= last && at < first + WITHIN; at++) {
    const block = blocks[at];
    if (block?.role === 'prose') above += block.words;
    if (above > most) return at + 1;
  }
  return Math.min(blocks.length, first + WITHIN, last + 1);
}

/** The name of the site or of the section stands beside it. */
function isLonger(other: string, key: string): boolean {
  return other.length > key.length && other.length < key.length + 60 && other.includes(key);
}

const BYLINE_BELOW = 5;

function isByOrTime({ role, text }: Placed): boolean {
  return isByOrDate(role) || dateIn(text) !== undefined || READING_TIME.test(text);
}

function linesAbout(blocks: readonly Placed[], index: number): number {
  let lines = 0;
  for (let at = index - 1; at >= index - 5 && isTitleLike(blocks[at]); at--) lines++;
  for (let at = index + 1; at <= index + 5 && isTitleLike(blocks[at]); at++) lines++;
  return lines;
}

const TOP_WORDS = 8;

function topWords(topic: ReadonlyMap<string, number>): string[] {
  return [...topic]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOP_WORDS)
    .map(([word]) => word);
}
