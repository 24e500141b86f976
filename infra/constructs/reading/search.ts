import { Duration, Size } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { watchFor } from '../alarm.ts';
import { nameResource } from '../naming.ts';
import { NodeFunction } from '../node-function.ts';
import { ARCHIVE_PREFIX } from '../store.ts';
import { readRecords, RECORDS } from './grants.ts';
import type { ReadingParts } from './settings.ts';

/** What has come since is found all the same, for it is read from the log: so rarely is enough. */
const EVERY = Duration.minutes(5);

/** 14 days of a large newsroom are 200 MB; a new list of segments stands beside the old one for a while. */
const DISK = Size.gibibytes(2);

const SEGMENTS = `<ArchiveBucket.Arn>/${ARCHIVE_PREFIX.search}*`;

/** Articles by their words: `segments` builds the index from the feed log, `search` finds in it (docs/reading.md). */
export class Search extends Construct {
  readonly search: NodeFunction;
  readonly segments: NodeFunction;

  constructor(scope: Construct, id: string, parts: ReadingParts) {
    super(scope, id);
    this.search = this.#search(parts);
    this.segments = this.#segments(parts);
    this.#schedule();
    this.#watch(parts);
  }

  #search(parts: ReadingParts): NodeFunction {
    const { config, reads, store } = parts;
    return new NodeFunction(this, 'Search', {
      config,
      folder: 'search',
      logicalId: 'SearchFunction',
      description: 'Finds articles by their words',
      // A whole core, for each search has somebody waiting
      size: { timeoutSeconds: 29, memoryMb: 1769 },
      disk: DISK,
      knowsAgencies: false,
      environment: { ...environmentOf(parts), MACHINES: JSON.stringify(reads.machines) },
      permissions: [
        ...readWire(parts),
        new PolicyStatement({
          sid: 'ReadSegments',
          actions: ['s3:GetObject'],
          resources: [store.archive.arnForObjects(`${ARCHIVE_PREFIX.search}*`)],
        }),
        list(parts),
      ],
      wildcards: [
        ...RECORDS,
        {
          resource: SEGMENTS,
          reason: 'Segments are named after what is in them; reading ends at their prefix.',
        },
      ],
    });
  }

  #segments(parts: ReadingParts): NodeFunction {
    const { config, reads, store } = parts;
    return new NodeFunction(this, 'Segments', {
      config,
      folder: 'segments',
      logicalId: 'SegmentsFunction',
      description: 'Builds the search index from what was told',
      // Less than its schedule: two runs do not overlap
      size: { timeoutSeconds: 280, memoryMb: 1769 },
      disk: DISK,
      knowsAgencies: false,
      environment: {
        ...environmentOf(parts),
        SEARCH_DAYS: String(Math.min(reads.searchDays, reads.feedDays)),
      },
      permissions: [
        ...readWire(parts),
        new PolicyStatement({
          sid: 'KeepSegments',
          actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
          resources: [store.archive.arnForObjects(`${ARCHIVE_PREFIX.search}*`)],
        }),
        list(parts),
      ],
      wildcards: [
        ...RECORDS,
        {
          resource: SEGMENTS,
          reason: 'Segments are named after what is in them; access ends at their prefix.',
        },
      ],
    });
  }

  #schedule(): void {
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    // The next time is the retry
    this.segments.function.configureAsyncInvoke(once);
    nameResource(
      new Rule(this.segments, 'Schedule', {
        schedule: Schedule.rate(EVERY),
        targets: [new LambdaTarget(this.segments.function, once)],
      }),
      'SegmentsSchedule',
    );
  }

  #watch({ alarmTopics }: ReadingParts): void {
    watchFor(
      this,
      'SegmentsFailing',
      {
        says: 'The search index was not built for half an hour: searches miss nothing, and get slower.',
        runbook: 'the-search-index-is-not-built',
        metric: this.segments.function.metricErrors({ period: Duration.minutes(15), statistic: 'Sum' }),
        threshold: 0,
        evaluationPeriods: 2,
      },
      alarmTopics.map((topic) => new SnsAction(topic)),
    );
  }
}

function environmentOf({ reads, store }: ReadingParts): Record<string, string> {
  return {
    TABLE_NAME: store.table.tableName,
    ARCHIVE_BUCKET: store.archive.bucketName,
    FEED_DAYS: String(reads.feedDays),
  };
}

function readWire({ store }: ReadingParts): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadTheWire',
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resources: [store.table.tableArn],
    }),
    readRecords(store),
  ];
}

/** Without it S3 answers 403 in place of 404 where there is no list of segments yet. */
function list({ store }: ReadingParts): PolicyStatement {
  return new PolicyStatement({
    sid: 'SeeWhetherThereAreSegments',
    actions: ['s3:ListBucket'],
    resources: [store.archive.bucketArn],
    conditions: { StringLike: { 's3:prefix': [`${ARCHIVE_PREFIX.search}*`] } },
  });
}
