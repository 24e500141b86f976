/** The story of a page without what the page says around it: its own headline, byline, dates, credits, promotion. */
import type { ChildNode, Element } from 'domhandler';
import type { RemovedText } from '../../article/record.ts';
import { blockOf, type Block } from '../text/blocks.ts';
import { namesIn } from '../../furniture/byline.ts';
import { isCreditLine, isPhotoCredit } from '../../furniture/credits.ts';
import { furnitureOf } from '../../furniture/furniture.ts';
import { isSigned, signatureOf } from '../text/bare-name.ts';
import { isSentenceLike } from '../text/prose.ts';
import { readHeadLine } from './head-lines.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { detach, leafBlocks, spacedText, textIn, withAncestors } from './elements.ts';
import { isInFigure } from './pictures.ts';
import { lettersOf } from '../../text/whitespace.ts';

export interface ArticleText {
  nodes: ChildNode[];
  /** Characters of the running text; 0 where nothing reads as a sentence. */
  length: number;
  /** The heading above, where the page gives itself another headline to be shared by. */
  title: string | undefined;
  by: string | undefined;
  published: string | undefined;
  updated: string | undefined;
  creditLine: string | undefined;
  photoCredits: string[];
  removed: RemovedText[];
}

/** What stands in fields of its own already. */
export interface Known {
  headline: string | undefined;
  /** What the page shows as its headline, where it is shared under another. */
  heading: string | undefined;
  deck: string | undefined;
  by: string | undefined;
}

/** @param nodes the part of the page that holds the story; what is taken out leaves it */
export function articleText(nodes: ChildNode[], known: Known): ArticleText {
  const story: ArticleText = {
    nodes,
    length: 0,
    title: undefined,
    by: undefined,
    published: undefined,
    updated: undefined,
    creditLine: undefined,
    photoCredits: [],
    removed: [],
  };
  const blocks = leafBlocks(elementsIn(nodes)).filter((element) => !isInFigure(element));
  const texts = blocks.map((element) => blockOf(textIn(element) ?? ''));
  // the deck is a sentence too, and stands above the story
  const isKnown = (text: string, index: number): boolean =>
    isSame(text, known.headline) ||
    isSame(text, known.heading) ||
    (isSame(text, known.deck) && isDeck(index, blocks, texts));
  // promotion in whole sentences stands around the story, and within it a sentence is the story's
  const isFurniture = ({ text, words }: Block): boolean => furnitureOf(text, words) !== undefined;
  const first = texts.findIndex(
    (block, index) => isSentenceLike(block) && !isKnown(block.text, index) && !isFurniture(block),
  );
  const last = texts.findLastIndex((block) => isSentenceLike(block) && !isFurniture(block));
  // a brief may have no sentence of twelve words
  if (first < 0 && !texts.some((block) => isSentenceLike(block, 5))) return story;
  blocks.forEach((element, index) => {
    const block = texts[index] ?? blockOf('');
    const isEnd = index > last && (index === blocks.length - 1 || isSigned(block.text));
    const signature = isEnd && known.by === undefined ? signatureOf(block.text) : undefined;
    if (signature !== undefined) {
      story.by ??= signature;
      detach(element, nodes);
      return;
    }
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
  const line = place === 'above' ? readHeadLine(spacedText(element)) : undefined;
  const isAuthor = place === 'above' && isOfAuthor(text, known.by);
  const isAbout = line?.isWhole === true || (place === 'above' && isTimeLine(element, text));
  if (isPhotoCredit(text)) story.photoCredits.push(text);
  else if (isRepeated || isAuthor || isAbout) {
    // stands in a field of its own
    story.by ??= line?.by;
    for (const { kind, iso } of line?.dates ?? []) story[kind] ??= iso;
  } else if (place === 'above' && isSame(text, known.heading)) story.title ??= text;
  else if (reason !== undefined) story.removed.push({ text, reason });
  else if (place === 'below' && isCreditLine(text)) story.creditLine ??= text;
  else return;
  detach(element, story.nodes);
}

const DECK_NAME =
  /(?:^|[\s_-])(?:deck|dek|standfirst|sub-?title|sub-?head(?:line|ing)?|summary|excerpt|abstract|vorspann|chapo|entradilla)(?:$|[\s_-])/i;

/**
 * Pages are often shared by their lead, which is part of the story: a deck is a heading, or is named so, or stands above
 * byline and date.
 */
function isDeck(index: number, blocks: readonly Element[], texts: readonly Block[]): boolean {
  const element = blocks[index];
  if (element === undefined) return false;
  if (/^h[1-6]$/.test(element.name)) return true;
  if (
    withAncestors(element)
      .slice(0, 2)
      .some(({ attribs }) => DECK_NAME.test(attribs.class ?? ''))
  )
    return true;
  const end = texts.findIndex((block, at) => at > index && isSentenceLike(block));
  return blocks
    .slice(index + 1, end < 0 ? index + 1 : end)
    .some((below) => readHeadLine(spacedText(below))?.isWhole === true);
}

/** "Published <time>2 March</time>, updated <time>an hour ago</time>". */
function isTimeLine(element: Element, text: string): boolean {
  return (
    blockOf(text).words <= LONGEST_TIME_LINE && elementsIn([element]).some(({ name }) => name === 'time')
  );
}

const LONGEST_TIME_LINE = 14;

function isSame(text: string, known: string | undefined): boolean {
  return known !== undefined && lettersOf(text) === lettersOf(known) && lettersOf(text) !== '';
}

/** The names alone, or with a job: "Ada Lund, Oslo correspondent". */
function isOfAuthor(text: string, known: string | undefined): boolean {
  if (known === undefined) return false;
  if (isSame(text, known)) return true;
  const names = namesIn(text);
  const others = new Set(namesIn(known));
  return (
    names.every((name) => others.has(name)) ||
    (text.includes(known) && blockOf(text).words <= LONGEST_AUTHOR_LINE)
  );
}

const LONGEST_AUTHOR_LINE = 12;
