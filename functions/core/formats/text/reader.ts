/** Reads a text without any mark-up: a scraped page, or an article. */
import { ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { EdNote } from '../../article/record.ts';
import type { WireItem } from '../../article/wire-item.ts';
import type { WireFile } from '../common/wire-file.ts';
import { literalItem } from '../common/wire-text.ts';
import { killNotes, readDeskLines } from './desk-lines.ts';
import { readPage, readShortPage } from './page.ts';
import type { Page } from './page-parts.ts';

/** The one item of the text. */
export function parse(file: WireFile): Iterable<ParsedItem> {
  return [parsed(literalItem(readText(file.text)))];
}

/** @throws ParseError unknown-format where there is no story among what else stands on the page */
export function parseShort(file: WireFile): Iterable<ParsedItem> {
  const { notes, kills, text } = readDeskLines(file.text);
  const page = readShortPage(text);
  if (page === undefined) throw new ParseError('unknown-format', 'a text that holds no article');
  return [parsed(literalItem(itemOf(page, [...notes, ...killNotes(kills, page.removed)])))];
}

/**
 * The item of a text: headline, deck, credits and body as they stand on the page; nothing is invented.
 * @throws ParseError no-article where it is a list of excerpts
 */
export function readText(text: string): WireItem {
  const desk = readDeskLines(text);
  const page = readPage(desk.text);
  if (page.isListing) throw new ParseError('no-article', 'the text is a list of excerpts, and no article');
  return itemOf(page, [...desk.notes, ...killNotes(desk.kills, page.removed)]);
}

function itemOf(page: Page, edNotes: readonly EdNote[]): WireItem {
  const headlines = [
    ...(page.headline === undefined ? [] : [{ role: 'main', value: page.headline }]),
    ...(page.deck === undefined ? [] : [{ role: 'sub', value: page.deck }]),
  ];
  const versionCreated = page.updated ?? page.published;
  return {
    type: 'text',
    headlines,
    body: { kind: 'paragraphs', paragraphs: page.paragraphs },
    photoCredits: page.photoCredits,
    descriptions: page.captions.map((value) => ({ role: 'caption', value })),
    keywords: page.keywords,
    removed: page.removed,
    ...(edNotes.length > 0 && { edNotes: [...edNotes] }),
    ...(page.by !== undefined && { by: page.by }),
    ...(page.creditLine !== undefined && { creditLine: page.creditLine }),
    ...(page.copyright !== undefined && { copyrightNotice: page.copyright }),
    ...(page.published !== undefined && { firstCreated: page.published }),
    ...(versionCreated !== undefined && { versionCreated }),
  };
}
