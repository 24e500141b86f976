import { createHash } from 'node:crypto';
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  CfnAccessPolicy,
  CfnCollection,
  CfnCollectionGroup,
  CfnSecurityPolicy,
} from 'aws-cdk-lib/aws-opensearchserverless';
import { Construct } from 'constructs';
import type { ArchiveSettings } from '../../config-shape.ts';
import type { Config } from '../../config.ts';
import { watchFor } from '../alarm.ts';
import { logicalIdIn, nameResource } from '../naming.ts';
import { NodeFunction } from '../node-function.ts';
import { ARCHIVE_PREFIX } from '../store.ts';
import { readRecords, RECORDS } from './grants.ts';
import type { Search } from './search.ts';
import type { ReadingParts } from './settings.ts';

export interface ArchiveSearchProps extends ReadingParts {
  readonly archive: ArchiveSettings;
  readonly search: Search;
}

const MAX_CAPACITY = 2;

/** Ends are obeyed within the hour; texts are written once a day, for until then segments find them. */
const EVERY = Duration.hours(1);

/** How far it has come. */
const PROGRESS = `${ARCHIVE_PREFIX.search}archive.json`;

/**
 * Articles that are older than the days of the search, by their words: a collection of OpenSearch Serverless, which
 * `archiver` writes and `search` asks (docs/archive-search.md). Only where a stage asks for it.
 */
export class ArchiveSearch extends Construct {
  readonly archiver: NodeFunction;

  constructor(scope: Construct, id: string, props: ArchiveSearchProps) {
    super(scope, id);
    const { config, search } = props;
    const name = collectionName(config.name);
    const collection = this.#collection(name, props);
    this.archiver = this.#archiver(props);
    for (const asker of [this.archiver, search.search]) {
      asker.function.addEnvironment('ARCHIVE_ENDPOINT', collection.attrCollectionEndpoint);
      asker.allow(
        new PolicyStatement({
          // Which calls, and of which index, says the policy of the data
          sid: 'CallTheArchive',
          actions: ['aoss:APIAccessAll'],
          resources: [collection.attrArn],
        }),
      );
    }
    this.#admit(name, props);
    this.#schedule();
    this.#watch(props);
    new CfnOutput(this, 'ArchiveSearchEndpoint', {
      description: 'The index of the archive: wire purge takes articles out of it',
      value: collection.attrCollectionEndpoint,
    }).overrideLogicalId(logicalIdIn(this, 'ArchiveSearchEndpoint'));
  }

  #collection(name: string, { config, archive }: ArchiveSearchProps): CfnCollection {
    const { maxCapacity = MAX_CAPACITY } = archive;
    const group = new CfnCollectionGroup(this, 'Group', {
      name,
      description: `${config.name}: the index of the archive`,
      // Only this generation sleeps, and only with replicas
      generation: 'NEXTGEN',
      standbyReplicas: 'ENABLED',
      capacityLimits: {
        minIndexingCapacityInOcu: 0,
        minSearchCapacityInOcu: 0,
        maxIndexingCapacityInOcu: maxCapacity,
        maxSearchCapacityInOcu: maxCapacity,
      },
    });
    group.overrideLogicalId(logicalIdIn(this, 'ArchiveCollectionGroup'));
    const rule = (resourceType: string) => ({
      ResourceType: resourceType,
      Resource: [`collection/${name}`],
    });
    const encryption = new CfnSecurityPolicy(this, 'Encryption', {
      name,
      type: 'encryption',
      policy: Stack.of(this).toJsonString({
        Rules: [rule('collection')],
        ...(config.key === undefined
          ? { AWSOwnedKey: true }
          : { AWSOwnedKey: false, KmsARN: config.key.keyArn }),
      }),
    });
    encryption.overrideLogicalId(logicalIdIn(this, 'ArchiveEncryption'));
    const network = new CfnSecurityPolicy(this, 'Network', {
      name,
      type: 'network',
      // The API of the collection, by signature; its dashboards by nobody
      policy: JSON.stringify([{ Rules: [rule('collection')], AllowFromPublic: true }]),
    });
    network.overrideLogicalId(logicalIdIn(this, 'ArchiveNetwork'));
    const collection = new CfnCollection(this, 'Collection', {
      name,
      type: 'SEARCH',
      description: `${config.name}: words of the archive`,
      collectionGroupName: group.name,
      standbyReplicas: 'ENABLED',
    });
    collection.overrideLogicalId(logicalIdIn(this, 'ArchiveCollection'));
    for (const needed of [group, encryption, network]) collection.addResourceDependency(needed);
    // Older than the feed log it cannot be written again
    const kept = config.protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    for (const one of [group, encryption, collection]) one.applyRemovalPolicy(kept);
    return collection;
  }

  /** Who may do what in the index, beside what their own policies say. */
  #admit(name: string, { search, archive }: ArchiveSearchProps): void {
    const { operators = [] } = archive;
    const rule = (...permissions: string[]) => [
      {
        ResourceType: 'index',
        Resource: [`index/${name}/${ARCHIVE_INDEX}`],
        Permission: permissions.map((permission) => `aoss:${permission}`),
      },
    ];
    const policy = new CfnAccessPolicy(this, 'Access', {
      name,
      type: 'data',
      policy: Stack.of(this).toJsonString([
        {
          Description: 'search finds',
          Rules: rule('ReadDocument'),
          Principal: [search.search.function.role?.roleArn],
        },
        {
          Description: 'archiver makes the index and keeps it',
          Rules: rule('CreateIndex', 'ReadDocument', 'WriteDocument'),
          Principal: [this.archiver.function.role?.roleArn],
        },
        ...(operators.length === 0
          ? []
          : [
              {
                Description: 'operators purge',
                Rules: rule('ReadDocument', 'WriteDocument'),
                Principal: operators,
              },
            ]),
      ]),
    });
    policy.overrideLogicalId(logicalIdIn(this, 'ArchiveAccess'));
  }

  #archiver({ config, reads, store }: ArchiveSearchProps): NodeFunction {
    return new NodeFunction(this, 'Archiver', {
      config,
      folder: 'archiver',
      logicalId: 'ArchiverFunction',
      description: 'Tells the index of the archive what was told',
      size: { timeoutSeconds: 600, memoryMb: 1024 },
      environment: {
        TABLE_NAME: store.table.tableName,
        ARCHIVE_BUCKET: store.archive.bucketName,
        FEED_DAYS: String(reads.feedDays),
      },
      permissions: [
        new PolicyStatement({
          sid: 'ReadTheWire',
          actions: ['dynamodb:GetItem', 'dynamodb:Query'],
          resources: [store.table.tableArn],
        }),
        readRecords(store),
        new PolicyStatement({
          sid: 'NoteHowFarItHasCome',
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: [store.archive.arnForObjects(PROGRESS)],
        }),
        new PolicyStatement({
          // Without it S3 answers 403 in place of 404 where there is none yet
          sid: 'SeeWhetherItHasBegun',
          actions: ['s3:ListBucket'],
          resources: [store.archive.bucketArn],
          conditions: { StringLike: { 's3:prefix': [PROGRESS] } },
        }),
      ],
      wildcards: RECORDS,
    });
  }

  #schedule(): void {
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(30) };
    // The next hour is the retry
    this.archiver.function.configureAsyncInvoke(once);
    nameResource(
      new Rule(this.archiver, 'EveryHour', {
        description: 'Tells the index of the archive what was told',
        schedule: Schedule.rate(EVERY),
        targets: [new LambdaTarget(this.archiver.function, once)],
      }),
      'ArchiverEveryHour',
    );
  }

  #watch({ alarmTopics }: ArchiveSearchProps): void {
    watchFor(
      this,
      'ArchiveSearchFailing',
      {
        says: 'The index of the archive could not be written for three hours: nothing is lost for days, and ended articles keep their words in it.',
        runbook: 'the-archive-is-not-written',
        metric: this.archiver.function.metricErrors({ period: EVERY, statistic: 'Sum' }),
        threshold: 0,
        evaluationPeriods: 3,
      },
      alarmTopics.map((topic) => new SnsAction(topic)),
    );
  }
}

/** As core/search/archive.ts has it, which infra does not load; a test compares them. */
export const ARCHIVE_INDEX = 'articles-1';

/** Policies are bound to a collection by its name, so it is a fixed one: 3 to 28 characters, the first a letter. */
export function collectionName(name: Config['name']): string {
  if (/^[a-z][a-z0-9-]{2,27}$/u.test(name)) return name;
  return `archive-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
