/** What the package `newswire-ingest` offers to CDK apps: infra/README.md shows how it is used. */
export type {
  AgencyAccess,
  EmbargoPolicy,
  Feed,
  FeedPages,
  FeedSecret,
  IdentityPolicy,
  Provider as Agency,
  WordsPolicy,
} from '../functions/core/providers/agency.ts';
export type { Machine } from '../functions/core/feed/rights.ts';
export { ConfigError, readConfigFile } from './config-file.ts';
export type {
  ConfigFile,
  FunctionSize,
  LogLevel,
  PageDomain,
  Readers,
  ReadingSettings,
  StageSettings,
  TokenIssuer,
} from './config-shape.ts';
export type { FunctionCode } from './function-code.ts';
export { NewswireIngest } from './newswire-ingest.ts';
export type { NewswireIngestProps } from './newswire-ingest-props.ts';
export type { StageName } from './stage-names.ts';
export { WireFilterError, type WireEvent, type WireFilter, type WireFlag } from './wire-filter.ts';
export { WireSubscription, type WireSubscriptionProps } from './wire-subscription.ts';
