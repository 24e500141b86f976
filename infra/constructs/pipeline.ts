import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import type { Distribution } from './distribution.ts';
import type { Inbox } from './inbox.ts';
import type { Intake } from './intake.ts';
import { nameResource } from './naming.ts';
import { NodeFunction, type Wildcard } from './node-function.ts';
import { ARCHIVE_PREFIX, OUTBOX_INDEX, PROVIDER_INDEX, withdrawBodies, type Store } from './store.ts';

export interface PipelineProps {
  readonly config: Config;
  readonly inbox: Inbox;
  readonly intake: Intake;
  readonly store: Store;
  readonly distribution: Distribution;
}

/** Deliveries a single invocation takes at most. */
const BATCH_SIZE = 10;

/** The functions: `ingest` turns deliveries into records and messages, `release` publishes what is due. */
export class Pipeline extends Construct {
  readonly ingest: NodeFunction;
  readonly release: NodeFunction;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id);
    this.ingest = this.#ingest(props);
    this.release = this.#release(props);
  }

  #ingest({ config, inbox, intake, store, distribution }: PipelineProps): NodeFunction {
    const ingest = new NodeFunction(this, 'Ingest', {
      config,
      folder: 'ingest',
      logicalId: 'IngestFunction',
      description: 'Deliveries in, records and messages out',
      size: config.ingest,
      environment: {
        ...environment(store, distribution),
        QUEUE_URL: intake.queue.queueUrl,
        FLOW_METRICS: String(config.flowMetrics),
        ...(config.malwareScan ? { MALWARE_SCAN: 'true' } : {}),
      },
      permissions: [
        new PolicyStatement({
          sid: 'TakeDeliveries',
          actions: [
            'sqs:ReceiveMessage',
            'sqs:DeleteMessage',
            'sqs:GetQueueAttributes',
            // A delivery that failed comes again in seconds, not after the queue's own time
            'sqs:ChangeMessageVisibility',
          ],
          resources: [intake.queue.queueArn],
        }),
        new PolicyStatement({
          sid: 'ReadDeliveries',
          actions: [
            's3:GetObject',
            's3:GetObjectVersion',
            // What the scan for malware found
            ...(config.malwareScan ? ['s3:GetObjectTagging', 's3:GetObjectVersionTagging'] : []),
          ],
          resources: [inbox.bucket.arnForObjects(`${INBOX_PREFIX}*`)],
        }),
        new PolicyStatement({
          // Without it S3 answers 403 instead of 404 for a file that is gone, and the two mean different things.
          sid: 'TellAMissingDeliveryFromAForbiddenOne',
          actions: ['s3:ListBucket'],
          resources: [inbox.bucket.bucketArn],
        }),
        new PolicyStatement({
          sid: 'KeepUnreadableFilesAndLargeBodies',
          actions: ['s3:PutObject'],
          resources: [ARCHIVE_PREFIX.quarantine, ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records].map(
            (prefix) => store.archive.arnForObjects(`${prefix}*`),
          ),
        }),
        readBodies(store),
        withdrawBodies(store),
        new PolicyStatement({
          sid: 'KeepRecords',
          actions: RECORD_ACTIONS,
          resources: [store.table.tableArn],
        }),
        new PolicyStatement({
          // The candidates of a kill that does not say which item it means
          sid: 'ListTheNewestOfAnAgency',
          actions: ['dynamodb:Query'],
          resources: [`${store.table.tableArn}/index/${PROVIDER_INDEX}`],
        }),
        publish(distribution),
      ],
      wildcards: [
        {
          resource: `<InboxBucket.Arn>/${INBOX_PREFIX}*`,
          reason:
            'Agencies choose the names of their files; reading ends at the prefix that they deliver to.',
        },
        {
          resource: `<ArchiveBucket.Arn>/${ARCHIVE_PREFIX.quarantine}*`,
          reason:
            'A quarantined copy is named after its delivery; writing ends at the prefix for such copies.',
        },
        BODIES,
        RECORDS,
      ],
    });

    nameResource(
      new EventSourceMapping(ingest, 'Deliveries', {
        target: ingest.function,
        eventSourceArn: intake.queue.queueArn,
        batchSize: BATCH_SIZE,
        maxConcurrency: config.maxConcurrency,
        reportBatchItemFailures: true,
      }),
      'IngestDeliveries',
    );
    return ingest;
  }

  #release({ config, store, distribution }: PipelineProps): NodeFunction {
    const release = new NodeFunction(this, 'Release', {
      config,
      folder: 'release',
      logicalId: 'ReleaseFunction',
      description: 'Publishes what is due: embargoes that end, and what a crash left unpublished',
      size: config.release,
      environment: environment(store, distribution),
      permissions: [
        new PolicyStatement({
          sid: 'FindWhatIsDue',
          actions: ['dynamodb:Query'],
          resources: [OUTBOX_INDEX, PROVIDER_INDEX].map((index) => `${store.table.tableArn}/index/${index}`),
        }),
        new PolicyStatement({
          // What is judged again is stored again: the same actions as those of ingest
          sid: 'KeepRecords',
          actions: RECORD_ACTIONS,
          resources: [store.table.tableArn],
        }),
        new PolicyStatement({
          sid: 'KeepLargeBodies',
          actions: ['s3:PutObject'],
          resources: [ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records].map((prefix) =>
            store.archive.arnForObjects(`${prefix}*`),
          ),
        }),
        readBodies(store),
        withdrawBodies(store),
        publish(distribution),
      ],
      wildcards: [BODIES, RECORDS],
    });
    // The next minute is the retry: a failed run that came back in between would only meet it.
    release.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });

    nameResource(
      new Rule(release, 'EveryMinute', {
        description: 'Publishes what is due',
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new LambdaTarget(release.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
      }),
      'ReleaseEveryMinute',
    );
    return release;
  }
}

/** Queries are for copies and references, in the table itself: indexes lag, and a kill must find every copy. */
const RECORD_ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:BatchWriteItem',
];

const BODIES: Wildcard = {
  resource: `<ArchiveBucket.Arn>/${ARCHIVE_PREFIX.bodies}*`,
  reason: 'A body is named after its article and revision; access ends at the prefix for bodies.',
};

const RECORDS: Wildcard = {
  resource: `<ArchiveBucket.Arn>/${ARCHIVE_PREFIX.records}*`,
  reason: 'A large record is named after its article and content; access ends at the prefix for records.',
};

function environment(store: Store, distribution: Distribution): Record<string, string> {
  return {
    TABLE_NAME: store.table.tableName,
    ARCHIVE_BUCKET: store.archive.bucketName,
    ARTICLE_TOPIC_ARN: distribution.articleTopic.topicArn,
    OPS_TOPIC_ARN: distribution.opsTopic.topicArn,
    ...(distribution.canaryTopic === undefined
      ? {}
      : { CANARY_TOPIC_ARN: distribution.canaryTopic.topicArn }),
  };
}

function readBodies(store: Store): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadLargeBodies',
    actions: ['s3:GetObject'],
    resources: [ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records].map((prefix) =>
      store.archive.arnForObjects(`${prefix}*`),
    ),
  });
}

function publish(distribution: Distribution): PolicyStatement {
  return new PolicyStatement({
    sid: 'Publish',
    actions: ['sns:Publish'],
    resources: [distribution.articleTopic, distribution.opsTopic, distribution.canaryTopic].flatMap(
      (topic) => topic?.topicArn ?? [],
    ),
  });
}
