/** NITF media blocks to associations, with captions and the credits of photographers. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import type { ArticleType } from '../../article/ninjs.ts';
import { attribute, children } from '../../text/xml.ts';
import type { ItemAssociation, ItemRendition, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { blockText } from '../common/xml-values.ts';

const TYPES: Readonly<Record<string, ArticleType>> = {
  image: 'picture',
  photo: 'picture',
  picture: 'picture',
  graphic: 'graphic',
  audio: 'audio',
  video: 'video',
  text: 'text',
};

/** @param nodes the content of the body */
export function readMedia(nodes: readonly ChildNode[]): Pick<WireItem, 'associations' | 'photoCredits'> {
  const associations: ItemAssociation[] = [];
  const credits: string[] = [];
  for (const media of mediaIn(nodes)) {
    const producers = children(media, 'media-producer').flatMap((producer) => lineOf(producer) || []);
    credits.push(...producers);
    const renditions = children(media, 'media-reference').flatMap((reference, index): ItemRendition[] => {
      const href = attribute(reference, 'source') ?? attribute(reference, 'data-location');
      if (href === undefined) return [];
      return [
        {
          name: attribute(reference, 'name') ?? (index === 0 ? 'main' : `alternate-${index}`),
          href,
          ...present({
            contentType: attribute(reference, 'mime-type'),
            title: attribute(reference, 'alternate-text'),
            width: attribute(reference, 'width'),
            height: attribute(reference, 'height'),
            duration: attribute(reference, 'time'),
          }),
        },
      ];
    });
    const caption = children(media, 'media-caption').map(lineOf).join(' ').trim();
    const id = attribute(media, 'id') ?? renditions[0]?.href;
    if (id === undefined && caption === '') continue;
    associations.push({
      name: `media-${associations.length + 1}`,
      rel: 'media',
      id: id ?? caption.slice(0, 80),
      ...present({
        type: TYPES[(attribute(media, 'media-type') ?? '').toLowerCase()],
        caption: caption === '' ? undefined : caption,
        by: producers.join(', ') || undefined,
        renditions,
      }),
    });
  }
  return present({ associations, photoCredits: credits });
}

function mediaIn(nodes: readonly ChildNode[]): Element[] {
  return nodes.flatMap((node) =>
    !isTag(node) ? [] : node.name === 'media' ? [node] : mediaIn(node.children),
  );
}

function lineOf(element: Element): string {
  return blockText(element).replaceAll('\n', ' ');
}
