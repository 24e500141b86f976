/** From a file to the page's door, over HTTP: who gets what of the wire, and the live feed at the edge. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Me, RowChanges, WirePage } from '../../functions/core/feed/contract.ts';
import { decodeRights } from '../../functions/core/feed/rights.ts';
import { Newsroom, ninjsFile, paragraphsOn } from './support/newsroom.ts';

const AURORA_ONLY = 'sub=ada&scope=wire:read&wire_providers=aurora';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
  await newsroom.drop('aurora', 'a.json', ninjsFile({ uri: 'urn:a', paragraphs: paragraphsOn('Aldwick') }));
  await newsroom.drop('borealis', 'b.json', ninjsFile({ uri: 'urn:b', paragraphs: paragraphsOn('Borwick') }));
  await newsroom.stack.quiet();
});
afterAll(async () => {
  await newsroom.close();
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${newsroom.stack.endpoints.web}${path}`, { headers });

async function read<T>(path: string, headers: Record<string, string> = {}): Promise<T> {
  const response = await ask(path, headers);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

/** Cookies as a browser sends them back. */
async function cookiesOf(headers: Record<string, string> = {}): Promise<{ me: Me; cookie: string }> {
  const response = await ask('/v1/me', headers);
  const set = response.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  return { me: (await response.json()) as Me, cookie: set.join('; ') };
}

describe('the door', () => {
  test('tells the developer of this machine who they are, with all scopes', async () => {
    expect(await read<Me>('/v1/me')).toMatchObject({
      id: 'developer',
      scopes: ['wire:read', 'wire:desk', 'wire:operate'],
      limits: { providers: null, withoutFlags: [] },
    });
  });

  test.each([
    ['nobody', 401],
    ['sub=ada', 403],
    ['sub=ada&scope=wire:desk', 403],
  ])('refuses the list to %s', async (as, status) => {
    expect((await ask('/v1/wire', { 'x-newswire-as': as })).status).toBe(status);
  });

  test('gives everybody what their licence covers', async () => {
    const all = await read<WirePage>('/v1/wire');
    expect(all.rows.map(({ provider }) => provider).sort()).toEqual(['aurora', 'borealis']);
    const some = await read<WirePage>('/v1/wire', { 'x-newswire-as': AURORA_ONLY });
    expect(some.rows.map(({ provider }) => provider)).toEqual(['aurora']);
    const other = all.rows.find(({ provider }) => provider === 'borealis');
    expect((await ask(`/v1/articles/${other?.id ?? ''}`, { 'x-newswire-as': AURORA_ONLY })).status).toBe(404);
  });

  test('gives who asks again for what has not changed nothing but that', async () => {
    const first = await ask('/v1/wire');
    const again = await ask('/v1/wire', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('lets machines that sign follow the feed at their own door', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=local/20261129/us-east-1/execute-api/aws4_request';
    const { next } = await read<RowChanges>('/machine/v1/changes?view=rows', { authorization });
    expect(next).toMatch(/^\/machine\/v1\/changes\?/u);
    expect((await ask('/machine/v1/changes')).status).toBe(403);
  });
});

describe('the live feed', () => {
  test('is where the list leads people to, and open to the cookies of their own rights alone', async () => {
    const limited = { 'x-newswire-as': AURORA_ONLY };
    const { me, cookie } = await cookiesOf(limited);
    expect(decodeRights(me.live.split('/')[3] ?? '')).toEqual({ providers: ['aurora'], withoutFlags: [] });
    const { live } = await read<WirePage>('/v1/wire', limited);
    expect(live.startsWith(`${me.live}/changes?`)).toBe(true);
    expect((await ask(live)).status).toBe(403);
    expect(await read<RowChanges>(live, { cookie })).toMatchObject({ rows: [] });

    const { live: ofAll } = await read<WirePage>('/v1/wire');
    expect((await ask(ofAll, { cookie })).status).toBe(403);
  });

  test('has what comes, for those whom it is for', async () => {
    const [all, some] = [await cookiesOf(), await cookiesOf({ 'x-newswire-as': AURORA_ONLY })];
    const { live } = await read<WirePage>('/v1/wire');
    const { live: limited } = await read<WirePage>('/v1/wire', { 'x-newswire-as': AURORA_ONLY });
    const file = ninjsFile({ uri: 'urn:c', headline: 'Ferry sails', paragraphs: paragraphsOn('Corwick') });
    await newsroom.drop('borealis', 'c.json', file);
    await newsroom.stack.quiet();
    const { rows } = await read<RowChanges>(live, { cookie: all.cookie });
    expect(rows.map(({ headline }) => headline)).toEqual(['Ferry sails']);
    expect(await read<RowChanges>(limited, { cookie: some.cookie })).toMatchObject({ rows: [] });
  });

  test('is asked of its function once for many readers of one second', async () => {
    const { cookie } = await cookiesOf();
    const { live } = await read<WirePage>('/v1/wire?provider=aurora');
    let asked = 0;
    newsroom.stack.onInvocation(({ logicalId }) => {
      if (logicalId === 'LiveFunction') asked++;
    });
    const answers = await Promise.all(Array.from({ length: 25 }, () => ask(live, { cookie })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(asked).toBe(1);
  });
});
