/**
 * What a function is told by its environment and by the register beside its code, read once at cold start; a missing
 * name is one clear error. One file: what each is told is seen beside what the others are.
 */
import type { Machine } from '../../core/feed/rights.ts';
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
  /** Where stories of the canary go instead; absent: nowhere. */
  canaryTopicArn?: string | undefined;
  /** Who may deliver. */
  providers: Register;
}

/** What only `ingest` is told. */
export interface IngestSettings extends Settings {
  /** The queue from which it takes deliveries. */
  queueUrl: string;
  /** Beginning of the ARNs of the topics on which agencies hear of their deliveries; absent where none has one. */
  receiptTopicArnPrefix?: string | undefined;
  /** Also count by agency, format and step. */
  flowMetrics?: boolean;
  /** Only what GuardDuty found clean is read. */
  malwareScan?: boolean;
}

/** What `poll` is told: it publishes nothing. */
export interface PollSettings extends Pick<Settings, 'tableName' | 'providers'> {
  inboxBucket: string;
  /** On the local stack feeds may lie on the machine itself. No template sets it. */
  onOwnMachine: boolean;
  /** Where secrets stand there. */
  secretsFile?: string | undefined;
}

/** What `journal` is told. */
export interface JournalSettings extends Pick<Settings, 'tableName' | 'archiveBucket'> {
  /** Days that the feed reaches back. */
  feedDays: number;
}

/** What `api` is told. */
export interface ApiSettings extends JournalSettings, Pick<Settings, 'schemaBaseUrl' | 'providers'> {
  inboxBucket: string;
  /** Machines of AWS that may ask. */
  machines: readonly Machine[];
}

/** What `command` is told. */
export interface CommandSettings extends Settings {
  machines: readonly Machine[];
}

/** What `forget` is told. */
export interface ForgetSettings extends Pick<Settings, 'tableName' | 'archiveBucket' | 'providers'> {
  /** Of the files of what was killed; undefined where nobody wants these erased. */
  inboxBucket?: string;
  /** Days for which a killed text is kept, where the entry of its agency says nothing; undefined: for ever. */
  killedTextDays?: number;
}

/** What `watch` is told. */
export type WatchSettings = Pick<Settings, 'tableName' | 'opsTopicArn' | 'providers'>;

/** What `reconcile` is told. */
export interface ReconcileSettings extends Pick<Settings, 'tableName' | 'opsTopicArn' | 'providers'> {
  inboxBucket: string;
  /** The intake queue. */
  queueUrl: string;
}

/** What `canary` is told. */
export interface CanarySettings extends Pick<Settings, 'tableName' | 'archiveBucket'> {
  inboxBucket: string;
  /** Its own, with the messages of its stories. */
  queueUrl: string;
}

/** What `search` is told. */
export interface SearchSettings extends JournalSettings {
  machines: readonly Machine[];
  /** Where the archive's index is asked, without a final slash; absent: the stage has none. */
  archiveEndpoint?: string;
}

/** What `archiver` is told. */
export interface ArchiverSettings extends JournalSettings, Pick<Settings, 'providers'> {
  /** Of the collection, without a final slash; absent on one machine. */
  endpoint?: string;
}

/** What `segments` is told. */
export interface SegmentsSettings extends JournalSettings {
  /** Days for which articles are found. */
  searchDays: number;
}

/** What `recalls` is told. */
export interface RecallsFunctionSettings extends Pick<
  Settings,
  'tableName' | 'archiveBucket' | 'opsTopicArn'
> {
  machines: readonly Machine[];
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
  const { RECEIPT_TOPIC_ARN_PREFIX: receiptTopicArnPrefix, FLOW_METRICS, MALWARE_SCAN } = environment;
  return read(environment, (required) => ({
    ...common(required, environment, providers),
    queueUrl: required('QUEUE_URL'),
    flowMetrics: FLOW_METRICS === 'true',
    malwareScan: MALWARE_SCAN === 'true',
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

/** @throws SettingsError naming every variable that is absent or blank */
export function readJournalSettings(environment: Environment): JournalSettings {
  return read(environment, (required) => feed(required, environment));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readApiSettings(environment: Environment, providers: Register): ApiSettings {
  return read(environment, (required) => ({
    ...feed(required, environment),
    inboxBucket: required('INBOX_BUCKET'),
    schemaBaseUrl: schemaBaseUrlOf(required),
    machines: machinesOf(environment),
    providers,
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readForgetSettings(environment: Environment, providers: Register): ForgetSettings {
  const { INBOX_BUCKET: inboxBucket, KILLED_TEXT_DAYS } = environment;
  return read(environment, (required) => ({
    ...(inboxBucket === undefined ? {} : { inboxBucket }),
    ...(KILLED_TEXT_DAYS === undefined ? {} : { killedTextDays: Number(KILLED_TEXT_DAYS) }),
    tableName: required('TABLE_NAME'),
    archiveBucket: required('ARCHIVE_BUCKET'),
    providers,
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readWatchSettings(environment: Environment, providers: Register): WatchSettings {
  return read(environment, (required) => ({
    tableName: required('TABLE_NAME'),
    opsTopicArn: required('OPS_TOPIC_ARN'),
    providers,
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readReconcileSettings(environment: Environment, providers: Register): ReconcileSettings {
  return read(environment, (required) => ({
    tableName: required('TABLE_NAME'),
    inboxBucket: required('INBOX_BUCKET'),
    queueUrl: required('QUEUE_URL'),
    opsTopicArn: required('OPS_TOPIC_ARN'),
    providers,
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readCanarySettings(environment: Environment): CanarySettings {
  return read(environment, (required) => ({
    tableName: required('TABLE_NAME'),
    archiveBucket: required('ARCHIVE_BUCKET'),
    inboxBucket: required('INBOX_BUCKET'),
    queueUrl: required('QUEUE_URL'),
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readCommandSettings(environment: Environment, providers: Register): CommandSettings {
  return { ...readSettings(environment, providers), machines: machinesOf(environment) };
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readRecallsSettings(environment: Environment): RecallsFunctionSettings {
  return read(environment, (required) => ({
    tableName: required('TABLE_NAME'),
    archiveBucket: required('ARCHIVE_BUCKET'),
    opsTopicArn: required('OPS_TOPIC_ARN'),
    machines: machinesOf(environment),
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readSearchSettings(environment: Environment): SearchSettings {
  const archiveEndpoint = archiveEndpointOf(environment);
  return read(environment, (required) => ({
    ...feed(required, environment),
    machines: machinesOf(environment),
    ...(archiveEndpoint === undefined ? {} : { archiveEndpoint }),
  }));
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readArchiverSettings(environment: Environment, providers: Register): ArchiverSettings {
  const endpoint = archiveEndpointOf(environment);
  return read(environment, (required) => ({
    ...feed(required, environment),
    providers,
    ...(endpoint === undefined ? {} : { endpoint }),
  }));
}

function archiveEndpointOf({ ARCHIVE_ENDPOINT: endpoint = '' }: Environment): string | undefined {
  return endpoint === '' ? undefined : endpoint.replace(/\/$/, '');
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readSegmentsSettings(environment: Environment): SegmentsSettings {
  return read(environment, (required) => ({
    ...feed(required, environment),
    searchDays: daysOf('SEARCH_DAYS', required('SEARCH_DAYS')),
  }));
}

/** As the settings have them: they were checked before they were deployed. */
function machinesOf({ MACHINES: machines }: Environment): Machine[] {
  return machines === undefined ? [] : (JSON.parse(machines) as Machine[]);
}

const FEED_DAYS = 30;

function feed(required: Required, { FEED_DAYS: days }: Environment): JournalSettings {
  const feedDays = days === undefined ? FEED_DAYS : daysOf('FEED_DAYS', days);
  return { tableName: required('TABLE_NAME'), archiveBucket: required('ARCHIVE_BUCKET'), feedDays };
}

function daysOf(name: string, value: string): number {
  const days = Number(value);
  if (!(days > 0)) throw new SettingsError(`${name} is no number of days: ${value}`);
  return days;
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
    schemaBaseUrl: schemaBaseUrlOf(required),
    publishDuplicates: environment.PUBLISH_DUPLICATES === 'true',
    canaryTopicArn: environment.CANARY_TOPIC_ARN,
    providers,
  };
}

function schemaBaseUrlOf(required: Required): string {
  return required('SCHEMA_BASE_URL').replace(/\/$/, '');
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
