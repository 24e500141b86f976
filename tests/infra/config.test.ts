import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../infra/config.ts';
import { STAGES } from '../../infra/stage-names.ts';

const configOf = (context: Record<string, unknown>) => readConfig((key) => context[key]);

function messageOf(context: Record<string, unknown>): string {
  try {
    configOf(context);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('the configuration of a stage', () => {
  test('is the one of dev when no stage is named, which harms nobody', () => {
    expect(configOf({})).toMatchObject({ stage: 'dev', protectData: false });
  });

  test('protects data in prod, and there alone', () => {
    expect(STAGES.map((stage) => configOf({ stage }).protectData)).toEqual([false, false, true]);
  });

  test('takes values of the command line, which are strings', () => {
    const context = {
      stage: 'prod',
      maxConcurrency: '50',
      publishDuplicates: 'true',
      opsEmail: 'desk@example.org',
    };
    expect(configOf(context)).toMatchObject({
      maxConcurrency: 50,
      publishDuplicates: true,
      opsEmail: 'desk@example.org',
    });
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
    expect(messageOf({ stage: 'production' })).toContain(
      'stage is "production"; expected one of dev, staging, prod',
    );
  });

  test('gives one error that lists all that is wrong', () => {
    const lines = messageOf({ stage: 'test', opsEmail: 'nobody', publishDuplicates: 'yes' }).split('\n');
    expect(lines.slice(1).map((line) => line.trim().split(' ')[1])).toEqual([
      'stage',
      'opsEmail',
      'publishDuplicates',
    ]);
  });

  test.each([
    ['maxConcurrency', '1'],
    ['maxConcurrency', '2.5'],
    ['maxConcurrency', 'many'],
    ['schemaBaseUrl', 'http://example.org/schemas'],
    ['schemaBaseUrl', 'https://example.org/schemas/'],
    ['owner', ''],
    ['costCentre', 42],
  ])('%s may not be %p', (key, value) => {
    expect(messageOf({ [key]: value })).toContain(`${key} is ${JSON.stringify(value)}; expected`);
  });
});
