/** Every alarm of the template, driven to ALARM and back by what its metrics would say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { alarmsIn, Measured, type AlarmState, type TemplateAlarm } from '../support/alarms.ts';
import { asObject, propertiesOf, stageOf, synthesise } from './support/stages.ts';

const FJORD: Provider = {
  id: 'fjord',
  name: 'Fjord Wire',
  silenceMinutes: 90,
  retentionDays: 60,
  access: {
    receipts: 'bucket',
    mail: { from: ['wire@fjord.example'] },
    feeds: [{ id: 'world', url: 'https://fjord.example/rss' }],
  },
};

/** With everything that has an alarm. */
const everything = synthesise('prod', {
  changes: {
    providers: [FJORD],
    mailDomain: 'wires.example.org',
    dailyCostAlarmDollars: 40,
    canary: true,
    reading: { recalls: { people: true }, archive: {} },
  },
});
const { alarms, composites } = alarmsIn(everything.template.toJSON());

/** What metrics say in one minute; a name, or a name and a part of its dimensions. */
type Minute = Readonly<Record<string, number | readonly number[]>>;

interface Course {
  bad: Minute;
  good: Minute;
}

const RUNS = { 'Invocations@ReleaseFunction': 1 };

/** By alarm: a minute of trouble, and one of peace, each of which goes on. */
const COURSES: Readonly<Record<string, Course>> = {
  DeadLetterQueueNotEmptyAlarm: gauge('ApproximateNumberOfMessagesVisible', 1),
  IntakeQueueAgeAlarm: gauge('ApproximateAgeOfOldestMessage', 301, 300),
  IngestErrorsAlarm: { bad: { Errors: 1, Invocations: 19 }, good: { Errors: 1, Invocations: 20 } },
  DeliveriesFailingAlarm: {
    bad: { MessagesFailed: 3, Deliveries: 11 },
    good: { MessagesFailed: 2, Deliveries: 11 },
  },
  PublishLagAlarm: {
    bad: { UploadToReceipt: [900, 900, 900, 900, 900, 61_000] },
    good: { UploadToReceipt: [900, 900, 900, 60_000] },
  },
  ReleaseErrorsAlarm: { bad: { Errors: 1 }, good: { Errors: 0 } },
  ArticlesNotReleasedAlarm: { bad: { ReleasesFailed: 1 }, good: { ReleasesFailed: 0 } },
  ReleaseNotRunningAlarm: {
    bad: { 'Invocations@WatchFunction': 1 },
    good: { 'Invocations@WatchFunction': 1, ...RUNS },
  },
  OutboxOverdueAlarm: gauge('OutboxOverdueSeconds', 301, 120),
  EmbargoLateAlarm: gauge('EmbargoLateSeconds', 181, 60),
  FunctionsThrottledAlarm: { bad: { 'Throttles@ReleaseFunction': 1 }, good: { Throttles: 0 } },
  ConcurrencyNearCapAlarm: gauge('ConcurrentExecutions', 18, 17),
  TableThrottledAlarm: {
    bad: { 'WriteThrottleEvents@GlobalSecondaryIndexName=byProvider': 3 },
    good: { WriteThrottleEvents: 0 },
  },
  ArticlesNotDeliveredAlarm: gauge('NumberOfNotificationsFailed', 1),
  CostOfTheDayAlarm: {
    // 43 million write units a day
    bad: { ConsumedWriteCapacityUnits: 43e6 / 1440 },
    good: { ConsumedWriteCapacityUnits: 1000, NumberOfMessagesPublished: 100, 'Duration@Ingest': 9000 },
  },
  ProvidersSilentAlarm: gauge('ProvidersSilent', 1),
  ProvidersRejectingAlarm: gauge('ProvidersRejecting', 1),
  SequenceGapsOpenAlarm: gauge('SequenceGapsOpen', 1),
  HeldWithoutTimeAlarm: gauge('HeldWithoutTime', 1),
  WatchNotRunningAlarm: {
    bad: { ...RUNS, 'Invocations@WatchFunction': 1, Errors: 1 },
    good: { ...RUNS, 'Invocations@WatchFunction': 1 },
  },
  ReconcileNotRunningAlarm: {
    bad: { ...RUNS, 'Invocations@ReconcileFunction': 1, Errors: 1 },
    good: { ...RUNS, 'Invocations@ReconcileFunction': 1 },
  },
  AgenciesNotToldAlarm: gauge('AgencyReceiptsFailed', 1),
  AgencyMailsRefusedAlarm: gauge('AgencyMailsRefused', 1),
  ForgetFailedAlarm: gauge('Errors', 1),
  CanaryLateAlarm: { bad: { ...RUNS, CanarySeconds: 3600 }, good: { ...RUNS, CanarySeconds: 5 } },
  CanaryBrokenAlarm: gauge('CanaryBroken', 1),
  FeedsStalledAlarm: { bad: RUNS, good: { ...RUNS, FeedsStalled: 0 } },
  FeedsHaywireAlarm: gauge('FeedsHaywire', 1),
  JournalDeadLettersAlarm: gauge('ApproximateNumberOfMessagesVisible', 1),
  JournalBehindAlarm: gauge('ApproximateAgeOfOldestMessage', 121, 120),
  ApiFailingAlarm: gauge('5xx', 2),
  SegmentsFailingAlarm: gauge('Errors', 1),
  ArchiveSearchFailingAlarm: gauge('Errors', 1),
  RecallsOverdueAlarm: { bad: RUNS, good: { ...RUNS, RecallsOverdue: 0 } },
};

/** What is counted or measured each minute. */
function gauge(metric: string, bad: number, good = 0): Course {
  return { bad: { [metric]: bad }, good: { [metric]: good } };
}

/** Long enough for each of its periods to be full, and the minute at which CloudWatch looks. */
function after(alarm: TemplateAlarm, phases: number): number {
  return phases * (alarm.periods + 1) * alarm.periodMinutes;
}

function feed(alarm: TemplateAlarm, measured: Measured, said: Minute, from: number, to: number): void {
  for (const [name, value] of Object.entries(said)) {
    const [metricName = '', part = ''] = name.split('@');
    const metrics = alarm.metrics.filter(
      (metric) => metric.name === metricName && metric.dimensions.includes(part),
    );
    if (metrics.length === 0) throw new Error(`${alarm.logicalId} does not look at ${name}`);
    for (const metric of metrics)
      for (let minute = from; minute < to; minute++)
        measured.put(metric, minute, ...(typeof value === 'number' ? [value] : value));
  }
}

function alarmOf(id: string): TemplateAlarm {
  const alarm = alarms.get(id);
  if (alarm === undefined) throw new Error(`no ${id}`);
  return alarm;
}

/** Its state at the end of phases that follow each other. */
function statesOf(id: string, phases: readonly Minute[]): AlarmState[] {
  const alarm = alarmOf(id);
  const measured = new Measured();
  return phases.map((said, index) => {
    feed(alarm, measured, said, after(alarm, index), after(alarm, index + 1));
    return alarm.stateAt(after(alarm, index + 1), measured);
  });
}

describe('the alarms', () => {
  test('are all driven below', () => {
    expect(Object.keys(COURSES).sort()).toEqual([...alarms.keys()].sort());
  });

  test.each(Object.keys(COURSES))('%s tells trouble, and its end', (id) => {
    const { bad, good } = COURSES[id] ?? { bad: {}, good: {} };
    expect(statesOf(id, [good, bad, good])).toEqual(['OK', 'ALARM', 'OK']);
  });

  test.each([...alarms.keys()])('%s does not fire at a first deployment', (id) => {
    const alarm = alarmOf(id);
    expect(alarm.stateAt(1_000_000, new Measured())).toBe('OK');
    // The function that runs each minute has, others are still to come
    const measured = new Measured();
    const releases = alarm.metrics.find(({ dimensions }) => dimensions.includes('ReleaseFunction'));
    if (releases?.name === 'Invocations') measured.put(releases, 999_999, 1);
    expect(alarm.stateAt(1_000_000, measured)).toBe('OK');
  });

  test.each([...alarms.keys()])('%s names a section of the runbook with symptom and end', (id) => {
    const { AlarmDescription, TreatMissingData } = propertiesOf(everything, id);
    const anchor = /Runbook: docs\/runbook\.md#([\w-]+)$/u.exec(String(AlarmDescription))?.[1] ?? '';
    const section = sectionOf(anchor);
    expect(section).toContain(`\`${id}\``);
    expect(section).toContain('**Severity**');
    expect(section).toContain('**Over when**');
    expect(TreatMissingData).toBe('notBreaching');
  });
});

describe('a broken function', () => {
  test('is told by a single failed batch of a quiet night', () => {
    const alarm = alarmOf('IngestErrorsAlarm');
    const measured = new Measured();
    feed(alarm, measured, { Errors: 1, Invocations: 1 }, 2, 3);
    expect(alarm.stateAt(5, measured)).toBe('ALARM');
  });

  test('is not told by one of a hundred in a busy hour', () => {
    const alarm = alarmOf('IngestErrorsAlarm');
    const measured = new Measured();
    feed(alarm, measured, { Errors: 0, Invocations: 100 }, 0, 5);
    feed(alarm, measured, { Errors: 1 }, 2, 3);
    expect(alarm.stateAt(5, measured)).toBe('OK');
  });
});

describe('the alarm of the pager', () => {
  const pager = composites.get('NewsLateOrLostAlarm');

  test('calls for each alarm that says that news is late or lost, and for no other', () => {
    expect(pager?.names.sort()).toEqual([
      'ArticlesNotReleasedAlarm',
      'CanaryBrokenAlarm',
      'CanaryLateAlarm',
      'DeadLetterQueueNotEmptyAlarm',
      'EmbargoLateAlarm',
      'IngestErrorsAlarm',
      'IntakeQueueAgeAlarm',
      'JournalDeadLettersAlarm',
      'OutboxOverdueAlarm',
      'PublishLagAlarm',
      'RecallsOverdueAlarm',
      'ReleaseErrorsAlarm',
      'ReleaseNotRunningAlarm',
    ]);
    for (const id of pager?.names ?? [])
      expect(pager?.state((other) => (other === id ? 'ALARM' : 'OK'))).toBe('ALARM');
    expect(pager?.state(() => 'OK')).toBe('OK');
    expect(pager?.state(() => 'INSUFFICIENT_DATA')).toBe('OK');
  });

  test('calls the pager topic, which the alarms of the day do not', () => {
    expect(propertiesOf(everything, 'NewsLateOrLostAlarm')).toMatchObject({
      AlarmActions: [{ Ref: 'PagerTopic' }],
      OKActions: [{ Ref: 'PagerTopic' }],
    });
    for (const id of alarms.keys())
      expect(propertiesOf(everything, id).AlarmActions).toEqual([{ Ref: 'OpsTopic' }]);
  });

  test('mails whoever the settings name', () => {
    synthesise('dev', { changes: { pagerEmail: 'night@example.org' } }).template.hasResourceProperties(
      'AWS::SNS::Subscription',
      { Protocol: 'email', Endpoint: 'night@example.org', TopicArn: { Ref: 'PagerTopic' } },
    );
  });
});

describe('a subscriber that fails', () => {
  test('is named in the log that SNS writes of failed deliveries, and counted by its queue', () => {
    const stage = stageOf('prod');
    expect(propertiesOf(stage, 'ArticleTopic').DeliveryStatusLogging).toEqual([
      { Protocol: 'sqs', FailureFeedbackRoleArn: { 'Fn::GetAtt': ['DeliveryLogsRole', 'Arn'] } },
    ]);
    expect(propertiesOf(stage, 'FailuresBySubscriber')).toMatchObject({
      LogGroupName: { Ref: 'FailedDeliveries' },
      MetricTransformations: [
        {
          MetricName: 'SubscriberDeliveriesFailed',
          Dimensions: [{ Key: 'subscriber', Value: '$.delivery.destination' }],
        },
      ],
    });
  });
});

describe('the cost of the day', () => {
  test('has an alarm only where the settings name a limit', () => {
    expect(Object.keys(asObject(stageOf('prod').template.toJSON().Resources))).not.toContain(
      'CostOfTheDayAlarm',
    );
  });
});

function sectionOf(anchor: string): string {
  const runbook = readFileSync(join(REPOSITORY_ROOT, 'docs/runbook.md'), 'utf8');
  const sections = runbook.split(/^## /mu);
  return (
    sections.find((section) => {
      const [heading = ''] = section.split('\n', 1);
      return (
        heading
          .toLowerCase()
          .replaceAll(/[^\w\s-]/gu, '')
          .replaceAll(' ', '-') === anchor
      );
    }) ?? ''
  );
}
