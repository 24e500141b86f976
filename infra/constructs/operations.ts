import { Duration } from 'aws-cdk-lib';
import {
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  MathExpression,
  Metric,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IConstruct } from 'constructs';
import type { Config } from '../config.ts';
import { pagingAlarms, unlessSilent, watchFor, type Watch } from './alarm.ts';
import { costOfUse } from './cost-of-use.ts';
import type { Distribution } from './distribution.ts';
import type { Intake } from './intake.ts';
import { nameResource } from './naming.ts';
import type { NodeFunction } from './node-function.ts';
import type { Pipeline } from './pipeline.ts';
import { OUTBOX_INDEX, PROVIDER_INDEX, STORY_INDEX, type Store } from './store.ts';

export interface OperationsProps {
  readonly config: Config;
  readonly intake: Intake;
  readonly pipeline: Pipeline;
  readonly watch: NodeFunction;
  readonly reconcile: NodeFunction;
  readonly store: Store;
  readonly distribution: Distribution;
  /** Get the alarms besides the ops topic. */
  readonly alarmTopics: readonly ITopic[];
}

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);
const HOUR = Duration.hours(1);

/** Of the invocations, or messages, of five minutes: one of a quiet night is enough, one of a busy hour is none. */
const FAILING_PERCENT = 5;

/** What is due is sent within two minutes; what failed is put off, and is `ArticlesNotReleased`. */
const OVERDUE_SECONDS = 300;

/** `release` looks each minute. */
const EMBARGO_LATE_SECONDS = 180;

/**
 * The alarms. Each says what has happened and which section of the runbook to open, on the ops topic; of those that tell
 * of news late or lost, one alarm calls the pager. One file, for it is a list of alarms.
 */
export class Operations extends Construct {
  readonly #actions: readonly SnsAction[];

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    this.#actions = [props.distribution.opsTopic, ...props.alarmTopics].map((topic) => new SnsAction(topic));
    this.#watchQueues(props);
    this.#watchIngest(props);
    this.#watchRelease(props);
    this.#watchCapacity(props);
    this.#watchSubscribers(props);
    this.#watchCost(props);
    this.#watchAgencies(props);
    this.#watchReconcile(props);
    this.#page(scope, props);
  }

  #watchQueues({ config, intake }: OperationsProps): void {
    this.#alarm('DeadLetterQueueNotEmpty', {
      says: 'A delivery failed eight times and waits in the dead letter queue.',
      runbook: 'dead-letter-queue-not-empty',
      metric: intake.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
        period: MINUTE,
        statistic: 'Maximum',
      }),
      threshold: 0,
      evaluationPeriods: 1,
      pages: true,
    });
    this.#alarm('IntakeQueueAge', {
      says: `The oldest delivery has waited longer than ${config.queueAgeAlarmSeconds} s.`,
      runbook: 'queue-age-rising',
      metric: intake.queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: 'Maximum' }),
      threshold: config.queueAgeAlarmSeconds,
      evaluationPeriods: 3,
      pages: true,
    });
  }

  #watchIngest({ config, pipeline: { ingest } }: OperationsProps): void {
    this.#alarm('IngestErrors', {
      says: `More than ${FAILING_PERCENT} % of the batches of deliveries fail: the function crashes, times out or cannot reach a service.`,
      runbook: 'ingest-failing',
      metric: rate(
        ingest.function.metricErrors({ period: FIVE_MINUTES }),
        ingest.function.metricInvocations({ period: FIVE_MINUTES }),
      ),
      threshold: FAILING_PERCENT,
      evaluationPeriods: 1,
      pages: true,
    });
    this.#alarm('DeliveriesFailing', {
      says: 'Single deliveries fail again and again, more than a fifth of all; others beside them are done.',
      runbook: 'deliveries-failing',
      metric: new MathExpression({
        expression: '100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(done, 0))',
        label: 'Failed attempts in percent',
        period: Duration.minutes(15),
        usingMetrics: {
          failed: ofService(config, 'ingest', 'MessagesFailed', 'Sum', Duration.minutes(15)),
          done: ofService(config, 'ingest', 'Deliveries', 'Sum', Duration.minutes(15)),
        },
      }),
      threshold: 20,
      evaluationPeriods: 2,
    });
    this.#alarm('PublishLag', {
      says: `One in twenty deliveries takes longer than ${config.publishLagAlarmSeconds} s from upload to topic.`,
      runbook: 'published-late',
      metric: ofService(config, 'ingest', 'UploadToReceipt', 'p95', FIVE_MINUTES),
      threshold: config.publishLagAlarmSeconds * 1000,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      pages: true,
    });
  }

  #watchRelease({ config, watch, pipeline: { ingest, release } }: OperationsProps): void {
    this.#alarm('ReleaseErrors', {
      says: 'Embargoed and interrupted articles are not being published: the release function fails.',
      runbook: 'release-failing',
      metric: release.function.metricErrors({ period: FIVE_MINUTES }),
      threshold: 2,
      evaluationPeriods: 1,
      pages: true,
    });
    this.#alarm('ArticlesNotReleased', {
      says: 'Articles that are due could not be published, at the second attempt either; others go on.',
      runbook: 'release-failing',
      // What fails is put off by five minutes: one article fails twice or more often in this time
      metric: ofService(config, 'release', 'ReleasesFailed', 'Sum', Duration.minutes(15)),
      threshold: 1,
      evaluationPeriods: 1,
      pages: true,
    });
    this.#alarm('ReleaseNotRunning', {
      says: 'The release function has not run for ten minutes: nothing that is due is being published.',
      runbook: 'release-failing',
      metric: unlessSilent(release.function.metricInvocations({ period: FIVE_MINUTES }), {
        running: [ingest, watch].map((of) => of.function.metricInvocations({ period: FIVE_MINUTES })),
        instead: 0,
        period: FIVE_MINUTES,
      }),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 2,
      pages: true,
    });
    this.#alarm('OutboxOverdue', {
      says: `An article that is due has waited longer than ${OVERDUE_SECONDS / 60} minutes to be sent.`,
      runbook: 'outbox-overdue',
      metric: ofService(config, 'release', 'OutboxOverdueSeconds', 'Maximum', FIVE_MINUTES),
      threshold: OVERDUE_SECONDS,
      evaluationPeriods: 1,
      pages: true,
    });
    this.#alarm('EmbargoLate', {
      says: `An embargoed article went out more than ${EMBARGO_LATE_SECONDS / 60} minutes after the end of its embargo.`,
      runbook: 'embargo-late',
      metric: ofService(config, 'release', 'EmbargoLateSeconds', 'Maximum', FIVE_MINUTES),
      threshold: EMBARGO_LATE_SECONDS,
      evaluationPeriods: 1,
      pages: true,
    });
  }

  #watchCapacity({ config, store, pipeline: { ingest, release } }: OperationsProps): void {
    this.#alarm('FunctionsThrottled', {
      says: 'Lambda refuses invocations: the concurrency of the account is used up.',
      runbook: 'throttled',
      metric: sum('Throttled invocations', {
        ingest: ingest.function.metricThrottles({ period: FIVE_MINUTES }),
        release: release.function.metricThrottles({ period: FIVE_MINUTES }),
      }),
      threshold: 0,
      evaluationPeriods: 2,
    });
    this.#alarm('ConcurrencyNearCap', {
      says: `Ingest has run at its cap (maxConcurrency ${config.maxConcurrency}) for a quarter of an hour.`,
      runbook: 'concurrency-near-its-cap',
      metric: ingest.function.metric('ConcurrentExecutions', { period: MINUTE, statistic: 'Maximum' }),
      comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: Math.ceil(0.9 * config.maxConcurrency),
      evaluationPeriods: 15,
    });
    const throttled = (metricName: string, index?: string) =>
      store.table.metric(metricName, {
        period: FIVE_MINUTES,
        statistic: 'Sum',
        ...(index === undefined
          ? {}
          : { dimensionsMap: { TableName: store.table.tableName, GlobalSecondaryIndexName: index } }),
      });
    this.#alarm('TableThrottled', {
      says: 'DynamoDB refuses reads or writes of the article table, or writes for the sake of an index.',
      runbook: 'throttled',
      metric: sum('Throttled requests', {
        reads: throttled('ReadThrottleEvents'),
        writes: throttled('WriteThrottleEvents'),
        // An index that cannot follow makes the table refuse the write. Who reads an index and is refused has an alarm of its own
        ...Object.fromEntries(
          [PROVIDER_INDEX, STORY_INDEX, OUTBOX_INDEX].map((index) => [
            index,
            throttled('WriteThrottleEvents', index),
          ]),
        ),
      }),
      threshold: 10,
      evaluationPeriods: 2,
    });
  }

  #watchSubscribers({ distribution }: OperationsProps): void {
    this.#alarm('ArticlesNotDelivered', {
      says: 'SNS could not deliver articles to a subscriber, and gave up.',
      runbook: 'subscriber-unreachable',
      metric: distribution.articleTopic.metricNumberOfNotificationsFailed({ period: FIVE_MINUTES }),
      threshold: 0,
      evaluationPeriods: 1,
    });
  }

  /** A day in dollars, from what is counted; storage and logs, which change slowly, are left out. */
  #watchCost(props: OperationsProps): void {
    const { dailyCostAlarmDollars: limit } = props.config;
    if (limit === undefined) return;
    this.#alarm('CostOfTheDay', {
      says: `What the stage used in a day costs more than ${limit} dollars.`,
      runbook: 'cost-of-the-day',
      metric: costOfUse(props, Duration.days(1)),
      threshold: limit,
      evaluationPeriods: 1,
    });
  }

  /** One alarm for the pager, so that one bad night is one call. @param of everything of the system */
  #page(of: IConstruct, { distribution }: OperationsProps): void {
    const alarm = new CompositeAlarm(this, 'NewsLateOrLost', {
      alarmDescription:
        'News is late or lost; the ops topic says by which alarm. Runbook: docs/runbook.md#news-late-or-lost',
      alarmRule: AlarmRule.anyOf(
        ...pagingAlarms(of).map((paging) => AlarmRule.fromAlarm(paging, AlarmState.ALARM)),
      ),
    });
    const action = new SnsAction(distribution.pagerTopic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    nameResource(alarm, 'NewsLateOrLostAlarm');
  }

  /** What `watch` sees: the notices name the agencies, so that one alarm of each kind is enough for all of them. */
  #watchAgencies({ config, pipeline: { release }, watch }: OperationsProps): void {
    const looked = (metricName: string) => ofService(config, 'watch', metricName, 'Maximum', FIVE_MINUTES);
    const one = { threshold: 0, evaluationPeriods: 1 };
    this.#alarm('ProvidersSilent', {
      ...one,
      says: 'An agency has sent nothing for longer than it usually does, or than its entry allows; the notice says which.',
      runbook: 'an-agency-is-silent',
      metric: looked('ProvidersSilent'),
    });
    this.#alarm('ProvidersRejecting', {
      ...one,
      says: 'A fifth or more of what an agency sent in the last hour cannot be read; the notice says which.',
      runbook: 'quarantine-growing',
      metric: looked('ProvidersRejecting'),
    });
    this.#alarm('SequenceGapsOpen', {
      ...one,
      says: 'Numbers of an agency that counts what it sends are missing; the notice says which.',
      runbook: 'numbers-missing',
      metric: looked('SequenceGapsOpen'),
    });
    this.#alarm('HeldWithoutTime', {
      ...one,
      says: 'A held article without a time has waited for a person for half an hour.',
      runbook: 'embargo-held-for-ever',
      metric: looked('HeldWithoutTime'),
    });
    this.#alarm('WatchNotRunning', {
      says: 'Nobody looks whether agencies are silent: the watch function fails, or has not run for a quarter of an hour.',
      runbook: 'watch-not-running',
      metric: runsWithoutError(watch, release, FIVE_MINUTES),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 3,
    });
  }

  #watchReconcile({ pipeline: { release }, reconcile }: OperationsProps): void {
    this.#alarm('ReconcileNotRunning', {
      says: 'Nobody looks whether the inbox has files that nobody has read: reconcile fails, or has not run for three hours.',
      runbook: 'reconcile-not-running',
      metric: runsWithoutError(reconcile, release, HOUR),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 3,
    });
  }

  #alarm(name: string, watch: Watch): void {
    watchFor(this, name, watch, this.#actions);
  }
}

function ofService(
  { name }: Config,
  service: string,
  metricName: string,
  statistic: string,
  period: Duration,
): Metric {
  return new Metric({ namespace: name, metricName, dimensionsMap: { service }, period, statistic });
}

/** Of a function that runs by the clock. @param other runs each minute: where it does not, nobody knows */
function runsWithoutError(of: NodeFunction, other: NodeFunction, period: Duration): MathExpression {
  return new MathExpression({
    expression: 'IF(FILL(running, 0) > 0, FILL(runs, 0) - FILL(errors, 0))',
    label: 'Runs without an error',
    period,
    usingMetrics: {
      runs: of.function.metricInvocations({ period }),
      errors: of.function.metricErrors({ period }),
      running: other.function.metricInvocations({ period }),
    },
  });
}

/** In percent; without traffic it is nothing. */
function rate(failed: Metric, all: Metric): MathExpression {
  return new MathExpression({
    expression: '100 * failed / all',
    label: 'Failed in percent',
    period: FIVE_MINUTES,
    usingMetrics: { failed, all },
  });
}

function sum(label: string, usingMetrics: Record<string, IMetric>): MathExpression {
  return new MathExpression({ expression: 'SUM(METRICS())', label, period: FIVE_MINUTES, usingMetrics });
}
