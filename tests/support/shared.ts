/** Files beside the repository that tests may read and never copy: real wires that belong to their owners. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');

/** A path below ../shared. */
export function sharedPath(...parts: string[]): string {
  return join(ROOT, '..', 'shared', ...parts);
}

/** A path below events/wires: sample wires of our own writing. */
export function samplePath(...parts: string[]): string {
  return join(ROOT, 'events', 'wires', ...parts);
}

/** `test` where the path exists, else a skipped test that says what is missing. */
export function inShared(path: string): typeof test | typeof test.skip {
  if (existsSync(path)) return test;
  console.info(`skipped, not here: ${path.slice(ROOT.length - 1)}`);
  return test.skip;
}
