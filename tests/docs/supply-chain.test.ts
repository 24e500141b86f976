/** What a dependency or an action that turns bad may not do: SECURITY.md, "code to cloud". */
import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const WORKFLOWS = join(ROOT, '.github', 'workflows');

const files = readdirSync(WORKFLOWS).map((name) => ({
  name,
  text: readFileSync(join(WORKFLOWS, name), 'utf8'),
}));

test.each(files)(
  '$name runs pinned actions only, and no job has rights that it does not name',
  ({ text }) => {
    const uses = text.split('\n').filter((line) => /\buses:/.test(line));
    expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    expect(text).toMatch(/^permissions: \{\}$/m);
    const jobs = countOf(text, /^ {4}runs-on:/gm);
    expect(jobs).toBeGreaterThan(0);
    expect(countOf(text, /^ {4}permissions:$/gm)).toBe(jobs);
    expect(countOf(text, /^ {4}timeout-minutes: \d+$/gm)).toBe(jobs);
  },
);

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
