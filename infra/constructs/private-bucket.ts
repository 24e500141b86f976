import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type BucketProps,
  type IBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { nameResource } from './naming.ts';

export interface PrivateBucketProps {
  readonly config: Config;
  readonly logicalId: string;
  /** Absent: a name is generated. */
  readonly bucketName?: string;
  /** Absent only for the bucket that receives the access logs itself. */
  readonly accessLogs?: Bucket;
  readonly versioned?: boolean;
  readonly lifecycleRules: readonly LifecycleRule[];
}

/**
 * A bucket with what every bucket here has: owned by the account alone, encrypted, reachable over TLS 1.2 or newer
 * only, closed to the public, its access logged, unfinished uploads dropped after a day, and as durable as the stage.
 */
export class PrivateBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...(props.bucketName === undefined ? {} : { bucketName: props.bucketName }),
      ...(props.accessLogs === undefined
        ? {}
        : {
            // CDK's own Bucket is not quite an IBucket to exactOptionalPropertyTypes (isWebsite may be undefined).
            serverAccessLogsBucket: props.accessLogs as IBucket,
            serverAccessLogsPrefix: `${id.toLowerCase()}/`,
          }),
      versioned: props.versioned ?? true,
      ...encryptionOf(props),
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Not RETAIN: a bucket that a failed first deployment left behind would have its name at the second.
      removalPolicy: props.config.protectData
        ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        : RemovalPolicy.DESTROY,
      lifecycleRules: [
        { id: 'abort-unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        ...props.lifecycleRules,
      ],
    });
    nameResource(this.bucket, props.logicalId);
  }
}

/** Access logs can be written with S3's own key only. A bucket key makes one call to KMS of many. */
function encryptionOf({ config: { key }, accessLogs }: PrivateBucketProps): Partial<BucketProps> {
  return key === undefined || accessLogs === undefined
    ? { encryption: BucketEncryption.S3_MANAGED }
    : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true };
}
