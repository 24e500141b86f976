/** What a page says of itself to machines: JSON-LD first, then OpenGraph and article:*, then meta and title. */
import type { ChildNode, Element } from 'domhandler';
import type { AltId, Concept, Place } from '../../article/ninjs.ts';
import { languageTag } from '../../text/language.ts';
import { collapse } from '../../text/whitespace.ts';
import { countWords } from '../text/blocks.ts';
import { dataOf, named, texts, type PageData } from './json-ld.ts';
import { authorName, isDesk, isSiteName, linkedByline, markedByline } from './authors.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { textIn } from './elements.ts';
import { headlineOf } from './headline.ts';
import { dateInAddress } from './page-dates.ts';

export interface PageMetadata {
  url: string | undefined;
  headline: string | undefined;
  alternativeHeadline: string | undefined;
  /** What the page shows as its headline. */
  heading: string | undefined;
  /** Of the window: with the name of the site in it, mostly. */
  title: string | undefined;
  description: string | undefined;
  by: string | undefined;
  /** The site or its publisher, where they are all that is said of an author. */
  house: string | undefined;
  published: string | undefined;
  modified: string | undefined;
  language: string | undefined;
  dateline: string | undefined;
  articleBody: string | undefined;
  creditText: string | undefined;
  copyrightHolder: string | undefined;
  copyrightNotice: string | undefined;
  license: string | undefined;
  /** A reservation of text and data mining, and where its policy is. */
  dataMining: string | undefined;
  miningPolicy: string | undefined;
  digitalSourceType: string | undefined;
  siteName: string | undefined;
  isAccessibleForFree: boolean | undefined;
  keywords: string[];
  sections: string[];
  publishers: string[];
  people: Concept[];
  places: Place[];
  ids: AltId[];
  /** Its data have one article. */
  hasArticle: boolean;
  /** The page calls itself an article, as the archives of some blogs do, too. */
  saysArticle: boolean;
}

export function metadataOf(nodes: readonly ChildNode[]): PageMetadata {
  const elements = elementsIn(nodes);
  const data = dataOf(elements);
  const hasArticle = Object.keys(data).length > 0;
  const metas = metasOf(elements);
  const meta = (...names: string[]): string | undefined =>
    names.map((name) => metas.get(name)?.[0]).find((value) => value !== undefined);
  const all = (...names: string[]): string[] => names.flatMap((name) => metas.get(name) ?? []);
  const canonical = elements.find(
    ({ name, attribs }) => name === 'link' && /\bcanonical\b/i.test(attribs.rel ?? ''),
  )?.attribs.href;
  const published =
    texts(data.datePublished)[0] ?? meta('article:published_time', 'og:published_time', ...DATES);
  const modified =
    texts(data.dateModified)[0] ?? meta('article:modified_time', 'og:updated_time', 'dcterms.modified');
  const url = [canonical, meta('og:url'), texts(data.url)[0], idOf(data)].find((one) => isAddress(one));
  const window = textIn(elements.find(({ name }) => name === 'title'));
  const sites = [
    meta('og:site_name'),
    meta('application-name'),
    ...namesOf(data, 'publisher'),
    meta('twitter:site')?.replace(/^@/, ''),
  ];
  const authors = [
    namesOf(data, 'author')
      .flatMap((name) => authorName(name) ?? [])
      .join(', '),
    ...all('author', 'article:author', 'parsely-author', 'dc.creator', 'byl', 'sailthru.author'),
    all('citation_author').join(', '),
    writtenBy(metas),
    markedByline(elements),
    linkedByline(elements),
  ].flatMap((name) => authorName(name) ?? []);
  const houses = authors.filter((name) => isSiteName(name, sites) || isDesk(name));
  const persons = authors.filter((name) => !houses.includes(name));
  return {
    url,
    headline: headlineOf(elements, {
      shared: [
        texts(data.headline)[0],
        meta('og:title'),
        meta('twitter:title'),
        itemprop(elements, 'headline'),
      ],
      window,
      sites,
      url,
    }),
    heading: onlyHeading(elements),
    alternativeHeadline: texts(data.alternativeHeadline)[0],
    title: window ?? textIn(elements.find(({ name }) => name === 'h1')),
    description: texts(data.description)[0] ?? meta('og:description', 'description', 'twitter:description'),
    by: persons[0],
    house: houses[0],
    published: published ?? timeOf(elements, 'datePublished') ?? dateInAddress(url),
    modified: modified ?? timeOf(elements, 'dateModified'),
    language: languageOf([
      texts(data.inLanguage)[0],
      elements.find(({ name }) => name === 'html')?.attribs.lang,
      meta('og:locale', 'content-language', 'language', 'dc.language'),
    ]),
    dateline: texts(data.dateline)[0],
    articleBody: texts(data.articleBody)[0],
    creditText: texts(data.creditText)[0],
    copyrightHolder: namesOf(data, 'copyrightHolder')[0],
    copyrightNotice: texts(data.copyrightNotice)[0] ?? meta('copyright', 'dcterms.rights'),
    license: texts(data.license)[0],
    dataMining:
      meta('tdm-reservation') ??
      all('robots')
        .map((one) => /\bno(?:image)?ai\b/i.exec(one)?.[0])
        .find((one) => one !== undefined),
    miningPolicy: meta('tdm-policy'),
    digitalSourceType: texts(data.digitalSourceType)[0],
    siteName: meta('og:site_name', 'application-name'),
    isAccessibleForFree: /^false$/i.test(texts(data.isAccessibleForFree)[0] ?? '') ? false : undefined,
    keywords: keywordsOf(data, all('article:tag'), meta('news_keywords', 'keywords', 'parsely-tags')),
    sections: [...new Set([...texts(data.articleSection), ...all('article:section', 'parsely-section')])],
    publishers: [...new Set([...namesOf(data, 'publisher'), ...namesOf(data, 'sourceOrganization')])],
    people: [],
    places: namesOf(data, 'contentLocation').map((name) => ({ name })),
    hasArticle,
    saysArticle: hasArticle || /article/i.test(meta('og:type') ?? ''),
    ids: [
      ...texts(data.identifier).map((value) => ({ role: 'identifier', value })),
      ...(canonical !== undefined && canonical !== url ? [{ role: 'canonical', value: canonical }] : []),
    ],
  };
}

/** Yoast: "twitter:label1" says what "twitter:data1" is. */
function writtenBy(metas: ReadonlyMap<string, readonly string[]>): string | undefined {
  const at = [1, 2].find((number) =>
    /^(?:written by|verfasst von|geschrieben von|escrito por|écrit par)$/i.test(
      metas.get(`twitter:label${number}`)?.[0] ?? '',
    ),
  );
  return at === undefined ? undefined : metas.get(`twitter:data${at}`)?.[0];
}

const DATES = [
  'article:published',
  'og:article:published_time',
  'citation_publication_date',
  'citation_online_date',
  'published',
  'datepublished',
  'parsely-pub-date',
  'dcterms.created',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'date',
  'pubdate',
  'publish-date',
  'publication_date',
  'sailthru.date',
];

function namesOf(data: PageData, property: string): string[] {
  return [...new Set(named(data[property]))];
}

/** Values of meta elements by their lower-case name. */
function metasOf(elements: readonly Element[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, attribs } of elements) {
    if (name !== 'meta') continue;
    const key = (attribs.property ?? attribs.name ?? attribs.itemprop ?? attribs['http-equiv'])
      ?.trim()
      .toLowerCase();
    const value = collapse(attribs.content ?? '');
    if (key === undefined || value === '') continue;
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

function isAddress(value: string | undefined): boolean {
  return value !== undefined && /^https?:\/\/[^\s/]+/i.test(value.trim());
}

function idOf(data: PageData): string | undefined {
  const page: unknown = data.mainEntityOfPage;
  if (typeof page === 'object' && page !== null && '@id' in page && typeof page['@id'] === 'string')
    return page['@id'];
  return texts(page)[0] ?? texts(data['@id'])[0];
}

function languageOf(written: readonly (string | undefined)[]): string | undefined {
  return written
    .map((one) => (one === undefined ? undefined : languageTag(one)))
    .find((tag) => tag !== undefined);
}

function keywordsOf(data: PageData, tags: readonly string[], list: string | undefined): string[] {
  const split = (one: string): string[] => one.split(/\s?[,;]\s?/).filter((word) => word !== '');
  const given = texts(data.keywords).flatMap(split);
  if (given.length > 0) return [...new Set(given)];
  return [...new Set(tags.length > 0 ? tags : split(list ?? ''))];
}

function itemprop(elements: readonly Element[], property: string): string | undefined {
  return textIn(elements.find(({ attribs }) => attribs.itemprop === property));
}

/** A page with one h1 says its headline there; one with several names its site and sections in them too. */
function onlyHeading(elements: readonly Element[]): string | undefined {
  const headings = elements.filter(({ name }) => name === 'h1');
  const text = headings.length === 1 ? textIn(headings[0]) : undefined;
  // a name is no headline; scripts without spaces have more in fewer characters
  return text !== undefined && countWords(text) > 1 ? text : undefined;
}

/** A date in a time element: the marked one, else the only one. */
function timeOf(
  elements: readonly Element[],
  property: 'datePublished' | 'dateModified',
): string | undefined {
  const marked = elements.find(({ attribs }) => attribs.itemprop === property);
  const own = marked?.attribs.datetime ?? marked?.attribs.content;
  if (own !== undefined || property === 'dateModified') return own;
  const times = elements.filter(({ name, attribs }) => name === 'time' && attribs.datetime !== undefined);
  return times.length === 1 || times[0]?.attribs.pubdate !== undefined
    ? times[0]?.attribs.datetime
    : undefined;
}
