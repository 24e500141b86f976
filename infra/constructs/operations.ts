import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { PROVIDER_DELIVERIES } from '../../functions/core/providers/register.ts';
import type { Provider } from '../../functions/core/providers/agency.ts';
import type { Config } from '../config.ts';
import { watchFor, type Watch } from './alarm.ts';
import type { Distribution } from './distribution.ts';
import type { Intake } from './intake.ts';
import { inPascalCase } from './naming.ts';
import type { Pipeline } from './pipeline.ts';
import type { Store } from './store.ts';

export interface OperationsProps {
  readonly config: Config;
  readonly intake: Intake;
  readonly pipeline: Pipeline;
  readonly store: Store;
  readonly distribution: Distribution;
  /** Get the alarms besides the ops topic. */
  readonly alarmTopics: readonly ITopic[];
}

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);

/** The alarms. Each says what has happened and which section of the runbook to open, on the ops topic. */
export class Operations extends Construct {
  readonly #actions: readonly SnsAction[];

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    this.#actions = [props.distribution.opsTopic, ...props.alarmTopics].map((topic) => new SnsAction(topic));
    this.#watchQueues(props);
    this.#watchFunctions(props);
    this.#watchStoreAndTopic(props);
    for (const provider of props.config.providers) this.#watchSilence(provider, props.config);
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
    });
    this.#alarm('IntakeQueueAge', {
      says: `The oldest delivery has waited longer than ${config.queueAgeAlarmSeconds} s.`,
      runbook: 'queue-age-rising',
      metric: intake.queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: 'Maximum' }),
      threshold: config.queueAgeAlarmSeconds,
      evaluationPeriods: 3,
    });
  }

  #watchFunctions({ config, pipeline }: OperationsProps): void {
    const { ingest, release } = pipeline;
    this.#alarm('IngestErrors', {
      says: 'Whole batches of deliveries fail: the function crashes, times out or cannot reach a service.',
      runbook: 'ingest-failing',
      metric: ingest.function.metricErrors({ period: FIVE_MINUTES }),
      threshold: 2,
      evaluationPeriods: 1,
    });
    this.#alarm('ReleaseErrors', {
      says: 'Embargoed and interrupted articles are not being published: the release function fails.',
      runbook: 'release-failing',
      metric: release.function.metricErrors({ period: FIVE_MINUTES }),
      threshold: 2,
      evaluationPeriods: 1,
    });
    this.#alarm('ArticlesNotReleased', {
      says: 'Articles that are due could not be published, at the second attempt either; others go on.',
      runbook: 'release-failing',
      metric: new Metric({
        namespace: config.name,
        metricName: 'ReleasesFailed',
        dimensionsMap: { service: 'release' },
        // What fails is put off by five minutes: one article fails twice or more often in this time
        period: Duration.minutes(15),
        statistic: 'Sum',
      }),
      threshold: 1,
      evaluationPeriods: 1,
    });
    this.#alarm('ReleaseNotRunning', {
      says: 'The release function has not run for five minutes: nothing that is due is being published.',
      runbook: 'release-failing',
      metric: release.function.metricInvocations({ period: FIVE_MINUTES }),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
      silenceIsAFault: true,
    });
    this.#alarm('FunctionsThrottled', {
      says: 'Lambda refuses invocations: the concurrency of the account is used up.',
      runbook: 'throttled',
      metric: new MathExpression({
        expression: 'SUM(METRICS())',
        label: 'Throttled invocations',
        period: FIVE_MINUTES,
        usingMetrics: {
          ingest: ingest.function.metricThrottles({ period: FIVE_MINUTES }),
          release: release.function.metricThrottles({ period: FIVE_MINUTES }),
        },
      }),
      threshold: 0,
      evaluationPeriods: 2,
    });
  }

  #watchStoreAndTopic({ store, distribution }: OperationsProps): void {
    const throttled = (name: string) => store.table.metric(name, { period: FIVE_MINUTES, statistic: 'Sum' });
    this.#alarm('TableThrottled', {
      says: 'DynamoDB refuses reads or writes of the article table.',
      runbook: 'throttled',
      metric: new MathExpression({
        expression: 'SUM(METRICS())',
        label: 'Throttled requests',
        period: FIVE_MINUTES,
        usingMetrics: { reads: throttled('ReadThrottleEvents'), writes: throttled('WriteThrottleEvents') },
      }),
      threshold: 10,
      evaluationPeriods: 2,
    });
    this.#alarm('ArticlesNotDelivered', {
      says: 'SNS could not deliver articles to a subscriber, and gave up.',
      runbook: 'subscriber-unreachable',
      metric: distribution.articleTopic.metricNumberOfNotificationsFailed({ period: FIVE_MINUTES }),
      threshold: 0,
      evaluationPeriods: 1,
    });
  }

  /** An alarm looks back over a day in minutes, over a week in hours. */
  #watchSilence({ id, name, silenceMinutes }: Provider, config: Config): void {
    if (silenceMinutes === undefined) return;
    const period = silenceMinutes <= 24 * 60 ? FIVE_MINUTES : Duration.hours(1);
    this.#alarm(`Silence${inPascalCase(id)}`, {
      says: `Nothing has come from ${name} (${id}) for ${silenceMinutes} minutes.`,
      runbook: 'an-agency-is-silent',
      metric: new Metric({
        namespace: config.name,
        metricName: PROVIDER_DELIVERIES,
        dimensionsMap: { service: 'ingest', provider: id },
        period,
        statistic: 'Sum',
      }),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: Math.ceil(silenceMinutes / period.toMinutes()),
      silenceIsAFault: true,
    });
  }

  #alarm(name: string, watch: Watch): void {
    watchFor(this, name, watch, this.#actions);
  }
}
