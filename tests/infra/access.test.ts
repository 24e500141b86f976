/** What agencies may do, and what they hear, by their entries. */
import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../functions/core/providers/agency.ts';
import {
  asList,
  asObject,
  propertiesOf,
  stageOf,
  synthesise,
  type JsonObject,
  type Synthesised,
} from './support/stages.ts';

const ROLE = 'arn:aws:iam::111122223333:role/wires/delivery';
const USER = 'arn:aws:iam::444455556666:user/ftp-robot';
const NORTH: Provider = { id: 'north-star', name: 'North Star' };

const ACCOUNT = (id: string) => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${id}:root`]],
});
const objects = (prefix: string) => ({
  'Fn::Join': ['', [{ 'Fn::GetAtt': ['InboxBucket', 'Arn'] }, `/${prefix}*`]],
});
const PUT = { Effect: 'Allow', Action: 's3:PutObject', Resource: objects('incoming/north-star/') };
const PUT_ACL = { Effect: 'Allow', Action: 's3:PutObjectAcl', Resource: objects('incoming/north-star/') };
const CANNED = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } };

function admitted(stage: Synthesised): JsonObject[] {
  const policy = Object.values(stage.template.findResources('AWS::S3::BucketPolicy'))
    .map((resource) => asObject(asObject(resource).Properties))
    .find(({ Bucket }) => asObject(Bucket).Ref === 'InboxBucket');
  return asList(asObject(policy?.PolicyDocument).Statement)
    .map(asObject)
    .filter(({ Effect }) => Effect === 'Allow');
}

const stageWith = (...providers: Provider[]) => synthesise('dev', { changes: { providers } });

describe('an agency with roles or users of its own', () => {
  test('puts files below its own prefix, and does not read, list or delete', () => {
    const stage = stageWith({ ...NORTH, writers: [ROLE], access: { users: [USER] } });
    const Principal = { AWS: [ACCOUNT('111122223333'), ACCOUNT('444455556666')] };
    const Condition = { ArnEquals: { 'aws:PrincipalArn': [ROLE, USER] } };
    expect(admitted(stage)).toEqual([
      { Sid: 'AllowDeliveriesOfNorthStar', ...PUT, Principal, Condition },
      {
        Sid: 'AllowTheAclThatChangesNothingOfNorthStar',
        ...PUT_ACL,
        Principal,
        Condition: { ...Condition, ...CANNED },
      },
    ]);
  });

  test('keeps the others from nothing when its role is gone: no policy names a role or user as principal', () => {
    const stage = stageWith(
      { ...NORTH, writers: [ROLE], access: { users: [USER], receipts: 'topic' } },
      { id: 'other', name: 'Other', access: { roles: [{ arn: ROLE }, { arn: ROLE, externalId: 'x1' }] } },
    );
    const policies = [
      ...Object.values(stage.template.findResources('AWS::S3::BucketPolicy')),
      ...Object.values(stage.template.findResources('AWS::SNS::TopicPolicy')),
    ].map((policy) => asObject(asObject(asObject(policy).Properties).PolicyDocument).Statement);
    const roles = Object.values(stage.template.findResources('AWS::IAM::Role')).map(
      (role) => asObject(asObject(asObject(role).Properties).AssumeRolePolicyDocument).Statement,
    );
    const principals = [...policies, ...roles]
      .flatMap(asList)
      .map((statement) => JSON.stringify(asObject(statement).Principal));
    for (const principal of principals) expect(principal).not.toMatch(/:(?:role|user)\//);
  });

  test('may be an account as a whole', () => {
    const stage = stageWith({ ...NORTH, writers: ['arn:aws:iam::111122223333:root'] });
    expect(admitted(stage)[0]).toEqual({
      Sid: 'AllowDeliveriesOfNorthStar',
      ...PUT,
      Principal: { AWS: ACCOUNT('111122223333') },
    });
  });

  test('gets no entry in the policy, as long as the settings name nobody', () => {
    expect(admitted(stageWith(NORTH))).toEqual([]);
    expect(propertiesOf(stageOf('prod'), 'InboxBucket')).not.toHaveProperty('AccessControl');
  });
});

describe('an agency of which an external id is asked', () => {
  const stage = stageWith({
    ...NORTH,
    access: { roles: [{ arn: ROLE, externalId: 'desk-7' }], receipts: 'bucket' },
  });

  test('assumes a role of this account, from its own role and with that id alone', () => {
    expect(
      asObject(propertiesOf(stage, 'DeliveryRoleOfNorthStar').AssumeRolePolicyDocument).Statement,
    ).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: ACCOUNT('111122223333') },
        Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE }, StringEquals: { 'sts:ExternalId': 'desk-7' } },
      },
    ]);
    expect(admitted(stage)).toEqual([]);
    stage.template.hasOutput('DeliveryRoleArnOfNorthStar', {
      Value: { 'Fn::GetAtt': ['DeliveryRoleOfNorthStar', 'Arn'] },
    });
  });

  test('may do with it what others may: write below its prefix, read its receipts', () => {
    const [policy] = Object.values(stage.template.findResources('AWS::IAM::Policy'))
      .map((resource) => asObject(asObject(resource).Properties))
      .filter(({ Roles }) => JSON.stringify(Roles).includes('DeliveryRoleOfNorthStar'));
    expect(asObject(policy?.PolicyDocument).Statement).toEqual([
      { Sid: 'AllowDeliveries', ...PUT },
      { Sid: 'AllowTheAclThatChangesNothing', ...PUT_ACL, Condition: CANNED },
      {
        Sid: 'AllowReadingReceipts',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: objects('receipts/north-star/'),
      },
      {
        Sid: 'AllowListingReceipts',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: { 'Fn::GetAtt': ['InboxBucket', 'Arn'] },
        Condition: { StringLike: { 's3:prefix': ['receipts/north-star/', 'receipts/north-star/*'] } },
      },
    ]);
  });
});

describe('receipts for agencies', () => {
  test('in the bucket: the agency reads its own, ingest writes them, and they go after a month', () => {
    const stage = stageWith({ ...NORTH, writers: [ROLE], access: { receipts: 'bucket' } });
    expect(admitted(stage).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:PutObject', objects('incoming/north-star/')],
      ['s3:PutObjectAcl', objects('incoming/north-star/')],
      ['s3:GetObject', objects('receipts/north-star/')],
      ['s3:ListBucket', { 'Fn::GetAtt': ['InboxBucket', 'Arn'] }],
    ]);
    expect(JSON.stringify(propertiesOf(stage, 'InboxBucket').LifecycleConfiguration)).toContain(
      '"Id":"expire-receipts"',
    );
    expect(ingestMay(stage)).toContainEqual({
      Sid: 'TellAgencies',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: objects('receipts/'),
    });
  });

  test('by topic: one for the agency, to which it alone may subscribe', () => {
    const stage = stageWith({ ...NORTH, writers: [ROLE], access: { receipts: 'topic' } });
    expect(propertiesOf(stage, 'ReceiptTopicOfNorthStar').TopicName).toBe(
      'newswire-ingest-dev-receipts-north-star',
    );
    const [policy] = Object.values(stage.template.findResources('AWS::SNS::TopicPolicy'))
      .map((resource) => asObject(asObject(resource).Properties))
      .filter(({ Topics }) => JSON.stringify(Topics).includes('ReceiptTopicOfNorthStar'));
    expect(asObject(policy?.PolicyDocument).Statement).toContainEqual({
      Sid: 'AllowSubscribing',
      Effect: 'Allow',
      Action: 'sns:Subscribe',
      Principal: { AWS: ACCOUNT('111122223333') },
      Resource: { Ref: 'ReceiptTopicOfNorthStar' },
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': [ROLE] },
        StringEquals: { 'sns:Protocol': ['sqs', 'https'] },
      },
    });
    expect(ingestMay(stage)).toContainEqual({
      Sid: 'TellAgenciesByTopic',
      Effect: 'Allow',
      Action: 'sns:Publish',
      Resource: { Ref: 'ReceiptTopicOfNorthStar' },
    });
    const { Variables } = asObject(propertiesOf(stage, 'IngestFunction').Environment);
    expect(JSON.stringify(asObject(Variables).RECEIPT_TOPIC_ARN_PREFIX)).toContain(
      ':newswire-ingest-dev-receipts-"',
    );
  });

  test('leave the template as it is where no entry asks for them', () => {
    const template = JSON.stringify(stageWith(NORTH).template.toJSON());
    expect(template).not.toMatch(/receipts-|expire-receipts|TellAgencies|AgenciesNotTold/);
  });
});

function ingestMay(stage: Synthesised): JsonObject[] {
  return Object.values(stage.template.findResources('AWS::IAM::Policy'))
    .map((resource) => asObject(asObject(resource).Properties))
    .filter(({ Roles }) => JSON.stringify(Roles).includes('IngestFunctionRole'))
    .flatMap(({ PolicyDocument }) => asList(asObject(PolicyDocument).Statement).map(asObject));
}

describe('an agency with keys for SFTP', () => {
  const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample';
  const AP: Provider = { id: 'ap', name: 'AP', access: { sftp: { publicKeys: [KEY] }, receipts: 'bucket' } };
  const stage = stageWith(AP, NORTH);
  const may = (role: string) =>
    Object.values(stage.template.findResources('AWS::IAM::Policy'))
      .map((resource) => asObject(asObject(resource).Properties))
      .filter(({ Roles }) => JSON.stringify(Roles).includes(role))
      .flatMap(({ PolicyDocument }) => asList(asObject(PolicyDocument).Statement).map(asObject));

  test('is a user of an SFTP server, with its own prefix for a home and its receipts beside', () => {
    expect(propertiesOf(stage, 'SftpServer')).toMatchObject({
      Protocols: ['SFTP'],
      IdentityProviderType: 'SERVICE_MANAGED',
      SecurityPolicyName: 'TransferSecurityPolicy-2024-01',
    });
    const target = (prefix: string) => ({ 'Fn::Join': ['', ['/', { Ref: 'InboxBucket' }, `/${prefix}`]] });
    expect(propertiesOf(stage, 'SftpUserOfAp')).toMatchObject({
      UserName: 'agency-ap',
      SshPublicKeys: [KEY],
      HomeDirectoryType: 'LOGICAL',
      HomeDirectory: '/incoming',
      HomeDirectoryMappings: [
        { Entry: '/incoming', Target: target('incoming/ap') },
        { Entry: '/receipts', Target: target('receipts/ap') },
      ],
    });
    stage.template.resourceCountIs('AWS::Transfer::User', 1);
  });

  test('writes below its prefix, sees names there, reads its receipts alone, and deletes nothing', () => {
    expect(
      may('SftpRoleOfAp').map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
    ).toEqual([
      ['s3:PutObject', objects('incoming/ap/'), undefined],
      [
        's3:ListBucket',
        { 'Fn::GetAtt': ['InboxBucket', 'Arn'] },
        {
          StringLike: {
            's3:prefix': [
              'incoming/ap',
              'incoming/ap/',
              'incoming/ap/*',
              'receipts/ap',
              'receipts/ap/',
              'receipts/ap/*',
            ],
          },
        },
      ],
      ['s3:GetObject', objects('receipts/ap/'), undefined],
    ]);
  });

  test('lends its role to the SFTP service of this account alone', () => {
    const [trust] = asList(asObject(propertiesOf(stage, 'SftpRoleOfAp').AssumeRolePolicyDocument).Statement);
    expect(trust).toMatchObject({
      Principal: { Service: 'transfer.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });

  test('costs nothing where there is none', () => {
    stageWith(NORTH).template.resourceCountIs('AWS::Transfer::Server', 0);
  });
});

describe('an agency that delivers by mail', () => {
  const BY_MAIL: Provider = { ...NORTH, access: { mail: { from: ['desk@north.example'] } } };
  const stage = synthesise('prod', { changes: { providers: [BY_MAIL], mailDomain: 'wires.example.org' } });

  test('has an address, whose mails are proved before they are put below its prefix', () => {
    const { Rule } = propertiesOf(stage, 'MailRuleOfNorthStar');
    expect(Rule).toMatchObject({
      Recipients: ['north-star@wires.example.org'],
      Enabled: true,
      ScanEnabled: true,
      TlsPolicy: 'Require',
      Actions: [
        {
          LambdaAction: {
            FunctionArn: { 'Fn::GetAtt': ['MailFunction', 'Arn'] },
            InvocationType: 'RequestResponse',
          },
        },
        { S3Action: { BucketName: { Ref: 'InboxBucket' }, ObjectKeyPrefix: 'incoming/north-star/mail-' } },
      ],
    });
  });

  test('lets SES write for this account, below the prefix of the agency', () => {
    expect(admitted(stage)).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:PutObject',
        Principal: { Service: 'ses.amazonaws.com' },
        Resource: objects('incoming/north-star/mail-'),
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  test('uses the rule set that is active already, where the settings name it', () => {
    stage.template.resourceCountIs('AWS::SES::ReceiptRuleSet', 1);
    const beside = synthesise('prod', {
      changes: { providers: [BY_MAIL], mailDomain: 'wires.example.org', mailRuleSet: 'office' },
    });
    beside.template.resourceCountIs('AWS::SES::ReceiptRuleSet', 0);
    expect(propertiesOf(beside, 'MailRuleOfNorthStar').RuleSetName).toBe('office');
  });

  test('delivers by nothing in a stage without a domain', () => {
    stageWith(BY_MAIL).template.resourceCountIs('AWS::SES::ReceiptRule', 0);
  });
});

describe('an agency whose feeds are fetched', () => {
  const SECRET = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:north/api-AbCdEf';
  const stage = stageWith({
    ...NORTH,
    access: {
      feeds: [
        { id: 'rss', url: 'https://north.example/rss' },
        { id: 'api', url: 'https://api.north.example/v1', secret: { arn: SECRET } },
      ],
    },
  });

  test('has a function that asks them each minute, and may do no more than that needs', () => {
    expect(propertiesOf(stage, 'PollEveryMinute')).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Arn: { 'Fn::GetAtt': ['PollFunction', 'Arn'] } }],
    });
    const [policy] = Object.values(stage.template.findResources('AWS::IAM::Policy'))
      .map((resource) => asObject(asObject(resource).Properties))
      .filter(({ Roles }) => JSON.stringify(Roles).includes('PollFunctionRole'));
    const statements = asList(asObject(policy?.PolicyDocument).Statement).map(asObject);
    expect(statements.map(({ Sid, Action, Resource }) => [Sid ?? 'traces', Action, Resource])).toEqual([
      [
        'WriteLogs',
        ['logs:CreateLogStream', 'logs:PutLogEvents'],
        { 'Fn::GetAtt': ['PollFunctionLogs', 'Arn'] },
      ],
      [
        'KeepStatesOfFeeds',
        ['dynamodb:GetItem', 'dynamodb:PutItem'],
        { 'Fn::GetAtt': ['ArticleTable', 'Arn'] },
      ],
      ['Deliver', 's3:PutObject', objects('incoming/north-star/')],
      ['ReadSecretsOfFeeds', 'secretsmanager:GetSecretValue', SECRET],
      ['traces', ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*'],
    ]);
  });

  test('is never fetched from the own machine: that only the local stack allows', () => {
    expect(JSON.stringify(stage.template.toJSON())).not.toContain('NEWSWIRE_ON_OWN_MACHINE');
  });

  test('has alarms for feeds that stall, which is also told when nothing asks them, and that run wild', () => {
    const stalled = propertiesOf(stage, 'FeedsStalledAlarm');
    expect(stalled).toMatchObject({ AlarmActions: [{ Ref: 'OpsTopic' }] });
    expect(JSON.stringify(stalled)).toContain('"MetricName":"FeedsStalled"');
    expect(JSON.stringify(stalled)).toContain('FILL(told, 1)');
    expect(propertiesOf(stage, 'FeedsHaywireAlarm')).toMatchObject({ MetricName: 'FeedsHaywire' });
  });

  test('costs nothing where there is none', () => {
    expect(stageWith(NORTH).template.findResources('AWS::Lambda::Function')).not.toHaveProperty(
      'PollFunction',
    );
  });
});
