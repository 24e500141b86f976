/**
 * Names and limits of the stage that the world plays. They repeat what `infra` declares, for synthesising it would take
 * longer than a thousand runs; a test holds them against the template.
 */
import type { IngestSettings } from '../../functions/adapters/platform/settings.ts';
import { registerIn } from '../../infra/config-file.ts';
import type { TableSchema } from './dynamo/table.ts';

export const INBOX_BUCKET = 'inbox';
export const ARCHIVE_BUCKET = 'archive';
export const OUTBOX_INDEX = 'outbox';

export const ARTICLE_TOPIC = 'arn:aws:sns:eu-central-1:000000000000:articles';
export const OPS_TOPIC = 'arn:aws:sns:eu-central-1:000000000000:ops';

export const TABLE: TableSchema = {
  name: 'articles',
  hash: 'pk',
  range: 'sk',
  timeToLive: 'expiresAt',
  indexes: [
    {
      name: 'byProvider',
      hash: 'providerDay',
      range: 'listedAt',
      attributes: ['headline', 'verdict', 'provider', 'story', 'sources', 'pubStatus', 'revision'],
    },
    { name: 'byStory', hash: 'story', range: 'listedAt', attributes: [] },
    { name: OUTBOX_INDEX, hash: 'outbox', range: 'dueAt', attributes: [] },
  ],
};

const INGEST_TIMEOUT_MS = 60_000;

export const INTAKE = {
  url: 'https://sqs.eu-central-1.amazonaws.com/000000000000/intake',
  arn: 'arn:aws:sqs:eu-central-1:000000000000:intake',
  visibilityMs: 6 * INGEST_TIMEOUT_MS,
  maxReceives: 8,
  batchSize: 10,
} as const;

export const TIMEOUT_MS = { ingest: INGEST_TIMEOUT_MS, release: 50_000 } as const;

/** How often `release` runs. */
export const RELEASE_EVERY_MS = 60_000;

export const SETTINGS: Omit<IngestSettings, 'publishDuplicates'> = {
  tableName: TABLE.name,
  archiveBucket: ARCHIVE_BUCKET,
  articleTopicArn: ARTICLE_TOPIC,
  opsTopicArn: OPS_TOPIC,
  schemaBaseUrl: 'https://wire.example/schemas',
  queueUrl: INTAKE.url,
  providers: registerIn(),
};
