import { Duration, Validations } from 'aws-cdk-lib';
import { Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CANARY_ID } from '../../functions/core/providers/canary.ts';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { unlessSilent, watchFor } from './alarm.ts';
import type { Distribution } from './distribution.ts';
import { nameResource } from './naming.ts';
import { NodeFunction } from './node-function.ts';
import type { Store } from './store.ts';

export interface CanaryProps {
  readonly config: Config;
  readonly inbox: Bucket;
  readonly store: Store;
  readonly distribution: Distribution;
  /** Get the alarms. */
  readonly alarmTopics: readonly ITopic[];
  /** Runs each minute whatever happens. */
  readonly running: IMetric;
}

/** The function `canary`, which delivers a story each minute and waits for its message; nothing where the settings have none. */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    const { canaryTopic } = props.distribution;
    if (canaryTopic === undefined) return;
    this.#schedule(this.#function(props, this.#queue(props, canaryTopic)));
    this.#watch(props);
  }

  #queue({ config }: CanaryProps, topic: Topic): Queue {
    const queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      ...(config.key === undefined
        ? { encryption: QueueEncryption.SQS_MANAGED }
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: config.key }),
      // Longer than an embargo of its own waits; what nobody has read by then is of a run that failed
      retentionPeriod: Duration.minutes(15),
    });
    nameResource(queue, 'CanaryQueue');
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'Its messages are worth nothing after some minutes: there is nothing to keep for anybody.',
    });
    topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
    return queue;
  }

  #function({ config, inbox, store }: CanaryProps, queue: Queue): NodeFunction {
    return new NodeFunction(this, 'Canary', {
      config,
      folder: 'canary',
      logicalId: 'CanaryFunction',
      description: 'Delivers a story each minute, and waits for its message',
      // Less than its one-minute schedule: two runs do not overlap
      size: { timeoutSeconds: 58, memoryMb: 256 },
      traced: false,
      knowsAgencies: false,
      environment: {
        TABLE_NAME: store.table.tableName,
        ARCHIVE_BUCKET: store.archive.bucketName,
        INBOX_BUCKET: inbox.bucketName,
        QUEUE_URL: queue.queueUrl,
      },
      permissions: [
        new PolicyStatement({
          sid: 'Deliver',
          actions: ['s3:PutObject'],
          resources: [inbox.arnForObjects(`${INBOX_PREFIX}${CANARY_ID}/*`)],
        }),
        new PolicyStatement({
          sid: 'LookAtItsStories',
          actions: ['dynamodb:GetItem'],
          resources: [store.table.tableArn],
        }),
        new PolicyStatement({
          sid: 'TakeItsMessages',
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
          resources: [queue.queueArn],
        }),
      ],
      wildcards: [
        {
          resource: `<InboxBucket.Arn>/${INBOX_PREFIX}${CANARY_ID}/*`,
          reason: 'A story is named after its minute; access ends at the prefix of the canary.',
        },
      ],
    });
  }

  #schedule(canary: NodeFunction): void {
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    // The next minute is the retry
    canary.function.configureAsyncInvoke(once);
    nameResource(
      new Rule(canary, 'EveryMinute', {
        description: 'Delivers a story of the canary',
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new LambdaTarget(canary.function, once)],
      }),
      'CanaryEveryMinute',
    );
  }

  #watch({ config, alarmTopics, running }: CanaryProps): void {
    const actions = alarmTopics.map((topic) => new SnsAction(topic));
    const period = Duration.minutes(5);
    const measured = (metricName: string, statistic: string) =>
      new Metric({
        namespace: config.name,
        metricName,
        dimensionsMap: { service: 'canary' },
        period,
        statistic,
      });
    watchFor(
      this,
      'CanaryLate',
      {
        says: `Stories of the canary take longer than ${config.publishLagAlarmSeconds} s from upload to topic, do not come, or are not delivered.`,
        runbook: 'canary-late',
        // The quickest of five: one that is slow tells nothing of the others
        metric: unlessSilent(measured('CanarySeconds', 'Minimum'), {
          running: [running],
          instead: NOT_COME_SECONDS,
          period,
        }),
        threshold: config.publishLagAlarmSeconds,
        evaluationPeriods: 2,
        pages: true,
      },
      actions,
    );
    watchFor(
      this,
      'CanaryBroken',
      {
        says: 'An embargo of the canary ended early or late, or its kill was not told.',
        runbook: 'canary-broken',
        metric: measured('CanaryBroken', 'Sum'),
        threshold: 0,
        evaluationPeriods: 1,
        pages: true,
      },
      actions,
    );
  }
}

/** As the function says it of a story that did not come. */
const NOT_COME_SECONDS = 3600;
