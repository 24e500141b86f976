/** Atom (RFC 4287), with the dialects of WENN and of AP's web feeds: one record an entry, in the feed's order. */
import type { Element } from 'domhandler';
import { attribute, child, children, text } from '../../text/xml.ts';
import { apFieldsOf } from './ap.ts';
import { atomBodyOf, atomText } from './atom-text.ts';
import {
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
} from '../common/feed/fields.ts';
import { absoluteMarkup, baseOf, plainLine, resolved } from '../common/feed/markup.ts';
import { withoutItems } from '../common/feed/holder.ts';
import { feedMediaOf, mediaRightsOf, mediaCategoriesOf } from '../common/feed/media.ts';
import { wennFieldsOf } from './wenn.ts';
import { LIMITS, ParseError, parsed, withFaults, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import type { WireFile } from '../common/wire-file.ts';

/** The entries of the feed, or the one entry. */
export async function parse(file: WireFile): Promise<Iterable<ParsedItem>> {
  const read = await file.xmlWithFaults('entry');
  return withFaults(entriesOf(read.root), read);
}

function* entriesOf(root: Element): Generator<ParsedItem> {
  if (root.name === 'entry') yield parsed(entryOf(root, undefined));
  if (root.name !== 'feed') return;
  const entries = children(root, 'entry');
  if (entries.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${entries.length} entries, ${LIMITS.items} are allowed`);
  }
  const feed = withoutItems(root, 'entry');
  for (const entry of entries) yield parsed(entryOf(entry, feed));
}

const READ = new Set(
  (
    'id title link updated published modified issued created copyright summary content author contributor category rights source media:content ' +
    'media:group media:thumbnail media:credit media:title media:description media:text media:copyright ' +
    'media:keywords georss:point georss:where georss:featurename georss:featureName geo:lat geo:long geo:Point ' +
    'dc:language dc:creator itunes:keywords media:category app:control wenn_nm:NewsManagement wenn_cm:ContentMetadata apnm:NewsManagement ' +
    'apcm:ContentMetadata'
  ).split(' '),
);

function entryOf(entry: Element, feed: Element | undefined): WireItem {
  const feedBase = linkOf(feed, 'self') ?? linkOf(feed, 'alternate');
  const base = baseOf(entry, feedBase);
  const link = linkOf(entry, 'alternate');
  const href = link === undefined ? undefined : resolved(link, base);
  const id = firstValue(entry, 'id') ?? href;
  const title = atomText(child(entry, 'title'));
  const source = child(entry, 'source');
  const media = feedMediaOf(entry, base);
  const content = child(entry, 'content');
  const { body, remote } = atomBodyOf(content, baseOf(content ?? entry, feedBase));
  const summary = atomText(child(entry, 'summary'));
  const { subjects, keywords } = categorised([
    ...mediaCategoriesOf(entry),
    ...children(entry, 'category').flatMap((element) => {
      const value = attribute(element, 'term') ?? text(element);
      return value === undefined
        ? []
        : [{ value, scheme: attribute(element, 'scheme'), label: attribute(element, 'label') }];
    }),
  ]);
  const published = firstValue(entry, 'published', 'issued', 'created', 'dcterms:issued', 'dc:date');
  const plain: WireItem = present({
    ...(id === undefined
      ? { idFrom: [firstValue(feed, 'id') ?? '', title ?? summary ?? text(content) ?? '', published ?? ''] }
      : { id }),
    versionSequence: null,
    headlines: title === undefined ? [] : [{ role: 'main', value: title }],
    body,
    descriptions: summary === undefined ? [] : [{ role: 'abstract', value: absoluteMarkup(summary, base) }],
    firstCreated: published,
    versionCreated: firstValue(entry, 'updated', 'modified', 'dcterms:modified') ?? published,
    by: authorsOf(entry, source, feed),
    status: isDraft(entry) ? 'withheld' : undefined,
    language: languageOf(entry, content, source, feed),
    keywords: [...keywords, ...media.keywords],
    subjects,
    places: geoPlaces(entry),
    people: children(entry, 'contributor').flatMap((contributor) => {
      const name = firstValue(contributor, 'name');
      return name === undefined ? [] : [{ name, rel: 'contributor' }];
    }),
    infoSources: sourceOf(source),
    copyrightNotice: plainLine(
      [entry, source, feed]
        .flatMap((holder) => atomText(child(holder, 'rights') ?? child(holder, 'copyright')) ?? [])
        .at(0),
    ),
    associations: [...media.associations, ...remoteContent(remote), ...relatedOf(entry, base)],
    photoCredits: media.photoCredits,
    usageTerms: licenceOf(entry, source, feed),
    rights: mediaRightsOf(entry),
    service: plainLine(atomText(child(feed, 'title'))),
    extra: present({
      link: href,
      furtherLinks: furtherLinks(entry, [href], base),
      authors: peopleInFull(entry, 'author', 'contributor'),
      ...leftOver(entry, READ),
    }),
  });
  return overlaid(overlaid(plain, wennFieldsOf(entry)), apFieldsOf(entry));
}

/** A dialect's own fields win, its lists come after those of the feed format. */
function overlaid(item: WireItem, dialect: Partial<WireItem> | undefined): WireItem {
  if (dialect === undefined) return item;
  const { keywords = [], subjects = [], altIds = [], extra = {}, infoSources = [], ...own } = dialect;
  return present({
    ...item,
    ...own,
    keywords: [...(item.keywords ?? []), ...keywords],
    subjects: [...(item.subjects ?? []), ...subjects],
    altIds: [...(item.altIds ?? []), ...altIds],
    infoSources: [...(item.infoSources ?? []), ...infoSources],
    extra: { ...item.extra, ...extra },
  });
}

/** The entry's authors, else those of its source or of the feed (RFC 4287, section 4.2.1). */
function authorsOf(
  entry: Element,
  source: Element | undefined,
  feed: Element | undefined,
): string | undefined {
  for (const holder of [entry, source, feed]) {
    const names = children(holder, 'author').flatMap((author) => firstValue(author, 'name', 'email') ?? []);
    if (names.length > 0) return bylineOf(names);
    const creators = holder === undefined ? [] : listedValues(holder, 'dc:creator');
    if (creators.length > 0) return bylineOf(creators);
  }
  return undefined;
}

function linkOf(holder: Element | undefined, rel: string): string | undefined {
  const link = children(holder, 'link').find((element) => (attribute(element, 'rel') ?? 'alternate') === rel);
  return attribute(link, 'href');
}

/** Atom Publishing Protocol (RFC 5023): a draft is not for publication. */
function isDraft(entry: Element): boolean {
  const control = children(entry).find(({ name }) => name.endsWith(':control'));
  const draft = children(control).find(({ name }) => name.endsWith(':draft'));
  return text(draft)?.toLowerCase() === 'yes';
}

/** An entry that was copied from another feed names it. */
function sourceOf(source: Element | undefined): { name: string; role: string; uri?: string }[] {
  const name = atomText(child(source, 'title'));
  const uri = linkOf(source, 'alternate') ?? firstValue(source, 'id');
  return name === undefined ? [] : [{ name, role: 'source', ...(uri === undefined ? {} : { uri }) }];
}

/** Content that is elsewhere (content@src). */
function remoteContent(remote: { href: string; type: string | undefined } | undefined): ItemAssociation[] {
  if (remote === undefined) return [];
  const { href, type } = remote;
  return [
    {
      name: 'content',
      rel: 'content',
      id: href,
      renditions: [{ name: 'main', href, ...present({ contentType: type }) }],
    },
  ];
}

function relatedOf(entry: Element, base: string | undefined): ItemAssociation[] {
  return children(entry, 'link')
    .filter((element) => /^(?:related|via)$/.test(attribute(element, 'rel') ?? ''))
    .slice(0, 100)
    .flatMap((element, index) => {
      const href = attribute(element, 'href');
      if (href === undefined) return [];
      return [
        {
          name: `related-${index + 1}`,
          rel: attribute(element, 'rel') ?? 'related',
          id: resolved(href, base),
          ...present({ headline: attribute(element, 'title') }),
        },
      ];
    });
}
