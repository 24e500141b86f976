/** One item of RSS 0.9x, 1.0 (RDF) or 2.0: the vocabularies are the same, only the envelope differs. */
import { Element } from 'domhandler';
import { parseHtml } from '../../../text/html.ts';
import { attribute, children, descendants } from '../../../text/xml.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../format.ts';
import type { Body, ItemAssociation, WireItem } from '../../../article/wire-item.ts';
import { present } from '../json.ts';
import { allValues, bylineOf, categorised, firstValue, geoPlaces, languageOf, leftOver } from './fields.ts';
import {
  baseOf,
  htmlBody,
  isWholeText,
  lineOf,
  plainLine,
  resolved,
  unescapedMarkup,
  valueOf,
} from './markup.ts';
import { feedMediaOf } from './media.ts';

/** Elements that are read; what else an item holds is kept by its name. */
const READ = new Set(
  (
    'title link guid description content:encoded body pubDate dc:date dc:creator author itunes:author dc:language ' +
    'language category dc:subject enclosure media:content media:group media:thumbnail media:credit media:title ' +
    'media:description media:text media:copyright media:keywords itunes:image source dc:source dc:publisher ' +
    'dc:rights copyright georss:point georss:where georss:featurename georss:featureName geo:lat geo:long geo:Point ' +
    'atom:link atom:updated atom:author a10:updated dcterms:modified dcterms:created dcterms:issued dc:identifier ' +
    'dc:title dc:description itunes:summary itunes:subtitle'
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
  const shared = repeatedIds(items);
  for (const item of items) {
    const id = idOf(item);
    yield parsed(rssItemOf(item, channel, id === undefined || shared.has(id) ? undefined : id));
  }
}

/** The guid, or rdf:about of RSS 1.0. */
function idOf(item: Element): string | undefined {
  return firstValue(item, 'guid') ?? attribute(item, 'about');
}

/** Ids that stand on items with different links: some feeds write one guid (their own address) on all. */
function repeatedIds(items: readonly Element[]): Set<string> {
  const links = new Map<string, string>();
  const repeated = new Set<string>();
  for (const item of items) {
    const id = idOf(item);
    const link = firstValue(item, 'link') ?? '';
    if (id === undefined) continue;
    if ((links.get(id) ?? link) !== link) repeated.add(id);
    links.set(id, link);
  }
  return repeated;
}

/** @param guid where it tells this item from its neighbours */
function rssItemOf(item: Element, channel: Element | undefined, guid: string | undefined): WireItem {
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
    ...allValues(item, 'dc:subject').flatMap((subject) =>
      subject.split(/[;,]/).map((value) => ({ value, scheme: undefined })),
    ),
  ]);
  const body = bodyOf(content, description, base);
  return present({
    ...(guid === undefined && link === undefined
      ? { idFrom: [firstValue(channel, 'link') ?? '', title ?? description ?? '', published ?? ''] }
      : { id: guid ?? link }),
    versionSequence: null,
    headlines: title === undefined ? [] : [{ role: 'main', value: title }],
    body,
    descriptions: [
      ...(description === undefined || (content === undefined && body !== undefined)
        ? []
        : [{ role: 'abstract', value: unescapedMarkup(description) }]),
      ...allValues(item, 'itunes:subtitle').map((value) => ({ role: 'abstract', value })),
    ],
    firstCreated: published,
    versionCreated: updated,
    by: bylineOf([
      ...allValues(item, 'dc:creator', 'author', 'itunes:author'),
      ...children(item, 'atom:author').flatMap((author) => firstValue(author, 'atom:name', 'name') ?? []),
    ]),
    language: languageOf(item, channel),
    keywords: [...keywords, ...media.keywords],
    subjects,
    places: geoPlaces(item),
    infoSources: sourcesOf(item),
    copyrightNotice: plainLine(
      firstValue(item, 'dc:rights', 'copyright', 'media:copyright') ??
        firstValue(channel, 'copyright', 'dc:rights'),
    ),
    associations:
      media.associations.length > 0 || body !== undefined
        ? media.associations
        : picturesIn(description, base),
    photoCredits: media.photoCredits,
    altIds: allValues(item, 'dc:identifier').map((value) => ({ role: 'identifier', value })),
    service: plainLine(firstValue(channel, 'title')),
    extra: present({ link, ...leftOver(item, READ) }),
  });
}

/** The picture of a teaser, which is a line of text in the record. */
function picturesIn(description: string | undefined, base: string | undefined): ItemAssociation[] {
  if (description === undefined || !/<img\s/i.test(description)) return [];
  const root = new Element('div', {}, parseHtml(unescapedMarkup(description)));
  const picture = descendants(root, 'img').find(
    ({ attribs }) => attribs.src !== undefined && attribs.width !== '1' && attribs.height !== '1',
  );
  const href = picture?.attribs.src;
  if (href === undefined) return [];
  const address = resolved(href, base);
  return [
    {
      name: 'media-1',
      rel: 'thumbnail',
      id: address,
      type: 'picture',
      renditions: [{ name: 'main', href: address }],
      ...present({ caption: picture?.attribs.alt }),
    },
  ];
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
        const name = lineOf(element);
        const uri = attribute(element, 'url');
        return name === undefined ? [] : [{ name, role, ...(uri === undefined ? {} : { uri }) }];
      });
  return [...named('source', 'source', 'dc:source'), ...named('publisher', 'dc:publisher')];
}
