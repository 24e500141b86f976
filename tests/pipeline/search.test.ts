/** What a newsroom finds by words, over the whole local stack: from the file in the inbox to the hit. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SearchPage } from '../../functions/core/feed/contract.ts';
import { Newsroom, ninjsFile, type Story } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(async () => {
  await newsroom.close();
});

const FERRY: Story = {
  uri: 'urn:newsml:aurora.example:20260312:ferry',
  headline: 'Ferry pilot Törn has died',
  paragraphs: [
    'HAMNVIK (Aurora) - The pilot who steered the night ferry to Öland for forty years has died, his family said.',
  ],
};

async function drop(name: string, story: Story): Promise<void> {
  await newsroom.drop('aurora', name, ninjsFile(story));
  await newsroom.stack.quiet();
}

async function search(query: string, claims: object = {}): Promise<SearchPage> {
  const result = await newsroom.stack.invoke('search', {
    rawPath: '/v1/search',
    rawQueryString: query,
    headers: {},
    requestContext: {
      http: { method: 'GET' },
      authorizer: { jwt: { claims: { sub: 'editor', scope: 'wire:read', ...claims } } },
    },
  });
  if (!result.ok) throw new Error(result.message);
  const { statusCode, body } = result.payload as { statusCode: number; body: string };
  expect([statusCode, body]).toEqual([200, body]);
  return JSON.parse(body) as SearchPage;
}

async function build(): Promise<unknown> {
  const result = await newsroom.stack.invoke('segments', {});
  if (!result.ok) throw new Error(result.message);
  return result.payload;
}

const headlinesOf = ({ hits }: SearchPage): string[] => hits.map(({ row }) => row.headline);

describe('search', () => {
  test('an article is found as soon as it is told, before any segment is built, and afterwards', async () => {
    await drop('ferry.json', FERRY);
    const before = await search('q="has died" torn');
    expect(headlinesOf(before)).toEqual([FERRY.headline]);
    expect(before.hits[0]?.headline).toEqual(['Ferry pilot ', 'Törn', ' ', 'has died', '']);
    expect(await build()).toMatchObject({ documents: 1, segments: 1 });
    expect(headlinesOf(await search('q="has died" torn'))).toEqual([FERRY.headline]);
  });

  test('an embargoed one is not found, by no word of it', async () => {
    await drop('budget.json', {
      uri: 'urn:newsml:aurora.example:20260312:budget',
      headline: 'Budget of Skarvsund to double',
      embargoedUntil: '2099-01-01T00:00:00Z',
      embargoed: '2099-01-01T00:00:00Z',
      paragraphs: [
        'SKARVSUND (Aurora) - Zinnober is to be spent on the new quay of the town, says the budget.',
      ],
    });
    await build();
    expect(await search('q=zinnober')).toMatchObject({ hits: [], count: 0 });
  });

  test('only the newest state is found: the correction by its words, the old words no more', async () => {
    const paragraphs = [
      'HAMNVIK (Aurora) - The pilot who steered the ferry to Öland for fifty years has died, his family said.',
    ];
    await drop('ferry-2.json', {
      ...FERRY,
      version: '2',
      versioncreated: '2026-03-11T09:00:00Z',
      paragraphs,
    });
    expect(headlinesOf(await search('q=öland "forty years"'))).toEqual([]);
    expect(headlinesOf(await search('q=öland "fifty years"'))).toEqual([FERRY.headline]);
    await build();
    expect(headlinesOf(await search('q=oland'))).toEqual([FERRY.headline]);
  });

  test('whose licence leaves out the agency finds nothing of it, and does not learn how much there is', async () => {
    expect(await search('q=oland', { wire_providers: 'harbour' })).toMatchObject({
      hits: [],
      count: 0,
      more: false,
    });
    expect(headlinesOf(await search('q=oland', { wire_providers: 'aurora' }))).toEqual([FERRY.headline]);
  });

  test('a killed one is found no more, though a segment still has its words', async () => {
    await drop('ferry-kill.json', {
      ...FERRY,
      version: '3',
      versioncreated: '2026-03-11T10:00:00Z',
      pubstatus: 'canceled',
    });
    expect(await search('q=oland')).toMatchObject({ hits: [], count: 0 });
  });
});
