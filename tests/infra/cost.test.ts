/** `wire cost`: what a deployed stage has used is asked of its own metrics, and every part that costs by use is asked. */
import {
  CloudFormationClient,
  type GetTemplateCommandOutput,
  type ListStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, type GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import { expect, test } from '@jest/globals';
import { answersTo, deployedIn } from '../../cli/operating/cost.ts';
import PRICES from '../../infra/cost/prices.json' with { type: 'json' };
import { questionsOf, useOf, type Deployed, type Question } from '../../infra/cost/use.ts';
import { stageOf } from './support/stages.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:articles';
const QUEUE = 'https://sqs.eu-central-1.amazonaws.com/111122223333/intake';

test('every function, table, index, topic, queue, log group and bucket of a stage is asked', () => {
  const { Resources } = stageOf('prod').template.toJSON() as {
    Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  };
  const deployed = Object.entries(Resources).map(
    ([physicalId, { Type: type, Properties: properties = {} }]): Deployed => ({
      physicalId,
      type,
      properties,
    }),
  );
  const asked = questionsOf(deployed, PRICES, 'IntakeQueue');
  const names = new Set(asked.flatMap(({ dimensions }) => Object.values(dimensions)));
  const costing =
    /^AWS::(?:Lambda::Function|DynamoDB::(?:Global)?Table|SNS::Topic|SQS::Queue|Logs::LogGroup|S3::Bucket)$/;
  const paid = deployed.filter(({ type }) => costing.test(type));
  expect(paid.length).toBeGreaterThan(20);
  expect(paid.filter(({ physicalId }) => !names.has(physicalId))).toEqual([]);
  expect(names).toContain('outbox');
  expect(asked.filter(({ what }) => what === 'S3, put and read')).toHaveLength(1);
});

test('what was used costs its units at list price; what is stored its average for the days', () => {
  const questions = questionsOf(
    [
      { physicalId: 'ingest', type: 'AWS::Lambda::Function', properties: { MemorySize: 1024 } },
      { physicalId: TOPIC, type: 'AWS::SNS::Topic', properties: {} },
      { physicalId: QUEUE, type: 'AWS::SQS::Queue', properties: {} },
      { physicalId: 'inbox', type: 'AWS::S3::Bucket', properties: {} },
    ],
    PRICES,
    QUEUE,
  );
  const answers: Record<string, number[]> = {
    Duration: [2_000_000, 1_000_000],
    NumberOfMessagesPublished: [600_000, 400_000],
    NumberOfMessagesSent: [1_000_000],
    BucketSizeBytes: [2 * 1024 ** 3, 4 * 1024 ** 3],
  };
  const rows = useOf(
    questions.map((question) => ({ question, answers: answers[question.metric] ?? [] })),
    15,
  );
  const of = (name: string): unknown => {
    const row = rows.find(({ what, units }) => `${what}, ${units}` === name);
    return [row?.amount, Number(row?.dollars.toFixed(4))];
  };
  expect(of('Lambda, GB-seconds')).toEqual([3000, 0.04]);
  expect(of('SNS, messages')).toEqual([1_000_000, 0.5]);
  expect(of('S3, put and read, files')).toEqual([1_000_000, 5.4]);
  expect(of('SQS, requests, at most')).toEqual([1_000_000, 0.4]);
  // 3 GB for half a month
  expect(of('S3, storage, GB')).toEqual([3, 0.0345]);
});

test('metrics are asked by the names that CloudFormation gave, all pages of them', async () => {
  const cloudFormation = new CloudFormationClient({ region: 'eu-central-1' });
  cloudFormation.middlewareStack.add(
    (_next, { commandName = '' }) =>
      () => {
        const TemplateBody = JSON.stringify({
          Resources: { Ingest: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: 2048 } } },
        });
        const StackResourceSummaries = [
          {
            LogicalResourceId: 'Ingest',
            PhysicalResourceId: 'wire-ingest',
            ResourceType: 'AWS::Lambda::Function',
          },
        ];
        const output = commandName === 'GetTemplateCommand' ? { TemplateBody } : { StackResourceSummaries };
        return Promise.resolve({
          output: output as unknown as GetTemplateCommandOutput | ListStackResourcesCommandOutput,
          response: {},
        });
      },
    { step: 'initialize' },
  );
  const { resources } = await deployedIn(cloudFormation, 'wire');
  expect(resources).toEqual([
    { physicalId: 'wire-ingest', type: 'AWS::Lambda::Function', properties: { MemorySize: 2048 } },
  ]);

  const seen: GetMetricDataCommandInput[] = [];
  const cloudWatch = new CloudWatchClient({ region: 'eu-central-1' });
  cloudWatch.middlewareStack.add(
    () =>
      ({ input }) => {
        const asked = input as GetMetricDataCommandInput;
        seen.push(asked);
        const isFirst = asked.NextToken === undefined;
        const MetricDataResults = [{ Id: 'm1', Values: [isFirst ? 5 : 7] }];
        const output = { MetricDataResults, ...(isFirst ? { NextToken: 'more' } : {}), $metadata: {} };
        return Promise.resolve({ output, response: {} });
      },
    { step: 'initialize' },
  );
  const questions: Question[] = questionsOf(resources, PRICES, undefined);
  const answers = await answersTo(cloudWatch, questions, 0, 7_200_000);
  expect(answers.map(({ question, answers: had }) => [question.metric, had])).toEqual([
    ['Duration', []],
    ['Invocations', [5, 7]],
  ]);
  expect(seen[0]?.MetricDataQueries?.[0]?.MetricStat).toEqual({
    Metric: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Duration',
      Dimensions: [{ Name: 'FunctionName', Value: 'wire-ingest' }],
    },
    Period: 3600,
    Stat: 'Sum',
  });
});
