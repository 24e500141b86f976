/**
 * A scraped page to its parts (spec/sources.md, "Plain text"): the story is what lies between the first and the
 * last block that reads as prose; what stands before it is headline, deck and credits, what stands behind it is
 * the credit line and then the page's own furniture. Nothing vanishes: what is taken out is kept with its reason.
 */
import type { RemovedText } from '../../article/record.ts';
import type { Paragraph } from '../../article/wire-item.ts';
import { blocksOf, type Block } from './blocks.ts';
import { isAffiliation, isByline, isPerson } from './byline.ts';
import { isAgency, isCreditLine, isPhotoCredit, splitCaption } from './credits.ts';
import { readDateLines } from './date-line.ts';
import { furnitureOf, isBoxLabel, isTrail } from './furniture.ts';
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
  role: 'free' | 'prose' | 'deck' | 'photo' | 'caption' | 'byline' | 'date' | 'furniture' | 'repeated';
  reason: string;
}

const REPEATED_BELOW_WORDS = 25;
const HEADLINE_WORDS = { from: 2, to: 30 };
const DECK_WORDS = { from: 5, to: 60 };
const SUBHEAD_WORDS = 12;
/** A label ends the story where what follows has less prose than this share of what came before. */
const TAIL_SHARE = 1;

/** @param text decoded text of one article */
export function readPage(text: string): Page {
  const page: Page = { photoCredits: [], captions: [], keywords: [], paragraphs: [], removed: [] };
  const blocks = place(blocksOf(text));
  const { first, last } = bodyOf(markDeck(blocks));
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
    if (readDateLines(block.text).length > 0) return placed('date');
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

/**
 * A deck has no stop, as a rule; what ends with one and stands above the byline or the date is a deck all the same.
 * @returns the blocks, with it marked
 */
function markDeck(blocks: Placed[]): Placed[] {
  const first = blocks.findIndex(({ role }) => role === 'prose');
  const next = blocks.findIndex(({ role }, index) => index > first && role === 'prose');
  const deck = blocks[first];
  if (deck === undefined || next < 0 || deck.words > DECK_WORDS.to) return blocks;
  const above = blocks.slice(0, first);
  const between = blocks.slice(first + 1, next);
  const isBelowTitle = above.at(-1)?.role === 'free' && !above.some(({ role }) => isByOrDate(role));
  if (isBelowTitle && between.some(({ role }) => isByOrDate(role)) && !between.some(isText)) {
    blocks[first] = { ...deck, role: 'deck' };
  }
  return blocks;
}

function isByOrDate(role: Placed['role']): boolean {
  return role === 'byline' || role === 'date';
}

function isText({ role, stop }: Placed): boolean {
  return role === 'prose' || (role === 'free' && stop);
}

/** First and last block of the story; last is before first where there is none. */
function bodyOf(blocks: readonly Placed[]): { first: number; last: number } {
  const first = blocks.findIndex(({ role }) => role === 'prose');
  if (first < 0) return { first: blocks.length, last: blocks.length - 1 };
  const end = blocks.findIndex(
    (block, index) => index > first && block.reason === 'section-label' && !goesOn(blocks, first, index),
  );
  const story = blocks.slice(0, end < 0 ? blocks.length : end);
  const last = story.findLastIndex(({ role }) => role === 'prose');
  const by = story
    .slice(0, first)
    .map(({ text }) => text)
    .join(' ');
  const isBio = last > first && isAuthorBio(blocks[last]?.text ?? '', by);
  return { first, last: isBio ? story.slice(0, last).findLastIndex(({ role }) => role === 'prose') : last };
}

const AUTHOR =
  /^(?<name>\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}.'’-]+)\b.{0,12} (?:is|was|covers|has|writes|joined|reports|works|ist|schreibt|arbeitet|est|es|è)\b.{0,200}\b(?:report\w*|correspondent|editor|journalist\w*|writer|columnist|cover\w*|redakteur\w*|korrespondent\w*|periodista|redactor\w*|newsroom)\b/iu;

/** "Jane Doe is a reporter for the Gazette." below a text by Jane Doe. */
function isAuthorBio(text: string, by: string): boolean {
  const name = AUTHOR.exec(text)?.groups?.name;
  return name !== undefined && by.includes(name);
}

/**
 * Whether the story goes on below a section label. A box within the story has a few links and then paragraphs;
 * a list below it has headlines and teasers by turns, or headlines alone.
 */
function goesOn(blocks: readonly Placed[], first: number, label: number): boolean {
  const words = (some: readonly Placed[]): number =>
    some.filter(({ role }) => role === 'prose').reduce((sum, block) => sum + block.words, 0);
  const below = blocks.slice(label + 1);
  if (words(below) >= words(blocks.slice(first, label)) * TAIL_SHARE) return true;
  if (!isBoxLabel(blocks[label]?.text ?? '')) return false;
  const end = below.findIndex((block) => block.reason === 'section-label' && !isBoxLabel(block.text));
  const box = end < 0 ? below : below.slice(0, end);
  const begin = box.findIndex(({ role }) => role === 'prose');
  if (begin < 0) return false;
  const isLink = ({ role, stop }: Placed): boolean => role === 'free' && !stop;
  const text = box.slice(begin, box.findLastIndex(({ role }) => role === 'prose') + 1);
  const paragraphs = text.filter(isText).length;
  const links = text.filter(isLink).length;
  return paragraphs > links * 2 && (paragraphs > 1 || box.slice(0, begin).filter(isLink).length <= 1);
}

/**
 * Headline, deck and credits out of what stands above the text.
 * @returns blocks that belong to the text after all (a short first paragraph)
 */
function readHead(blocks: readonly Placed[], page: Page): Placed[] {
  const free = blocks.filter(({ role }) => role === 'free');
  dropRepeatedTitle(free, page);
  const headline = free.find((block, index) => isHeadline(block, free[index + 1]));
  const headlineAt = headline === undefined ? blocks.length : blocks.indexOf(headline);
  const title = free[(headline === undefined ? -1 : free.indexOf(headline)) + 1];
  const rest: Placed[] = [];
  blocks.forEach((block, index) => {
    if (block.role === 'deck') page.deck ??= block.text;
    else if (block.role !== 'free') take(block, page);
    else if (!free.includes(block)) return;
    else if (index < headlineAt) remove(page, block, 'section-label');
    else if (index === headlineAt) page.headline = block.text;
    else if (isBareName(blocks, index)) page.by ??= block.text;
    else if (isAgency(block.text) && hasCaption(blocks[index + 1])) page.photoCredits.push(block.text);
    else if (
      isPerson(blocks[index - 1]?.text ?? '') &&
      page.by === blocks[index - 1]?.text &&
      isAffiliation(block.text)
    )
      remove(page, block, 'above-article');
    else if (
      isAgency(block.text) &&
      blocks.some((one, at) => one.role === 'byline' || isBareName(blocks, at))
    )
      page.photoCredits.push(block.text);
    else if (isBelowPhoto(blocks, index, page) && !block.stop) page.captions.push(block.text);
    else if (block === title && page.deck === undefined && isDeck(block)) page.deck = block.text;
    else if (isCreditLine(block.text)) page.creditLine ??= block.text;
    else if (block.stop || block.bullet || rest.length > 0) rest.push(block);
    else remove(page, block, 'above-article');
  });
  return rest;
}

/** A name by itself beside the date, the job or the desk: who wrote it. */
function isBareName(blocks: readonly Placed[], index: number): boolean {
  const block = blocks[index];
  if (block?.role !== 'free' || !isPerson(block.text) || isAgency(block.text)) return false;
  const next = blocks[index + 1];
  return (
    blocks[index - 1]?.role === 'date' ||
    next?.role === 'date' ||
    (next?.role === 'free' && isAffiliation(next.text)) ||
    blocks
      .slice(index - 1, index + 2)
      .some(({ text }) => /\b(?:min(?:ute)?s?|min\.) (?:read|lesezeit)\b/i.test(text))
  );
}

/** What stands below the credit can be a caption. */
function hasCaption(below: Placed | undefined): boolean {
  return below?.role === 'free' && !below.stop && !isPerson(below.text) && !isAffiliation(below.text);
}

/** The line below the credit of a picture says what it shows. */
function isBelowPhoto(blocks: readonly Placed[], index: number, page: Page): boolean {
  const above = blocks[index - 1];
  return above !== undefined && (above.role === 'photo' || page.photoCredits.at(-1) === above.text);
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
  for (const block of blocks) {
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

/** Puts a block that is no running text where it belongs. */
function take(block: Placed, page: Page, otherwise = 'above-article'): void {
  const dates = block.role === 'date' ? readDateLines(block.text) : [];
  if (block.role === 'photo') page.photoCredits.push(block.text);
  else if (block.role === 'caption') {
    const split = splitCaption(block.text);
    page.captions.push(split?.caption ?? block.text);
    if (split !== undefined) page.photoCredits.push(split.credit);
  } else if (block.role === 'byline' && page.by === undefined) page.by = block.text;
  else if (dates.some(({ kind, iso }) => iso !== undefined && page[kind] === undefined)) {
    for (const { kind, iso } of dates) if (iso !== undefined) page[kind] ??= iso;
  } else {
    if (block.reason === 'copyright') page.copyright ??= block.text;
    remove(page, block, block.role === 'free' || block.role === 'prose' ? otherwise : block.reason);
  }
}

function remove(page: Page, { text }: Block, reason: string): void {
  page.removed.push({ text, reason });
}
