/** What the constructs of the reading side are told, with everything that the settings leave out. */
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { NO_RECALLS, type RecallSettings } from '../../../functions/core/feed/recalls.ts';
import type { ReadingSettings } from '../../config-shape.ts';
import type { Config } from '../../config.ts';
import type { Distribution } from '../distribution.ts';
import type { Inbox } from '../inbox.ts';
import type { Store } from '../store.ts';

export const READING_DEFAULTS = {
  enabled: true,
  feedDays: 30,
  searchDays: 14,
  requestsPerSecond: 50,
  machines: [],
  recalls: NO_RECALLS,
} as const satisfies Omit<ReadingSettings, 'recalls'> & { recalls: RecallSettings };

export type Reads = Omit<ReadingSettings, keyof typeof READING_DEFAULTS> &
  Required<Pick<ReadingSettings, Exclude<keyof typeof READING_DEFAULTS, 'recalls'>>> & {
    readonly recalls: RecallSettings;
  };

export function readsOf({ reading }: Pick<Config, 'reading'>): Reads {
  return { ...READING_DEFAULTS, ...reading, recalls: { ...READING_DEFAULTS.recalls, ...reading.recalls } };
}

export interface ReadingParts {
  readonly config: Config;
  readonly reads: Reads;
  readonly inbox: Inbox;
  readonly store: Store;
  readonly distribution: Distribution;
  /** Get the alarms. */
  readonly alarmTopics: readonly ITopic[];
  /** Runs each minute whatever happens. */
  readonly running: IMetric;
}

/** A page that anybody may see, and that CloudFront fetches, is under the key of S3: one key less to lose. */
export function withoutKey({ key: _key, ...config }: Config & { readonly key?: IKey }): Config {
  return config;
}
