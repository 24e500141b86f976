import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSamples } from '../../cli/common/samples.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { withAssetsIn } from '../../tools/e2e/deployment.ts';
import { differences, outcomesOf, type Outcomes } from '../../tools/e2e/outcomes.ts';

describe('what becomes of samples', () => {
  const samples = readSamples().slice(0, 4);
  let stack: LocalStack;
  beforeAll(async () => {
    stack = await startLocalStack({ scheduleMinuteMs: 0 });
  });
  afterAll(() => stack.stop());

  test('is read off a stack as from outside: by its outputs, its table and its topic', async () => {
    const waits = { receipt: 20_000, quiet: 100, look: 10 };
    const outcomes = await outcomesOf(stack.clients, stack.outputs, waits, undefined, samples);
    expect(outcomes.receipts).toEqual(samples.map(({ key, expect: verdicts }) => ({ key, verdicts })));
    expect(outcomes.messages).toContainEqual(expect.stringMatching(/^wire\.article\.published urn:/));
    expect(outcomes.messages).toContainEqual(expect.stringMatching(/^wire\.article\.updated urn:/));
  });
});

test('two stacks that did the same do not differ, and all that differs is told', () => {
  const here: Outcomes = {
    receipts: [
      { key: 'incoming/a/1', verdicts: ['published'] },
      { key: 'incoming/a/2', verdicts: ['held'] },
    ],
    messages: ['wire.article.published urn:a', 'wire.article.published urn:b'],
  };
  expect(differences(here, here)).toEqual([]);
  const there: Outcomes = {
    receipts: [
      { key: 'incoming/a/1', verdicts: ['published'] },
      { key: 'incoming/a/2', verdicts: ['no receipt'] },
    ],
    messages: ['wire.article.published urn:a', 'wire.article.killed urn:c'],
  };
  expect(differences(here, there)).toEqual([
    'incoming/a/2: held on the local stack, no receipt there',
    'no message there: wire.article.published urn:b',
    'a message there only: wire.article.killed urn:c',
  ]);
});

test('a template is deployed with assets of its own bucket, and asks for no bootstrap', () => {
  const template = {
    Parameters: { BootstrapVersion: {} },
    Rules: { CheckBootstrapVersion: {} },
    Resources: {
      Ingest: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Bucket: { 'Fn::Sub': 'cdk-assets' }, S3Key: 'a.zip' }, Timeout: 60 },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
    },
  };
  expect(withAssetsIn(template, 'own')).toEqual({
    Resources: {
      Ingest: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Bucket: 'own', S3Key: 'a.zip' }, Timeout: 60 },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
    },
  });
});
