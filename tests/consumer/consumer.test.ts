import { NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { s3ClaimChecks } from '../../functions/consumer/s3.ts';
import { MemorySeen, readMessage, takeBatch } from '../../functions/consumer/index.ts';
import { publishedSchema, violations } from '../support/schemas.ts';
import { App } from './support/newsroom.ts';
import { Wire } from './support/wire.ts';

describe('a consumer', () => {
  test('keeps the newest text of an article, and drops what it knows already', async () => {
    const [wire, app] = [new Wire(), new App()];
    const consumer = app.consumer();
    const first = wire.tell('a', 'published');
    const second = wire.tell('a', 'updated');
    expect(await consumer.take(first)).toBe('applied');
    expect(await consumer.take(first)).toBe('repeated');
    expect(await consumer.take(second)).toBe('applied');
    expect(await consumer.take(first)).toBe('older');
    expect(app.copies).toEqual(wire.state());
    expect(app.applied).toHaveLength(2);
  });

  test('obeys a kill that comes before its text, and of what it never saw', async () => {
    const [wire, app] = [new Wire(), new App()];
    const consumer = app.consumer();
    const text = wire.tell('a', 'published');
    const kill = wire.tell('a', 'killed');
    expect(await consumer.take(kill)).toBe('ended');
    expect(await consumer.take(text)).toBe('older');
    expect(app.ends).toEqual([{ article: 'a', revision: 2, event: 'killed', message: kill }]);
    expect(app.copies.size).toBe(0);
  });

  test('lets a reinstated article run again', async () => {
    const [wire, app] = [new Wire(), new App()];
    const consumer = app.consumer();
    for (const event of ['published', 'killed', 'reinstated'] as const)
      await consumer.take(wire.tell('a', event));
    expect(app.copies).toEqual(wire.state());
  });

  test('asks for a message again that the app could not take', async () => {
    const [wire, app] = [new Wire(), new App()];
    const consumer = app.consumer();
    const text = wire.tell('a', 'published');
    app.failures = 1;
    await expect(consumer.take(text)).rejects.toThrow('the app is away');
    expect(await consumer.take(text)).toBe('applied');
  });

  test('hands what is no message to a person, once, and goes on', async () => {
    const app = new App();
    const consumer = app.consumer();
    for (const value of ['text', null, { specversion: '1.0', type: 'order.placed' }])
      expect(await consumer.take(value)).toBe('invalid');
    expect(app.invalid.map(({ problems }) => problems.length > 0)).toEqual([true, true, true]);
  });

  test('passes over kinds of messages and properties that came later', async () => {
    const [wire, app] = [new Wire(), new App()];
    const consumer = app.consumer();
    const text = wire.tell('a', 'published');
    expect(await consumer.take({ ...text, type: 'wire.article.translated' })).toBe('passed-over');
    expect(await consumer.take({ ...text, later: 1, data: { ...text.data, later: 2 } })).toBe('applied');
  });

  test('validates with the published schema where it is given, and what comes later still passes', async () => {
    const [wire, app] = [new Wire(), new App()];
    const schema = publishedSchema('message');
    const consumer = app.consumer({ validate: (message) => violations(schema, message) });
    const text = wire.tell('a', 'published');
    expect(await consumer.take({ ...text, later: 1 })).toBe('applied');
    expect(await consumer.take({ ...text, time: 'noon' })).toBe('invalid');
    expect(app.invalid[0]?.problems).toEqual(['/time: must match format "date-time"']);
  });

  test('gives duplicates to who asks for them, and passes them over else', async () => {
    const wire = new Wire();
    const duplicate = { ...wire.tell('a', 'published'), type: 'wire.article.duplicate' };
    const app = new App();
    expect(await app.consumer().take(duplicate)).toBe('passed-over');
    const told: string[] = [];
    const consumer = app.consumer({ onDuplicate: ({ subject }) => void told.push(subject) });
    expect(await consumer.take(duplicate)).toBe('applied');
    expect(told).toEqual(['a']);
    expect(app.copies.size).toBe(0);
  });

  test('brings the whole article where a message had no room for it', async () => {
    const [wire, app] = [new Wire(), new App()];
    const whole = wire.tell('a', 'published');
    const { bodies: _bodies, ...article } = whole.data.article;
    const articleRef = { bucket: 'archive', key: 'bodies/a/x.article.json', versionId: '', bytes: 1 };
    const checked = { ...whole, data: { ...whole.data, article, articleRef } };
    await expect(app.consumer().take(checked)).rejects.toMatchObject({ code: 'claim-check' });
    const consumer = app.consumer({ claimChecks: () => Promise.resolve(whole.data.article) });
    expect(await consumer.take(checked)).toBe('applied');
    expect(app.applied[0]?.data.article.bodies).toEqual(whole.data.article.bodies);
    const late = app.consumer({ claimChecks: () => Promise.resolve(undefined) });
    expect(await late.take(checked)).toBe('gone');
  });

  test('takes a claim check whose file is gone for an article that has ended', async () => {
    const articleRef = { bucket: 'archive', key: 'bodies/a/x.article.json', versionId: '', bytes: 1 };
    const told = new Wire().tell('a', 'published');
    const message = { ...told, data: { ...told.data, articleRef } };
    const failing = (error: Error): S3Client => {
      const client = new S3Client({ region: 'us-east-1' });
      client.send = () => Promise.reject(error);
      return client;
    };
    const gone = failing(new NoSuchKey({ message: 'gone', $metadata: {} }));
    expect(await s3ClaimChecks(gone)(message)).toBeUndefined();
    const down = failing(new Error('S3 is down'));
    await expect(s3ClaimChecks(down)(message)).rejects.toThrow('S3 is down');
  });

  test('lets two processes not work on one article at once', async () => {
    const [wire, app] = [new Wire(), new App()];
    const seen = new MemorySeen();
    const text = wire.tell('a', 'published');
    const kill = wire.tell('a', 'killed');
    const { promise: slow, resolve: goOn } = Promise.withResolvers<undefined>();
    const one = app.consumer({ seen, onArticle: () => slow });
    const other = app.consumer({ seen, pause: () => new Promise((resolve) => setImmediate(resolve)) });
    const working = one.take(text);
    const killing = other.take(kill);
    goOn(undefined);
    expect(await Promise.all([working, killing])).toEqual(['applied', 'ended']);
    await expect(app.consumer({ seen, busyMs: 0 }).take(text)).resolves.toBe('older');
  });
});

describe('a batch of a queue', () => {
  const record = (messageId: string, value: unknown): { messageId: string; body: string } => ({
    messageId,
    body: JSON.stringify(value),
  });

  test('gives back only what failed', async () => {
    const [wire, app] = [new Wire(), new App()];
    const consumer = app.consumer();
    const messages = ['a', 'b', 'c'].map((article) => record(article, wire.tell(article, 'published')));
    app.refuses = 'b';
    const failed: string[] = [];
    const answer = await takeBatch(
      consumer,
      { Records: [...messages, { messageId: 'x', body: 'no JSON' }] },
      { onFailed: (messageId) => failed.push(messageId) },
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
    expect(failed).toEqual(['b']);
    expect([...app.copies.keys()]).toEqual(['a', 'c']);
    expect(app.invalid).toEqual([{ value: 'no JSON', problems: ['is no object'] }]);
  });

  test('takes no text of an article whose end failed', async () => {
    const [wire, app] = [new Wire(), new App()];
    const text = wire.tell('a', 'published');
    const kill = wire.tell('a', 'killed');
    app.failures = 1;
    const answer = await takeBatch(
      app.consumer(),
      { Records: [record('1', text), record('2', kill)] },
      { onFailed: () => undefined },
    );
    expect(answer.batchItemFailures).toHaveLength(2);
    expect(app.copies.size).toBe(0);
  });

  test('may have the envelope of SNS around its messages', async () => {
    const [wire, app] = [new Wire(), new App()];
    const text = wire.tell('a', 'published');
    const envelope = { Type: 'Notification', TopicArn: 'arn:…', Message: JSON.stringify(text) };
    await takeBatch(app.consumer(), { Records: [record('1', envelope)] });
    expect(app.copies).toEqual(wire.state());
  });
});

test('a message that left a filter is an end without content', () => {
  const [wire] = [new Wire()];
  wire.tell('a', 'published');
  wire.tell('a', 'updated', 'fr');
  const [event] = wire.page(0, 10, 'en').events;
  expect(readMessage(event)).toEqual({
    kind: 'end',
    end: { article: 'a', revision: 2, event: 'left', message: event },
  });
});
