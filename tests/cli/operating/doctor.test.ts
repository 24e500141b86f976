import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeleteQueueCommand, CreateQueueCommand } from '@aws-sdk/client-sqs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { mappings } from '../../../cli/operating/doctor-mappings.ts';
import type { Finding } from '../../../cli/operating/findings.ts';
import { arnOf } from '../../../infra/local/catalogue.ts';
import { Newsroom, ninjsFile } from '../../pipeline/support/newsroom.ts';
import { sitAt, spoil, typed } from '../support/operator.ts';
import { linesOf, wire } from '../support/run.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0, cold: true });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

describe('wire doctor', () => {
  test('finds nothing wrong with a stack that works, and says what it looked at', async () => {
    const lines = await typed('doctor');
    expect(lines).toEqual(
      expect.arrayContaining([
        { check: 'version', is: 'ok', says: expect.stringContaining('as here') },
        { check: 'clock', is: 'ok', says: expect.stringContaining('of AWS') },
        { check: 'mappings', is: 'ok', says: expect.stringContaining('on one machine') },
        { check: 'intake', is: 'ok', says: 'no dead letters' },
        { check: 'scan', is: 'ok', says: expect.stringContaining('malwareScan is off') },
        { check: 'pauses', is: 'ok', says: 'nobody is paused' },
        { check: 'outbox', is: 'ok', says: 'nothing is overdue' },
      ]),
    );
    // That of this test keeps nothing that SNS cannot deliver
    expect(lines).toContainEqual({
      check: 'subscriptions',
      is: 'note',
      says: expect.stringContaining('has no dead-letter queue'),
      todo: expect.stringContaining('wire subscribe --queue'),
    });
    expect(lines.at(-1)).toMatchObject({ total: { wrong: 0 } });
  });

  test('names what is wrong with what to do about it, and ends with 1', async () => {
    await spoil(newsroom, 'aurora', 'urn:x:doctor');
    await newsroom.drop('aurora', 'doctor.json', ninjsFile({ uri: 'urn:x:doctor' }));
    await newsroom.stack.quiet();
    await typed('pause', 'borealis', '--by', 'night desk');
    const { sqs, sns } = newsroom.stack.clients;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'local-subscriber-gone' }));
    await sns.send(
      new SubscribeCommand({
        TopicArn: newsroom.stack.ref('ArticleTopic'),
        Protocol: 'sqs',
        Endpoint: arnOf('sqs', 'local-subscriber-gone'),
      }),
    );
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));

    const { code, stdout, stderr } = await wire('doctor');
    expect(code).toBe(1);
    const lines = linesOf(stdout);
    expect(lines).toContainEqual({
      check: 'intake',
      is: 'wrong',
      says: '1 dead letters: articles are missing',
      todo: 'wire redrive',
    });
    expect(lines).toContainEqual({
      check: 'pauses',
      is: 'note',
      says: expect.stringMatching(/^borealis is paused since .* by night desk$/u),
      todo: expect.stringContaining('wire resume borealis'),
    });
    expect(lines).toContainEqual({
      check: 'subscriptions',
      is: 'wrong',
      says: expect.stringContaining('there is no such queue'),
      todo: expect.stringContaining('subscriber-unreachable'),
    });
    expect(stderr).toContain('2 things are wrong');
  });
});

describe('who takes from the queues of a deployed stage', () => {
  /** What Lambda says of the mappings of a queue, by its name. */
  let said: Record<string, object[]>;
  let server: Server;
  let lambda: LambdaClient;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://localhost');
      const queue = searchParams.get('EventSourceArn')?.split(':').at(-1) ?? '';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ EventSourceMappings: said[queue] ?? [] }));
    });
    const { promise, resolve } = Promise.withResolvers<undefined>();
    server.listen(0, '127.0.0.1', () => {
      resolve(undefined);
    });
    await promise;
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
    lambda = new LambdaClient({
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    });
  });
  afterAll(() => {
    lambda.destroy();
    server.close();
  });

  /** @param intake @param feed mappings of these queues */
  function look(intake: object[], feed: object[]): Promise<Finding[]> {
    const { outputs, clients } = newsroom.stack;
    const { IntakeQueueUrl: intakeQueueUrl = '', FeedQueueUrl: feedQueueUrl = '' } = outputs;
    const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
    said = { [nameOf(intakeQueueUrl)]: intake, [nameOf(feedQueueUrl)]: feed };
    return mappings({ clients, machine: true, intakeQueueUrl, feedQueueUrl }, lambda);
  }

  test('is said where all is well', async () => {
    expect(await look([{ UUID: 'm-1', State: 'Enabled' }], [{ UUID: 'm-2', State: 'Enabled' }])).toEqual([
      { is: 'ok', says: 'the intake queue is taken from' },
      { is: 'ok', says: 'the feed queue is taken from' },
    ]);
  });

  test('is wrong where intake was stopped, with the command that starts it again', async () => {
    const stopped = { UUID: 'm-1', State: 'Disabled', StateTransitionReason: 'USER_INITIATED' };
    expect(await look([stopped], [{ UUID: 'm-2', State: 'Enabling' }])).toEqual([
      {
        is: 'wrong',
        says: 'the intake queue is not taken from: its mapping is Disabled (USER_INITIATED)',
        todo: expect.stringContaining('--uuid m-1 --enabled'),
      },
      { is: 'note', says: 'the mapping of the feed queue is Enabling', todo: 'look again in a minute' },
    ]);
  });

  test('is wrong where Lambda has a problem with the queue or its function, or nobody takes from it', async () => {
    const failing = {
      UUID: 'm-1',
      State: 'Enabled',
      LastProcessingResult: 'PROBLEM: Function call failed',
    };
    expect(await look([failing], [])).toEqual([
      {
        is: 'wrong',
        says: 'the intake queue cannot be taken from: PROBLEM: Function call failed',
        todo: 'docs/runbook.md#ingest-failing',
      },
      {
        is: 'wrong',
        says: 'nobody takes from the feed queue',
        todo: expect.stringContaining('deploy again'),
      },
    ]);
  });
});
