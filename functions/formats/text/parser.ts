/** Plain text: a scraped page, or an article without any mark-up. The format of last resort. */
import { parsed, type FormatParser } from '../format.ts';
import type { WireItem } from '../item.ts';
import { readPage } from './page.ts';
import { isArticle } from './prose.ts';

export const plainText: FormatParser = {
  format: 'text',
  recognises: (file) => file.family === 'text' && isArticle(file.text),
  parse: (file) => [parsed(readText(file.text))],
};

/** The item of a text: headline, deck, credits and body as they stand on the page; nothing is invented. */
export function readText(text: string): WireItem {
  const page = readPage(text);
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
    ...(page.by !== undefined && { by: page.by }),
    ...(page.creditLine !== undefined && { creditLine: page.creditLine }),
    ...(page.copyright !== undefined && { copyrightNotice: page.copyright }),
    ...(page.published !== undefined && { firstCreated: page.published }),
    ...(versionCreated !== undefined && { versionCreated }),
  };
}
