/**
 * HTML pages: fields from JSON-LD, OpenGraph and meta elements, captions, credits and bylines read off the page
 * before it is cleaned, and the story cut out of the rest.
 */
import type { RemovedText } from '../../article/record.ts';
import { isNestedTooDeep, parseHtml } from '../../text/html.ts';
import { ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import type { WireFile } from '../common/wire-file.ts';
import { articleText } from './article.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { authorName } from './authors.ts';
import { headLinesOf } from './head-lines.ts';
import { metadataOf, type PageMetadata } from './metadata.ts';
import { shownDate } from './page-dates.ts';
import { picturesOf } from './pictures.ts';
import { cutStory } from './page-story.ts';

/** The story of the page. @throws ParseError too-deep, too-many-nodes, no-article */
export function parse(file: WireFile): Iterable<ParsedItem> {
  return [parsed(readPage(file.text))];
}

/** Elements of a page; the front pages of papers have a sixth of it. */
const MAX_ELEMENTS = 30_000;

function readPage(text: string): WireItem {
  if (isNestedTooDeep(text)) throw new ParseError('too-deep', 'elements nested beyond reason');
  if (countOf('<', text) > MAX_ELEMENTS * 2)
    throw new ParseError('too-many-nodes', `over ${MAX_ELEMENTS} elements`);

  const nodes = parseHtml(text);
  const meta = metadataOf(nodes);
  const pictures = picturesOf(nodes);
  const elements = elementsIn(nodes);
  const shown = shownDate(elements);
  const headline = meta.headline ?? meta.title;
  const head = headLinesOf(nodes, headline);
  const by = meta.by ?? authorName(head.by);
  const cut = cutStory(
    nodes,
    { headline, deck: meta.description },
    { address: meta.url, headline: meta.saysArticle ? headline : undefined },
  );
  const story = articleText(cut.nodes, {
    headline,
    heading: meta.heading,
    deck: meta.description,
    by,
  });
  // an article that a script would have drawn stands in the JSON-LD alone
  const fromData = meta.articleBody !== undefined && meta.articleBody.length > story.length * 2;
  const isNone = (cut.isListing && !meta.hasArticle) || (cut.isUnlikely && !meta.saysArticle);
  if ((story.length === 0 || isNone) && !fromData) {
    throw new ParseError('no-article', 'the page holds no running text that could be an article');
  }
  return itemOf(meta, {
    headline,
    title: story.title,
    by: by ?? authorName(story.by) ?? meta.house,
    published:
      meta.published ??
      head.published ??
      story.published ??
      (shown?.kind === 'published' ? shown.iso : undefined),
    modified:
      meta.modified ?? head.updated ?? story.updated ?? (shown?.kind === 'updated' ? shown.iso : undefined),
    body: fromData ? { kind: 'text', text: meta.articleBody ?? '' } : { kind: 'nodes', nodes: story.nodes },
    removed: [...cut.removed, ...story.removed],
    creditLine: story.creditLine,
    photoCredits: [...new Set([...pictures.credits, ...story.photoCredits])],
    associations: pictures.associations,
  });
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
    altIds: meta.ids,
    extra: present({ siteName: meta.siteName, isAccessibleForFree: meta.isAccessibleForFree }),
  };
}
