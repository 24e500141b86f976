/** Where a command works: the local stack that runs, or a deployed stage. Both tell their names as outputs. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { Option, type Command } from 'commander';
import type { Clients } from '../../functions/adapters/platform/clients.ts';
import { APP_NAME, STAGES } from '../../infra/stage-names.ts';
import type { Register } from '../../functions/core/providers/register.ts';
import { agenciesOf, withConfigOption, type ConfigOptions } from './config-option.ts';
import { UsageError } from './errors.ts';
import { findRunningStack, type StackDescription } from './stack-file.ts';
import { outputsOfWire, type Outputs } from './wire-outputs.ts';

export interface TargetOptions extends ConfigOptions {
  stage?: string;
  /** Of an app of one's own: the stack's name, and after a slash the wire's where there are several. */
  stack?: string;
}

export interface Target {
  clients: Clients & { s3: S3Client; dynamo: DynamoDBClient };
  inboxBucket: string;
  archiveBucket: string;
  tableName: string;
  articleTopicArn: string;
  opsTopicArn: string;
  schemaBaseUrl: string;
  /** As the settings have them; undefined where there are none. */
  agencies: Register | undefined;
}

/** Adds the option that names a deployed stage. */
export function withTargetOptions(command: Command): Command {
  return withConfigOption(command)
    .addOption(
      new Option('--stage <stage>', 'a deployed stage; default: the local stack that "npm start" runs')
        .choices(STAGES)
        .env('WIRE_STAGE'),
    )
    .addOption(
      new Option('--stack <name>', 'a deployed stack of your own app; NAME/WIRE where it has several wires')
        .env('WIRE_STACK')
        .conflicts('stage'),
    )
    .addHelpText('after', '\nFor a deployed stage the AWS variables and profile apply as everywhere.');
}

/** @throws UsageError when there is no such stack */
export async function findTarget({ stage, stack, ...options }: TargetOptions): Promise<Target> {
  const agencies = agenciesOf(options);
  const [name, wire] = stack?.split('/') ?? (stage === undefined ? [] : [`${APP_NAME}-${stage}`]);
  if (name !== undefined) {
    const clients = { s3: new S3Client(), dynamo: new DynamoDBClient(), sns: new SNSClient() };
    return targetOf(clients, outputsOfWire(name, await outputsOf(name), wire), agencies);
  }
  const running = findRunningStack();
  if (running === undefined) {
    throw new UsageError(
      'no local stack is running: start it with "npm start", or name a --stage or --stack',
    );
  }
  return targetOf(localClients(running), running.outputs, agencies);
}

async function outputsOf(stackName: string): Promise<Outputs> {
  const cloudFormation = new CloudFormationClient();
  try {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return Object.fromEntries(
      outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the stack ${stackName} cannot be read: ${reason}`);
  }
}

function localClients({ environment }: StackDescription): Target['clients'] {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB, AWS_REGION = 'us-east-1' } = environment;
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = environment;
  const access = {
    region: AWS_REGION,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  };
  return {
    s3: new S3Client({ ...access, ...endpoint(AWS_ENDPOINT_URL), forcePathStyle: true }),
    dynamo: new DynamoDBClient({ ...access, ...endpoint(AWS_ENDPOINT_URL_DYNAMODB) }),
    sns: new SNSClient({ ...access, ...endpoint(AWS_ENDPOINT_URL) }),
  };
}

function targetOf(clients: Target['clients'], outputs: Outputs, agencies: Register | undefined): Target {
  const output = (name: string): string => {
    const value = outputs[name];
    if (value === undefined)
      throw new UsageError(`the stack has no output ${name}: deploy this version of it`);
    return value;
  };
  return {
    clients,
    inboxBucket: output('InboxBucketName'),
    archiveBucket: output('ArchiveBucketName'),
    tableName: output('TableName'),
    articleTopicArn: output('ArticleTopicArn'),
    opsTopicArn: output('OpsTopicArn'),
    schemaBaseUrl: output('SchemaBaseUrl'),
    agencies,
  };
}

function endpoint(url: string | undefined): { endpoint?: string } {
  return url === undefined ? {} : { endpoint: url };
}
