/** Runs by the thousand are made with a memory in front of pure functions: they are the same runs. */
import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gunzipSync, inflateSync } from 'node:zlib';
import { marshall as marshallOfSdk, unmarshall as unmarshallOfSdk } from '@aws-sdk/util-dynamodb';
import { marshall, unmarshall } from '../../simulation/remember/marshall.ts';
import { deflateSync, gzipSync } from '../../simulation/remember/stored.ts';
import { runBatch } from '../../simulation/batch.ts';

const HOOK = new URL('../../simulation/remember/hook.ts', import.meta.url).href;
const RUN = new URL('../../simulation/run.ts', import.meta.url).pathname;

test('the same seed gives the same run, to the last call: here, and with the memory in a process of its own', async () => {
  const { hash } = await runBatch({ runs: 5, seed: 900, faults: true, jobs: 1 });
  const args = ['--import', HOOK, RUN, '--runs', '5', '--seed', '900', '--jobs', '1', '--hash'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toContain(`hash ${hash}`);
});

test('items are made and read as the SDK makes and reads them', () => {
  const data = {
    text: 'Grüße',
    empty: '',
    number: -12,
    share: 0.25,
    flag: false,
    nothing: null,
    absent: undefined,
    list: ['a', 1, undefined, { deep: [true, null] }],
    map: { bytes: new Uint8Array([1, 2]), set: new Set(['x', 'y']) },
  };
  const options = { removeUndefinedValues: true };
  const item = marshallOfSdk(data, options);
  expect(marshall(data, options)).toEqual(item);
  expect(unmarshall(item)).toEqual(unmarshallOfSdk(item));
  expect(() => marshall(data)).toThrow('undefined');
});

test.each([0, 1, 65_535, 65_536, 200_000])('a text of %d bytes comes out of its wrapping', (length) => {
  const text = 'ab'.repeat(length / 2 + 1).slice(0, length);
  expect(gunzipSync(gzipSync(text)).toString()).toBe(text);
  expect(inflateSync(deflateSync(text), { dictionary: Buffer.from('abab') }).toString()).toBe(text);
});
