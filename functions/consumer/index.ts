/** `newswire-ingest/consumer`: for apps that keep copies of the wire. Needs Node and nothing else. */
export {
  parseBody,
  queueHandler,
  takeBatch,
  type BatchAnswer,
  type BatchOptions,
  type QueueEvent,
} from './batch.ts';
export {
  createConsumer,
  type ClaimChecks,
  type Consumer,
  type ConsumerOptions,
  type Outcome,
  type Reconciled,
} from './consumer.ts';
export { ConsumerError, type Problem } from './errors.ts';
export { FeedClient, type FeedClientOptions, type FeedFilter, type FeedPage } from './feed-client.ts';
export type { CaughtUp, FollowOptions } from './following.ts';
export {
  readMessage,
  type Article,
  type ArticleEnd,
  type Dedupe,
  type EndEvent,
  type FeedMessage,
  type LeftMessage,
  type ReadMessage,
  type Wire,
} from './messages.ts';
export {
  isEndOf,
  isHeld,
  MemorySeen,
  placeOf,
  type Begun,
  type Lease,
  type Mark,
  type SeenEvent,
  type SeenStore,
} from './seen.ts';
