/** Makes the package that adopters install: constructs as JavaScript with types, functions bundled, no dependencies. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { bundleCommand, bundleHandler, writeBundle, type Bundle } from '../../infra/bundle.ts';
import { isObject, parseObject } from '../../infra/local/json.ts';
import { PAGE_FOLDER, REPOSITORY_ROOT } from '../../infra/repository.ts';

const DIST = join(REPOSITORY_ROOT, 'dist');

/** The folder that becomes the package. */
export const PACKAGE = join(DIST, 'package');

const BUILD_PAGE = 'tools/build-web.ts';

/** What goes in as it stands: from, and to. */
const FILES = [
  ['infra/README.md', 'README.md'],
  ['LICENSE', 'LICENSE'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
  ['docs/runbook.md', 'docs/runbook.md'],
  ['docs/versioning.md', 'docs/versioning.md'],
  ['docs/consuming.md', 'docs/consuming.md'],
  ['docs/agencies.md', 'docs/agencies.md'],
  ['docs/reading.md', 'docs/reading.md'],
  ['docs/recalls.md', 'docs/recalls.md'],
  ['docs/archive-search.md', 'docs/archive-search.md'],
  ['docs/asyncapi.json', 'asyncapi.json'],
  ['docs/schemas', 'schemas'],
] as const;

/**
 * Builds the package and packs it.
 * @returns the path of the tarball
 */
export function buildPackage(): string {
  rmSync(PACKAGE, { recursive: true, force: true });
  for (const name of existsSync(DIST) ? readdirSync(DIST) : [])
    if (name.endsWith('.tgz')) rmSync(join(DIST, name));
  run('npx', ['tsc', '-p', 'tsconfig.package.json']);
  for (const file of filesBelow(PACKAGE, '.d.ts')) withJavaScriptNames(file);
  const bundled = new Set<string>();
  for (const name of functions()) {
    const bundle = bundleHandler(`functions/${name}/handler.ts`);
    writeBundle(bundle, join(PACKAGE, 'lambda', name));
    for (const library of librariesOf(bundle)) bundled.add(library);
  }
  const command = bundleCommand('cli/package.ts');
  writeBundle(command, join(PACKAGE, 'bin'));
  for (const library of librariesOf(command)) bundled.add(library);
  writeFileSync(join(PACKAGE, 'THIRD-PARTY-NOTICES.txt'), noticesOf([...bundled].sort()));
  if (existsSync(join(REPOSITORY_ROOT, BUILD_PAGE))) run(process.execPath, [BUILD_PAGE]);
  if (existsSync(PAGE_FOLDER)) cpSync(PAGE_FOLDER, join(PACKAGE, 'page'), { recursive: true });
  for (const [from, to] of FILES) cpSync(join(REPOSITORY_ROOT, from), join(PACKAGE, to), { recursive: true });
  for (const [from, to] of FILES) if (to.endsWith('.md')) withLinksInPackage(from, join(PACKAGE, to));
  writeFileSync(join(PACKAGE, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  const packed = run('npm', ['pack', PACKAGE, '--pack-destination', DIST, '--silent']);
  return join(DIST, packed.trim());
}

function librariesOf({ metafile }: Bundle): string[] {
  return Object.keys(metafile.inputs).flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0] ?? [],
  );
}

/** The package's own package.json. What functions import is in their bundles, so that nothing has to be installed. */
function manifest(): Record<string, unknown> {
  const { name, version, description, license, repository } = read(join(REPOSITORY_ROOT, 'package.json'));
  const cdk = read(join(REPOSITORY_ROOT, 'node_modules/aws-cdk-lib/package.json'));
  const constructs = isObject(cdk.peerDependencies) ? cdk.peerDependencies.constructs : undefined;
  return {
    name,
    version,
    description,
    license,
    // Of the workflow that releases: the repository does not know where it is
    ...(repository === undefined ? {} : { repository }),
    keywords: ['aws', 'cdk', 'aws-cdk', 'newswire', 'newsroom', 'ninjs', 'newsml', 'iptc'],
    type: 'module',
    sideEffects: false,
    // CommonJS apps require() it
    engines: { node: '>=22.12' },
    bin: { wire: './bin/index.mjs' },
    exports: {
      '.': { types: './infra/index.d.ts', default: './infra/index.js' },
      './message': { types: './infra/message.d.ts', default: './infra/message.js' },
      ...Object.fromEntries(CONSUMER.map(consumerExport)),
      './schemas/*': './schemas/*',
      './package.json': './package.json',
    },
    peerDependencies: {
      'aws-cdk-lib': `^${String(cdk.version)}`,
      constructs,
      ...Object.fromEntries(CONSUMER_PEERS.map((peer) => [peer, sameMajor(peer)])),
    },
    // A stack needs CDK and no SDK, an app that consumes the wire the SDK of what it uses
    peerDependenciesMeta: Object.fromEntries(
      ['aws-cdk-lib', 'constructs', ...CONSUMER_PEERS].map((peer) => [peer, { optional: true }]),
    ),
  };
}

/** What `newswire-ingest/consumer` consists of: what is named after a service needs a client of it. */
const CONSUMER = ['index', 's3', 'sqs', 'dynamodb', 'iam'] as const;
const CONSUMER_PEERS = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-s3',
  '@aws-sdk/client-sqs',
  '@smithy/signature-v4',
] as const;

function consumerExport(name: (typeof CONSUMER)[number]): [string, Record<string, string>] {
  const file = `./functions/consumer/${name}`;
  const path = name === 'index' ? './consumer' : `./consumer/${name}`;
  return [path, { types: `${file}.d.ts`, default: `${file}.js` }];
}

function sameMajor(library: string): string {
  const { dependencies } = read(join(REPOSITORY_ROOT, 'package.json'));
  const version = isObject(dependencies) ? dependencies[library] : undefined;
  if (typeof version !== 'string') throw new Error(`${library} is no dependency`);
  return `^${version.split('.', 1)[0] ?? ''}.0.0`;
}

/** The licences of the libraries in the bundles ask for their texts to go along. */
function noticesOf(libraries: readonly string[]): string {
  const notices = libraries.map((folder) => {
    const { name, version, license } = read(join(REPOSITORY_ROOT, folder, 'package.json'));
    const file = readdirSync(join(REPOSITORY_ROOT, folder)).find((entry) => /^licen[cs]e/iu.test(entry));
    const text = file === undefined ? '' : readFileSync(join(REPOSITORY_ROOT, folder, file), 'utf8').trim();
    return `${String(name)} ${String(version)} (${String(license)})\n\n${text}`;
  });
  return `${['The functions in lambda/ and the command in bin/ contain these libraries.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Whatever has a handler. */
function functions(): string[] {
  return readdirSync(join(REPOSITORY_ROOT, 'functions')).filter((name) =>
    existsSync(join(REPOSITORY_ROOT, 'functions', name, 'handler.ts')),
  );
}

/** TypeScript rewrites the imports of JavaScript, and leaves those of declarations as they were. */
function withJavaScriptNames(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/(from |import\()(["'])(\.{1,2}\/[^"']+)\.ts\2/gu, '$1$2$3.js$2'));
}

/** What a page of the repository links to stands elsewhere in the package, or is not in it: then its name is enough. */
function withLinksInPackage(from: string, file: string): void {
  const text = readFileSync(file, 'utf8');
  const linked = text.replaceAll(
    /\[([^[\]]+)\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)/gu,
    (_link, words: string, path: string, place = '') => {
      const to = inPackage(normalize(join(dirname(from), path)));
      if (to === undefined) return words;
      return `[${words}](${relative(dirname(file), join(PACKAGE, to))}${String(place)})`;
    },
  );
  writeFileSync(file, linked);
}

/** Where a path of the repository lies in the package. */
function inPackage(path: string): string | undefined {
  const plain = path.replace(/\/$/u, '');
  for (const [from, to] of FILES) {
    if (plain === from) return to;
    if (plain.startsWith(`${from}/`)) return `${to}${plain.slice(from.length)}`;
  }
  return undefined;
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}

function read(path: string): Readonly<Record<string, unknown>> {
  return parseObject(readFileSync(path, 'utf8'), path);
}

function run(command: string, parameters: readonly string[]): string {
  return execFileSync(command, parameters, { cwd: REPOSITORY_ROOT, encoding: 'utf8' });
}
