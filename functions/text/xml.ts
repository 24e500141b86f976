/**
 * XML to a small tree, safely: no DTD is read, no entity is expanded beyond the five of XML, the numeric
 * ones and the HTML 4 names (which wires use without declaring them), and depth, size and attributes are bounded.
 */
import { Element, Text, isTag, isText, type ChildNode } from 'domhandler';
import { decodeHTMLStrict } from 'entities';
import { SaxesParser } from 'saxes';

/** Why an XML document was refused, with a stable code and the place (line:column). */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code: 'malformed-xml' | 'truncated' | 'too-deep' | 'too-many-nodes' | 'too-many-attributes';
  readonly where: string;

  constructor(code: XmlError['code'], message: string, where: string) {
    super(message);
    this.code = code;
    this.where = where;
  }
}

export interface XmlLimits {
  depth: number;
  nodes: number;
  attributes: number;
}

export interface XmlDocument {
  /** Element names are local names: wires bind any prefix, or none, to the same vocabulary. */
  root: Element;
  /** What had to be overlooked to read it, e.g. "line 3: disallowed character." */
  repairs: string[];
}

/** HTML 4 names are accepted wherever XML wants a declaration; a name nobody knows stays as written. */
const ENTITIES = new Proxy<Record<string, string>>(
  { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" },
  {
    get(known, name) {
      if (typeof name !== 'string') return undefined;
      const own = known[name];
      if (own !== undefined) return own;
      const decoded = decodeHTMLStrict(`&${name};`);
      return decoded.startsWith('&') ? undefined : (known[name] = decoded);
    },
  },
);

/** Faults that leave the structure in doubt: what follows could be anything. */
const FATAL =
  /^(?:unclosed tag|unmatched closing tag|unexpected (?:end|close tag)|undefined entity|document must contain a root)/;

/**
 * @param text the decoded document
 * @throws XmlError when it is cut off, its tags do not match, it uses an entity of its own DTD, or it exceeds a limit
 */
export function parseXml(text: string, limits: XmlLimits): XmlDocument {
  const parser = new SaxesParser({ xmlns: false, position: true });
  Object.assign(parser, { ENTITIES });
  const repairs: string[] = [];
  let root: Element | undefined;
  let depth = 0;
  let nodes = 0;
  let attributes = 0;
  let open: Element | undefined;
  const at = (): string => `line ${parser.line}, column ${parser.column}`;

  parser.on('error', (error) => {
    const message = error.message.replace(/^\d+:\d+: /, '');
    if (FATAL.test(message)) {
      const cut = /^(?:unclosed tag|unexpected end|document must)/.test(message);
      throw new XmlError(cut ? 'truncated' : 'malformed-xml', message, at());
    }
    if (repairs.length < 20) repairs.push(`${at()}: ${message}`);
  });
  const append = (node: ChildNode): void => {
    if (open === undefined) return;
    if (++nodes > limits.nodes) throw new XmlError('too-many-nodes', `more than ${limits.nodes} nodes`, at());
    node.parent = open;
    open.children.push(node);
  };
  parser.on('attribute', () => {
    if (++attributes > limits.attributes) {
      throw new XmlError('too-many-attributes', `an element with over ${limits.attributes} attributes`, at());
    }
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    if (++depth > limits.depth) {
      throw new XmlError('too-deep', `elements nested over ${limits.depth} deep`, at());
    }
    const element = new Element(localName(tag.name), tag.attributes);
    root ??= element;
    append(element);
    open = element;
  });
  parser.on('closetag', () => {
    depth--;
    open = open?.parent instanceof Element ? open.parent : undefined;
  });
  parser.on('text', (data) => {
    append(new Text(data));
  });
  parser.on('cdata', (data) => {
    append(new Text(data));
  });
  parser.write(text).close();
  if (root === undefined) throw new XmlError('truncated', 'no root element', 'line 1, column 0');
  return { root, repairs };
}

export interface XmlRoot {
  local: string;
  namespace: string;
  attributes: Readonly<Record<string, string>>;
}

/** The root element's names, read from the head alone; undefined when the text does not begin as XML. */
export function sniffRoot(head: string): XmlRoot | undefined {
  const parser = new SaxesParser({ xmlns: false, position: false });
  Object.assign(parser, { ENTITIES });
  let root: XmlRoot | undefined;
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name, attributes }) => {
    if (root !== undefined) return;
    const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
    root = {
      local: localName(name),
      namespace: attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] ?? '',
      attributes,
    };
  });
  for (let from = 0; from < head.length && root === undefined; from += 1024) {
    parser.write(head.slice(from, from + 1024));
  }
  return root;
}

export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The element children, all or those of a local name. */
export function children(element: Element | undefined, name?: string): Element[] {
  const found: Element[] = [];
  for (const node of element?.children ?? []) {
    if (isTag(node) && (name === undefined || node.name === name)) found.push(node);
  }
  return found;
}

/** The first element at a path of local names, e.g. child(item, 'itemMeta', 'pubStatus'). */
export function child(element: Element | undefined, ...path: string[]): Element | undefined {
  let at = element;
  for (const name of path) {
    at = at?.children.find((node): node is Element => isTag(node) && node.name === name);
    if (at === undefined) return undefined;
  }
  return at;
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

/** All text below, white space collapsed; undefined when there is no element or nothing in it. */
export function text(element: Element | undefined): string | undefined {
  if (element === undefined) return undefined;
  const collapsed = rawText(element)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
  return collapsed === '' ? undefined : collapsed;
}

/** All text below as it stands, line breaks kept. */
export function rawText(node: ChildNode): string {
  if (isText(node)) return node.data;
  if (!isTag(node)) return '';
  let all = '';
  for (const inner of node.children) all += rawText(inner);
  return all;
}

/** An attribute by its local name, trimmed; undefined when absent or empty. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  let value = element.attribs[name];
  if (value === undefined) {
    for (const key in element.attribs) if (localName(key) === name) value = element.attribs[key];
  }
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}
