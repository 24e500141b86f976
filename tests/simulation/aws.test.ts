import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { ChangeMessageVisibilityCommand, DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { Dynamo } from '../../simulation/aws/dynamo/dynamo.ts';
import { Objects } from '../../simulation/aws/objects.ts';
import { Queue } from '../../simulation/aws/queues.ts';
import { Topics } from '../../simulation/aws/topics.ts';
import { ARTICLE_TOPIC, INTAKE, TABLE } from '../../simulation/aws/wiring.ts';
import { Random } from '../../simulation/world/random.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('DynamoDB', () => {
  function store(options: { lag?: number; staleness?: number } = {}): {
    clock: { now: number };
    answer: (command: object) => Record<string, unknown>;
  } {
    const clock = { now: Date.parse('2026-03-11T08:00:00Z') };
    const dynamo = new Dynamo(TABLE, {
      now: () => clock.now,
      indexLag: () => options.lag ?? 0,
      deletedAfter: DAY,
      history: 5000,
      staleness: () => options.staleness ?? 0,
      keepsBack: () => false,
    });
    return { clock, answer: (command) => ({ ...dynamo.answer(command) }) };
  }

  const Key = { pk: { S: 'A#1' }, sk: { S: 'HEAD' } };
  const TableName = TABLE.name;
  const put = (more: Record<string, { S: string } | { N: string }>): PutItemCommand =>
    new PutItemCommand({ TableName, Item: { ...Key, ...more } });
  const due = new QueryCommand({
    TableName,
    IndexName: 'outbox',
    KeyConditionExpression: 'outbox = :x',
    ExpressionAttributeValues: { ':x': { S: 'due#0' } },
  });

  test('an expired item is there until TTL takes it, and then gone from the indexes too', () => {
    const { clock, answer } = store();
    const expiresAt = { N: String(clock.now / 1000 + 60) };
    answer(put({ expiresAt, outbox: { S: 'due#0' }, dueAt: { S: '2026' } }));
    const get = new GetItemCommand({ TableName, Key, ConsistentRead: true });
    clock.now += DAY;
    expect(answer(get).Item).toMatchObject({ expiresAt });
    clock.now += MINUTE;
    expect(answer(get).Item).toBeUndefined();
    expect(answer(due).Items).toEqual([]);
    const again = new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: 'SET a = :a',
      ConditionExpression: 'attribute_not_exists(pk)',
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    });
    expect(() => answer(again)).not.toThrow();
  });

  test('an index shows a write when its lag is over, and writes in their order', () => {
    const { clock, answer } = store({ lag: 500 });
    answer(put({ outbox: { S: 'due#0' }, dueAt: { S: '2026' } }));
    clock.now += 499;
    expect(answer(due).Items).toEqual([]);
    answer(put({}));
    clock.now += 1;
    expect(answer(due).Items).toHaveLength(1);
    clock.now += 499;
    expect(answer(due).Items).toEqual([]);
  });

  test('a read that is not consistent may answer with what was true a moment ago', () => {
    const { clock, answer } = store({ staleness: 1000 });
    const read = (ConsistentRead: boolean): unknown =>
      answer(new GetItemCommand({ TableName, Key, ConsistentRead })).Item;
    answer(put({ n: { N: '1' } }));
    expect(read(false)).toBeUndefined();
    clock.now += 1500;
    answer(put({ n: { N: '2' } }));
    clock.now += 500;
    expect(read(false)).toMatchObject({ n: { N: '1' } });
    expect(read(true)).toMatchObject({ n: { N: '2' } });
    clock.now += 500;
    expect(read(false)).toMatchObject({ n: { N: '2' } });
  });
});

describe('S3', () => {
  const object = { Bucket: 'inbox', Key: 'incoming/aurora/å b.json' };

  test('every version stays readable, and what was deleted says so', async () => {
    const objects = new Objects(['inbox', 'archive'], () => 0);
    const put = (Body: string): unknown => objects.answer(new PutObjectCommand({ ...object, Body }));
    const first = put('one') as { VersionId: string };
    put('two');
    const read = async (VersionId?: string): Promise<string> => {
      const answer = objects.answer(new GetObjectCommand({ ...object, VersionId })) as {
        Body: { transformToByteArray: () => Promise<Uint8Array> };
      };
      return Buffer.from(await answer.Body.transformToByteArray()).toString();
    };
    expect(await read()).toBe('two');
    expect(await read(first.VersionId)).toBe('one');
    const marker = objects.answer(new DeleteObjectCommand(object)) as { VersionId: string };
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read(marker.VersionId)).rejects.toMatchObject({ $metadata: { httpStatusCode: 405 } });
    await expect(read('v9')).rejects.toMatchObject({ name: 'NoSuchVersion' });
    expect(await read(first.VersionId)).toBe('one');
    expect(() => objects.answer(new HeadObjectCommand(object))).toThrow('NotFound');
  });

  test('a copy is taken of the version that is named', () => {
    const objects = new Objects(['inbox', 'archive'], () => 0);
    const { versionId } = objects.put('inbox', object.Key, Buffer.from('one'));
    objects.put('inbox', object.Key, Buffer.from('longer'));
    const source = `inbox/${object.Key.split('/').map(encodeURIComponent).join('/')}?versionId=${versionId}`;
    objects.answer(new CopyObjectCommand({ Bucket: 'archive', Key: 'copy', CopySource: source }));
    expect(objects.answer(new HeadObjectCommand({ Bucket: 'archive', Key: 'copy' }))).toMatchObject({
      ContentLength: 3,
    });
  });
});

describe('SNS', () => {
  const topics = new Topics([ARTICLE_TOPIC]);
  const publish = (Message: string, StringValue = 'x'): object =>
    topics.answer(
      new PublishCommand({
        TopicArn: ARTICLE_TOPIC,
        Message,
        MessageAttributes: { type: { DataType: 'String', StringValue } },
      }),
    );

  test('a message has 256 KB with its attributes, and no attribute is empty', () => {
    const room = 256 * 1024 - 'type'.length - 'String'.length - 'x'.length;
    expect(publish('a'.repeat(room))).toMatchObject({ MessageId: expect.any(String) });
    expect(() => publish('a'.repeat(room + 1))).toThrow('too long');
    expect(() => publish('ø'.repeat(room / 2 + 1))).toThrow('too long');
    expect(() => publish('a', '')).toThrow('non-empty');
  });

  test('an unknown topic is refused', () => {
    expect(() => topics.answer(new PublishCommand({ TopicArn: 'arn:aws:sns:x:0:y', Message: 'a' }))).toThrow(
      'not exist',
    );
  });
});

describe('SQS', () => {
  function queue(): { clock: { now: number }; queue: Queue } {
    const clock = { now: 0 };
    const context = {
      now: () => clock.now,
      random: new Random(1),
      visible: () => undefined,
      buried: () => undefined,
    };
    return { clock, queue: new Queue(INTAKE, context) };
  }
  const once = (): boolean => false;
  const QueueUrl = INTAKE.url;

  test('a received message is hidden for as long as its receiver says', () => {
    const { clock, queue: made } = queue();
    made.send('a');
    const [received] = made.receive(10, once);
    const ReceiptHandle = received?.receiptHandle;
    expect(made.receive(10, once)).toEqual([]);
    made.answer(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 5 }));
    clock.now += 5000;
    expect(made.receive(10, once)).toMatchObject([{ receives: 2 }]);
    clock.now += INTAKE.visibilityMs;
    const tooLate = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 5 });
    expect(() => made.answer(tooLate)).toThrow('not in flight');
    made.answer(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect(made.isEmpty).toBe(true);
    expect(() => made.answer(tooLate)).toThrow('invalid');
  });

  test('a dead letter is no message of the queue any more', () => {
    const { clock, queue: made } = queue();
    made.send('a');
    for (let n = 0; n < INTAKE.maxReceives; n++) {
      expect(made.receive(10, once)).toHaveLength(1);
      clock.now += INTAKE.visibilityMs;
    }
    expect(made.receive(10, once)).toEqual([]);
    expect(made.isEmpty).toBe(true);
    expect(made.deadLetters).toMatchObject([{ body: 'a' }]);
    expect(made.redrive()).toBe(1);
    expect(made.receive(10, once)).toMatchObject([{ receives: 1, body: 'a' }]);
  });
});
