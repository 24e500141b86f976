import { Aws, Duration, Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, type Bucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { resourceOf } from './naming.ts';
import { PrivateBucket } from './private-bucket.ts';

export interface InboxProps {
  readonly config: Config;
  readonly accessLogs: Bucket;
  /** Is told of every file that arrives. */
  readonly intakeQueue: Queue;
}

/** The bucket that agencies deliver to. Every file under incoming/ becomes one message in the intake queue. */
export class Inbox extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { config, accessLogs, intakeQueue }: InboxProps) {
    super(scope, id);
    // Agencies write this name into their systems, and the queue's policy needs it before the bucket exists.
    const bucketName = Fn.join('-', [config.name, 'inbox', Aws.ACCOUNT_ID, Aws.REGION]);

    this.bucket = new PrivateBucket(this, 'Inbox', {
      logicalId: 'InboxBucket',
      config,
      bucketName,
      accessLogs,
      lifecycleRules: [
        {
          id: 'expire-overwritten-deliveries',
          noncurrentVersionExpiration: Duration.days(config.overwrittenDeliveryDays),
          ...(config.deliveryDays === undefined
            ? { expiredObjectDeleteMarker: true }
            : { expiration: Duration.days(config.deliveryDays) }),
        },
        ...config.providers.flatMap((provider) => expiryOf(provider, config)),
      ],
    }).bucket;

    this.#notify(intakeQueue, bucketName, config.malwareScan);
  }

  /**
   * Declares the notification on the bucket itself. CDK's addEventNotification would deploy a helper function for
   * it, with a managed policy and rights on every bucket; this way there is none (docs/adr/0011).
   */
  #notify(queue: Queue, bucketName: string, malwareScan: boolean): void {
    const bucket = resourceOf(this.bucket);
    if (!(bucket instanceof CfnBucket)) throw new Error('the inbox is not a bucket');
    bucket.notificationConfiguration = {
      // GuardDuty hears of files by EventBridge. It would switch that on itself, and the next deployment off again
      ...(malwareScan ? { eventBridgeConfiguration: { eventBridgeEnabled: true } } : {}),
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: INBOX_PREFIX }] } },
        },
      ],
    };

    const { policyDependable } = queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowNotificationsOfTheInbox',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 's3',
              account: '',
              region: '',
              resource: bucketName,
            }),
          },
        },
      }),
    );
    // S3 sends a test message when the notification is set, and refuses it where that fails.
    if (policyDependable !== undefined) bucket.node.addDependency(policyDependable);
  }
}

/** S3 heeds the shortest of all rules: an entry cannot keep files for longer than the stage does. */
function expiryOf({ id, deliveryDays }: Provider, config: Config): LifecycleRule[] {
  if (deliveryDays === undefined || deliveryDays >= (config.deliveryDays ?? Infinity)) return [];
  return [
    {
      id: `expire-deliveries-of-${id}`,
      prefix: `${INBOX_PREFIX}${id}/`,
      expiration: Duration.days(deliveryDays),
      noncurrentVersionExpiration: Duration.days(Math.min(deliveryDays, config.overwrittenDeliveryDays)),
    },
  ];
}
