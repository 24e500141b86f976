/** Pictures, clips and documents of an item: renditions of one medium together, with caption and credit. */
import type { Element } from 'domhandler';
import type { ArticleType, Text } from '../../article/ninjs.ts';
import { child, children, rawText, text } from '../../text/xml.ts';
import type { ItemAssociation, ItemRendition, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import {
  formalName,
  isMediaContent,
  walk,
  type Component,
  type Content,
  type MediaKind,
} from './components.ts';
import { propertiesOf } from './properties.ts';

const LIMIT = 500;

/** Media beside a story, each an association; and the captions' credits for the source tagger. */
export function mediaOf(components: readonly Component[]): Pick<WireItem, 'associations' | 'photoCredits'> {
  const associations: ItemAssociation[] = [];
  const credits: string[] = [];
  const add = (medium: Medium): void => {
    if (associations.length >= LIMIT) return;
    associations.push(associationOf(medium, associations.length + 1));
    if (medium.credit !== undefined) credits.push(medium.credit);
  };
  const visit = (component: Component): void => {
    if (component.isMedia) {
      for (const medium of mediaIn(component)) add(medium);
      return;
    }
    for (const content of component.contents) {
      if (content.href !== undefined && content.media !== 'style') add(loose(content, component));
    }
    component.children.forEach(visit);
  };
  components.forEach(visit);
  return present({ associations, photoCredits: credits });
}

/** The item itself, where it is a picture or a clip and carries no story. */
export function mediaItemOf(components: readonly Component[]): Partial<WireItem> | undefined {
  const media = components.filter(({ isMedia }) => isMedia).flatMap(mediaIn);
  const [only] = media;
  if (only === undefined || media.length > 1) return undefined;
  return present({
    type: only.type,
    renditions: only.renditions,
    descriptions: captionTexts(only.caption),
    photoCredits: only.credit === undefined ? [] : [only.credit],
  });
}

interface Medium {
  role: string;
  type: ArticleType | undefined;
  renditions: ItemRendition[];
  headline: string | undefined;
  caption: string | undefined;
  by: string | undefined;
  credit: string | undefined;
  copyright: string | undefined;
}

/** One medium, or one for each part where a component only holds several (a gallery). */
function mediaIn(component: Component): Medium[] {
  const parts = component.children.filter(({ isMedia }) => isMedia);
  const several = parts.length > 1 && parts.filter((part) => partHasCaption(part)).length > 1;
  return several ? parts.flatMap(mediaIn) : [mediumOf(component)];
}

function partHasCaption(part: Component): boolean {
  return (
    [...walk([part])].some(({ kind }) => kind === 'caption') || child(part.element, 'NewsLines') !== undefined
  );
}

function mediumOf(component: Component): Medium {
  const below = [...walk([component])];
  const contents = below.flatMap((each) =>
    each.contents
      .filter((content) => content.href !== undefined && content.media !== 'style')
      .map((content) => ({ content, role: each.role })),
  );
  const line = (name: string): string | undefined => {
    for (const { element } of below) {
      for (const lines of children(element, 'NewsLines')) {
        const value = text(child(lines, name));
        if (value !== undefined) return value;
      }
    }
    return undefined;
  };
  const caption = labelled(below, 'caption');
  const headline = labelled(below, 'headline') ?? line('HeadLine');
  return {
    role: component.role,
    type: typeOf(contents.find(({ content }) => isMediaContent(content))?.content.media),
    renditions: contents.map(({ content, role }) => renditionOf(content, role)),
    // agencies that give no caption put it in the headline of the picture
    headline: caption === undefined ? undefined : headline,
    caption: caption ?? headline,
    by: line('ByLine'),
    credit: line('CreditLine'),
    copyright: line('CopyrightLine'),
  };
}

function labelled(components: readonly Component[], kind: 'caption' | 'headline'): string | undefined {
  for (const component of components) {
    for (const { data } of component.kind === kind ? component.contents : []) {
      const value = data === undefined ? '' : rawText(data).trim();
      if (value !== '') return value;
    }
  }
  return undefined;
}

/** A reference among the content of a story: a document to download, most often. */
function loose(content: Content, { role }: Component): Medium {
  return {
    role: isMediaContent(content) ? role : 'attachment',
    type: typeOf(content.media),
    renditions: [renditionOf(content, '')],
    headline: characteristic(content.element, /^title$/i),
    caption: undefined,
    by: undefined,
    credit: undefined,
    copyright: undefined,
  };
}

function associationOf(medium: Medium, count: number): ItemAssociation {
  const role = medium.role === '' ? (medium.type ?? 'media') : medium.role;
  return {
    name: `${role.toLowerCase()}-${count}`,
    rel: role.toLowerCase(),
    id: largest(medium.renditions)?.href ?? '',
    ...present({
      type: medium.type,
      headline: medium.headline,
      caption: medium.caption,
      by: medium.by,
      copyrightNotice: medium.copyright,
      renditions: medium.renditions,
    }),
  };
}

const SMALL = /^(?:thumbnail|preview|quicklook|icon|small|lowres|square|viewimage)/;

/** The rendition that stands for the medium: an address that is the same whenever the item is sent. */
function largest(renditions: readonly ItemRendition[]): ItemRendition | undefined {
  const size = ({ name, width, sizeInBytes }: ItemRendition): number =>
    (SMALL.test(name) ? 0 : 1e12) + Number(width ?? 0) * 1e6 + Number(sizeInBytes ?? 0);
  return renditions.reduce<ItemRendition | undefined>(
    (best, rendition) => (best === undefined || size(rendition) > size(best) ? rendition : best),
    undefined,
  );
}

function renditionOf(content: Content, role: string): ItemRendition {
  const characteristics = children(content.element, 'Characteristics');
  const properties = propertiesOf(characteristics);
  const use = properties.first(/^(?:imageuse|use|rendition)$/i);
  return {
    name: (use ?? (role === '' ? 'main' : role)).toLowerCase(),
    ...present({
      href: content.href,
      contentType: content.mime,
      width: properties.first(/^(?:pixel|image)?width$/i),
      height: properties.first(/^(?:pixel|image)?height$/i),
      duration: properties.first(/^(?:total)?duration$/i),
      title: properties.first(/^title$/i),
      sizeInBytes: text(child(characteristics[0], 'SizeInBytes')),
      format: formalName(child(content.element, 'Format')),
    }),
  };
}

function characteristic(element: Element, name: RegExp): string | undefined {
  return propertiesOf(children(element, 'Characteristics')).first(name);
}

function typeOf(media: MediaKind | undefined): ArticleType | undefined {
  return media === 'picture' || media === 'graphic' || media === 'audio' || media === 'video'
    ? media
    : undefined;
}

function captionTexts(caption: string | undefined): Text[] {
  return caption === undefined ? [] : [{ role: 'caption', value: caption }];
}
