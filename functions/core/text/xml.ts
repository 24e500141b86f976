/** Reading the tree of an XML document: elements, attributes and text by local names. */
import { Element, isTag, isText, type ChildNode } from 'domhandler';
import { evenSpaces } from './whitespace.ts';

/** A name without its prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute as it is written, prefix and all. */
export type Attribute = readonly [name: string, value: string];

/** An element of an XML document, which knows the attributes that have to be looked through for a local name. */
export class XmlElement extends Element {
  readonly prefixed: readonly Attribute[];

  constructor(name: string, attributes: Record<string, string>, prefixed: readonly Attribute[]) {
    super(name, attributes);
    this.prefixed = prefixed;
  }
}

/** The element children, all or those of a local name. */
export function children(element: Element | undefined, name?: string): Element[] {
  const found: Element[] = [];
  for (const node of element?.children ?? []) {
    if (isTag(node) && (name === undefined || node.name === name)) found.push(node);
  }
  return found;
}

/** The element children by local name, for an element of which many are asked. */
export function childrenByName(element: Element): (name: string) => readonly Element[] {
  const byName = new Map<string, Element[]>();
  for (const node of element.children) {
    if (!isTag(node)) continue;
    const list = byName.get(node.name);
    if (list === undefined) byName.set(node.name, [node]);
    else list.push(node);
  }
  return (name) => byName.get(name) ?? NONE;
}

const NONE: readonly Element[] = [];

/** The first element at a path of local names, e.g. child(item, 'itemMeta', 'pubStatus'). */
export function child(element: Element | undefined, ...path: string[]): Element | undefined {
  let at = element;
  for (const name of path) {
    at = at?.children.find((node): node is Element => isTag(node) && node.name === name);
    if (at === undefined) return undefined;
  }
  return at;
}

/** What elements say in words; those without any are left out. */
export function texts(elements: readonly Element[]): string[] {
  const found: string[] = [];
  for (const element of elements) {
    const words = text(element);
    if (words !== undefined) found.push(words);
  }
  return found;
}

/** Every descendant of a local name, in document order. */
export function descendants(element: Element | undefined, name: string): Element[] {
  const found: Element[] = [];
  const walk = (parent: Element): void => {
    for (const node of parent.children) {
      if (!isTag(node)) continue;
      if (node.name === name) found.push(node);
      walk(node);
    }
  };
  if (element !== undefined) walk(element);
  return found;
}

/** All text below, white space collapsed, a line break as a space; undefined when there is no element or nothing in it. */
export function text(element: Element | undefined): string | undefined {
  if (element === undefined) return undefined;
  const collapsed = evenSpaces(textBelow(element, '\n')).trim();
  return collapsed === '' ? undefined : collapsed;
}

/** All text below as it stands, line breaks kept. */
export function rawText(node: ChildNode): string {
  return textBelow(node, '');
}

function textBelow(node: ChildNode, br: string): string {
  if (isText(node)) return node.data;
  if (!isTag(node)) return '';
  let all = node.name === 'br' ? br : '';
  for (const inner of node.children) all += textBelow(inner, br);
  return all;
}

const COLON = 0x3a;

/** An attribute by its local name, trimmed; undefined when absent or empty. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  let value = element.attribs[name];
  if (value === undefined) {
    const written = element instanceof XmlElement ? element.prefixed : Object.entries(element.attribs);
    for (const [key, one] of written) {
      if (key.charCodeAt(key.length - name.length - 1) === COLON && key.endsWith(name)) value = one;
    }
  }
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}
