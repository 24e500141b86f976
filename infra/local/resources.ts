/** Creates what the template declares in the embedded servers. What a data folder kept from before is left as it is. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  ListBucketsCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, SubscribeCommand, type SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ListQueuesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { physicalName, propertiesOf } from './catalogue.ts';
import { UnsupportedByLocalStackError } from './errors.ts';
import { isArray, isObject, type JsonObject } from './json.ts';
import { notificationTargets, testEvent, type NotificationTarget } from './notifications.ts';
import { versionsBucket } from './objects.ts';
import type { Versions } from './versions.ts';
import { SUBSCRIBER_PREFIX } from './subscriber.ts';
import type { Resource, Template } from './template.ts';

export interface Clients {
  s3: S3Client;
  sqs: SQSClient;
  sns: SNSClient;
  dynamodb: DynamoDBClient;
}

/** Queues with their redrive policies, dead-letter queues first. */
export async function createQueues(template: Template, sqs: SQSClient): Promise<void> {
  const { QueueUrls: urls = [] } = await sqs.send(new ListQueuesCommand({ MaxResults: 1000 }));
  const kept = new Map(urls.map((url) => [url.slice(url.lastIndexOf('/') + 1), url]));
  for (const [name, QueueUrl] of kept) {
    if (name.startsWith(SUBSCRIBER_PREFIX)) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }
  const queues = ofType(template, 'AWS::SQS::Queue').map((resource) => ({
    name: physicalName(resource),
    attributes: queueAttributes(propertiesOf(resource, template)),
  }));
  queues.sort((a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes));
  for (const { name, attributes } of queues) {
    const QueueUrl = kept.get(name);
    // A data folder may hold the queue with the settings of an older template.
    if (QueueUrl === undefined) {
      await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    } else if (Object.keys(attributes).length > 0) {
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
    }
  }
}

const QUEUE_ATTRIBUTES = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
] as const;

function queueAttributes(properties: JsonObject): Record<string, string> {
  return Object.fromEntries(
    QUEUE_ATTRIBUTES.flatMap((name) => {
      const value = properties[name];
      return value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
    }),
  );
}

/** Topics, and the subscriptions of queues. E-mail subscriptions have nobody to write to here. */
export async function createTopics(template: Template, sns: SNSClient): Promise<void> {
  for (const resource of ofType(template, 'AWS::SNS::Topic')) {
    await sns.send(new CreateTopicCommand({ Name: physicalName(resource) }));
  }
  for (const resource of ofType(template, 'AWS::SNS::Subscription')) {
    const properties = propertiesOf(resource, template);
    const { Protocol: protocol, TopicArn: topicArn, Endpoint: endpoint } = properties;
    if (protocol === 'email') continue;
    if (protocol !== 'sqs' || typeof topicArn !== 'string' || typeof endpoint !== 'string') {
      throw new UnsupportedByLocalStackError(
        resource.logicalId,
        `a subscription by ${JSON.stringify(protocol ?? null)}`,
      );
    }
    const attributes = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery'].flatMap((name) => {
      const value = properties[name];
      return value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
    });
    await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        Attributes: Object.fromEntries(attributes) as Record<string, string>,
      }),
    );
  }
}

export interface LocalBucket {
  versioned: boolean;
  targets: readonly NotificationTarget[];
}

/** What the template says of every bucket, by name. */
export function readBuckets(template: Template): Map<string, LocalBucket> {
  return new Map(
    ofType(template, 'AWS::S3::Bucket').map((resource) => {
      const { VersioningConfiguration: versioning } = propertiesOf(resource, template);
      return [
        physicalName(resource),
        {
          versioned: isObject(versioning) && versioning.Status === 'Enabled',
          targets: notificationTargets(resource, template),
        },
      ];
    }),
  );
}

/**
 * Buckets, each with the hidden one of its versions. As S3 does, tells the queues of a new bucket once that they
 * are going to be told.
 */
export async function createBuckets(
  buckets: ReadonlyMap<string, LocalBucket>,
  versions: Versions,
  { s3, sqs }: Pick<Clients, 's3' | 'sqs'>,
  queueUrlOf: (arn: string) => string,
): Promise<void> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const kept = new Set(Buckets.map(({ Name }) => Name));
  for (const [name, { versioned, targets }] of buckets) {
    if (kept.has(name)) {
      if (versioned) await restoreVersions(s3, name, versions);
      continue;
    }
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    if (versioned) await s3.send(new CreateBucketCommand({ Bucket: versionsBucket(name) }));
    for (const { queueArn } of targets) {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: queueUrlOf(queueArn), MessageBody: testEvent(name, Date.now()) }),
      );
    }
  }
}

async function restoreVersions(s3: S3Client, bucket: string, versions: Versions): Promise<void> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: versionsBucket(bucket) })) {
    for (const { Key, LastModified, Size = 0, ETag = '' } of page.Contents ?? []) {
      if (Key === undefined) continue;
      const time = LastModified?.getTime() ?? 0;
      versions.restore(bucket, Key, { time, size: Size, eTag: ETag.replaceAll('"', '') });
    }
  }
}

/** Tables with their indexes. @throws Error where a data folder holds a table of another shape */
export async function createTables(template: Template, dynamodb: DynamoDBClient): Promise<void> {
  const tables = [
    ...ofType(template, 'AWS::DynamoDB::Table'),
    ...ofType(template, 'AWS::DynamoDB::GlobalTable'),
  ];
  for (const resource of tables) {
    const wanted = tableInput(resource, template);
    try {
      await dynamodb.send(new CreateTableCommand(wanted));
      await untilActive(dynamodb, wanted.TableName);
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
      const { Table: kept } = await dynamodb.send(new DescribeTableCommand({ TableName: wanted.TableName }));
      const same =
        shapeOf(kept?.KeySchema, kept?.GlobalSecondaryIndexes) ===
        shapeOf(wanted.KeySchema, wanted.GlobalSecondaryIndexes);
      if (!same) {
        throw new Error(
          `table ${wanted.TableName ?? ''} of the data folder has other keys or indexes than the template: delete the folder`,
          { cause: error },
        );
      }
    }
  }
}

/** dynalite creates in the background, and fails where it is closed meanwhile. */
async function untilActive(dynamodb: DynamoDBClient, TableName: string | undefined): Promise<void> {
  for (;;) {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await pause(1);
  }
}

function tableInput(resource: Resource, template: Template): CreateTableCommandInput {
  const properties = propertiesOf(resource, template);
  const { AttributeDefinitions: attributes, KeySchema: keys, GlobalSecondaryIndexes: indexes } = properties;
  const PROPERTIES_OF_INDEX = ['IndexName', 'KeySchema', 'Projection'];
  const input = {
    TableName: physicalName(resource),
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes,
    KeySchema: keys,
    ...(isArray(indexes) && indexes.length > 0
      ? {
          GlobalSecondaryIndexes: indexes.map((index) =>
            Object.fromEntries(
              Object.entries(isObject(index) ? index : {}).filter(([name]) =>
                PROPERTIES_OF_INDEX.includes(name),
              ),
            ),
          ),
        }
      : {}),
  };
  // CloudFormation and the API have the same shape here; DynamoDB itself refuses what is malformed.
  return input as unknown as CreateTableCommandInput;
}

interface Keyed {
  IndexName?: string | undefined;
  KeySchema?: readonly { AttributeName?: string | undefined; KeyType?: string | undefined }[] | undefined;
}

function shapeOf(keys: Keyed['KeySchema'], indexes: readonly Keyed[] | undefined): string {
  const names = (schema: Keyed['KeySchema']): string[] =>
    (schema ?? []).map(({ AttributeName, KeyType }) => `${KeyType ?? ''}:${AttributeName ?? ''}`);
  const shapes = (indexes ?? []).map(({ IndexName, KeySchema }) =>
    [IndexName ?? '', ...names(KeySchema)].join(' '),
  );
  return [names(keys).join(' '), ...shapes.sort()].join(', ');
}

export function ofType(template: Template, type: string): Resource[] {
  return template.resources.filter((resource) => resource.type === type);
}
