/** What newsroom apps receive, as types: this file knows nothing of how it is made. */
import type { EventType } from '../../core/article/life-cycle/saying.ts';
import type { Article, Integer } from '../../core/article/ninjs.ts';
import type { Dedupe, Wire } from '../../core/article/record.ts';

/** The version of record and message, semantic: new optional properties raise the minor. 1.1: ninjs 3.2, rights. */
export const SCHEMA_VERSION = '1.1';

/** Where the bodies are when the message would be too large: the claim check. */
export interface ArticleReference {
  bucket: string;
  key: string;
  /** Empty where the key names the content: every version under it has the same bytes. */
  versionId: string;
  bytes: Integer;
}

export interface MessageData {
  /** Without `bodies` where `articleRef` says where the whole article is. */
  article: Article;
  wire: Wire;
  dedupe: Dedupe;
  /** Our counter per article: 1, 2, 3 ... Order by it, drop lower ones. @minimum 1 */
  revision: Integer;
  articleRef?: ArticleReference;
}

export interface ArticleMessage {
  specversion: '1.0';
  /** Stable for (article, revision, event): a subscriber that drops repeated ids sees everything exactly once. */
  id: string;
  /** `/wire/<provider>` @pattern ^/wire/[a-z0-9-]+$ */
  source: string;
  type: `wire.article.${EventType}`;
  /** The article id. */
  subject: string;
  /** When it was published, RFC 3339. @format date-time */
  time: string;
  datacontenttype: 'application/json';
  /** The JSON Schema of this message. @format uri */
  dataschema: string;
  /** CloudEvents extension: the same as data.revision, for consumers that look at the envelope only. @minimum 1 */
  revision: Integer;
  data: MessageData;
}

export interface MessageAttribute {
  DataType: 'String' | 'String.Array';
  StringValue: string;
}
