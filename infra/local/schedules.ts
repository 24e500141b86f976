/** EventBridge rules: functions that are invoked every so often. */
import { randomUUID } from 'node:crypto';
import { arnOf, LOCAL, propertiesOf } from './catalogue.ts';
import { UnsupportedByLocalStackError } from './errors.ts';
import { isArray, isObject } from './json.ts';
import type { Resource, Template } from './template.ts';

export interface Schedule {
  logicalId: string;
  everyMs: number;
  /** False where the template disables the rule: it then fires by hand only. */
  enabled: boolean;
  functionArn: string;
  /** The target's own constant event; absent: the event that EventBridge writes. */
  input: string | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** @throws UnsupportedByLocalStackError for a cron expression, an event pattern, or a target that is no function */
export function scheduleOf(rule: Resource, template: Template): Schedule {
  const { ScheduleExpression: expression, State: state, Targets: targets } = propertiesOf(rule, template);
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(typeof expression === 'string' ? expression : '');
  if (rate === null) {
    throw new UnsupportedByLocalStackError(
      rule.logicalId,
      `the schedule ${JSON.stringify(expression ?? null)}`,
    );
  }
  const [target, ...others] = isArray(targets) ? targets : [];
  const functionArn = isObject(target) ? target.Arn : undefined;
  if (typeof functionArn !== 'string' || !functionArn.includes(':lambda:') || others.length > 0) {
    throw new UnsupportedByLocalStackError(rule.logicalId, 'a rule with other targets than one function');
  }
  const input = isObject(target) ? target.Input : undefined;
  return {
    logicalId: rule.logicalId,
    everyMs: Number(rate[1]) * (UNIT_MS[rate[2] ?? ''] ?? 0),
    enabled: state !== 'DISABLED',
    functionArn,
    input: typeof input === 'string' ? input : undefined,
  };
}

/** The event that the function gets. */
export function scheduledEvent(schedule: Schedule, time: number): unknown {
  if (schedule.input !== undefined) return JSON.parse(schedule.input);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: LOCAL.accountId,
    time: `${new Date(time).toISOString().slice(0, 19)}Z`,
    region: LOCAL.region,
    resources: [arnOf('events', `rule/${schedule.logicalId}`)],
    detail: {},
  };
}
