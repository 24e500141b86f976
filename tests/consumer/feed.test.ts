import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  FeedClient,
  MemorySeen,
  type FeedClientOptions,
  type FeedFilter,
} from '../../functions/consumer/index.ts';
import { iamFetch } from '../../functions/consumer/iam.ts';
import { App, atOnce } from './support/newsroom.ts';
import { FeedServer, isEnd, Wire, type Told } from './support/wire.ts';

let wire: Wire;
let server: FeedServer;
let app: App;

beforeEach(async () => {
  wire = new Wire();
  server = await FeedServer.start(wire);
  app = new App();
});

afterEach(async () => {
  await server.stop();
});

function feed(options: Partial<FeedClientOptions> = {}): FeedClient {
  return new FeedClient({ url: server.url, limit: 3, pause: atOnce, ...options });
}

function tellMuch(from = 0): void {
  for (let index = from; index < from + 20; index++) {
    wire.tell(`a${index}`, 'published');
    if (index % 3 === 0) wire.tell(`a${index}`, 'updated');
    if (index % 5 === 0) wire.tell(`a${index}`, 'killed');
  }
}

describe('a consumer with the feed', () => {
  test('has all that the log holds after a cold start', async () => {
    tellMuch();
    const consumer = app.consumer({ feed: feed() });
    expect(await consumer.catchUp()).toMatchObject({ owed: 0 });
    expect(app.copies).toEqual(wire.state());
  });

  test('that was dead for an hour catches up to the byte, from where it stood', async () => {
    const seen = new MemorySeen();
    tellMuch();
    await app.consumer({ feed: feed(), seen }).catchUp();
    tellMuch(10);
    wire.tell('a11', 'corrected');
    server.requests.length = 0;
    await app.consumer({ feed: feed(), seen }).catchUp();
    expect(app.copies).toEqual(wire.state());
    expect(server.requests[0]?.url).toContain('after=');
  });

  test('begins anew after more time than the log remembers, and drops what ended meanwhile', async () => {
    const seen = new MemorySeen();
    const consumer = app.consumer({ feed: feed(), seen });
    wire.tell('old', 'published');
    wire.tell('stays', 'published');
    await consumer.catchUp();
    wire.tell('old', 'killed');
    tellMuch();
    server.oldest = wire.log.length - 5;
    const later = app.consumer({ feed: feed(), seen });
    await later.catchUp();
    expect(app.copies.has('old')).toBe(false);
    expect(app.copies.has('stays')).toBe(true);
    expect(app.problems.map(({ code }) => code)).toContain('cursor-expired');
    expect(app.ends).toContainEqual({ article: 'old', revision: 2, event: 'killed', message: null });
    await later.catchUp();
    expect(app.problems.filter(({ code }) => code === 'cursor-expired')).toHaveLength(1);
  });

  test('drops an article whose update left its filter: the topic alone leaves a stale copy', async () => {
    const consumer = app.consumer({ feed: feed({ filter: { language: ['en'] } }) });
    wire.tell('a', 'published', 'en');
    wire.tell('a', 'updated', 'fr');
    for (const message of wire.topic('en')) await consumer.take(message);
    expect(app.copies.has('a')).toBe(true);
    await consumer.catchUp();
    expect(app.copies.has('a')).toBe(false);
    expect(app.ends).toMatchObject([{ article: 'a', revision: 2, event: 'left' }]);
  });

  test('acknowledges kills and withholdings by itself, after the app has obeyed', async () => {
    const consumer = app.consumer({ feed: feed() });
    wire.tell('a', 'published');
    const kill = wire.tell('a', 'killed');
    app.failures = 1;
    await expect(consumer.take(kill)).rejects.toThrow();
    expect(wire.acknowledged).toEqual([]);
    await consumer.take(kill);
    expect(wire.acknowledged).toEqual([{ article: 'a', revision: 2 }]);
    await consumer.take(kill);
    expect(wire.acknowledged).toHaveLength(1);
    await app.consumer({ feed: feed(), acknowledge: false }).take(kill);
    expect(wire.acknowledged).toHaveLength(1);
  });

  test('obeys a kill also when it cannot be acknowledged, and does that when the kill comes again', async () => {
    const consumer = app.consumer({ feed: feed({ attempts: 1 }) });
    const kill = wire.tell('a', 'killed');
    server.faults.push({ status: 503 });
    expect(await consumer.take(kill)).toBe('ended');
    expect(app.problems.map(({ code }) => code)).toEqual(['not-acknowledged']);
    expect(await consumer.take(kill)).toBe('repeated');
    expect(wire.acknowledged).toEqual([{ article: 'a', revision: 1 }]);
  });

  test('reads on behind an article at which the app fails, and does not forget it', async () => {
    const seen = new MemorySeen();
    wire.tell('bad', 'published');
    tellMuch();
    app.refuses = 'bad';
    const consumer = app.consumer({ feed: feed(), seen });
    expect(await consumer.catchUp()).toMatchObject({ owed: 1 });
    expect(app.copies.size).toBe(wire.state().size - 1);
    app.refuses = undefined;
    // The process dies: what it owed is read again
    await app.consumer({ feed: feed(), seen }).catchUp();
    expect(app.copies).toEqual(wire.state());
  });

  test('stops where it is when the app fails at everything', async () => {
    for (let index = 0; index < 120; index++) wire.tell(`a${index}`, 'published');
    app.failures = Infinity;
    const consumer = app.consumer({ feed: feed({ limit: 10 }) });
    await expect(consumer.catchUp()).rejects.toMatchObject({ code: 'owed' });
    app.failures = 0;
    await consumer.catchUp();
    expect(app.copies).toEqual(wire.state());
  });

  test('follows until it is stopped, through an API that is away', async () => {
    const stop = new AbortController();
    const consumer = app.consumer({ feed: feed({ attempts: 1 }) });
    wire.tell('a', 'published');
    server.faults.push({ status: 500 });
    let rounds = 0;
    await consumer.follow({
      everyMs: 1,
      signal: stop.signal,
      onCaughtUp: () => {
        if (++rounds === 1) wire.tell('a', 'killed');
        else stop.abort();
      },
    });
    expect(app.copies.size).toBe(0);
    expect(app.ends).toHaveLength(1);
  });

  test('brings claim checks from the API', async () => {
    const whole = wire.tell('a', 'published');
    const { bodies: _bodies, ...article } = whole.data.article;
    const articleRef = { bucket: 'archive', key: 'k', versionId: '', bytes: 1 };
    await app.consumer({ feed: feed() }).take({ ...whole, data: { ...whole.data, article, articleRef } });
    expect(app.applied[0]?.data.article).toEqual(whole.data.article);
  });
});

describe('a client of the feed', () => {
  test('takes a single value for a list of one, as an app without a compiler writes it', () => {
    const filter = JSON.parse('{"provider":"afp","language":["fr","en"]}') as FeedFilter;
    expect(feed({ filter }).name).toBe('/v1/changes?language=en&language=fr&provider=afp');
  });

  test('asks for nothing that has not changed', async () => {
    wire.tell('a', 'published');
    const client = feed();
    const first = await client.page();
    const next = first.kind === 'page' ? first.next : '';
    expect(await client.page(next)).toMatchObject({ kind: 'page', events: [] });
    expect(await client.page(next)).toEqual({ kind: 'unchanged' });
    wire.tell('b', 'published');
    expect(await client.page(next)).toMatchObject({ kind: 'page', events: [{ subject: 'b' }] });
    expect(server.requests.map(({ status }) => status)).toEqual([200, 200, 304, 200]);
  });

  test('waits as long as it is told, and longer each time where it is not', async () => {
    const waits: number[] = [];
    const client = feed({
      pause: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    });
    server.faults.push(
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503 },
      { status: 500 },
      { status: 502 },
    );
    expect(await client.page()).toMatchObject({ kind: 'page' });
    const [told = 0, second = 0, third = 0, fourth = 0] = waits;
    expect(told).toBe(7000);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(third).toBeGreaterThanOrEqual(1000);
    expect(fourth).toBeGreaterThanOrEqual(2000);
    expect(fourth).toBeLessThanOrEqual(4000);
  });

  test('takes a new token when one is refused, and says why it is not let in', async () => {
    const asked: boolean[] = [];
    const client = feed({
      token: (refresh) => {
        asked.push(refresh);
        return refresh ? 'new' : 'old';
      },
    });
    server.faults.push({ status: 401 });
    await client.page();
    expect(asked).toEqual([false, true]);
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);
    server.faults.push({ status: 403, detail: 'wire:read is missing' });
    await expect(client.page()).rejects.toThrow('wire:read is missing');
  });

  test('gives its token to no other origin', async () => {
    await expect(feed().page('https://elsewhere.example/v1/changes?after=c1')).rejects.toThrow(
      'another origin',
    );
  });

  test('signs for machines, below the path of machines', async () => {
    wire.tell('a', 'published');
    const sent: { headers: Headers }[] = [];
    const client = feed({
      url: `${server.url}/machine`,
      filter: { language: ['en'] },
      fetch: iamFetch({
        region: 'eu-north-1',
        credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
        fetch: (input, init) => {
          sent.push({ headers: new Headers(init?.headers) });
          return fetch(input, init);
        },
      }),
    });
    const first = await client.page();
    await client.page(first.kind === 'page' ? first.next : '');
    expect(server.requests.map(({ url }) => url.split('?', 1)[0])).toEqual([
      '/machine/v1/changes',
      '/machine/v1/changes',
    ]);
    expect(sent[0]?.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-north-1\/execute-api\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/u,
    );
    expect(sent[0]?.headers.get('x-amz-content-sha256')).toBe(createHash('sha256').update('').digest('hex'));
  });

  test('keeps apart the places of different filters', () => {
    const names = [{}, { language: ['en'] }, { language: ['en'], provider: ['aurora'] }].map(
      (filter) => feed({ filter }).name,
    );
    expect(new Set(names).size).toBe(3);
    expect(feed({ filter: { language: ['fr', 'en'] } }).name).toBe(
      feed({ filter: { language: ['en', 'fr'] } }).name,
    );
  });
});

describe('whatever the topic does', () => {
  let shared: FeedServer;
  beforeAll(async () => {
    shared = await FeedServer.start(new Wire());
  });
  afterAll(async () => {
    await shared.stop();
  });

  const step = fc.record({
    article: fc.constantFrom('a', 'b', 'c'),
    wish: fc.constantFrom<Told>('published', 'updated', 'killed', 'withheld', 'reinstated'),
    language: fc.constantFrom('en', 'fr'),
  });
  const delivery = fc.record({
    lost: fc.boolean(),
    times: fc.integer({ min: 1, max: 3 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    fails: fc.boolean(),
  });

  test('order, repetition, loss, deaths and recovery give the state of the feed, and nothing killed comes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 14 }),
        fc.array(delivery, { minLength: 14, maxLength: 14 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
        fc.option(fc.constant('en'), { nil: undefined }),
        async (steps, deliveries, catchUps, language) => {
          const [told, reader, seen] = [new Wire(), new App(), new MemorySeen()];
          // The server of all runs, with the log of this one
          shared.wire = told;
          const filter = language === undefined ? {} : { language: [language] };
          const consumer = (): ReturnType<App['consumer']> =>
            reader.consumer({
              seen,
              feed: new FeedClient({ url: shared.url, limit: 2, filter, pause: atOnce }),
            });
          for (const { article, wish, language: its } of steps) told.tell(article, wish, its);
          const queue = told
            .topic(language)
            .flatMap((message, index) => {
              const { lost, times, at, fails } = deliveries[index] ?? {
                lost: true,
                times: 1,
                at: 0,
                fails: false,
              };
              return lost
                ? []
                : Array.from({ length: times }, (_, n) => ({ message, at: (at * (n + 1)) % 1, fails }));
            })
            .sort((a, b) => a.at - b.at);
          const alive = consumer();
          for (const [index, { message, fails }] of queue.entries()) {
            if (catchUps.includes(index)) await consumer().catchUp();
            reader.failures = fails ? 1 : 0;
            await alive.take(message).catch(() => undefined);
            reader.failures = 0;
            const ended = told.log.filter(
              ({ subject, type }) => subject === message.subject && isEnd(type.slice('wire.article.'.length)),
            );
            const copy = reader.copies.get(message.subject);
            for (const end of reader.ends)
              if (
                ended.some(({ revision }) => revision === end.revision) &&
                copy !== undefined &&
                end.article === message.subject
              )
                expect((JSON.parse(copy) as { revision: number }).revision).toBeGreaterThan(end.revision);
          }
          await consumer().catchUp();
          expect(reader.copies).toEqual(told.state(language));
        },
      ),
      { numRuns: 150 },
    );
  });
});
