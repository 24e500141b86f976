import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  TreatMissingData,
  type AlarmProps,
  type IAlarmAction,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { nameResource } from './naming.ts';

export interface Watch extends Pick<
  AlarmProps,
  'metric' | 'threshold' | 'evaluationPeriods' | 'datapointsToAlarm'
> {
  /** What has happened, for whoever is woken by it. */
  readonly says: string;
  /** The section of docs/runbook.md that says what to do. */
  readonly runbook: string;
  readonly comparison?: ComparisonOperator;
  /** News is late or lost: it wakes somebody. Absent: it is read by day. */
  readonly pages?: boolean;
}

/** The alarms that wake somebody. */
const PAGING = new WeakSet<Alarm>();

/**
 * An alarm that says what has happened and which section of the runbook to open, and says when it is over. Where there
 * is no data nothing is wrong, so that none fires at a first deployment; what must not fall silent asks `unlessSilent`.
 */
export function watchFor(
  scope: Construct,
  name: string,
  watch: Watch,
  actions: readonly IAlarmAction[],
): Alarm {
  const alarm = new Alarm(scope, name, {
    alarmDescription: `${watch.says} Runbook: docs/runbook.md#${watch.runbook}`,
    metric: watch.metric,
    threshold: watch.threshold,
    evaluationPeriods: watch.evaluationPeriods,
    ...(watch.datapointsToAlarm === undefined ? {} : { datapointsToAlarm: watch.datapointsToAlarm }),
    comparisonOperator: watch.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(...actions);
  alarm.addOkAction(...actions);
  nameResource(alarm, `${name}Alarm`);
  if (watch.pages === true) PAGING.add(alarm);
  return alarm;
}

/** The alarms below a construct that wake somebody. */
export function pagingAlarms(of: IConstruct): Alarm[] {
  return of.node.findAll().flatMap((found) => (found instanceof Alarm && PAGING.has(found) ? [found] : []));
}

/**
 * A metric whose silence is itself the fault: where it has no data while something else of the stack runs, it is
 * `instead`. Before anything has run, which is what a first deployment looks like, it is nothing; that is why missing
 * data are not simply breaching. Two periods of it tell a function that has stopped from one whose first run is due.
 */
export function unlessSilent(
  metric: IMetric,
  { running, instead, period }: { running: readonly IMetric[]; instead: number; period: Duration },
): MathExpression {
  const others = running.map((other, index) => [`running${index}`, other] as const);
  return new MathExpression({
    expression: `IF(${others.map(([id]) => `FILL(${id}, 0)`).join(' + ')} > 0, FILL(told, ${instead}))`,
    label: 'Told, or silent',
    period,
    usingMetrics: { told: metric, ...Object.fromEntries(others) },
  });
}
