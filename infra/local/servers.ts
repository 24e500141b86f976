/** The embedded servers: fauxqs (S3, SQS, SNS in one process) and dynalite (DynamoDB), on the loopback address only. */
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApp, type BuildAppOptions } from 'fauxqs';
import { REPOSITORY_ROOT } from '../repository.ts';
import { LOCAL } from './catalogue.ts';
import { matchLists } from './filters.ts';
import type { FauxqsApp } from './objects.ts';

const HOST = '127.0.0.1';

type Stores = NonNullable<BuildAppOptions['stores']>;

/**
 * A fauxqs that does not listen yet, inside an object because an app is a thenable: to await it would start it.
 * @param dataFolder keeps objects, messages, topics and subscriptions in a SQLite file there; absent: in memory
 */
export async function createFauxqs(
  dataFolder: string | undefined,
): Promise<{ app: FauxqsApp; queues: Stores['sqsStore']; objects: Stores['s3Store'] }> {
  const stores = await createStores();
  const close = dataFolder === undefined ? undefined : await persist(stores, dataFolder);
  matchLists(stores.snsStore);
  const app = buildApp({ logger: false, defaultRegion: LOCAL.region, stores });
  app.addHook('onClose', (_app, done) => {
    close?.();
    done();
  });
  return { app, queues: stores.sqsStore, objects: stores.s3Store };
}

/**
 * Gives queues that a data folder kept the URLs at which they are now. SDKs ask the host of a queue's URL, and the port
 * may be another one than last time.
 */
export function moveQueues(store: Stores['sqsStore'], endpoint: string): void {
  const byUrl: unknown = Reflect.get(store, 'queues');
  if (!(byUrl instanceof Map))
    throw new Error('fauxqs keeps its queues elsewhere: the pinned version is needed');
  for (const queue of [...store.allQueues()]) {
    const url = `${endpoint}/${LOCAL.accountId}/${queue.name}`;
    if (queue.url === url) continue;
    byUrl.delete(queue.url);
    Object.defineProperty(queue, 'url', { value: url });
    byUrl.set(url, queue);
  }
}

async function createStores(): Promise<Stores> {
  const stores = {
    sqsStore: await make('sqs/sqsStore.js', 'SqsStore'),
    snsStore: await make('sns/snsStore.js', 'SnsStore'),
    s3Store: await make('s3/s3Store.js', 'S3Store'),
  } as Stores;
  // Then URLs of queues have the host that was asked, not a name that resolves nowhere
  stores.sqsStore.host = '';
  return stores;
}

/**
 * fauxqs gives its persistence only to startFauxqs, which listens on every interface and hides its app. So its
 * stores are put together here as startFauxqs does it; the version of fauxqs is pinned, and a test restarts a stack.
 * @returns what closes the file
 */
async function persist(stores: Stores, dataFolder: string): Promise<() => void> {
  const persistence = (await make('persistence.js', 'PersistenceManager', dataFolder)) as NonNullable<
    Stores['sqsStore']['persistence']
  >;
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  stores.snsStore.persistence = persistence;
  stores.s3Store.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  return () => {
    persistence.close();
  };
}

/** An object of a class that fauxqs does not export. */
async function make(file: string, name: string, ...parameters: readonly unknown[]): Promise<unknown> {
  const folder = join(REPOSITORY_ROOT, 'node_modules', 'fauxqs', 'dist');
  const module: unknown = await import(pathToFileURL(join(folder, file)).href);
  const found: unknown = Reflect.get(Object(module) as object, name);
  if (typeof found !== 'function') throw new Error(`fauxqs has no ${name}: the pinned version is needed`);
  return Reflect.construct(found, parameters);
}

/**
 * Listens on a port, or on any free one when that is taken.
 * @param taken is told when the wanted port was not free
 * @returns the endpoint, as a URL without a trailing slash
 */
export async function listen(
  port: number,
  start: (port: number) => Promise<number>,
  taken: (port: number) => void,
): Promise<string> {
  let actual: number;
  try {
    actual = await start(port);
  } catch (error) {
    // No instanceof: a test's Error is not the one of Node's own modules.
    if (port === 0 || (error as { code?: unknown } | null)?.code !== 'EADDRINUSE') throw error;
    taken(port);
    actual = await start(0);
  }
  return `http://${HOST}:${actual}`;
}

export async function listenFauxqs(app: FauxqsApp, port: number): Promise<number> {
  app.server.keepAliveTimeout = 0;
  return Number(new URL(await app.listen({ port, host: HOST })).port);
}

export async function listenServer(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  // A connection that is closed just as it is used again looks like an outage: clients of one machine may keep theirs
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 0;
  server.listen(port, HOST, () => {
    server.off('error', reject);
    resolve(undefined);
  });
  await promise;
  return addressOf(server).port;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address;
}
