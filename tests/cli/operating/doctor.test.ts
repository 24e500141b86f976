import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeleteQueueCommand, CreateQueueCommand } from '@aws-sdk/client-sqs';
import { SubscribeCommand } from '@aws-sdk/client-sns';
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
        { check: 'intake', is: 'ok', says: 'no dead letters' },
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
