/** Where the articles of a JSON document stand, and what tells that they are articles. */
import { at, isObject, own, string, type JsonObject } from '../common/json.ts';

export interface Listing {
  /** What stands around the items and is true of each: title of the feed, its language, its authors. */
  around: JsonObject;
  members: readonly unknown[];
}

/** JSON Feed says what it is by an address (version 1.1, "Top-level"). */
const VERSION = /^https?:\/\/(?:www\.)?jsonfeed\.org\/version\/1(?:\.\d+)?\/?$/;

/** The feed; undefined for what is none. */
export function feedOf(json: unknown): Listing | undefined {
  const version = string(own(json, 'version'));
  if (!isObject(json) || version === undefined || !VERSION.test(version.trim())) return undefined;
  const items = own(json, 'items');
  return { around: json, members: Array.isArray(items) ? items : [] };
}

/** Under which names APIs list articles, the ones that say most first. */
const LISTS = ['articles', 'stories', 'news', 'posts', 'entries', 'items', 'results', 'docs', 'data', 'feed'];
/** What an API puts around its list. */
const WRAPPERS = ['response', 'result', 'data', 'feed', 'body'];

/** The list of articles, in the document or one object below; undefined where there is none. */
export function articlesOf(json: unknown): Listing | undefined {
  if (Array.isArray(json)) return listing({}, json);
  if (!isObject(json)) return undefined;
  for (const holder of [json, ...WRAPPERS.map((name) => at(json, name)).filter(isObject)]) {
    for (const name of LISTS) {
      const members = own(holder, name);
      const found = Array.isArray(members) ? listing(holder, members) : undefined;
      if (found !== undefined) return found;
    }
  }
  return isArticle(json) ? { around: {}, members: [json] } : undefined;
}

function listing(around: JsonObject, written: readonly unknown[]): Listing | undefined {
  const members = written.map(unwrapped);
  return members.some(isArticle) ? { around, members } : undefined;
}

/** Where APIs put a text into an object: WordPress, the New York Times. */
const INNER = ['rendered', 'main', 'original'];
const WRAPPED = ['title', 'headline', 'content', 'excerpt', 'guid', 'byline'];

/** The values of an article side by side: some APIs put each into an object of its own, or all of them into `fields`. */
function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value;
  const fields = own(value, 'fields');
  const inner = WRAPPED.flatMap((name) => {
    const holder = own(value, name);
    const text = isObject(holder) ? INNER.flatMap((one) => string(own(holder, one)) ?? [])[0] : undefined;
    return text === undefined ? [] : [[name, text] as const];
  });
  // WordPress has local times beside those of Greenwich, and the zone in neither
  const times = ['date', 'modified'].flatMap((name) => {
    const written = string(own(value, `${name}_gmt`));
    return written === undefined ? [] : [[name, `${written}Z`] as const];
  });
  if (!isObject(fields) && inner.length + times.length === 0) return value;
  return {
    ...(isObject(fields) && fields),
    ...Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'fields' || !isObject(fields))),
    ...Object.fromEntries([...inner, ...times]),
  };
}

export const TITLES = ['headline', 'title', 'webTitle'];
export const TEXTS = ['contentHtml', 'content_html', 'bodyHtml', 'body_html', 'html', 'articleBody', 'body'];
export const PLAIN_TEXTS = [
  'content',
  'text',
  'content_text',
  'bodyText',
  'body_text',
  'fullText',
  'full_text',
];
export const TEASERS = [
  'description',
  'summary',
  'abstract',
  'lead',
  'excerpt',
  'standfirst',
  'trailText',
  'teaser',
];

/** A headline, and text to it: a shop's list has names and prices. */
export function isArticle(value: unknown): value is JsonObject {
  if (!isObject(value) || Object.hasOwn(value, 'price')) return false;
  const has = (names: readonly string[]) => names.some((name) => string(own(value, name)) !== undefined);
  return has(TITLES) && (has(TEXTS) || has(PLAIN_TEXTS) || has(TEASERS));
}
