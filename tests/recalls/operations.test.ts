/** What readers confirm, people take and operators are told, by requests as the door passes them. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { headItem, revisionItem } from '../../functions/adapters/store/items.ts';
import { Recalls } from '../../functions/adapters/store/recalls.ts';
import type { Head, Revision } from '../../functions/adapters/store/records.ts';
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import type { Recalls as Answered } from '../../functions/core/feed/contract.ts';
import type { RecallSettings } from '../../functions/core/feed/recalls.ts';
import { composeRecalls, type RecallsFunction } from '../../functions/recalls/compose.ts';
import { MINUTE, modelOf, START, type Model } from './support/ledger.ts';

const SETTINGS: RecallSettings = {
  afterMinutes: 15,
  people: true,
  readers: [
    { id: 'site', kind: 'subscription', identity: 'site-app' },
    { id: 'rundown', kind: 'client' },
    { id: 'one', kind: 'subscription', identity: 'two-apps' },
    { id: 'other', kind: 'subscription', identity: 'two-apps' },
  ],
};
const iso = (time: number): string => new Date(time).toISOString();

let model: Model;
let recalls: RecallsFunction;
let ledger: Recalls;
let confirmedFor: unknown[];

function compose(settings: RecallSettings): RecallsFunction {
  return composeRecalls(
    model.clients,
    { tableName: 'articles', archiveBucket: 'archive', opsTopicArn: OPS, machines: [] },
    settings,
    {
      now: () => model.clock.now,
      machines: [],
      confirmedFor: (confirmed) => confirmedFor.push(confirmed),
      failed: (_path, error) => {
        throw error;
      },
    },
  );
}

const OPS = 'arn:aws:sns:eu-central-1:000000000000:ops';
const SECRET = 'The minister denies everything';

/** An article that was told once, and killed after it where it says so. */
function storeArticle({ killed, provider = 'aurora' }: { killed: boolean; provider?: string }): void {
  const revision = {
    articleId: 'a1',
    revision: 1,
    status: 'usable',
    place: 'open',
    dueAt: null,
    asDuplicate: false,
    headline: SECRET,
    dedupe: {},
  } as unknown as Revision;
  const record = {
    article: { uri: 'urn:a1', headlines: [{ role: 'main', value: SECRET }] },
    wire: { provider, sources: [], signals: [], warnings: [] },
  } as unknown as ArticleRecord;
  const head = {
    articleId: 'a1',
    provider,
    uri: 'urn:a1',
    lastRevision: killed ? 2 : 1,
    turn: 1,
    listedAt: iso(START),
    headline: SECRET,
    line: null,
    held: null,
    telling: null,
    next: null,
    reviewAt: null,
    seen: [],
    killed: [],
    told: {
      announced: true,
      event: killed ? 'killed' : 'published',
      revision: killed ? 2 : 1,
      at: iso(START),
      list: [...(killed ? ['2.killed.'] : []), '1.published.k'],
    },
  } as unknown as Head;
  model.put(revisionItem(revision, { record }), headItem(head));
}

beforeEach(() => {
  model = modelOf();
  confirmedFor = [];
  recalls = compose(SETTINGS);
  ledger = new Recalls(model.clients, { tableName: 'articles', now: () => model.clock.now });
});

interface From {
  sub: string;
  scope?: string;
  machine?: boolean;
  more?: Record<string, string>;
}

async function request(method: string, path: string, from: From, body?: object) {
  const { sub, scope = 'wire:read', machine = false, more = {} } = from;
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const claims = { sub, scope, name: `Name of ${sub}`, ...(machine ? { client_id: sub } : {}), ...more };
  const answer = await recalls.answer({
    rawPath,
    rawQueryString,
    headers: {},
    requestContext: { http: { method }, authorizer: { jwt: { claims } } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = answer.body ?? '';
  return { status: answer.statusCode, text, body: text === '' ? {} : (JSON.parse(text) as Answered) };
}

const ack = (from: From, more: object = {}) =>
  request('POST', '/v1/acks', from, { article: 'a1', revision: 2, ...more });
const take = (from: From, more: object = {}) =>
  request('POST', '/v1/taken', from, { article: 'a1', revision: 1, how: 'opened', ...more });
async function listed(from: From, query = ''): Promise<Answered['recalls']> {
  const { body } = await request('GET', `/v1/recalls${query}`, from);
  return (body as Answered).recalls;
}
const openFor = (...readers: string[]) =>
  ledger.open(
    readers.map((reader) => ({
      articleId: 'a1',
      revision: 2,
      event: 'killed',
      reader,
      kind: reader === 'rundown' ? 'client' : 'subscription',
      name: null,
      took: { revision: 1, how: 'filter' },
      since: iso(START),
      dueAt: iso(START + 15 * MINUTE),
    })),
  );

const SITE: From = { sub: 'site-app', machine: true };
const ANNA: From = { sub: 'anna' };
const DESK: From = { sub: 'dora', scope: 'wire:read wire:desk' };
const OPERATOR: From = { sub: 'otto', scope: 'wire:read wire:operate' };

describe('a reader', () => {
  beforeEach(() => {
    storeArticle({ killed: true });
  });

  test('sees and confirms its own recalls, and those of nobody else', async () => {
    await openFor('site', 'rundown');
    expect(await listed(SITE)).toMatchObject([
      { article: 'a1', revision: 2, reader: 'site', confirmedAt: null },
    ]);
    expect(await listed(ANNA)).toEqual([]);
    expect((await ack(SITE)).status).toBe(204);
    expect(await listed(SITE)).toEqual([]);
    expect(await listed(DESK)).toMatchObject([{ reader: 'rundown' }]);
    expect((await ack(SITE, { reader: 'rundown' })).status).toBe(403);
    expect(await listed(DESK)).toHaveLength(1);
    expect(await listed(SITE, '?article=a1')).toMatchObject([{ reader: 'site', closed: 'reader' }]);
  });

  test('that confirms for several says for which', async () => {
    const both: From = { sub: 'two-apps', machine: true };
    await openFor('one', 'other');
    expect(await ack(both)).toMatchObject({ status: 400, text: expect.stringContaining('one, other') });
    expect((await ack(both, { reader: 'other' })).status).toBe(204);
    expect(await listed(both)).toMatchObject([{ reader: 'one' }]);
  });

  test('that nobody registered may confirm whatever it obeyed, and nothing is kept', async () => {
    const before = model.items().length;
    expect((await ack({ sub: 'stranger', machine: true })).status).toBe(204);
    expect(model.items()).toHaveLength(before);
  });

  test('is believed where it is faster than the log', async () => {
    await ack(SITE);
    await openFor('site');
    expect(await listed(SITE)).toEqual([]);
    expect(await listed(DESK, '?article=a1')).toMatchObject([
      { reader: 'site', closed: 'reader', took: { revision: 1, how: 'filter' } },
    ]);
  });

  test('cannot confirm an end that was never told', async () => {
    const before = model.items().length;
    await ack(SITE, { revision: 7 });
    await ack(SITE, { article: 'a2' });
    expect(model.items()).toHaveLength(before);
  });

  test.each([[{ article: '' }], [{ revision: 0 }], [{ revision: '2' }], [{ reader: 5 }], [{ note: 'x' }]])(
    'is told what is wrong with %j',
    async (more) => {
      expect((await ack(SITE, more)).status).toBe(400);
    },
  );
});

describe('a person', () => {
  test('who opened an article that is killed since has to confirm it', async () => {
    storeArticle({ killed: true });
    expect((await take(ANNA)).status).toBe(204);
    expect(await listed(ANNA)).toMatchObject([
      { reader: 'anna', kind: 'person', name: 'Name of anna', took: { revision: 1, how: 'opened' } },
    ]);
    await ack(ANNA);
    expect(await listed(ANNA)).toEqual([]);
    expect(await ledger.takersOf('a1')).toEqual([]);
  });

  test('is asked for nothing while the article is out', async () => {
    storeArticle({ killed: false });
    await take(ANNA);
    expect(await listed(ANNA)).toEqual([]);
    expect(await ledger.takersOf('a1')).toMatchObject([{ reader: 'anna' }]);
  });

  test('takes nothing that is not for them', async () => {
    storeArticle({ killed: false });
    const limited = { ...ANNA, more: { wire_providers: 'borealis' } };
    expect((await take(limited)).status).toBe(404);
    expect((await take(ANNA, { article: 'a2' })).status).toBe(404);
    expect((await take(ANNA, { revision: 9 })).status).toBe(404);
    expect(await ledger.takersOf('a1')).toEqual([]);
  });

  test('leaves no trace where people are not asked', async () => {
    recalls = compose({ ...SETTINGS, people: false });
    storeArticle({ killed: true });
    const before = model.items().length;
    expect((await take(ANNA)).status).toBe(204);
    expect((await ack(ANNA)).status).toBe(204);
    expect(model.items()).toHaveLength(before);
  });
});

describe('an operator', () => {
  beforeEach(async () => {
    storeArticle({ killed: true });
    await openFor('site', 'rundown');
  });

  test('confirms for a reader, which is kept with the name and the reason', async () => {
    expect((await ack(OPERATOR, { reader: 'site', reason: 'phoned' })).status).toBe(204);
    expect(confirmedFor).toEqual([{ articleId: 'a1', revision: 2, reader: 'site', by: 'otto' }]);
    expect(await listed(OPERATOR, '?article=a1')).toMatchObject([
      { reader: 'rundown', closed: null },
      { reader: 'site', closed: 'operator', by: 'otto', reason: 'phoned' },
    ]);
    expect((await ack(OPERATOR, { reader: 'site' })).status).toBe(404);
    expect((await ack(DESK, { reader: 'rundown' })).status).toBe(403);
  });

  test('is told once of what is not confirmed in time, and of nothing of the text', async () => {
    const look = () => recalls.tellOverdue(() => true);
    expect(await look()).toEqual({ open: 2, overdue: 0 });
    expect(model.notices).toEqual([]);
    await ack(SITE);
    model.clock.now += 15 * MINUTE;
    expect(await look()).toEqual({ open: 1, overdue: 1 });
    model.clock.now += MINUTE;
    expect(await look()).toEqual({ open: 1, overdue: 1 });
    expect(model.notices).toEqual([
      {
        type: 'wire.recall.open',
        id: `a1.2.recall.${iso(START + 15 * MINUTE)}`,
        time: iso(START + 15 * MINUTE),
        provider: 'aurora',
        articleId: 'a1',
        uri: 'urn:a1',
        revision: 2,
        event: 'killed',
        since: iso(START),
        count: 1,
        readers: [{ reader: 'rundown', kind: 'client', name: null }],
        command: 'wire recalls a1',
      },
    ]);
    expect(await listed(OPERATOR)).toMatchObject([{ reader: 'rundown', overdue: true }]);
    await ack({ sub: 'rundown', machine: true });
    expect(await look()).toEqual({ open: 0, overdue: 0 });
    const kept = model.items().filter(({ pk }) => pk?.S?.startsWith('K') === true);
    expect(JSON.stringify([kept, model.notices])).not.toContain(SECRET);
  });

  test('is not told of anything where nobody is asked', async () => {
    recalls = compose({ ...SETTINGS, people: false, readers: [] });
    model.clock.now += 15 * MINUTE;
    const before = model.calls.length;
    expect(await recalls.tellOverdue(() => true)).toEqual({ open: 0, overdue: 0 });
    expect(model.calls).toHaveLength(before);
  });
});
