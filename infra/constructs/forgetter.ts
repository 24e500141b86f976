import { Duration, Size } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { INBOX_PREFIX, RECEIPTS_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { watchFor } from './alarm.ts';
import { nameResource } from './naming.ts';
import { NodeFunction, type Wildcard } from './node-function.ts';
import { ARCHIVE_PREFIX, OUTBOX_INDEX, PROVIDER_INDEX, type Store } from './store.ts';

export interface ForgetterProps {
  readonly config: Config;
  readonly inbox: Bucket;
  readonly store: Store;
  /** Get the alarm. */
  readonly alarmTopics: readonly ITopic[];
}

/** The function `forget`, which removes what is older than an entry allows, and erases what was killed; nothing where nobody says so. */
export class Forgetter extends Construct {
  constructor(scope: Construct, id: string, props: ForgetterProps) {
    super(scope, id);
    const { config } = props;
    const erases = erasesKilled(config);
    if (!erases && !config.providers.some(({ retentionDays }) => retentionDays !== undefined)) return;
    const forget = this.#function(props, erases);
    this.#schedule(forget);
    watchFor(
      this,
      'ForgetFailed',
      {
        says: 'Records that are older than their agency allows, or killed texts, could not be removed.',
        runbook: 'forget-failed',
        metric: forget.function.metricErrors({ period: Duration.hours(1), statistic: 'Sum' }),
        threshold: 0,
        evaluationPeriods: 3,
      },
      props.alarmTopics.map((topic) => new SnsAction(topic)),
    );
  }

  #function(props: ForgetterProps, erases: boolean): NodeFunction {
    const { config, inbox, store } = props;
    const { table, archive } = store;
    const prefixes = [ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records];
    const { killedTextDays } = config;
    return new NodeFunction(this, 'Forget', {
      config,
      folder: 'forget',
      logicalId: 'ForgetFunction',
      description: 'Removes records that are older than is allowed, and texts that were killed',
      // Segments of the search index are written anew without what was killed, as their builder writes them
      size: { timeoutSeconds: 600, memoryMb: erases ? 1769 : 512 },
      ...(erases ? { disk: Size.gibibytes(2) } : {}),
      environment: {
        TABLE_NAME: table.tableName,
        ARCHIVE_BUCKET: archive.bucketName,
        ...(erases ? { INBOX_BUCKET: inbox.bucketName } : {}),
        ...(killedTextDays === undefined ? {} : { KILLED_TEXT_DAYS: String(killedTextDays) }),
      },
      permissions: [
        new PolicyStatement({
          sid: 'FindWhatAnAgencyDelivered',
          actions: ['dynamodb:Query'],
          resources: [PROVIDER_INDEX, ...(erases ? [OUTBOX_INDEX] : [])].map(
            (index) => `${table.tableArn}/index/${index}`,
          ),
        }),
        new PolicyStatement({
          sid: 'ForgetRecords',
          actions: [
            'dynamodb:GetItem',
            'dynamodb:Query',
            'dynamodb:PutItem',
            'dynamodb:DeleteItem',
            'dynamodb:BatchWriteItem',
            ...(erases ? ['dynamodb:BatchGetItem', 'dynamodb:UpdateItem'] : []),
          ],
          resources: [table.tableArn],
        }),
        new PolicyStatement({
          sid: 'ForgetBodies',
          actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
          resources: prefixes.map((prefix) => archive.arnForObjects(`${prefix}*`)),
        }),
        new PolicyStatement({
          sid: 'FindBodies',
          actions: ['s3:ListBucket'],
          resources: [archive.bucketArn],
          conditions: below([...prefixes, ...(erases ? [ARCHIVE_PREFIX.search] : [])]),
        }),
        ...(erases ? erasing(props) : []),
      ],
      wildcards: [
        ...prefixes.map((prefix) => ({
          resource: `<ArchiveBucket.Arn>/${prefix}*`,
          reason: 'Bodies and records are named after their articles; access ends at their prefixes.',
        })),
        ...(erases ? ERASED : []),
      ],
    });
  }

  #schedule(forget: NodeFunction): void {
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(30) };
    // The next hour is the retry
    forget.function.configureAsyncInvoke(once);
    nameResource(
      new Rule(forget, 'EveryHour', {
        description: 'Removes records that are older than their agency allows',
        schedule: Schedule.rate(Duration.hours(1)),
        targets: [new LambdaTarget(forget.function, once)],
      }),
      'ForgetEveryHour',
    );
  }
}

function erasesKilled({ killedTextDays, providers }: Config): boolean {
  return killedTextDays !== undefined || providers.some((one) => one.killedTextDays !== undefined);
}

const OF_INBOX = [INBOX_PREFIX, RECEIPTS_PREFIX];
const OF_ARCHIVE = [
  ARCHIVE_PREFIX.bodies,
  ARCHIVE_PREFIX.records,
  ARCHIVE_PREFIX.quarantine,
  ARCHIVE_PREFIX.search,
];

/** Files that brought what was killed, copies of them, and all versions: where the settings ask for it, and nowhere else. */
function erasing({ inbox, store: { archive } }: ForgetterProps): PolicyStatement[] {
  const all = [
    { bucket: inbox, prefixes: OF_INBOX },
    { bucket: archive, prefixes: OF_ARCHIVE },
  ];
  return [
    ...all.map(
      ({ bucket, prefixes }) =>
        new PolicyStatement({
          actions: ['s3:ListBucketVersions'],
          resources: [bucket.bucketArn],
          conditions: below(prefixes),
        }),
    ),
    new PolicyStatement({
      sid: 'EraseWhatWasKilled',
      actions: ['s3:DeleteObjectVersion'],
      resources: all.flatMap(({ bucket, prefixes }) =>
        prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
      ),
    }),
    new PolicyStatement({
      sid: 'WriteSegmentsWithoutIt',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [archive.arnForObjects(`${ARCHIVE_PREFIX.search}*`)],
    }),
  ];
}

const ERASED: readonly Wildcard[] = [
  ...OF_INBOX.map((prefix) => ({
    resource: `<InboxBucket.Arn>/${prefix}*`,
    reason: 'Agencies choose the names of their files; what was in a killed one goes with its versions.',
  })),
  ...[ARCHIVE_PREFIX.quarantine, ARCHIVE_PREFIX.search].map((prefix) => ({
    resource: `<ArchiveBucket.Arn>/${prefix}*`,
    reason: 'Copies and segments are named after what is in them; access ends at their prefixes.',
  })),
];

function below(prefixes: readonly string[]): Record<string, Record<string, string[]>> {
  return { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } };
}
