/** Media of a feed entry: enclosures, Media RSS (https://www.rssboard.org/media-rss), iTunes images. */
import type { Element } from 'domhandler';
import type { ArticleType } from '../../../article/ninjs.ts';
import { attribute, child, children } from '../../../text/xml.ts';
import type { ItemAssociation, ItemRendition, WireItem } from '../../../article/wire-item.ts';
import { present } from '../json.ts';
import { lineOf, resolved, valueOf } from './markup.ts';

const LIMIT = 200;

export interface FeedMedia {
  associations: ItemAssociation[];
  photoCredits: string[];
  keywords: string[];
}

/**
 * Each medium of an entry once; the contents of a media:group are renditions of one.
 * @param base what relative addresses are relative to
 */
export function feedMediaOf(entry: Element, base: string | undefined): FeedMedia {
  const media: FeedMedia = { associations: [], photoCredits: [], keywords: [] };
  const seen = new Set<string>();
  const add = (holder: Element, contents: readonly Element[], rel: string): void => {
    const renditions = contents.flatMap((content) => renditionOf(content, base)).slice(0, LIMIT);
    const id = renditions[0]?.href;
    if (id === undefined || seen.has(id) || media.associations.length >= LIMIT) return;
    for (const { href } of renditions) if (href !== undefined) seen.add(href);
    const inherit = (name: string): Element | undefined => firstOf([...contents, holder, entry], name);
    const credit = lineOf(inherit('media:credit'));
    if (credit !== undefined) media.photoCredits.push(credit);
    media.associations.push({
      name: `media-${media.associations.length + 1}`,
      rel,
      id,
      ...present({
        type: typeOf(contents[0]),
        headline: lineOf(inherit('media:title')),
        caption: lineOf(inherit('media:description')) ?? lineOf(inherit('media:text')),
        by: credit,
        copyrightNotice: lineOf(inherit('media:copyright')),
        renditions: [...renditions, ...thumbnailsOf([...contents, holder], base)],
      }),
    });
  };
  for (const group of children(entry, 'media:group')) add(group, children(group, 'media:content'), 'media');
  for (const content of children(entry, 'media:content')) add(content, [content], 'media');
  for (const enclosure of enclosuresOf(entry)) add(enclosure, [enclosure], 'enclosure');
  for (const image of children(entry, 'itunes:image')) add(image, [image], 'thumbnail');
  const thumbnails = children(entry, 'media:thumbnail');
  const first = media.associations[0];
  if (first === undefined) {
    if (thumbnails[0] !== undefined) add(thumbnails[0], thumbnails, 'thumbnail');
  } else {
    // beside the media it is a small picture of them
    const own = new Set(
      media.associations.flatMap(({ renditions = [] }) => renditions.map(({ href }) => href)),
    );
    const beside = thumbnailsOf([entry], base).filter(({ href }) => !own.has(href));
    first.renditions = [...(first.renditions ?? []), ...beside];
  }
  media.keywords = [...children(entry, 'media:keywords'), ...children(entry, 'itunes:keywords')].flatMap(
    (element) => (valueOf(element) ?? '').split(/[,;]/),
  );
  return media;
}

/** media:category of the entry and of its media. */
export function mediaCategoriesOf(
  entry: Element,
): { value: string; scheme: string | undefined; label: string | undefined }[] {
  const groups = children(entry, 'media:group');
  const contents = [entry, ...groups].flatMap((holder) => children(holder, 'media:content'));
  return [entry, ...groups, ...contents]
    .flatMap((holder) => children(holder, 'media:category'))
    .flatMap((element) => {
      const value = valueOf(element);
      const [scheme, label] = [attribute(element, 'scheme'), attribute(element, 'label')];
      return value === undefined ? [] : [{ value, scheme, label }];
    });
}

/** media:restriction denies or allows countries and media; media:rights says how the content came. */
export function mediaRightsOf(entry: Element): WireItem['rights'] {
  const holders = [entry, ...children(entry, 'media:group'), ...children(entry, 'media:content')];
  const statements = holders.flatMap((holder) => [
    ...children(holder, 'media:restriction').flatMap(restrictionsIn),
    ...children(holder, 'media:rights').flatMap((rights) => {
      const status = attribute(rights, 'status');
      if (status === undefined) return [];
      return [
        status === 'nonAdvertising'
          ? { text: status, field: 'media:rights', kind: 'no-commercial' as const }
          : { text: status, field: 'media:rights' },
      ];
    }),
  ]);
  return statements.length === 0 ? undefined : { statements };
}

type Statement = NonNullable<NonNullable<WireItem['rights']>['statements']>[number];

function restrictionsIn(element: Element): Statement[] {
  const denies = attribute(element, 'relationship') !== 'allow';
  const isCountry = attribute(element, 'type') === 'country';
  const written = valueOf(element) ?? '';
  if (!isCountry || /^(?:all|none)?$/i.test(written)) {
    return written === '' || (!denies && written === 'all')
      ? []
      : [{ text: `${denies ? 'deny' : 'allow'} ${written}`, field: 'media:restriction' }];
  }
  return written.split(/\s+/).map((code) => ({
    text: `${denies ? 'deny' : 'allow'} ${code}`,
    field: 'media:restriction',
    kind: denies ? ('territory-out' as const) : ('territory-only' as const),
    scope: code.toUpperCase(),
  }));
}

function enclosuresOf(entry: Element): Element[] {
  const links = [...children(entry, 'link'), ...children(entry, 'atom:link')];
  return [...children(entry, 'enclosure'), ...links.filter((link) => attribute(link, 'rel') === 'enclosure')];
}

function firstOf(holders: readonly Element[], name: string): Element | undefined {
  for (const holder of holders) {
    const found = child(holder, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function renditionOf(element: Element, base: string | undefined): ItemRendition[] {
  const href = attribute(element, 'url') ?? attribute(element, 'href');
  if (href === undefined) return [];
  return [
    {
      name: attribute(element, 'isDefault') === 'true' ? 'default' : 'main',
      href: resolved(href, base),
      ...present({
        contentType: attribute(element, 'type'),
        width: attribute(element, 'width'),
        height: attribute(element, 'height'),
        sizeInBytes: attribute(element, 'fileSize') ?? attribute(element, 'length'),
        duration: attribute(element, 'duration'),
      }),
    },
  ];
}

function thumbnailsOf(holders: readonly Element[], base: string | undefined): ItemRendition[] {
  return holders
    .flatMap((holder) => children(holder, 'media:thumbnail'))
    .flatMap((thumbnail) => renditionOf(thumbnail, base))
    .map((rendition) => ({ ...rendition, name: 'thumbnail' }))
    .slice(0, 10);
}

function typeOf(element: Element | undefined): ArticleType | undefined {
  const medium = attribute(element, 'medium') ?? attribute(element, 'type') ?? '';
  if (medium.startsWith('image') || element?.name === 'media:thumbnail' || element?.name === 'itunes:image') {
    return 'picture';
  }
  if (medium.startsWith('video')) return 'video';
  if (medium.startsWith('audio')) return 'audio';
  return medium === ''
    ? mediaTypeOf(attribute(element, 'url') ?? attribute(element, 'href') ?? '')
    : undefined;
}

const EXTENSIONS: readonly (readonly [ArticleType, RegExp])[] = [
  ['picture', /\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp)$/i],
  ['video', /\.(?:mp4|m4v|mov|webm|mpe?g|ogv|avi|wmv)$/i],
  ['audio', /\.(?:mp3|m4a|aac|wav|ogg|oga|flac|wma)$/i],
];

/** What an address holds by its extension; undefined for any other. */
export function mediaTypeOf(url: string): ArticleType | undefined {
  const [path = ''] = url.split(/[?#]/, 1);
  return EXTENSIONS.find(([, pattern]) => pattern.test(path))?.[0];
}
