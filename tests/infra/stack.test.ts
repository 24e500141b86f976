import { describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { bundledCode } from '../../infra/bundle.ts';
import { readConfig } from '../../infra/config.ts';
import { Intake } from '../../infra/constructs/intake.ts';
import { asList, asObject, propertiesOf, stageOf, synthesise } from './support/stages.ts';

const prod = stageOf('prod');
const { template } = prod;

describe('the inbox', () => {
  test('keeps every version of a delivery, and drops uploads that were never finished', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }),
          Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 400 }, Status: 'Enabled' }),
        ]),
      },
      NotificationConfiguration: Match.anyValue(),
    });
  });

  test('never expires a delivery in prod that was not overwritten', () => {
    expect(JSON.stringify(propertiesOf(prod, 'InboxBucket').LifecycleConfiguration)).not.toContain(
      'ExpirationInDays',
    );
  });

  test('keeps files of an agency for as long as its entry says, and never longer than the stage does', () => {
    const rulesOf = (deliveryDays: number): unknown[] => {
      const providers = [{ id: 'fjord', name: 'Fjord Wire', deliveryDays }];
      const inbox = propertiesOf(synthesise('dev', { changes: { providers } }), 'InboxBucket');
      return asList(asObject(inbox.LifecycleConfiguration).Rules).filter(
        (rule) => asObject(rule).Prefix !== undefined,
      );
    };
    expect(rulesOf(5)).toEqual([
      {
        Id: 'expire-deliveries-of-fjord',
        Prefix: 'incoming/fjord/',
        Status: 'Enabled',
        ExpirationInDays: 5,
        NoncurrentVersionExpiration: { NoncurrentDays: 5 },
      },
    ]);
    expect(rulesOf(30)).toEqual([]);
  });

  test('tells the intake queue of every file under incoming/, without a helper function', () => {
    expect(propertiesOf(prod, 'InboxBucket').NotificationConfiguration).toEqual({
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'incoming/' }] } },
          Queue: { 'Fn::GetAtt': ['IntakeQueue', 'Arn'] },
        },
      ],
    });
    template.resourceCountIs('Custom::S3BucketNotifications', 0);
    expect(Object.keys(template.findResources('AWS::Lambda::Function')).sort()).toEqual([
      'ApiFunction',
      'CommandFunction',
      'IngestFunction',
      'JournalFunction',
      'LiveFunction',
      'LiveKeyFunction',
      'PageFunction',
      'RecallsFunction',
      'ReconcileFunction',
      'ReleaseFunction',
      'SearchFunction',
      'SegmentsFunction',
      'WatchFunction',
    ]);
  });

  test('exists only after the queue lets it send, because S3 tries when the notification is set', () => {
    const policies = Object.keys(template.findResources('AWS::SQS::QueuePolicy'));
    const inbox = asObject(template.findResources('AWS::S3::Bucket').InboxBucket);
    const queuePolicy = policies.find((id) => asList(inbox.DependsOn).includes(id));
    expect(queuePolicy).toBeDefined();
    expect(propertiesOf(prod, queuePolicy ?? '').Queues).toEqual([{ Ref: 'IntakeQueue' }]);
  });

  test('is the only bucket that may send to the queue: this very one, of this very account', () => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Sid: 'AllowNotificationsOfTheInbox',
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': ['IntakeQueue', 'Arn'] },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      ':s3:::',
                      propertiesOf(prod, 'InboxBucket').BucketName,
                    ],
                  ],
                },
              },
            },
          },
        ]),
      },
    });
  });

  test('logs who delivered what, and when', () => {
    expect(propertiesOf(prod, 'InboxBucket').LoggingConfiguration).toEqual({
      DestinationBucketName: { Ref: 'AccessLogBucket' },
      LogFilePrefix: 'inbox/',
    });
  });
});

describe.each(['InboxBucket', 'ArchiveBucket', 'AccessLogBucket'])('%s', (bucket) => {
  test('is private, encrypted, and owned by the account alone', () => {
    expect(propertiesOf(prod, bucket)).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test('refuses plain HTTP and TLS older than 1.2', () => {
    const refusing = (condition: object) => ({
      Effect: 'Deny',
      Action: 's3:*',
      Principal: { AWS: '*' },
      Condition: condition,
      Resource: [
        { 'Fn::GetAtt': [bucket, 'Arn'] },
        { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket, 'Arn'] }, '/*']] },
      ],
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: bucket },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike(refusing({ Bool: { 'aws:SecureTransport': 'false' } })),
          Match.objectLike(refusing({ NumericLessThan: { 's3:TlsVersion': 1.2 } })),
        ]),
      },
    });
  });
});

describe('the intake', () => {
  test('puts a delivery aside for 14 days when it failed eight times', () => {
    expect(propertiesOf(prod, 'IntakeQueue').RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': ['IntakeDeadLetterQueue', 'Arn'] },
      maxReceiveCount: 8,
    });
    expect(propertiesOf(prod, 'IntakeDeadLetterQueue').MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  test('keeps dead letters longer than waiting deliveries, since they bring their age with them', () => {
    const retention = (queue: string) => Number(propertiesOf(prod, queue).MessageRetentionPeriod);
    expect(retention('IntakeDeadLetterQueue')).toBeGreaterThan(retention('IntakeQueue'));
  });

  test('takes dead letters from the intake queue alone', () => {
    expect(propertiesOf(prod, 'IntakeDeadLetterQueue').RedriveAllowPolicy).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [
        {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':sqs:',
              { Ref: 'AWS::Region' },
              ':',
              { Ref: 'AWS::AccountId' },
              `:${String(propertiesOf(prod, 'IntakeQueue').QueueName)}`,
            ],
          ],
        },
      ],
    });
  });

  test.each(['IntakeQueue', 'IntakeDeadLetterQueue'])('%s is encrypted and refuses plain HTTP', (queue) => {
    expect(propertiesOf(prod, queue).SqsManagedSseEnabled).toBe(true);
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sqs:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  test.each([1, 30, 60, 900])(
    'hides a message for six times the function time-out, be that %i s',
    (timeoutSeconds) => {
      const config = {
        ...readConfig(() => undefined),
        name: 'wire',
        schemaBaseUrl: 'https://wire.example/schemas',
        functionCode: bundledCode,
      };
      const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Test');
      new Intake(stack, 'Intake', { ...config, ingest: { ...config.ingest, timeoutSeconds } });
      const visibility = Template.fromStack(stack).findResources('AWS::SQS::Queue', {
        Properties: { VisibilityTimeout: 6 * timeoutSeconds },
      });
      expect(Object.keys(visibility)).toEqual(['IntakeQueue']);
    },
  );

  test('in the template, too, the message is hidden at least six times as long as the function may run', () => {
    expect(Number(propertiesOf(prod, 'IntakeQueue').VisibilityTimeout)).toBeGreaterThanOrEqual(
      6 * Number(propertiesOf(prod, 'IngestFunction').Timeout),
    );
  });
});

describe('the store', () => {
  test('is one table on demand that can be restored to any second, with the indexes that readers use', () => {
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    const table = propertiesOf(prod, 'ArticleTable');
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    });
    const keys = asList(table.GlobalSecondaryIndexes).map((entry) => {
      const index = asObject(entry);
      const names = asList(index.KeySchema).map((key) => asObject(key).AttributeName);
      return [index.IndexName, ...names, asObject(index.Projection).ProjectionType];
    });
    expect(keys).toEqual([
      ['byProvider', 'providerDay', 'listedAt', 'INCLUDE'],
      ['byStory', 'story', 'listedAt', 'KEYS_ONLY'],
      ['outbox', 'outbox', 'dueAt', 'KEYS_ONLY'],
    ]);
  });

  test('lists articles by provider without reading their records', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      GlobalSecondaryIndexes: Match.arrayWith([
        Match.objectLike({
          IndexName: 'byProvider',
          Projection: {
            NonKeyAttributes: [
              'headline',
              'verdict',
              'provider',
              'story',
              'sources',
              'pubStatus',
              'revision',
            ],
          },
        }),
      ]),
    });
  });

  test('lets quarantined copies go, and never the body of a record', () => {
    const lifecycle = asObject(propertiesOf(prod, 'ArchiveBucket').LifecycleConfiguration);
    const rulesOf = (prefix: string): Record<string, unknown>[] =>
      asList(lifecycle.Rules)
        .map(asObject)
        .filter(({ Prefix }) => Prefix === prefix);
    expect(rulesOf('quarantine/')).toMatchObject([{ ExpirationInDays: 400 }]);
    // What is withdrawn does not outlive it in an older version
    expect(rulesOf('bodies/')).toMatchObject([
      { Transitions: [{ StorageClass: 'STANDARD_IA' }] },
      { NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
    ]);
    for (const rule of rulesOf('bodies/')) {
      expect(rule).not.toHaveProperty('ExpirationInDays');
      expect(rule).not.toHaveProperty('ExpirationDate');
    }
  });

  test('keeps no version of the search index that has been merged away or replaced', () => {
    const lifecycle = asObject(propertiesOf(prod, 'ArchiveBucket').LifecycleConfiguration);
    expect(asList(lifecycle.Rules)).toContainEqual({
      Id: 'expire-old-search',
      Prefix: 'search/',
      Status: 'Enabled',
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      ExpiredObjectDeleteMarker: true,
    });
  });
});

describe('the distribution', () => {
  test.each(['ArticleTopic', 'OpsTopic'])('%s signs with SHA-256 and refuses plain HTTP', (topic) => {
    expect(propertiesOf(prod, topic).SignatureVersion).toBe('2');
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: topic }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  test('lets the alarms of this account reach the operators', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: 'OpsTopic' }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
          }),
        ]),
      },
    });
  });

  test('mails the operators when an address is given', () => {
    template.resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'email' }, 0);
    synthesise('dev', { changes: { opsEmail: 'desk@example.org' } }).template.hasResourceProperties(
      'AWS::SNS::Subscription',
      { Protocol: 'email', Endpoint: 'desk@example.org', TopicArn: { Ref: 'OpsTopic' } },
    );
  });
});
