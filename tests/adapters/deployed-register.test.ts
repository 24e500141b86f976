/** From the settings to the functions: the register as it lies beside their code. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readDeployedRegister } from '../../functions/adapters/platform/deployed-register.ts';
import { SettingsError } from '../../functions/adapters/platform/settings.ts';
import { writeBundle } from '../../infra/bundle.ts';
import { agenciesFile } from '../../infra/function-code.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswire-register-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const handler = pathToFileURL(join(folder, 'index.mjs')).href;

describe('the register beside the code', () => {
  test('is what the settings say of the agencies, but for who may deliver', () => {
    const fjord = { id: 'fjord', name: 'Fjord Wire', zone: 'Europe/Oslo', maxBytes: 1000 };
    const writers = ['arn:aws:iam::111122223333:role/delivery'];
    const access = { users: ['arn:aws:iam::111122223333:user/delivery'] };
    const gulf = { id: 'gulf', name: 'Gulf Press' };
    const told = { ...gulf, access: { ...access, receipts: 'topic' as const } };
    writeBundle({ files: [agenciesFile([{ ...fjord, writers, access }, told])] }, folder);
    expect(readDeployedRegister(handler).all()).toEqual([fjord, { ...gulf, access: { receipts: 'topic' } }]);
  });

  test('is a clear error where it is missing or broken', () => {
    rmSync(join(folder, 'agencies.json'), { force: true });
    expect(() => readDeployedRegister(handler)).toThrow(SettingsError);
    writeFileSync(join(folder, 'agencies.json'), '{"fjord": {}}');
    expect(() => readDeployedRegister(handler)).toThrow('no list of agencies');
  });
});
