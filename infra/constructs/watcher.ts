import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { Distribution } from './distribution.ts';
import { nameResource } from './naming.ts';
import { NodeFunction } from './node-function.ts';
import { OUTBOX_INDEX, PROVIDER_INDEX, type Store } from './store.ts';

export interface WatcherProps {
  readonly config: Config;
  readonly store: Store;
  readonly distribution: Distribution;
}

/** The function `watch`, which sees what no single delivery can tell: silence, refusals, gaps, what waits for a person. */
export class Watcher extends Construct {
  readonly watch: NodeFunction;

  constructor(scope: Construct, id: string, { config, store, distribution }: WatcherProps) {
    super(scope, id);
    const { table } = store;
    this.watch = new NodeFunction(this, 'Watch', {
      config,
      folder: 'watch',
      logicalId: 'WatchFunction',
      description: 'Tells which agencies are silent or refused, and which numbers are missing',
      size: { timeoutSeconds: 120, memoryMb: 512 },
      traced: false,
      environment: { TABLE_NAME: table.tableName, OPS_TOPIC_ARN: distribution.opsTopic.topicArn },
      permissions: [
        new PolicyStatement({
          sid: 'LookAtWhatCame',
          actions: ['dynamodb:Query'],
          resources: [PROVIDER_INDEX, OUTBOX_INDEX].map((index) => `${table.tableArn}/index/${index}`),
        }),
        new PolicyStatement({
          sid: 'KeepRhythmsAndNumbers',
          actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
          resources: [table.tableArn],
        }),
        new PolicyStatement({
          sid: 'TellTheOperators',
          actions: ['sns:Publish'],
          resources: [distribution.opsTopic.topicArn],
        }),
      ],
      wildcards: [],
    });
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(5) };
    // The next run is the retry
    this.watch.function.configureAsyncInvoke(once);
    nameResource(
      new Rule(this.watch, 'Schedule', {
        description: 'Looks at all agencies',
        schedule: Schedule.rate(Duration.minutes(5)),
        targets: [new LambdaTarget(this.watch.function, once)],
      }),
      'WatchSchedule',
    );
  }
}
