/** Labelled pages as text: all that is visible of them. */
import { pageBlocks } from '../../functions/core/formats/html/page-blocks.ts';
import { blocksOf } from '../../functions/core/formats/text/blocks.ts';
import { markDeck, place, type Placed } from '../../functions/core/formats/text/placed.ts';
import { isArticle } from '../../functions/core/formats/text/prose.ts';
import { bodyOf } from '../../functions/core/formats/text/story-bounds.ts';
import { FEATURES, titleSites, type TitleFeature } from '../../functions/core/formats/text/title-features.ts';
import { parseHtml } from '../../functions/core/text/html.ts';
import { wordsOf, type LabelledPage } from './labelled.ts';
import { dot, type Row } from './logistic.ts';

/** What a scraper makes of the page, and the text of its article element where that is known. */
function textsOf(page: LabelledPage): string[] {
  const full =
    page.full ??
    pageBlocks(parseHtml(new TextDecoder().decode(page.bytes)))
      .map(({ text }) => text)
      .join('\n\n');
  return [full, ...(page.main === undefined ? [] : [page.main])].filter(isArticle);
}

export const TITLE_NAMES = Object.keys(FEATURES) as TitleFeature[];

/** The lines of a text that may be its headline. */
export type Lines = { values: number[]; isHeadline: boolean }[];

export function linesOf(page: LabelledPage): Lines[] {
  const title = lettersIn(page.truth.title ?? '');
  if (title === '') return [];
  return textsOf(page).map((text) => {
    const blocks: readonly Placed[] = markDeck(place(blocksOf(text)));
    return titleSites(blocks, bodyOf(blocks)).map((site) => ({
      values: [1, ...TITLE_NAMES.map((name) => FEATURES[name](site))],
      isHeadline: lettersIn(site.block.text) === title,
    }));
  });
}

function lettersIn(text: string): string {
  return wordsOf(text).join('').replaceAll('_', '');
}

/** All that is no headline counts for three times as much as the headline. */
const OTHERS = 3;

export function rowsOfLines(texts: readonly Lines[]): Row[] {
  return texts.flatMap((lines) => {
    const right = lines.filter(({ isHeadline }) => isHeadline).length;
    if (right === 0) return [];
    return lines.map(({ values, isHeadline }) => ({
      values,
      wanted: isHeadline,
      weight: isHeadline ? 1 / right : OTHERS / (lines.length - right),
    }));
  });
}

/** How often the likeliest line is the headline. */
export function shareOfRight(texts: readonly Lines[], weights: readonly number[]): number {
  const right = texts.filter((lines) => {
    const odds = lines.map(({ values }) => dot(weights, values));
    return lines[odds.indexOf(Math.max(...odds))]?.isHeadline;
  });
  return right.length / Math.max(1, texts.length);
}
