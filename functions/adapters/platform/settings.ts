/**
 * What a function is told by its environment and by the register beside its code, read once at cold start; a missing
 * name is one clear error.
 */
import type { Register } from '../../core/providers/register.ts';
import { SECRETS_FILE } from './local-secrets.ts';

export interface Settings {
  tableName: string;
  archiveBucket: string;
  articleTopicArn: string;
  opsTopicArn: string;
  /** Base of the URL at which the JSON Schemas of docs/schemas stand: goes into every message. */
  schemaBaseUrl: string;
  /** Send `duplicate` events too. */
  publishDuplicates: boolean;
  /** Who may deliver. */
  providers: Register;
}

/** What only `ingest` is told. */
export interface IngestSettings extends Settings {
  /** The queue from which it takes deliveries. */
  queueUrl: string;
  /** Beginning of the ARNs of the topics on which agencies hear of their deliveries; absent where none has one. */
  receiptTopicArnPrefix?: string | undefined;
}

/** What `poll` is told: it publishes nothing. */
export interface PollSettings extends Pick<Settings, 'tableName' | 'providers'> {
  inboxBucket: string;
  /** On the local stack feeds may lie on the machine itself. No template sets it. */
  onOwnMachine: boolean;
  /** Where secrets stand there. */
  secretsFile?: string | undefined;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'settings';
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readSettings(environment: Environment, providers: Register): Settings {
  return read(environment, (required) => common(required, environment, providers));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readIngestSettings(environment: Environment, providers: Register): IngestSettings {
  const { RECEIPT_TOPIC_ARN_PREFIX: receiptTopicArnPrefix } = environment;
  return read(environment, (required) => ({
    ...common(required, environment, providers),
    queueUrl: required('QUEUE_URL'),
    ...(receiptTopicArnPrefix === undefined ? {} : { receiptTopicArnPrefix }),
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readPollSettings(environment: Environment, providers: Register): PollSettings {
  return read(environment, (required) => ({
    tableName: required('TABLE_NAME'),
    inboxBucket: required('INBOX_BUCKET'),
    onOwnMachine: environment[ON_OWN_MACHINE] === 'true',
    secretsFile: environment[SECRETS_FILE],
    providers,
  }));
}

/** Set by the local stack for every function. */
export const ON_OWN_MACHINE = 'NEWSWIRE_ON_OWN_MACHINE';

type Environment = Readonly<Record<string, string | undefined>>;

type Required = (name: string) => string;

function common(required: Required, environment: Environment, providers: Register): Settings {
  return {
    tableName: required('TABLE_NAME'),
    archiveBucket: required('ARCHIVE_BUCKET'),
    articleTopicArn: required('ARTICLE_TOPIC_ARN'),
    opsTopicArn: required('OPS_TOPIC_ARN'),
    schemaBaseUrl: required('SCHEMA_BASE_URL').replace(/\/$/, ''),
    publishDuplicates: environment.PUBLISH_DUPLICATES === 'true',
    providers,
  };
}

function read<T>(environment: Environment, settings: (required: Required) => T): T {
  const missing: string[] = [];
  const result = settings((name) => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') missing.push(name);
    return value;
  });
  if (missing.length > 0) {
    throw new SettingsError(`environment variables are not set: ${missing.join(', ')}`);
  }
  return result;
}
