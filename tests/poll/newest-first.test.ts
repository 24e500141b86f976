/** An API whose first page has the newest items, on a server of this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FeedState } from '../../functions/adapters/store/feed-states.ts';
import type { Feed, FeedPages } from '../../functions/core/providers/agency.ts';
import { checkProviders } from '../../functions/core/providers/check.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { fetchFeed, WITH_OWN_MACHINE } from '../../functions/poll/fetch.ts';
import { pollDue, type PollCount } from '../../functions/poll/poll.ts';

const PAGE = 3;

interface Item {
  id: string;
  version: number;
}

/** The newest first. */
let items: Item[];
let asked: string[];
/** Of an address from which nothing comes. */
let broken: string | undefined;

const server = createServer((request, response) => {
  const url = request.url ?? '';
  asked.push(url);
  if (url === broken) {
    response.writeHead(404).end();
    return;
  }
  const from = Number(new URL(url, 'http://localhost').searchParams.get('from') ?? 0);
  const more = from + PAGE < items.length ? { older: `/items?from=${from + PAGE}` } : {};
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ items: items.slice(from, from + PAGE), ...more }));
});
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://localhost:${(server.address() as AddressInfo).port}/items`;
});
afterAll(() => {
  server.close();
});

let now = Date.parse('2026-03-02T10:00:00Z');
let delivered: Set<string>;
let state: FeedState | undefined;
let time: number[];

beforeEach(() => {
  items = itemsTo(4);
  asked = [];
  delivered = new Set();
  broken = undefined;
  state = undefined;
  time = [];
});

/** Item n is the newest. */
function itemsTo(n: number): Item[] {
  return Array.from({ length: n }, (_, index) => ({ id: `i${n - index}`, version: 1 }));
}

const PAGES: FeedPages = { next: 'older', items: 'items', newestFirst: true, seenBy: ['id', 'version'] };

/** @param requests for which there is time; without it, for all */
async function poll(pages = PAGES, requests?: number): Promise<PollCount> {
  now += 60 * 60_000;
  const feed: Feed = { id: 'api', url: address, pages };
  time = requests === undefined ? [] : Array.from({ length: requests }, () => 60_000);
  return pollDue(
    {
      providers: registerOf([{ id: 'aurora', name: 'Aurora', access: { feeds: [feed] } }]),
      states: {
        get: () => Promise.resolve(state),
        put: (_provider, _feed, next) => {
          // As the table keeps it
          state = JSON.parse(JSON.stringify(next)) as FeedState;
          return Promise.resolve(true);
        },
      },
      deliver: (_key, bytes) => {
        const page = JSON.parse(Buffer.from(bytes).toString()) as { items: Item[] };
        for (const { id, version } of page.items) delivered.add(`${id}.${version}`);
        return Promise.resolve();
      },
      fetch: (...request) => fetchFeed(...request, WITH_OWN_MACHINE),
      secret: () => Promise.reject(new Error('there is none')),
      now: () => now,
      remaining: () => (requests === undefined ? 60_000 : (time.pop() ?? 0)),
    },
    {
      delivered: () => undefined,
      failed: () => undefined,
      stalled: () => undefined,
      haywire: () => undefined,
    },
  );
}

describe('an API that begins with the newest', () => {
  test('gives its first page the first time, and what is there already is left there', async () => {
    expect(await poll()).toMatchObject({ files: 1, failed: 0 });
    expect([...delivered]).toEqual(['i4.1', 'i3.1', 'i2.1']);
  });

  test('is followed back to the first item that was seen, and no further', async () => {
    await poll();
    items = itemsTo(12);
    asked = [];
    await poll();
    expect(asked).toEqual(['/items', '/items?from=3', '/items?from=6']);
    for (let n = 2; n <= 12; n++) expect(delivered).toContain(`i${n}.1`);
  });

  test('that has nothing new is asked once, and gives no file', async () => {
    await poll();
    asked = [];
    expect(await poll()).toMatchObject({ files: 0, failed: 0 });
    expect(asked).toEqual(['/items']);
  });

  test('of which a run ends in the middle is walked on from there, while newer items come on top', async () => {
    await poll();
    items = itemsTo(20);
    await poll(PAGES, 3);
    expect(state?.cursor).toMatch(/from=\d+$/);
    items = itemsTo(22);
    await poll();
    expect(state?.cursor).toBeNull();
    await poll();
    for (let n = 2; n <= 22; n++) expect(delivered).toContain(`i${n}.1`);
    asked = [];
    await poll();
    expect(asked).toEqual(['/items']);
  });

  test('whose page back is gone begins anew, and still comes to what it knew', async () => {
    await poll();
    items = itemsTo(10);
    broken = '/items?from=6';
    for (let attempt = 0; attempt < 3; attempt++) await poll();
    expect(state?.cursor).toBeNull();
    broken = undefined;
    items = itemsTo(11);
    await poll();
    for (let n = 2; n <= 11; n++) expect(delivered).toContain(`i${n}.1`);
  });

  test('gives a new version of an item, and stops also where the newest known one is gone', async () => {
    await poll();
    items = [{ id: 'i5', version: 1 }, { id: 'i2', version: 2 }, { id: 'i3', version: 1 }, ...itemsTo(1)];
    asked = [];
    await poll();
    expect(asked).toEqual(['/items']);
    expect(delivered).toContain('i2.2');
    expect(delivered).toContain('i5.1');
  });

  test('may be told by whole items', async () => {
    const { seenBy: _seenBy, ...pages } = PAGES;
    await poll(pages);
    items = itemsTo(6);
    asked = [];
    await poll(pages);
    expect(asked).toEqual(['/items']);
    expect(delivered).toContain('i6.1');
  });
});

test('such an entry has to say where the items are', () => {
  const pages = { next: 'older', newestFirst: true };
  const feeds = [{ id: 'api', url: 'https://api.example.org/items', pages }];
  expect(checkProviders([{ id: 'a1', name: 'A', access: { feeds } }])).toEqual({
    ok: false,
    problems: ['agencies[0].access.feeds[0].pages.items: is missing, and newestFirst looks for it'],
  });
});
