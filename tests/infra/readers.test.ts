/** Who may read besides this account, and the key that everything may be under. */
import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../functions/core/providers/agency.ts';
import type { AppConfig } from '../../infra/config.ts';
import {
  asList,
  asObject,
  propertiesOf,
  synthesise,
  type JsonObject,
  type Synthesised,
} from './support/stages.ts';

const ROLE = 'arn:aws:iam::111122223333:role/delivery';
const NORTH: Provider = { id: 'north', name: 'North' };
const stageWith = (changes: Partial<AppConfig>) =>
  synthesise('prod', { changes: { providers: [NORTH], ...changes } });

function policyOf(stage: Synthesised, type: string, of: string): JsonObject[] {
  const policy = Object.values(stage.template.findResources(type))
    .map((resource) => asObject(asObject(resource).Properties))
    .find(({ Bucket, Topics }) => JSON.stringify(Bucket ?? Topics).includes(`"${of}"`));
  return asList(asObject(policy?.PolicyDocument).Statement)
    .map(asObject)
    .filter(({ Effect }) => Effect === 'Allow');
}

const account = (id: string) => ({
  AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${id}:root`]] },
});

describe('readers of the settings', () => {
  const stage = stageWith({ readers: { accounts: ['444455556666'], organisation: 'o-abcdefghij' } });

  test('may subscribe queues to the article topic, and to no other', () => {
    expect(policyOf(stage, 'AWS::SNS::TopicPolicy', 'ArticleTopic')).toMatchObject([
      {
        Action: 'sns:Subscribe',
        Principal: account('444455556666'),
        Condition: { StringEquals: { 'sns:Protocol': 'sqs' } },
      },
      {
        Action: 'sns:Subscribe',
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'sns:Protocol': 'sqs', 'aws:PrincipalOrgID': 'o-abcdefghij' } },
      },
    ]);
    expect(JSON.stringify(policyOf(stage, 'AWS::SNS::TopicPolicy', 'OpsTopic'))).not.toContain('Subscribe');
  });

  test('may read the bodies of what was published: no records, no quarantine, no listing', () => {
    const bodies = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['ArchiveBucket', 'Arn'] }, '/bodies/*']] };
    const statements = policyOf(stage, 'AWS::S3::BucketPolicy', 'ArchiveBucket');
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:GetObject', bodies],
      ['s3:GetObject', bodies],
    ]);
    expect(policyOf(stage, 'AWS::S3::BucketPolicy', 'InboxBucket')).toEqual([]);
  });

  test('are nobody as long as the settings name none', () => {
    expect(policyOf(stageWith({}), 'AWS::S3::BucketPolicy', 'ArchiveBucket')).toEqual([]);
  });
});

describe('a stage with a key of its own', () => {
  const stage = stageWith({
    customerKey: true,
    readers: { accounts: ['444455556666'] },
    mailDomain: 'wires.example.org',
    providers: [
      {
        ...NORTH,
        writers: [ROLE],
        access: {
          receipts: 'topic',
          roles: [{ arn: ROLE, externalId: 'desk-7' }],
          sftp: { publicKeys: [`ssh-ed25519 ${'A'.repeat(68)}`] },
          mail: { from: ['desk@north.example'] },
          feeds: [{ id: 'rss', url: 'https://north.example/rss' }],
        },
      },
    ],
  });
  const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };

  test('has everything under it that is at rest, but for the access logs', () => {
    for (const bucket of ['InboxBucket', 'ArchiveBucket']) {
      expect(propertiesOf(stage, bucket).BucketEncryption).toEqual({
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { KMSMasterKeyID: KEY, SSEAlgorithm: 'aws:kms' },
          },
        ],
      });
    }
    expect(JSON.stringify(propertiesOf(stage, 'AccessLogBucket').BucketEncryption)).toContain('AES256');
    for (const queue of ['IntakeQueue', 'IntakeDeadLetterQueue', 'JournalQueue', 'JournalDeadLetterQueue'])
      expect(propertiesOf(stage, queue).KmsMasterKeyId).toEqual(KEY);
    for (const topic of ['ArticleTopic', 'OpsTopic', 'ReceiptTopicOfNorth'])
      expect(propertiesOf(stage, topic).KmsMasterKeyId).toEqual(KEY);
    for (const logs of [
      'IngestFunctionLogs',
      'ReleaseFunctionLogs',
      'PollFunctionLogs',
      'MailFunctionLogs',
      'SftpLogs',
    ])
      expect(propertiesOf(stage, logs).KmsKeyId).toEqual(KEY);
    const table = propertiesOf(stage, 'ArticleTable');
    expect(table.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(JSON.stringify(table.Replicas)).toContain('"KMSMasterKeyId":{"Fn::GetAtt":["Key","Arn"]}');
  });

  test('keeps the key as long as the data, and changes it each year', () => {
    const key = asObject(stage.template.findResources('AWS::KMS::Key').Key);
    expect(key).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(asObject(key.Properties).EnableKeyRotation).toBe(true);
  });

  test('lets every role that touches data use it', () => {
    const roles = Object.values(stage.template.findResources('AWS::IAM::Policy'))
      .map((resource) => asObject(asObject(resource).Properties))
      .filter(({ PolicyDocument }) => JSON.stringify(PolicyDocument).includes('"UseTheKey"'))
      .flatMap(({ Roles }) => asList(Roles).map((role) => asObject(role).Ref));
    expect(roles.sort()).toEqual([
      'ApiFunctionRole',
      'CommandFunctionRole',
      'DeliveryRoleOfNorth',
      'IngestFunctionRole',
      'JournalFunctionRole',
      'LiveFunctionRole',
      'MailFunctionRole',
      'PollFunctionRole',
      'RecallsFunctionRole',
      'ReconcileFunctionRole',
      'ReleaseFunctionRole',
      'SearchFunctionRole',
      'SegmentsFunctionRole',
      'SftpRoleOfNorth',
      'WatchFunctionRole',
    ]);
  });

  test('lets services, agencies and readers use it for what they need, and nobody else', () => {
    const { Statement } = asObject(propertiesOf(stage, 'Key').KeyPolicy);
    const [owner, ...others] = asList(Statement).map(asObject);
    expect(owner).toMatchObject({ Action: 'kms:*', Principal: { AWS: expect.anything() } });
    expect(others.map(({ Sid, Action, Condition }) => [Sid, Action, Condition])).toEqual([
      [
        'AllowServicesOfThisAccount',
        ['kms:Decrypt', 'kms:GenerateDataKey'],
        { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      ],
      [
        'AllowLogs',
        expect.any(Array),
        { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': expect.anything() } },
      ],
      [
        'AllowAgenciesByS3',
        ['kms:Decrypt', 'kms:GenerateDataKey'],
        {
          ArnEquals: { 'aws:PrincipalArn': [ROLE] },
          StringEquals: {
            'kms:ViaService': { 'Fn::Join': ['.', ['s3', { Ref: 'AWS::Region' }, 'amazonaws.com']] },
          },
        },
      ],
      [undefined, 'kms:Decrypt', undefined],
    ]);
    expect(others.at(-1)?.Principal).toEqual(account('444455556666'));
  });

  test('says which key it is, for those who read claim checks', () => {
    stage.template.hasOutput('KeyArn', { Value: KEY });
  });
});

test('a stage without one has none', () => {
  stageWith({}).template.resourceCountIs('AWS::KMS::Key', 0);
});
