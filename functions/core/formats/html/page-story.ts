/** The story cut out of its page: the blocks that are chosen, in the mark-up around them, with the pictures among them. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import type { RemovedText } from '../../article/record.ts';
import { splitCaption } from '../../furniture/credits.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { labelAt, STORY_WORDS } from '../text/page-labels.ts';
import { printedTwice } from '../text/printed-twice.ts';
import { BOX, shareOn, topicOf } from '../text/topic.ts';
import { isBoxLabel } from '../../furniture/furniture.ts';
import { chosen } from '../common/choice.ts';
import { likelihoodOf } from './block-choice.ts';
import { sitesOf, type Site, type Titles } from './block-features.ts';
import { readHeadLine } from './head-lines.ts';
import { isListing } from './listing.ts';
import { pageBlocks } from './page-blocks.ts';

export interface PageStory {
  nodes: ChildNode[];
  /** What stood between its blocks, or with them in one article. */
  removed: RemovedText[];
  /** It would be made of teasers. */
  isListing: boolean;
  /** No block of the page is likely one of a story. */
  isUnlikely: boolean;
}

/** Its address, and its headline where it says that it is an article. */
export interface PageItself {
  address: string | undefined;
  headline: string | undefined;
}

/**
 * @param nodes of the whole page: what is no part of the story leaves them
 * @param titles as the fields of the page say them
 * @param page as it calls itself
 */
export function cutStory(nodes: ChildNode[], titles: Titles, page: PageItself): PageStory {
  const sites = sitesOf(pageBlocks(nodes), titles);
  const likely = sites.map((site) => likelihoodOf(site));
  const take = chosen(sites.map((site, index) => ({ words: site.block.words, likely: likely[index] ?? 0 })));
  const headAt = sites.findIndex(({ belowHead }) => belowHead === 0);
  const from = headAt < 0 ? take.indexOf(true) : Math.min(headAt, take.indexOf(true));
  leaveBoxes(sites, take);
  keepHeadings(sites, take);
  keepLastWords(sites, take);
  keepWhole(sites, take, from);
  leaveCopies(sites, take);
  leaveBelowLabels(sites, take);
  const kept = sites.filter((_, index) => take[index] === true);
  const [first, last] = [take.indexOf(true), take.lastIndexOf(true)];
  const listing = first >= 0 && isListing(sites, { first, last }, page);
  const prose = sites.findIndex(
    ({ isSentence, isDeck }, index) => isSentence && !isDeck && take[index] === true,
  );
  const article = articleAround(kept);
  const removed = sites.flatMap((site, index) => {
    if (take[index] === true || (index < prose && isOfHead(site))) return [];
    const isTold = (index > first && index < last) || (article !== undefined && isBelow(site, article));
    return isTold ? [{ text: shown(site), reason: reasonOf(site) }] : [];
  });
  prune(nodes, sites, take, from);
  return {
    nodes,
    isListing: listing,
    isUnlikely: likely.every((one) => one < UNLIKELY),
    removed: removed.slice(0, MOST_REMOVED),
  };
}

/** The likeliest block of a page with a story is likelier. */
const UNLIKELY = 0.45;

/** Boxes of these names that hold a sentence at most are told by the name alone. */
const SLIGHT = ['promotion', 'others', 'comments', 'author'] as const;
const MOST_PROSE = 40;

function isInSlightBox(site: Site): boolean {
  for (let at = site.around; at !== undefined; at = at.above) {
    const { levels, prose } = at;
    if (prose > MOST_PROSE || levels.story === 0) return false;
    if (SLIGHT.some((kind) => levels[kind] === 0)) return true;
  }
  return false;
}

/** The foot of an article may hold its last words, that of a page none. */
function isOfPage({ around }: Site): boolean {
  if (around === undefined) return false;
  const { article, footer, nav } = around.levels;
  return nav < article || footer < Math.min(article, 90);
}

/** What is never of the story, as long as there is another block that may be. */
function leaveBoxes(sites: readonly Site[], take: boolean[]): void {
  const isLeft = sites.map((site) => isInSlightBox(site) || isOfPage(site) || site.isInLabelled);
  if (take.every((isTaken, index) => !isTaken || isLeft[index] === true)) return;
  for (const index of take.keys()) if (isLeft[index] === true) take[index] = false;
}

/** What stands below the label of comments, forms or other pages, if the story has more words above it. */
function leaveBelowLabels(sites: readonly Site[], take: boolean[]): void {
  const blocks = sites.map(({ block }) => block);
  const isText = sites.map(({ isSentence }, index) => isSentence && take[index] === true);
  const texts = blocks.filter((_, index) => isText[index] === true);
  let below = texts.reduce((sum, { words }) => sum + words, 0);
  let above = 0;
  let passed = 0;
  let topic: Map<string, number> | undefined;
  // a box within the story stands above more of what the story is about
  const goesOn = (label: number): boolean => {
    if (!isBoxLabel(blocks[label]?.text ?? '')) return false;
    if (above < BOX.story) return true;
    topic ??= topicOf(texts.slice(0, passed).map(({ text }) => ({ text, role: 'prose' })));
    const next = texts.slice(passed, passed + BOX.paragraphs).map(({ text }) => text);
    return shareOn(topic, next.join(' '), false) >= BOX.onTopic;
  };
  const end = blocks.findIndex(({ words }, index) => {
    const isEnd = above >= STORY_WORDS && below < above && labelAt(blocks, index) !== undefined;
    if (isEnd && !goesOn(index)) return true;
    if (isText[index] !== true) return false;
    above += words;
    below -= words;
    passed++;
    return false;
  });
  if (end >= 0) take.fill(false, end);
}

/** The first of what is printed twice stays. */
function leaveCopies(sites: readonly Site[], take: boolean[]): void {
  const taken = [...sites.keys()].filter((index) => take[index] === true);
  const blocks = taken.flatMap((index) => sites[index] ?? []);
  const copies = printedTwice(
    blocks.map(({ key, isSentence, block: { words } }) => ({ key, words, isSentence })),
  );
  for (const [at, index] of taken.entries()) if (copies.has(at)) take[index] = false;
}

/** A heading goes with the text straight below it. */
function keepHeadings(sites: readonly Site[], take: boolean[]): void {
  for (let index = sites.length - 2; index >= 0; index--) {
    const [site, below] = [sites[index], sites[index + 1]];
    if (take[index + 1] !== true || site?.reason !== undefined || site === undefined) continue;
    if (/^h[2-6]$/.test(site.block.tag) && site.around?.element.parent === below?.around?.element.parent)
      take[index] = true;
  }
}

/** A last short paragraph right behind the story, in the box that the page itself calls its text. */
function keepLastWords(sites: readonly Site[], take: boolean[]): void {
  const last = take.lastIndexOf(true);
  const text = sites[last] === undefined ? undefined : textBoxAround(sites[last]);
  if (text === undefined) return;
  for (let index = last + 1; index < sites.length; index++) {
    const site = sites[index];
    if (site === undefined || textBoxAround(site) !== text) return;
    const { block, reason, density } = site;
    if (block.tag !== 'p' || !block.stop || reason !== undefined || density > 0 || isInSlightBox(site))
      return;
    take[index] = true;
  }
}

function textBoxAround({ around }: Site): Element | undefined {
  for (let at = around; at !== undefined; at = at.above)
    if (at.element.attribs.itemprop === 'articleBody') return at.element;
  return undefined;
}

/** Stands in a field of its own. */
function isOfHead({ block, belowHead, isDeck, around }: Site): boolean {
  if (belowHead === 0 || isDeck || (around !== undefined && around.levels.figure < 90)) return true;
  return readHeadLine(block.text)?.isWhole === true;
}

const LONGEST_REMOVED = 300;
const MOST_REMOVED = 60;

function shown({ block }: Site): string {
  return block.text.slice(0, LONGEST_REMOVED).toWellFormed();
}

function reasonOf(site: Site): string {
  const { reason, density, block, around } = site;
  if (reason !== undefined) return reason;
  const near = (kind: 'comments' | 'others' | 'promotion' | 'caption' | 'figure'): boolean =>
    around !== undefined && around.levels[kind] < 90;
  if (near('comments')) return 'comments';
  if (near('promotion')) return 'promotion';
  if (near('figure') || near('caption') || splitCaption(block.text) !== undefined) return 'caption';
  return near('others') || density > 0.5 ? 'related' : 'boilerplate';
}

/** The outermost article element that holds most of what is kept. */
function articleAround(kept: readonly Site[]): Element | undefined {
  const words = new Map<Element, number>();
  let total = 0;
  for (const { block, around } of kept) {
    total += block.words;
    for (let at = around; at !== undefined; at = at.above) {
      if (at.element.name !== 'article' && at.element.name !== 'main') continue;
      words.set(at.element, (words.get(at.element) ?? 0) + block.words);
    }
  }
  const holding = [...words].filter(([, held]) => held > total / 2).map(([element]) => element);
  return holding.find(({ name }) => name === 'article') ?? holding[0];
}

function isBelow({ around }: Site, element: Element): boolean {
  for (let at = around; at !== undefined; at = at.above) if (at.element === element) return true;
  return false;
}

/**
 * Tables and figures among the story are kept or left as they are.
 * @param from the block of the headline, or the first of the story
 */
function keepWhole(sites: readonly Site[], take: boolean[], from: number): void {
  const last = take.lastIndexOf(true);
  const members = new Map<Element, number[]>();
  const pictured = new Map<Element, boolean>();
  sites.forEach((site, index) => {
    const whole = wholeAround(site, pictured);
    if (whole === undefined) return;
    const known = members.get(whole);
    if (known === undefined) members.set(whole, [index]);
    else known.push(index);
  });
  const isWithin = (indexes: readonly number[]): boolean =>
    indexes.every((index) => index >= from && index <= last);
  const parents = new Set(
    sites.flatMap(({ around, isSentence }, index) =>
      isSentence && take[index] === true ? (around?.element.parent ?? []) : [],
    ),
  );
  for (const [element, indexes] of members) {
    const words = (some: readonly number[]): number =>
      some.reduce((sum, index) => sum + (sites[index]?.block.words ?? 0), 0);
    // a table that stands between paragraphs is of the story, whatever its figures look like
    const isKept =
      element.name === 'figure'
        ? isWithin(indexes)
        : (element.parent !== null && parents.has(element.parent)) ||
          words(indexes.filter((index) => take[index] === true)) > words(indexes) / 2;
    for (const index of indexes) take[index] = isKept;
  }
}

/** A table of data; one that lays out a page has paragraphs in its cells. */
const LONGEST_PROSE = 10;

/** @param pictured of each figure whether it has a picture: one may be around a whole page, and is asked for each block */
function wholeAround({ around }: Site, pictured: Map<Element, boolean>): Element | undefined {
  let found: Element | undefined;
  for (let at = around; at !== undefined; at = at.above) {
    const { element } = at;
    if (element.name === 'figure') {
      const known = pictured.get(element);
      const holds = known ?? elementsIn(element.children).some(({ name }) => name === 'img');
      if (known === undefined) pictured.set(element, holds);
      if (holds) found = element;
    } else if (element.name === 'table' && at.prose < at.blocks * LONGEST_PROSE) found = element;
  }
  return found;
}

/** Takes out of the tree what is not kept; of what holds no text, only what stands among the story stays. */
function prune(nodes: ChildNode[], sites: readonly Site[], take: readonly boolean[], from: number): void {
  const places = new Map<ChildNode, number>();
  const holdsKept = new Map<Element, boolean>();
  sites.forEach(({ block, around }, index) => {
    for (const node of block.nodes) places.set(node, index);
    for (let at = around; at !== undefined; at = at.above)
      holdsKept.set(at.element, take[index] === true || holdsKept.get(at.element) === true);
  });
  const last = take.lastIndexOf(true);
  const first = take.indexOf(true);
  let at = -1;
  const isAmong = (node: ChildNode): boolean =>
    at < last && (at >= first || (at >= from && isTag(node) && node.name === 'figure'));
  const keep = (children: ChildNode[]): void => {
    const kept = children.filter((node) => {
      const place = places.get(node);
      if (place !== undefined) {
        at = place;
        return take[place] === true;
      }
      if (!isTag(node)) return true;
      const holds = holdsKept.get(node);
      if (holds === undefined) return isAmong(node);
      if (holds) keep(node.children);
      return holds;
    });
    children.splice(0, children.length, ...kept);
  };
  keep(nodes);
}
