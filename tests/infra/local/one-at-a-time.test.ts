import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { oneAtATime } from '../../../infra/local/one-at-a-time.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswire-turns-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const nothing = (): Promise<void> => Promise.resolve();

describe('work that one process does at a time', () => {
  test('begins when the one before has ended, also with a failure', async () => {
    const lock = join(folder, 'turns.lock');
    const said: string[] = [];
    const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
    const first = oneAtATime(lock, async () => {
      said.push('first');
      await ended;
      said.push('first ends');
      throw new Error('no bundle');
    });
    const failed = expect(first).rejects.toThrow('no bundle');
    const second = oneAtATime(lock, () => {
      said.push('second');
      return nothing();
    });
    end(undefined);
    await failed;
    await second;
    expect(said).toEqual(['first', 'first ends', 'second']);
    expect(existsSync(lock)).toBe(false);
  });

  test('waits for no process that was killed', async () => {
    const lock = join(folder, 'killed.lock');
    const { stdout } = await promisify(execFile)(process.execPath, ['--print', 'process.pid']);
    writeFileSync(lock, stdout.trim());
    await oneAtATime(lock, nothing);
    expect(existsSync(lock)).toBe(false);
  });

  test.each([String(process.pid), ''])(
    'waits for no lock that is older than any work, whoever has its id now (%p)',
    async (owner) => {
      const lock = join(folder, 'old.lock');
      writeFileSync(lock, owner);
      const before = Date.now() / 1000 - 600;
      utimesSync(lock, before, before);
      await oneAtATime(lock, nothing);
      expect(existsSync(lock)).toBe(false);
    },
  );
});
