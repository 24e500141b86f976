/** The canary stands where a stage asks for it, and can do what it needs to sing. */
import { describe, expect, test } from '@jest/globals';
import { checkProviders } from '../../functions/core/providers/check.ts';
import { grantsOf } from './support/grants.ts';
import { propertiesOf, stageOf, synthesise } from './support/stages.ts';

describe('a stage with a canary', () => {
  const stage = synthesise('prod', { changes: { canary: true } });

  test('delivers below its own prefix, reads its own stories and messages, and nothing else', () => {
    expect(grantsOf(stage, 'CanaryFunctionRole')).toEqual([
      'dynamodb:GetItem on ArticleTable',
      'logs:CreateLogStream on CanaryFunctionLogs',
      'logs:PutLogEvents on CanaryFunctionLogs',
      's3:PutObject on InboxBucket/incoming/wire-canary/*',
      'sqs:DeleteMessage on CanaryQueue',
      'sqs:ReceiveMessage on CanaryQueue',
    ]);
    expect(propertiesOf(stage, 'CanaryEveryMinute')).toMatchObject({ ScheduleExpression: 'rate(1 minute)' });
  });

  test('lets the functions that tell tell to its topic, to which only its queue is subscribed', () => {
    for (const role of ['IngestFunctionRole', 'ReleaseFunctionRole'])
      expect(grantsOf(stage, role)).toContain('sns:Publish on CanaryTopic');
    const subscriptions = Object.values(stage.template.findResources('AWS::SNS::Subscription'));
    const ofCanary = subscriptions.filter((one) => JSON.stringify(one).includes('"CanaryTopic"'));
    expect(JSON.stringify(ofCanary)).toContain('"CanaryQueue"');
    expect(ofCanary).toHaveLength(1);
  });

  test('forgets its stories after a day', () => {
    expect(JSON.stringify(propertiesOf(stage, 'InboxBucket').LifecycleConfiguration)).toContain(
      'incoming/wire-canary/',
    );
    expect(propertiesOf(stage, 'ForgetEveryHour')).toMatchObject({ ScheduleExpression: 'rate(1 hour)' });
  });
});

test('without one there is nothing of it, and no agency bears its name', () => {
  expect(JSON.stringify(stageOf('prod').template.toJSON())).not.toContain('Canary');
  expect(checkProviders([{ id: 'wire-canary', name: 'Ours' }])).toEqual({
    ok: false,
    problems: ["agencies[0].id: wire-canary is the canary's"],
  });
});
