/** The steps over a clock, a store and a network of the test's own. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FeedState } from '../../functions/adapters/store/feed-states.ts';
import type { Feed } from '../../functions/core/providers/agency.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { FetchError, type Answer, type FetchOptions } from '../../functions/poll/fetch.ts';
import { pollDue, type PollCount } from '../../functions/poll/poll.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T10:00:00Z');

let now: number;
let files: { key: string; text: string }[];
let asked: { url: string; options: FetchOptions }[];
let failures: string[];
const states = new Map<string, FeedState>();
let answers: (url: string) => Answer | Error;
let remaining: number;

beforeEach(() => {
  now = START;
  files = [];
  asked = [];
  failures = [];
  states.clear();
  remaining = 55_000;
});

const content = (text: string, more: Partial<Extract<Answer, { kind: 'content' }>> = {}): Answer => ({
  kind: 'content',
  bytes: Buffer.from(text),
  contentType: 'application/json',
  etag: null,
  lastModified: null,
  ...more,
});

function run(
  feed: Partial<Feed> = {},
  { secret }: { secret?: () => Promise<string> } = {},
): Promise<PollCount> {
  const entry: Feed = { id: 'news', url: 'https://feed.example/1', ...feed };
  return pollDue(
    {
      providers: registerOf([{ id: 'aurora', name: 'Aurora', access: { feeds: [entry] } }]),
      states: {
        get: (provider, id) => Promise.resolve(states.get(`${provider}/${id}`)),
        put: (provider, id, state, known) => {
          const key = `${provider}/${id}`;
          if (states.get(key)?.nextAt !== known?.nextAt) return Promise.resolve(false);
          states.set(key, state);
          return Promise.resolve(true);
        },
      },
      deliver: (key, bytes) => {
        files.push({ key, text: Buffer.from(bytes).toString() });
        return Promise.resolve();
      },
      fetch: (_feed, url, options) => {
        asked.push({ url, options });
        const answer = answers(url);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      secret: secret ?? (() => Promise.reject(new Error('no secret is asked for'))),
      now: () => now,
      remaining: () => remaining,
    },
    {
      delivered: () => undefined,
      failed: (_place, error) => failures.push(error instanceof FetchError ? error.code : String(error)),
      stalled: () => undefined,
      haywire: () => undefined,
    },
  );
}

describe('a feed', () => {
  test('that has something new becomes a file below the prefix of its agency', async () => {
    answers = () => content('{"n":1}');
    expect(await run()).toEqual({ files: 1, failed: 0, stalled: 0, haywire: 0 });
    expect(files).toEqual([
      {
        key: expect.stringMatching(/^incoming\/aurora\/news\/2026-03-02\/[0-9a-f]{16}\.json$/),
        text: '{"n":1}',
      },
    ]);
  });

  test('is asked in its turn, not before', async () => {
    answers = () => content('{}');
    await run({ everyMinutes: 3 });
    now += 3 * MINUTE - 1;
    await run({ everyMinutes: 3 });
    expect(asked).toHaveLength(1);
    now += 1;
    await run({ everyMinutes: 3 });
    expect(asked).toHaveLength(2);
  });

  test('is asked with the validators of the last answer, and an unchanged one is no file', async () => {
    answers = () => content('{}', { etag: '"1"', lastModified: 'then' });
    await run();
    now += 5 * MINUTE;
    answers = () => ({ kind: 'unchanged' });
    await run();
    expect(asked[1]?.options.known).toEqual({ etag: '"1"', lastModified: 'then' });
    expect(files).toHaveLength(1);
  });

  test('whose server knows no validators is a file only when it says something else', async () => {
    answers = () => content('{"n":1}');
    await run();
    now += 5 * MINUTE;
    await run();
    expect(files).toHaveLength(1);
    now += 5 * MINUTE;
    answers = () => content('{"n":2}');
    await run();
    expect(files).toHaveLength(2);
  });

  test('that fails is asked ever more rarely, and at its own pace again when it answers', async () => {
    answers = () => new FetchError('http-500', 'x');
    const waits: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      await run();
      const { nextAt = 0 } = states.get('aurora/news') ?? {};
      waits.push((nextAt - now) / MINUTE);
      now = nextAt;
    }
    expect(waits).toEqual([10, 20, 40, 60, 60, 60]);
    answers = () => content('{}');
    await run();
    expect(states.get('aurora/news')).toMatchObject({ failures: 0, nextAt: now + 5 * MINUTE });
  });

  test('that asks us to wait is left alone for so long', async () => {
    answers = () => new FetchError('http-429', 'x', { retryAfter: 90 * MINUTE });
    await run();
    expect(states.get('aurora/news')?.nextAt).toBe(now + 90 * MINUTE);
  });

  test('that has not answered for half an hour is told each time, also while it waits for its turn', async () => {
    answers = () => new FetchError('unreachable', 'x');
    const told: number[] = [];
    for (; now <= START + 45 * MINUTE; now += MINUTE) told.push((await run()).stalled);
    expect(told.indexOf(1)).toBe(31);
    expect(told.slice(31)).not.toContain(0);
  });

  test('is not told as stalled because it has nothing new', async () => {
    answers = () => ({ kind: 'unchanged' });
    for (; now <= START + 120 * MINUTE; now += 5 * MINUTE) expect((await run()).stalled).toBe(0);
  });

  test('of which more comes than is agreed is left alone for the rest of the hour, and told', async () => {
    answers = () => content(JSON.stringify({ now }));
    const feed = { everyMinutes: 1, mostFilesAnHour: 3 };
    const haywire: number[] = [];
    for (; now < START + 60 * MINUTE; now += MINUTE) haywire.push((await run(feed)).haywire);
    expect(files).toHaveLength(3);
    expect(haywire.filter((count) => count > 0)).toHaveLength(1);
    await run(feed);
    expect(files).toHaveLength(4);
  });

  test('is fetched by one run alone, and again when that has died', async () => {
    answers = () => content('{}');
    await run();
    const state = states.get('aurora/news');
    if (state !== undefined) states.set('aurora/news', { ...state, nextAt: now + 2 * MINUTE });
    await run();
    expect(asked).toHaveLength(1);
    now += 2 * MINUTE;
    await run();
    expect(asked).toHaveLength(2);
  });

  test('with a secret is asked with it; one that cannot be read is a failure like others', async () => {
    answers = () => content('{}');
    const feed = { secret: { arn: 'arn:of:a:secret' } };
    await run(feed, { secret: () => Promise.resolve('word') });
    expect(asked[0]?.options.secret).toBe('word');
    now += 5 * MINUTE;
    expect(await run(feed, { secret: () => Promise.reject(new Error('denied')) })).toMatchObject({
      failed: 1,
    });
    expect(failures).toEqual(['no-secret']);
  });

  test('that could not be delivered fails nobody else, and comes again', async () => {
    answers = () => {
      throw new Error('S3 is away');
    };
    expect(await run()).toMatchObject({ failed: 1, files: 0 });
    answers = () => content('{}');
    now += 2 * MINUTE;
    expect(await run()).toMatchObject({ failed: 0, files: 1 });
  });
});

describe('an API in pages', () => {
  const PAGES = { pages: { next: 'links.next', items: 'items' } };
  let pages: Record<string, object>;
  beforeEach(() => {
    pages = {
      '/1': { items: [1], links: { next: '/2' } },
      '/2': { items: [2], links: { next: 'https://feed.example/3?key=word' } },
      '/3': { items: [3] },
    };
    answers = (url) => content(JSON.stringify(pages[new URL(url).pathname] ?? {}));
  });
  const urls = (): string[] => asked.map(({ url }) => url.slice('https://feed.example'.length));

  test('is read to its end, and asked from there the next time', async () => {
    expect(await run(PAGES)).toMatchObject({ files: 3 });
    pages['/3'] = { items: [3, 4], links: { next: '/4' } };
    pages['/4'] = { items: [5] };
    now += 5 * MINUTE;
    expect(await run(PAGES)).toMatchObject({ files: 2 });
    expect(urls()).toEqual(['/1', '/2', '/3?key=word', '/3?key=word', '/4']);
  });

  test('that always names a next page ends at the first empty one, which is no file', async () => {
    pages['/3'] = { items: [], links: { next: '/4' } };
    expect(await run(PAGES)).toMatchObject({ files: 2 });
    now += 5 * MINUTE;
    pages['/4'] = { items: [4], links: { next: '/5' } };
    pages['/5'] = { items: [], links: { next: '/6' } };
    expect(await run(PAGES)).toMatchObject({ files: 1 });
    expect(urls()).toEqual(['/1', '/2', '/3?key=word', '/4', '/5']);
  });

  test('that breaks off goes on at the page that failed', async () => {
    const whole = answers;
    answers = (url) => (url.endsWith('/2') ? new FetchError('http-502', 'x') : whole(url));
    expect(await run(PAGES)).toMatchObject({ files: 1, failed: 1 });
    answers = whole;
    now += 10 * MINUTE;
    expect(await run(PAGES)).toMatchObject({ files: 2 });
    expect(urls()).toEqual(['/1', '/2', '/2', '/3?key=word']);
  });

  test('with more pages than a run may read goes on in the next minute', async () => {
    answers = (url) => {
      const page = Number(new URL(url).pathname.slice(1));
      return content(JSON.stringify({ items: [page], links: { next: `/${page + 1}` } }));
    };
    expect(await run(PAGES)).toMatchObject({ files: 20 });
    expect(states.get('aurora/news')?.nextAt).toBe(now);
    remaining = 1000;
    expect(await run(PAGES)).toMatchObject({ files: 0 });
  });

  test('whose cursor has expired begins anew after three tries', async () => {
    await run(PAGES);
    answers = () => new FetchError('http-410', 'x');
    for (let attempt = 0; attempt < 3; attempt++) {
      now = states.get('aurora/news')?.nextAt ?? now;
      await run(PAGES);
    }
    expect(states.get('aurora/news')?.cursor).toBeNull();
  });

  test('that answers with something else than JSON has failed', async () => {
    answers = () => content('<html>');
    expect(await run(PAGES)).toMatchObject({ files: 0, failed: 1 });
    expect(failures).toEqual(['no-json']);
  });
});
