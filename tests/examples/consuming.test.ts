/** The examples, `wire subscribe` and `wire tail`, over one stack on this machine. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { alertsFrom, searchOf } from '../../examples/alert/alert.ts';
import { folderConsumer } from '../../examples/follow-feed/follow.ts';
import { forwardTo } from '../../examples/forward-webhook/handler.ts';
import { keepCopies } from '../../examples/keep-copy/handler.ts';
import {
  createConsumer,
  FeedClient,
  MemorySeen,
  type Consumer,
  type QueueEvent,
} from '../../functions/consumer/index.ts';
import type { ArticleMessage } from '../../functions/adapters/publish/article-message.ts';
import { iamFetch } from '../../functions/consumer/iam.ts';
import { linesOf, Running, STACK_FILE, wire } from '../cli/support/run.ts';
import { Newsroom, ninjsFile, paragraphsOn } from '../pipeline/support/newsroom.ts';

let newsroom: Newsroom;
let apiUrl: string;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  const { environment, outputs } = newsroom.stack;
  apiUrl = outputs.ApiUrl ?? '';
  writeFileSync(STACK_FILE, JSON.stringify({ pid: process.pid, environment, outputs }));
});
afterAll(async () => {
  await newsroom.close();
  rmSync(STACK_FILE, { force: true });
});

async function deliver(id: string, version: number, more: Record<string, unknown> = {}): Promise<void> {
  const file = ninjsFile({
    uri: `urn:newsml:aurora.example:20260311:${id}`,
    version: String(version),
    versioncreated: `2026-03-11T08:0${version}:00Z`,
    headline: `About ${id}`,
    paragraphs: paragraphsOn(id),
    ...more,
  });
  await newsroom.drop('aurora', `${id}-${version}.json`, file);
  await newsroom.stack.quiet();
}

/** A queue with or without a dead-letter queue. @returns its ARN */
async function queue(name: string, deadLetterArn?: string): Promise<{ arn: string; url: string }> {
  const { sqs } = newsroom.stack.clients;
  const { QueueUrl: url = '' } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      ...(deadLetterArn === undefined
        ? {}
        : {
            Attributes: {
              RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterArn, maxReceiveCount: '3' }),
            },
          }),
    }),
  );
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { arn: Attributes.QueueArn ?? '', url };
}

/** All that is in a queue, as a Lambda function gets it. */
async function take(url: string): Promise<QueueEvent> {
  const { sqs } = newsroom.stack.clients;
  const records: { messageId: string; body: string }[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return { Records: records };
    for (const { MessageId = '', Body = '', ReceiptHandle } of Messages) {
      records.push({ messageId: MessageId, body: Body });
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
  }
}

function feed(filter = {}): FeedClient {
  return new FeedClient({
    url: `${apiUrl}/machine`,
    filter,
    fetch: iamFetch({
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  });
}

/** A receiver on this machine. */
async function receiver(
  answer: (request: IncomingMessage, body: string) => number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      response.writeHead(answer(request, body)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

let desk: { arn: string; url: string };
let dead: { arn: string; url: string };

describe('wire subscribe', () => {
  test.each([
    ['what is no queue', 'arn:aws:sns:us-east-1:000000000000:desk', 'is no ARN of a queue'],
    ['a FIFO queue', 'arn:aws:sqs:us-east-1:000000000000:desk.fifo', 'FIFO'],
    ['a queue that is not there', 'arn:aws:sqs:us-east-1:000000000000:nowhere', 'cannot be read'],
  ])('refuses %s', async (_, arn, reason) => {
    const { code, stdout, stderr } = await wire('subscribe', '--queue', arn);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });

  test('refuses a queue without a dead-letter queue, and filters that SNS would refuse', async () => {
    const { arn } = await queue('lonely');
    const lonely = await wire('subscribe', '--queue', arn);
    expect(lonely.stderr).toContain('has no dead-letter queue');
    const many = await wire('subscribe', '--queue', arn, '--urgency', '12');
    expect({ code: many.code, says: many.stderr }).toEqual({
      code: 2,
      says: expect.stringContaining('urgency: 12 is no value of it'),
    });
  });

  test('shows what it would do, does it, and finds it done', async () => {
    dead = await queue('desk-dead');
    desk = await queue('desk', dead.arn);
    const parameters = ['subscribe', '--queue', desk.arn, '--language', 'en', '--provider', 'aurora'];
    const dry = await wire(...parameters, '--dry-run');
    expect(linesOf(dry.stdout)).toMatchObject([
      { queuePolicy: { queue: desk.arn, added: { Resource: desk.arn } } },
      { queuePolicy: { queue: dead.arn, added: { Resource: dead.arn } } },
      { subscription: { is: 'to be made', rawMessageDelivery: true, deadLetterQueue: dead.arn } },
    ]);
    const done = await wire(...parameters);
    expect({ code: done.code, lines: linesOf(done.stdout) }).toMatchObject({
      code: 0,
      lines: [
        {},
        {},
        {
          subscription: {
            is: 'made',
            filterPolicy: {
              $or: [
                { language: ['en', { prefix: 'en-' }], provider: ['aurora'] },
                { type: ['wire.article.killed', 'wire.article.withheld'] },
              ],
            },
          },
        },
      ],
    });
    const again = await wire(...parameters);
    expect(linesOf(again.stdout)).toMatchObject([
      { queuePolicy: { is: 'there already' } },
      { queuePolicy: { is: 'there already' } },
      { subscription: { is: 'there already' } },
    ]);
    const wider = await wire('subscribe', '--queue', desk.arn, '--language', 'en');
    expect(linesOf(wider.stdout)[2]).toMatchObject({ subscription: { is: 'changed: FilterPolicy' } });
  });

  test('says whose credentials the queue of another account needs, and where SNS takes dead letters', async () => {
    const topic = newsroom.stack.outputs.ArticleTopicArn ?? '';
    const strange = await wire('subscribe', '--queue', 'arn:aws:sqs:us-east-1:111122223333:desk');
    expect(strange).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`with credentials of 111122223333 and --topic ${topic};`),
    });
    const far = dead.arn.replace('us-east-1', 'eu-north-1');
    expect(await wire('subscribe', '--queue', desk.arn, '--dead-letter-queue', far)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('only in the region of the topic (us-east-1)'),
    });
    expect(await wire('subscribe', '--queue', desk.arn, '--topic', 'articles')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--topic: "articles" is no ARN of a topic'),
    });
  });

  test('works for who owns the queue and not the wire, with the topic by its name', async () => {
    const topic = newsroom.stack.outputs.ArticleTopicArn ?? '';
    const guest = await queue('guest', dead.arn);
    const before = process.env;
    process.env = { ...before, ...newsroom.stack.environment };
    try {
      const parameters = ['subscribe', '--queue', guest.arn, '--topic', topic] as const;
      expect(linesOf((await wire(...parameters)).stdout)[2]).toMatchObject({
        subscription: { topic, is: 'made' },
      });
      expect(linesOf((await wire(...parameters, '--language', 'en')).stdout)[2]).toMatchObject({
        subscription: { is: 'changed: FilterPolicy' },
      });
    } finally {
      process.env = before;
    }
  });
});

test.each([
  ['the change feed', []],
  ['a queue of its own', ['--queue']],
])('wire tail shows what is told from now on, by %s', async (_, by) => {
  const tail = new Running('wire', ['tail', '--count', '1', '--provider', 'aurora', ...by]);
  await tail.saidOnStderr('Listening');
  await deliver(`tail${by.length}`, 1);
  const { code, stdout } = await tail.finished;
  expect(code).toBe(0);
  expect(linesOf(stdout)).toMatchObject([
    {
      type: 'wire.article.published',
      data: { article: { headlines: [{ value: `About tail${by.length}` }] } },
    },
  ]);
});

test('a function keeps copies, and the feed takes away what left the filter of its queue', async () => {
  const { s3, dynamodb } = newsroom.stack.clients;
  await s3.send(new CreateBucketCommand({ Bucket: 'copies' }));
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'seen',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const keep = keepCopies({
    s3,
    dynamo: dynamodb,
    copiesBucket: 'copies',
    seenTable: 'seen',
    feed: feed({ language: ['en'] }),
  });
  const headlines = async (): Promise<string[]> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'copies' }));
    const texts = await Promise.all(
      Contents.map(async ({ Key }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'copies', Key }));
        return (await Body?.transformToString()) ?? '';
      }),
    );
    return texts
      .map((text) => /About (keep-[a-z]+)/u.exec(text)?.[1] ?? '')
      .filter((name) => name !== '')
      .sort();
  };
  await take(desk.url);
  for (const id of ['keep-stays', 'keep-turns', 'keep-dies']) await deliver(id, 1);
  await deliver('keep-french', 1, { language: 'fr' });
  await deliver('keep-dies', 2, { pubstatus: 'canceled' });
  await deliver('keep-turns', 2, { language: 'fr' });
  expect(await keep(await take(desk.url))).toEqual({ batchItemFailures: [] });
  // The topic alone leaves a copy that nobody updates
  expect(await headlines()).toEqual(['keep-stays', 'keep-turns']);
  await keep({ source: 'aws.events' });
  expect(await headlines()).toEqual(['keep-stays']);
});

test('an app that was dead for an hour has to the byte what the topic told meanwhile', async () => {
  const seen = new MemorySeen();
  const copies = new Map<string, string>();
  const consumer = (): Consumer =>
    createConsumer({
      seen,
      feed: feed(),
      onArticle: (message) => void copies.set(message.subject, JSON.stringify(message)),
      onEnd: ({ article }) => void copies.delete(article),
      onProblem: () => undefined,
    });
  await consumer().catchUp();
  await newsroom.messages();
  copies.clear();
  for (const [id, version] of [
    ['hour-a', 1],
    ['hour-b', 1],
    ['hour-a', 2],
    ['hour-c', 1],
  ] as const)
    await deliver(id, version);
  await deliver('hour-b', 2, { pubstatus: 'canceled' });
  // More than fits into a message: a claim check
  await deliver('hour-long', 1, { paragraphs: Array.from({ length: 300 }, (_, n) => `${n} `.repeat(150)) });
  const told = new Map<string, string>();
  for (const message of await newsroom.messages())
    if (message.type === 'wire.article.killed') told.delete(message.subject);
    else told.set(message.subject, JSON.stringify(message));
  await consumer().catchUp();
  const [some = ''] = told.values();
  const { dataschema } = JSON.parse(some) as ArticleMessage;
  expect(await (await fetch(dataschema)).json()).toMatchObject({ $id: 'message-1.1.json' });
  const [long, ...others] = [...told].sort(([, a], [, b]) => b.length - a.length);
  const missing = [long, ...others].filter(([article = '', text] = ['', '']) => copies.get(article) !== text);
  // Whole in the copy, whose message had no room for it
  expect(missing.map(([, text] = ['', '']) => text.includes('"articleRef"'))).toEqual([true]);
  const [article = '', text = ''] = missing[0] ?? [];
  const copy = JSON.parse(copies.get(article) ?? '') as ArticleMessage;
  expect(copy.data.article.bodies).not.toEqual([]);
  const { bodies: _bodies, ...rest } = copy.data.article;
  expect({ ...copy, data: { ...copy.data, article: rest } }).toEqual(JSON.parse(text));
});

test('a script keeps a folder as the wire is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newswire-folder-'));
  try {
    const consumer = folderConsumer(feed(), folder);
    await deliver('folder', 1);
    await consumer.catchUp();
    const before = readdirSync(folder);
    expect(before.map((file) => readFileSync(join(folder, file), 'utf8')).join()).toContain('About folder');
    await deliver('folder', 2, { pubstatus: 'canceled' });
    await consumer.catchUp();
    expect(readdirSync(folder)).toHaveLength(before.length - 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a saved search alerts once, and takes it back when the article is killed', async () => {
  const texts: string[] = [];
  const client = feed();
  const alerts = await alertsFrom(await client.now(), {
    feed: client,
    search: searchOf('"about strandvik" -sport'),
    tell: (text) => Promise.resolve(void texts.push(text)),
  });
  await deliver('elsewhere', 1);
  await deliver('Strandvik', 1);
  await deliver('Strandvik', 2);
  await alerts.catchUp();
  await deliver('Strandvik', 3, { pubstatus: 'canceled' });
  await alerts.catchUp();
  expect(texts).toEqual([
    'aurora: About Strandvik',
    expect.stringMatching(/^An article of which you were told is killed: do not use it/u),
  ]);
});

test('a web hook gets what is in the queue, signed, and again what it did not take', async () => {
  const secret = `whsec_${Buffer.from('a secret that nobody else has').toString('base64')}`;
  const got: unknown[] = [];
  const ids: unknown[] = [];
  const answers = [500];
  const { url, stop } = await receiver((request, body) => {
    ids.push(request.headers['webhook-id']);
    const status = answers.shift() ?? 204;
    if (status === 204) got.push(new Webhook(secret).verify(body, request.headers as Record<string, string>));
    return status;
  });
  try {
    await take(desk.url);
    await deliver('hook', 1);
    const batch = await take(desk.url);
    const forward = forwardTo({ url, secret });
    const { batchItemFailures } = await forward(batch);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      batch.Records[0]?.messageId,
    ]);
    expect(await forward(batch)).toEqual({ batchItemFailures: [] });
    expect(got).toEqual(batch.Records.map(({ body }) => JSON.parse(body) as unknown));
    expect(ids[0]).toBe(ids[1]);
    // What is too large for a message goes on as the queue has it
    await deliver('hook-long', 1, { paragraphs: Array.from({ length: 300 }, (_, n) => `${n} `.repeat(150)) });
    expect(await forward(await take(desk.url))).toEqual({ batchItemFailures: [] });
    expect(got.at(-1)).toMatchObject({ data: { articleRef: { key: expect.stringMatching(/^bodies\//u) } } });
  } finally {
    await stop();
  }
});
