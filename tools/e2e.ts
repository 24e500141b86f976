/**
 * `npm run test:e2e`: deploys the stack to whatever AWS_ENDPOINT_URL names, delivers the samples there and to a local
 * stack, compares what becomes of them, and removes what it made. Exit 0: the same, or no endpoint is given.
 */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startLocalStack } from '../infra/local/stack.ts';
import { Deployment } from './e2e/deployment.ts';
import { differences, outcomesOf, type Outcomes } from './e2e/outcomes.ts';

const endpoint = process.env.AWS_ENDPOINT_URL;
if (endpoint === undefined || endpoint === '') {
  console.log(
    'test:e2e is skipped: AWS_ENDPOINT_URL names nothing to deploy to, such as http://localhost:4566 of an emulator',
  );
} else {
  process.exitCode = (await run(endpoint)) ? 0 : 1;
}

async function run(url: string): Promise<boolean> {
  process.env.AWS_REGION ??= 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  const s3 = new S3Client({ forcePathStyle: true });
  const deployment = new Deployment({ cloudFormation: new CloudFormationClient(), s3 });
  let passed = false;
  // Ctrl-C leaves nothing behind either
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.log('interrupted: removing it ...');
      void deployment.remove().then((left) => {
        for (const line of left) console.error(`not removed: ${line}`);
        process.exit(1);
      });
    });
  }
  try {
    console.log('the local stack ...');
    const here = await locally();
    console.log(`deploying ${deployment.name} to ${url} ...`);
    const outputs = await deployment.deploy(url);
    const clients = { s3, sqs: new SQSClient(), sns: new SNSClient(), dynamodb: new DynamoDBClient() };
    // Held samples are released each minute there
    const there = await outcomesOf(
      clients,
      outputs,
      { receipt: 60_000, quiet: 70_000, look: 500 },
      (done, total) => {
        if (done % 10 === 0) console.log(`${done} of ${total} samples`);
      },
    );
    const found = differences(here, there);
    for (const line of found) console.log(line);
    console.log(
      `${there.receipts.length} samples, ${there.messages.length} messages, ${found.length} differences`,
    );
    passed = found.length === 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  } finally {
    console.log('removing it ...');
    const left = await deployment.remove();
    for (const line of left) console.error(`not removed: ${line}`);
    if (left.length > 0) passed = false;
  }
  return passed;
}

async function locally(): Promise<Outcomes> {
  const stack = await startLocalStack({ retryAfterSeconds: 2, scheduleMinuteMs: 1000 });
  try {
    return await outcomesOf(stack.clients, stack.outputs, { receipt: 30_000, quiet: 8000, look: 20 });
  } finally {
    await stack.stop();
  }
}
