/** The page of `npm start`: built when its sources are newer than what was built last. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PAGE_FOLDER, REPOSITORY_ROOT } from '../../infra/repository.ts';

const SOURCES = ['web', 'functions/core', 'package-lock.json', 'tools/build-web.ts'];

/**
 * Builds the page if it is stale; nothing where the repository has none.
 * @returns what went wrong, in words
 */
export async function buildStalePage(): Promise<string | undefined> {
  const build = join(REPOSITORY_ROOT, 'tools', 'build-web.ts');
  if (!existsSync(build) || newest(SOURCES.map((source) => join(REPOSITORY_ROOT, source))) < builtAt())
    return undefined;
  try {
    await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', build], {
      cwd: REPOSITORY_ROOT,
    });
    return undefined;
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return printed === '' ? String(error) : printed;
  }
}

function builtAt(): number {
  const index = join(PAGE_FOLDER, 'index.html');
  return existsSync(index) ? statSync(index).mtimeMs : 0;
}

function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths
      .filter((path) => existsSync(path))
      .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
      .map((path) => statSync(path).mtimeMs),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
