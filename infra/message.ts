/** `newswire-ingest/message`: what apps receive, as types, and where its JSON Schemas lie in the package. */
export type { AgencyReceipt } from '../functions/adapters/publish/agency-receipt.ts';
export {
  SCHEMA_VERSION,
  type ArticleMessage,
  type ArticleReference,
  type MessageAttribute,
  type MessageData,
} from '../functions/adapters/publish/article-message.ts';
export type { ArticleNotice, OpsNotice } from '../functions/adapters/publish/ops.ts';
export type { EventType } from '../functions/core/article/life-cycle/saying.ts';
export type * from '../functions/core/article/ninjs.ts';
export type {
  ArticleRecord,
  Clock,
  Dateline,
  Dedupe,
  EdNote,
  Embargo,
  KillNotice,
  KillReference,
  RawReference,
  RemovedText,
  Signal,
  SourceRole,
  SourceTag,
  Verdict,
  Warning,
  Wire,
  WireFormat,
} from '../functions/core/article/record.ts';
