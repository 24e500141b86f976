import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import type { Distribution } from './distribution.ts';
import type { Inbox } from './inbox.ts';
import type { Intake } from './intake.ts';
import { nameResource } from './naming.ts';
import { NodeFunction } from './node-function.ts';
import type { Store } from './store.ts';

export interface ReconcilerProps {
  readonly config: Config;
  readonly inbox: Inbox;
  readonly intake: Intake;
  readonly store: Store;
  readonly distribution: Distribution;
}

/** The function `reconcile`, which announces again what the inbox has and nobody has read. */
export class Reconciler extends Construct {
  readonly reconcile: NodeFunction;

  constructor(scope: Construct, id: string, { config, inbox, intake, store, distribution }: ReconcilerProps) {
    super(scope, id);
    const { table } = store;
    this.reconcile = new NodeFunction(this, 'Reconcile', {
      config,
      folder: 'reconcile',
      logicalId: 'ReconcileFunction',
      description: 'Announces again what the inbox has and nobody has read',
      size: { timeoutSeconds: 600, memoryMb: 512 },
      environment: {
        TABLE_NAME: table.tableName,
        INBOX_BUCKET: inbox.bucket.bucketName,
        QUEUE_URL: intake.queue.queueUrl,
        OPS_TOPIC_ARN: distribution.opsTopic.topicArn,
      },
      permissions: [
        new PolicyStatement({
          sid: 'ListDeliveries',
          actions: ['s3:ListBucketVersions'],
          resources: [inbox.bucket.bucketArn],
          conditions: { StringEquals: { 's3:prefix': INBOX_PREFIX } },
        }),
        new PolicyStatement({
          sid: 'AskForReceipts',
          actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
          resources: [table.tableArn],
        }),
        new PolicyStatement({
          sid: 'AnnounceDeliveries',
          actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
          resources: [intake.queue.queueArn],
        }),
        new PolicyStatement({
          sid: 'TellOperators',
          actions: ['sns:Publish'],
          resources: [distribution.opsTopic.topicArn],
        }),
      ],
      wildcards: [],
    });
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(30) };
    // The next hour is the retry
    this.reconcile.function.configureAsyncInvoke(once);
    nameResource(
      new Rule(this.reconcile, 'EveryHour', {
        description: 'Announces again what nobody has read',
        schedule: Schedule.rate(Duration.hours(1)),
        targets: [new LambdaTarget(this.reconcile.function, once)],
      }),
      'ReconcileEveryHour',
    );
  }
}
