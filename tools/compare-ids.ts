/**
 * Whether ids are what they were: npm run compare:ids -- REVISION
 *
 * Runs the sample wires of a revision of this repository through `wire ingest` twice, with the code of that revision and
 * with the code as it is here, and compares article ids, revisions and event ids; nothing else of the messages. Prints
 * what differs; exit 0 only if nothing does. The older code runs with the packages that are installed here.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY_ROOT } from '../infra/repository.ts';
import { differencesOf, idsIn, type Ids } from './compare-ids/ids.ts';

const LOCK_FILE = 'package-lock.json';

const [revision, ...others] = process.argv.slice(2);
if (revision === undefined || revision.startsWith('-') || others.length > 0) {
  console.error('usage: npm run compare:ids -- REVISION');
  process.exit(2);
}

const git = (...parameters: string[]): string =>
  execFileSync('git', parameters, { cwd: REPOSITORY_ROOT, encoding: 'utf8' }).trim();

/** What `wire ingest` prints, of the code in a folder; that it rejects some files is no failure. */
async function ingested(folder: string, wires: string): Promise<Ids> {
  const { stdout } = await promisify(execFile)(process.execPath, ['cli/wire.ts', 'ingest', wires], {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 1 && 'stdout' in error) {
      return { stdout: String(error.stdout) };
    }
    throw error;
  });
  return idsIn(stdout, (file) => relative(wires, file));
}

const name = git('log', '-1', '--format=%h %s', revision);
const scratch = mkdtempSync(join(tmpdir(), 'newswire-compare-'));
const old = join(scratch, 'old');
try {
  git('worktree', 'add', '--detach', '--quiet', old, revision);
  symlinkSync(join(REPOSITORY_ROOT, 'node_modules'), join(old, 'node_modules'), 'dir');
  if (readFileSync(join(old, LOCK_FILE), 'utf8') !== readFileSync(join(REPOSITORY_ROOT, LOCK_FILE), 'utf8')) {
    console.error(
      `note: ${LOCK_FILE} differs; the older code runs with the packages that are installed here`,
    );
  }
  const wires = join(old, 'events', 'wires');
  const files = readdirSync(wires, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const before = await ingested(old, wires);
  const now = await ingested(REPOSITORY_ROOT, wires);
  const differences = differencesOf(before, now);
  for (const { where, what, before: was = '-', now: is = '-' } of differences) {
    console.log(`${where}: ${what} ${was} -> ${is}`);
  }
  console.log(
    `${name}: ${files.length} sample wires, ${before.items.size} items, ${before.events.size} events; ` +
      (differences.length === 0 ? 'all ids are the same' : `${differences.length} differences`),
  );
  process.exitCode = differences.length === 0 ? 0 : 1;
} finally {
  git('worktree', 'remove', '--force', old);
  rmSync(scratch, { recursive: true, force: true });
}
