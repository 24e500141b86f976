/** What Lambda is answered for a batch; malformed messages fail without any service. */
import { describe, expect, test } from '@jest/globals';
import type { IngestClients } from '../../functions/adapters/platform/clients.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { composeIngest } from '../../functions/ingest/compose.ts';

const refuse = { send: () => Promise.reject(new Error('nobody is there')) };
const clients = {
  s3: refuse,
  dynamo: refuse,
  sns: refuse,
  sqs: () => Promise.resolve(refuse),
} as IngestClients;
const settings = {
  tableName: 'table',
  archiveBucket: 'archive',
  articleTopicArn: 'articles',
  opsTopicArn: 'ops',
  schemaBaseUrl: 'https://wire.example/schemas',
  publishDuplicates: false,
  queueUrl: 'https://sqs.example/intake',
  providers: registerOf([]),
};
const ingest = composeIngest(
  clients,
  settings,
  { now: () => 0, pause: () => Promise.resolve() },
  {
    taken: () => undefined,
    putAside: () => undefined,
    waits: () => undefined,
    ignored: () => undefined,
    failed: () => undefined,
    queueFailed: () => undefined,
    publishFailed: () => undefined,
    agencyNotTold: () => undefined,
    numbersFailed: () => undefined,
    furnitureFailed: () => undefined,
  },
);

const message = (messageId: string, body: string, receives = 1) => ({
  messageId,
  body,
  attributes: { ApproximateReceiveCount: String(receives) },
});
const answerTo = (...Records: ReturnType<typeof message>[]) => ingest({ Records }, () => 60_000);

describe('the answer to Lambda', () => {
  test('names the messages that failed', async () => {
    const nothing = JSON.stringify({ Event: 's3:TestEvent' });
    expect(await answerTo(message('a', 'hello'), message('b', nothing))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }],
    });
  });

  test('is an error when nothing gets through, so that the pace is lowered and somebody hears of it', async () => {
    await expect(answerTo(message('a', 'hello'), message('b', 'hello', 2))).rejects.toThrow('all 2 messages');
  });

  test('is none for the retries of what failed before: one bad file does not raise the alarm of an outage', async () => {
    expect(await answerTo(message('a', 'hello', 2))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }],
    });
  });
});
