/** The part of a page that is its story, by @mozilla/readability over linkedom (six times faster than jsdom). */
import { isTag, type ChildNode, type Element } from 'domhandler';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { rawText } from '../../text/xml.ts';
import { ParseError } from '../common/format.ts';
import { elementsIn } from '../../text/html-nodes.ts';

export interface Readable {
  title: string | undefined;
  byline: string | undefined;
  /** HTML. */
  content: string;
}

/** Shorter texts are briefs, and news all the same; the library's own 500 would let them go. */
const SHORTEST = 140;

/** With more elements than this the library takes seconds; articles have a few thousand. */
export const MAX_READABLE = 4500;

const MACHINERY = new Set([
  'script',
  'style',
  'svg',
  'noscript',
  'template',
  'iframe',
  'nav',
  'footer',
  'form',
]);

/** Elements of a page that may be part of its story, up to the limit and one more. */
export function countReadable(nodes: readonly ChildNode[]): number {
  let count = 0;
  const left: ChildNode[] = [...nodes];
  for (let node = left.pop(); node !== undefined && count <= MAX_READABLE; node = left.pop()) {
    if (!isTag(node) || MACHINERY.has(node.name)) continue;
    count++;
    for (const inner of node.children) left.push(inner);
  }
  return count;
}

/** The story of a page too large for the library: its article or main element, else all of its body. */
export function largestPart(nodes: readonly ChildNode[]): ChildNode[] {
  const elements = elementsIn(nodes).filter(
    ({ name }) => MACHINERY.has(name) || /^(?:article|main|body)$/.test(name),
  );
  for (const element of elements) if (MACHINERY.has(element.name)) element.children = [];
  const parts = elements.filter(({ name }) => !MACHINERY.has(name));
  const length = (element: Element): number => rawText(element).length;
  const byLength = (name: string): Element | undefined =>
    parts.filter((one) => one.name === name).sort((a, b) => length(b) - length(a))[0];
  return (byLength('article') ?? byLength('main') ?? byLength('body'))?.children ?? [...nodes];
}

/** What a page marks as its story: the one articleBody, the one article, or the one with the headline in it. */
export function markedPart(nodes: readonly ChildNode[]): ChildNode[] | undefined {
  const elements = elementsIn(nodes);
  for (const element of elements) {
    if (MACHINERY.has(element.name) || element.name === 'aside') element.children = [];
  }
  const bodies = elements.filter(({ attribs }) => /\barticleBody\b/.test(attribs.itemprop ?? ''));
  const articles = elements.filter(({ name }) => name === 'article');
  const titled = articles.filter((article) => elementsIn(article.children).some(({ name }) => name === 'h1'));
  const [part, ...more] = bodies.length > 0 ? bodies : titled.length > 0 ? titled : articles;
  return more.length === 0 ? part?.children : undefined;
}

/** Readability's expressions take quadratic time for white space; no page means anything by more of it. */
const LONGEST_SPACE = 100;
const LONG_SPACE = /(?<!\s)\s{101,}/g;

/**
 * @param text of a page or of a piece of one; linkedom needs html and body around it
 * @throws ParseError malformed-html
 */
export function readableBody(text: string): Readable | undefined {
  const bounded = text.replace(LONG_SPACE, (space) => space.slice(0, LONGEST_SPACE));
  const page: unknown = parseHTML(isDocument(bounded) ? bounded : `<html><body>${bounded}</body></html>`);
  // linkedom's window answers for its properties only when asked
  const document: unknown =
    typeof page === 'object' && page !== null ? Reflect.get(page, 'document') : undefined;
  let article: ReturnType<Readability['parse']>;
  try {
    article = new Readability(document as ConstructorParameters<typeof Readability>[0], {
      charThreshold: SHORTEST,
      disableJSONLD: true,
      // by them boxes that are no part of the story are told
      keepClasses: true,
    }).parse();
  } catch (error) {
    throw new ParseError('malformed-html', error instanceof Error ? error.message : String(error));
  }
  if (article === null) return undefined;
  return {
    title: filled(article.title),
    byline: filled(article.byline),
    content: article.content ?? '',
  };
}

function isDocument(text: string): boolean {
  return /<html[\s>]/i.test(text.slice(0, 8192)) && /<body[\s>]/i.test(text);
}

function filled(value: string | null | undefined): string | undefined {
  const trimmed = value?.replace(/\s+/g, ' ').trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
