import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  TableEncryptionV2,
  TableV2,
  type Attribute,
  type ITableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { StorageClass, type Bucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import {
  EXPIRY,
  INDEX_KEYS,
  OUTBOX_INDEX,
  PROVIDER_INDEX,
  STORY_INDEX,
  TABLE_KEYS,
  type Keys,
} from '../table-shape.ts';
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

export { OUTBOX_INDEX, PROVIDER_INDEX, STORY_INDEX };

const string = (name: string): Attribute => ({ name, type: AttributeType.STRING });

function keysOf({ partition, sort }: Keys): { partitionKey: Attribute; sortKey: Attribute } {
  return { partitionKey: string(partition), sortKey: string(sort) };
}

function indexOf(indexName: string): { indexName: string; partitionKey: Attribute; sortKey: Attribute } {
  const keys = INDEX_KEYS[indexName];
  if (keys === undefined) throw new Error(`${indexName} is no index of the table`);
  return { indexName, ...keysOf(keys) };
}

/** What the system remembers: one table, and a bucket for what is too large for it or could not be read. */
export class Store extends Construct {
  /** That of the stack, or the one that was restored and stands in its place (docs/adr/0055). */
  readonly table: ITableV2;
  readonly archive: Bucket;

  constructor(scope: Construct, id: string, config: Config, accessLogs: Bucket) {
    super(scope, id);
    const own = new TableV2(this, 'Table', {
      ...keysOf(TABLE_KEYS),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: EXPIRY,
      deletionProtection: config.protectData,
      // Its deletion is refused also when a first deployment is rolled back: left behind, it has nobody's name.
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      globalSecondaryIndexes: [
        {
          ...indexOf(PROVIDER_INDEX),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['headline', 'verdict', 'provider', 'story', 'sources', 'pubStatus', 'revision'],
        },
        {
          ...indexOf(STORY_INDEX),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          ...indexOf(OUTBOX_INDEX),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    nameResource(own, 'ArticleTable');
    if (config.key !== undefined) encryptWith(own, config.key);
    // CDK's own table is not quite an ITableV2 to exactOptionalPropertyTypes
    this.table =
      config.restoredTable === undefined ? (own as ITableV2) : this.#restored(config.restoredTable);

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
        {
          // A segment is written once and merged away, its list every few minutes: nobody goes back to an old one
          id: 'expire-old-search',
          prefix: ARCHIVE_PREFIX.search,
          noncurrentVersionExpiration: Duration.days(1),
          expiredObjectDeleteMarker: true,
        },
        ...forgotten(config),
      ],
    }).bucket;
  }

  /** The stack's own table stays: the way back is to take the setting out. */
  #restored(tableName: string): ITableV2 {
    return TableV2.fromTableAttributes(this, 'RestoredTable', {
      tableName,
      globalIndexes: Object.keys(INDEX_KEYS),
    });
  }
}

/** Bodies of claim checks, when their article ends. */
export function withdrawBodies({ archive }: Store): PolicyStatement {
  return new PolicyStatement({
    sid: 'WithdrawBodies',
    actions: ['s3:DeleteObject'],
    resources: [archive.arnForObjects(`${ARCHIVE_PREFIX.bodies}*`)],
  });
}

/** CDK wants to know the region for it, which this stack does not, having one replica only. */
function encryptWith(table: TableV2, key: IKey): void {
  const resource = resourceOf(table);
  resource.addPropertyOverride('SSESpecification', { SSEEnabled: true, SSEType: 'KMS' });
  resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
}

/**
 * What is withdrawn or forgotten is gone: its versions do not outlive it. Bodies of claim checks go when their article
 * ends, records only where an entry asks for it.
 */
function forgotten({ providers }: Config): LifecycleRule[] {
  const forgets = providers.some(({ retentionDays }) => retentionDays !== undefined);
  return [ARCHIVE_PREFIX.bodies, ...(forgets ? [ARCHIVE_PREFIX.records] : [])].map((prefix) => ({
    id: `forget-${prefix.slice(0, -1)}`,
    prefix,
    noncurrentVersionExpiration: Duration.days(1),
    expiredObjectDeleteMarker: true,
  }));
}
