/** That nothing stays behind, against an S3 that is there and a CloudFormation that is told what to do. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ListBucketsCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SynthesisedStack } from '../../infra/local/assembly.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { Deployment } from '../../tools/e2e/deployment.ts';

let local: LocalStack;
let s3: S3Client;
beforeAll(async () => {
  local = await startLocalStack({ poll: false, scheduleMinuteMs: 0 });
  s3 = local.clients.s3;
});
afterAll(() => local.stop());

const empty: SynthesisedStack = { name: 'x', template: { Resources: {} }, assets: new Map() };

async function buckets(): Promise<(string | undefined)[]> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand());
  return Buckets.map(({ Name }) => Name);
}

/** Answers by the name of the command; others it does not know. */
function cloudFormation(answers: Readonly<Record<string, object>>): {
  client: CloudFormationClient;
  asked: string[];
} {
  const asked: string[] = [];
  const client = new CloudFormationClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  client.middlewareStack.add(
    (_next, context) => () => {
      const name = (context.commandName ?? '').replace(/Command$/, '');
      asked.push(name);
      const output = answers[name];
      if (output === undefined) return Promise.reject(new Error(`Unknown action: ${name}`));
      return Promise.resolve({ output: { $metadata: {}, ...output }, response: {} });
    },
    { step: 'initialize', priority: 'high' },
  );
  return { client, asked };
}

test('where the stack cannot be made its assets are removed all the same, and what may be left is told', async () => {
  const before = await buckets();
  const { client, asked } = cloudFormation({});
  const deployment = new Deployment({ cloudFormation: client, s3 }, () => [empty]);
  await expect(deployment.deploy(local.endpoints.aws)).rejects.toThrow('Unknown action: CreateStack');
  await s3.send(new PutObjectCommand({ Bucket: `${deployment.name}-assets`, Key: 'a.zip', Body: 'a' }));
  const left = await deployment.remove();
  expect(left).toEqual([
    `buckets of ${deployment.name}: Unknown action: DescribeStackResources`,
    `${deployment.name}: Unknown action: DeleteStack`,
  ]);
  expect(asked).toContain('DeleteStack');
  expect(await buckets()).toEqual(before);
});

test('what was made is removed once, data included', async () => {
  const before = await buckets();
  const status = (StackStatus: string) => ({
    Stacks: [{ StackName: 's', CreationTime: new Date(0), StackStatus }],
  });
  const answers: Record<string, object> = {
    CreateStack: {},
    DescribeStacks: status('CREATE_COMPLETE'),
    DescribeStackResources: { StackResources: [] },
    DeleteStack: {},
  };
  const { client, asked } = cloudFormation(answers);
  const deployment = new Deployment({ cloudFormation: client, s3 }, () => [empty]);
  expect(await deployment.deploy(local.endpoints.aws)).toEqual({});
  answers.DescribeStacks = status('DELETE_COMPLETE');
  expect(await deployment.remove()).toEqual([]);
  expect(await deployment.remove()).toEqual([]);
  expect(asked.filter((name) => name === 'DeleteStack')).toHaveLength(1);
  expect(await buckets()).toEqual(before);
});
