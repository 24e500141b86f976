/**
 * A scraped page to its parts (spec/sources.md, "Plain text"): the story is what lies between the first and the
 * last block that reads as prose; what stands before it is headline, deck and credits, what stands behind it is
 * the credit line and then the page's own furniture. Nothing vanishes: what is taken out is kept with its reason.
 */
import type { RemovedText } from '../../article/record.ts';
import type { Paragraph } from '../item.ts';
import { blocksOf, type Block } from './blocks.ts';
import { isByline } from './byline.ts';
import { isCreditLine, isPhotoCredit, splitCaption } from './credits.ts';
import { readDateLine } from './date-line.ts';
import { furnitureOf, isTrail } from './furniture.ts';
import { isSentenceLike } from './prose.ts';

export interface Page {
  headline?: string;
  deck?: string;
  by?: string;
  published?: string;
  updated?: string;
  creditLine?: string;
  copyright?: string;
  photoCredits: string[];
  captions: string[];
  keywords: string[];
  paragraphs: Paragraph[];
  removed: RemovedText[];
}

/** A block with what it turned out to be. */
interface Placed extends Block {
  /** Anything but a candidate for headline, deck or text. */
  role: 'free' | 'prose' | 'photo' | 'caption' | 'byline' | 'date' | 'furniture' | 'repeated';
  reason: string;
}

const REPEATED_BELOW_WORDS = 25;
const HEADLINE_WORDS = { from: 2, to: 30 };
const DECK_WORDS = { from: 5, to: 60 };
const SUBHEAD_WORDS = 12;
/** A label ends the story where what follows has less prose than this share of what came before. */
const TAIL_SHARE = 0.5;

/** @param text decoded text of one article */
export function readPage(text: string): Page {
  const page: Page = { photoCredits: [], captions: [], keywords: [], paragraphs: [], removed: [] };
  const blocks = place(blocksOf(text));
  const { first, last } = bodyOf(blocks);
  const start = readHead(blocks.slice(0, first), page);
  readMiddle([...start, ...blocks.slice(first, last + 1)], page);
  readTail(blocks.slice(last + 1), page);
  return page;
}

function place(blocks: readonly Block[]): Placed[] {
  const keys = blocks.map(({ text }) => keyOf(text));
  const copies = Map.groupBy(keys.keys(), (index) => keys[index] ?? '');
  const firstProse = blocks.findIndex((block) => isSentenceLike(block));
  const minimum = firstProse < 0 ? 5 : undefined;
  return blocks.map((block, index) => {
    const key = keys[index] ?? '';
    const places = copies.get(key) ?? [];
    const seenBefore = places[0] !== index;
    const placed = (role: Placed['role'], reason: string = role): Placed => ({ ...block, role, reason });
    if (isPhotoCredit(block.text)) return seenBefore ? placed('repeated', 'boilerplate') : placed('photo');
    if (places.length > 1 && block.words < REPEATED_BELOW_WORDS && key !== '') {
      // a page that prints its headline or a paragraph twice says it once
      const kept = !seenBefore && (isSentenceLike(block) || isTitleAbove(block, places, firstProse));
      if (!kept) return placed('repeated', 'boilerplate');
    } else if (seenBefore && key !== '') return placed('repeated', 'boilerplate');
    const furniture = furnitureOf(block.text, block.words);
    if (furniture !== undefined) return placed('furniture', furniture);
    if (isTrail(block.text, block.words)) return placed('furniture', 'navigation');
    if (isByline(block.text)) return placed('byline');
    if (readDateLine(block.text) !== undefined) return placed('date');
    if (block.words <= 60 && splitCaption(block.text) !== undefined) return placed('caption');
    return placed(isSentenceLike(block, minimum) ? 'prose' : 'free');
  });
}

/** The copies all stand before the text, and it is long enough for a headline and no promotion. */
function isTitleAbove({ text, words }: Block, places: readonly number[], firstProse: number): boolean {
  return words >= 4 && furnitureOf(text, words) === undefined && places.every((place) => place < firstProse);
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** First and last block of the story; last is before first where there is none. */
function bodyOf(blocks: readonly Placed[]): { first: number; last: number } {
  let words = 0;
  /** Words of prose before each block. */
  const before = blocks.map((block) => {
    const sum = words;
    if (block.role === 'prose') words += block.words;
    return sum;
  });
  const first = blocks.findIndex(({ role }) => role === 'prose');
  if (first < 0) return { first: blocks.length, last: blocks.length - 1 };
  const end = blocks.findIndex(
    (block, index) =>
      index > first &&
      block.reason === 'section-label' &&
      words - (before[index] ?? 0) < (before[index] ?? 0) * TAIL_SHARE,
  );
  const last = blocks.slice(0, end < 0 ? blocks.length : end).findLastIndex(({ role }) => role === 'prose');
  return { first, last };
}

/**
 * Headline, deck and credits out of what stands above the text.
 * @returns blocks that belong to the text after all (a short first paragraph)
 */
function readHead(blocks: readonly Placed[], page: Page): Placed[] {
  const free: Placed[] = [];
  for (const block of blocks) {
    if (block.role === 'free') free.push(block);
    else take(block, page);
  }
  dropRepeatedTitle(free, page);
  const headlineAt = free.findIndex((block, index) => isHeadline(block, free[index + 1]));
  const rest: Placed[] = [];
  free.forEach((block, index) => {
    if (index < headlineAt) remove(page, block, 'section-label');
    else if (index === headlineAt) page.headline = block.text;
    else if (index === headlineAt + 1 && isDeck(block)) page.deck = block.text;
    else if (isCreditLine(block.text)) page.creditLine ??= block.text;
    else if (block.stop || block.bullet || rest.length > 0) rest.push(block);
    else remove(page, block, 'above-article');
  });
  return rest;
}

function isHeadline(block: Placed, next: Placed | undefined): boolean {
  if (block.words < HEADLINE_WORDS.from || block.words > HEADLINE_WORDS.to) return false;
  // one or two words above a longer line without a stop name the section
  const kicker = block.words <= 2 && next !== undefined && next.words >= 4 && !next.stop;
  return !kicker && !isCreditLine(block.text);
}

function isDeck({ words, stop, bullet }: Placed): boolean {
  return words >= DECK_WORDS.from && words <= DECK_WORDS.to && !stop && !bullet;
}

/** The title of the browser window: the headline again, with the name of the site behind or before it. */
function dropRepeatedTitle(free: Placed[], page: Page): void {
  const title = free.findIndex((one) =>
    free.some(
      (other) =>
        other !== one &&
        other.words >= 3 &&
        one.text.length < other.text.length + 60 &&
        ((one.text.startsWith(other.text) && /^\s[|–—-]\s/u.test(one.text.slice(other.text.length))) ||
          (one.text.endsWith(other.text) && /\s?[|:–—-]\s$/u.test(one.text.slice(0, -other.text.length)))),
    ),
  );
  const dropped = title < 0 ? undefined : free.splice(title, 1)[0];
  if (dropped !== undefined) remove(page, dropped, 'boilerplate');
}

function readMiddle(blocks: readonly Placed[], page: Page): void {
  let related = false;
  blocks.forEach((block, index) => {
    if (block.role === 'prose') related = false;
    if (block.reason === 'section-label' || block.reason === 'related') related = true;
    const isText = block.role === 'prose' || block.role === 'free';
    if (!isText) {
      take(block, page);
      return;
    }
    // links below a label within the text
    if (related && !block.stop) remove(page, block, 'related');
    else page.paragraphs.push({ kind: isSubhead(block, blocks, index) ? 'h2' : 'p', text: block.text });
  });
}

/** Short, without a stop, and alone: three short lines in a row are a list. */
function isSubhead(block: Placed, blocks: readonly Placed[], index: number): boolean {
  const short = (one: Placed | undefined): boolean =>
    one?.role === 'free' && !one.stop && one.words <= SUBHEAD_WORDS;
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
  for (const block of blocks) {
    const tags = TAGS.exec(block.text)?.[1];
    if (tags !== undefined && block.words < 40) {
      page.keywords.push(...tags.split(/\s?[,;|·•]\s?/).filter((tag) => tag !== ''));
      ended = true;
    } else if (!ended && isCreditLine(block.text) && block.role !== 'repeated') {
      page.creditLine = block.text;
      ended = true;
    } else if (!ended && block.role === 'free' && (block.stop || REPORTING.test(block.text))) {
      page.paragraphs.push({ text: block.text });
    } else {
      if (block.role === 'furniture' || block.role === 'repeated') ended = true;
      take(block, page, 'after-article');
    }
  }
}

const TAGS =
  /^(?:tags|topics|keywords|filed under|themen|schlagw(?:orte|örter)|stichw(?:orte|örter)|mots[- ]clés|thèmes|etiquetas|temas|archivado en|parole chiave|trefwoorden|ämnen|emner)\s?:\s?(\S.*)$/iu;
const REPORTING =
  /^\((?:additional |further )?(?:reporting|editing|writing|compiled|edited|redaktion|rédaction)\b.*\)$/iu;

/** Puts a block that is no running text where it belongs. */
function take(block: Placed, page: Page, otherwise = 'above-article'): void {
  const date = block.role === 'date' ? readDateLine(block.text) : undefined;
  if (block.role === 'photo') page.photoCredits.push(block.text);
  else if (block.role === 'caption') {
    const split = splitCaption(block.text);
    page.captions.push(split?.caption ?? block.text);
    if (split !== undefined) page.photoCredits.push(split.credit);
  } else if (block.role === 'byline' && page.by === undefined) page.by = block.text;
  else if (date?.kind === 'published' && page.published === undefined) page.published = date.iso;
  else if (date?.kind === 'updated' && page.updated === undefined) page.updated = date.iso;
  else {
    if (block.reason === 'copyright') page.copyright ??= block.text;
    remove(page, block, block.role === 'free' || block.role === 'prose' ? otherwise : block.reason);
  }
}

function remove(page: Page, { text }: Block, reason: string): void {
  page.removed.push({ text, reason });
}
