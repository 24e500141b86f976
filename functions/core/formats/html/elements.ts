/** Elements of a page, and its blocks that hold no other blocks: lines and paragraphs. */
import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import { collapse } from '../../text/whitespace.ts';
import { rawText } from '../../text/xml.ts';

const BLOCKS = new Set(
  'p div li dl dt dd address h1 h2 h3 h4 h5 h6 td th blockquote section article header footer aside ul ol table pre'.split(
    ' ',
  ),
);
const WITHOUT_TEXT = new Set('script style noscript template svg head title'.split(' '));

/** @param elements all elements of the part, in their order */
export function leafBlocks(elements: readonly Element[]): Element[] {
  const mixed = withBlocks(elements);
  return elements.filter((element) => isLeaf(element, mixed));
}

/** Elements that hold blocks, at any depth. */
function withBlocks(elements: readonly Element[]): Set<Element> {
  const found = new Set<Element>();
  for (const element of elements) {
    if (!BLOCKS.has(element.name) && element.name !== 'figure') continue;
    for (let at = element.parent; at !== null && isTag(at) && !found.has(at); at = at.parent) found.add(at);
  }
  return found;
}

/** A block without others in it, or what stands among blocks: "<div><time>11 March</time><p>...". */
function isLeaf(element: Element, mixed: ReadonlySet<Element>): boolean {
  if (mixed.has(element) || WITHOUT_TEXT.has(element.name)) return false;
  if (BLOCKS.has(element.name)) return true;
  const { name, parent } = element;
  return name !== 'figure' && name !== 'figcaption' && parent !== null && isTag(parent) && mixed.has(parent);
}

/** Text of an element in which every inline element is a word of its own: "<b>Ada Lund</b><i>Oslo</i>". */
export function spacedText(element: Element): string {
  const parts: string[] = [];
  const left: ChildNode[] = [element];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (isText(node)) parts.push(node.data);
    else if (isTag(node) && !WITHOUT_TEXT.has(node.name)) left.push(...node.children.toReversed());
  }
  return collapse(parts.join(' '));
}

/** An element and those around it, the innermost first. */
export function withAncestors(element: Element): Element[] {
  const found: Element[] = [];
  for (let at: Element['parent'] = element; at !== null; at = at.parent) if (isTag(at)) found.push(at);
  return found;
}

/** All text below on one line. */
export function textIn(element: Element | undefined): string | undefined {
  const text = element === undefined ? '' : collapse(rawText(element));
  return text === '' ? undefined : text;
}

/** Takes an element off its parent, or off the list that it stands in. */
export function detach(element: Element, nodes: ChildNode[]): void {
  const siblings = element.parent?.children ?? nodes;
  const at = siblings.indexOf(element);
  if (at >= 0) siblings.splice(at, 1);
  element.parent = null;
}
