/** What stands above the text of a page: headline, deck, byline, credits and captions. */
import { readAboutLine } from '../../furniture/about-line.ts';
import { isAffiliation, isPerson } from '../../furniture/byline.ts';
import { isAgency, isCreditLine } from '../../furniture/credits.ts';
import { remove, take, takeAbout, type Page } from './page-parts.ts';
import { bareName, isIntroduced } from './bare-name.ts';
import { DECK_WORDS, type Placed } from './placed.ts';

const HEADLINE_WORDS = { from: 2, to: 30 };

/**
 * Headline, deck and credits out of what stands above the text.
 * @param likely where the headline is
 * @param below what stands below
 * @returns blocks that belong to the text after all (a short first paragraph)
 */
export function readHead(
  blocks: readonly Placed[],
  page: Page,
  likely: number | undefined,
  below: readonly Placed[] = [],
): Placed[] {
  const free = blocks.filter(({ role }) => role === 'free');
  dropRepeatedTitle(free, page);
  // what stands above a whole page is its navigation
  const isWhole = free.length > MOST_IN_HEAD;
  const headline =
    likely === undefined ? free.find((block, index) => isHeadline(block, free[index + 1])) : blocks[likely];
  const headlineAt = headline === undefined ? blocks.length : blocks.indexOf(headline);
  const title = free[(headline === undefined ? -1 : free.indexOf(headline)) + 1];
  const isLeft = new Set(free);
  const comesBack = (name: string): boolean => isIntroduced(name, below);
  let isSigned: boolean | undefined;
  let author: string | undefined;
  let namedAt = -Infinity;
  const rest: Placed[] = [];
  blocks.forEach((block, index) => {
    if (index === headlineAt) page.headline = block.text;
    else if (isWhole && index < headlineAt - REACH) remove(page, block, 'above-article');
    else if (block.role === 'deck') page.deck ??= block.text;
    else if (block.role !== 'free') take(block, page);
    else if (!isLeft.has(block)) return;
    else if (takeMixed(block, page)) return;
    else if (index < headlineAt) remove(page, block, 'section-label');
    else if ((author = bareName(blocks, index, headlineAt, comesBack)) !== undefined) {
      // names in a row, each with its job below, wrote it together
      const isNext =
        index - namedAt <= 2 &&
        isAffiliation(blocks[index + 1]?.text ?? '') &&
        page.by?.includes(author) === false;
      page.by = isNext ? `${page.by ?? ''}, ${author}` : (page.by ?? author);
      namedAt = index;
    } else if (isAgency(block.text) && hasCaption(blocks[index + 1])) page.photoCredits.push(block.text);
    else if (
      isPerson(blocks[index - 1]?.text ?? '') &&
      page.by === blocks[index - 1]?.text &&
      isAffiliation(block.text)
    )
      remove(page, block, 'above-article');
    else if (
      isAgency(block.text) &&
      (isSigned ??= blocks.some(
        (one, at) => one.role === 'byline' || bareName(blocks, at, headlineAt, comesBack) !== undefined,
      ))
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

/** Lines without a place of their own above a story; more of them are the navigation of a page. */
const MOST_IN_HEAD = 5;
/** Blocks above the headline in which its byline and its date may stand. */
const REACH = 4;

/** A line with the date and more in it. */
function takeMixed(block: Placed, page: Page): boolean {
  const about = block.stop ? undefined : readAboutLine(block.text);
  if (!about?.dates.some(({ iso }) => iso !== undefined)) return false;
  takeAbout(about, page);
  remove(page, block, 'above-article');
  return true;
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
  const titles = new Set(free.flatMap(({ text, words }) => (words >= 3 ? text : [])));
  const title = free.findIndex(({ text }) => withoutSite(text).some((one) => titles.has(one)));
  const dropped = title < 0 ? undefined : free.splice(title, 1)[0];
  if (dropped !== undefined) remove(page, dropped, 'boilerplate');
}

/** Longer than the name of a site, with its sign. */
const SITE = 60;
const BEFORE_SITE = /\s[|–—-](?=\s)/gu;
const BEHIND_SITE = /[|:–—-](?=\s)/gu;

/** What a line may be without the name of a site. */
function withoutSite(text: string): string[] {
  const from = Math.max(0, text.length - SITE + 1);
  const ends = [...text.slice(from).matchAll(BEFORE_SITE)].map(({ index }) => text.slice(0, from + index));
  const starts = [...text.slice(0, SITE - 1).matchAll(BEHIND_SITE)].map(({ index }) => text.slice(index + 2));
  return [...ends, ...starts];
}
