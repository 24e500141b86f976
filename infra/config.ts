/**
 * What differs between the stages, in one typed place. Constructs are told everything they need from here:
 * none of them reads the context or the environment.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { REPOSITORY_ROOT } from './repository.ts';
import { APP_NAME, STAGES, type StageName } from './stage-names.ts';

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface StageSettings {
  /** Data outlives the stack: RETAIN, deletion protection of the table, termination protection of the stack. */
  readonly protectData: boolean;
  readonly logLevel: LogLevel;
  readonly logRetention: RetentionDays;
  /** Concurrent ingest invocations that the queue may drive, 2 to 1000: the bill's fuse and the table's. */
  readonly maxConcurrency: number;
  /** Also publish articles that were found to be duplicates. */
  readonly publishDuplicates: boolean;
  /** Days that an overwritten or deleted delivery stays readable; records refer to it by its version. */
  readonly overwrittenDeliveryDays: number;
  /** Days that a delivery stays in the inbox; absent: for ever. */
  readonly deliveryDays?: number;
  /** Days that the copy of an unreadable file waits for a fix. */
  readonly quarantineDays: number;
  readonly accessLogDays: number;
  /** Age of the oldest waiting delivery, in seconds, above which the operators are told. */
  readonly queueAgeAlarmSeconds: number;
}

export interface Config extends StageSettings {
  readonly stage: StageName;
  readonly stackName: string;
  readonly version: string;
  readonly owner: string;
  readonly costCentre: string;
  /** Where docs/schemas is published: the prefix of every message's dataschema. */
  readonly schemaBaseUrl: string;
  /** Gets the alarms by mail, when given. */
  readonly opsEmail?: string;
  readonly ingest: FunctionSize;
  readonly release: FunctionSize;
}

export interface FunctionSize {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

const SETTINGS: Readonly<Record<StageName, StageSettings>> = {
  dev: {
    protectData: false,
    logLevel: 'DEBUG',
    logRetention: RetentionDays.ONE_WEEK,
    maxConcurrency: 2,
    publishDuplicates: true,
    overwrittenDeliveryDays: 7,
    deliveryDays: 30,
    quarantineDays: 30,
    accessLogDays: 7,
    queueAgeAlarmSeconds: 900,
  },
  staging: {
    protectData: false,
    logLevel: 'INFO',
    logRetention: RetentionDays.ONE_MONTH,
    maxConcurrency: 5,
    publishDuplicates: false,
    overwrittenDeliveryDays: 30,
    deliveryDays: 90,
    quarantineDays: 90,
    accessLogDays: 30,
    queueAgeAlarmSeconds: 600,
  },
  prod: {
    protectData: true,
    logLevel: 'INFO',
    logRetention: RetentionDays.THREE_MONTHS,
    maxConcurrency: 20,
    publishDuplicates: false,
    overwrittenDeliveryDays: 400,
    quarantineDays: 400,
    accessLogDays: 90,
    queueAgeAlarmSeconds: 300,
  },
};

/** Thrown for a context that cannot be deployed; its message lists everything that is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config-invalid';

  constructor(problems: readonly string[]) {
    super(`The CDK context is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * The configuration of the stage that the context names.
 * @param context looks a context key up (`-c key=value` or cdk.json); values from the command line are strings
 * @throws ConfigError naming every key that is wrong, with what it may be
 */
export function readConfig(context: (key: string) => unknown): Config {
  const problems: string[] = [];

  const text = (key: string, fallback: string, pattern: RegExp, expected: string): string => {
    const value = context(key) ?? fallback;
    if (typeof value === 'string' && pattern.test(value)) return value;
    problems.push(`${key} is ${shown(value)}; expected ${expected}`);
    return fallback;
  };

  const stage = context('stage') ?? 'dev';
  if (!isStage(stage)) problems.push(`stage is ${shown(stage)}; expected one of ${STAGES.join(', ')}`);
  const known: StageName = isStage(stage) ? stage : 'dev';
  const settings = SETTINGS[known];

  const owner = text('owner', 'newsroom-platform', TAG_VALUE, 'a tag value');
  const costCentre = text('costCentre', 'newsroom', TAG_VALUE, 'a tag value');
  const schemaBaseUrl = text(
    'schemaBaseUrl',
    `https://${APP_NAME}.example/schemas`,
    /^https:\/\/[^\s/]\S*[^\s/]$/u,
    'an https address without a final slash',
  );
  const opsEmail = text('opsEmail', '', /^(?:[^\s@]+@[^\s@]+)?$/u, 'a mail address');

  const duplicates = context('publishDuplicates') ?? settings.publishDuplicates;
  const publishDuplicates = duplicates === true || duplicates === 'true';
  if (!publishDuplicates && duplicates !== false && duplicates !== 'false')
    problems.push(`publishDuplicates is ${shown(duplicates)}; expected true or false`);

  const maxConcurrency = Number(context('maxConcurrency') ?? settings.maxConcurrency);
  if (!Number.isInteger(maxConcurrency) || maxConcurrency < 2 || maxConcurrency > 1000)
    problems.push(
      `maxConcurrency is ${shown(context('maxConcurrency'))}; expected a whole number from 2 to 1000`,
    );

  if (problems.length > 0) throw new ConfigError(problems);
  return {
    ...settings,
    stage: known,
    stackName: `${APP_NAME}-${known}`,
    version: packageVersion(),
    owner,
    costCentre,
    schemaBaseUrl,
    ...(opsEmail === '' ? {} : { opsEmail }),
    publishDuplicates,
    maxConcurrency,
    ingest: { timeoutSeconds: 60, memoryMb: 1024 },
    // Less than its one-minute schedule: two runs do not overlap.
    release: { timeoutSeconds: 50, memoryMb: 512 },
  };
}

const TAG_VALUE = /^[\w .:/=+@-]{1,256}$/u;

function isStage(value: unknown): value is StageName {
  return STAGES.some((stage) => stage === value);
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}

/** The version of package.json: the one place where it stands. */
function packageVersion(): string {
  const json: unknown = JSON.parse(readFileSync(join(REPOSITORY_ROOT, 'package.json'), 'utf8'));
  if (typeof json === 'object' && json !== null && 'version' in json && typeof json.version === 'string')
    return json.version;
  throw new ConfigError(['package.json has no version']);
}
