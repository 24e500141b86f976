/**
 * Text in a vocabulary that an agency made for itself (upper-case P, RUBRIK, INGRESS, CITAT, names with a prefix of their
 * own) as the elements that HTML has for it: known names by vocabulary.json, unknown ones by where they stand.
 */
import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import { kindOf } from '../../text/html-names.ts';
import { collapse } from '../../text/whitespace.ts';
import { text } from '../../text/xml.ts';
import table from './vocabulary.json' with { type: 'json' };

type Part = Exclude<keyof typeof table, '$schema'>;

const AS_HTML: Readonly<Record<Part, string>> = {
  headline: 'h1',
  heading: 'h2',
  quotation: 'blockquote',
  byline: 'byline',
  dateline: 'p',
  list: 'ul',
  entry: 'li',
  linebreak: 'br',
  figure: 'figure',
  caption: 'figcaption',
  strong: 'strong',
  em: 'em',
};

const PARTS = new Map<string, Part>(
  (Object.keys(AS_HTML) as Part[]).flatMap((part) => table[part].map((name) => [name, part] as const)),
);
/** Parts that are words of a line wherever they stand. */
const WITHIN_LINES: readonly (Part | undefined)[] = ['linebreak', 'strong', 'em'];

/** What the elements themselves say of the story. */
export interface NamedParts {
  headline?: string;
  by?: string;
  dateline?: string;
}

/**
 * Renames the elements below in place and takes out those that are read into a field: headline, byline, and a dateline
 * that stands in an element of its own.
 * @param known a headline that the item states elsewhere: it is not said again in the body
 * @returns the nodes that are left, and what was taken out
 */
export function inHtmlWords(
  nodes: readonly ChildNode[],
  known: readonly string[] = [],
): { nodes: ChildNode[]; parts: NamedParts; removed: string[] } {
  const parts: NamedParts = {};
  const removed: string[] = [];
  const told = new Set(known.map(folded));
  const taken = (element: Element): boolean => {
    const part = PARTS.get(plainName(element.name));
    const words = part === undefined ? undefined : text(element);
    if (words === undefined) return false;
    const isRepeat = part === 'headline' && (told.has(folded(words)) || parts.headline === undefined);
    if (isRepeat) parts.headline ??= words;
    else if (part === 'byline' && parts.by === undefined) parts.by = words;
    else if (part === 'dateline' && parts.dateline === undefined && isLine(words)) parts.dateline = words;
    else return false;
    removed.push(words);
    return true;
  };
  const renamed = (siblings: readonly ChildNode[], isInText: boolean): ChildNode[] => {
    const isMixed = isInText || siblings.some(isWords);
    return siblings.filter((node) => {
      if (!isTag(node)) return true;
      if (!isMixed && taken(node)) return false;
      node.name = htmlNameOf(node.name, isMixed);
      node.children = renamed(node.children, isMixed || LINES.test(node.name));
      return true;
    });
  };
  return { nodes: renamed(nodes, false), parts, removed };
}

/** What is in these is one line, whatever it is marked with. */
const LINES = /^(?:p|h[1-6]|pre)$/;

/**
 * Whether some of these elements are named in words of an agency's own, and hold text as a story does: a sentence.
 * Data (results, programmes) is told by having none.
 */
export function isOwnVocabulary(nodes: readonly ChildNode[]): boolean {
  let isOwn = false;
  let hasSentence = false;
  const left = [...nodes];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!isTag(node)) continue;
    const name = node.name.toLowerCase();
    const inner = node.children.some(isWords) || LINES.test(name);
    if (kindOf(name) === undefined && !INLINE.has(name)) isOwn = true;
    if (inner) hasSentence ||= SENTENCE.test(text(node) ?? '');
    else for (const child of node.children) left.push(child);
  }
  return isOwn && hasSentence;
}

/** Six words; or fewer, with a stop. */
const SENTENCE = /(?:\s\S{1,40}){5}[^\s]?$|\p{L}\s\S{0,40}\p{Ll}[.!?]["”»)]?$/u;

function isWords(node: ChildNode): boolean {
  return isText(node) && node.data.trim() !== '';
}

/** NITF and HTML elements within a line, which the reader of blocks unwraps. */
const INLINE = new Set(
  (
    'span person org location money num chron event function object.title postaddr virtloc copyrite pronounce lang ' +
    'abbr acronym alt-code city country region state sublocation cite code data del dfn font ins kbd label mark ' +
    'q ruby s samp small strike time tt u var wbr big name.given name.family byttl classifier frac'
  ).split(' '),
);

function htmlNameOf(name: string, isMixed: boolean): string {
  const local = localName(name);
  const part = PARTS.get(plainName(local));
  if (part !== undefined && (!isMixed || WITHIN_LINES.includes(part))) return AS_HTML[part];
  // A leaf, or a line with something marked in it, is a paragraph; what holds those may be anything
  return isMixed || kindOf(local) !== undefined || INLINE.has(local) ? local : 'div';
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

/** As vocabulary.json writes names: "tt:Mellan-Rubrik" is mellanrubrik. */
function plainName(name: string): string {
  return localName(name)
    .normalize('NFD')
    .replace(/[^a-z\d]/g, '');
}

function folded(words: string): string {
  return collapse(words).toLowerCase();
}

const LONGEST_DATELINE = 60;

function isLine(words: string): boolean {
  return words.length <= LONGEST_DATELINE;
}
