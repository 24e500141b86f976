/** What a NITF document inside a NewsML item tells beside its text: used where the NewsML around it is silent. */
import { isTag, type Element } from 'domhandler';
import { attribute, child, children, descendants, rawText, text } from '../../text/xml.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';

/** Fields of the head and of body.head, and media in the text. */
export function nitfHeadOf(nitf: Element): Partial<WireItem> {
  const head = child(nitf, 'head');
  const bodyHead = child(nitf, 'body', 'body.head');
  const location = child(bodyHead, 'dateline', 'location');
  const pubdata = child(head, 'pubdata');
  const counted = attribute(pubdata, 'unit-of-measure')?.toLowerCase() === 'word';
  const abstract = child(bodyHead, 'abstract');
  const hl1 = text(child(bodyHead, 'hedline', 'hl1')) ?? text(child(head, 'title'));
  return present({
    headlines: [
      ...(hl1 === undefined ? [] : [{ role: 'main', value: hl1 }]),
      ...children(child(bodyHead, 'hedline'), 'hl2').flatMap((element) => {
        const value = text(element);
        return value === undefined ? [] : [{ role: 'sub', value }];
      }),
    ],
    by: bylineOf(bodyHead),
    dateline: datelineOf(child(bodyHead, 'dateline'), location),
    language: attribute(nitf, 'baselang'),
    wordCount: counted ? attribute(pubdata, 'item-length') : undefined,
    keywords: children(child(head, 'docdata', 'key-list'), 'keyword').flatMap(
      (element) => attribute(element, 'key') ?? text(element) ?? [],
    ),
    places: children(child(head, 'docdata'), 'evloc').flatMap((element) => {
      const name = attribute(element, 'city') ?? attribute(element, 'state-prov');
      return name === undefined ? [] : [{ name }];
    }),
    descriptions: abstract === undefined ? [] : [{ role: 'abstract', value: rawText(abstract) }],
    copyrightHolder: attribute(child(head, 'docdata', 'doc.copyright'), 'holder'),
    associations: mediaOf(child(nitf, 'body')),
  });
}

/** A person's name; initials of a desk ("gr/bp") are none. */
function bylineOf(bodyHead: Element | undefined): string | undefined {
  const byline = child(bodyHead, 'byline');
  const name = text(child(byline, 'person')) ?? text(byline);
  return name === undefined || /^[\p{Ll}\d/.]{1,16}$/u.test(name) ? undefined : name;
}

/** Only a place makes it a dateline: EFE writes a time stamp there. */
function datelineOf(dateline: Element | undefined, location: Element | undefined): WireItem['dateline'] {
  const city = text(child(location, 'city')) ?? text(location);
  if (dateline === undefined || city === undefined) return undefined;
  const words = text(dateline);
  return present({ text: words, city, date: text(child(dateline, 'story.date')) });
}

function mediaOf(body: Element | undefined): ItemAssociation[] {
  return descendants(body, 'media')
    .slice(0, 100)
    .flatMap((media, index) => {
      const references = children(media, 'media-reference').flatMap((reference) => {
        const href = attribute(reference, 'source');
        return href === undefined ? [] : [{ reference, href }];
      });
      const id = references[0]?.href;
      if (id === undefined) return [];
      const kind = attribute(media, 'media-type') ?? 'media';
      return [
        {
          name: `${kind}-${index + 1}`,
          rel: 'media',
          id,
          ...present({
            type: kind === 'video' || kind === 'audio' ? kind : kind === 'image' ? 'picture' : undefined,
            caption: media.children
              .filter(isTag)
              .filter(({ name }) => name === 'media-caption')
              .map(rawText)
              .join(' '),
            by: text(child(media, 'media-producer')),
            renditions: references.map(({ reference, href }, at) => ({
              name: attribute(reference, 'name') ?? `rendition-${at + 1}`,
              href,
              ...present({
                contentType: attribute(reference, 'mime-type'),
                width: attribute(reference, 'width'),
                height: attribute(reference, 'height'),
              }),
            })),
          }),
        },
      ];
    });
}
