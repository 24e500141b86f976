import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { asksForRecalls } from '../../../functions/core/feed/recalls.ts';
import { unlessSilent, watchFor } from '../alarm.ts';
import { nameResource } from '../naming.ts';
import { NodeFunction } from '../node-function.ts';
import { readRecords, RECORDS } from './grants.ts';
import type { ReadingParts } from './settings.ts';

/**
 * The function `recalls`, to which readers confirm kills. Readers confirm whether or not somebody asks for it, so it is
 * always there; only where somebody does, it looks each minute for what is overdue.
 */
export class Recalls extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, parts: ReadingParts) {
    super(scope, id);
    this.function = this.#function(parts);
    if (!asksForRecalls(parts.reads.recalls)) return;
    this.#schedule();
    this.#watch(parts);
  }

  #function({ config, reads, store, distribution }: ReadingParts): NodeFunction {
    return new NodeFunction(this, 'Recalls', {
      config,
      folder: 'recalls',
      logicalId: 'RecallsFunction',
      description: 'Notes who took what, who has confirmed its kill, and tells what is overdue',
      // Less than its one-minute schedule: two runs do not overlap
      size: { timeoutSeconds: 29, memoryMb: 512 },
      knowsAgencies: false,
      recalls: reads.recalls,
      environment: {
        TABLE_NAME: store.table.tableName,
        ARCHIVE_BUCKET: store.archive.bucketName,
        OPS_TOPIC_ARN: distribution.opsTopic.topicArn,
        MACHINES: JSON.stringify(reads.machines),
      },
      permissions: [
        new PolicyStatement({
          sid: 'KeepTheLedger',
          actions: [
            'dynamodb:GetItem',
            'dynamodb:BatchGetItem',
            'dynamodb:Query',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            'dynamodb:DeleteItem',
          ],
          resources: [store.table.tableArn],
        }),
        readRecords(store),
        new PolicyStatement({
          sid: 'TellTheOperators',
          actions: ['sns:Publish'],
          resources: [distribution.opsTopic.topicArn],
        }),
      ],
      wildcards: RECORDS,
    });
  }

  #schedule(): void {
    const { function: target } = this.function;
    // The next minute is the retry
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    target.configureAsyncInvoke(once);
    nameResource(
      new Rule(this.function, 'EveryMinute', {
        description: 'Tells which kills are not confirmed in time',
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new LambdaTarget(target, once)],
      }),
      'RecallsEveryMinute',
    );
  }

  #watch({ config, alarmTopics, running }: ReadingParts): void {
    const period = Duration.minutes(5);
    const overdue = new Metric({
      namespace: config.name,
      metricName: 'RecallsOverdue',
      dimensionsMap: { service: 'recalls' },
      period,
      statistic: 'Maximum',
    });
    watchFor(
      this,
      'RecallsOverdue',
      {
        says: 'A reader that had a killed or withheld article has not confirmed its end in time, or nobody looks any more.',
        runbook: 'kills-not-confirmed',
        metric: unlessSilent(overdue, { running: [running], instead: 1, period }),
        threshold: 0,
        evaluationPeriods: 2,
        pages: true,
      },
      alarmTopics.map((topic) => new SnsAction(topic)),
    );
  }
}
