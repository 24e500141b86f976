/** An XMP packet: properties by the names that the specification gives them, whatever prefix the file binds. */
import { isTag, type Element } from 'domhandler';
import { collapse } from '../../text/whitespace.ts';
import { descendants, localName, rawText } from '../../text/xml.ts';
import { XmlError, parseXml } from '../../text/xml-document.ts';
import { LIMITS } from '../common/format.ts';

export interface Xmp {
  one(name: string): string | undefined;
  /** All entries of a bag or sequence, or the one value. */
  list(name: string): string[];
  /** The structures of a bag, each by the local names of its fields. */
  structures(name: string): ReadonlyMap<string, string>[];
  /** Why the packet could not be read, if it could not. */
  fault: string | undefined;
}

/**
 * Properties are found by their local name: those of the schemas read here are unique among each other, and
 * prefixes are the writer's choice.
 * @param packet the XML of the packet; anything else is an empty one
 */
export function readXmp(packet: unknown): Xmp {
  const properties = new Map<string, string[]>();
  const { descriptions, fault } = typeof packet === 'string' ? descriptionsIn(packet) : NOTHING;
  for (const description of descriptions) collect(description, properties);
  const list = (name: string): string[] => properties.get(localName(name)) ?? [];
  const structures = (name: string): Map<string, string>[] =>
    descriptions.flatMap((description) =>
      description.children
        .filter((node): node is Element => isTag(node) && node.name === localName(name))
        .flatMap(structuresIn),
    );
  return { list, one: (name) => list(name)[0], structures, fault };
}

interface Packet {
  descriptions: Element[];
  fault: string | undefined;
}

const NOTHING: Packet = { descriptions: [], fault: undefined };

/** `rdf:li` with the fields in it, or with a description that has them; as elements or as attributes. */
function structuresIn(property: Element): Map<string, string>[] {
  const items = descendants(property, 'li');
  return (items.length === 0 ? [property] : items).map((item) => {
    const inner = item.children.find((node): node is Element => isTag(node) && node.name === 'Description');
    const fields = new Map<string, string>();
    for (const holder of inner === undefined ? [item] : [item, inner]) {
      for (const [name, value] of Object.entries(holder.attribs)) {
        if (name.includes(':') && !/^(?:xmlns|rdf|xml):/.test(name))
          fields.set(localName(name), collapse(value));
      }
      for (const child of holder.children) {
        const [value = ''] = isTag(child) && child !== inner ? valuesOf(child).map(collapse) : [];
        if (isTag(child) && value !== '') fields.set(child.name, value);
      }
    }
    return fields;
  });
}

function descriptionsIn(packet: string): Packet {
  const start = packet.search(/<(?:\?xpacket|x:xmpmeta|rdf:RDF|\w{1,12}:(?:xmpmeta|RDF))/);
  if (start < 0) return NOTHING;
  try {
    const { root } = parseXml(packet.slice(start).replaceAll('\u0000', ''), LIMITS);
    // only those of the packet itself: structures hold descriptions of their own
    const rdf = root.name === 'RDF' ? root : descendants(root, 'RDF')[0];
    const children = (rdf?.children ?? []).filter(isTag);
    return { descriptions: children.filter(({ name }) => name === 'Description'), fault: undefined };
  } catch (error) {
    if (error instanceof XmlError) return { descriptions: [], fault: error.message };
    throw error;
  }
}

/** Short properties are attributes of the description, others its elements. The first that is filled counts. */
function collect(description: Element, properties: Map<string, string[]>): void {
  const set = (name: string, values: readonly string[]): void => {
    const filled = values.map(collapse).filter((value) => value !== '');
    if (filled.length > 0 && !properties.has(name)) properties.set(name, filled);
  };
  for (const [name, value] of Object.entries(description.attribs)) {
    if (name.includes(':') && !/^(?:xmlns|rdf|xml):/.test(name)) set(localName(name), [value]);
  }
  for (const property of description.children) if (isTag(property)) set(property.name, valuesOf(property));
}

function valuesOf(property: Element): string[] {
  const container = property.children.find(
    (node): node is Element => isTag(node) && /^(?:Alt|Bag|Seq)$/.test(node.name),
  );
  if (container === undefined) {
    const resource = property.attribs['rdf:resource'];
    return [resource ?? rawText(property)];
  }
  const entries = container.children.filter(isTag);
  // alternatives are one value in several languages
  const preferred = entries.find(({ attribs }) => attribs['xml:lang'] === 'x-default') ?? entries[0];
  const chosen = container.name === 'Alt' && preferred !== undefined ? [preferred] : entries;
  return chosen.map((entry) => entry.attribs['rdf:resource'] ?? rawText(entry));
}
