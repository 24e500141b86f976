/**
 * XML to a small tree, safely: no DTD is read, no entity is expanded beyond the five of XML, the numeric
 * ones and the HTML 4 names (which wires use without declaring them), and depth, size and attributes are bounded.
 */
import { Element, Text, type ChildNode } from 'domhandler';
import { decodeHTMLStrict } from 'entities/decode';
import { SaxesParser } from 'saxes';
import { QualifiedNames } from './xml-names.ts';
import { localName, XmlElement, type Attribute } from './xml.ts';

/** Why an XML document was refused, with a stable code and the place (line:column). */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code: 'malformed-xml' | 'truncated' | 'too-deep' | 'too-many-nodes' | 'too-many-attributes';
  readonly where: string;
  /** Characters before the place. */
  readonly offset: number;

  constructor(code: XmlError['code'], message: string, where: string, offset = 0) {
    super(message);
    this.code = code;
    this.where = where;
    this.offset = offset;
  }
}

/** What one document may ask for. */
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
export const ENTITIES = new Proxy<Record<string, string>>(
  // Without a prototype: "&constructor;" is a name that nobody knows
  Object.assign(Object.create(null) as Record<string, string>, {
    amp: '&',
    gt: '>',
    lt: '<',
    quot: '"',
    apos: "'",
  }),
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
  const reader = new TreeReader(limits);
  reader.write(text);
  return reader.close();
}

/**
 * Reads a document of many records without one tree of everything: a record is handed over when its element
 * closes, and leaves the tree. Element names are qualified (see xml-names.ts).
 * @param isRecord decides by name and depth (the root has depth 1) at an element's end
 * @throws XmlError as parseXml, when reading gets to the place
 */
export function* streamXml(
  text: string,
  limits: XmlLimits,
  isRecord: (name: string, depth: number) => boolean,
): Generator<Element, XmlDocument> {
  const reader = new TreeReader(limits, { qualified: true, isRecord });
  for (let from = 0; from < text.length; from += STREAM_CHUNK) {
    reader.write(text.slice(from, from + STREAM_CHUNK));
    yield* reader.takeRecords();
  }
  const document = reader.close();
  yield* reader.takeRecords();
  return document;
}

/** As parseXml, with qualified names: for vocabularies that use one local name in several namespaces. */
export function parseQualifiedXml(text: string, limits: XmlLimits): XmlDocument {
  const reader = new TreeReader(limits, { qualified: true });
  reader.write(text);
  return reader.close();
}

/** Something that begins no tag was taken for one: its sign is lost. */
const LOST_SIGN = 'disallowed character in tag name';

/** What is wrong with the tags of a document; undefined where nothing is. */
export function faultOfXml(text: string, limits: XmlLimits): string | undefined {
  try {
    return parseXml(text, limits).repairs.find((repair) => repair.includes(LOST_SIGN));
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}

const STREAM_CHUNK = 65_536;

/** What has more faults is no XML, and each costs an error object. */
const MOST_FAULTS = 2000;

const NONE: readonly Attribute[] = [];

interface ReaderOptions {
  qualified?: boolean;
  isRecord?: (name: string, depth: number) => boolean;
}

class TreeReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #limits: XmlLimits;
  readonly #isRecord: ReaderOptions['isRecord'];
  readonly #names: QualifiedNames | undefined;
  readonly #repairs: string[] = [];
  #records: Element[] = [];
  #root: Element | undefined;
  #open: Element | undefined;
  /** How many nodes there were when each of the open elements began. */
  readonly #nodesBefore: number[] = [];
  #nodes = 0;
  #attributes = 0;
  /** Those attributes of the element that is being read that have a prefix. */
  #prefixed: readonly Attribute[] = NONE;
  #faults = 0;

  constructor(limits: XmlLimits, options: ReaderOptions = {}) {
    this.#limits = limits;
    this.#isRecord = options.isRecord;
    if (options.qualified === true) this.#names = new QualifiedNames();
    const parser = this.#parser;
    Object.assign(parser, { ENTITIES });
    parser.on('error', (error) => {
      this.#fault(error.message.replace(/^\d+:\d+: /, ''));
    });
    parser.on('attribute', ({ name, value }) => {
      if (name.includes(':')) this.#prefixed = [...this.#prefixed, [name, value]];
      if (++this.#attributes > limits.attributes) {
        throw new XmlError(
          'too-many-attributes',
          `an element with over ${limits.attributes} attributes`,
          this.#at(),
        );
      }
    });
    parser.on('opentag', (tag) => {
      this.#openTag(tag.name, tag.attributes);
    });
    parser.on('closetag', () => {
      this.#closeTag();
    });
    const append = (data: string): void => {
      this.#append(new Text(data));
    };
    parser.on('text', append);
    parser.on('cdata', append);
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  /** Records that were completed since the last call. */
  takeRecords(): Element[] {
    const taken = this.#records;
    this.#records = [];
    return taken;
  }

  close(): XmlDocument {
    this.#parser.close();
    if (this.#root === undefined) throw new XmlError('truncated', 'no root element', 'line 1, column 0');
    return { root: this.#root, repairs: this.#repairs };
  }

  #at(): string {
    return `line ${this.#parser.line}, column ${this.#parser.column}`;
  }

  #fault(message: string): void {
    if (FATAL.test(message)) {
      const cut = /^(?:unclosed tag|unexpected end|document must)/.test(message);
      throw new XmlError(cut ? 'truncated' : 'malformed-xml', message, this.#at(), this.#parser.position);
    }
    if (++this.#faults > MOST_FAULTS) {
      throw new XmlError(
        'malformed-xml',
        `more than ${MOST_FAULTS} faults, the last: ${message}`,
        this.#at(),
      );
    }
    if (this.#repairs.length < 20) this.#repairs.push(`${this.#at()}: ${message}`);
  }

  #openTag(name: string, attributes: Record<string, string>): void {
    this.#attributes = 0;
    if (this.#nodesBefore.push(this.#nodes) > this.#limits.depth) {
      throw new XmlError('too-deep', `elements nested over ${this.#limits.depth} deep`, this.#at());
    }
    const element = new XmlElement(
      this.#names?.open(name, attributes) ?? localName(name),
      attributes,
      this.#prefixed,
    );
    this.#prefixed = NONE;
    this.#root ??= element;
    this.#append(element);
    this.#open = element;
  }

  #closeTag(): void {
    const closed = this.#open;
    const parent = closed?.parent;
    this.#open = parent instanceof Element ? parent : undefined;
    const depth = this.#nodesBefore.length;
    const nodesBefore = this.#nodesBefore.pop() ?? 0;
    if (closed !== undefined && this.#isRecord?.(closed.name, depth) === true) {
      // a record that has left the tree counts no more
      this.#nodes = nodesBefore;
      this.#open?.children.pop();
      closed.parent = null;
      this.#records.push(closed);
    }
    this.#names?.close();
  }

  #append(node: ChildNode): void {
    if (this.#open === undefined) return;
    if (++this.#nodes > this.#limits.nodes) {
      throw new XmlError('too-many-nodes', `more than ${this.#limits.nodes} nodes`, this.#at());
    }
    node.parent = this.#open;
    this.#open.children.push(node);
  }
}
