/** Who an item is: its URI, the id of its article, and the fingerprints that tell a redelivery from a new version. */
import { createHash } from 'node:crypto';
import { asItCame } from './as-it-came.ts';
import type { Article, Uri } from './ninjs.ts';
import type { ArticleRecord } from './record.ts';

/** Schemes under which providers give identities; "RTZ:8883" has the form of a URI but is none. */
const SCHEMES = /^(?:urn|https?|tag|info|doi|hdl|ark|mid|cid|geo|s3|ftp|oid|nid|pid|wp|isbn|issn):[^:]/i;

/** RFC 3986 characters only, and every percent sign begins an escape. */
const URI_CHARACTERS = /^[a-z][a-z\d+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})+$/i;
/** Square brackets may only enclose an IPv6 address, and a second # is an error. */
const URI_REFUSED = /[[\]]|#[^#]*#/;

/** True for an absolute URI that the ninjs schema's `uri` format accepts. */
export function isUri(text: string): boolean {
  return URI_CHARACTERS.test(text) && !URI_REFUSED.test(text) && !/^https?:(?!\/\/[^/?#])/i.test(text);
}

/** No agency's ids are as long; what is would not fit where URIs are listed by the hundred. */
const URI_LENGTH = 1000;

/**
 * A provider's id as a URI: unchanged where it is one, else `urn:wire:<provider>:<id, percent-encoded>`;
 * one that is too long is replaced by its hash. Stable: the same id gives the same URI anywhere, at any time.
 */
export function uriOf(provider: string, id: string): Uri {
  const trimmed = id.trim();
  const short = trimmed.length <= URI_LENGTH;
  if (short && SCHEMES.test(trimmed) && isUri(trimmed)) return trimmed;
  const encoded = short ? percentEncode(trimmed) : undefined;
  return encoded === undefined || encoded.length > URI_LENGTH
    ? derivedUri(provider, [trimmed])
    : `urn:wire:${provider}:${encoded}`;
}

const VERSION_LENGTH = 200;

/** A version that no agency would write is replaced by its hash, so that two of them still differ. */
export function versionOf(written: string): string {
  return written.length <= VERSION_LENGTH ? written : `sha256:${digest([written])}`;
}

/** A URI for an item without any id, derived from what it says and never from when or where it arrived. */
export function derivedUri(provider: string, content: readonly string[]): Uri {
  return `urn:wire:${provider}:${digest(content).slice(0, 32)}`;
}

/** The article's id: one per provider and URI, on any machine. 128 bits, hexadecimal. */
export function articleIdOf(provider: string, uri: Uri): string {
  return digest([provider, uri]).slice(0, 32);
}

/** What two deliveries must share to be the same item sent twice. */
export interface ContentIdentity {
  /** All that the provider says, but for transmission ids and what we derive ourselves. */
  contentHash: string;
  /** Headlines, bodies and captions alone. */
  textHash: string;
}

/** Feeds write the time at which they were made on items that are as they were. */
const REDATED: ReadonlySet<string> = new Set(['rss', 'rdf', 'atom', 'json-feed', 'json-articles']);

/**
 * Left out: altIds (transmission ids change with every sending), versionCreated (compared by itself),
 * infoSources and standard (ours, not the provider's); of feeds the date of publication, too.
 */
export function contentIdentity(record: ArticleRecord): ContentIdentity {
  const { article, wire } = asItCame(record);
  const said: Partial<Article> = { ...article };
  delete said.altIds;
  delete said.versionCreated;
  if (REDATED.has(wire.format)) delete said.firstCreated;
  delete said.infoSources;
  delete said.standard;
  return {
    contentHash: digest([
      canonicalJson(said),
      canonicalJson([wire.embargo, wire.signals, wire.replaces, ...killersOf(wire)]),
    ]).slice(0, 32),
    textHash: digest([
      canonicalJson([article.headlines ?? [], article.bodies ?? [], article.descriptions ?? []]),
    ]).slice(0, 32),
  };
}

/** That another item kills it, too, is another saying. */
function killersOf({ extra }: ArticleRecord['wire']): unknown[] {
  return extra.killedBy === undefined ? [] : [extra.killedBy];
}

/** SHA-256 of a list of strings, hexadecimal; the parts cannot run into each other. */
export function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
