import { describe, expect, test } from '@jest/globals';
import { idleOf, monthOf, sumOf, tableOf } from '../../infra/cost/estimate.ts';
import PRICES from '../../infra/cost/prices.json' with { type: 'json' };

const MEASURED = { writeUnits: 16, readUnits: 8 };
const A_MILLION = { articles: 1e6, bytes: 5 * 1024, itemsAFile: 1 };

describe('what a month costs', () => {
  test('is units times list prices', () => {
    const rows = new Map(monthOf(A_MILLION, MEASURED, PRICES, 1).map(({ what, dollars }) => [what, dollars]));
    expect(rows.get('DynamoDB, writes and reads')).toBeCloseTo(16 * 0.625 + 8 * 0.125);
    expect(rows.get('S3, put by agencies, and read')).toBeCloseTo(5.4);
    expect(rows.get('SNS')).toBeCloseTo(0.5);
  });

  test('grows with articles, and several items in a file divide what is paid for a file alone', () => {
    const one = sumOf(monthOf(A_MILLION, MEASURED, PRICES, 1));
    expect(sumOf(monthOf({ ...A_MILLION, articles: 2e6 }, MEASURED, PRICES, 1))).toBeCloseTo(2 * one);
    const [puts] = monthOf({ ...A_MILLION, itemsAFile: 10 }, MEASURED, PRICES, 1);
    expect(puts?.dollars).toBeCloseTo(0.54);
  });

  test('has a table of it, with the sum', () => {
    const table = tableOf([
      { what: 'one', units: '3 things', dollars: 1.234 },
      { what: 'two', units: '', dollars: 2 },
    ]);
    expect(table.split('\n')).toEqual([
      '| | | $ a month |',
      '|---|---|---:|',
      '| one | 3 things | 1.23 |',
      '| two |  | 2.00 |',
      '| **together** |  | 3.23 |',
    ]);
  });
});

test('what a stage costs idle is counted in its template', () => {
  const metric = (Namespace: string, MetricName: string): object => ({
    MetricStat: { Metric: { Namespace, MetricName } },
  });
  const rows = idleOf(
    {
      Resources: {
        One: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Metrics: [{ Expression: 'a + b' }, metric('AWS/Lambda', 'Errors'), metric('ours', 'Lag')],
          },
        },
        Two: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'ours', MetricName: 'Lag' } },
        Pager: { Type: 'AWS::CloudWatch::CompositeAlarm' },
        Minute: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 minute)' } },
        Hour: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)' } },
        Queue: { Type: 'AWS::Lambda::EventSourceMapping' },
      },
    },
    PRICES,
  );
  expect(rows.map(({ units }) => units)).toEqual(['2 over 3 metrics', '1', '1', '43,920 runs', '1 mappings']);
  expect(rows.slice(0, 3).map(({ dollars }) => dollars)).toEqual([
    expect.closeTo(0.3),
    expect.closeTo(0.5),
    expect.closeTo(0.3),
  ]);
});
