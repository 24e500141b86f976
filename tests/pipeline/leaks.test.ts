/**
 * What a licence leaves out is in no answer of the reading side: rights are drawn, and every route is asked for every
 * article. Each text has a word of its own by which it is known wherever it shows.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type {
  ArticleView,
  ChangesPage,
  Limits,
  RowChanges,
  SearchPage,
  WirePage,
} from '../../functions/core/feed/contract.ts';
import { facetsOf } from '../../functions/core/feed/facets.ts';
import { encodeRights, isWithin } from '../../functions/core/feed/rights.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn, type Story } from './support/newsroom.ts';

let newsroom: Newsroom;

/** A revision, by its word. */
interface Text {
  word: string;
  id: string;
  provider: string;
  /** Undefined: for nobody, whatever they may. */
  flags: readonly string[] | undefined;
  revision: number;
}

const texts: Text[] = [];

beforeAll(async () => {
  newsroom = await Newsroom.open();
  const restricted = { usageterms: 'Not for online use.' };
  const bridge = paragraphsOn('Bridgeham');
  await take('aurora', 'plain', 'Quillorane');
  await take('aurora', 'kept', 'Vastrumine', restricted);
  // Another agency has nearly the same text: one story
  await take('aurora', 'bridge', 'Ombrelisk', { paragraphs: bridge });
  await take('borealis', 'bridge', 'Tarnovelle', {
    paragraphs: [...bridge.slice(1), 'Seen from the north.'],
  });
  // Restricted at first, and free since
  await take('cascade', 'freed', 'Zephyrine', restricted);
  await take('cascade', 'freed', 'Halcyrone', { version: '2', versioncreated: '2026-03-11T09:00:00Z' });
  // Free at first
  await take('cascade', 'bound', 'Morwenthal');
  await take('cascade', 'bound', 'Peridonne', {
    ...restricted,
    version: '2',
    versioncreated: '2026-03-11T09:00:00Z',
  });
  await take('borealis', 'ended', 'Corvantine');
  await take('borealis', 'ended', 'Galdemar', {
    pubstatus: 'canceled',
    version: '2',
    versioncreated: '2026-03-11T09:00:00Z',
  });
  await take('aurora', 'waits', 'Lysandrel', { embargoed: '2099-01-01T00:00:00Z', pubstatus: 'withheld' });
  for (const text of texts)
    if (['Corvantine', 'Galdemar', 'Lysandrel'].includes(text.word)) text.flags = undefined;
}, 600_000);

afterAll(async () => {
  await newsroom.close();
});

async function take(provider: string, name: string, word: string, more: Story = {}): Promise<void> {
  const { paragraphs = paragraphsOn(name), ...rest } = more;
  const file = ninjsFile({
    uri: `urn:newsml:${provider}.example:20260311:${name}`,
    headline: `${word} in the headline`,
    slugline: `slug-${word}`,
    by: `By ${word}`,
    paragraphs: [`The word is ${word}.`, ...paragraphs],
    ...rest,
  });
  const receipt = await newsroom.take([provider, `${word}.json`, file]);
  const { articleId: id, revision } = onlyItem(receipt);
  const found = await ask<ArticleView>('api', `/v1/articles/${id}?revision=${revision}`, {
    scope: 'wire:read wire:desk',
  });
  texts.push({
    word,
    id,
    provider,
    revision,
    flags: found === undefined ? undefined : facetsOf(found).flags,
  });
}

/** @returns undefined where it is not to be had */
async function ask<Body>(
  to: 'api' | 'live' | 'search',
  path: string,
  claims: Readonly<Record<string, string>>,
): Promise<Body | undefined> {
  const [rawPath, rawQueryString = ''] = path.split('?');
  const result = await newsroom.stack.invoke(to, {
    version: '2.0',
    rawPath,
    rawQueryString,
    headers: {},
    requestContext: {
      http: { method: 'GET' },
      ...(to === 'live' ? {} : { authorizer: { jwt: { claims: { sub: 'ida', ...claims } } } }),
    },
    isBase64Encoded: false,
  });
  if (!result.ok) throw new Error(result.message);
  const { statusCode, body = '' } = result.payload as { statusCode: number; body?: string };
  expect([200, 404]).toContain(statusCode);
  return statusCode === 200 ? (JSON.parse(body) as Body) : undefined;
}

/** Everything that a reader can get, as one text. */
async function everything(limits: Limits): Promise<string> {
  const claims = {
    scope: 'wire:read',
    ...(limits.providers === null ? {} : { wire_providers: limits.providers.join(' ') }),
    ...(limits.withoutFlags.length === 0 ? {} : { wire_without_flags: limits.withoutFlags.join(' ') }),
  };
  const rights = encodeRights(limits);
  const got: unknown[] = [
    await ask<ChangesPage>('api', '/v1/changes', claims),
    await ask<RowChanges>('api', '/v1/changes?view=rows', claims),
    await ask<WirePage>('api', '/v1/wire', claims),
    await ask<ChangesPage>('live', `/v1/live/${rights}/changes`, claims),
  ];
  for (const id of new Set(texts.map((text) => text.id)))
    for (const path of ['', '?revision=1', '?revision=2', '/revisions', '/story'])
      got.push(await ask('api', `/v1/articles/${id}${path}`, claims));
  for (const { word } of texts)
    for (const query of [word, `headline:${word}`, `slug:slug-${word}`]) {
      const page = await ask<SearchPage>('search', `/v1/search?q=${query}`, claims);
      // That there is something is told by a number, too
      got.push(page?.hits, page?.count === 0 ? '' : word);
    }
  return JSON.stringify(got);
}

const isFor = (limits: Limits, { provider, flags }: Text): boolean =>
  flags !== undefined && isWithin(limits, { provider, flags });

test('a reader without limits finds all that may be found, and nothing else', async () => {
  const all = { providers: null, withoutFlags: [] };
  const got = await everything(all);
  const found = texts.filter(({ word }) => got.includes(word)).map(({ word }) => word);
  expect(found).toEqual(texts.filter((text) => isFor(all, text)).map(({ word }) => word));
  expect(texts.some(({ flags }) => flags?.includes('no-online'))).toBe(true);
});

test('whatever is left out of a licence is in no answer, by no route', async () => {
  const rights = fc.record({
    providers: fc.option(fc.subarray(['aurora', 'borealis', 'cascade'], { minLength: 1 })),
    withoutFlags: fc.subarray(['no-online', 'correction']),
  });
  await fc.assert(
    fc.asyncProperty(rights, async (limits) => {
      const got = await everything(limits);
      const leaked = texts.filter((text) => !isFor(limits, text) && got.includes(text.word));
      expect(leaked).toEqual([]);
    }),
    { numRuns: 8, seed: 12, endOnFailure: true },
  );
}, 600_000);
