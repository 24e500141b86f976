/** Synthesises the CDK app for the local stack, once for every state of the sources. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CONFIG_FILE } from '../config-file.ts';
import { KEPT_BUNDLES, REPOSITORY_ROOT } from '../repository.ts';
import { oneAtATime } from './one-at-a-time.ts';

const CACHE = join(REPOSITORY_ROOT, 'node_modules', '.cache', 'newswire-local-stack');

/** What decides how the template and the bundles come out. */
const SOURCES = ['functions', 'infra', 'cdk.json', 'package.json', 'package-lock.json'];

/** Assemblies of older sources are deleted after a week; a stack that runs longer has imported its bundles. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/**
 * Writes a cloud assembly into a folder.
 * @param bundles folder of the functions' bundles, which are made where there are none: other settings change nothing
 *   about them, and they take most of the time
 */
export type Synthesise = (
  outdir: string,
  context: Readonly<Record<string, string>>,
  bundles: string,
) => Promise<void>;

/** Reading all sources takes as long as starting the stack's servers; a process that runs has imported them anyway. */
let sourcesHash: Promise<string> | undefined;

/**
 * A folder with the cloud assembly of the sources as they are now. It is kept under node_modules/.cache, so only
 * the first start after a change takes the seconds that CDK needs.
 * @param context CDK context, e.g. { stage: 'prod', config: '/an/absolute/path.json' }
 * @param synthesise by default in a process of its own: CDK is loaded for this once, and never unloaded
 * @throws Error with what the CDK app printed, when it cannot be synthesised
 */
export async function synthesisedAssembly(
  context: Readonly<Record<string, string>> = {},
  synthesise: Synthesise = inOwnProcess,
): Promise<string> {
  const sources = await (sourcesHash ??= hashOfSources());
  const folder = join(CACHE, await hashOf(sources, context));
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const bundles = join(CACHE, `bundles-${sources}`);
  // The first bundles all functions, which takes most of the time; the others find that done
  await oneAtATime(`${CACHE}-${sources}.lock`, async () => {
    if (existsSync(folder)) return;
    await deleteOld();
    const outdir = await mkdtemp(join(CACHE, 'synth-'));
    try {
      await synthesise(outdir, context, bundles);
      await shareAssets(outdir);
      await rename(outdir, folder);
    } catch (error) {
      await rm(outdir, { recursive: true, force: true });
      // Another process may have been faster with the same sources.
      if (!existsSync(folder)) throw error;
    }
  });
  return folder;
}

/**
 * Keeps each asset once, whatever assemblies have it: Node knows what it has compiled by where it stands, so that a
 * container of other settings finds its code compiled.
 */
async function shareAssets(assembly: string): Promise<void> {
  for (const name of await readdir(assembly)) {
    if (!name.startsWith('asset.')) continue;
    const own = join(assembly, name);
    const shared = join(CACHE, name);
    if (existsSync(shared)) await rm(own, { recursive: true });
    else await rename(own, shared);
    // As old as the newest assembly that has it
    await utimes(shared, new Date(), new Date());
    await symlink(join('..', name), own);
  }
}

const inOwnProcess: Synthesise = async (outdir, context, bundles) => {
  const { NODE_OPTIONS: _options, ...environment } = process.env;
  try {
    await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', 'infra/app.ts'], {
      cwd: REPOSITORY_ROOT,
      env: {
        ...environment,
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        [KEPT_BUNDLES]: bundles,
        // CDK's look for mistakes in the template takes a third of the time: `npm run synth` and the tests have it
        CDK_VALIDATION: 'false',
      },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (cause) {
    const printed = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new Error(`the CDK app cannot be synthesised:\n${printed}`, { cause });
  }
};

async function hashOf(sources: string, context: Readonly<Record<string, string>>): Promise<string> {
  // Of the settings it counts what they say, not where they stand
  const { config = CONFIG_FILE, ...rest } = context;
  const hash = createHash('sha256').update(JSON.stringify([sources, Object.entries(rest).sort()]));
  return hash
    .update(await readFile(config))
    .digest('hex')
    .slice(0, 32);
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES) {
    for (const file of await filesBelow(source)) {
      // The local stack itself is in no template and in no bundle.
      if (file.startsWith(join('infra', 'local'))) continue;
      const contents = await readFile(join(REPOSITORY_ROOT, file));
      hash.update(`${file}\0${contents.length}\0`).update(contents);
    }
  }
  return hash.digest('hex').slice(0, 32);
}

async function filesBelow(path: string): Promise<string[]> {
  const whole = join(REPOSITORY_ROOT, path);
  if (!(await stat(whole)).isDirectory()) return [path];
  const entries = await readdir(whole, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(REPOSITORY_ROOT.length + 1))
    .sort();
}

async function deleteOld(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const { mtimeMs } = await stat(join(CACHE, name));
    if (mtimeMs < Date.now() - KEPT_MS) await rm(join(CACHE, name), { recursive: true, force: true });
  }
}
