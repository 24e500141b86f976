/** Over real connections to a server on this machine. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Feed } from '../../functions/core/providers/agency.ts';
import {
  fetchFeed,
  PUBLIC_INTERNET,
  WITH_OWN_MACHINE,
  type FetchOptions,
} from '../../functions/poll/fetch.ts';

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

const routes = new Map<string, Respond>();
const asked: IncomingMessage[] = [];
let server: Server;
let other: Server;
let base: string;
let elsewhere: string;

const listen = async (respond: Respond): Promise<[Server, string]> => {
  const listening = createServer(respond);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return [listening, `http://localhost:${(listening.address() as AddressInfo).port}`];
};

beforeAll(async () => {
  const respond: Respond = (request, response) => {
    asked.push(request);
    const route = routes.get(request.url ?? '');
    if (route === undefined) response.writeHead(404).end();
    else route(request, response);
  };
  [server, base] = await listen(respond);
  [other, elsewhere] = await listen(respond);
});
afterAll(() => {
  server.close();
  other.close();
});

const OPTIONS: FetchOptions = { known: undefined, maxBytes: 1000, timeout: 5000 };

function ask(
  path: string,
  options: Partial<FetchOptions> = {},
  feed: Partial<Feed> = {},
  network = WITH_OWN_MACHINE,
) {
  asked.length = 0;
  return fetchFeed(
    { id: 'news', url: `${base}/feed`, ...feed },
    path.startsWith('http') ? path : base + path,
    { ...OPTIONS, ...options },
    network,
  );
}

const text =
  (body: string | Buffer, headers = {}): Respond =>
  (_request, response) => {
    response.writeHead(200, headers).end(body);
  };
const redirect =
  (location: string): Respond =>
  (_request, response) => {
    response.writeHead(302, { location }).end();
  };

describe('a feed', () => {
  test('is fetched with what is needed to ask whether it changed', async () => {
    routes.set(
      '/feed',
      text('<rss/>', {
        'content-type': 'application/rss+xml',
        etag: '"1"',
        'last-modified': 'Mon, 02 Mar 2026 10:00:00 GMT',
      }),
    );
    const answer = await ask('/feed');
    expect(answer).toMatchObject({
      kind: 'content',
      contentType: 'application/rss+xml',
      etag: '"1"',
      lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT',
    });
    expect(answer.kind === 'content' && Buffer.from(answer.bytes).toString()).toBe('<rss/>');
  });

  test('that has not changed is not fetched again', async () => {
    routes.set('/same', (request, response) => {
      const same =
        request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'then';
      response.writeHead(same ? 304 : 200).end();
    });
    const known = { etag: '"1"', lastModified: 'then' };
    expect(await ask('/same', { known })).toEqual({ kind: 'unchanged' });
  });

  test('that is packed is unpacked', async () => {
    routes.set('/gzip', text(gzipSync('{"a":1}'), { 'content-encoding': 'gzip' }));
    const answer = await ask('/gzip');
    expect(answer.kind === 'content' && Buffer.from(answer.bytes).toString()).toBe('{"a":1}');
  });

  test('that is larger than agreed is refused: as said, as sent, and as unpacked', async () => {
    routes.set('/said', text('x'.repeat(1001)));
    routes.set('/sent', (_request, response) => {
      response.write('x'.repeat(600));
      response.end('x'.repeat(600));
    });
    routes.set('/bomb', text(gzipSync('x'.repeat(100_000)), { 'content-encoding': 'gzip' }));
    for (const path of ['/said', '/sent', '/bomb']) {
      await expect(ask(path)).rejects.toMatchObject({ code: 'too-large' });
    }
  });

  test('that does not answer in time is given up', async () => {
    routes.set('/slow', () => undefined);
    await expect(ask('/slow', { timeout: 50 })).rejects.toMatchObject({ code: 'unreachable' });
    routes.set('/stops', (_request, response) => response.write('half'));
    await expect(ask('/stops', { timeout: 50 })).rejects.toMatchObject({ code: 'unreachable' });
    server.closeAllConnections();
  });

  test('that refuses says for how long, in seconds or as a date', async () => {
    routes.set('/busy', (_request, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    await expect(ask('/busy')).rejects.toMatchObject({ code: 'http-429', retryAfter: 120_000 });
    routes.set('/later', (_request, response) => {
      response.sendDate = false;
      response.writeHead(503, {
        date: 'Mon, 02 Mar 2026 10:00:00 GMT',
        'retry-after': 'Mon, 02 Mar 2026 10:05:00 GMT',
      });
      response.end();
    });
    await expect(ask('/later')).rejects.toMatchObject({ code: 'http-503', retryAfter: 300_000 });
  });
});

describe('a redirect', () => {
  test('is followed on the hosts of the entry', async () => {
    routes.set('/moved', redirect('/feed'));
    expect(await ask('/moved')).toMatchObject({ kind: 'content' });
    routes.set('/over', redirect(`${elsewhere}/feed`));
    expect(await ask('/over', {}, { hosts: [new URL(elsewhere).host] })).toMatchObject({ kind: 'content' });
  });

  test.each([
    ['to a host that the entry does not name', () => `${elsewhere}/feed`, 'foreign-host'],
    ['to the metadata of a cloud', () => 'http://169.254.169.254/latest/', 'foreign-host'],
    ['to a file', () => 'file:///etc/passwd', 'foreign-host'],
    ['that goes in circles', () => '/refused', 'too-many-redirects'],
    ['that leads nowhere', () => 'http://', 'bad-redirect'],
    ['with a user in it', () => base.replace('//', '//user:word@') + '/feed', 'credentials-in-url'],
  ])('%s is refused', async (_, location, code) => {
    routes.set('/refused', redirect(location()));
    await expect(ask('/refused')).rejects.toMatchObject({ code });
  });

  test('takes no secret to another host', async () => {
    routes.set('/over', redirect(`${elsewhere}/feed`));
    const feed = { hosts: [new URL(elsewhere).host], secret: { arn: 'a', prefix: 'Bearer ' } };
    await ask('/over', { secret: 'word' }, feed);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer word', undefined]);
    await ask('/feed', { secret: 'word' }, { secret: { arn: 'a', header: 'X-Key' } });
    expect(asked[0]?.headers['x-key']).toBe('word');
  });
});

describe('in the cloud', () => {
  test('a name that leads to the own machine or network is refused', async () => {
    const network = { ...PUBLIC_INTERNET, plainHttp: true };
    await expect(ask('/feed', {}, {}, network)).rejects.toMatchObject({ code: 'private-address' });
    expect(asked).toEqual([]);
  });

  test('a private address without a name is refused too, and http as such', async () => {
    const url = base.replace('localhost', '127.0.0.1');
    const network = { ...PUBLIC_INTERNET, plainHttp: true };
    await expect(ask(`${url}/feed`, {}, { url }, network)).rejects.toMatchObject({ code: 'private-address' });
    await expect(ask('/feed', {}, {}, PUBLIC_INTERNET)).rejects.toMatchObject({ code: 'not-https' });
  });
});

test('no message shows the query of an address, where keys stand', async () => {
  await expect(ask('/gone?key=hidden')).rejects.toMatchObject({
    code: 'http-404',
    message: `${base}/gone answers 404`,
  });
});
