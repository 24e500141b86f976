import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { grantsOf, identityStatements } from './support/grants.ts';
import { asList, asObject, propertiesOf, stageOf } from './support/stages.ts';

const prod = stageOf('prod');
const { template } = prod;

function joined(...parts: readonly unknown[]): object {
  return { 'Fn::Join': ['', parts] };
}

describe('the pipeline', () => {
  test.each(['IngestFunction', 'ReleaseFunction'])('%s runs on Node 24, arm64, and logs JSON', (name) => {
    expect(propertiesOf(prod, name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: `${name}Logs` } },
    });
    expect(propertiesOf(prod, `${name}Logs`).RetentionInDays).toBe(90);
  });

  test.each(['IngestFunction', 'ReleaseFunction'])('%s is told where everything is', (name) => {
    expect(asObject(asObject(propertiesOf(prod, name).Environment).Variables)).toEqual({
      TABLE_NAME: { Ref: 'ArticleTable' },
      ARCHIVE_BUCKET: { Ref: 'ArchiveBucket' },
      ARTICLE_TOPIC_ARN: { Ref: 'ArticleTopic' },
      OPS_TOPIC_ARN: { Ref: 'OpsTopic' },
      ...(name === 'IngestFunction' ? { QUEUE_URL: { Ref: 'IntakeQueue' }, FLOW_METRICS: 'false' } : {}),
      STAGE: 'prod',
      SCHEMA_BASE_URL: joined(
        'https://',
        { Ref: 'Api' },
        '.execute-api.',
        { Ref: 'AWS::Region' },
        '.',
        {
          Ref: 'AWS::URLSuffix',
        },
        '/v1/schemas',
      ),
      PUBLISH_DUPLICATES: 'false',
      POWERTOOLS_SERVICE_NAME: name === 'IngestFunction' ? 'ingest' : 'release',
      POWERTOOLS_METRICS_NAMESPACE: 'newswire-ingest-prod',
      POWERTOOLS_LOG_LEVEL: 'INFO',
      NODE_OPTIONS: '--enable-source-maps',
    });
  });

  test('repeats only the deliveries of a batch that failed, and never more at once than the stage allows', () => {
    expect(propertiesOf(prod, 'IngestDeliveries')).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': ['IntakeQueue', 'Arn'] },
      FunctionName: { Ref: 'IngestFunction' },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
    });
  });

  test('publishes what is due every minute, one run at a time', () => {
    expect(propertiesOf(prod, 'ReleaseEveryMinute')).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': ['ReleaseFunction', 'Arn'] } }],
    });
    expect(Number(propertiesOf(prod, 'ReleaseFunction').Timeout)).toBeLessThan(60);
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'ReleaseFunction' },
      MaximumRetryAttempts: 0,
    });
  });
});

describe('the alarms', () => {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map((alarm) =>
    asObject(asObject(alarm).Properties),
  );
  const watched = (metric: string) => JSON.stringify(alarms).includes(`"MetricName":"${metric}"`);

  test.each([
    'ApproximateNumberOfMessagesVisible',
    'ApproximateAgeOfOldestMessage',
    'Errors',
    'Invocations',
    'Throttles',
    'WriteThrottleEvents',
    'NumberOfNotificationsFailed',
  ])('watch %s', (metric) => {
    expect(watched(metric)).toBe(true);
  });

  test('call on the first dead letter', () => {
    expect(propertiesOf(prod, 'DeadLetterQueueNotEmptyAlarm')).toMatchObject({
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      Period: 60,
    });
  });

  test('call when an article cannot be released, which fails no invocation', () => {
    expect(propertiesOf(prod, 'ArticlesNotReleasedAlarm')).toMatchObject({
      Namespace: 'newswire-ingest-prod',
      MetricName: 'ReleasesFailed',
      Dimensions: [{ Name: 'service', Value: 'release' }],
      Threshold: 1,
      EvaluationPeriods: 1,
      Period: 900,
    });
  });

  test('call when release stops running, which no error would show', () => {
    expect(JSON.stringify(propertiesOf(prod, 'ReleaseNotRunningAlarm'))).toContain('FILL(told, 0)');
  });

  test('reach the operators, and say when they are over', () => {
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toEqual([{ Ref: 'OpsTopic' }]);
      expect(alarm.OKActions).toEqual([{ Ref: 'OpsTopic' }]);
    }
  });

  test('point to a section of the runbook that exists', () => {
    const runbook = readFileSync(join(REPOSITORY_ROOT, 'docs/runbook.md'), 'utf8');
    const anchors = [...runbook.matchAll(/^#{2,3} (.+)$/gmu)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/gu, '')
        .replaceAll(' ', '-'),
    );
    for (const alarm of alarms) {
      const anchor = /Runbook: docs\/runbook\.md#([\w-]+)$/u.exec(String(alarm.AlarmDescription))?.[1];
      expect(anchors).toContain(anchor);
    }
  });
});

describe('what the functions may do', () => {
  test('watch reads indexes, keeps rhythms and numbers, tells the operators, and nothing else', () => {
    expect(grantsOf(prod, 'WatchFunctionRole')).toEqual([
      'dynamodb:GetItem on ArticleTable',
      'dynamodb:PutItem on ArticleTable',
      'dynamodb:Query on ArticleTable/index/byProvider',
      'dynamodb:Query on ArticleTable/index/outbox',
      'logs:CreateLogStream on WatchFunctionLogs',
      'logs:PutLogEvents on WatchFunctionLogs',
      'sns:Publish on OpsTopic',
    ]);
  });

  test('ingest reads deliveries, keeps records and bodies, publishes, and nothing else', () => {
    expect(grantsOf(prod, 'IngestFunctionRole')).toEqual([
      'dynamodb:BatchGetItem on ArticleTable',
      'dynamodb:BatchWriteItem on ArticleTable',
      'dynamodb:GetItem on ArticleTable',
      'dynamodb:PutItem on ArticleTable',
      'dynamodb:Query on ArticleTable',
      'dynamodb:Query on ArticleTable/index/byProvider',
      'dynamodb:UpdateItem on ArticleTable',
      'logs:CreateLogStream on IngestFunctionLogs',
      'logs:PutLogEvents on IngestFunctionLogs',
      's3:DeleteObject on ArchiveBucket/bodies/*',
      's3:GetObject on ArchiveBucket/bodies/*',
      's3:GetObject on ArchiveBucket/records/*',
      's3:GetObject on InboxBucket/incoming/*',
      's3:GetObjectVersion on InboxBucket/incoming/*',
      's3:ListBucket on InboxBucket',
      's3:PutObject on ArchiveBucket/bodies/*',
      's3:PutObject on ArchiveBucket/quarantine/*',
      's3:PutObject on ArchiveBucket/records/*',
      'sns:Publish on ArticleTopic',
      'sns:Publish on OpsTopic',
      'sqs:ChangeMessageVisibility on IntakeQueue',
      'sqs:DeleteMessage on IntakeQueue',
      'sqs:GetQueueAttributes on IntakeQueue',
      'sqs:ReceiveMessage on IntakeQueue',
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
  });

  test('release finds what is due, judges and publishes it, and never sees the inbox', () => {
    expect(grantsOf(prod, 'ReleaseFunctionRole')).toEqual([
      'dynamodb:BatchGetItem on ArticleTable',
      'dynamodb:BatchWriteItem on ArticleTable',
      'dynamodb:GetItem on ArticleTable',
      'dynamodb:PutItem on ArticleTable',
      'dynamodb:Query on ArticleTable',
      'dynamodb:Query on ArticleTable/index/byProvider',
      'dynamodb:Query on ArticleTable/index/outbox',
      'dynamodb:UpdateItem on ArticleTable',
      'logs:CreateLogStream on ReleaseFunctionLogs',
      'logs:PutLogEvents on ReleaseFunctionLogs',
      's3:DeleteObject on ArchiveBucket/bodies/*',
      's3:GetObject on ArchiveBucket/bodies/*',
      's3:GetObject on ArchiveBucket/records/*',
      's3:PutObject on ArchiveBucket/bodies/*',
      's3:PutObject on ArchiveBucket/records/*',
      'sns:Publish on ArticleTopic',
      'sns:Publish on OpsTopic',
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
  });

  test('reconcile lists the inbox and asks for receipts, announces and tells, and reads no file', () => {
    expect(grantsOf(prod, 'ReconcileFunctionRole')).toEqual([
      'dynamodb:BatchGetItem on ArticleTable',
      'dynamodb:GetItem on ArticleTable',
      'dynamodb:PutItem on ArticleTable',
      'logs:CreateLogStream on ReconcileFunctionLogs',
      'logs:PutLogEvents on ReconcileFunctionLogs',
      's3:ListBucketVersions on InboxBucket',
      'sns:Publish on OpsTopic',
      'sqs:GetQueueAttributes on IntakeQueue',
      'sqs:SendMessage on IntakeQueue',
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
    expect(propertiesOf(prod, 'ReconcileEveryHour')).toMatchObject({ ScheduleExpression: 'rate(1 hour)' });
  });

  test('no statement allows an action by wildcard, and only the traces know no resource', () => {
    for (const { statement } of identityStatements(prod)) {
      expect(statement.Effect).toBe('Allow');
      for (const action of asList(statement.Action)) expect(action).not.toContain('*');
      if (asList(statement.Resource).includes('*'))
        expect(statement.Action).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
    }
  });

  test('no role has a managed policy, and each serves Lambda alone, but for the one of the log of SNS', () => {
    const roles = prod.template.findResources('AWS::IAM::Role');
    expect(Object.keys(roles).length).toBeGreaterThan(2);
    for (const [id, role] of Object.entries(roles)) {
      const properties = asObject(asObject(role).Properties);
      const service = id === 'DeliveryLogsRole' ? 'sns' : 'lambda';
      expect(properties).not.toHaveProperty('ManagedPolicyArns');
      expect(asList(asObject(properties.AssumeRolePolicyDocument).Statement)).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` } },
      ]);
    }
  });
});
