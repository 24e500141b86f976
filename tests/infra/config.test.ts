import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CONFIG_FILE, readConfigFile } from '../../infra/config-file.ts';
import { ConfigError, readConfig } from '../../infra/config.ts';
import { STAGES } from '../../infra/stage-names.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswire-config-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const configOf = (context: Record<string, unknown>) => readConfig((key) => context[key]);

function fileOf(content: unknown): string {
  const path = join(folder, 'newswire.config.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const withFile = (content: unknown, stage = 'dev') => configOf({ stage, config: fileOf(content) });

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no error';
}

/** What is wrong, without the line that says with what. */
const problemsOf = (content: unknown): string[] =>
  messageOf(() => withFile(content))
    .split('\n')
    .slice(1)
    .map((line) => line.replace('  - ', ''));

const LEAST = { stages: { dev: {} }, agencies: [] };

describe('the configuration of a stage', () => {
  test('is the one of dev when no stage is named, which harms nobody', () => {
    expect(configOf({})).toMatchObject({ stage: 'dev', protectData: false });
  });

  test('protects data in prod, and there alone', () => {
    expect(STAGES.map((stage) => configOf({ stage }).protectData)).toEqual([false, false, true]);
  });

  test('comes from the file that the context names', () => {
    const agencies = [{ id: 'fjord', name: 'Fjord Wire' }];
    const stages = { prod: { maxConcurrency: 50, publishDuplicates: true, opsEmail: 'desk@example.org' } };
    expect(withFile({ owner: 'wire-desk', stages, agencies }, 'prod')).toMatchObject({
      maxConcurrency: 50,
      publishDuplicates: true,
      opsEmail: 'desk@example.org',
      owner: 'wire-desk',
      providers: agencies,
    });
  });

  test('keeps data where the file says nothing, as prod of the repository does', () => {
    const { stackName: _name, stage: _stage, providers: _providers, ...careful } = withFile(LEAST);
    expect(configOf({ stage: 'prod' })).toMatchObject(careful);
    expect(careful.protectData).toBe(true);
  });

  test('has no mail address unless one is given', () => {
    expect(configOf({})).not.toHaveProperty('opsEmail');
  });

  test('leaves room in the bucket name for any account and region', () => {
    for (const stage of STAGES)
      expect(`${configOf({ stage }).stackName}-inbox-123456789012-ap-southeast-2`.length).toBeLessThanOrEqual(
        63,
      );
  });
});

describe('a context that cannot be deployed', () => {
  test('names the stages where the stage is unknown', () => {
    expect(messageOf(() => configOf({ stage: 'production' }))).toContain(
      'stage: "production" is none of dev, staging, prod',
    );
  });

  test('names the file where it has no such stage', () => {
    expect(messageOf(() => withFile(LEAST, 'prod'))).toMatch(
      /stage: .*newswire\.config\.json has no stages\.prod/,
    );
  });

  test.each([
    ['maxConcurrency', '50', 'stages.prod.maxConcurrency'],
    ['opsEmail', 'desk@example.org', 'stages.prod.opsEmail'],
    ['publishDuplicates', 'true', 'stages.prod.publishDuplicates'],
    ['schemaBaseUrl', 'https://wire.example.org', 'schemaBaseUrl'],
    ['owner', 'me', 'owner'],
  ])('says where %s is set now, for the next deploy would forget it', (key, value, place) => {
    expect(messageOf(() => configOf({ stage: 'prod', [key]: value }))).toContain(
      `${key}: is a setting, no context: write it into newswire.config.json, at ${place}`,
    );
  });
});

describe('a file that cannot be deployed', () => {
  test('is told from a missing one, and a slip of the pen is told with its line', () => {
    expect(messageOf(() => readConfigFile(join(folder, 'none.json')))).toMatch(/no such file.*none\.json/);
    expect(messageOf(() => withFile('{\n  "stages": {},,\n}'))).toMatch(/line 2/);
  });

  test('gives one error that lists all that is wrong, each with its place', () => {
    expect(
      problemsOf({
        owner: '',
        stages: {
          dev: { maxConcurency: 5, logLevel: 'INFOS', logRetentionDays: 8 },
          prod: { opsEmail: 'nobody', publishDuplicates: 'yes', ingest: { timeoutSeconds: 60 } },
          production: {},
        },
        agencies: [{ id: 'fjord', name: 'Fjord Wire', zone: 'Europe/Osloo' }],
      }),
    ).toEqual([
      'owner: "" is no tag value',
      'stages.dev.maxConcurency: no such key; did you mean "maxConcurrency"?',
      'stages.dev.logLevel: "INFOS" is none of DEBUG, INFO, WARN, ERROR; did you mean "INFO"?',
      expect.stringMatching(/^stages\.dev\.logRetentionDays: 8 is none of 1, 3, 5, 7, /),
      'stages.prod.opsEmail: "nobody" is no mail address',
      'stages.prod.publishDuplicates: "yes" is neither true nor false',
      'stages.prod.ingest.memoryMb: is missing',
      'stages.production: no such key',
      'agencies[0].zone: "Europe/Osloo" is no IANA zone; did you mean "Europe/Oslo"?',
    ]);
  });

  test.each([
    [{ stages: {} }, 'agencies: is missing'],
    [{ agencies: [] }, 'stages: is missing'],
    [[], 'the whole: [] is no object'],
    [
      { ...LEAST, schemaBaseUrl: 'http://example.org/schemas' },
      'schemaBaseUrl: "http://example.org/schemas" is no',
    ],
    [
      { ...LEAST, schemaBaseUrl: 'https://example.org/schemas/' },
      'is no https address without a final slash',
    ],
    [{ ...LEAST, costCentre: 42 }, 'costCentre: 42 is no tag value'],
    [{ ...LEAST, stages: { dev: { maxConcurrency: 1 } } }, '1 is no whole number from 2 to 1000'],
    [
      { ...LEAST, stages: { dev: { reading: { feedDays: 7, searchDays: 14 } } } },
      'stages.dev.reading.searchDays: 14 is more than the 7 days that the feed reaches back (feedDays)',
    ],
    [
      { ...LEAST, stages: { dev: { mailRuleSet: 'wires' } } },
      'stages.dev.mailRuleSet: does nothing without a mailDomain',
    ],
    [{ ...LEAST, stages: { dev: { maxConcurrency: '50' } } }, '"50" is no whole number from 2 to 1000'],
  ])('%j: %s', (content, problem) => {
    expect(problemsOf(content).join('\n')).toContain(problem);
  });
});

test("the repository's own file is in order", () => {
  expect(readConfigFile().agencies.length).toBeGreaterThan(5);
  expect(readFileSync(CONFIG_FILE, 'utf8')).toContain('"$schema"');
});
