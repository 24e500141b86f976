/** A file of which one item cannot be taken for now: the others are, ends least of all wait, and a retry is seconds away. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
} from '@aws-sdk/client-sqs';
import type { Clients } from '../../functions/adapters/platform/clients.ts';
import type { Delivery } from '../../functions/desk/notification.ts';
import { ItemsFailedError } from '../../functions/ingest/items.ts';
import { IntakeQueue } from '../../functions/ingest/intake-queue.ts';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import { Newsroom, ninjsFile, paragraphsOn, type Story } from './support/newsroom.ts';
import { clientsOf, stepsOver } from './support/steps.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ poll: false });
});
afterAll(async () => {
  await newsroom.close();
});

/** Clients for which the table refuses one article, as long as `isDown` says so. */
function refusing(clients: Clients, articleId: string, isDown: () => boolean): Clients {
  const send = (command: { input: unknown }, ...rest: never[]): Promise<unknown> =>
    isDown() && JSON.stringify(command.input).includes(articleId)
      ? Promise.reject(new Error('the table is busy'))
      : (clients.dynamo.send as (...args: unknown[]) => Promise<unknown>)(command, ...rest);
  return { ...clients, dynamo: { send } as Clients['dynamo'] };
}

async function dropped(name: string, stories: readonly Story[]): Promise<Delivery> {
  const items = stories.map((story): unknown => JSON.parse(Buffer.from(ninjsFile(story)).toString()));
  const bytes = Buffer.from(JSON.stringify(items));
  const key = await newsroom.drop('aurora', name, bytes);
  return { bucket: newsroom.inbox, key, received: 0, eTag: name, bytes: bytes.length, sequencer: '' };
}

test.each([3, 60])('of a file of %i items all but the failing one are taken, kills too', async (count) => {
  const uri = (index: number): string => `urn:x:failing:${count}:${index}`;
  const topic = (index: number): string =>
    `Faily${count === 3 ? 'a' : 'b'}${String.fromCharCode(97 + (index % 26))}${'z'.repeat(Math.floor(index / 26))}`;
  const story = (index: number, more: Story = {}): Story => ({
    uri: uri(index),
    paragraphs: paragraphsOn(topic(index)),
    ...more,
  });
  const old = await dropped(`old-${count}.json`, [story(count)]);
  await stepsOver(newsroom, clientsOf(newsroom), () => 1000).take(old);
  await newsroom.messages();

  const stories = Array.from({ length: count - 1 }, (_, index) => story(index));
  const kill = story(count, { pubstatus: 'canceled', version: '2', versioncreated: '2026-03-11T09:00:00Z' });
  const file = await dropped(`new-${count}.json`, [...stories, kill]);
  let isDown = true;
  const clients = refusing(clientsOf(newsroom), articleIdOf('aurora', uri(0)), () => isDown);
  const steps = stepsOver(newsroom, clients, () => 2000);

  await expect(steps.take(file)).rejects.toThrow(ItemsFailedError);
  const told = (await newsroom.messages()).map(({ type, subject }) => `${type} ${subject}`);
  expect(told).toContain(`wire.article.killed ${articleIdOf('aurora', uri(count))}`);
  expect(told).toContain(`wire.article.published ${articleIdOf('aurora', uri(count - 2))}`);
  expect(told).not.toContain(`wire.article.published ${articleIdOf('aurora', uri(0))}`);

  isDown = false;
  const receipt = await steps.take(file, true);
  expect(receipt.counts).toEqual({ published: count - 1, killed: 1 });
  expect(receipt.items.map(({ itemIndex }) => itemIndex)).toEqual([...Array(count).keys()]);
  told.push(...(await newsroom.messages()).map(({ type, subject }) => `${type} ${subject}`));
  expect(told).toHaveLength(count);
  expect(new Set(told).size).toBe(count);
});

describe('the intake queue', () => {
  const url = (): string => newsroom.stack.ref('IntakeQueue');
  const queue = (): IntakeQueue =>
    new IntakeQueue({ sqs: () => Promise.resolve(newsroom.stack.clients.sqs) }, url());
  const receive = async (): Promise<Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl: url(),
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    return (await newsroom.stack.clients.sqs.send(command)).Messages ?? [];
  };
  const handles = (messages: readonly Message[]) =>
    messages.map(({ ReceiptHandle = '' }) => ({ receiptHandle: ReceiptHandle }));

  test('hands out again what is to come again at once, and nothing that is done', async () => {
    const { sqs } = newsroom.stack.clients;
    for (const message of await receive()) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url(), ReceiptHandle: message.ReceiptHandle }));
    }
    for (const MessageBody of ['a', 'b'])
      await sqs.send(new SendMessageCommand({ QueueUrl: url(), MessageBody }));
    const first = await receive();
    expect(first.map(({ Body }) => Body).sort()).toEqual(['a', 'b']);
    expect(await receive()).toEqual([]);

    const again = handles(first.filter(({ Body }) => Body === 'a'));
    await queue().comeAgain(again.map((message) => ({ ...message, seconds: 0 })));
    await queue().remove(handles(first.filter(({ Body }) => Body === 'b')));
    const second = await receive();
    expect(second.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount])).toEqual([
      ['a', '2'],
    ]);
    await queue().comeAgain(handles(second).map((message) => ({ ...message, seconds: 600 })));
    expect(await receive()).toEqual([]);
  });
});
