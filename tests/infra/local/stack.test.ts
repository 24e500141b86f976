import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack.ts';
import { writeAssembly } from './support/assembly.ts';

const TABLE = {
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    AttributeDefinitions: ['pk', 'sk', 'story'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byStory',
        KeySchema: [{ AttributeName: 'story', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        WarmThroughput: { ReadUnitsPerSecond: 1 },
      },
    ],
    Replicas: [{ Region: { Ref: 'AWS::Region' } }],
  },
};

const RESOURCES = {
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } },
  Queue: { Type: 'AWS::SQS::Queue' },
  Topic: { Type: 'AWS::SNS::Topic' },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      Protocol: 'sqs',
      TopicArn: { Ref: 'Topic' },
      Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      RawMessageDelivery: true,
      FilterPolicy: { provider: ['aurora'] },
    },
  },
  Operators: {
    Type: 'AWS::SNS::Subscription',
    Properties: { Protocol: 'email', TopicArn: { Ref: 'Topic' }, Endpoint: 'desk@wires.example' },
  },
  Table: TABLE,
};

const assembly = writeAssembly({
  resources: RESOURCES,
  outputs: { Name: { Value: { Ref: 'Bucket' }, Description: 'the bucket' } },
});
const item = { pk: { S: 'A#1' }, sk: { S: 'HEAD' }, story: { S: 'one' } };

async function bodiesIn(stack: LocalStack): Promise<(string | undefined)[]> {
  const { Messages = [] } = await stack.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: stack.ref('Queue'), MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body }) => Body);
}

describe('a stack', () => {
  let stack: LocalStack;
  beforeAll(async () => {
    stack = await startLocalStack({ assembly });
  });
  afterAll(() => stack.stop());

  const publish = (provider: string) =>
    stack.clients.sns.send(
      new PublishCommand({
        TopicArn: stack.ref('Topic'),
        Message: JSON.stringify({ provider }),
        MessageAttributes: {
          provider: { DataType: 'String', StringValue: provider },
          sources: { DataType: 'String.Array', StringValue: '["afp"]' },
        },
      }),
    );

  test('says what its outputs are', () => {
    expect(stack.outputs).toEqual({ Name: 'test-bucket' });
  });

  test('has the subscriptions of the template, filters included', async () => {
    await publish('aurora');
    await publish('delta');
    expect(await bodiesIn(stack)).toEqual(['{"provider":"aurora"}']);
  });

  test('lets a test subscribe, to everything or by a filter', async () => {
    const everything = await stack.subscribe(stack.ref('Topic'));
    const some = await stack.subscribe(stack.ref('Topic'), { filterPolicy: { provider: ['delta'] } });
    await publish('aurora');
    await publish('delta');
    expect((await everything.take()).map(({ body }) => body.provider)).toEqual(['aurora', 'delta']);
    expect(await some.take()).toMatchObject([
      { body: { provider: 'delta' }, attributes: { provider: 'delta', sources: '["afp"]' } },
    ]);
    expect(await everything.take()).toEqual([]);
  });

  test('refuses to publish where it is told so, and then sends nothing', async () => {
    const answers = [true, false];
    const refusing = await startLocalStack({ assembly, refusePublish: () => answers.shift() ?? true });
    try {
      const articles = await refusing.subscribe(refusing.ref('Topic'));
      const publish = (): Promise<unknown> =>
        refusing.clients.sns.send(
          new PublishCommand({ TopicArn: refusing.ref('Topic'), Message: '{"a":1}' }),
        );
      await expect(publish()).rejects.toMatchObject({
        name: 'ServiceUnavailable',
        $metadata: { httpStatusCode: 503 },
      });
      await publish();
      expect((await articles.take()).map(({ body }) => body)).toEqual([{ a: 1 }]);
    } finally {
      await refusing.stop();
    }
  });

  test('has the tables with their indexes', async () => {
    const TableName = stack.ref('Table');
    await stack.clients.dynamodb.send(new PutItemCommand({ TableName, Item: item }));
    const { Items } = await stack.clients.dynamodb.send(
      new QueryCommand({
        TableName,
        IndexName: 'byStory',
        KeyConditionExpression: 'story = :story',
        ExpressionAttributeValues: { ':story': { S: 'one' } },
      }),
    );
    expect(Items).toEqual([item]);
  });

  test('gives queues URLs that an SDK can use as they are', async () => {
    const { sqs } = stack.clients;
    const { QueueUrl: made } = await sqs.send(new CreateQueueCommand({ QueueName: 'app' }));
    const { QueueUrl: found } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'app' }));
    const { QueueUrls: listed } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'app' }));
    const url = `${stack.endpoints.aws}/000000000000/app`;
    expect([made, found, listed]).toEqual([url, url, [url]]);
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: found }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl: found }));
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'app' }))).rejects.toThrow();
  });

  test('counts the calls of DynamoDB and their units', async () => {
    const TableName = stack.ref('Table');
    stack.meter.reset();
    const large = { ...item, text: { S: 'x'.repeat(2500) } };
    await stack.clients.dynamodb.send(new PutItemCommand({ TableName, Item: large }));
    await stack.clients.dynamodb.send(
      new GetItemCommand({ TableName, Key: { pk: item.pk, sk: item.sk }, ConsistentRead: true }),
    );
    expect(stack.meter.read()).toEqual({
      operations: { PutItem: 1, GetItem: 1 },
      readUnits: 1,
      writeUnits: 3,
      written: { 'A HEAD': 3 },
      // It stands in the index by story, and does not change there
      indexUnits: 0,
    });
  });

  test('takes another port where the wanted one is taken', async () => {
    const taken: number[] = [];
    const port = Number(new URL(stack.endpoints.aws).port);
    const second = await startLocalStack({
      assembly,
      ports: { aws: port, dynamodb: 0 },
      onPortTaken: (wanted) => taken.push(wanted),
    });
    expect(taken).toEqual([port]);
    expect(second.endpoints.aws).not.toBe(stack.endpoints.aws);
    await second.stop();
  });

  test('can be reached from this machine only', () => {
    expect([stack.endpoints.aws, stack.endpoints.dynamodb].map((url) => new URL(url).hostname)).toEqual([
      '127.0.0.1',
      '127.0.0.1',
    ]);
  });
});

test('a stack that has been stopped listens no more', async () => {
  const stack = await startLocalStack({ assembly });
  await Promise.all([stack.stop(), stack.stop()]);
  for (const url of [stack.endpoints.aws, stack.endpoints.dynamodb]) {
    const refused = new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.once('error', resolve).once('connect', reject);
    });
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  }
});

describe('a data folder', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-stack-data-'));
  afterAll(() => {
    rmSync(dataDir, { recursive: true });
  });

  test('keeps files with their versions, messages and items across a restart', async () => {
    const first = await startLocalStack({ assembly, dataDir });
    const Bucket = first.ref('Bucket');
    const put = (Body: string) => first.clients.s3.send(new PutObjectCommand({ Bucket, Key: 'a b/é', Body }));
    const { VersionId } = await put('first');
    const latest = await put('second');
    await first.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: first.ref('Queue'), MessageBody: 'waiting' }),
    );
    await first.clients.dynamodb.send(new PutItemCommand({ TableName: first.ref('Table'), Item: item }));
    await first.stop();

    const second = await startLocalStack({ assembly, dataDir });
    const { QueueUrls: urls = [] } = await second.clients.sqs.send(new ListQueuesCommand({}));
    // At another port, perhaps
    expect(urls).toEqual([second.ref('Queue')]);
    const read = async (version?: string) => {
      const object = await second.clients.s3.send(
        new GetObjectCommand({ Bucket, Key: 'a b/é', VersionId: version }),
      );
      return { text: await object.Body?.transformToString(), version: object.VersionId };
    };
    expect(await read()).toEqual({ text: 'second', version: latest.VersionId });
    expect(await read(VersionId)).toEqual({ text: 'first', version: VersionId });
    expect(await bodiesIn(second)).toEqual(['waiting']);
    const { Item } = await second.clients.dynamodb.send(
      new GetItemCommand({ TableName: second.ref('Table'), Key: { pk: item.pk, sk: item.sk } }),
    );
    expect(Item).toEqual(item);
    await second.stop();
  });

  test('is left alone while another stack has it', async () => {
    const stack = await startLocalStack({ assembly, dataDir });
    await expect(startLocalStack({ assembly, dataDir })).rejects.toThrow(
      `${dataDir} is in use by process ${process.pid}`,
    );
    await stack.stop();
  });

  test('takes up the settings of a newer template', async () => {
    const Queue = { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 77 } };
    const newer = writeAssembly({ resources: { ...RESOURCES, Queue } });
    const stack = await startLocalStack({ assembly: newer, dataDir });
    await stack.stop();
  });

  test('with a table of another shape is refused, and nothing of it is lost', async () => {
    const { GlobalSecondaryIndexes: _, ...Properties } = TABLE.Properties;
    const AttributeDefinitions = Properties.AttributeDefinitions.slice(0, 2);
    const Table = { ...TABLE, Properties: { ...Properties, AttributeDefinitions } };
    const other = writeAssembly({ resources: { ...RESOURCES, Table } });
    await expect(startLocalStack({ assembly: other, dataDir })).rejects.toThrow(
      'table test-Table of the data folder has other keys or indexes than the template',
    );
    const stack = await startLocalStack({ assembly, dataDir });
    await stack.stop();
  });
});

test('a folder that holds no assembly is named', async () => {
  await expect(startLocalStack({ assembly: '/nowhere' })).rejects.toThrow('/nowhere holds no cloud assembly');
});
