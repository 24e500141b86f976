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
}

/**
 * Properties are found by their local name: those of the schemas read here are unique among each other, and
 * prefixes are the writer's choice.
 * @param packet the XML of the packet; anything else is an empty one
 */
export function readXmp(packet: unknown): Xmp {
  const properties = new Map<string, string[]>();
  if (typeof packet === 'string')
    for (const description of descriptionsIn(packet)) collect(description, properties);
  const list = (name: string): string[] => properties.get(localName(name)) ?? [];
  return { list, one: (name) => list(name)[0] };
}

function descriptionsIn(packet: string): Element[] {
  const start = packet.search(/<(?:\?xpacket|x:xmpmeta|rdf:RDF|\w{1,12}:(?:xmpmeta|RDF))/);
  if (start < 0) return [];
  try {
    const { root } = parseXml(packet.slice(start).replaceAll('\u0000', ''), LIMITS);
    // only those of the packet itself: structures hold descriptions of their own
    const rdf = root.name === 'RDF' ? root : descendants(root, 'RDF')[0];
    return (rdf?.children ?? []).filter(isTag).filter(({ name }) => name === 'Description');
  } catch (error) {
    if (error instanceof XmlError) return [];
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
