/** One item of RSS 0.9x, 1.0 (RDF) or 2.0: the vocabularies are the same, only the envelope differs. */
import type { Element } from 'domhandler';
import { attribute, children } from '../../text/xml.ts';
import type { Body, WireItem } from '../item.ts';
import { present } from '../json.ts';
import { allValues, bylineOf, categorised, firstValue, geoPlaces, languageOf, leftOver } from './fields.ts';
import { baseOf, htmlBody, isWholeText, lineOf, resolved, unescapedMarkup } from './markup.ts';
import { feedMediaOf } from './media.ts';

/** Elements that are read; what else an item holds is kept by its name. */
export const READ = new Set(
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
 * @param item the item element, qualified names
 * @param channel its channel: language, rights, what relative links are relative to
 * @param about rdf:about of RSS 1.0
 */
export function rssItemOf(item: Element, channel: Element | undefined, about?: string): WireItem {
  const base = baseOf(item, firstValue(channel, 'link'));
  const link = linkOf(item, base);
  const guid = firstValue(item, 'guid') ?? about;
  const title = lineOf(children(item, 'title')[0]) ?? firstValue(item, 'dc:title', 'media:title');
  const description = firstValue(item, 'description', 'dc:description', 'itunes:summary');
  const content = firstValue(item, 'content:encoded', 'body');
  const published = firstValue(item, 'pubDate', 'dcterms:issued', 'dcterms:created', 'dc:date');
  const updated = firstValue(item, 'atom:updated', 'a10:updated', 'dcterms:modified', 'dc:date') ?? published;
  const media = feedMediaOf(item, base);
  const { subjects, keywords } = categorised([
    ...children(item, 'category').map((element) => ({
      value: lineOf(element) ?? '',
      scheme: attribute(element, 'domain'),
    })),
    ...allValues(item, 'dc:subject').flatMap((subject) =>
      subject.split(/[;,]/).map((value) => ({ value, scheme: undefined })),
    ),
  ]);
  const body = bodyOf(content, description, base);
  return present({
    ...(guid === undefined && link === undefined
      ? { idFrom: [firstValue(channel, 'link') ?? '', title ?? '', description ?? '', published ?? ''] }
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
    copyrightNotice:
      firstValue(item, 'dc:rights', 'copyright', 'media:copyright') ??
      firstValue(channel, 'copyright', 'dc:rights'),
    associations: media.associations,
    photoCredits: media.photoCredits,
    altIds: allValues(item, 'dc:identifier').map((value) => ({ role: 'identifier', value })),
    service: lineOf(children(channel, 'title')[0]),
    extra: present({ link, ...leftOver(item, READ) }),
  });
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
