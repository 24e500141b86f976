/** What is said where a feed's secret is not to be had on one machine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { localSecret } from '../../functions/adapters/platform/local-secrets.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:wires/fjord-AbCdEf';

test('without a file it is said how to give one', () => {
  expect(() => localSecret(undefined, ARN)).toThrow('npm start -- --secrets FILE');
});

test('a file without it is named, and one with it has its text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newswire-secrets-'));
  try {
    const file = join(folder, 'secrets.json');
    writeFileSync(file, '{}');
    expect(() => localSecret(file, ARN)).toThrow(`${file} has no text under that ARN`);
    writeFileSync(file, JSON.stringify({ [ARN]: 'of the fjord' }));
    expect(localSecret(file, ARN)).toBe('of the fjord');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
