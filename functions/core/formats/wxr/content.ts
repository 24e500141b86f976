/**
 * What an author typed into WordPress to HTML: paragraphs are empty lines (WordPress makes the tags when it shows
 * a post), captions and galleries are shortcodes.
 */
import { Element, isTag, isText, Text, type ChildNode } from 'domhandler';
import { parseHtml } from '../../text/html.ts';
import { descendants } from '../../text/xml.ts';

export interface PostContent {
  nodes: ChildNode[];
  /** Numbers of attachments, of [gallery ids="..."]. */
  galleryIds: string[];
  /** Addresses of [audio] and [video]. */
  mediaUrls: string[];
  /** Addresses of what is framed in (video players, posts of social media): dropped from the text. */
  embeds: string[];
}

/** @param written content:encoded */
export function contentOf(written: string): PostContent {
  const galleryIds: string[] = [];
  const mediaUrls: string[] = [];
  const html = withoutShortcodes(written, (name, attributes) => {
    if (name === 'gallery') galleryIds.push(...(attributes.get('ids') ?? '').split(/[,\s]+/).filter(Boolean));
    if (name === 'audio' || name === 'video') mediaUrls.push(...addressesIn(attributes));
  });
  const nodes = autoParagraphs(parseHtml(html), !/<p[\s>]/i.test(html));
  const root = new Element('body', {}, nodes);
  for (const figure of descendants(root, 'figure')) captioned(figure);
  const embeds = descendants(root, 'iframe').flatMap(({ attribs }) => attribs.src ?? []);
  return {
    nodes,
    galleryIds: galleryIds.slice(0, LIMIT),
    mediaUrls: mediaUrls.slice(0, LIMIT),
    embeds: embeds.slice(0, LIMIT),
  };
}

const LIMIT = 200;
const SHORTCODE = /\[(\/?)([a-z][\w-]{1,39})((?:\s[^[\]]{0,1000})?)\]/gi;
const KNOWN = new Set('audio caption embed gallery more playlist video wp_caption youtube'.split(' '));

/**
 * The text without shortcodes; what they enclose stays. Brackets of editors ("[sic]") are none: a shortcode is
 * one of WordPress's own, or has an attribute or an end. A [caption] becomes a figure.
 */
function withoutShortcodes(
  html: string,
  seen: (name: string, attributes: ReadonlyMap<string, string>) => void,
): string {
  if (!html.includes('[')) return html;
  const closed = new Set<string>();
  let openCaptions = 0;
  for (const [, slash, name = ''] of html.matchAll(SHORTCODE)) {
    if (slash === '/') closed.add(name.toLowerCase());
    if (/^(?:wp_)?caption$/i.test(name)) openCaptions += slash === '/' ? -1 : 1;
  }
  return html.replace(SHORTCODE, (whole: string, slash: string, written: string, rest: string) => {
    const name = written.toLowerCase();
    const isShortcode = slash === '/' || rest.includes('=') || KNOWN.has(name) || closed.has(name);
    if (!isShortcode) return whole;
    const attributes = attributesIn(rest);
    if (slash === '') seen(name, attributes);
    if (!/^(?:wp_)?caption$/.test(name) || openCaptions !== 0) return '';
    return slash === '/' ? '</figure>' : `<figure>${attributes.get('caption') ?? ''}`;
  });
}

function attributesIn(written: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of written.matchAll(/(?<![\w-])([\w-]{1,40})\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g)) {
    found.set((match[1] ?? '').toLowerCase(), match[2] ?? match[3] ?? match[4] ?? '');
  }
  return found;
}

function addressesIn(attributes: ReadonlyMap<string, string>): string[] {
  return [...attributes.values()].filter((value) => /^https?:\/\//i.test(value)).slice(0, 1);
}

const BLOCKS = new Set(
  (
    'address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr iframe ' +
    'main nav ol p pre script section style summary table ul video audio'
  ).split(' '),
);
const CONTAINERS = new Set(['article', 'aside', 'blockquote', 'div', 'main', 'section']);

/** Text and inline mark-up between blocks to paragraphs, cut at empty lines; `breaks` makes line ends visible. */
function autoParagraphs(nodes: readonly ChildNode[], breaks: boolean): ChildNode[] {
  const made: ChildNode[] = [];
  let open: ChildNode[] = [];
  const close = (): void => {
    if (open.some((node) => !isText(node) || node.data.trim() !== '')) made.push(new Element('p', {}, open));
    open = [];
  };
  for (const node of nodes) {
    if (isText(node)) {
      const [first = '', ...others] = node.data.split(/\n[ \t\r]*\n\s*/);
      for (const line of lines(first, breaks)) open.push(line);
      for (const paragraph of others) {
        close();
        for (const line of lines(paragraph, breaks)) open.push(line);
      }
    } else if (isTag(node) && BLOCKS.has(node.name)) {
      close();
      if (CONTAINERS.has(node.name)) node.children = autoParagraphs(node.children, breaks);
      made.push(node);
    } else if (isTag(node)) open.push(node);
  }
  close();
  return made;
}

/** Line ends within a paragraph are breaks, but not those at its edges. */
function lines(text: string, breaks: boolean): ChildNode[] {
  if (!breaks || !text.includes('\n')) return [new Text(text)];
  return text
    .split(/\r?\n/)
    .flatMap((line, at): ChildNode[] =>
      at === 0 ? [new Text(line)] : [new Element('br', {}), new Text(line)],
    );
}

/** What stands beside the picture of a figure is its caption. */
function captioned(figure: Element): void {
  if (descendants(figure, 'figcaption').length > 0) return;
  const isPicture = (node: ChildNode): boolean =>
    isTag(node) &&
    (/^(?:img|iframe|table|video|audio|ul|figure)$/.test(node.name) || node.children.some(isPicture));
  const pictures = figure.children.filter(isPicture);
  const words = figure.children.filter((node) => !isPicture(node));
  if (pictures.length === 0 || words.every((node) => isText(node) && node.data.trim() === '')) return;
  figure.children = [...pictures, new Element('figcaption', {}, words)];
}
