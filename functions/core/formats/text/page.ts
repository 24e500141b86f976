/**
 * A scraped page to its parts: the story is what lies between the first and the last block that reads as prose;
 * what stands before it is headline, deck and credits, what stands behind it is the credit line and then the page's
 * own furniture. Nothing vanishes: what is taken out is kept with its reason.
 */
import { blockOf, blocksOf, type Block } from './blocks.ts';
import { isCreditLine } from '../../furniture/credits.ts';
import { headlineAt } from './headline-choice.ts';
import { bareName, isIntroduced, isSigned, signatureOf } from './bare-name.ts';
import { readHead } from './page-head.ts';
import { labelAt } from './page-labels.ts';
import { remove, take, type Page } from './page-parts.ts';
import { DECK_WORDS, isByOrDate, isText, markDeck, place, type Placed } from './placed.ts';
import { linesOfStory } from './repeated-lines.ts';
import { shortStoryIn } from './short-story.ts';
import { bodyOf } from './story-bounds.ts';

const SUBHEAD_WORDS = 12;

/** The parts of one page. @param text decoded text of one article */
export function readPage(text: string): Page {
  const placed = markDeck(place(withLeadIns(blocksOf(text))));
  const { first: prose, last, isListing } = bodyOf(placed);
  const page = newPage(isListing);
  const headline = headlineAt(placed, { first: prose, last });
  // a notice above the headline is prose, too
  const begin = headline === undefined ? prose : startBelow(placed, headline, prose);
  const { blocks, first } = withDeck(placed, headline, begin);
  readParts(blocks, page, { headline, first, last });
  return page;
}

/** The parts of a page whose story is a few sentences among all else; undefined where there is none. */
export function readShortPage(text: string): Page | undefined {
  const blocks = place(withLeadIns(blocksOf(text)));
  const story = shortStoryIn(blocks);
  if (story === undefined) return undefined;
  const page = newPage(false);
  readParts(blocks, page, story);
  return page;
}

function readParts(
  blocks: readonly Placed[],
  page: Page,
  { headline, first, last }: { headline: number | undefined; first: number; last: number },
): void {
  const start = readHead(blocks.slice(0, first), page, headline, blocks.slice(first));
  const own = linesOfStory(blocks, { first, last }, blocks[headline ?? -1]?.key);
  const story = blocks
    .slice(first, last + 1)
    .map((block, at) => (own.has(first + at) ? { ...block, role: 'free' as const, reason: 'free' } : block));
  readMiddle([...start, ...story], page);
  readTail(blocks.slice(last + 1), page);
}

function newPage(isListing: boolean): Page {
  return { isListing, photoCredits: [], captions: [], keywords: [], paragraphs: [], removed: [] };
}

const LEAD_IN = /^(?:(?:written |posted |words )?by|von|par|por|di|door)\s?:?$/iu;
const LONGEST_NAME = 6;

/** "By" in a line of its own goes with the name below it. */
function withLeadIns(blocks: readonly Block[]): Block[] {
  const isAlone = blocks.map(({ text }, index) => {
    const below = blocks[index + 1];
    return LEAD_IN.test(text) && below !== undefined && !below.stop && below.words <= LONGEST_NAME;
  });
  if (!isAlone.includes(true)) return [...blocks];
  return blocks.flatMap((block, index) => {
    if (isAlone[index] === true) return [];
    const above = isAlone[index - 1] === true ? blocks[index - 1] : undefined;
    return [above === undefined ? block : blockOf(`${above.text} ${block.text}`)];
  });
}

/** Farther down a byline is another's. */
const DECK = { above: 3, below: 12 };

/**
 * The first sentence below the headline is a deck where the byline or the date stands below it, wherever on a whole page
 * that is.
 */
function withDeck(
  blocks: readonly Placed[],
  headline: number | undefined,
  first: number,
): { blocks: readonly Placed[]; first: number } {
  const deck = blocks[first];
  const next = blocks.findIndex(({ role }, index) => index > first && role === 'prose');
  const same = { blocks, first };
  if (headline === undefined || deck?.role !== 'prose' || deck.words > DECK_WORDS.to || next < 0) return same;
  if (first < headline || first - headline > DECK.above || next - first > DECK.below) return same;
  const below = blocks.slice(next);
  const isAbout = (index: number): boolean =>
    isByOrDate(blocks[index]?.role ?? 'free') ||
    bareName(blocks, index, headline, (name) => isIntroduced(name, below)) !== undefined;
  const indices = [...blocks.keys()];
  if (indices.slice(headline + 1, first).some(isAbout) || blocks.slice(first + 1, next).some(isText))
    return same;
  if (!indices.slice(first + 1, next).some(isAbout)) return same;
  return { blocks: blocks.with(first, { ...deck, role: 'deck' }), first: next };
}

/** Words right below the headline, in paragraphs, that are the story's although a long list parts them from the rest. */
const LEAST_BELOW_TITLE = 50;

function startBelow(blocks: readonly Placed[], headline: number, prose: number): number {
  const next = blocks.findIndex(({ role }, index) => index > headline && role === 'prose');
  if (next < 0) return prose;
  if (next >= prose || next - headline > DECK.below) return Math.max(prose, next);
  let words = 0;
  for (let at = next; at < prose && words < LEAST_BELOW_TITLE; at++) {
    const block = blocks[at];
    if (block === undefined || !isText(block)) break;
    words += block.words;
  }
  return words >= LEAST_BELOW_TITLE ? next : prose;
}

function readMiddle(blocks: readonly Placed[], page: Page): void {
  let related = false;
  let promoted = false;
  blocks.forEach((block, index) => {
    if (block.role === 'prose') related = promoted = false;
    if (block.reason === 'promotion') promoted = true;
    if (block.reason === 'section-label' || block.reason === 'related') related = true;
    const isText = block.role === 'prose' || block.role === 'free';
    if (!isText) {
      take(block, page);
      return;
    }
    // links below a label within the text
    if (related && (!block.stop || QUESTION.test(block.text))) remove(page, block, 'related');
    // what a newsletter is about; a sub-heading stands right above the text
    else if (promoted && !block.stop && (block.words > SUBHEAD_WORDS || blocks[index + 1]?.role !== 'prose'))
      remove(page, block, 'promotion');
    else page.paragraphs.push({ kind: isSubhead(block, blocks, index) ? 'h2' : 'p', text: block.text });
  });
}

/** A question of several words can be a sub-heading, but not what somebody asked. */
const QUESTION = /^[^\s"“”„«»]+(?: [^\s"“”„«»]+){1,9}\?$/;

/** Short, without a stop, and alone: three short lines in a row are a list. */
function isSubhead(block: Placed, blocks: readonly Placed[], index: number): boolean {
  const short = (one: Placed | undefined): boolean =>
    one?.role === 'free' && (!one.stop || QUESTION.test(one.text)) && one.words <= SUBHEAD_WORDS;
  return (
    short(block) &&
    !block.bullet &&
    !/[:,;]$/.test(block.text) &&
    index > 0 &&
    blocks[index + 1] !== undefined &&
    !short(blocks[index - 1]) &&
    !short(blocks[index + 1])
  );
}

function readTail(blocks: readonly Placed[], page: Page): void {
  let ended = false;
  const signature = page.by === undefined ? signatureAt(blocks) : undefined;
  for (const [index, block] of blocks.entries()) {
    if (!ended && labelAt(blocks, index) !== undefined) ended = true;
    if (block === signature?.block) {
      page.by = signature.name;
      continue;
    }
    const tags = TAGS.exec(block.text)?.[1];
    if (tags !== undefined && block.words < 40) {
      page.keywords.push(...tags.split(/\s?[,;|·•]\s?/).filter((tag) => tag !== ''));
      ended = true;
    } else if (!ended && isCreditLine(block.text) && block.role !== 'repeated') {
      page.creditLine = block.text;
      ended = true;
    } else if (isMore(block, ended)) {
      page.paragraphs.push({ text: block.text });
    } else {
      if ((block.role === 'furniture' && !INLINE.has(block.reason)) || block.role === 'repeated')
        ended = true;
      take(block, page, 'after-article');
    }
  }
}

/** A name right below the story; without a dash it may be a link, unless the page ends there. */
function signatureAt(blocks: readonly Placed[]): { block: Placed; name: string } | undefined {
  const [block] = blocks;
  if (block?.role !== 'free' || (blocks.length > 1 && !isSigned(block.text))) return undefined;
  const name = signatureOf(block.text);
  return name === undefined ? undefined : { block, name };
}

const TAGS =
  /^(?:tags|topics|keywords|filed under|themen|schlagw(?:orte|örter)|stichw(?:orte|örter)|mots[- ]clés|thèmes|etiquetas|temas|archivado en|parole chiave|trefwoorden|ämnen|emner)\s?:\s?(\S.*)$/iu;
const REPORTING =
  /^\(?(?:additional |further )?(?:reporting|editing|writing|compiled|edited|redaktion|rédaction) (?:by|von|par)\b/iu;
/** Furniture that can stand above the last lines of a story. */
const INLINE = new Set(['end-mark', 'advertisement', 'related']);

/** The last lines of the story: they are too short for prose, or say who helped. */
function isMore({ role, text, stop }: Placed, ended: boolean): boolean {
  if (role !== 'free' && role !== 'prose') return false;
  return REPORTING.test(text) || (!ended && role === 'free' && stop);
}
