/** What digitalwires puts beside the text: pictures and other media with their renditions, and the links of its box. */
import { isTag } from 'domhandler';
import { parseHtml } from '../../text/html.ts';
import { attribute, descendants, text } from '../../text/xml.ts';
import { LIMITS } from '../common/format.ts';
import type { ItemAssociation, ItemRendition } from '../../article/wire-item.ts';
import { Fields, flag, objects, present } from '../common/json.ts';
import { typeOf } from '../ninjs/associations.ts';
import { rankOf } from './categories.ts';

/** Media in the order of their ranks, and the credits of all of them. */
export function associationsOf(fields: Fields): { associations: ItemAssociation[]; photoCredits: string[] } {
  const sources = [...fields.objects('associations')].sort((a, b) => rankOf(a) - rankOf(b));
  const photoCredits: string[] = [];
  const associations = sources.flatMap((source, index): ItemAssociation[] => {
    const member = new Fields(source);
    const renditions = renditionsOf(member);
    const id = member.string('urn', 'uri') ?? renditions[0]?.href;
    if (id === undefined) return [];
    photoCredits.push(
      ...[member.string('creditline', 'credit'), member.string('byline', 'creator')].filter(
        (credit) => credit !== undefined,
      ),
    );
    return [
      {
        name: member.string('name') ?? `association-${index + 1}`,
        id,
        ...present({
          rel: member.string('rel') ?? (flag(member.get('is_featureimage')) ? 'featureimage' : undefined),
          type: typeOf(member.string('type')),
          version: member.string('version'),
          headline: member.string('headline'),
          caption: member.string('caption', 'description'),
          by: member.string('byline', 'creator', 'creditline'),
          copyrightNotice: member.string('copyrightnotice'),
          renditions,
        }),
      },
    ];
  });
  return { associations, photoCredits: [...new Set(photoCredits)] };
}

function renditionsOf(member: Fields): ItemRendition[] {
  return objects(member.get('renditions')).flatMap((source, index) => {
    const rendition = new Fields(source);
    const href = rendition.string('url', 'href');
    if (href === undefined) return [];
    const name = rendition.string('name', 'rendition', 'role') ?? `rendition-${index + 1}`;
    return [
      {
        name,
        href,
        ...present({
          contentType: rendition.string('mimetype', 'contenttype'),
          width: rendition.string('width'),
          height: rendition.string('height'),
          sizeInBytes: rendition.string('sizeinbytes', 'size'),
          duration: rendition.string('duration'),
        }),
      },
    ];
  });
}

/** The link box below the article: what it points to is associated, as in dpa's NewsML-G2 (irel:seeAlso). */
export function linksOf(fields: Fields): ItemAssociation[] {
  const html = fields.string('linkbox_html');
  if (html === undefined) return [];
  const anchors = parseHtml(html).flatMap((node) => (isTag(node) ? descendants(node, 'a') : []));
  return anchors.slice(0, LIMITS.attributes).flatMap((anchor, index) => {
    const href = attribute(anchor, 'href');
    return href === undefined
      ? []
      : [{ name: `link-${index + 1}`, rel: 'seeAlso', id: href, ...present({ headline: text(anchor) }) }];
  });
}
