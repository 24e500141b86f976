/** What forgets records stands where an entry asks for it, and nowhere else. */
import { describe, expect, test } from '@jest/globals';
import { checkConfigFile } from '../../infra/config-rules.ts';
import { grantsOf } from './support/grants.ts';
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

describe('killed texts that are to be erased', () => {
  const stage = synthesise('prod', { changes: { killedTextDays: 30 } });

  test('bring the function, which then may delete versions of files too', () => {
    expect(propertiesOf(stage, 'ForgetFunction')).toMatchObject({
      Environment: { Variables: { KILLED_TEXT_DAYS: '30', INBOX_BUCKET: { Ref: 'InboxBucket' } } },
    });
    expect(grantsOf(stage, 'ForgetFunctionRole')).toEqual(
      expect.arrayContaining([
        'dynamodb:Query on ArticleTable/index/outbox',
        's3:DeleteObjectVersion on ArchiveBucket/bodies/*',
        's3:DeleteObjectVersion on ArchiveBucket/quarantine/*',
        's3:DeleteObjectVersion on ArchiveBucket/records/*',
        's3:DeleteObjectVersion on ArchiveBucket/search/*',
        's3:DeleteObjectVersion on InboxBucket/incoming/*',
        's3:DeleteObjectVersion on InboxBucket/receipts/*',
        's3:ListBucketVersions on InboxBucket',
      ]),
    );
  });

  test('are a matter of one agency where its entry alone says so', () => {
    const own = synthesise('prod', {
      changes: { providers: [{ id: 'fjord', name: 'Fjord Wire', killedTextDays: 20 }] },
    });
    expect(propertiesOf(own, 'ForgetFunction')).not.toHaveProperty('Environment.Variables.KILLED_TEXT_DAYS');
    expect(grantsOf(own, 'ForgetFunctionRole')).toContain('s3:DeleteObjectVersion on InboxBucket/incoming/*');
  });

  test('are kept for as long as they are known again, at least', () => {
    const file = (killedTextDays: number) => ({
      stages: { prod: { killedTextDays } },
      agencies: [{ id: 'fjord', name: 'Fjord Wire', killedTextDays }],
    });
    expect(checkConfigFile(file(8))).toMatchObject({ ok: true });
    expect(checkConfigFile(file(7))).toMatchObject({
      ok: false,
      problems: [
        expect.stringContaining('stages.prod.killedTextDays'),
        expect.stringContaining('agencies[0].killedTextDays'),
      ],
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
