/** Element names of HTML, XHTML and NITF by what becomes of them in a clean body. */

/**
 * - drop: goes with all that is in it (no text of the story)
 * - inline: kept around its text
 * - heading, pre: one paragraph of that kind
 * - flow: unwrapped; its text stands as a paragraph of its own
 * - page: unwrapped; line breaks in text that stands straight in it are content
 * - box: a table, list, quotation or figure, or a part of one
 * - break, image: themselves
 * Names that are not here (span, person, money, chron ...) are unwrapped inside their paragraph.
 */
export type Kind = 'drop' | 'inline' | 'heading' | 'pre' | 'flow' | 'page' | 'box' | 'break' | 'image';

const KINDS = new Map<string, Kind>();
const is = (kind: Kind, names: string): void => {
  for (const name of names.split(' ')) KINDS.set(name, kind);
};
is('drop', 'script style head title template svg iframe noframes noembed meta link base');
is('drop', 'audio video canvas map datalist colgroup col object embed applet');
// NITF: the headline stands in its own field, media binaries and table data about data are no text
is('drop', 'hl1 body.head docdata media-object media-metadata nitf-table-metadata');
is('inline', 'a em strong b i sub sup');
is('heading', 'h1 h2 h3 h4 h5 h6 hl2');
is('pre', 'pre xmp listing');
is('flow', 'p div section article header footer main nav aside address center form fieldset legend hr');
is('flow', 'dl dt dd details summary dialog menu dir frameset hgroup search option textarea button');
is('flow', 'hedline note byline distributor dateline abstract tagline credit fn datasource nitf-table');
is('page', 'html body body.content body.end block nitf content');
is('box', 'ul ol li blockquote bq table caption thead tbody tfoot tr td th figure media figcaption');
is('box', 'media-caption media-producer');
is('break', 'br');
is('image', 'img media-reference');

/** Dropped elements that never hold text of the story: what they hold is not missed by the text-loss guard. */
const NO_TEXT = new Set(
  'script style head title template svg hl1 body.head docdata media-object media-metadata nitf-table-metadata'.split(
    ' ',
  ),
);

export function holdsNoText(name: string): boolean {
  return NO_TEXT.has(name);
}

/** What becomes of an element; undefined for one that is unwrapped inside its paragraph. */
export function kindOf(name: string): Kind | undefined {
  return KINDS.get(name);
}

/** NITF names and their HTML equivalents. */
const ALIASES = new Map([
  ['hl2', 'h2'],
  ['bq', 'blockquote'],
  ['media', 'figure'],
  ['media-caption', 'figcaption'],
  ['media-producer', 'figcaption'],
]);

export function htmlName(name: string): string {
  return ALIASES.get(name) ?? name;
}

const BOX_TAGS = [
  'ul',
  'ol',
  'li',
  'blockquote',
  'table',
  'caption',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
  'figure',
  'figcaption',
] as const;
export type BoxTag = (typeof BOX_TAGS)[number];

export function isBoxTag(name: string): name is BoxTag {
  return BOX_TAGS.some((tag) => tag === name);
}

/** Boxes that stand only straight in another one; elsewhere they are unwrapped. */
export const PARENTS: Readonly<Partial<Record<string, readonly string[]>>> = {
  li: ['ul', 'ol'],
  caption: ['table'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  tr: ['table', 'thead', 'tbody', 'tfoot'],
  td: ['tr'],
  th: ['tr'],
  figcaption: ['figure'],
};
