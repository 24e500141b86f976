import { describe, expect, test } from '@jest/globals';
import { checkSupported, LOCAL, localNaming, propertiesOf } from '../../../infra/local/catalogue.ts';
import { UnsupportedByLocalStackError } from '../../../infra/local/errors.ts';
import type { JsonObject } from '../../../infra/local/json.ts';
import { Template } from '../../../infra/local/template.ts';

const ENDPOINT = 'http://127.0.0.1:4566';

function templateOf(Resources: JsonObject, rest: JsonObject = {}): Template {
  const stack = { name: 'wires', template: { Resources, ...rest }, assets: new Map<string, string>() };
  return new Template(
    [stack],
    localNaming(() => ENDPOINT),
    LOCAL,
  );
}

/** What an environment variable of a function becomes. */
function resolved(value: JsonObject | string, others: JsonObject = {}, rest: JsonObject = {}): unknown {
  const Fn = { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { VALUE: value } } } };
  const template = templateOf({ Fn, ...others }, rest);
  const resource = template.resources.find(({ logicalId }) => logicalId === 'Fn');
  if (resource === undefined) throw new Error('no Fn');
  const { Environment } = propertiesOf(resource, template);
  return (Environment as { Variables: { VALUE?: unknown } }).Variables.VALUE;
}

const QUEUE = { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'intake' } } };
const TOPIC = { Topic: { Type: 'AWS::SNS::Topic' } };
const BUCKET = {
  Bucket: {
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: { 'Fn::Join': ['-', ['inbox', { Ref: 'AWS::AccountId' }]] } },
  },
};

describe('a value of the template', () => {
  test.each([
    ['the URL of a queue', { Ref: 'Queue' }, QUEUE, `${ENDPOINT}/000000000000/intake`],
    [
      'the ARN of a queue',
      { 'Fn::GetAtt': ['Queue', 'Arn'] },
      QUEUE,
      'arn:aws:sqs:us-east-1:000000000000:intake',
    ],
    [
      'a name that CloudFormation would make up',
      { Ref: 'Topic' },
      TOPIC,
      'arn:aws:sns:us-east-1:000000000000:wires-Topic',
    ],
    ['a name that is joined', { Ref: 'Bucket' }, BUCKET, 'inbox-000000000000'],
    [
      'a substitution',
      { 'Fn::Sub': ['${Bucket.Arn}/${Prefix}/${!literal}', { Prefix: 'a' }] },
      BUCKET,
      'arn:aws:s3:::inbox-000000000000/a/${literal}',
    ],
    ['a selection', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b,c'] }] }, {}, 'b'],
    ['nothing', { Ref: 'AWS::NoValue' }, {}, undefined],
  ])('is resolved: %s', (_, value, others, expected) => {
    expect(resolved(value, others)).toBe(expected);
  });

  test('follows conditions and defaults of parameters', () => {
    const rest = {
      Parameters: { Stage: { Type: 'String', Default: 'dev' } },
      Conditions: {
        IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
        IsNot: { 'Fn::Not': [{ Condition: 'IsProd' }] },
      },
    };
    expect(resolved({ 'Fn::If': ['IsProd', 'yes', 'no'] }, {}, rest)).toBe('no');
    expect(resolved({ 'Fn::If': ['IsNot', 'yes', 'no'] }, {}, rest)).toBe('yes');
    expect(templateOf({ Topic: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' } }, rest).resources).toEqual(
      [],
    );
  });

  test.each([
    ['an intrinsic function', { 'Fn::Cidr': ['10.0.0.0/16', 1, 8] }, 'Fn::Cidr'],
    ['a reference', { Ref: 'Nobody' }, 'Nobody'],
    ['an attribute', { 'Fn::GetAtt': ['Queue', 'Colour'] }, 'Queue.Colour'],
  ])('that is not known is refused by the logical id of its resource: %s', (_, value, named) => {
    expect(() => resolved(value, QUEUE)).toThrow(UnsupportedByLocalStackError);
    expect(() => resolved(value, QUEUE)).toThrow(/^Fn: /u);
    expect(() => resolved(value, QUEUE)).toThrow(named);
  });

  test('is not looked at where its property has no effect here', () => {
    const Properties = { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Runtime: 'nodejs24.x' };
    const template = templateOf({ Fn: { Type: 'AWS::Lambda::Function', Properties } });
    expect(template.resources.map((resource) => propertiesOf(resource, template))).toEqual([
      { Runtime: 'nodejs24.x' },
    ]);
  });
});

describe('the local stack refuses', () => {
  const check = (Type: string, Properties: JsonObject = {}) => {
    checkSupported(templateOf({ Thing: { Type, Properties } }).resources);
  };

  test('a type of resource that it does not know', () => {
    expect(() => {
      check('AWS::Kinesis::Stream');
    }).toThrow('Thing: resource type AWS::Kinesis::Stream is not supported by the local stack');
  });

  test('a property that it does not know, of a type that it knows', () => {
    expect(() => {
      check('AWS::SQS::Queue', { FifoQueue: true });
    }).toThrow('Thing: property FifoQueue of AWS::SQS::Queue is not supported');
  });

  test('nothing that only grants or observes', () => {
    expect(() => {
      check('AWS::IAM::Role', { Anything: 1 });
    }).not.toThrow();
  });
});
