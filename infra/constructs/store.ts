import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  TableEncryptionV2,
  TableV2,
  type Attribute,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { StorageClass, type Bucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { nameResource, resourceOf } from './naming.ts';
import { PrivateBucket } from './private-bucket.ts';

/** The prefixes of the archive bucket. */
/** Subscribers read bodies/ for claim checks; records/ holds what may not be told yet, too. */
export const ARCHIVE_PREFIX = {
  quarantine: 'quarantine/',
  bodies: 'bodies/',
  records: 'records/',
  search: 'search/',
} as const;

/** The index of what is due for publishing; only `release` reads it. */
export const OUTBOX_INDEX = 'outbox';
/** What an agency delivered, by day. */
export const PROVIDER_INDEX = 'byProvider';
/** The articles that joined the story of another one; sparse. */
export const STORY_INDEX = 'byStory';

const string = (name: string): Attribute => ({ name, type: AttributeType.STRING });

/** What the system remembers: one table, and a bucket for what is too large for it or could not be read. */
export class Store extends Construct {
  readonly table: TableV2;
  readonly archive: Bucket;

  constructor(scope: Construct, id: string, config: Config, accessLogs: Bucket) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: config.protectData,
      // Its deletion is refused also when a first deployment is rolled back: left behind, it has nobody's name.
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      globalSecondaryIndexes: [
        {
          indexName: PROVIDER_INDEX,
          partitionKey: string('providerDay'),
          sortKey: string('listedAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['headline', 'verdict', 'provider', 'story', 'sources', 'pubStatus', 'revision'],
        },
        {
          indexName: STORY_INDEX,
          partitionKey: string('story'),
          sortKey: string('listedAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: OUTBOX_INDEX,
          partitionKey: string('outbox'),
          sortKey: string('dueAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    nameResource(this.table, 'ArticleTable');
    if (config.key !== undefined) encryptWith(this.table, config.key);

    this.archive = new PrivateBucket(this, 'Archive', {
      logicalId: 'ArchiveBucket',
      config,
      accessLogs,
      lifecycleRules: [
        {
          id: 'expire-quarantine',
          prefix: ARCHIVE_PREFIX.quarantine,
          expiration: Duration.days(config.quarantineDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          // Records point at their bodies for as long as they live, so bodies only move to where they cost less.
          id: 'cool-bodies',
          prefix: ARCHIVE_PREFIX.bodies,
          transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }],
        },
        ...forgotten(config),
      ],
    }).bucket;
  }
}

/** CDK wants to know the region for it, which this stack does not, having one replica only. */
function encryptWith(table: TableV2, key: IKey): void {
  const resource = resourceOf(table);
  resource.addPropertyOverride('SSESpecification', { SSEEnabled: true, SSEType: 'KMS' });
  resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
}

/** What is forgotten is gone: its versions do not outlive it. Nothing else overwrites or deletes there. */
function forgotten({ providers }: Config): LifecycleRule[] {
  if (!providers.some(({ retentionDays }) => retentionDays !== undefined)) return [];
  return [ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records].map((prefix) => ({
    id: `forget-${prefix.slice(0, -1)}`,
    prefix,
    noncurrentVersionExpiration: Duration.days(1),
    expiredObjectDeleteMarker: true,
  }));
}
