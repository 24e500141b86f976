import { CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { APP_NAME } from '../stage-names.ts';
import { Distribution } from '../constructs/distribution.ts';
import { Inbox } from '../constructs/inbox.ts';
import { Intake } from '../constructs/intake.ts';
import { Operations } from '../constructs/operations.ts';
import { Pipeline } from '../constructs/pipeline.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { Store } from '../constructs/store.ts';

export interface NewswireStackProps {
  readonly config: Config;
}

/**
 * One stage of the whole system, in the order in which an article passes through it.
 * One stack, bound to no account or region: docs/adr/0010.
 */
export class NewswireStack extends Stack {
  constructor(scope: Construct, { config }: NewswireStackProps) {
    super(scope, config.stackName, {
      stackName: config.stackName,
      description: `${APP_NAME} ${config.version} (${config.stage}): news agency wires from S3 to SNS`,
      terminationProtection: config.protectData,
    });

    const accessLogs = new PrivateBucket(this, 'AccessLogs', {
      logicalId: 'AccessLogBucket',
      config,
      versioned: false,
      lifecycleRules: [{ id: 'expire', expiration: Duration.days(config.accessLogDays) }],
    }).bucket;

    const intake = new Intake(this, 'Intake', config);
    const inbox = new Inbox(this, 'Inbox', { config, accessLogs, intakeQueue: intake.queue });
    const store = new Store(this, 'Store', config, accessLogs);
    const distribution = new Distribution(this, 'Distribution', config);
    const pipeline = new Pipeline(this, 'Pipeline', { config, inbox, intake, store, distribution });
    new Operations(this, 'Operations', { config, intake, pipeline, store, distribution });

    this.#output(
      'InboxBucketName',
      'Agencies deliver here, under incoming/<provider>/',
      inbox.bucket.bucketName,
    );
    this.#output('ArchiveBucketName', 'Unreadable files and large bodies', store.archive.bucketName);
    this.#output('TableName', 'Records, receipts and the outbox', store.table.tableName);
    this.#output(
      'ArticleTopicArn',
      'Newsroom applications subscribe here',
      distribution.articleTopic.topicArn,
    );
    this.#output(
      'OpsTopicArn',
      'Operators subscribe here: alarms, rejected files',
      distribution.opsTopic.topicArn,
    );
    this.#output('IntakeQueueUrl', 'Deliveries that wait for the ingest function', intake.queue.queueUrl);
    this.#output(
      'DeadLetterQueueUrl',
      'Deliveries that failed eight times: should be empty',
      intake.deadLetterQueue.queueUrl,
    );
    this.#output(
      'IngestFunctionName',
      'Takes deliveries in: its logs, its mapping to pause',
      pipeline.ingest.function.functionName,
    );
    this.#output(
      'ReleaseFunctionName',
      'Publishes what is due: its logs',
      pipeline.release.function.functionName,
    );

    this.#output('SchemaBaseUrl', 'Prefix of the dataschema of every message', config.schemaBaseUrl);

    const tags = {
      app: APP_NAME,
      stage: config.stage,
      owner: config.owner,
      'cost-centre': config.costCentre,
    };
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
  }

  #output(id: string, description: string, value: string): void {
    new CfnOutput(this, id, { description, value });
  }
}
