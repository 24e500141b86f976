/** Text of the wire as nodes: cleaned a second time, here, whatever the API sent. */
import DOMPurify from 'dompurify';
import { placeMarks, type Mark } from '../state/marks.ts';
import { findWords } from '../state/words.ts';

const TAGS = [
  ...[
    'p',
    'br',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
  ],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['a', 'b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'q', 'cite', 'code', 'span'],
];

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, blockquote, li, dt, dd, td, th, caption';

/** No pictures and nothing that loads: the page asks no other origin. */
export function cleanHtml(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href', 'lang', 'dir', 'colspan', 'rowspan'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a[href]')) {
    link.setAttribute('rel', 'noopener noreferrer');
    link.setAttribute('target', '_blank');
  }
  for (const block of fragment.querySelectorAll(BLOCKS)) {
    if (!block.hasAttribute('dir')) block.setAttribute('dir', 'auto');
  }
  return fragment;
}

/** Plain text as paragraphs. */
export function paragraphs(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const paragraph of text.split(/\n{2,}|\r\n\r\n/)) {
    const element = document.createElement('p');
    element.dir = 'auto';
    element.textContent = paragraph;
    fragment.append(element);
  }
  return fragment;
}

/** Wraps the sources in the text; what each is stands in its label. */
export function markSources(fragment: DocumentFragment, plain: string, marks: readonly Mark[]): void {
  const nodes = textNodes(fragment);
  const parts = placeMarks(
    nodes.map(({ data }) => data),
    plain,
    marks,
  );
  // From the end, so that offsets stay true
  for (const { piece, start, end, mark } of parts.toReversed()) {
    const node = nodes[piece];
    if (node === undefined) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    range.surroundContents(sourceElement(mark));
  }
}

function sourceElement({ role, name, id }: Mark): HTMLElement {
  const element = document.createElement('mark');
  element.className = 'source';
  element.tabIndex = 0;
  element.dataset.tip = tipOf({ role, name, id });
  return element;
}

export function tipOf({ role, name, id }: Pick<Mark, 'role' | 'name' | 'id'>): string {
  return `${role.replaceAll('-', ' ')}: ${name}${id === null ? '' : ` (${id})`}`;
}

/** Shows found words without a change to the text; browsers that cannot leave them plain. */
export function highlightWords(root: Node, words: readonly string[]): void {
  if (!('highlights' in CSS)) return;
  const ranges = words.length === 0 ? [] : textNodes(root).flatMap((node) => rangesIn(node, words));
  if (ranges.length === 0) CSS.highlights.delete('found');
  else CSS.highlights.set('found', new Highlight(...ranges));
}

function rangesIn(node: Text, words: readonly string[]): Range[] {
  return findWords(node.data, words).map(([start, end]) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range;
  });
}

function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) nodes.push(node);
  }
  return nodes;
}

/** The clean HTML as text, for the clipboard. */
export function htmlText(fragment: DocumentFragment): string {
  const holder = document.createElement('div');
  holder.append(fragment);
  return holder.innerHTML;
}
