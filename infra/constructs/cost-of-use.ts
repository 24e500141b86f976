import type { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Config, FunctionSize } from '../config.ts';
import PRICES from '../cost/prices.json' with { type: 'json' };
import type { Distribution } from './distribution.ts';
import type { NodeFunction } from './node-function.ts';
import type { Pipeline } from './pipeline.ts';
import type { Store } from './store.ts';

export interface UsedParts {
  readonly config: Config;
  readonly store: Store;
  readonly distribution: Distribution;
  readonly pipeline: Pipeline;
}

/** What was used in a period, in dollars; storage and logs, which change slowly, are left out. */
export function costOfUse(
  { config, store, distribution, pipeline }: UsedParts,
  period: Duration,
): MathExpression {
  const { ingest, release } = pipeline;
  const used = (metricName: string) => store.table.metric(metricName, { period, statistic: 'Sum' });
  const milliseconds = ({ function: of }: NodeFunction) => of.metricDuration({ period, statistic: 'Sum' });
  return new MathExpression({
    expression: COST_OF_USE.map(({ metric, dollars }) => `FILL(${metric}, 0) * ${dollars(config)}`).join(
      ' + ',
    ),
    label: 'Dollars',
    period,
    usingMetrics: {
      writes: used('ConsumedWriteCapacityUnits'),
      reads: used('ConsumedReadCapacityUnits'),
      ingesting: milliseconds(ingest),
      releasing: milliseconds(release),
      published: distribution.articleTopic.metricNumberOfMessagesPublished({ period, statistic: 'Sum' }),
    },
  });
}

/** us-east-1, Lambda on Arm, on-demand tables: what a unit of each metric costs. */
const COST_OF_USE: readonly { metric: string; dollars: (config: Config) => string }[] = [
  // The indexes write about half as much again as the table, which does not count them
  { metric: 'writes', dollars: () => perMillion(1.5 * PRICES.dynamoWriteMillion) },
  { metric: 'reads', dollars: () => perMillion(PRICES.dynamoReadMillion) },
  { metric: 'ingesting', dollars: ({ ingest }) => perMillisecond(ingest) },
  { metric: 'releasing', dollars: ({ release }) => perMillisecond(release) },
  { metric: 'published', dollars: () => perMillion(PRICES.snsMillion) },
];

function perMillisecond({ memoryMb }: FunctionSize): string {
  return perMillion((memoryMb / 1024) * PRICES.lambdaGbSecond * 1000);
}

/** Metric maths knows no exponents. */
function perMillion(dollars: number): string {
  return (dollars / 1e6).toFixed(14);
}
