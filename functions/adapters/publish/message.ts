/**
 * The message that newsroom apps receive: a CloudEvents 1.0 event in structured mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md), and the SNS message
 * attributes that filter policies select by. Pure.
 */
import { createHash } from 'node:crypto';
import { bareEnd } from '../../core/article/disclosure.ts';
import { flagsOf } from '../../core/article/flags.ts';
import { isEndEvent, type EventType } from '../../core/article/life-cycle/saying.ts';
import type { Article } from '../../core/article/ninjs.ts';
import type { ArticleRecord, Wire } from '../../core/article/record.ts';
import { isSourceRole } from '../../core/article/source-roles.ts';
import type { Revision } from '../store/records.ts';
import {
  SCHEMA_VERSION,
  type ArticleMessage,
  type ArticleReference,
  type MessageAttribute,
} from './article-message.ts';

/** SNS takes 256 KB; the rest is left for attributes and the envelopes of subscriptions without raw delivery. */
export const INLINE_MAX_BYTES = 200 * 1024;

export interface Publication {
  revision: Revision;
  record: ArticleRecord;
  event: EventType;
  /** RFC 3339. */
  time: string;
  schemaBaseUrl: string;
}

export function eventId(articleId: string, revision: number, event: EventType): string {
  return `${articleId}.${revision}.${event}`;
}

/** What the table keeps for edits to come, and subscribers have no use for. */
const INTERNAL_EXTRAS: ReadonlySet<string> = new Set(['newsmlSource']);

/** The message with its whole body; see `fitted` for large ones. */
export function messageOf(publication: Publication): ArticleMessage {
  const { revision, record, event, time, schemaBaseUrl } = publication;
  const ends = isEndEvent(event);
  const { article, wire: stored } = ends ? bareEnd(record, revision.withNote) : record;
  const extra = Object.fromEntries(
    Object.entries(stored.extra).filter(([name]) => !INTERNAL_EXTRAS.has(name)),
  );
  const signals = event === 'reinstated' ? [...new Set([...stored.signals, event])].sort() : stored.signals;
  const wire = { ...stored, signals, extra };
  const dedupe = ends ? { ...revision.dedupe, of: null, evidence: {} } : revision.dedupe;
  return {
    specversion: '1.0',
    id: eventId(revision.articleId, revision.revision, event),
    source: `/wire/${revision.provider}`,
    type: `wire.article.${event}`,
    subject: revision.articleId,
    time,
    datacontenttype: 'application/json',
    dataschema: `${schemaBaseUrl}/message-${SCHEMA_VERSION}.json`,
    revision: revision.revision,
    data: { article, wire, dedupe, revision: revision.revision },
  };
}

/**
 * A message as the topic gets it, whoever composes it and however often: where it is too large, its article goes under
 * a key that is named after its bytes.
 * @returns the message, and the file that it refers to
 */
export function fitted(
  whole: ArticleMessage,
  archiveBucket: string,
): { message: ArticleMessage; file: { key: string; body: Uint8Array } | null } {
  if (byteLength(whole) <= INLINE_MAX_BYTES) return { message: whole, file: null };
  const body = Buffer.from(JSON.stringify(whole.data.article));
  const name = createHash('sha256').update(body).digest('hex');
  const key = `bodies/${whole.subject}/${name}.article.json`;
  const checked = withClaimCheck(whole, { bucket: archiveBucket, key, versionId: '', bytes: body.length });
  const message = byteLength(checked) <= INLINE_MAX_BYTES ? checked : shortened(checked, INLINE_MAX_BYTES);
  return { message, file: { key, body } };
}

/** The same message with the bodies replaced by the place where they are. */
export function withClaimCheck(message: ArticleMessage, articleRef: ArticleReference): ArticleMessage {
  const { bodies: _bodies, ...article } = message.data.article;
  return { ...message, data: { ...message.data, article, articleRef } };
}

/** What a message can be had without, in the largest case; what an article is and where it stands always remains. */
const EMPTY_WIRE = {
  replaces: [],
  takeKey: null,
  keywords: [],
  service: '',
  categories: [],
  dateline: { text: null, city: null, country: null, date: null },
  creditLine: null,
  edNotes: [],
  sources: [],
  text: { removed: [], lossRatio: 0 },
  warnings: [],
  extra: {},
} as const satisfies { [name in keyof Wire]?: unknown };

const IDENTITY: ReadonlySet<string> = new Set([
  'uri',
  'type',
  'version',
  'versionCreated',
  'pubStatus',
  'embargoedUntil',
  'urgency',
  'language',
  'standard',
] satisfies (keyof Article)[]);

/**
 * The same message in so many bytes: a thousand subjects, a package of whole stories or a field of the provider's own
 * can be too much even without bodies. The largest properties are left out, and a warning names them; `articleRef` has
 * all of the article, the record all of `wire`.
 */
export function shortened(message: ArticleMessage, maxBytes: number): ArticleMessage {
  const { article, wire } = message.data;
  let excess = byteLength(message) + WARNING_BYTES - maxBytes;
  const parts = [
    ...Object.entries(article).flatMap(([name, value]) =>
      IDENTITY.has(name) ? [] : [{ name: `article.${name}`, bytes: byteLength(value) }],
    ),
    ...Object.keys(EMPTY_WIRE).map((name) => ({
      name: `wire.${name}`,
      bytes: byteLength(wire[name as keyof typeof EMPTY_WIRE]),
    })),
  ].sort((a, b) => b.bytes - a.bytes);
  const left = new Set<string>();
  for (const { name, bytes } of parts) {
    if (excess <= 0) break;
    left.add(name);
    excess -= bytes;
  }
  const kept = Object.entries(article).filter(([name]) => !left.has(`article.${name}`));
  const emptied = Object.entries(EMPTY_WIRE).filter(([name]) => left.has(`wire.${name}`));
  const short: Wire = { ...wire, ...Object.fromEntries(emptied) };
  const warning = { code: 'message-shortened', detail: [...left].join(', ') };
  return {
    ...message,
    data: {
      ...message.data,
      // Nothing of the identity is among what is left out
      article: Object.fromEntries(kept) as unknown as Article,
      wire: { ...short, warnings: [...short.warnings, warning] },
    },
  };
}

/** For the warning that lists what was left out. */
const WARNING_BYTES = 1024;

export function byteLength(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

const MAX_VALUES = 30;
/** Longer ones are no ids that anybody filters by, and attributes count against the size of the message. */
const MAX_VALUE_LENGTH = 200;

/**
 * At most ten, which is what raw delivery to SQS keeps. Lists are String.Array, so that a filter policy matches any
 * of their values; an empty list is no attribute.
 */
export function attributesOf(message: ArticleMessage): Record<string, MessageAttribute> {
  const { article, wire, dedupe } = message.data;
  const text = (StringValue: string): MessageAttribute => ({ DataType: 'String', StringValue });
  const list = (name: string, values: readonly string[]): Record<string, MessageAttribute> => {
    const kept = [...new Set(values)]
      .filter((value) => value.length <= MAX_VALUE_LENGTH)
      .slice(0, MAX_VALUES);
    return kept.length === 0
      ? {}
      : { [name]: { DataType: 'String.Array', StringValue: JSON.stringify(kept) } };
  };
  return {
    type: text(message.type),
    provider: text(wire.provider),
    story: text(dedupe.story),
    embargoed: text(String(wire.embargo.until !== null || wire.embargo.indefinite)),
    schemaVersion: text(SCHEMA_VERSION),
    ...(article.language === undefined ? {} : { language: text(article.language) }),
    ...(article.urgency === undefined ? {} : { urgency: text(String(article.urgency)) }),
    ...list('flags', flagsOf(wire)),
    ...list(
      'sources',
      wire.sources.flatMap(({ id, role }) => (id !== null && isSourceRole(role) ? [id] : [])),
    ),
    ...list(
      'subjects',
      (article.subjects ?? []).flatMap(({ uri }) => (uri === undefined ? [] : [uri])),
    ),
  };
}
