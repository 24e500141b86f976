import { Duration } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { asksForRecalls } from '../../../functions/core/feed/recalls.ts';
import { watchFor, type Watch } from '../alarm.ts';
import { logicalIdIn, nameResource } from '../naming.ts';
import { NodeFunction } from '../node-function.ts';
import { readRecords, RECORDS } from './grants.ts';
import type { ReadingParts } from './settings.ts';

/** Receives of a message before it is put aside: an outage of half an hour is outlasted. */
const MAX_RECEIVES = 30;
const TIMEOUT_SECONDS = 20;
const BATCH_SIZE = 10;
/** The least that a mapping takes. One number follows another: more at once would only wait for each other. */
const CONCURRENCY = 2;

const MINUTE = Duration.minutes(1);

/** A subscriber of the article topic like any other, who writes down what was told, and when: the feed log. */
export class Journal extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, parts: ReadingParts) {
    super(scope, id);
    const { config } = parts;
    const secured = {
      enforceSSL: true,
      ...(config.key === undefined
        ? { encryption: QueueEncryption.SQS_MANAGED }
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: config.key }),
    };
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...secured,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      ...secured,
      retentionPeriod: Duration.days(14),
      // As long as Lambda asks for would keep the feed waiting: a batch that was throttled may come twice, which is harmless
      visibilityTimeout: Duration.seconds(3 * TIMEOUT_SECONDS),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: MAX_RECEIVES },
    });
    nameResource(this.queue, 'JournalQueue');
    nameResource(this.deadLetterQueue, 'JournalDeadLetterQueue');
    this.#subscribe(parts);
    this.function = this.#function(parts);
    this.#watch(parts);
  }

  /** To all that is told, and as it is told. */
  #subscribe({ distribution: { articleTopic } }: ReadingParts): void {
    const subscription = new CfnSubscription(this, 'Subscription', {
      topicArn: articleTopic.topicArn,
      protocol: 'sqs',
      endpoint: this.queue.queueArn,
      rawMessageDelivery: true,
      redrivePolicy: { deadLetterTargetArn: this.deadLetterQueue.queueArn },
    });
    subscription.overrideLogicalId(logicalIdIn(this, 'JournalSubscription'));
    for (const queue of [this.queue, this.deadLetterQueue]) {
      const { policyDependable } = queue.addToResourcePolicy(
        new PolicyStatement({
          sid: 'AllowMessagesOfTheWire',
          principals: [new ServicePrincipal('sns.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': articleTopic.topicArn } },
        }),
      );
      // What is told before the queue lets it in would be missing from the feed for ever
      if (policyDependable !== undefined) subscription.node.addDependency(policyDependable);
    }
  }

  #function({ config, reads, store }: ReadingParts): NodeFunction {
    const journal = new NodeFunction(this, 'Journal', {
      config,
      folder: 'journal',
      logicalId: 'JournalFunction',
      description: 'Writes what was told into the feed log',
      size: { timeoutSeconds: TIMEOUT_SECONDS, memoryMb: 512 },
      knowsAgencies: false,
      recalls: reads.recalls,
      environment: {
        TABLE_NAME: store.table.tableName,
        ARCHIVE_BUCKET: store.archive.bucketName,
        FEED_DAYS: String(reads.feedDays),
      },
      permissions: [
        new PolicyStatement({
          sid: 'TakeWhatWasTold',
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          resources: [this.queue.queueArn],
        }),
        new PolicyStatement({
          // Who had an article is found by how it could be found before
          sid: 'KeepTheLog',
          actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
          resources: [store.table.tableArn],
        }),
        ...(asksForRecalls(reads.recalls)
          ? [
              new PolicyStatement({
                sid: 'KeepTheLedger',
                actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
                resources: [store.table.tableArn],
              }),
            ]
          : []),
        readRecords(store),
      ],
      wildcards: RECORDS,
    });
    nameResource(
      new EventSourceMapping(journal, 'Told', {
        target: journal.function,
        eventSourceArn: this.queue.queueArn,
        batchSize: BATCH_SIZE,
        maxConcurrency: CONCURRENCY,
        reportBatchItemFailures: true,
      }),
      'JournalTold',
    );
    return journal;
  }

  #watch({ alarmTopics }: ReadingParts): void {
    const actions = alarmTopics.map((topic) => new SnsAction(topic));
    const alarm = (name: string, watch: Watch) => {
      watchFor(this, name, watch, actions);
    };
    alarm('JournalDeadLetters', {
      says: 'Messages are missing from the feed: they wait in the dead-letter queue of the journal.',
      runbook: 'messages-missing-from-the-feed',
      metric: this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
        period: MINUTE,
        statistic: 'Maximum',
      }),
      threshold: 0,
      evaluationPeriods: 1,
      pages: true,
    });
    alarm('JournalBehind', {
      says: 'The feed and the page lag behind the topic by more than two minutes.',
      runbook: 'the-feed-lags',
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: 'Maximum' }),
      threshold: 120,
      evaluationPeriods: 3,
    });
  }
}
