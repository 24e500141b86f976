/** The article among the JSON-LD of a page, whatever graph or list it stands in. */
import type { Element } from 'domhandler';
import { inlineText } from '../../text/html.ts';
import { rawText } from '../../text/xml.ts';

export type PageData = Readonly<Record<string, unknown>>;

const ARTICLE =
  /(?:^|[/:])(?:News|Reportage(?:News)?|AnalysisNews|OpinionNews|ReviewNews|BackgroundNews|AskPublicNews|AdvertiserContent|Tech|Scholarly|SatiricalArticle)?Article$|(?:^|[/:])(?:BlogPosting|LiveBlogPosting|Report|PressRelease)$/;
const MAX_LENGTH = 500_000;
const MAX_NODES = 2000;

/** Properties of the first article; empty where there is none. */
export function dataOf(elements: readonly Element[]): PageData {
  for (const element of elements) {
    if (element.name !== 'script' || !/^application\/ld\+json\b/i.test(element.attribs.type ?? '')) continue;
    const found = articleIn(read(rawText(element)));
    if (found !== undefined) return found;
  }
  return {};
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
      // line breaks within strings are the commonest mistake of templates
      return JSON.parse(json.replace(/[\u0000-\u001f]+/g, ' '));
    } catch {
      return undefined;
    }
  }
}

function articleIn(value: unknown): PageData | undefined {
  const left: unknown[] = [value];
  for (let seen = 0; left.length > 0 && seen < MAX_NODES; seen++) {
    const node = left.shift();
    if (Array.isArray(node)) left.push(...(node as unknown[]).slice(0, MAX_NODES));
    else if (isObject(node)) {
      if (texts(node['@type']).some((type) => ARTICLE.test(type))) return node;
      left.push(node['@graph'], node.mainEntity, node.itemListElement, node.item);
    }
  }
  return undefined;
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
