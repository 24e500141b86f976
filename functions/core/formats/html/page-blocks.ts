/** A page cut into blocks of text: what stands between two breaks of the layout, wherever in the tree. */
import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import { collapse } from '../../text/whitespace.ts';
import { blockOf, type Block } from '../text/blocks.ts';

/** Elements that hold no text of the page. */
const OPAQUE = new Set(
  'script style noscript template svg head title iframe object embed select option datalist textarea math canvas audio video map'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big br cite code data dfn del em font i img ins kbd label mark picture q ruby rb rp rt s samp small source span strike strong sub sup time tt u var wbr nobr input'.split(
    ' ',
  ),
);

/** A run of text and inline elements in one parent. */
export interface PageBlock extends Block {
  nodes: ChildNode[];
  parent: Element | undefined;
  /** The nearest block element around. */
  tag: string;
  /** Characters of its links. */
  linked: number;
  links: number;
}

/** @param nodes a page, or a part of one */
export function pageBlocks(nodes: readonly ChildNode[]): PageBlock[] {
  const holders = blockHolders(nodes);
  const blocks: PageBlock[] = [];
  type Step = { node: ChildNode; tag: string } | { close: true };
  let run: { nodes: ChildNode[]; parent: Element | undefined; tag: string } | undefined;
  let breaks = 0;
  const flush = (): void => {
    if (run !== undefined) {
      const block = blockOfRun(run.nodes, run.parent, run.tag);
      if (block !== undefined) blocks.push(block);
    }
    run = undefined;
    breaks = 0;
  };
  const steps: Step[] = [];
  const push = (children: readonly ChildNode[], tag: string): void => {
    for (let at = children.length - 1; at >= 0; at--) {
      const node = children[at];
      if (node !== undefined) steps.push({ node, tag });
    }
  };
  push(nodes, 'body');
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('close' in step) {
      flush();
      continue;
    }
    const { node, tag } = step;
    const parent = node.parent !== null && isTag(node.parent) ? node.parent : undefined;
    if (isTag(node)) {
      if (OPAQUE.has(node.name)) continue;
      if (!INLINE.has(node.name) || holders.has(node)) {
        flush();
        steps.push({ close: true });
        push(node.children, INLINE.has(node.name) ? tag : node.name);
        continue;
      }
      if (node.name === 'br') {
        if (++breaks > 1) flush();
        continue;
      }
    } else if (!isText(node)) continue;
    if (isText(node) && !/\S/.test(node.data)) {
      run?.nodes.push(node);
      continue;
    }
    if (run !== undefined && run.parent !== parent) flush();
    run ??= { nodes: [], parent, tag };
    run.nodes.push(node);
    breaks = 0;
  }
  flush();
  return blocks;
}

/** Inline elements with blocks in them. */
function blockHolders(nodes: readonly ChildNode[]): Set<Element> {
  const found = new Set<Element>();
  const left: ChildNode[] = [...nodes];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!isTag(node) || OPAQUE.has(node.name)) continue;
    for (const child of node.children) left.push(child);
    if (INLINE.has(node.name)) continue;
    for (
      let at = node.parent;
      at !== null && isTag(at) && INLINE.has(at.name) && !found.has(at);
      at = at.parent
    )
      found.add(at);
  }
  return found;
}

function blockOfRun(nodes: ChildNode[], parent: Element | undefined, tag: string): PageBlock | undefined {
  const parts: string[] = [];
  const inLinks: string[] = [];
  let links = 0;
  const left: { node: ChildNode; linked: boolean }[] = nodes
    .map((node) => ({ node, linked: hasLinkAbove(parent) }))
    .reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, linked } = next;
    if (isText(node)) {
      parts.push(node.data);
      if (linked) inLinks.push(node.data);
    } else if (isTag(node) && !OPAQUE.has(node.name)) {
      const isLink = node.name === 'a' && node.attribs.href !== undefined;
      if (isLink) links++;
      if (node.name === 'br') parts.push('\n');
      for (let at = node.children.length - 1; at >= 0; at--) {
        const child = node.children[at];
        if (child !== undefined) left.push({ node: child, linked: linked || isLink });
      }
    }
  }
  const text = collapse(parts.join(''));
  if (text === '') return undefined;
  return {
    ...blockOf(text),
    nodes,
    parent,
    tag,
    linked: Math.min(text.length, collapse(inLinks.join('')).length),
    links,
  };
}

function hasLinkAbove(parent: Element | undefined): boolean {
  for (let at: Element['parent'] = parent ?? null; at !== null && isTag(at); at = at.parent)
    if (at.name === 'a' && at.attribs.href !== undefined) return true;
  return false;
}
