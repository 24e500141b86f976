import { mock } from 'node:test';
import { afterEach, describe, expect, test } from '@jest/globals';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { STAGES, type StageName } from '../../infra/stage-names.ts';
import {
  asList,
  asObject,
  stageOf,
  synthesise,
  type JsonObject,
  type Synthesised,
} from './support/stages.ts';

/** What is lost when CloudFormation replaces it, or what others have written down. Renaming one loses data. */
const STATEFUL = {
  AccessLogBucket: 'AWS::S3::Bucket',
  ArchiveBucket: 'AWS::S3::Bucket',
  ArticleTable: 'AWS::DynamoDB::GlobalTable',
  ArticleTopic: 'AWS::SNS::Topic',
  InboxBucket: 'AWS::S3::Bucket',
  IntakeDeadLetterQueue: 'AWS::SQS::Queue',
  IntakeQueue: 'AWS::SQS::Queue',
  JournalDeadLetterQueue: 'AWS::SQS::Queue',
  JournalQueue: 'AWS::SQS::Queue',
  OpsTopic: 'AWS::SNS::Topic',
  PagerTopic: 'AWS::SNS::Topic',
  SiteBucket: 'AWS::S3::Bucket',
  UserPool: 'AWS::Cognito::UserPool',
};

const BUCKETS = ['AccessLogBucket', 'ArchiveBucket', 'InboxBucket'];
const HOLDING_DATA = [...BUCKETS, 'ArticleTable'];

function resourcesOf({ template }: Synthesised): Record<string, JsonObject> {
  const resources = Object.entries(asObject(template.toJSON().Resources));
  return Object.fromEntries(resources.map(([id, resource]) => [id, asObject(resource)]));
}

describe.each(STAGES)('the stage %s', (stage) => {
  const synthesised = stageOf(stage);
  const resources = resourcesOf(synthesised);

  test('never renames what holds state', () => {
    const types = Object.values(STATEFUL);
    const stateful = Object.entries(resources).filter(([, { Type }]) => types.includes(String(Type)));
    expect(Object.fromEntries(stateful.map(([id, { Type }]) => [id, Type]))).toEqual(STATEFUL);
  });

  test('needs nothing but CloudFormation and two functions of its own: no nested stack, no other stack', () => {
    const own = Object.entries(resources).filter(([, { Type }]) => String(Type).startsWith('Custom::'));
    expect(own.map(([id, { Properties }]) => [id, asObject(Properties).ServiceToken])).toEqual([
      ['LiveKeyPair', { 'Fn::GetAtt': ['LiveKeyFunction', 'Arn'] }],
      ['PageFiles', { 'Fn::GetAtt': ['PageFunction', 'Arn'] }],
    ]);
    for (const { Type } of Object.values(resources)) {
      expect(Type).toMatch(/^(?:AWS|Custom)::/u);
      expect(['AWS::CloudFormation::Stack', 'AWS::CloudFormation::CustomResource']).not.toContain(Type);
    }
    expect(JSON.stringify(resources)).not.toContain('Fn::ImportValue');
  });

  test('uses only the functions of CloudFormation that the local stack reads', () => {
    const used = JSON.stringify(resources).match(/"Fn::\w+"/gu) ?? [];
    expect([...new Set(used)].sort()).toEqual([
      '"Fn::GetAtt"',
      '"Fn::Join"',
      '"Fn::Select"',
      '"Fn::Split"',
      '"Fn::Sub"',
    ]);
  });

  test('is bound to no account, region or machine', () => {
    const text = JSON.stringify(synthesised.template.toJSON());
    expect(text).not.toMatch(/\b\d{12}\b/u);
    expect(text).not.toContain(process.cwd());
  });

  test('tags what it makes', () => {
    const { Tags } = asObject(resources.InboxBucket?.Properties);
    const tags = asList(Tags).map((tag) => [asObject(tag).Key, asObject(tag).Value]);
    expect(Object.fromEntries(tags)).toEqual({
      app: 'newswire-ingest',
      stage,
      owner: 'newsroom-platform',
      'cost-centre': 'newsroom',
    });
  });

  test('says where everything is, and what it is for', () => {
    const outputs = asObject(synthesised.template.toJSON().Outputs);
    expect(Object.keys(outputs).sort()).toEqual([
      'ApiUrl',
      'ArchiveBucketName',
      'ArticleTopicArn',
      'DeadLetterQueueUrl',
      'FeedDeadLetterQueueUrl',
      'FeedQueueUrl',
      'InboxBucketName',
      'IngestFunctionName',
      'IntakeQueueUrl',
      'OpsTopicArn',
      'PagerTopicArn',
      'ReleaseFunctionName',
      'SchemaBaseUrl',
      'SiteUrl',
      'TableName',
      'UserPoolId',
      'Version',
    ]);
    for (const output of Object.values(outputs))
      expect(asObject(output).Description).toMatch(/^[A-Z].{10,}/u);
  });

  test('changes in no way that nobody looked at', () => {
    expect(scrubbed(synthesised)).toMatchSnapshot();
  });
});

describe('the data of a stage', () => {
  const policiesOf = (stage: StageName, ids = HOLDING_DATA) =>
    ids.map((id) => {
      const { DeletionPolicy, UpdateReplacePolicy } = resourcesOf(stageOf(stage))[id] ?? {};
      return [DeletionPolicy, UpdateReplacePolicy];
    });
  const replicaOf = (stage: StageName) =>
    asObject(asList(asObject(resourcesOf(stageOf(stage)).ArticleTable?.Properties).Replicas)[0]);

  test('outlives the stack in prod, and neither stack nor table can be deleted by accident', () => {
    expect(policiesOf('prod').map(([, replaced]) => replaced)).toEqual(HOLDING_DATA.map(() => 'Retain'));
    expect(replicaOf('prod').DeletionProtectionEnabled).toBe(true);
    expect(stageOf('prod').terminationProtection).toBe(true);
  });

  test('does not outlive a first deployment that failed, whose names the second needs', () => {
    const logs = ['IngestFunctionLogs', 'ReleaseFunctionLogs'];
    const named = [...BUCKETS, ...logs];
    expect(policiesOf('prod', named)).toEqual(named.map(() => ['RetainExceptOnCreate', 'Retain']));
    // Its protection would refuse to let it go, and its name is generated
    expect(policiesOf('prod', ['ArticleTable'])).toEqual([['Retain', 'Retain']]);
  });

  test.each(['dev', 'staging'] as const)('goes with the stack in %s', (stage) => {
    expect(policiesOf(stage)).toEqual(HOLDING_DATA.map(() => ['Delete', 'Delete']));
    expect(replicaOf(stage).DeletionProtectionEnabled).toBe(false);
    expect(stageOf(stage).terminationProtection).toBe(false);
  });
});

describe('cdk-nag', () => {
  afterEach(() => {
    mock.restoreAll();
    process.exitCode = undefined;
  });

  test.each(STAGES)('finds nothing in %s that is not acknowledged', (stage) => {
    expect(() => stageOf(stage)).not.toThrow();
  });

  test('stops the synthesis for a permission that nobody gave a reason for', () => {
    mock.method(console, 'error', () => undefined);
    const careless = new PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] });
    expect(() =>
      synthesise('dev', {
        alter: (stack) => {
          new Role(stack, 'Careless', {
            assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
          }).addToPolicy(careless);
        },
      }),
    ).toThrow('AwsSolutions-IAM5[Action::dynamodb:*]');
  });
});

/** The template without what every change of a function or a version changes. */
function scrubbed({ template }: Synthesised): unknown {
  return JSON.parse(
    JSON.stringify(template.toJSON())
      .replaceAll(/"[0-9a-f]{64}\.zip"/gu, '"<asset>.zip"')
      .replaceAll(/("Description":"The release of [^"]+","Value":)"[^"]+"/gu, '$1"<version>"'),
  );
}
