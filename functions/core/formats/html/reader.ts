/**
 * HTML pages: fields from JSON-LD, OpenGraph and meta elements, captions, credits and bylines read off the page
 * before it is cleaned, and the story out of the rest by @mozilla/readability.
 */
import type { ChildNode } from 'domhandler';
import type { RemovedText, Warning } from '../../article/record.ts';
import { htmlOf, isNestedTooDeep, parseHtml } from '../../text/html.ts';
import { collapse } from '../../text/whitespace.ts';
import { rawText } from '../../text/xml.ts';
import { ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import type { WireFile } from '../common/wire-file.ts';
import { articleText, type ArticleText, type Known } from './article.ts';
import { authorName } from './authors.ts';
import { dropNamedBoxes, isIndex } from './boxes.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { spacedText } from './elements.ts';
import { headLinesOf } from './head-lines.ts';
import { metadataOf, type PageMetadata } from './metadata.ts';
import { shownDate } from './page-dates.ts';
import { picturesOf } from './pictures.ts';
import { countReadable, largestPart, markedPart, MAX_READABLE, readableBody } from './readable.ts';

/** The story of the page. @throws ParseError too-deep, too-many-nodes, no-article */
export function parse(file: WireFile): Iterable<ParsedItem> {
  return [parsed(readPage(file.text))];
}

/** Elements of a page; the front pages of papers have a sixth of it. */
const MAX_ELEMENTS = 30_000;
/** Character references for which linkedom makes a text node each; more than these and a page is read as a large one. */
const MAX_REFERENCES = 20_000;

function readPage(text: string): WireItem {
  if (isNestedTooDeep(text)) throw new ParseError('too-deep', 'elements nested beyond reason');
  if (countOf('<', text) > MAX_ELEMENTS * 2)
    throw new ParseError('too-many-nodes', `over ${MAX_ELEMENTS} elements`);

  const nodes = parseHtml(text);
  const meta = metadataOf(nodes);
  const pictures = picturesOf(nodes);
  const head = headLinesOf(nodes);
  const elements = elementsIn(nodes);
  const shown = shownDate(elements);
  const pictured = elements.filter(({ name }) => name === 'figure').map(spacedText);
  const removed = dropNamedBoxes(nodes);
  const isLarge = countReadable(nodes) > MAX_READABLE || countOf('&', text) > MAX_REFERENCES;
  const page = isLarge ? '' : htmlOf(nodes);
  const readable = isLarge ? undefined : readableBody(page);
  const headline = meta.headline ?? readable?.title ?? meta.title;
  const by = meta.by ?? head.by;
  const known = { headline, heading: meta.heading, deck: meta.description, by: by ?? readable?.byline };
  const found = articleText(isLarge ? largestPart(nodes) : parseHtml(readable?.content ?? ''), known);
  const story = isLarge ? found : (markedStory(page, found, known) ?? found);
  // an article that a script would have drawn stands in the JSON-LD alone
  const fromData = meta.articleBody !== undefined && meta.articleBody.length > story.length * 2;
  const isIndexPage = !meta.saysArticle && isIndex(story.nodes);
  if ((story.length === 0 || isIndexPage) && !fromData) {
    throw new ParseError('no-article', 'the page holds no running text that could be an article');
  }
  return itemOf(meta, {
    headline,
    title: story.title,
    by: by ?? story.by ?? bylineOutsidePictures(readable?.byline, pictured) ?? meta.house,
    published:
      meta.published ??
      head.published ??
      story.published ??
      (shown?.kind === 'published' ? shown.iso : undefined),
    modified:
      meta.modified ?? head.updated ?? story.updated ?? (shown?.kind === 'updated' ? shown.iso : undefined),
    body: fromData ? { kind: 'text', text: meta.articleBody ?? '' } : { kind: 'nodes', nodes: story.nodes },
    removed: [...removed, ...story.removed],
    creditLine: story.creditLine,
    photoCredits: [...new Set([...pictures.credits, ...story.photoCredits])],
    associations: pictures.associations,
    warnings: isLarge
      ? [
          {
            code: 'page-large',
            detail: 'so many elements or references that all of the article element is read',
          },
        ]
      : [],
  });
}

/** The library takes the photographer for the author where nobody else is named. */
function bylineOutsidePictures(byline: string | undefined, pictured: readonly string[]): string | undefined {
  const name = authorName(byline);
  return name !== undefined && pictured.some((text) => text.includes(name)) ? undefined : name;
}

/** A brief is too short for the library, which then takes the longest legal notice: pages that mark their story know. */
function markedStory(page: string, found: ArticleText, known: Known): ArticleText | undefined {
  if (found.length > LONGEST_BRIEF) return undefined;
  const part = markedPart(parseHtml(page));
  const marked = part === undefined ? undefined : articleText(part, known);
  if (marked === undefined || marked.length === 0) return undefined;
  const isWithin = plainText(found.nodes).includes(plainText(marked.nodes).slice(0, 60));
  return isWithin ? undefined : marked;
}

const LONGEST_BRIEF = 600;

function plainText(nodes: readonly ChildNode[]): string {
  return collapse(nodes.map((node) => rawText(node)).join(' '));
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

interface Story {
  headline: string | undefined;
  title: string | undefined;
  by: string | undefined;
  published: string | undefined;
  modified: string | undefined;
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
      title: story.title,
      by: story.by,
      versionCreated: story.modified ?? story.published,
      firstCreated: story.published,
      language: meta.language,
      creditLine: story.creditLine ?? meta.creditText,
      copyrightHolder: meta.copyrightHolder,
      copyrightNotice: meta.copyrightNotice,
      usageTerms: meta.license,
      digitalSourceType: meta.digitalSourceType === undefined ? undefined : { uri: meta.digitalSourceType },
      rights:
        meta.dataMining === undefined
          ? undefined
          : {
              dataMining: [{ value: meta.dataMining, field: 'meta' }],
              ...present({ linked: meta.miningPolicy }),
            },
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
