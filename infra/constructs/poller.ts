import { Duration } from 'aws-cdk-lib';
import { Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { unlessSilent, watchFor, type Watch } from './alarm.ts';
import { nameResource } from './naming.ts';
import { NodeFunction } from './node-function.ts';

export interface PollerProps {
  readonly config: Config;
  readonly inbox: Bucket;
  readonly table: ITableV2;
  /** Get the alarms. */
  readonly alarmTopics: readonly ITopic[];
  /** Runs each minute whatever happens. */
  readonly running: IMetric;
}

/** The function `poll`, which fetches feeds and puts what is new into the inbox; nothing where no entry has one. */
export class Poller extends Construct {
  constructor(scope: Construct, id: string, props: PollerProps) {
    super(scope, id);
    if (!props.config.providers.some(({ access }) => (access?.feeds ?? []).length > 0)) return;
    this.#schedule(this.#function(props));
    this.#watch(props);
  }

  #function({ config, inbox, table }: PollerProps): NodeFunction {
    const providers = config.providers.filter(({ access }) => (access?.feeds ?? []).length > 0);
    const secrets = new Set(
      providers.flatMap(({ access }) => (access?.feeds ?? []).flatMap(({ secret }) => secret?.arn ?? [])),
    );
    return new NodeFunction(this, 'Poll', {
      config,
      folder: 'poll',
      logicalId: 'PollFunction',
      description: 'Fetches the feeds that are due and puts what is new into the inbox',
      // Less than its one-minute schedule: two runs do not overlap
      size: { timeoutSeconds: 55, memoryMb: 512 },
      environment: { TABLE_NAME: table.tableName, INBOX_BUCKET: inbox.bucketName },
      permissions: [
        new PolicyStatement({
          sid: 'KeepStatesOfFeeds',
          actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
          resources: [table.tableArn],
        }),
        new PolicyStatement({
          sid: 'Deliver',
          actions: ['s3:PutObject'],
          resources: providers.map((provider) => inbox.arnForObjects(`${INBOX_PREFIX}${provider.id}/*`)),
        }),
        ...(secrets.size === 0
          ? []
          : [
              new PolicyStatement({
                sid: 'ReadSecretsOfFeeds',
                actions: ['secretsmanager:GetSecretValue'],
                resources: [...secrets],
              }),
            ]),
      ],
      wildcards: providers.map((provider) => ({
        resource: `<InboxBucket.Arn>/${INBOX_PREFIX}${provider.id}/*`,
        reason: 'A fetched file is named after its content; access ends at the prefix of its agency.',
      })),
    });
  }

  #schedule(poll: NodeFunction): void {
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    // The next minute is the retry
    poll.function.configureAsyncInvoke(once);
    nameResource(
      new Rule(poll, 'EveryMinute', {
        description: 'Fetches the feeds that are due',
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new LambdaTarget(poll.function, once)],
      }),
      'PollEveryMinute',
    );
  }

  #watch({ config, alarmTopics, running }: PollerProps): void {
    const actions = alarmTopics.map((topic) => new SnsAction(topic));
    const period = Duration.minutes(5);
    const feeds = (metricName: string) =>
      new Metric({
        namespace: config.name,
        metricName,
        dimensionsMap: { service: 'poll' },
        period,
        statistic: 'Maximum',
      });
    const alarm = (name: string, watch: Omit<Watch, 'threshold'>) => {
      watchFor(this, name, { ...watch, threshold: 0 }, actions);
    };
    alarm('FeedsStalled', {
      metric: unlessSilent(feeds('FeedsStalled'), { running: [running], instead: 1, period }),
      says: 'A feed has not answered for half an hour or more, or feeds are not being asked at all.',
      runbook: 'feeds-stalled',
      evaluationPeriods: 2,
    });
    alarm('FeedsHaywire', {
      metric: feeds('FeedsHaywire'),
      says: 'More came of a feed in an hour than its entry allows; it is left alone for the rest of the hour.',
      runbook: 'feeds-haywire',
      evaluationPeriods: 1,
    });
  }
}
