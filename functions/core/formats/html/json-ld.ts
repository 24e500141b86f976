/** The article among the JSON-LD of a page, whatever graph or list it stands in. */
import type { Element } from 'domhandler';
import { inlineText } from '../../text/html.ts';
import { rawText } from '../../text/xml.ts';

export type PageData = Readonly<Record<string, unknown>>;

const ARTICLE =
  /(?:^|[/:])(?:News|Reportage(?:News)?|AnalysisNews|OpinionNews|ReviewNews|BackgroundNews|AskPublicNews|AdvertiserContent|Tech|Scholarly|SatiricalArticle)?Article$|(?:^|[/:])(?:BlogPosting|LiveBlogPosting|Report|PressRelease)$/;
const MAX_LENGTH = 500_000;
const MAX_NODES = 2000;

/** Properties of the article that the page is; empty where there is none. What is referred to by @id is put in. */
export function dataOf(elements: readonly Element[]): PageData {
  const blocks = elements
    .filter(({ name, attribs }) => name === 'script' && /^application\/ld\+json\b/i.test(attribs.type ?? ''))
    .map((element) => read(rawText(element)));
  const found = blocks.map((block) => articlesIn(block, OWN)).find((articles) => articles.length > 0);
  // a list of several articles is that of other pages
  const listed = found === undefined ? blocks.flatMap((block) => articlesIn(block, LISTS)) : [];
  const article = found?.[0] ?? (listed.length === 1 ? listed[0] : undefined);
  return article === undefined ? {} : withReferences(article, namedNodes(blocks));
}

function read(text: string): unknown {
  if (text.length > MAX_LENGTH) return undefined;
  const json = text
    .replace(/^\s*(?:\/\/\s*)?<!(?:\[CDATA\[|--)/, '')
    .replace(/(?:\/\/\s*)?(?:\]\]|--)>\s*$/, '');
  try {
    return JSON.parse(json);
  } catch {
    try {
      // line breaks within strings and commas behind the last value are the commonest mistakes of templates
      return JSON.parse(
        json
          .replace(/[\u0000-\u001f]+/g, ' ')
          .replace(
            /("(?:[^"\\]|\\.?)*(?:"|$))|,(?= ?[\]}])/g,
            (_whole, string: string | undefined) => string ?? '',
          ),
      );
    } catch {
      return undefined;
    }
  }
}

/** Where the article of a page stands in its data, and where others do. */
const OWN = ['@graph', 'mainEntity', 'mainEntityOfPage'];
const LISTS = [...OWN, 'itemListElement', 'item'];

function articlesIn(value: unknown, properties: readonly string[]): PageData[] {
  return nodesIn(value, properties).filter((node) => texts(node['@type']).some((type) => ARTICLE.test(type)));
}

function nodesIn(value: unknown, properties: readonly string[]): PageData[] {
  const found: PageData[] = [];
  const left: unknown[] = [value];
  for (let seen = 0; left.length > 0 && seen < MAX_NODES; seen++) {
    const node = left.shift();
    if (Array.isArray(node)) left.push(...(node as unknown[]).slice(0, MAX_NODES));
    else if (isObject(node)) {
      found.push(node);
      left.push(...properties.map((name) => node[name]));
    }
  }
  return found;
}

function namedNodes(blocks: readonly unknown[]): Map<string, PageData> {
  const nodes = blocks.flatMap((block) => nodesIn(block, OWN));
  return new Map(
    nodes.flatMap((node) => (typeof node['@id'] === 'string' && 'name' in node ? [[node['@id'], node]] : [])),
  );
}

/** Yoast and others describe people and organisations once, and refer to them. */
function withReferences(article: PageData, known: ReadonlyMap<string, PageData>): PageData {
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    const id = isObject(value) && !('name' in value) ? value['@id'] : undefined;
    return typeof id === 'string' ? (known.get(id) ?? value) : value;
  };
  return Object.fromEntries(Object.entries(article).map(([name, value]) => [name, resolved(value)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, or several, of a property; objects say theirs in @value or name. */
export function texts(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => {
    const plain: unknown = isObject(one) ? (one['@value'] ?? one.value ?? one.name) : one;
    if (typeof plain === 'number' || typeof plain === 'boolean') return [String(plain)];
    const text = typeof plain === 'string' ? plain.trim() : '';
    return text === '' ? [] : [text.includes('\n') ? text : inlineText(text)];
  });
}

/** Names of people, organisations or places. */
export function named(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => texts(isObject(one) ? one.name : one)).filter((name) => !/^https?:/.test(name));
}
