/** XML elements as plain values: JSON for what has no field of its own, and text that keeps its lines apart. */
import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import { evenSpaces } from '../../text/whitespace.ts';
import { localName } from '../../text/xml.ts';

export type XmlJson = string | { [name: string]: XmlJson | XmlJson[] };

/** Elements of one value that is kept beside the fields; above it the value is left to the raw file. */
const LARGEST_KEPT = 4000;

/**
 * The element as JSON: attributes as "@name", text as "#text" (or the bare string where there is nothing
 * else), children by name, lists where a name repeats. undefined for what is empty or too large to keep.
 */
export function toJson(element: Element): XmlJson | undefined {
  return elementsIn(element, LARGEST_KEPT) > LARGEST_KEPT ? undefined : convert(element);
}

/** The values of several elements, empty ones left out; undefined when there is none. */
export function allToJson(elements: readonly Element[]): XmlJson[] | undefined {
  const values = elements.map(toJson).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values;
}

function convert(element: Element): XmlJson | undefined {
  const values = new Map<string, XmlJson | XmlJson[]>();
  let written = '';
  for (const [name, value] of Object.entries(element.attribs)) {
    if (!/^xmlns(?::|$)/.test(name) && value.trim() !== '') values.set(`@${localName(name)}`, value.trim());
  }
  for (const node of element.children) {
    if (isText(node)) written += node.data;
    if (!isTag(node)) continue;
    const inner = convert(node);
    if (inner === undefined) continue;
    const before = values.get(node.name);
    if (Array.isArray(before)) before.push(inner);
    else values.set(node.name, before === undefined ? inner : [before, inner]);
  }
  const text = evenSpaces(written).trim();
  if (values.size === 0) return text === '' ? undefined : text;
  if (text !== '') values.set('#text', text);
  return Object.fromEntries(values);
}

function elementsIn(element: Element, limit: number): number {
  let count = 1;
  for (const node of element.children) {
    if (isTag(node)) count += elementsIn(node, limit - count);
    if (count > limit) break;
  }
  return count;
}

const BLOCKS = new Set(
  'p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section header footer blockquote pre dt dd block hl1 hl2'.split(
    ' ',
  ),
);

/** All text below, one line a block: "Contacts\nJane Doe, desk". White space inside a line is left to others. */
export function blockText(node: ChildNode): string {
  const all = gather(node);
  if (!all.includes('\u0000')) return evenSpaces(all).trim();
  return all
    .split('\u0000')
    .map((line) => evenSpaces(line).trim())
    .filter((line) => line !== '')
    .join('\n');
}

function gather(node: ChildNode): string {
  if (isText(node)) return node.data.includes('\u0000') ? node.data.replaceAll('\u0000', '') : node.data;
  if (!isTag(node)) return '';
  let all = '';
  for (const inner of node.children) all += gather(inner);
  return BLOCKS.has(node.name) ? `\u0000${all}\u0000` : all;
}
