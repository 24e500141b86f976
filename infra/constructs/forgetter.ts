import { Duration } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { watchFor } from './alarm.ts';
import { nameResource } from './naming.ts';
import { NodeFunction } from './node-function.ts';
import { ARCHIVE_PREFIX, PROVIDER_INDEX, type Store } from './store.ts';

export interface ForgetterProps {
  readonly config: Config;
  readonly store: Store;
  /** Get the alarm. */
  readonly alarmTopics: readonly ITopic[];
}

/** The function `forget`, which removes what is older than an entry allows; nothing where no entry says so. */
export class Forgetter extends Construct {
  constructor(scope: Construct, id: string, props: ForgetterProps) {
    super(scope, id);
    if (!props.config.providers.some(({ retentionDays }) => retentionDays !== undefined)) return;
    const forget = this.#function(props);
    this.#schedule(forget);
    watchFor(
      this,
      'ForgetFailed',
      {
        says: 'Records that are older than their agency allows could not be removed.',
        runbook: 'forget-failed',
        metric: forget.function.metricErrors({ period: Duration.hours(1), statistic: 'Sum' }),
        threshold: 0,
        evaluationPeriods: 3,
      },
      props.alarmTopics.map((topic) => new SnsAction(topic)),
    );
  }

  #function({ config, store }: ForgetterProps): NodeFunction {
    const { table, archive } = store;
    const prefixes = [ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records];
    return new NodeFunction(this, 'Forget', {
      config,
      folder: 'forget',
      logicalId: 'ForgetFunction',
      description: 'Removes records that are older than the entry of their agency allows',
      size: { timeoutSeconds: 600, memoryMb: 512 },
      environment: { TABLE_NAME: table.tableName, ARCHIVE_BUCKET: archive.bucketName },
      permissions: [
        new PolicyStatement({
          sid: 'FindWhatAnAgencyDelivered',
          actions: ['dynamodb:Query'],
          resources: [`${table.tableArn}/index/${PROVIDER_INDEX}`],
        }),
        new PolicyStatement({
          sid: 'ForgetRecords',
          actions: [
            'dynamodb:GetItem',
            'dynamodb:Query',
            'dynamodb:PutItem',
            'dynamodb:DeleteItem',
            'dynamodb:BatchWriteItem',
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
          conditions: { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } },
        }),
      ],
      wildcards: prefixes.map((prefix) => ({
        resource: `<ArchiveBucket.Arn>/${prefix}*`,
        reason: 'Bodies and records are named after their articles; access ends at their prefixes.',
      })),
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
