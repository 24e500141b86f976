import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { failedMessages } from '../../../infra/local/mappings.ts';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack.ts';
import { functionOf, mappingOf, writeAssembly } from './support/assembly.ts';

describe('which messages come back', () => {
  const ids = ['a', 'b', 'c'];
  const answered = (payload: unknown) => [...failedMessages({ ok: true, payload }, ids, true)];
  const of = (...identifiers: unknown[]) => ({
    batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
  });

  test.each([
    ['none are reported', of(), []],
    ['the answer is null', null, []],
    ['the answer has no list', {}, []],
    ['the list is null', { batchItemFailures: null }, []],
    ['one is reported', of('b'), ['b']],
    ['an unknown one is reported beside a known one', of('b', 'z'), ids],
    ['an empty identifier is reported', of(''), ids],
    ['an identifier is missing', { batchItemFailures: [{}] }, ids],
    ['the list is no list', { batchItemFailures: 'b' }, ids],
    ['the answer is no object', 'done', ids],
  ])('when %s', (_, payload, expected) => {
    expect(answered(payload)).toEqual(expected);
  });

  test('all, when the function fails', () => {
    expect([...failedMessages({ ok: false, kind: 'error', message: '' }, ids, true)]).toEqual(ids);
  });

  test('none, whatever is reported, where the mapping does not ask for reports', () => {
    expect([...failedMessages({ ok: true, payload: of('b') }, ids, false)]).toEqual([]);
  });
});

test('a mapping that is disabled, or not wanted, takes nothing, and nothing waits for it', async () => {
  const resources = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Taker: functionOf('taker'),
    Mapping: mappingOf('Queue', 'Taker', { Enabled: false }),
  };
  const assembly = writeAssembly({ resources, code: { taker: 'export const handler = () => null;' } });
  for (const poll of [true, false]) {
    const stack = await startLocalStack({ assembly, poll });
    await stack.clients.sqs.send(new SendMessageCommand({ QueueUrl: stack.ref('Queue'), MessageBody: 'm' }));
    await stack.quiet();
    expect(await stack.messagesIn(stack.ref('Queue'))).toBe(1);
    await stack.stop();
  }
});

describe('an event source mapping', () => {
  let stack: LocalStack;
  const batches: { bodies: string[]; counts: number[] }[] = [];

  beforeAll(async () => {
    stack = await startLocalStack({
      retryAfterSeconds: 0,
      assembly: writeAssembly({
        resources: {
          DeadLetters: { Type: 'AWS::SQS::Queue' },
          Queue: {
            Type: 'AWS::SQS::Queue',
            Properties: {
              VisibilityTimeout: 30,
              RedrivePolicy: {
                deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
                maxReceiveCount: 3,
              },
            },
          },
          Taker: functionOf('taker'),
          Mapping: mappingOf('Queue', 'Taker', { BatchSize: 4, ScalingConfig: { MaximumConcurrency: 2 } }),
        },
        code: {
          taker: `export const handler = ({ Records }) => ({
            batchItemFailures: Records.filter(({ body }) => body.startsWith('bad'))
              .map(({ messageId }) => ({ itemIdentifier: messageId })),
          });`,
        },
      }),
    });
    stack.onInvocation(({ event }) => {
      const { Records } = event as { Records: { body: string; attributes: Record<string, string> }[] };
      batches.push({
        bodies: Records.map(({ body }) => body),
        counts: Records.map(({ attributes }) => Number(attributes.ApproximateReceiveCount)),
      });
    });
  });
  afterAll(() => stack.stop());

  test('takes a full batch and no more', async () => {
    const Entries = Array.from({ length: 10 }, (_, index) => ({
      Id: String(index),
      MessageBody: `m${index}`,
    }));
    await stack.clients.sqs.send(new SendMessageBatchCommand({ QueueUrl: stack.ref('Queue'), Entries }));
    await stack.quiet();
    const sizes = batches.map(({ bodies }) => bodies.length);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(10);
    expect(Math.max(...sizes)).toBe(4);
  });

  test('brings back what failed and only that, and puts it aside at last', async () => {
    batches.length = 0;
    const Entries = ['good', 'bad'].map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await stack.clients.sqs.send(new SendMessageBatchCommand({ QueueUrl: stack.ref('Queue'), Entries }));
    await stack.quiet();
    expect(batches).toEqual([
      { bodies: ['good', 'bad'], counts: [1, 1] },
      { bodies: ['bad'], counts: [2] },
      { bodies: ['bad'], counts: [3] },
    ]);
    expect(await stack.messagesIn(stack.ref('DeadLetters'))).toBe(1);
    expect(await stack.messagesIn(stack.ref('Queue'))).toBe(0);
  });

  test('hands over the message as Lambda does', async () => {
    const seen = new Promise((resolve) => {
      stack.onInvocation(({ event }) => {
        resolve(event);
      });
    });
    await stack.clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: stack.ref('Queue'),
        MessageBody: 'm',
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
      }),
    );
    expect(await seen).toMatchObject({
      Records: [
        {
          body: 'm',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:test-Queue',
          awsRegion: 'us-east-1',
          md5OfBody: '6f8f57715090da2632453988d9a1501b',
          messageAttributes: { kind: { stringValue: 'test', dataType: 'String' } },
          attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/u) },
        },
      ],
    });
  });
});
