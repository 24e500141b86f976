/** What `npm run build:package` made, as a stranger gets it: `npm run pack:check` runs this. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { SCHEMA_VERSION } from '../../functions/adapters/publish/article-message.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { asObject, type JsonObject } from '../infra/support/stages.ts';

const DIST = join(REPOSITORY_ROOT, 'dist');
const tarball = join(DIST, readdirSync(DIST).find((name) => name.endsWith('.tgz')) ?? 'no tarball');

const folder = mkdtempSync(join(tmpdir(), 'newswire-own-app-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The example as it stands after `npm install`: the package out of its tarball, and of the rest nothing but CDK. */
const modules = join(folder, 'node_modules');
cpSync(join(REPOSITORY_ROOT, 'examples/own-app'), folder, { recursive: true });
mkdirSync(join(modules, '@types'), { recursive: true });
for (const name of ['aws-cdk-lib', 'constructs', '@types/node'])
  symlinkSync(join(REPOSITORY_ROOT, 'node_modules', name), join(modules, name), 'dir');
execFileSync('tar', ['xzf', tarball, '-C', modules]);
const installed = join(modules, 'newswire-ingest');
cpSync(join(modules, 'package'), installed, { recursive: true });
rmSync(join(modules, 'package'), { recursive: true });

const read = (...path: string[]): JsonObject =>
  asObject(JSON.parse(readFileSync(join(installed, ...path), 'utf8')) as unknown);

function node(...parameters: string[]): string {
  const { NODE_OPTIONS: _options, ...environment } = process.env;
  const env = { ...environment, CDK_OUTDIR: join(folder, 'out', parameters.at(-1) ?? '') };
  return execFileSync(process.execPath, parameters, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
}

/** To a file; not to the web, nor within the page. */
const LINK = /\]\((?![a-z]+:|#)([^)\s#]+)/gu;

describe('the package', () => {
  test('has what its manifest names', async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages).toEqual([]);
  });

  test('has types that are true, for ES modules and for those who require() it', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    const problems = analysis.types === false ? ['no types'] : analysis.problems.map(({ kind }) => kind);
    // Node 10 knew no exports; Node 22 lets CommonJS require an ES module
    const known = ['NoResolution', 'CJSResolvesToESM'];
    expect(problems.filter((kind) => !known.includes(kind))).toEqual([]);
  });

  test('brings nothing along, neither dependencies nor sources nor machines', () => {
    const manifest = read('package.json');
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('scripts');
    const peers = Object.keys(asObject(manifest.peerDependencies));
    expect(peers.slice(0, 2)).toEqual(['aws-cdk-lib', 'constructs']);
    expect(Object.keys(asObject(manifest.peerDependenciesMeta))).toEqual(peers);
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
    const code = files.filter((name) => /\.(?:m?js|d\.ts|json|map)$/u.test(name));
    for (const name of code)
      expect([name, readFileSync(join(installed, name), 'utf8').includes(REPOSITORY_ROOT)]).toEqual([
        name,
        false,
      ]);
  });

  test('has pages whose links lead to what is in it', () => {
    const pages = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/agencies.md', 'docs/consuming.md']));
    for (const page of pages)
      for (const [, link = ''] of readFileSync(join(installed, page), 'utf8').matchAll(LINK))
        expect([page, link, existsSync(join(installed, dirname(page), link))]).toEqual([page, link, true]);
  });

  test('names the licences of what its functions are made of', () => {
    const notices = readFileSync(join(installed, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const library of ['@aws-sdk/client-s3', 'saxes', 'yauzl'])
      expect(notices).toContain(`\n${library} `);
  });

  test('has a consumer that needs neither CDK nor SDK', () => {
    const alone = mkdtempSync(join(tmpdir(), 'newswire-consumer-'));
    try {
      cpSync(installed, join(alone, 'node_modules/newswire-ingest'), { recursive: true });
      const code =
        "const { createConsumer } = require('newswire-ingest/consumer'); console.log(typeof createConsumer)";
      const { NODE_OPTIONS: _options, ...env } = process.env;
      const told = execFileSync(process.execPath, ['--eval', code], { cwd: alone, env, encoding: 'utf8' });
      expect(told.trim()).toBe('function');
    } finally {
      rmSync(alone, { recursive: true });
    }
  });

  test('can be required, and its schemas imported', () => {
    const code = "const { NewswireIngest } = require('newswire-ingest'); console.log(typeof NewswireIngest)";
    expect(node('--eval', code).trim()).toBe('function');
    const version =
      "import('newswire-ingest/message').then(({ SCHEMA_VERSION }) => console.log(SCHEMA_VERSION))";
    expect(node('--eval', version).trim()).toBe(SCHEMA_VERSION);
    expect(
      node('--eval', "console.log(require('newswire-ingest/schemas/message-1.1.json').title ?? 'read')"),
    ).toBeTruthy();
  });
});

describe('the wire command of the package', () => {
  const work = join(folder, 'work');
  const wire = join(installed, asObject(read('package.json').bin).wire as string);
  const { WIRE_CONFIG: _config, WIRE_STACK_FILE: _stack, ...environment } = process.env;

  /** Runs it in a folder of its own. */
  function run(...parameters: string[]): { status: number | null; lines: JsonObject[]; said: string } {
    mkdirSync(work, { recursive: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, [wire, ...parameters], {
      cwd: work,
      env: environment,
      encoding: 'utf8',
    });
    const lines = stdout.split('\n').filter((line) => line !== '');
    return { status, lines: lines.map((line) => asObject(JSON.parse(line) as unknown)), said: stderr };
  }

  test('writes an agency into settings that it makes, and checks them', () => {
    const added = run('provider', 'add', 'fjord', '--name', 'Fjord Wire', '--zone', 'Europe/Oslo');
    expect(added).toMatchObject({ status: 0, said: expect.stringContaining('npx wire provider check') });
    expect(run('provider', 'check', 'fjord')).toMatchObject({ status: 0 });
    const again = run('provider', 'add', 'fjord', '--name', 'Fjord Wire');
    expect(again).toMatchObject({ status: 1, lines: [{ rejected: { code: 'config-invalid' } }] });
  });

  test('reads files as the functions do', () => {
    const file = join(REPOSITORY_ROOT, 'events/wires/cascade/nitf-ferry-strike.xml');
    const { status, lines } = run('normalize', '--provider', 'fjord', file);
    expect(status).toBe(0);
    expect(lines).toMatchObject([{ wire: { provider: 'fjord', format: 'nitf' } }]);
  });

  test('says what it works on where no stack is named', () => {
    expect(run('held')).toMatchObject({ status: 2, said: expect.stringContaining('--stack') });
  });

  test('has what an operator of a stack needs, and nothing of the repository', () => {
    const help = execFileSync(process.execPath, [wire, '--help'], { encoding: 'utf8', env: environment });
    for (const command of ['upload-url', 'status', 'release', 'hold', 'kill', 'held', 'history'])
      expect(help).toContain(command);
    expect(help).not.toContain('invoke');
  });
});

describe.each([
  ['TypeScript', 'app.ts'],
  ['JavaScript', 'app.cjs'],
])('an app of a stranger in %s', (_language, file) => {
  const out = join(folder, 'out', file);

  test('is synthesised with the package and CDK alone', () => {
    expect(existsSync(join(modules, 'esbuild'))).toBe(false);
    node(file);
    const template = asObject(
      JSON.parse(readFileSync(join(out, 'Newsroom.template.json'), 'utf8')) as unknown,
    );
    expect(Object.keys(asObject(template.Resources))).toEqual(
      expect.arrayContaining(['WireInboxBucket', 'WireArticleTable', 'WireIngestFunction', 'DeskQueue']),
    );
  });

  test('has its own agencies beside the code', () => {
    const assets = readdirSync(out).filter((name) => existsSync(join(out, name, 'agencies.json')));
    // ingest, release, and what readers ask
    expect(assets.length).toBeGreaterThanOrEqual(2);
    for (const asset of assets) {
      const agencies = JSON.parse(readFileSync(join(out, asset, 'agencies.json'), 'utf8')) as unknown[];
      expect(agencies.map((agency) => asObject(agency).id)).toEqual(['fjord', 'harbour']);
      expect(existsSync(join(out, asset, 'index.mjs'))).toBe(true);
    }
  });
});

test('the TypeScript app is checked against the types of the package', () => {
  const tsc = join(REPOSITORY_ROOT, 'node_modules/typescript/bin/tsc');
  expect(() => node(tsc, '-p', join(folder, 'tsconfig.json'))).not.toThrow();
});

test('an app that only reads messages has their types, and needs no other package for them', () => {
  const tsc = join(REPOSITORY_ROOT, 'node_modules/typescript/bin/tsc');
  const alone = mkdtempSync(join(tmpdir(), 'newswire-types-'));
  try {
    cpSync(installed, join(alone, 'node_modules', 'newswire-ingest'), { recursive: true });
    writeFileSync(
      join(alone, 'app.mts'),
      "import type { ArticleMessage, OpsNotice } from 'newswire-ingest/message';\nexport const idOf = ({ id }: ArticleMessage | OpsNotice): string => id;\n",
    );
    const compilerOptions = { module: 'nodenext', target: 'es2024', strict: true, noEmit: true, types: [] };
    writeFileSync(join(alone, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.mts'] }));
    expect(() => node(tsc, '-p', join(alone, 'tsconfig.json'))).not.toThrow();
  } finally {
    rmSync(alone, { recursive: true });
  }
});

test('a file of an agency reaches the desk, on the local stack', async () => {
  const lines: string[] = [];
  let status: unknown;
  const stack = await startLocalStack({
    assembly: join(folder, 'out', 'app.ts'),
    onOutput: (logicalId, line) => {
      if (logicalId.startsWith('Reader')) lines.push(line);
    },
  });
  try {
    await stack.clients.s3.send(
      new PutObjectCommand({
        Bucket: stack.outputs.WireInboxBucketName,
        Key: 'incoming/harbour/ferry.json',
        Body: JSON.stringify({
          uri: 'urn:harbour:ferry',
          type: 'text',
          version: '1',
          versioncreated: '2026-11-28T09:00:00Z',
          language: 'en',
          headline: 'Ferry to the outer islands sails again',
          body_text: 'The ferry to the outer islands sails again from Monday, the harbour office said.',
        }),
      }),
    );
    await stack.quiet();
    status = await statusOf(stack);
  } finally {
    await stack.stop();
  }
  expect(lines.join('\n')).toContain('Ferry to the outer islands sails again');
  expect(status).toMatchObject({ state: 'done', counts: { published: 1 } });
});

/** What the command of the package says of the file. */
async function statusOf({ environment, outputs }: LocalStack): Promise<unknown> {
  const description = join(folder, 'running.json');
  const own = Object.entries(outputs).flatMap(([name, value]) =>
    name.startsWith('Wire') ? [[name.slice('Wire'.length), value]] : [],
  );
  writeFileSync(
    description,
    JSON.stringify({ pid: process.pid, environment, outputs: Object.fromEntries(own) as object }),
  );
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(installed, 'bin/index.mjs'), 'status', 'harbour/ferry.json'],
    { env: { ...process.env, WIRE_STACK_FILE: description } },
  );
  return JSON.parse(stdout) as unknown;
}
