import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublishCommand, type MessageAttributeValue } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { EventType } from '../../functions/core/article/life-cycle/saying.ts';
import { ConfigError } from '../../infra/config-file.ts';
import { nameResource } from '../../infra/constructs/naming.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { FLAGS, type Flag } from '../../functions/core/article/flags.ts';
import { filterPolicyOf, WIRE_FLAGS, WireFilterError, type WireEvent } from '../../infra/wire-filter.ts';
import { WireSubscription, type WireSubscriptionProps } from '../../infra/wire-subscription.ts';
import { asList, asObject } from './support/stages.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:articles';

function templateOf(
  props: Partial<WireSubscriptionProps> = {},
  alter?: (desk: WireSubscription) => void,
): Template {
  const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Newsroom');
  const desk = new WireSubscription(stack, 'Desk', { topicArn: TOPIC, ...props });
  alter?.(desk);
  return Template.fromStack(stack);
}

/** In a stack that is bound to a region. */
function within(region: string): Template {
  const app = new App({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Newsroom', { env: { region } });
  new WireSubscription(stack, 'Desk', { topicArn: TOPIC });
  return Template.fromStack(stack);
}

describe('a subscription', () => {
  const template = templateOf();

  test('is a queue that gets messages raw, wherever the topic is', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: TOPIC,
      Region: 'eu-central-1',
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['DeskQueue', 'Arn'] },
      RawMessageDelivery: true,
    });
  });

  test('lets this topic alone send to its queues', () => {
    for (const queue of ['DeskQueue', 'DeskDeadLetterQueue'])
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: queue }],
        PolicyDocument: {
          Statement: [
            { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
            {
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
            },
          ],
        },
      });
  });

  test('subscribes when the queue lets messages in, not before', () => {
    const [subscription] = Object.values(template.findResources('AWS::SNS::Subscription'));
    const policies = Object.keys(template.findResources('AWS::SQS::QueuePolicy'));
    expect([...asList(asObject(subscription).DependsOn)].sort()).toEqual(policies.sort());
  });

  test('keeps for 14 days what the application could not take, or SNS not deliver, and calls', () => {
    const dead = { 'Fn::GetAtt': ['DeskDeadLetterQueue', 'Arn'] };
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { deadLetterTargetArn: dead, maxReceiveCount: 5 },
    });
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * 24 * 3600 });
    within('eu-central-1').hasResourceProperties('AWS::SNS::Subscription', {
      RedrivePolicy: { deadLetterTargetArn: dead },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 0,
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['DeskDeadLetterQueue', 'QueueName'] } }],
    });
  });

  test('asks SNS for dead letters in the region of the topic alone, for SNS refuses them elsewhere', () => {
    expect(Object.values(within('us-east-1').findResources('AWS::SNS::Subscription'))).toEqual([
      expect.objectContaining({
        Properties: expect.not.objectContaining({ RedrivePolicy: expect.anything() }),
      }),
    ]);
    // A stack that is bound to no region knows it when it is deployed
    template.hasCondition('DeskTopicIsHere', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] });
    template.hasResourceProperties('AWS::SNS::Subscription', {
      RedrivePolicy: {
        'Fn::If': [
          'DeskTopicIsHere',
          { deadLetterTargetArn: { 'Fn::GetAtt': ['DeskDeadLetterQueue', 'Arn'] } },
          { Ref: 'AWS::NoValue' },
        ],
      },
    });
  });

  test.each<[object, string]>([
    [{ filters: { provider: ['fjord'] } }, '  - filters: no such key; did you mean "filter"?'],
    [{ topicArn: undefined }, '  - topicArn: is missing'],
    [{ topicArn: 'articles' }, '  - topicArn: "articles" is no ARN of a topic such as arn:aws:sns:'],
  ])('is refused where it is told %j', (props, problem) => {
    expect(() => templateOf(props)).toThrow(ConfigError);
    expect(() => templateOf(props)).toThrow(problem);
  });

  test('lets the application take messages and read claim checks, and nothing else of the archive', () => {
    const granted = templateOf({ claimCheckBucketName: 'archive' }, (desk) => {
      desk.grantConsume(new Role(desk, 'App', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    });
    const policies = Object.values(granted.findResources('AWS::IAM::Policy')).map(asObject);
    const statements = policies.flatMap(({ Properties }) =>
      asList(asObject(asObject(Properties).PolicyDocument).Statement).map(asObject),
    );
    expect(statements.map(({ Action }) => asList(Action)).flat()).toEqual([
      'sqs:ReceiveMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueUrl',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      's3:GetObject',
    ]);
    expect(JSON.stringify(statements.at(-1))).toContain(':s3:::archive/bodies/*');
  });

  test('lets SNS use a key of its own, for this topic', () => {
    const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Newsroom');
    new WireSubscription(stack, 'Desk', { topicArn: TOPIC, encryptionKey: new Key(stack, 'Key') });
    const [key] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
    const statements = asList(asObject(asObject(asObject(key).Properties).KeyPolicy).Statement);
    expect(statements).toContainEqual({
      Sid: 'AllowMessagesOfTheWire',
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
    });
  });

  test('stands twice in a stack, and passes cdk-nag', () => {
    const app = new App({ builtinCloudFormationValidation: false, outdir });
    Validations.of(app).addPlugins(new AwsSolutionsChecks());
    const stack = new Stack(app, 'Newsroom');
    for (const id of ['Desk', 'Archive']) new WireSubscription(stack, id, { topicArn: TOPIC });
    const both = asObject(app.synth().getStackArtifact(stack.artifactId).template);
    expect(Object.keys(asObject(both.Resources))).toEqual(
      expect.arrayContaining(['DeskQueue', 'ArchiveQueue', 'DeskSubscription', 'ArchiveSubscription']),
    );
  });
});

const outdir = mkdtempSync(join(tmpdir(), 'newswire-subscription-'));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

describe('a filter', () => {
  test('is none where all articles are wanted', () => {
    expect([{}, [], [{ language: ['en'] }, {}]].map((filter) => filterPolicyOf(filter))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(
      templateOf().findResources('AWS::SNS::Subscription', { Properties: { FilterPolicy: {} } }),
    ).toEqual({});
  });

  test('always lets kills and withholdings through', () => {
    expect(filterPolicyOf({ provider: ['borealis'], embargoed: false })).toEqual({
      $or: [
        { provider: ['borealis'], embargoed: ['false'] },
        { type: ['wire.article.killed', 'wire.article.withheld'] },
      ],
    });
  });

  test('means all regions of a language, unless it names one', () => {
    expect(filterPolicyOf({ language: ['en', 'pt-BR'] })?.$or[0]).toEqual({
      language: ['en', { prefix: 'en-' }, 'pt-BR'],
    });
  });

  test('takes one of several', () => {
    expect(filterPolicyOf([{ type: ['published'], urgency: [1, 2] }, { flags: ['alert'] }])?.$or).toEqual([
      { type: ['wire.article.published'], urgency: ['1', '2'] },
      { flags: ['alert'] },
      { type: ['wire.article.killed', 'wire.article.withheld'] },
    ]);
  });

  test.each<[object, string]>([
    [{ language: [] }, 'language: an empty list lets nothing through'],
    [{ urgency: [0] }, 'urgency: 0 is no value of it'],
    [{ provider: 'borealis', colour: ['red'] }, 'colour: is no attribute; there are type, provider'],
    [{ type: ['killed'] }, 'type: "killed" is no value of it'],
    [
      { type: ['published'], provider: ['a'], language: ['nb-NO'], urgency: [1], embargoed: true } as const,
      'has 6 attributes with the one for kills; SNS takes 5',
    ],
    [
      {
        provider: Array.from({ length: 8 }, (_, index) => `agency-${index}`),
        subjects: Array.from({ length: 10 }, (_, index) => `subject:${index}`),
      },
      'has 160 combinations of values with the two for kills; SNS takes 150',
    ],
  ])('%j is refused before SNS refuses it', (filter, problem) => {
    expect(() => filterPolicyOf(filter)).toThrow(problem);
    expect(() => filterPolicyOf(filter)).toThrow(WireFilterError);
  });

  test('knows the events and flags of messages', () => {
    const flags: readonly Flag[] = WIRE_FLAGS;
    const events: Record<Exclude<EventType, 'killed' | 'withheld'>, WireEvent> = {
      published: 'published',
      updated: 'updated',
      corrected: 'corrected',
      reinstated: 'reinstated',
      duplicate: 'duplicate',
    };
    for (const type of Object.values(events)) expect(() => filterPolicyOf({ type: [type] })).not.toThrow();
    expect(() => filterPolicyOf({ flags: flags })).not.toThrow();
    expect(new Set(flags)).toEqual(FLAGS);
  });
});

describe('a subscriber on the local stack', () => {
  let local: LocalStack;
  beforeAll(async () => {
    const app = new App({ builtinCloudFormationValidation: false, outdir: join(outdir, 'local') });
    const stack = new Stack(app, 'Newsroom');
    const topic = new Topic(stack, 'Articles');
    nameResource(topic, 'Articles');
    new WireSubscription(stack, 'Desk', {
      topicArn: topic.topicArn,
      filter: { provider: ['borealis'], sources: ['afp'], language: ['en'] },
    });
    local = await startLocalStack({ assembly: app.synth().directory });
  });
  afterAll(() => local.stop());

  const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });
  async function arrives(attributes: Record<string, MessageAttributeValue>): Promise<boolean> {
    await local.clients.sns.send(
      new PublishCommand({ TopicArn: local.ref('Articles'), Message: '{}', MessageAttributes: attributes }),
    );
    const { Messages = [] } = await local.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: local.ref('DeskQueue'), MaxNumberOfMessages: 10 }),
    );
    return Messages.length > 0;
  }
  const article = {
    type: text('wire.article.published'),
    provider: text('borealis'),
    language: text('en-GB'),
    sources: { DataType: 'String.Array', StringValue: '["borealis","afp"]' },
  };

  test('gets what the filter names', async () => {
    expect(await arrives(article)).toBe(true);
  });

  test.each([
    ['provider', text('aurora')],
    ['language', text('enm')],
    ['sources', { DataType: 'String.Array', StringValue: '["borealis"]' }],
  ])('gets nothing of another %s', async (name, value) => {
    expect(await arrives({ ...article, [name]: value })).toBe(false);
  });

  test.each(['killed', 'withheld'])('gets what is %s, whoever sent it', async (end) => {
    expect(await arrives({ type: text(`wire.article.${end}`), provider: text('aurora') })).toBe(true);
  });
});
