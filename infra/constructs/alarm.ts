import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type AlarmProps,
  type IAlarmAction,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { nameResource } from './naming.ts';

export interface Watch extends Pick<AlarmProps, 'metric' | 'threshold' | 'evaluationPeriods'> {
  /** What has happened, for whoever is woken by it. */
  readonly says: string;
  /** The section of docs/runbook.md that says what to do. */
  readonly runbook: string;
  readonly comparison?: ComparisonOperator;
  /** That there is no data is itself the fault. */
  readonly silenceIsAFault?: boolean;
}

/** An alarm that says what has happened and which section of the runbook to open, and says when it is over. */
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
    comparisonOperator: watch.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData:
      watch.silenceIsAFault === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(...actions);
  alarm.addOkAction(...actions);
  nameResource(alarm, `${name}Alarm`);
  return alarm;
}
