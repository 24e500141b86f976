/** The parts of a page, and where a block goes that is no running text. */
import type { RemovedText } from '../../article/record.ts';
import type { Paragraph } from '../../article/wire-item.ts';
import type { Block } from './blocks.ts';
import { splitCaption } from '../../furniture/credits.ts';
import { readAboutLine, type AboutLine } from '../../furniture/about-line.ts';
import { printedByline } from '../../furniture/byline.ts';
import { readDateLines } from '../../furniture/date-line.ts';
import type { Placed } from './placed.ts';

/** What a scraped page holds. */
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
  /** Its story would be made of teasers. */
  isListing: boolean;
}

/** Puts a block that is no running text where it belongs. */
export function take(block: Placed, page: Page, otherwise = 'above-article'): void {
  const about = block.role === 'date' || block.role === 'byline' ? aboutOf(block.text) : undefined;
  if (block.role === 'photo') page.photoCredits.push(block.text);
  else if (block.role === 'caption') {
    const split = splitCaption(block.text);
    page.captions.push(split?.caption ?? block.text);
    if (split !== undefined) page.photoCredits.push(split.credit);
  } else if (about === undefined || !takeAbout(about, page)) {
    if (block.reason === 'copyright') page.copyright ??= block.text;
    remove(page, block, block.role === 'free' || block.role === 'prose' ? otherwise : block.reason);
  }
}

/** A byline, dates, or both on one line. */
function aboutOf(text: string): AboutLine {
  const dates = readDateLines(text);
  return (
    (dates.length > 0 ? undefined : readAboutLine(text)) ?? {
      dates,
      isWhole: true,
      ...(dates.length === 0 && { by: text }),
    }
  );
}

/** @returns whether it says anything that the page did not say before */
export function takeAbout({ by, dates }: AboutLine, page: Page): boolean {
  let isNew = false;
  if (by !== undefined && page.by === undefined) {
    page.by = printedByline(by);
    isNew = true;
  }
  for (const { kind, iso } of dates) {
    if (iso === undefined || page[kind] !== undefined) continue;
    page[kind] = iso;
    isNew = true;
  }
  return isNew;
}

/** Keeps what is taken out, with its reason. */
export function remove(page: Page, { text }: Block, reason: string): void {
  page.removed.push({ text, reason });
}
