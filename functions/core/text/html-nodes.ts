/** What can be told of nodes before they are read: their text, and how many paragraphs they hold. */
import { hasChildren, isTag, isText, type ChildNode, type Element } from 'domhandler';
import { holdsNoText } from './html-names.ts';

/** Characters but white space and soft hyphens. */
export function visibleCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0xa0 && code !== 0xad) count++;
  }
  return count;
}

/** The text of nodes that are nothing but text; undefined where there is markup among them. */
export function bareText(nodes: readonly ChildNode[]): string | undefined {
  return nodes.every((node) => isText(node)) ? nodes.map(({ data }) => data).join('') : undefined;
}

/** The text below an element, without recursion. */
export function textBelow(element: Element): string {
  let text = '';
  const nodes: ChildNode[] = [...element.children].reverse();
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (isText(node)) text += `${node.data} `;
    else if (hasChildren(node) && !(isTag(node) && holdsNoText(node.name))) {
      for (let at = node.children.length - 1; at >= 0; at--) {
        const child = node.children[at];
        if (child !== undefined) nodes.push(child);
      }
    }
  }
  return text;
}

/** Whether there is one p element and no more, at any depth. */
export function hasOneParagraph(nodes: readonly ChildNode[]): boolean {
  let found = 0;
  const left: ChildNode[] = [...nodes];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!isTag(node)) continue;
    if (node.name.toLowerCase() === 'p' && ++found > 1) return false;
    for (const child of node.children) left.push(child);
  }
  return found === 1;
}

/** Elements of a page or a part of one, in their order. */
export function elementsIn(nodes: readonly ChildNode[]): Element[] {
  const found: Element[] = [];
  const left: ChildNode[] = nodes.toReversed();
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!isTag(node)) continue;
    found.push(node);
    for (let at = node.children.length - 1; at >= 0; at--) {
      const inner = node.children[at];
      if (inner !== undefined) left.push(inner);
    }
  }
  return found;
}
