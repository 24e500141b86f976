/** What comes from the topic or the feed: its types, and whether something is a message at all. */
import type { FeedMessage, LeftMessage } from '../core/feed/contract.ts';

export type { FeedMessage, LeftMessage };
export type { Article } from '../core/article/ninjs.ts';
export type { Dedupe, Wire } from '../core/article/record.ts';

/** After which there is nothing of the article that may be shown. */
export type EndEvent = 'killed' | 'withheld' | 'left';

/** An article has to go: killed, withheld, or no longer within this reader's filter or rights. */
export interface ArticleEnd {
  /** The article id. */
  article: string;
  revision: number;
  event: EndEvent;
  /** Null where the end was found by asking (`reconcile`). */
  message: FeedMessage | LeftMessage | null;
}

export type ReadMessage =
  | { kind: 'text'; message: FeedMessage }
  | { kind: 'duplicate'; message: FeedMessage }
  | { kind: 'end'; end: ArticleEnd }
  /** Of a kind that this version does not know. */
  | { kind: 'unknown'; type: string }
  | { kind: 'invalid'; problems: string[] };

const TYPE_PREFIX = 'wire.article.';
const TEXTS: ReadonlySet<string> = new Set(['published', 'updated', 'corrected', 'reinstated']);

/**
 * Reads one message. Only what a consumer relies on is looked at; properties that it does not know are passed over.
 * @param value parsed JSON
 */
export function readMessage(value: unknown): ReadMessage {
  if (!isObject(value)) return { kind: 'invalid', problems: ['is no object'] };
  const { type, specversion, id, subject, revision } = value;
  const problems = [
    ...(specversion === '1.0' ? [] : ['specversion: is not 1.0']),
    ...(isText(id) ? [] : ['id: is missing']),
    ...(isText(subject) ? [] : ['subject: is missing']),
    ...(isText(type) && type.startsWith(TYPE_PREFIX) ? [] : ['type: is none of wire.article.*']),
    ...(isRevision(revision) ? [] : ['revision: is no number from 1']),
  ];
  if (!isText(subject) || !isText(type) || !isRevision(revision) || problems.length > 0)
    return { kind: 'invalid', problems };
  const event = type.slice(TYPE_PREFIX.length);
  if (event === 'left' && isLeft(value))
    return { kind: 'end', end: { article: subject, revision, event, message: value } };
  const isEnd = event === 'killed' || event === 'withheld';
  if (!isEnd && event !== 'duplicate' && !TEXTS.has(event)) return { kind: 'unknown', type };
  const missing = dataProblems(value.data);
  if (missing.length > 0 || !isWhole(value, missing)) return { kind: 'invalid', problems: missing };
  if (isEnd) return { kind: 'end', end: { article: subject, revision, event, message: value } };
  return { kind: event === 'duplicate' ? 'duplicate' : 'text', message: value };
}

function dataProblems(data: unknown): string[] {
  if (!isObject(data)) return ['data: is missing'];
  const { article, wire, dedupe, articleRef } = data;
  const place = isObject(articleRef) && isText(articleRef.bucket) && isText(articleRef.key);
  return [
    ...(isObject(article) && isText(article.uri) ? [] : ['data.article: has no uri']),
    ...(isObject(wire) && isText(wire.provider) ? [] : ['data.wire: has no provider']),
    ...(isObject(dedupe) ? [] : ['data.dedupe: is missing']),
    ...(articleRef === undefined || place ? [] : ['data.articleRef: names no object']),
  ];
}

function isWhole(_value: unknown, problems: readonly string[]): _value is FeedMessage {
  return problems.length === 0;
}

function isLeft(value: object): value is LeftMessage {
  return 'type' in value && value.type === 'wire.article.left';
}

function isRevision(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
