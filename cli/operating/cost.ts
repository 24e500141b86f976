/** `wire cost`: what a deployed stage has used since a time, by its own metrics, at list prices. */
import {
  CloudFormationClient,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Command } from 'commander';
import { alarmsOf, sumOf } from '../../infra/cost/estimate.ts';
import PRICES from '../../infra/cost/prices.json' with { type: 'json' };
import { questionsOf, useOf, type Deployed, type Question } from '../../infra/cost/use.ts';
import { UsageError } from '../common/errors.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, stackOf, withTargetOptions, type TargetOptions } from '../common/target.ts';

interface Options extends TargetOptions {
  since?: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** CloudWatch takes so many in one call. */
const QUERIES_AT_ONCE = 500;

export function registerCost(program: Command): void {
  const command = program
    .command('cost')
    .description('what a deployed stage has used since a time, by its metrics, and what that costs')
    .option('--since <time>', 'how far back: 24h, 30d, or a time (RFC 3339); default: 24h', instant)
    .addHelpText(
      'after',
      [
        '',
        `At list prices of us-east-1, ${PRICES.date}, without the free tier: not your bill, but what it follows. Idle is what the`,
        'alarms and their metrics cost in that time. Metrics come some minutes late; storage is measured once a day.',
      ].join('\n'),
    );
  withTargetOptions(command).action(async (options: Options) => {
    const [name] = stackOf(options);
    if (name === undefined)
      throw new UsageError('the local stack keeps no metrics: name a --stage, or count with npm run cost');
    const { intakeQueueUrl } = await findTarget(options);
    const until = Date.now();
    const since = Math.floor((options.since ?? until - DAY_MS) / 3_600_000) * 3_600_000;
    const days = (until - since) / DAY_MS;
    const { resources, template } = await deployedIn(new CloudFormationClient(), name);
    const questions = questionsOf(resources, PRICES, intakeQueueUrl);
    const asked = await answersTo(new CloudWatchClient(), questions, since, until);
    const rows = useOf(asked, days);
    for (const { what, units, amount, dollars } of rows)
      await writeLine({ used: { what, unit: units, amount: rounded(amount), dollars: rounded(dollars) } });
    // What runs by the clock and polls is in the metrics already
    const idle = alarmsOf(template, PRICES).map((row) => ({ ...row, dollars: (row.dollars * days) / 30 }));
    for (const { what, units, dollars } of idle)
      await writeLine({ idle: { what, units, dollars: rounded(dollars) } });
    const dollars = sumOf(rows) + sumOf(idle);
    const messages = rows.find(({ what }) => what === 'SNS')?.amount ?? 0;
    await writeLine({
      total: {
        since: new Date(since).toISOString(),
        until: new Date(until).toISOString(),
        dollars: rounded(dollars),
        messages,
        ...(messages === 0 ? {} : { dollarsAMillionMessages: rounded((dollars / messages) * 1e6) }),
      },
    });
    process.stderr.write(`$${dollars.toFixed(2)} in ${days.toFixed(1)} days, for ${messages} messages\n`);
  });
}

type Template = Parameters<typeof alarmsOf>[0];

/** What a stack has, with the properties that its template gives. */
export async function deployedIn(
  client: CloudFormationClient,
  StackName: string,
): Promise<{ resources: Deployed[]; template: Template }> {
  const { TemplateBody = '{}' } = await client.send(
    new GetTemplateCommand({ StackName, TemplateStage: 'Processed' }),
  );
  const template = JSON.parse(TemplateBody) as Template;
  const resources: Deployed[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName })) {
    for (const {
      LogicalResourceId = '',
      PhysicalResourceId: physicalId,
      ResourceType: type = '',
    } of page.StackResourceSummaries ?? [])
      if (physicalId !== undefined)
        resources.push({
          physicalId,
          type,
          properties: template.Resources[LogicalResourceId]?.Properties ?? {},
        });
  }
  return { resources, template };
}

/** @param since epoch milliseconds, as `until` */
export async function answersTo(
  client: CloudWatchClient,
  questions: readonly Question[],
  since: number,
  until: number,
): Promise<{ question: Question; answers: number[] }[]> {
  const asked = questions.map((question) => ({ question, answers: [] as number[] }));
  for (let start = 0; start < asked.length; start += QUERIES_AT_ONCE) {
    const some = asked.slice(start, start + QUERIES_AT_ONCE);
    const MetricDataQueries = some.map(({ question }, index) => queryOf(question, `m${index}`));
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new GetMetricDataCommand({
          MetricDataQueries,
          StartTime: new Date(since),
          EndTime: new Date(until),
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      );
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? [])
        some[Number(Id.slice(1))]?.answers.push(...Values);
      ({ NextToken } = page);
    } while (NextToken !== undefined);
  }
  return asked;
}

function queryOf({ namespace, metric, dimensions, kind }: Question, Id: string): MetricDataQuery {
  const isStored = kind === 'stored';
  return {
    Id,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: isStored ? 86_400 : 3600,
      Stat: isStored ? 'Average' : 'Sum',
    },
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
