/** Page, API and live feed as they are on one machine, over HTTP. */
import { createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { liveCookies } from '../../../functions/adapters/platform/live-cookies.ts';
import { encodeRights, NO_LIMITS } from '../../../functions/core/feed/rights.ts';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack.ts';
import { cookiesOf } from '../../../infra/local/web/who.ts';
import { LiveCache, makeLiveKeys, opens } from '../../../infra/local/web/live.ts';
import { functionOf, writeAssembly } from './support/assembly.ts';

/** Says what it was told. */
const ECHO = `let calls = 0;
export const handler = async (event) => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json', etag: '"e-' + event.rawPath + '"' },
  cookies: event.rawPath === '/v1/me' ? ['one=1; Path=/; Secure; HttpOnly'] : [],
  body: JSON.stringify({ calls: ++calls, event, key: process.env.NEWSWIRE_LIVE_KEY, host: process.env.LIVE_HOST, machines: process.env.MACHINES }),
});`;

const folder = mkdtempSync(join(tmpdir(), 'newswire-page-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Wire</title>');
writeFileSync(join(folder, 'assets', 'main-ABCDEFGH.js'), 'console.log(1)');

const FUNCTION = functionOf('echo', {
  Environment: {
    Variables: {
      LIVE_HOST: { 'Fn::GetAtt': ['Site', 'DomainName'] },
      LIVE_KEY_PARAMETER: '/live-key',
      MACHINES: '[]',
    },
  },
});
const route = (RouteKey: string, AuthorizationType: string) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey,
    AuthorizationType,
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'ToEcho' }]] },
  },
});
const assembly = writeAssembly({
  code: { echo: ECHO },
  resources: {
    Echo: FUNCTION,
    LiveEcho: FUNCTION,
    LiveUrl: {
      Type: 'AWS::Lambda::Url',
      Properties: { AuthType: 'AWS_IAM', TargetFunctionArn: { 'Fn::GetAtt': ['LiveEcho', 'Arn'] } },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    ToEcho: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Echo', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Me: route('GET /v1/me', 'JWT'),
    Article: route('GET /v1/articles/{id}', 'JWT'),
    Delivery: route('GET /v1/deliveries/{key+}', 'JWT'),
    Desk: route('POST /v1/articles/{id}/{command}', 'JWT'),
    MachineMe: route('GET /machine/v1/me', 'AWS_IAM'),
    Pages: { Type: 'AWS::S3::Bucket' },
    Headers: {
      Type: 'AWS::CloudFront::ResponseHeadersPolicy',
      Properties: {
        ResponseHeadersPolicyConfig: {
          Name: 'page',
          SecurityHeadersConfig: {
            ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override: true },
            FrameOptions: { FrameOption: 'DENY', Override: true },
            StrictTransportSecurity: { AccessControlMaxAgeSec: 1, Override: true },
          },
          CustomHeadersConfig: { Items: [{ Header: 'Permissions-Policy', Value: 'usb=()', Override: true }] },
        },
      },
    },
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          DefaultCacheBehavior: { TargetOriginId: 'page', ResponseHeadersPolicyId: { Ref: 'Headers' } },
          CacheBehaviors: [
            { PathPattern: '/v1/live/*', TargetOriginId: 'live', TrustedKeyGroups: ['keys'] },
            { PathPattern: '/v1/*', TargetOriginId: 'api' },
          ],
          Origins: [
            {
              Id: 'page',
              DomainName: { 'Fn::GetAtt': ['Pages', 'RegionalDomainName'] },
              S3OriginConfig: { OriginAccessIdentity: '' },
            },
            {
              Id: 'live',
              DomainName: {
                'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['LiveUrl', 'FunctionUrl'] }] }],
              },
            },
            { Id: 'api', DomainName: { 'Fn::Join': ['', [{ Ref: 'Api' }, '.execute-api.here']] } },
          ],
        },
      },
    },
  },
  outputs: {
    SiteUrl: { Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Site', 'DomainName'] }]] } },
  },
});

interface Echo {
  calls: number;
  key: string;
  host: string;
  machines: string;
  event: {
    routeKey: string;
    rawPath: string;
    rawQueryString: string;
    pathParameters?: object;
    headers: Record<string, string>;
    body?: string;
    requestContext: { authorizer?: { jwt?: { claims: Record<string, string> }; iam?: { userArn: string } } };
  };
}

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ assembly, page: folder });
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, options: RequestInit = {}) => fetch(`${stack.endpoints.web}${path}`, options);
const echo = async (path: string, options: RequestInit = {}) =>
  (await (await ask(path, options)).json()) as Echo;

/** fetch() writes Host by itself, and makes paths straight. */
function raw(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const { hostname, port } = new URL(stack.endpoints.web);
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  httpRequest({ hostname, port, path, headers }, (response) => {
    response.resume();
    resolve(response.statusCode);
  })
    .on('error', reject)
    .end();
  return promise;
}

describe('the page', () => {
  test('is served with the headers of the template, and says that nobody has to sign in', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Wire</title>');
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'x-frame-options': 'DENY',
      'permissions-policy': 'usb=()',
    });
    // It would bind localhost to TLS for all that ever runs there
    expect(page.headers.get('strict-transport-security')).toBeNull();
    expect(await (await ask('/config.json')).json()).toEqual({ signIn: null });
  });

  test('is not sent again to whoever has it, and packed to whoever can unpack it', async () => {
    const first = await ask('/assets/main-ABCDEFGH.js');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const again = await ask('/assets/main-ABCDEFGH.js', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test.each(['/../index.html', '/..%2f..%2fetc/passwd', '/assets', '/%00', '/%zz', '/nothing.js'])(
    'gives nothing for %s',
    async (path) => {
      expect(await raw(path)).toBe(404);
    },
  );

  test('is for reading only', async () => {
    expect((await ask('/', { method: 'POST', body: 'x' })).status).toBe(403);
  });

  test('is where the outputs say', () => {
    expect(stack.outputs.SiteUrl).toBe(stack.endpoints.web);
  });
});

describe('the API', () => {
  test('is asked by the developer, who may do everything', async () => {
    const { event } = await echo('/v1/me?a=1&a=2');
    expect(event).toMatchObject({ routeKey: 'GET /v1/me', rawPath: '/v1/me', rawQueryString: 'a=1&a=2' });
    expect(event.requestContext.authorizer?.jwt?.claims).toMatchObject({
      sub: 'developer',
      scope: 'wire:read wire:desk wire:operate',
    });
  });

  test('can be asked as another reader, by header or by address', async () => {
    const as = 'scope=wire:read&wire_providers=aurora';
    const byHeader = await echo('/v1/me', { headers: { 'x-newswire-as': as } });
    const byAddress = await echo(`/v1/me?as=${encodeURIComponent(as)}&b=1`);
    for (const { event } of [byHeader, byAddress]) {
      expect(event.requestContext.authorizer?.jwt?.claims).toEqual({
        sub: 'reader',
        scope: 'wire:read',
        wire_providers: 'aurora',
      });
      expect(event.headers).not.toHaveProperty('x-newswire-as');
    }
    expect(byAddress.event.rawQueryString).toBe('b=1');
    const page = await ask(`/?as=${encodeURIComponent(as)}`);
    const [cookie = ''] = page.headers.getSetCookie();
    const { event } = await echo('/v1/me', { headers: { cookie: cookie.split(';', 1)[0] ?? '' } });
    expect(event.requestContext.authorizer?.jwt?.claims).toMatchObject({ wire_providers: 'aurora' });
  });

  test('refuses who is nobody, and tokens that nobody here issued', async () => {
    expect((await ask('/v1/me', { headers: { 'x-newswire-as': 'nobody' } })).status).toBe(401);
    expect((await ask('/v1/me', { headers: { authorization: 'Bearer e30.e30.x' } })).status).toBe(401);
  });

  test('lets machines in that sign', async () => {
    expect((await ask('/machine/v1/me')).status).toBe(403);
    const authorization = 'AWS4-HMAC-SHA256 Credential=local/20261129/us-east-1/execute-api/aws4_request';
    const { event, machines } = await echo('/machine/v1/me', { headers: { authorization } });
    const userArn = 'arn:aws:iam::000000000000:user/local';
    expect(event.requestContext.authorizer?.iam?.userArn).toBe(userArn);
    expect(JSON.parse(machines)).toMatchObject([{ arn: userArn }]);
  });

  test('knows the parameters of its paths', async () => {
    expect((await echo('/v1/articles/a1')).event.pathParameters).toEqual({ id: 'a1' });
    expect((await echo('/v1/deliveries/fjord/a%20b.xml')).event.pathParameters).toEqual({
      key: 'fjord/a b.xml',
    });
    const { event } = await echo('/v1/articles/a1/kill', { method: 'POST', body: '{"reason":"x"}' });
    expect(event).toMatchObject({ pathParameters: { id: 'a1', command: 'kill' }, body: '{"reason":"x"}' });
  });

  test('has no other paths and methods than the routes of the template', async () => {
    for (const [path, method] of [
      ['/v1/nothing', 'GET'],
      ['/v1/me', 'POST'],
      ['/v1/articles/a1', 'DELETE'],
      ['/machine/v1/live/W251bGwsW11d~', 'GET'],
    ] as const)
      expect((await ask(path, { method })).status).toBe(404);
  });

  test('marks no cookie as secure, which a browser without TLS may not keep', async () => {
    expect((await ask('/v1/me')).headers.getSetCookie()).toEqual(['one=1; Path=/; HttpOnly']);
  });
});

describe('nobody but pages of this server', () => {
  test('may ask by a name that was pointed here', async () => {
    expect(await raw('/', { host: 'wire.example.org' })).toBe(403);
    expect(await raw('/v1/me', { host: 'localhost.example.org:8080' })).toBe(403);
    expect(await raw('/', { host: 'localhost:8080' })).toBe(200);
  });

  test('may ask from another site that is open in the same browser', async () => {
    expect(await raw('/v1/me', { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await raw('/v1/me', { origin: 'null' })).toBe(403);
    expect(await raw('/v1/me', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await raw('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
  });
});

describe('the live feed', () => {
  const mine = encodeRights({ providers: ['aurora'], withoutFlags: [] });
  const all = encodeRights(NO_LIMITS);

  async function cookieFor(rights: string, now = Date.now()): Promise<string> {
    const { key, host } = await echo('/v1/me');
    const door = { host, keyId: 'K1', privateKey: () => Promise.resolve(key) };
    const cookies = await liveCookies(door, rights, now);
    return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
  }

  test('is open to the cookies that are signed for these rights, and to no others', async () => {
    const cookie = await cookieFor(mine);
    expect((await ask(`/v1/live/${mine}/changes?after=1`, { headers: { cookie } })).status).toBe(200);
    expect((await ask(`/v1/live/${mine}/changes?after=1`)).status).toBe(403);
    expect((await ask(`/v1/live/${all}/changes?after=1`, { headers: { cookie } })).status).toBe(403);
    const detours = [
      `/v1/live/${mine}/../${all}/changes`,
      `/v1/live/${mine}x/changes`,
      `/v1/live/${all}/changes?x=https://h/v1/live/${mine}`,
      `/v1/live/../live/${all}/changes?/v1/live/${mine}`,
    ];
    for (const path of detours) expect([403, 404]).toContain(await raw(path, { cookie }));
  });

  test('is closed to cookies of yesterday, and to those that somebody else signed', async () => {
    const old = await cookieFor(mine, Date.now() - 24 * 3600 * 1000);
    expect((await ask(`/v1/live/${mine}/changes`, { headers: { cookie: old } })).status).toBe(403);
    const { privateKey } = makeLiveKeys();
    const { host } = await echo('/v1/me');
    const door = { host, keyId: 'K1', privateKey: () => Promise.resolve(privateKey) };
    const forged = (await liveCookies(door, mine, Date.now())).map((one) => one.split(';', 1)[0]).join('; ');
    expect((await ask(`/v1/live/${mine}/changes`, { headers: { cookie: forged } })).status).toBe(403);
  });

  test('asks its function in the name of the edge, and says nothing of who reads', async () => {
    const cookie = await cookieFor(mine);
    const { event } = await echo(`/v1/live/${mine}/changes?after=2`, {
      headers: { cookie, 'x-newswire-as': 'sub=a' },
    });
    expect(event).toMatchObject({
      routeKey: '$default',
      rawPath: `/v1/live/${mine}/changes`,
      rawQueryString: 'after=2',
    });
    expect(Object.keys(event.headers).sort()).toEqual(['host', 'user-agent']);
    expect(event.requestContext.authorizer).toBeUndefined();
  });

  test('gives many readers one answer, and those who have it none', async () => {
    const cookie = await cookieFor(mine);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => echo(`/v1/live/${mine}/changes?after=3`, { headers: { cookie } })),
    );
    expect(new Set(answers.map(({ calls }) => calls)).size).toBe(1);
    const known = { cookie, 'if-none-match': `W/"e-/v1/live/${mine}/changes"` };
    expect((await ask(`/v1/live/${mine}/changes?after=3`, { headers: known })).status).toBe(304);
  });

  test('keeps an answer for a second, and a fault not at all', async () => {
    let now = 0;
    let calls = 0;
    const cache = new LiveCache(() => now);
    const request = {
      method: 'GET',
      path: `/v1/live/${all}/changes`,
      query: new URLSearchParams(),
      headers: {},
      body: new Uint8Array(),
    };
    const statusAt = async (time: number, status: number): Promise<number> => {
      now = time;
      const ask = () => {
        calls++;
        return Promise.resolve({ status, headers: {}, cookies: [], body: new Uint8Array() });
      };
      return (await cache.get(request, ask)).status;
    };
    expect(await statusAt(0, 500)).toBe(500);
    expect(await statusAt(1, 200)).toBe(200);
    expect(await statusAt(1000, 500)).toBe(200);
    expect(await statusAt(1001, 200)).toBe(200);
    expect(calls).toBe(3);
  });
});

test('cookies are what CloudFront takes: a policy for one path of one host, for an hour, by the key of the stage', async () => {
  const { privateKey, publicKey } = makeLiveKeys();
  const now = Date.parse('2026-11-29T10:00:00Z');
  const door = { host: 'wire.example.org', keyId: 'K2ABC', privateKey: () => Promise.resolve(privateKey) };
  const set = await liveCookies(door, 'W251bGwsW11d~', now);
  for (const cookie of set)
    expect(cookie).toMatch(
      /^CloudFront-[\w-]+=[\w~-]+; Path=\/v1\/live\/; Max-Age=3600; Secure; HttpOnly; SameSite=Strict$/u,
    );
  const cookies = cookiesOf({ cookie: set.map((one) => one.split(';', 1)[0]).join('; ') });
  expect(cookies.get('CloudFront-Key-Pair-Id')).toBe('K2ABC');
  expect(createPublicKey(publicKey).asymmetricKeyType).toBe('rsa');
  const url = 'https://wire.example.org/v1/live/W251bGwsW11d~/changes?after=1';
  expect(opens(cookies, publicKey, url, now)).toBe(true);
  expect(opens(cookies, publicKey, url, now + 3_600_000)).toBe(false);
  expect(opens(cookies, publicKey, url.replace('wire.', 'other.'), now)).toBe(false);
  expect(opens(cookies, publicKey, url.replace('https', 'http'), now)).toBe(false);
  expect(opens(new Map(), publicKey, url, now)).toBe(false);
});
