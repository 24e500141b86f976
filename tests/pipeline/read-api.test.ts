/** The reading side over a whole stack on this machine: what the topic told, read back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  ArticleView,
  ChangesPage,
  DeliveryView,
  DeskAnswer,
  HeldList,
  Me,
  Problem,
  Providers,
  Revisions,
  RowChanges,
  Story,
  WirePage,
} from '../../functions/core/feed/contract.ts';
import { RhythmTable } from '../../functions/adapters/store/rhythms.ts';
import { newRhythm } from '../../functions/core/providers/rhythm.ts';
import { ninjsFile, Newsroom, onlyItem, paragraphsOn } from './support/newsroom.ts';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(async () => {
  await newsroom.close();
});

interface Asking {
  method?: string;
  scopes?: string;
  claims?: Record<string, string>;
  headers?: Record<string, string>;
  body?: object;
  to?: 'api' | 'command' | 'live';
}

interface Answered<Body> {
  status: number;
  headers: Record<string, string>;
  body: Body;
}

const EVERYTHING = 'wire:read wire:desk wire:operate';

async function ask<Body>(
  path: string,
  { method = 'GET', scopes = EVERYTHING, claims = {}, headers = {}, body, to = 'api' }: Asking = {},
): Promise<Answered<Body>> {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const result = await newsroom.stack.invoke(to, {
    version: '2.0',
    rawPath,
    rawQueryString,
    headers,
    requestContext: {
      http: { method },
      ...(to === 'live' ? {} : { authorizer: { jwt: { claims: { sub: 'ida', scope: scopes, ...claims } } } }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  });
  if (!result.ok) throw new Error(result.message);
  const payload = result.payload as { statusCode: number; headers: Record<string, string>; body?: string };
  return {
    status: payload.statusCode,
    headers: payload.headers,
    body: (payload.body === undefined ? undefined : JSON.parse(payload.body)) as Body,
  };
}

const wire = (name: string, more: Parameters<typeof ninjsFile>[0] = {}): Uint8Array =>
  ninjsFile({
    uri: `urn:newsml:aurora.example:20260311:${name}`,
    headline: `Headline of ${name}`,
    paragraphs: paragraphsOn(name),
    ...more,
  });

/** Takes a file, and waits until the feed has it. */
async function take(name: string, more: Parameters<typeof ninjsFile>[0] = {}, file = name): Promise<string> {
  const receipt = await newsroom.take(['aurora', `${file}.json`, wire(name, more)]);
  await newsroom.stack.quiet();
  return onlyItem(receipt).articleId;
}

async function everythingAfter(first: string): Promise<ChangesPage['events']> {
  const events: ChangesPage['events'] = [];
  let next = first;
  for (;;) {
    const { status, body } = await ask<ChangesPage>(next);
    expect(status).toBe(200);
    events.push(...body.events);
    if (!body.more && body.events.length === 0) return events;
    next = body.next;
  }
}

async function now(query = ''): Promise<string> {
  const { body } = await ask<ChangesPage>(`/v1/changes?after=now${query}`);
  return body.next;
}

describe('the feed', () => {
  test('gives messages back as the topic had them, to the byte, large ones too', async () => {
    const from = await now();
    await newsroom.messages();
    await take('harbour');
    await take('ledger', {
      paragraphs: Array.from({ length: 90 }, (_, at) => paragraphsOn(`ledger ${at}`).join(' ').repeat(4)),
    });
    const told = await newsroom.messages();
    const read = await everythingAfter(from);
    expect(told).toHaveLength(2);
    expect(told[1]?.data.articleRef).toBeDefined();
    expect(read.map((one) => JSON.stringify(one))).toEqual(told.map((one) => JSON.stringify(one)));
  });

  test('gives a killed article as its kill alone, and its text to nobody', async () => {
    const from = await now();
    const id = await take('quarry');
    expect(JSON.stringify(await everythingAfter(from))).toContain('Headline of quarry');
    await take(
      'quarry',
      { version: '2', versioncreated: '2026-03-11T09:00:00Z', pubstatus: 'canceled' },
      'quarry-kill',
    );
    const events = await everythingAfter(from);
    expect(events.filter(({ subject }) => subject === id).map(({ type }) => type)).toEqual([
      'wire.article.killed',
    ]);
    expect(JSON.stringify(events)).not.toContain('Headline of quarry');
    for (const path of ['', '?revision=1', '/revisions', '/story']) {
      const { status, body } = await ask(`/v1/articles/${id}${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(JSON.stringify(body)).not.toContain('quarry quarry');
      expect(JSON.stringify(body)).not.toContain('Headline of quarry');
    }
    const { body } = await ask<ArticleView>(`/v1/articles/${id}`);
    expect([body.standing, body.event, body.article.bodies]).toEqual(['ended', 'killed', undefined]);
    expect((await ask(`/v1/articles/${id}/raw`)).status).toBe(404);
    const list = await ask<WirePage>('/v1/wire');
    expect(list.body.rows.find((row) => row.id === id)).toMatchObject({
      event: 'killed',
      headline: '',
      status: 'canceled',
    });
  });

  test('tells who reads in one language that an article has another one now', async () => {
    const from = await now('&language=en');
    const id = await take('orchard');
    await take(
      'orchard',
      { version: '2', versioncreated: '2026-03-11T09:00:00Z', language: 'de' },
      'orchard-2',
    );
    const events = await everythingAfter(from);
    expect(
      events.filter(({ subject }) => subject === id).map(({ type, revision }) => [type, revision]),
    ).toEqual([['wire.article.left', 2]]);
    const { body } = await ask<RowChanges>(`${from}&view=rows`);
    expect(body.rows.find((row) => row.id === id)).toMatchObject({ event: 'left', headline: '' });
  });

  test('has nothing of what is under embargo; the wire desk sees that it waits', async () => {
    const from = await now();
    const until = `${new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 19)}Z`;
    const id = await take('verdict', { embargoed: until });
    expect(await everythingAfter(from)).toEqual([]);
    expect((await ask(`/v1/articles/${id}`, { scopes: 'wire:read' })).status).toBe(404);
    const { body } = await ask<HeldList>('/v1/held');
    expect(body.held.find((one) => one.id === id)).toMatchObject({
      until: expect.stringContaining(until.slice(0, 19)),
      why: 'embargo',
    });
    const { body: seen } = await ask<ArticleView>(`/v1/articles/${id}`);
    expect([seen.standing, seen.event, seen.held?.why]).toEqual(['held', null, 'embargo']);
    expect((await ask('/v1/held', { scopes: 'wire:read' })).status).toBe(403);
  });

  test('is answered from the edge for all with the same rights, and asked again by its tag', async () => {
    const { body: me } = await ask<Me>('/v1/me');
    const first = await ask<RowChanges>(`${me.live}/changes?view=rows`, { to: 'live' });
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'public, max-age=1']);
    expect(first.body.next.startsWith(`${me.live}/changes?`)).toBe(true);
    const again = await ask(`${me.live}/changes?view=rows`, {
      to: 'live',
      headers: { 'if-none-match': `W/${first.headers.etag ?? ''}` },
    });
    expect([again.status, again.body]).toEqual([304, undefined]);
    expect((await ask('/v1/live/rubbish/changes', { to: 'live' })).status).toBe(404);
  });

  test('pages through the list and back into the present', async () => {
    await take('pagination-one');
    await take('pagination-two');
    const ids: string[] = [];
    let next: string | null = '/v1/wire?limit=2';
    let live = '';
    while (next !== null) {
      const page: Answered<WirePage> = await ask<WirePage>(next);
      ids.push(...page.body.rows.map(({ id }) => id));
      if (live === '') live = page.body.live;
      next = page.body.older;
    }
    expect(new Set(ids).size).toBe(ids.length);
    const id = await take('pagination-three');
    const { body } = await ask<RowChanges>(live);
    expect(body.rows.map((row) => row.id)).toEqual([id]);
  });
});

describe('rights', () => {
  const limited = { claims: { wire_without_flags: 'alert' }, scopes: 'wire:read' };

  test('hold for feed, list, article, revisions and story alike', async () => {
    const from = await now();
    const id = await take('siren', { headline: 'ALERT: siren', urgency: 1, signals: [] });
    const { body: all } = await ask<ArticleView>(`/v1/articles/${id}`);
    const [flag = 'alert'] = all.wire.signals;
    const without = { ...limited, claims: { wire_without_flags: flag } };
    for (const asking of [without, { scopes: 'wire:read', claims: { wire_providers: 'dpa' } }]) {
      for (const path of [from, '/v1/wire']) {
        expect(JSON.stringify((await ask(path, asking)).body)).not.toContain(id);
      }
      for (const path of ['', '/revisions', '/story']) {
        expect((await ask(`/v1/articles/${id}${path}`, asking)).status).toBe(404);
      }
    }
  });
});

describe('an article', () => {
  test('has its sources marked in its text, and its versions with what changed by words', async () => {
    const id = await take('mill', {
      paragraphs: ['The mill opens on Monday, the mayor told dpa in the town hall.'],
    });
    await take(
      'mill',
      {
        version: '2',
        versioncreated: '2026-03-11T09:00:00Z',
        paragraphs: ['The mill opens on Friday, the mayor told dpa in the town hall.'],
      },
      'mill-2',
    );
    const { body } = await ask<ArticleView>(`/v1/articles/${id}`);
    expect([body.standing, body.event, body.revision]).toEqual(['out', 'updated', 2]);
    for (const { field, start, end, name } of body.marks) {
      expect(body.fields[field]?.slice(start, end)).toContain(name.slice(0, 2));
    }
    const { body: versions } = await ask<Revisions>(`/v1/articles/${id}/revisions`);
    expect(versions.revisions.map(({ told }) => told)).toEqual([['published'], ['updated']]);
    const words = versions.revisions[1]?.words?.body.filter(({ kind }) => kind !== 'same');
    expect(words).toEqual([
      { kind: 'removed', text: 'Monday' },
      { kind: 'added', text: 'Friday' },
    ]);
    const { body: before } = await ask<ArticleView>(`/v1/articles/${id}?revision=1`);
    expect(before.fields.body).toContain('Monday');
  });

  test('has its duplicates in its story, with the evidence', async () => {
    const id = await take('lighthouse');
    const copy = await newsroom.take([
      'dpa',
      'copy.json',
      wire('lighthouse-copy', { paragraphs: paragraphsOn('lighthouse'), headline: 'Headline of lighthouse' }),
    ]);
    const { body } = await ask<Story>(`/v1/articles/${id}/story`, { scopes: 'wire:read' });
    expect(body.members.map(({ relation, of }) => [relation, of])).toEqual([
      ['original', null],
      ['duplicate', id],
    ]);
    expect(body.members[1]?.id).toBe(onlyItem(copy).articleId);
    expect(body.members[1]?.evidence).not.toEqual({});
  });

  test('sends the wire desk on to the file that brought it', async () => {
    const id = await take('foundry');
    const { status, headers } = await ask(`/v1/articles/${id}/raw`);
    expect(status).toBe(303);
    const file = await fetch(headers.location ?? '');
    expect(await file.text()).toBe(Buffer.from(wire('foundry')).toString());
    expect((await ask(`/v1/articles/${id}/raw`, { scopes: 'wire:read' })).status).toBe(403);
  });
});

describe('operators', () => {
  test('see the receipt of a file, and which agencies are heard', async () => {
    await take('granary');
    const { body } = await ask<DeliveryView>(
      `/v1/deliveries/${encodeURIComponent('incoming/aurora/granary.json')}`,
    );
    expect(body.receipts).toMatchObject([{ state: 'done', provider: 'aurora' }]);
    expect((await ask('/v1/deliveries/incoming/aurora/none.json')).status).toBe(404);
    const restricted = { scopes: 'wire:operate', claims: { wire_without_flags: 'alert' } };
    const receiptsOf = async (asking: Asking = {}) =>
      JSON.stringify((await ask('/v1/deliveries/incoming/aurora/granary.json', asking)).body);
    expect(await receiptsOf()).toContain('Headline of granary');
    // A receipt does not say what flags an article had; and of one that was killed nothing is shown
    expect(await receiptsOf(restricted)).not.toContain('Headline');
    await take('granary', { version: '2', pubstatus: 'canceled' }, 'granary-2');
    expect(await receiptsOf()).not.toContain('Headline');
    const { body: health } = await ask<Providers>('/v1/providers');
    const aurora = health.providers.find(({ id }) => id === 'aurora');
    expect(aurora?.byHour.at(-1)).toBeGreaterThan(0);
    expect(aurora?.rejected).toEqual([]);
  });

  test('the health of an agency says by its learned rhythm whether it is silent, and what it usually sends', async () => {
    const { stack } = newsroom;
    const rhythms = new RhythmTable({ dynamo: stack.clients.dynamodb }, stack.ref('ArticleTable'));
    const hours = Array.from({ length: 168 }, () => 12);
    const week = { ...newRhythm(Date.now() - 3_600_000), hours, learned: 168 };
    const healthOf = async (provider: string) =>
      (await ask<Providers>('/v1/providers')).body.providers.find(({ id }) => id === provider);
    expect(await healthOf('cascade')).toMatchObject({ silent: false, usual: null });
    await rhythms.put('cascade', { ...week, silentSince: Date.now() - 60_000 });
    expect(await healthOf('cascade')).toMatchObject({
      silent: true,
      usual: Array.from({ length: 24 }, () => 12),
    });
    // It has sent the same again, which is listed nowhere else
    const heardAt = Date.now() - 1000;
    await rhythms.put('cascade', { ...week, silentSince: Date.now() - 60_000, heardAt });
    expect(await healthOf('cascade')).toMatchObject({
      silent: false,
      lastHeard: new Date(heardAt).toISOString(),
    });
  });

  test('the health of an agency names the files that could not be read, and why', async () => {
    const key = await newsroom.drop('borealis', 'broken.zip', Buffer.from('PK\u0003\u0004 nothing more'));
    await newsroom.stack.quiet();
    const { body } = await ask<Providers>('/v1/providers');
    const borealis = body.providers.find(({ id }) => id === 'borealis');
    expect(borealis?.rejected).toMatchObject([{ key, code: expect.any(String) }]);
    expect(borealis?.lastHeard).toBe(borealis?.rejected[0]?.at);
  });
});

describe('the wire desk', () => {
  test('decides under the name of who asks, with a reason', async () => {
    const id = await take('viaduct');
    const refused = await ask<Problem>(`/v1/articles/${id}/kill`, {
      to: 'command',
      method: 'POST',
      body: {},
    });
    expect([refused.status, refused.body.code]).toEqual([400, 'bad-request']);
    const reading = await ask<Problem>(`/v1/articles/${id}/kill`, {
      to: 'command',
      method: 'POST',
      scopes: 'wire:read',
      body: { reason: 'wrong' },
    });
    expect(reading.status).toBe(403);
    const { status, body } = await ask<DeskAnswer>(`/v1/articles/${id}/kill`, {
      to: 'command',
      method: 'POST',
      body: { reason: 'wrong bridge' },
    });
    expect([status, body.event, body.revision]).toEqual([200, 'killed', 2]);
    const { body: versions } = await ask<Revisions>(`/v1/articles/${id}/revisions`);
    expect(versions.revisions.at(-1)?.desk).toMatchObject({
      command: 'kill',
      by: 'ida',
      reason: 'wrong bridge',
    });
    const again = await ask<Problem>(`/v1/articles/${id}/kill`, {
      to: 'command',
      method: 'POST',
      body: { reason: 'again' },
    });
    expect([again.status, again.body.code]).toEqual([409, 'refused']);
  });

  test('releases the version that was seen to wait, and none that has come in its place', async () => {
    const embargoed = '2099-01-01T00:00:00Z';
    const id = await take('sluice', { embargoed });
    const { body: seen } = await ask<HeldList>('/v1/held');
    const { revision } = seen.held.find((one) => one.id === id) ?? {};
    expect(revision).toBe(1);
    const newer = { version: '2', versioncreated: '2026-03-11T09:00:00Z', embargoed };
    await take('sluice', newer, 'sluice-2');
    const release = (of: unknown): ReturnType<typeof ask<Problem & DeskAnswer>> =>
      ask(`/v1/articles/${id}/release`, { to: 'command', method: 'POST', body: { revision: of } });
    const late = await release(revision);
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'refused', reason: 'not-held' });
    expect((await release('one')).status).toBe(400);
    const done = await release(2);
    expect([done.status, done.body.event]).toEqual([200, 'published']);
  });
});

describe('a request that cannot be answered', () => {
  test.each([
    ['/v1/changes?aftr=1', 400, 'unknown-parameter'],
    ['/v1/changes?after=rubbish', 400, 'bad-cursor'],
    ['/v1/changes?limit=none', 400, 'bad-request'],
    ['/v1/changes?flags=kil', 400, 'bad-request'],
    ['/v1/changes?limit=1&limit=2', 400, 'bad-request'],
    ['/v1/articles/none', 404, 'not-found'],
    ['/v1/nothing', 404, 'not-found'],
  ])('%s is %i, and says why', async (path, status, code) => {
    const { headers, ...answer } = await ask<Problem>(path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(answer.body.detail).not.toBe('');
  });

  test('is told which methods there are, and HEAD is a GET without its body', async () => {
    const wrong = await ask<Problem>('/v1/wire', { method: 'DELETE' });
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect((await ask('/v1/wire', { method: 'OPTIONS' })).status).toBe(204);
    const head = await ask('/v1/wire', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, undefined]);
    expect(head.headers['newswire-schema-version']).toBe('1.0');
  });

  test('without proof of who asks is 401', async () => {
    const { status } = await ask<Problem>('/v1/wire', { claims: { sub: '' } });
    expect(status).toBe(401);
  });
});
