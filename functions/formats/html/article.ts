/** The story of a page without what the page says around it: its own headline, byline, dates, credits, promotion. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import type { RemovedText } from '../../article/record.ts';
import { blockOf } from '../text/blocks.ts';
import { isByline } from '../text/byline.ts';
import { isCreditLine, isPhotoCredit } from '../text/credits.ts';
import { readDateLine } from '../text/date-line.ts';
import { furnitureOf } from '../text/furniture.ts';
import { isSentenceLike } from '../text/prose.ts';
import { elementsIn, textIn } from './metadata.ts';
import { isInFigure } from './pictures.ts';

export interface ArticleText {
  nodes: ChildNode[];
  /** Characters of the running text; 0 where nothing reads as a sentence. */
  length: number;
  by: string | undefined;
  creditLine: string | undefined;
  photoCredits: string[];
  removed: RemovedText[];
}

/** What stands in fields of its own already. */
interface Known {
  headline: string | undefined;
  deck: string | undefined;
  by: string | undefined;
}

const BLOCKS = new Set(
  'p div li h1 h2 h3 h4 h5 h6 td th blockquote section article header footer aside ul ol table pre'.split(
    ' ',
  ),
);

/** @param nodes the part of the page that holds the story; what is taken out leaves it */
export function articleText(nodes: ChildNode[], known: Known): ArticleText {
  const story: ArticleText = {
    nodes,
    length: 0,
    by: undefined,
    creditLine: undefined,
    photoCredits: [],
    removed: [],
  };
  const elements = elementsIn(nodes);
  const mixed = withBlocks(elements);
  const blocks = elements.filter((element) => isLeaf(element, mixed) && !isInFigure(element));
  const texts = blocks.map((element) => blockOf(textIn(element) ?? ''));
  // the deck is a sentence too, and stands above the story
  const isKnown = (text: string): boolean => isSame(text, known.headline) || isSame(text, known.deck);
  const first = texts.findIndex((block) => isSentenceLike(block) && !isKnown(block.text));
  const last = texts.findLastIndex((block) => isSentenceLike(block));
  // a brief may have no sentence of twelve words
  if (first < 0 && !texts.some((block) => isSentenceLike(block, 5))) return story;
  blocks.forEach((element, index) => {
    const block = texts[index] ?? blockOf('');
    const place: Placing = index < first ? 'above' : index > last ? 'below' : 'within';
    if (place !== 'within' || !isSentenceLike(block)) settle(element, block.text, place, story, known);
    if (element.parent !== null || nodes.includes(element)) story.length += block.text.length;
  });
  return story;
}

type Placing = 'above' | 'within' | 'below';

/** Puts a block that is no running text where it belongs; one that is part of the story stays. */
function settle(element: Element, text: string, place: Placing, story: ArticleText, known: Known): void {
  if (text === '') return;
  const reason = furnitureOf(text, blockOf(text).words);
  const isRepeated = isSame(text, known.headline) || (place === 'above' && isSame(text, known.deck));
  const isAuthor = place === 'above' && (isSame(text, known.by) || isByline(text));
  const isDate = place === 'above' && readDateLine(text) !== undefined;
  if (isPhotoCredit(text)) story.photoCredits.push(text);
  else if (isAuthor) story.by ??= text;
  else if (isRepeated || isDate) {
    // stands in a field of its own
  } else if (reason !== undefined) story.removed.push({ text, reason });
  else if (place === 'below' && isCreditLine(text)) story.creditLine ??= text;
  else return;
  drop(element, story.nodes);
}

function drop(element: Element, nodes: ChildNode[]): void {
  const siblings = element.parent?.children ?? nodes;
  const at = siblings.indexOf(element);
  if (at >= 0) siblings.splice(at, 1);
  element.parent = null;
}

/** Elements that hold blocks, at any depth. */
function withBlocks(elements: readonly Element[]): Set<Element> {
  const found = new Set<Element>();
  for (const element of elements) {
    if (!BLOCKS.has(element.name) && element.name !== 'figure') continue;
    for (let at = element.parent; at !== null && isTag(at) && !found.has(at); at = at.parent) found.add(at);
  }
  return found;
}

/** A block without others in it, or what stands among blocks: "<div><time>11 March</time><p>...". */
function isLeaf(element: Element, mixed: ReadonlySet<Element>): boolean {
  if (mixed.has(element)) return false;
  if (BLOCKS.has(element.name)) return true;
  const { name, parent } = element;
  return name !== 'figure' && name !== 'figcaption' && parent !== null && isTag(parent) && mixed.has(parent);
}

function isSame(text: string, known: string | undefined): boolean {
  const plain = (one: string): string => one.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return known !== undefined && plain(text) === plain(known) && plain(text) !== '';
}
