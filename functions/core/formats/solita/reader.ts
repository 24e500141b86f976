/**
 * Press releases in Solita's XML (the platform behind STT Info, NTB Kommunikasjon, Via Ritzau ...): one release a
 * file, or a list of them. HTML stands escaped in XML, with HTML's own entities in it; times are local.
 */
import type { Element } from 'domhandler';
import { attribute, child, children, text, texts } from '../../text/xml.ts';
import { valueOf as markupIn } from '../common/feed/markup.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, ItemRendition, WireItem } from '../../article/wire-item.ts';
import { labelled, present } from '../common/json.ts';
import { blockText, toJson } from '../common/xml-values.ts';
import type { WireFile } from '../common/wire-file.ts';

/** The release, or all of the list. @throws ParseError too-many-items */
export function* parse(file: WireFile): Generator<ParsedItem> {
  const root = file.xml;
  const releases = root.name === 'release' ? [root] : children(root, 'release');
  if (releases.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${releases.length} releases, ${LIMITS.items} are allowed`);
  }
  const told = new Map<string, string | undefined>();
  for (const release of releases) {
    const item = releaseOf(release);
    const { id, language } = item;
    if (id === undefined) yield parsed(item);
    else if (!told.has(id) || told.get(id) === language) {
      told.set(id, language);
      yield parsed(item);
    } else yield parsed(inLanguage(item, id));
  }
}

/** Another language of a release whose id stands in the list already: a text of its own beside it, no later version. */
function inLanguage(item: WireItem, id: string): WireItem {
  return {
    ...item,
    id: `${id}:${item.language ?? ''}`,
    altIds: [{ role: 'release-id', value: id }],
    associations: [...(item.associations ?? []), { name: 'translation-of', rel: 'translationOf', id }],
  };
}

function releaseOf(release: Element): WireItem {
  const id = attribute(release, 'id');
  const title = markupOf(release, 'title');
  const body = markupOf(release, 'body');
  const published = valueOf(release, 'publicationDate');
  const publisher = valueOf(child(release, 'publisher'), 'name');
  return present({
    ...(id === undefined ? { idFrom: [publisher ?? '', title ?? '', published ?? ''] } : { id }),
    language: attribute(release, 'lang') ?? attribute(child(release, 'language'), 'lang'),
    firstCreated: published,
    versionCreated: valueOf(release, 'modificationDate') ?? published,
    embargoed: valueOf(release, 'embargo'),
    headlines: labelled('main', title),
    body: body === undefined ? undefined : { kind: 'html' as const, html: body },
    descriptions: labelled('abstract', markupOf(release, 'leadtext')),
    creditLine: publisher,
    infoSources: publisher === undefined ? [] : [{ name: publisher, role: 'publisher' }],
    genres: labelsOf(child(release, 'type')).map((name) => ({ name })),
    subjects: children(child(release, 'categories')).flatMap((category) =>
      labelsOf(category).map((name) => ({ name })),
    ),
    keywords: (valueOf(release, 'keywords') ?? '').split(/[,;]/),
    edNotes: contactsOf(release),
    associations: [
      ...children(child(release, 'images'), 'image').map((image, at) => pictureOf(image, 'image', at)),
      ...children(child(release, 'logos'), 'logo').map((logo, at) => pictureOf(logo, 'logo', at)),
      ...children(child(release, 'documents')).map(documentOf),
      ...videoOf(release),
    ].filter(({ id: address }) => address !== ''),
    extra: extraOf(release),
  });
}

/** One line of text. */
function valueOf(holder: Element | undefined, name: string): string | undefined {
  return text(child(holder, name));
}

/** Text that may hold tags and entities, as it stands, or the elements of it. */
function markupOf(holder: Element, name: string): string | undefined {
  return markupIn(child(holder, name));
}

/** A fixed choice (type, category) is told in words by its label. */
function labelsOf(choice: Element | undefined): string[] {
  const label = text(child(choice, 'label') ?? child(choice, 'name') ?? choice);
  return label === undefined ? [] : [label];
}

/** Contacts are for the desk that gets the release, not for readers. */
function contactsOf(release: Element): WireItem['edNotes'] {
  const asText = child(release, 'contactsAsText');
  const listed = children(child(release, 'contacts'), 'contact').map((contact) =>
    texts(children(contact)).join(', '),
  );
  const whole = asText === undefined ? '' : blockText(asText);
  return (whole === '' ? listed : [whole])
    .filter((note) => note !== '')
    .map((note) => ({ role: 'contacts', text: note, public: false }));
}

/** What the platform calls its sizes, in the order of the elements. */
const SIZES: readonly (readonly [element: string, rendition: string])[] = [
  ['url', 'original'],
  ['mediumimageurl', 'medium'],
  ['smallimageurl', 'thumbnail'],
];

function pictureOf(image: Element, rel: string, at: number): ItemAssociation {
  return {
    name: `${rel}-${at + 1}`,
    rel,
    id: valueOf(image, 'url') ?? '',
    type: 'picture',
    ...present({
      headline: valueOf(image, 'title'),
      caption: valueOf(image, 'caption'),
      by: valueOf(image, 'photographer'),
      renditions: SIZES.flatMap(([element, name]): ItemRendition[] => {
        const href = valueOf(image, element);
        return href === undefined ? [] : [{ name, href }];
      }),
    }),
  };
}

function documentOf(document: Element, at: number): ItemAssociation {
  const href = valueOf(document, 'url') ?? '';
  return {
    name: `attachment-${at + 1}`,
    rel: 'attachment',
    id: href,
    renditions: [{ name: 'main', href }],
    ...present({ headline: valueOf(document, 'title') ?? valueOf(document, 'name') }),
  };
}

function videoOf(release: Element): ItemAssociation[] {
  const href = valueOf(release, 'videochannellink');
  if (href === undefined) return [];
  const thumbnail = valueOf(release, 'videothumbnailurl');
  return [
    {
      name: 'video-1',
      rel: 'video',
      id: href,
      type: 'video',
      renditions: [
        { name: 'main', href },
        ...(thumbnail === undefined ? [] : [{ name: 'thumbnail', href: thumbnail }]),
      ],
      ...present({ caption: valueOf(release, 'videodescription') }),
    },
  ];
}

/** Elements that a field was read from. */
const READ = new Set(
  (
    'title body leadtext publicationDate modificationDate embargo keywords contactsAsText contacts images logos ' +
    'documents videochannellink videothumbnailurl videodescription longurl type categories language'
  ).split(' '),
);

/** The address of the release, and what has no field: boilerplate, links, channels, the publisher's address ... */
function extraOf(release: Element): Record<string, unknown> {
  const rest = children(release)
    .filter(({ name }) => !READ.has(name))
    .flatMap((element) => {
      const value = toJson(element);
      return value === undefined ? [] : [[element.name, value] as const];
    });
  return present({ link: valueOf(release, 'longurl'), ...Object.fromEntries(rest) });
}
