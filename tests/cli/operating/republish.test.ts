import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ArticleMessage } from '../../../functions/adapters/publish/article-message.ts';
import { republish, type SentAgain, type ToldAgain } from '../../../functions/desk/republish.ts';
import { articleIdOf } from '../../../functions/core/article/identity.ts';
import { arnOf } from '../../../infra/local/catalogue.ts';
import { Newsroom, ninjsFile, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { sitAt, typed } from '../support/operator.ts';
import { wire } from '../support/run.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0 });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const text = (name: string, more: object = {}): Uint8Array =>
  ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn(`Again ${name}`), ...more });
const articleOf = (name: string): string => articleIdOf('aurora', `urn:x:${name}`);

interface Told {
  id: string;
  bodies: number;
}

const toldIn = (messages: readonly ArticleMessage[]): Told[] =>
  messages.map(({ id, data }) => ({ id, bodies: data.article.bodies?.length ?? 0 }));

/** A queue as an app has it, subscribed later than everything of this test. */
async function subscriber(
  name: string,
  attributes: Record<string, string>,
): Promise<{ arn: string; received: () => Promise<Record<string, unknown>[]> }> {
  const { sqs, sns } = newsroom.stack.clients;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `local-subscriber-${name}` }));
  const arn = arnOf('sqs', `local-subscriber-${name}`);
  const TopicArn = newsroom.stack.ref('ArticleTopic');
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn, Attributes: attributes }));
  const received = async (): Promise<Record<string, unknown>[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    return Messages.map(({ Body = '' }) => JSON.parse(Body) as Record<string, unknown>);
  };
  return { arn, received };
}

describe('wire republish', () => {
  let since = '';
  beforeAll(async () => {
    since = new Date(Date.now() - 1000).toISOString();
    await newsroom.take(
      ['aurora', 'one.json', text('one')],
      ['aurora', 'one-2.json', text('one', { version: '2', versioncreated: '2026-03-11T09:00:00Z' })],
      ['aurora', 'dead.json', text('dead', { language: 'de' })],
      [
        'aurora',
        'dead-2.json',
        text('dead', { version: '2', pubstatus: 'canceled', versioncreated: '2026-03-11T09:00:00Z' }),
      ],
      ['aurora', 'later.json', text('later', { embargoed: '2099-01-01T00:00:00Z' })],
    );
    await newsroom.messages();
  });

  test('shows what would be told once more, and what not', async () => {
    const shown = await typed('republish', '--since', since);
    expect(shown).toMatchObject([
      { article: { articleId: articleOf('one'), revision: 2, event: 'updated' } },
      { article: { articleId: articleOf('dead'), revision: 2, event: 'killed' } },
      { total: { 'would be told': 2, dollars: 0.01, seconds: 1 } },
    ]);
    expect(await newsroom.messages()).toEqual([]);
  });

  test('tells the newest state under its old id, an end bare and an embargo never', async () => {
    const articles = ['one', 'dead', 'later', 'nobody'].flatMap((name) => ['--article', articleOf(name)]);
    const done = await typed('republish', ...articles, '--apply', '--by', 'night desk');
    expect(done.at(-1)).toMatchObject({ total: { sent: 2, 'not-told': 1, 'not-found': 1 } });
    expect(new Set(toldIn(await newsroom.messages()))).toEqual(
      new Set([
        { id: `${articleOf('one')}.2.updated`, bodies: 2 },
        { id: `${articleOf('dead')}.2.killed`, bodies: 0 },
      ]),
    );
    const operations = await typed('operations');
    expect(operations.at(-1)).toMatchObject({
      operation: { command: 'republish', by: 'night desk', state: 'done', counts: { sent: 2 } },
    });
  });

  test('reaches one subscriber alone, through its filter and in its envelope', async () => {
    const filtered = await subscriber('filtered', {
      RawMessageDelivery: 'true',
      FilterPolicy: JSON.stringify({ language: ['en'] }),
    });
    const wrapped = await subscriber('wrapped', {});
    const choice = ['--since', since, '--apply', '--to'];
    expect((await typed('republish', ...choice, filtered.arn)).at(-1)).toMatchObject({
      total: { sent: 1, filtered: 1 },
    });
    expect((await typed('republish', ...choice, wrapped.arn)).at(-1)).toMatchObject({ total: { sent: 2 } });
    expect(await newsroom.messages()).toEqual([]);
    expect(await filtered.received()).toMatchObject([{ id: `${articleOf('one')}.2.updated` }]);
    const envelopes = await wrapped.received();
    expect(envelopes).toHaveLength(2);
    expect(envelopes[0]).toMatchObject({
      Type: 'Notification',
      MessageAttributes: { provider: { Value: 'aurora' } },
    });
  });

  test('refuses a queue that is not subscribed, and to choose nothing', async () => {
    const nobody = await wire('republish', '--since', '1h', '--to', arnOf('sqs', 'local-subscriber-nobody'));
    expect(nobody).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('subscribed to the article topic'),
    });
    expect(await wire('republish')).toMatchObject({ code: 2, stderr: expect.stringContaining('--article') });
  });
});

test('a text that is killed while it is sent again is followed by its end', async () => {
  await newsroom.take(['aurora', 'race.json', text('race')]);
  await newsroom.messages();
  const sent: string[] = [];
  const send = async ({ event, revision: { revision } }: ToldAgain): Promise<SentAgain> => {
    sent.push(`${revision}.${event}`);
    if (event === 'published') await typed('kill', articleOf('race'), '--reason', 'a court says so');
    return { wanted: true, ...(event === 'published' ? { claimCheck: 'bodies/race' } : {}) };
  };
  const withdrawn: string[] = [];
  const withdraw = (keys: readonly string[]): Promise<void> => {
    withdrawn.push(...keys);
    return Promise.resolve();
  };
  const ports = { table: newsroom.table, send, withdraw };
  expect(await republish(ports, articleOf('race'))).toEqual({
    outcome: 'ended-meanwhile',
    revision: 2,
    event: 'killed',
  });
  expect(sent).toEqual(['1.published', '2.killed']);
  expect(withdrawn).toEqual(['bodies/race']);
});
