import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';

const ROOMS = ['functions', 'cli', 'infra', 'web', 'simulation'];
const MOST_LINES = 300;

/** In a comment, as far as people write it: "One file: ...", "One file, for ...". */
const REASON = /\bone file[:,;]/i;

test('a file of more than 300 lines says why it is one', () => {
  const long = ROOMS.flatMap((room) =>
    readdirSync(join(REPOSITORY_ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.d)\.tsx?$/u.test(name) && !name.includes('node_modules'))
      .map((name) => join(room, name)),
  ).filter((path) => readFileSync(join(REPOSITORY_ROOT, path), 'utf8').split('\n').length > MOST_LINES + 1);
  expect(long.length).toBeGreaterThan(0);
  const silent = long.filter((path) => !REASON.test(readFileSync(join(REPOSITORY_ROOT, path), 'utf8')));
  expect(silent).toEqual([]);
});
