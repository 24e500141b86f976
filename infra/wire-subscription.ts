import { Arn, ArnFormat, Aws, CfnCondition, Duration, Fn, Stack, Token } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Grant, PolicyStatement, ServicePrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, type ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { noSuchKey, shown } from '../functions/core/providers/rules.ts';
import { ConfigError } from './config-file.ts';
import { logicalIdIn, nameResource, System } from './constructs/naming.ts';
import { ARCHIVE_PREFIX } from './constructs/store.ts';
import { filterPolicyOf, type WireFilter } from './wire-filter.ts';

export interface WireSubscriptionProps {
  /**
   * ARN of the article topic: output `ArticleTopicArn` of the wire's stack, or `wire.articleTopic.topicArn` in the same
   * app. It may belong to another account or region; the other account has to allow it (`grantSubscribe`). What SNS itself
   * cannot deliver goes to the dead-letter queue only where the topic is in the region of this stack: SNS asks for that.
   */
  readonly topicArn: string;
  /** Which articles; of several filters each lets its own through. Absent: all. Kills and withholdings always come. */
  readonly filter?: WireFilter | readonly WireFilter[];
  /** Bucket of claim checks: output `ArchiveBucketName`. `grantConsume` then lets the application read them. */
  readonly claimCheckBucketName?: string;
  /** Key of that bucket, where it has one of its own. */
  readonly claimCheckKeyArn?: string;
  /** Time in which the application handles a message; then it comes again. Absent: 2 minutes. */
  readonly visibilityTimeout?: Duration;
  /** How often a message comes before it is put aside. Absent: 5. */
  readonly maxReceiveCount?: number;
  /** How long a message waits for the application, up to 14 days. Absent: 7 days. */
  readonly retentionPeriod?: Duration;
  /** Encrypts the queues. Absent: the key of SQS. */
  readonly encryptionKey?: IKey;
  /** Gets the alarm for dead letters. Absent: the alarm shows, and nobody is told. */
  readonly alarmsTo?: ITopic;
}

/**
 * A newsroom application's side of the wire: a queue that is subscribed to the article topic with raw delivery, a
 * second queue for what the application could not handle or SNS could not deliver, and an alarm for that one.
 */
export class WireSubscription extends System {
  /** Messages as docs/schemas describes them, at least once and in no order. */
  readonly queue: Queue;
  /** What came too often: kept for 14 days. */
  readonly deadLetterQueue: Queue;
  readonly deadLetterAlarm: Alarm;
  readonly #props: WireSubscriptionProps;

  /**
   * @throws WireFilterError for a filter that SNS would refuse
   * @throws ConfigError for properties that there are not, and for what is no topic
   */
  constructor(scope: Construct, id: string, props: WireSubscriptionProps) {
    super(scope, id);
    const problems = problemsOf(props);
    if (problems.length > 0)
      throw new ConfigError(`${this.node.path}: what WireSubscription is told`, problems);
    this.#props = props;
    const { topicArn, encryptionKey, filter = {} } = props;
    const filterPolicy = filterPolicyOf(filter);

    const secured = {
      enforceSSL: true,
      ...(encryptionKey === undefined
        ? { encryption: QueueEncryption.SQS_MANAGED }
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey }),
    };
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...secured,
      // The longest there is: a message keeps the age it had in the first queue.
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      ...secured,
      visibilityTimeout: props.visibilityTimeout ?? Duration.minutes(2),
      retentionPeriod: props.retentionPeriod ?? Duration.days(7),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: props.maxReceiveCount ?? 5 },
    });
    nameResource(this.deadLetterQueue, 'DeadLetterQueue');
    nameResource(this.queue, 'Queue');

    const subscription = new CfnSubscription(this, 'Subscription', {
      topicArn,
      protocol: 'sqs',
      endpoint: this.queue.queueArn,
      rawMessageDelivery: true,
      ...(filterPolicy === undefined ? {} : { filterPolicy }),
      ...regionOf(topicArn),
      ...this.#deadLettersOfSns(),
    });
    subscription.overrideLogicalId(logicalIdIn(this, 'Subscription'));
    for (const queue of [this.queue, this.deadLetterQueue]) {
      const { policyDependable } = queue.addToResourcePolicy(admission(queue, topicArn));
      // What is published before the queue lets it in is lost to the subscriber
      if (policyDependable !== undefined) subscription.node.addDependency(policyDependable);
    }
    encryptionKey?.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowMessagesOfTheWire',
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
      }),
    );

    this.deadLetterAlarm = new Alarm(this, 'DeadLetterAlarm', {
      alarmDescription: `Messages of the wire that ${this.node.path} could not take wait in its dead-letter queue.`,
      metric: this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (props.alarmsTo !== undefined) {
      const action = new SnsAction(props.alarmsTo);
      this.deadLetterAlarm.addAlarmAction(action);
      this.deadLetterAlarm.addOkAction(action);
    }
  }

  /**
   * Where SNS itself cannot deliver. It takes no queue of another region than the topic's for that; there it goes on trying
   * for weeks.
   */
  #deadLettersOfSns(): { redrivePolicy?: object } {
    const policy = { deadLetterTargetArn: this.deadLetterQueue.queueArn };
    const { region } = regionOf(this.#props.topicArn);
    const here = Stack.of(this).region;
    if (region === undefined || region === here) return { redrivePolicy: policy };
    if (!Token.isUnresolved(here)) return {};
    const isHere = new CfnCondition(this, 'TopicIsHere', {
      expression: Fn.conditionEquals(Aws.REGION, region),
    });
    isHere.overrideLogicalId(logicalIdIn(this, 'TopicIsHere'));
    return { redrivePolicy: Fn.conditionIf(isHere.logicalId, policy, Aws.NO_VALUE) };
  }

  /** Lets an application take messages from the queue, and read the articles that were too large for one. */
  grantConsume(grantee: IGrantable): Grant {
    const grant = this.queue.grantConsumeMessages(grantee);
    const { claimCheckBucketName: bucket, claimCheckKeyArn: key } = this.#props;
    if (bucket !== undefined)
      Grant.addToPrincipal({
        grantee,
        actions: ['s3:GetObject'],
        resourceArns: [claimChecksIn(this, bucket)],
      });
    if (key !== undefined) Grant.addToPrincipal({ grantee, actions: ['kms:Decrypt'], resourceArns: [key] });
    return grant;
  }
}

/** An app in JavaScript has no compiler that would know a slip of the pen: `filters` would let everything through. */
const PROPS: Readonly<Record<keyof Required<WireSubscriptionProps>, true>> = {
  topicArn: true,
  filter: true,
  claimCheckBucketName: true,
  claimCheckKeyArn: true,
  visibilityTimeout: true,
  maxReceiveCount: true,
  retentionPeriod: true,
  encryptionKey: true,
  alarmsTo: true,
};

const TOPIC = /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/u;

function problemsOf(props: Partial<WireSubscriptionProps>): string[] {
  const { topicArn } = props;
  const isTopic = topicArn !== undefined && (Token.isUnresolved(topicArn) || TOPIC.test(topicArn));
  return [
    ...Object.keys(props)
      .filter((key) => !Object.hasOwn(PROPS, key))
      .map((key) => noSuchKey(key, key, Object.keys(PROPS))),
    ...(isTopic
      ? []
      : [
          topicArn === undefined
            ? 'topicArn: is missing'
            : `topicArn: ${shown(topicArn)} is no ARN of a topic such as arn:aws:sns:eu-north-1:111122223333:articles`,
        ]),
  ];
}

function admission(queue: Queue, topicArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'AllowMessagesOfTheWire',
    principals: [new ServicePrincipal('sns.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
  });
}

/** Of a topic that is written down; one of the same app is in the region of the app. */
function regionOf(topicArn: string): { region?: string } {
  if (Token.isUnresolved(topicArn)) return {};
  const { region } = Arn.split(topicArn, ArnFormat.NO_RESOURCE_NAME);
  return region === undefined ? {} : { region };
}

function claimChecksIn(scope: Construct, bucket: string): string {
  return Stack.of(scope).formatArn({
    service: 's3',
    region: '',
    account: '',
    resource: bucket,
    resourceName: `${ARCHIVE_PREFIX.bodies}*`,
  });
}
