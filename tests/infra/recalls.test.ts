/** The recall ledger in the template: what it costs nothing where nobody is asked, and what it may. */
import { describe, expect, test } from '@jest/globals';
import { readConfigFile } from '../../infra/config-file.ts';
import { checkConfigFile } from '../../infra/config-rules.ts';
import type { RecallSettings } from '../../functions/core/feed/recalls.ts';
import { asList, asObject, propertiesOf, stageOf, synthesise, type Synthesised } from './support/stages.ts';

const on = synthesise('dev', {
  changes: { reading: { recalls: { readers: [{ id: 'site', kind: 'subscription' }] } } },
});
const off = stageOf('dev');

function allowed(stage: Synthesised, role: string): [sid: string, actions: readonly unknown[]][] {
  return Object.values(stage.template.findResources('AWS::IAM::Policy'))
    .map((policy) => asObject(asObject(policy).Properties))
    .filter(({ Roles }) => JSON.stringify(Roles).includes(`"${role}"`))
    .flatMap(({ PolicyDocument }) => asList(asObject(PolicyDocument).Statement))
    .map(asObject)
    .map(({ Sid, Action }): [string, readonly unknown[]] => [String(Sid), asList(Action)]);
}

describe('where nobody is asked to confirm', () => {
  test('there is no schedule and no alarm, and the journal may change nothing', () => {
    const { Resources } = off.template.toJSON() as { Resources: object };
    const ids = Object.keys(Resources).filter((id) => id.startsWith('Recalls'));
    expect(ids).toContain('RecallsFunction');
    expect(ids.filter((id) => /EveryMinute|Alarm/u.test(id))).toEqual([]);
    expect(allowed(off, 'JournalFunctionRole').map(([sid]) => sid)).not.toContain('KeepTheLedger');
  });

  test('readers may confirm all the same', () => {
    expect(propertiesOf(off, 'ApiRoutePostV1Acks')).toMatchObject({ AuthorizationType: 'JWT' });
    expect(propertiesOf(off, 'ApiRoutePostMachineV1Acks')).toMatchObject({ AuthorizationType: 'AWS_IAM' });
  });
});

describe('where a reader is registered', () => {
  test('what is overdue is looked for each minute, and is an alarm, as is silence', () => {
    expect(propertiesOf(on, 'RecallsEveryMinute')).toMatchObject({ ScheduleExpression: 'rate(1 minute)' });
    const alarm = propertiesOf(on, 'RecallsOverdueAlarm');
    expect(alarm).toMatchObject({ Threshold: 0 });
    expect(JSON.stringify(alarm)).toContain('"MetricName":"RecallsOverdue"');
    expect(JSON.stringify(alarm)).toContain('FILL(told, 1)');
  });

  test('the functions may do what they do, and publish nothing to readers', () => {
    expect(Object.fromEntries(allowed(on, 'JournalFunctionRole')).KeepTheLedger).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:UpdateItem',
    ]);
    expect(Object.fromEntries(allowed(on, 'RecallsFunctionRole'))).toMatchObject({
      KeepTheLedger: expect.not.arrayContaining(['dynamodb:Scan', 'dynamodb:BatchWriteItem']),
      TellTheOperators: ['sns:Publish'],
      ReadLargeBodies: ['s3:GetObject'],
    });
    expect(JSON.stringify(propertiesOf(on, 'RecallsFunction').Environment)).not.toContain('ArticleTopic');
  });
});

describe('settings', () => {
  const problemsOf = (recalls: unknown): readonly string[] => {
    const { stages, ...file } = readConfigFile();
    const checked = checkConfigFile({ ...file, stages: { ...stages, dev: { reading: { recalls } } } });
    return checked.ok ? [] : checked.problems;
  };

  test('of readers are taken as docs/recalls.md has them', () => {
    const recalls: RecallSettings = {
      afterMinutes: 30,
      people: true,
      readers: [
        { id: 'site', kind: 'subscription', filter: [{ language: ['en', 'no'] }, { flags: ['-test'] }] },
        { id: 'arn:aws:iam::111122223333:role/rundown', kind: 'client', withoutFlags: ['advisory'] },
      ],
    };
    expect(problemsOf(recalls)).toEqual([]);
  });

  test.each([
    [{ afterMinutes: 0 }, 'afterMinutes'],
    [{ readers: [{ id: 'site' }] }, 'kind'],
    [{ readers: [{ id: 'site', kind: 'app' }] }, 'none of subscription, client'],
    [{ readers: [{ id: 'site', kind: 'client', filter: { languages: ['en'] } }] }, 'did you mean "language"'],
    [{ readers: [{ id: 'site', kind: 'client', filter: { urgency: ['12'] } }] }, '"urgency" is 1 to 9'],
    [
      {
        readers: [
          { id: 'site', kind: 'client' },
          { id: 'site', kind: 'subscription' },
        ],
      },
      'is there twice',
    ],
  ])('that are wrong are told with their place: %j', (recalls, problem) => {
    expect(problemsOf(recalls).join('\n')).toContain(problem);
  });
});
