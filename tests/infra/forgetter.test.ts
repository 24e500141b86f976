/** What forgets records stands where an entry asks for it, and nowhere else. */
import { describe, expect, test } from '@jest/globals';
import { checkConfigFile } from '../../infra/config-file.ts';
import { propertiesOf, stageOf, synthesise, asObject } from './support/stages.ts';

const agencies = [{ id: 'fjord', name: 'Fjord Wire', retentionDays: 60 }];

describe('an agency with retentionDays', () => {
  const stage = synthesise('prod', { changes: { providers: agencies } });

  test('brings a function that looks each hour, and may delete records and nothing else', () => {
    expect(propertiesOf(stage, 'ForgetEveryHour')).toMatchObject({ ScheduleExpression: 'rate(1 hour)' });
    const policies = JSON.stringify(stage.template.findResources('AWS::IAM::Policy'));
    const role = JSON.stringify(asObject(stage.template.toJSON().Resources));
    expect(policies + role).toContain('dynamodb:DeleteItem');
    expect(policies + role).not.toContain('s3:DeleteObjectVersion');
  });

  test('lets no version of a forgotten body outlive it', () => {
    const lifecycle = JSON.stringify(propertiesOf(stage, 'ArchiveBucket').LifecycleConfiguration);
    expect(lifecycle).toContain('forget-bodies');
    expect(lifecycle).toContain('forget-records');
  });

  test('has no fewer days than the feed reaches back', () => {
    const file = (retentionDays: number) => ({
      stages: { prod: { reading: { feedDays: 30 } } },
      agencies: [{ id: 'fjord', name: 'Fjord Wire', retentionDays }],
    });
    expect(checkConfigFile(file(31))).toMatchObject({ ok: true });
    expect(checkConfigFile(file(30))).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('agencies[0].retentionDays: 30 is not more than the 30 days')],
    });
  });
});

test('without one nothing is deleted', () => {
  const template = stageOf('prod').template.toJSON() as { Resources: Record<string, unknown> };
  const names = Object.keys(template.Resources);
  expect(names.filter((name) => name.startsWith('Forget'))).toEqual([]);
  // The ledger of kills takes back what it has asked
  const deleting = names.filter((name) =>
    JSON.stringify(template.Resources[name]).includes('dynamodb:DeleteItem'),
  );
  expect(deleting.filter((name) => !name.includes('Recalls'))).toEqual([]);
});
