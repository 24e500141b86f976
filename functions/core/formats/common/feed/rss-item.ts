/** One item of RSS 0.9x, 1.0 (RDF) or 2.0: the vocabularies are the same, only the envelope differs. */
import type { Element } from 'domhandler';
import { attribute, children } from '../../../text/xml.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../format.ts';
import type { Body, WireItem } from '../../../article/wire-item.ts';
import { present } from '../json.ts';
import {
  allValues,
  bylineOf,
  categorised,
  firstValue,
  furtherLinks,
  geoPlaces,
  languageOf,
  leftOver,
  licenceOf,
  listedValues,
  peopleInFull,
} from './fields.ts';
import { withoutItems } from './holder.ts';
import {
  absoluteMarkup,
  baseOf,
  htmlBody,
  isWholeText,
  lineOf,
  plainLine,
  resolved,
  unescapedMarkup,
  valueOf,
} from './markup.ts';
import { feedMediaOf, mediaCategoriesOf, mediaRightsOf } from './media.ts';

/** Elements that are read; what else an item holds is kept by its name. */
const READ = new Set(
  (
    'title link guid description content:encoded body pubDate dc:date dc:creator author itunes:author dc:language ' +
    'language category dc:subject enclosure media:content media:group media:thumbnail media:credit media:title ' +
    'media:description media:text media:copyright media:keywords itunes:image source dc:source dc:publisher ' +
    'dc:rights copyright georss:point georss:where georss:featurename georss:featureName geo:lat geo:long geo:Point ' +
    'atom:link atom:updated atom:author a10:updated dcterms:modified dcterms:created dcterms:issued dc:identifier ' +
    'dc:title dc:description itunes:summary itunes:subtitle itunes:keywords media:category dc:contributor'
  ).split(' '),
);

/**
 * The items of a feed as records, in its order.
 * @param items item elements, qualified names
 * @param channel their channel: language, rights, what relative links are relative to
 */
export function* rssItemsOf(items: readonly Element[], channel: Element | undefined): Generator<ParsedItem> {
  if (items.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${items.length} items, ${LIMITS.items} are allowed`);
  }
  const around = withoutItems(channel, 'item');
  const identify = identifier(items, firstValue(around, 'link'));
  for (const item of items) yield parsed(rssItemOf(item, around, identify(item)));
}

/** What tells an item from its neighbours: its guid, else its link, else what it says. */
type Identifier = 'guid' | 'link' | 'text';

/**
 * Some feeds write one guid (their own address) on items with different links, or one link (their front page) on items
 * with different titles and no guid.
 */
function identifier(items: readonly Element[], front: string | undefined): (item: Element) => Identifier {
  const address = (item: Element): string | undefined => linkOf(item, baseOf(item, front));
  const repeatedGuids = repeated(items, idOf, (item) => firstValue(item, 'link') ?? '');
  const hasGuid = (item: Element): boolean =>
    !repeatedGuids.has(idOf(item) ?? '') && idOf(item) !== undefined;
  const links = repeated(
    items.filter((item) => !hasGuid(item)),
    address,
    sayingOf,
  );
  if (front !== undefined) links.add(resolved(front, front));
  return (item) => {
    if (hasGuid(item)) return 'guid';
    const link = address(item);
    return link === undefined || links.has(link) ? 'text' : 'link';
  };
}

/** The guid, or rdf:about of RSS 1.0. */
function idOf(item: Element): string | undefined {
  return firstValue(item, 'guid') ?? attribute(item, 'about');
}

/** What an item is called, or what it says where it has no title. */
function sayingOf(item: Element): string {
  return (
    lineOf(children(item, 'title')[0]) ??
    firstValue(item, 'dc:title', 'media:title', 'description', 'dc:description', 'content:encoded', 'body') ??
    ''
  );
}

/** Values that stand on items which differ in something else. */
function repeated(
  items: readonly Element[],
  valueOfItem: (item: Element) => string | undefined,
  differenceOf: (item: Element) => string,
): Set<string> {
  const known = new Map<string, string>();
  const found = new Set<string>();
  for (const item of items) {
    const value = valueOfItem(item);
    if (value === undefined) continue;
    const difference = differenceOf(item);
    if ((known.get(value) ?? difference) !== difference) found.add(value);
    known.set(value, difference);
  }
  return found;
}

function rssItemOf(item: Element, channel: Element | undefined, identifiedBy: Identifier): WireItem {
  const base = baseOf(item, firstValue(channel, 'link'));
  const link = linkOf(item, base);
  const title = lineOf(children(item, 'title')[0]) ?? firstValue(item, 'dc:title', 'media:title');
  const description = firstValue(item, 'description', 'dc:description', 'itunes:summary');
  const content = firstValue(item, 'content:encoded', 'body');
  const published = firstValue(item, 'pubDate', 'dcterms:issued', 'dcterms:created', 'dc:date');
  const updated = firstValue(item, 'atom:updated', 'a10:updated', 'dcterms:modified', 'dc:date') ?? published;
  const media = feedMediaOf(item, base);
  const { subjects, keywords } = categorised([
    ...children(item, 'category').map((element) => ({
      value: valueOf(element) ?? '',
      scheme: attribute(element, 'domain'),
    })),
    ...mediaCategoriesOf(item),
    ...listedValues(item, 'dc:subject').flatMap((subject) =>
      subject.split(/[;,]/).map((value) => ({ value, scheme: undefined })),
    ),
  ]);
  const body = bodyOf(content, description, base);
  return present({
    ...idFieldsOf(item, channel, { identifiedBy, link, published }),
    versionSequence: null,
    headlines: title === undefined ? [] : [{ role: 'main', value: title }],
    body,
    descriptions: [
      ...(description === undefined || (content === undefined && body !== undefined)
        ? []
        : [{ role: 'abstract', value: absoluteMarkup(unescapedMarkup(description), base) }]),
      ...allValues(item, 'itunes:subtitle').map((value) => ({ role: 'abstract', value })),
    ],
    firstCreated: published,
    versionCreated: updated,
    by: bylineOf([
      ...listedValues(item, 'dc:creator', 'author', 'itunes:author'),
      ...children(item, 'atom:author').flatMap((author) => firstValue(author, 'atom:name', 'name') ?? []),
    ]),
    people: listedValues(item, 'dc:contributor').flatMap((written) => {
      const name = plainLine(written);
      return name === undefined ? [] : [{ name, rel: 'contributor' }];
    }),
    usageTerms: licenceOf(item, channel),
    rights: mediaRightsOf(item),
    language: languageOf(item, channel),
    keywords: [...keywords, ...media.keywords],
    subjects,
    places: geoPlaces(item),
    infoSources: sourcesOf(item),
    copyrightNotice: plainLine(
      firstValue(item, 'dc:rights', 'copyright', 'media:copyright') ??
        firstValue(channel, 'copyright', 'dc:rights'),
    ),
    associations: media.associations,
    photoCredits: media.photoCredits,
    altIds: [
      ...allValues(item, 'dc:identifier').map((value) => ({ role: 'identifier', value })),
      ...sharedIds(item, link, identifiedBy),
    ],
    service: plainLine(firstValue(channel, 'title')),
    extra: present({
      link,
      furtherLinks: furtherLinks(item, [link], base),
      authors: peopleInFull(item, 'atom:author', 'author'),
      ...leftOver(item, READ),
    }),
  });
}

/** A time tells items without any link from each other; where they have one, it changes when they are edited. */
function idFieldsOf(
  item: Element,
  channel: Element | undefined,
  {
    identifiedBy,
    link,
    published,
  }: { identifiedBy: Identifier; link: string | undefined; published: string | undefined },
): Pick<WireItem, 'id' | 'idFrom' | 'warnings'> {
  if (identifiedBy === 'guid') return present({ id: idOf(item) });
  if (identifiedBy === 'link') return present({ id: link });
  const site = firstValue(channel, 'link') ?? '';
  if (link === undefined) return { idFrom: [site, sayingOf(item), published ?? ''] };
  const detail = `"${link.slice(0, 100)}" is the link of more than this item, whose id is made from what it says`;
  return { idFrom: [site, link, sayingOf(item)], warnings: [{ code: 'id-shared', detail }] };
}

/** What it would be called by, if others were not called so, too. */
function sharedIds(
  item: Element,
  link: string | undefined,
  identifiedBy: Identifier,
): { role: string; value: string }[] {
  if (identifiedBy === 'guid') return [];
  const shared = [idOf(item), ...(identifiedBy === 'text' ? [link] : [])];
  return shared.flatMap((value) => (value === undefined ? [] : [{ role: 'shared-id', value }]));
}

/** The whole text; a description is it only where it is long enough. */
function bodyOf(
  content: string | undefined,
  description: string | undefined,
  base: string | undefined,
): Body | undefined {
  if (content !== undefined) return htmlBody(unescapedMarkup(content), base);
  return description !== undefined && isWholeText(description)
    ? htmlBody(unescapedMarkup(description), base)
    : undefined;
}

function linkOf(item: Element, base: string | undefined): string | undefined {
  const written =
    firstValue(item, 'link', 'feedburner:origLink') ??
    [...children(item, 'atom:link'), ...children(item, 'link')]
      .filter((element) => /^(?:alternate|)$/.test(attribute(element, 'rel') ?? ''))
      .flatMap((element) => attribute(element, 'href') ?? [])[0];
  if (written !== undefined) return resolved(written, base);
  const guid = children(item, 'guid')[0];
  const isLink = guid !== undefined && attribute(guid, 'isPermaLink') !== 'false';
  const value = isLink ? firstValue(item, 'guid') : undefined;
  return value !== undefined && /^https?:/i.test(value) ? value : undefined;
}

function sourcesOf(item: Element): { name: string; role: string; uri?: string }[] {
  const named = (role: string, ...names: string[]): { name: string; role: string; uri?: string }[] =>
    names
      .flatMap((name) => children(item, name))
      .flatMap((element) => {
        const uri = attribute(element, 'url');
        const name = lineOf(element) ?? uri;
        return name === undefined ? [] : [{ name, role, ...(uri === undefined ? {} : { uri }) }];
      });
  return [...named('source', 'source', 'dc:source'), ...named('publisher', 'dc:publisher')];
}
