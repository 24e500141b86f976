/**
 * The tree of NewsComponents, read once: each with its role, language and content items. NewsML 1 lets every
 * agency nest as it likes, so what a text or a picture is for is told by the nearest role above it.
 */
import { isTag, type Element } from 'domhandler';
import { attribute, child, children, text } from '../../text/xml.ts';

/** What the role of a component makes of its content. */
export type RoleKind =
  'body' | 'lead' | 'headline' | 'subheadline' | 'abstract' | 'caption' | 'note' | 'media' | 'skip' | 'other';

export type MediaKind = 'text' | 'picture' | 'graphic' | 'audio' | 'video' | 'style' | 'document';

export interface Content {
  element: Element;
  media: MediaKind;
  mime: string | undefined;
  /** Of content elsewhere. */
  href: string | undefined;
  /** Of content in the file: DataContent, below an Encoding or not. */
  data: Element | undefined;
  /** Notation of the Encoding, e.g. base64. */
  encoding: string | undefined;
}

export interface Component {
  element: Element;
  parent: Component | undefined;
  /** As written. */
  role: string;
  /** Of its own role, or of the nearest above; body where there is none. */
  kind: RoleKind;
  /** As written, its own or that of the nearest above. */
  language: string | undefined;
  contents: readonly Content[];
  children: readonly Component[];
  /** Pictures, clips ... and their captions, with no story among them. */
  isMedia: boolean;
}

const ROLES: readonly [RoleKind, string][] = [
  ['body', 'body main maintext mainbody text bodytext story fullstory article content fulltext body.content'],
  ['lead', 'lead intro introduction ingress chapeau leadin leadtext standfirst'],
  ['headline', 'headline title hed hl1 titre titel'],
  ['subheadline', 'subheadline subhead subtitle deck hl2 soustitre'],
  ['abstract', 'abstract summary short shorttext brief description teaser synopsis résumé resume'],
  ['caption', 'caption legend captiontext photocaption cutline'],
  ['note', 'editorsnote editornote editorialnote ednote note advisory contact contacts internalnote'],
  [
    'media',
    'picture photo photograph image logo graphic infographic illustration thumbnail preview quicklook highdef ' +
      'highres lowres viewimage video clip audio sound soundbite map chart icon keyframe poster photogallery',
  ],
  ['skip', 'stylesheet script layout'],
  ['other', 'tweettext tweet keywords slug slugline byline dateline credit'],
];

const KIND_OF = new Map(
  ROLES.flatMap(([kind, roles]) => roles.split(' ').map((role): [string, RoleKind] => [role, kind])),
);

/** FormalName, or the text of agencies that write it as content (TASS). */
export function formalName(element: Element | undefined): string | undefined {
  return attribute(element, 'FormalName') ?? text(element);
}

/** The components directly in a NewsItem (or, after an edit, in what stands for one). */
export function componentsOf(holder: Element): Component[] {
  return children(holder, 'NewsComponent').map((element) => read(element, undefined));
}

/** The component and all below, in document order. */
export function* walk(components: readonly Component[]): Generator<Component> {
  for (const component of components) {
    yield component;
    yield* walk(component.children);
  }
}

function read(element: Element, parent: Component | undefined): Component {
  const role = formalName(child(element, 'Role')) ?? '';
  const component: Component & { children: Component[] } = {
    element,
    parent,
    role,
    kind: kindOf(role) ?? parent?.kind ?? 'body',
    language:
      attribute(child(element, 'DescriptiveMetadata', 'Language'), 'FormalName') ??
      attribute(child(element, 'DescriptiveMetada', 'Language'), 'FormalName') ??
      attribute(element, 'xml:lang') ??
      parent?.language,
    contents: children(element, 'ContentItem').map(contentOf),
    children: [],
    isMedia: false,
  };
  for (const inner of children(element, 'NewsComponent')) component.children.push(read(inner, component));
  component.isMedia = isMedia(component);
  return component;
}

function kindOf(role: string): RoleKind | undefined {
  const name = role.toLowerCase().replace(/[^\p{L}\d.]/gu, '');
  if (name === '') return undefined;
  return KIND_OF.get(name) ?? (/(?:photo|picture|image|video|audio)$/.test(name) ? 'media' : 'other');
}

function isMedia(component: Component): boolean {
  const { kind, contents, children: inner } = component;
  if (kind === 'media') return true;
  const story = contents.some(
    ({ media, data }) => media === 'text' && data !== undefined && kind !== 'caption',
  );
  if (story || inner.some((each) => !each.isMedia && !isLabel(each))) return false;
  return inner.some((each) => each.isMedia) || contents.some(isMediaContent);
}

/** A title or caption beside the media that it names. */
function isLabel({ kind, children: inner }: Component): boolean {
  return (kind === 'caption' || kind === 'headline' || kind === 'abstract') && inner.length === 0;
}

export function isMediaContent({ media }: Content): boolean {
  return media === 'picture' || media === 'graphic' || media === 'audio' || media === 'video';
}

function contentOf(element: Element): Content {
  let data = child(element, 'DataContent');
  let encoding: string | undefined;
  let wrapper = child(element, 'Encoding');
  while (data === undefined && wrapper !== undefined) {
    encoding = attribute(wrapper, 'Notation') ?? encoding;
    data = child(wrapper, 'DataContent');
    wrapper = child(wrapper, 'Encoding');
  }
  const mime = formalName(child(element, 'MimeType'))?.toLowerCase();
  const href = attribute(element, 'Href');
  const format = formalName(child(element, 'Format')) ?? '';
  const named = formalName(child(element, 'MediaType'))?.toLowerCase() ?? '';
  return { element, media: mediaOf(named, mime ?? '', format, href, data), mime, href, data, encoding };
}

function mediaOf(
  named: string,
  mime: string,
  format: string,
  href: string | undefined,
  data: Element | undefined,
): MediaKind {
  if (/css|javascript/.test(mime) || /^(?:css|javascript)$/i.test(format)) return 'style';
  if (/^(?:photo|picture|image)/.test(named)) return 'picture';
  if (/^(?:graphic|animation)/.test(named)) return 'graphic';
  if (named.startsWith('audio') || mime.startsWith('audio/')) return 'audio';
  if (named.startsWith('video') || mime.startsWith('video/')) return 'video';
  if (mime.startsWith('image/')) return 'picture';
  if (data !== undefined && hasContent(data)) return 'text';
  const extension = /\.([a-z\d]{2,4})(?:[?#][^]*)?$/i.exec(href ?? '')?.[1]?.toLowerCase() ?? '';
  if (/^(?:jpe?g|png|gif|tiff?|webp)$/.test(extension) || /^(?:jpe?g|png|tiff?|gif)\b/i.test(format)) {
    return 'picture';
  }
  if (/^(?:mp4|mov|mpe?g|webm|wmv|avi|flv)$/.test(extension)) return 'video';
  if (/^(?:mp3|wav|aac|m4a|ogg)$/.test(extension)) return 'audio';
  return href === undefined ? 'text' : 'document';
}

function hasContent(data: Element): boolean {
  return data.children.some((node) => isTag(node)) || text(data) !== undefined;
}
