/**
 * HTML pages: fields from JSON-LD, OpenGraph and meta elements, captions, credits and bylines read off the page
 * before it is cleaned, and the story out of the rest by @mozilla/readability.
 */
import type { RemovedText, Warning } from '../../article/record.ts';
import { isNestedTooDeep, parseHtml } from '../../text/html.ts';
import { collapse } from '../../text/whitespace.ts';
import { ParseError, parsed, type ParsedItem } from '../format.ts';
import type { ItemAssociation, WireItem } from '../item.ts';
import { present } from '../json.ts';
import type { WireFile } from '../wire-file.ts';
import { articleText } from './article.ts';
import { metadataOf, type PageMetadata } from './metadata.ts';
import { picturesOf } from './pictures.ts';
import { countReadable, largestPart, MAX_READABLE, readableBody } from './readable.ts';

/** The story of the page. @throws ParseError too-deep, too-many-nodes, no-article */
export function parse(file: WireFile): Iterable<ParsedItem> {
  return [parsed(readPage(file.text))];
}

/** Elements of a page; the front pages of papers have a sixth of it. */
const MAX_ELEMENTS = 30_000;

function readPage(text: string): WireItem {
  if (isNestedTooDeep(text)) throw new ParseError('too-deep', 'elements nested beyond reason');
  let elements = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) elements++;
  if (elements > MAX_ELEMENTS * 2) throw new ParseError('too-many-nodes', `over ${MAX_ELEMENTS} elements`);

  const nodes = parseHtml(text);
  const meta = metadataOf(nodes);
  const pictures = picturesOf(nodes);
  const isLarge = countReadable(nodes) > MAX_READABLE;
  const readable = isLarge ? undefined : readableBody(text);
  const headline = meta.headline ?? withoutSite(readable?.title ?? meta.title, meta.siteName);
  const story = articleText(isLarge ? largestPart(nodes) : parseHtml(readable?.content ?? ''), {
    headline,
    deck: meta.description,
    by: meta.by ?? readable?.byline,
  });
  // an article that a script would have drawn stands in the JSON-LD alone
  const fromData = meta.articleBody !== undefined && meta.articleBody.length > story.length * 2;
  if (story.length === 0 && !fromData) {
    throw new ParseError('no-article', 'the page holds no running text that could be an article');
  }
  return itemOf(meta, {
    headline,
    by: meta.by ?? story.by ?? readable?.byline,
    body: fromData ? { kind: 'text', text: meta.articleBody ?? '' } : { kind: 'nodes', nodes: story.nodes },
    removed: story.removed,
    creditLine: story.creditLine,
    photoCredits: [...new Set([...pictures.credits, ...story.photoCredits])],
    associations: pictures.associations,
    warnings: isLarge
      ? [{ code: 'page-large', detail: `over ${MAX_READABLE} elements: all of the article element is read` }]
      : [],
  });
}

interface Story {
  headline: string | undefined;
  by: string | undefined;
  body: NonNullable<WireItem['body']>;
  removed: readonly RemovedText[];
  creditLine: string | undefined;
  photoCredits: readonly string[];
  associations: readonly ItemAssociation[];
  warnings: readonly Warning[];
}

function itemOf(meta: PageMetadata, story: Story): WireItem {
  const { headline } = story;
  return {
    type: 'text',
    ...present({
      id: meta.url,
      by: story.by,
      versionCreated: meta.modified ?? meta.published,
      firstCreated: meta.published,
      language: meta.language,
      creditLine: story.creditLine ?? meta.creditText,
      copyrightHolder: meta.copyrightHolder,
      copyrightNotice: meta.copyrightNotice,
      usageTerms: meta.license,
    }),
    headlines: [
      ...(headline === undefined ? [] : [{ role: 'main', value: headline }]),
      ...(meta.alternativeHeadline === undefined ? [] : [{ role: 'sub', value: meta.alternativeHeadline }]),
    ],
    ...(meta.dateline !== undefined && { dateline: { text: meta.dateline } }),
    descriptions: meta.description === undefined ? [] : [{ role: 'abstract', value: meta.description }],
    body: story.body,
    keywords: meta.keywords,
    categories: meta.sections,
    people: meta.people,
    places: meta.places,
    infoSources: meta.publishers.map((name) => ({ name, role: 'publisher' })),
    associations: story.associations,
    photoCredits: story.photoCredits,
    removed: story.removed,
    warnings: story.warnings,
    altIds: meta.ids,
    extra: present({ siteName: meta.siteName, isAccessibleForFree: meta.isAccessibleForFree }),
  };
}

/** "Headline | The Gazette" without the name of the site. */
function withoutSite(title: string | undefined, site: string | undefined): string | undefined {
  const clean = collapse(title ?? '');
  if (clean === '') return undefined;
  const parts = /^(?<head>.{12,})\s[|–—»·-]\s(?<tail>[^|]{2,40})$/u.exec(clean)?.groups;
  if (parts === undefined) return clean;
  const isSite =
    site === undefined
      ? clean.includes(' | ')
      : (parts.tail ?? '').toLowerCase().includes(site.toLowerCase());
  return isSite ? parts.head : clean;
}
