import { Duration, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { nameResource } from './naming.ts';

/**
 * Receives of a delivery before it is put aside for the operators: three retries within minutes, and four more that
 * outlast an outage of half an hour.
 */
const MAX_RECEIVES = 8;

/** The queue of deliveries between the inbox and the ingest function, and the queue of those that kept failing. */
export class Intake extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    // SSE-SQS: S3 cannot publish to a queue that is encrypted with the AWS managed KMS key.
    const secured = {
      enforceSSL: true,
      ...(config.key === undefined
        ? { encryption: QueueEncryption.SQS_MANAGED }
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: config.key }),
    };

    // Each queue refers to the other, which CloudFormation cannot resolve; a fixed name breaks the circle.
    const queueName = `${config.name}-intake`;
    const queueArn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });

    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...secured,
      queueName: `${queueName}-dead-letters`,
      // The longest there is: a message keeps the age it had in the intake queue.
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, 'OnlySource', queueArn)],
      },
    });
    this.queue = new Queue(this, 'Queue', {
      ...secured,
      queueName,
      retentionPeriod: Duration.days(7),
      // Six times the function's time-out, as Lambda asks for: a throttled batch comes back only when all its retries ended.
      visibilityTimeout: Duration.seconds(6 * config.ingest.timeoutSeconds),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: MAX_RECEIVES },
    });
    nameResource(this.queue, 'IntakeQueue');
    nameResource(this.deadLetterQueue, 'IntakeDeadLetterQueue');
  }
}
