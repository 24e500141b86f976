/** What the simulation takes for granted of the stage, held against the synthesised template. */
import { beforeAll, describe, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { INTAKE, RELEASE_EVERY_MS, TABLE, TIMEOUT_MS } from '../../simulation/aws/wiring.ts';
import { synthesise } from '../infra/support/stages.ts';

describe('the simulation plays the stage that is deployed', () => {
  let template: Template;

  beforeAll(() => {
    ({ template } = synthesise('prod'));
  });

  test('the table with its indexes', () => {
    const keySchema = (hash: string, range: string): object[] => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: keySchema(TABLE.hash, TABLE.range),
      TimeToLiveSpecification: { AttributeName: TABLE.timeToLive, Enabled: true },
      GlobalSecondaryIndexes: TABLE.indexes.map(({ name, hash, range, attributes = [] }) => ({
        IndexName: name,
        KeySchema: keySchema(hash, range),
        Projection:
          attributes.length === 0
            ? { ProjectionType: 'KEYS_ONLY' }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: attributes },
      })),
    });
  });

  test('the queue: how long a message is hidden, and how often it is tried', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: INTAKE.visibilityMs / 1000,
      RedrivePolicy: Match.objectLike({ maxReceiveCount: INTAKE.maxReceives }),
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: INTAKE.batchSize,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test('the time that each function has, and how often release runs', () => {
    for (const milliseconds of Object.values(TIMEOUT_MS)) {
      template.hasResourceProperties('AWS::Lambda::Function', { Timeout: milliseconds / 1000 });
    }
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: Duration.millis(RELEASE_EVERY_MS).toMinutes() === 1 ? 'rate(1 minute)' : '',
    });
  });
});
