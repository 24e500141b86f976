import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { INBOX_PREFIX } from '../../../functions/core/providers/register.ts';
import { NodeFunction } from '../node-function.ts';
import { ARCHIVE_PREFIX, OUTBOX_INDEX, PROVIDER_INDEX, STORY_INDEX, withdrawBodies } from '../store.ts';
import { readRecords, RECORDS } from './grants.ts';
import type { ReadingParts } from './settings.ts';

const API_SIZE = { timeoutSeconds: 15, memoryMb: 1024 };

/**
 * The functions behind the door: `api` answers what readers ask, `live` is the same code behind the edge, and `command`
 * does what the desk decides.
 */
export class Readers extends Construct {
  readonly api: NodeFunction;
  /**
   * On its own: its address is known to the edge alone, which has checked who may see the rights in the path; the door
   * of the API has no way to it. And the cookies of `api` name the edge, which names this one.
   */
  readonly live: NodeFunction;
  readonly command: NodeFunction;

  constructor(scope: Construct, id: string, parts: ReadingParts) {
    super(scope, id);
    this.api = this.#api(parts);
    this.live = this.#live(parts);
    this.command = this.#command(parts);
  }

  #api(parts: ReadingParts): NodeFunction {
    const { config, reads, inbox, store } = parts;
    const index = (name: string) => `${store.table.tableArn}/index/${name}`;
    return new NodeFunction(this, 'Api', {
      config,
      folder: 'api',
      logicalId: 'ApiFunction',
      description: 'Answers what apps and the page ask of the wire',
      size: API_SIZE,
      environment: {
        ...environmentOf(parts),
        MACHINES: JSON.stringify(reads.machines),
        RECALLS: String(reads.recalls.people),
      },
      permissions: [
        ...readWire(parts),
        new PolicyStatement({
          // Stories, what is held, and what came of an agency
          sid: 'ReadIndexes',
          actions: ['dynamodb:Query'],
          resources: [STORY_INDEX, OUTBOX_INDEX, PROVIDER_INDEX].map(index),
        }),
        new PolicyStatement({
          sid: 'ReadRawFiles',
          actions: ['s3:GetObject', 's3:GetObjectVersion'],
          resources: [inbox.bucket.arnForObjects(`${INBOX_PREFIX}*`)],
        }),
      ],
      wildcards: [
        ...RECORDS,
        {
          resource: `<InboxBucket.Arn>/${INBOX_PREFIX}*`,
          reason:
            'Agencies choose the names of their files; reading ends at the prefix that they deliver to.',
        },
      ],
    });
  }

  #live(parts: ReadingParts): NodeFunction {
    return new NodeFunction(this, 'Live', {
      config: parts.config,
      folder: 'api',
      logicalId: 'LiveFunction',
      description: 'Answers the edge, once a second for all readers with the same rights',
      size: API_SIZE,
      environment: { ...environmentOf(parts), POWERTOOLS_SERVICE_NAME: 'live' },
      permissions: readWire(parts),
      wildcards: RECORDS,
      // Once a second: traces would cost more than all else of it
      traced: false,
    });
  }

  #command(parts: ReadingParts): NodeFunction {
    const { config, reads, store, distribution } = parts;
    const folders = [ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records];
    return new NodeFunction(this, 'Command', {
      config,
      folder: 'command',
      logicalId: 'CommandFunction',
      description: 'Does what the wire desk decides about articles',
      size: { timeoutSeconds: 29, memoryMb: 1024 },
      environment: {
        ...environmentOf(parts),
        ARTICLE_TOPIC_ARN: distribution.articleTopic.topicArn,
        OPS_TOPIC_ARN: distribution.opsTopic.topicArn,
        MACHINES: JSON.stringify(reads.machines),
      },
      permissions: [
        new PolicyStatement({
          sid: 'KeepRecords',
          actions: [
            'dynamodb:GetItem',
            'dynamodb:BatchGetItem',
            'dynamodb:Query',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            'dynamodb:BatchWriteItem',
          ],
          resources: [store.table.tableArn],
        }),
        readRecords(store),
        new PolicyStatement({
          sid: 'KeepLargeBodies',
          actions: ['s3:PutObject'],
          resources: folders.map((prefix) => store.archive.arnForObjects(`${prefix}*`)),
        }),
        withdrawBodies(store),
        new PolicyStatement({
          sid: 'Publish',
          actions: ['sns:Publish'],
          resources: [distribution.articleTopic.topicArn, distribution.opsTopic.topicArn],
        }),
      ],
      wildcards: RECORDS,
    });
  }

  /** What `api` signs the cookies of the live feed with. */
  giveLiveKey(door: { host: string; keyId: string; parameter: string; parameterArn: string }): void {
    const { function: api } = this.api;
    api.addEnvironment('LIVE_HOST', door.host);
    api.addEnvironment('LIVE_KEY_ID', door.keyId);
    api.addEnvironment('LIVE_KEY_PARAMETER', door.parameter);
    this.api.allow(
      new PolicyStatement({
        sid: 'SignCookies',
        actions: ['ssm:GetParameter'],
        resources: [door.parameterArn],
      }),
    );
  }
}

function environmentOf({ reads, inbox, store }: ReadingParts): Record<string, string> {
  return {
    TABLE_NAME: store.table.tableName,
    ARCHIVE_BUCKET: store.archive.bucketName,
    INBOX_BUCKET: inbox.bucket.bucketName,
    FEED_DAYS: String(reads.feedDays),
  };
}

function readWire({ store }: ReadingParts): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadTheWire',
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      resources: [store.table.tableArn],
    }),
    readRecords(store),
  ];
}
