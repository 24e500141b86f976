import { describe, expect, test } from '@jest/globals';
import { compareSequence, readNotification, type Delivery } from '../../functions/desk/notification.ts';

const record = (object: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
  eventName: 'ObjectCreated:Put',
  eventTime: '2026-03-11T08:00:00.123Z',
  s3: {
    bucket: { name: 'inbox' },
    object: { key: 'incoming/aurora/a.json', size: 10, eTag: 'e1', sequencer: '0055AED6', ...object },
  },
  ...more,
});
const read = (...records: unknown[]) => readNotification(JSON.stringify({ Records: records }));
const deliveriesOf = (...records: unknown[]): Delivery[] => {
  const notification = read(...records);
  if (notification.kind !== 'deliveries') throw new Error(`${notification.kind}: ${notification.reason}`);
  return notification.deliveries;
};

describe('what a message of the intake queue says', () => {
  test('bucket, key, version, size and the time at which S3 had the file', () => {
    expect(deliveriesOf(record({ versionId: 'v1' }))).toEqual([
      {
        bucket: 'inbox',
        key: 'incoming/aurora/a.json',
        versionId: 'v1',
        eTag: 'e1',
        bytes: 10,
        received: Date.parse('2026-03-11T08:00:00.123Z'),
        sequencer: '0055AED6',
      },
    ]);
  });

  test.each([
    ['incoming/aurora/two+words.txt', 'incoming/aurora/two words.txt'],
    ['incoming/aurora/a%2Bb.txt', 'incoming/aurora/a+b.txt'],
    ['incoming/aurora/gr%C3%B8t.txt', 'incoming/aurora/grøt.txt'],
    ['incoming/aurora/100%2525.txt', 'incoming/aurora/100%25.txt'],
  ])('the key %s is the file %s', (written, key) => {
    expect(deliveriesOf(record({ key: written }))[0]?.key).toBe(key);
  });

  test('several records, versioned or not, are several deliveries', () => {
    expect(deliveriesOf(record(), record({ key: 'incoming/aurora/b.json', versionId: 'v' }))).toHaveLength(2);
  });

  test('uploads of every kind count, with and without a prefix', () => {
    for (const eventName of [
      'ObjectCreated:CompleteMultipartUpload',
      's3:ObjectCreated:Copy',
      'aws:s3:ObjectCreated:Put',
    ]) {
      expect(deliveriesOf(record({}, { eventName }))).toHaveLength(1);
    }
  });

  const onTopic = (told: unknown): string =>
    JSON.stringify({
      Type: 'Notification',
      TopicArn: 'arn:aws:sns:eu-north-1:1:inbox',
      Message: JSON.stringify(told),
    });
  const onBus = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    version: '0',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    time: '2026-03-11T08:00:00Z',
    detail: {
      bucket: { name: 'inbox' },
      object: {
        key: 'incoming/aurora/a+b %2B.json',
        size: 10,
        etag: 'e1',
        'version-id': 'v1',
        sequencer: '0055AED6',
      },
      reason: 'PutObject',
    },
    ...more,
  });

  test('a topic may pass on what another topic has told', () => {
    const told = { Type: 'Notification', Message: JSON.stringify({ Records: [record()] }) };
    expect(readNotification(onTopic(told))).toEqual({
      kind: 'deliveries',
      deliveries: deliveriesOf(record()),
    });
  });

  test('a topic that waits to be confirmed is told to a person by its name', () => {
    const asks = {
      Type: 'SubscriptionConfirmation',
      TopicArn: 'arn:aws:sns:eu-north-1:1:inbox',
      Message: '',
    };
    expect(readNotification(JSON.stringify(asks))).toEqual({
      kind: 'malformed',
      reason: 'the topic arn:aws:sns:eu-north-1:1:inbox waits to be confirmed',
    });
  });

  test('what an SNS topic passes on is what S3 has said', () => {
    expect(
      readNotification(onTopic({ Records: [record(), record({ key: 'incoming/aurora/b+b.json' })] })),
    ).toEqual({
      kind: 'deliveries',
      deliveries: deliveriesOf(record(), record({ key: 'incoming/aurora/b+b.json' })),
    });
  });

  test.each([
    ['the bus', JSON.stringify(onBus())],
    ['the bus and a topic', onTopic(onBus())],
  ])('an event of EventBridge by way of %s is a delivery, its key as it is written', (_way, body) => {
    expect(readNotification(body)).toEqual({
      kind: 'deliveries',
      deliveries: [
        {
          bucket: 'inbox',
          key: 'incoming/aurora/a+b %2B.json',
          versionId: 'v1',
          eTag: 'e1',
          bytes: 10,
          received: Date.parse('2026-03-11T08:00:00Z'),
          sequencer: '0055AED6',
        },
      ],
    });
  });

  test.each([
    ["a topic's copy of S3's test message", onTopic({ Service: 'Amazon S3', Event: 's3:TestEvent' })],
    ['a deletion on the bus', JSON.stringify(onBus({ 'detail-type': 'Object Deleted' }))],
    ["S3's test message", JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'inbox' })],
    ['a folder marker', JSON.stringify({ Records: [record({ key: 'incoming/aurora/', size: 0 })] })],
    ['a deletion', JSON.stringify({ Records: [record({}, { eventName: 'ObjectRemoved:Delete' })] })],
    ['no records', JSON.stringify({ Records: [] })],
  ])('%s asks for nothing', (_name, body) => {
    expect(readNotification(body).kind).toBe('nothing');
  });

  test.each([
    ['no JSON', 'Hello', 'the message is not JSON'],
    ['a list', '[]', 'the message is not a JSON object'],
    ['no records', '{}', 'the message has no Records'],
    [
      'a broken key',
      JSON.stringify({ Records: [record({ key: 'a%ZZ' })] }),
      'Records[0]: the key a%ZZ is not',
    ],
    [
      'a topic that passes on no JSON',
      onTopic('Hello').replace('\\"Hello\\"', 'Hello'),
      'of the topic is not',
    ],
    ['an event of the bus without a file', JSON.stringify(onBus({ detail: {} })), 'no bucket or object'],
    ['no time', JSON.stringify({ Records: [record({}, { eventTime: 'now' })] }), 'Records[0]: no eventTime'],
    ['no object', JSON.stringify({ Records: [{ ...record(), s3: {} }] }), 'Records[0]: no s3.bucket'],
  ])('%s is malformed, and the reason says where', (_name, body, reason) => {
    expect(readNotification(body)).toEqual({ kind: 'malformed', reason: expect.stringContaining(reason) });
  });

  test('a file of zero bytes that is no folder is a delivery: its agency is told that it is empty', () => {
    expect(deliveriesOf(record({ size: 0 }))[0]?.bytes).toBe(0);
  });

  test('two uploads under one key are ordered by sequencer, of any length and case', () => {
    const at = (sequencer: string): Delivery[] => deliveriesOf(record({ sequencer }));
    const order = ['0A', '00b1', '00B1FF', ''].flatMap(at).sort(compareSequence);
    expect(order.map(({ sequencer }) => sequencer)).toEqual(['', '00b1', '00B1FF', '0A']);
  });
});
