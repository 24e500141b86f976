/** Where a command works: the local stack that runs, or a deployed stage. Both tell their names as outputs. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
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
  clients: Clients & { s3: S3Client; dynamo: DynamoDBClient; sns: SNSClient; sqs: SQSClient };
  /** For queues of one region. */
  sqsIn: (region: string) => SQSClient;
  inboxBucket: string;
  archiveBucket: string;
  tableName: string;
  articleTopicArn: string;
  opsTopicArn: string;
  /** Undefined of a stack from before there was one. */
  pagerTopicArn: string | undefined;
  /** By which files are scanned for malware; undefined where they are not. */
  malwareProtectionPlanId: string | undefined;
  /** The release that is deployed. */
  version: string | undefined;
  intakeQueueUrl: string;
  deadLetterQueueUrl: string;
  /** Of the messages that go into the feed; undefined where the stack has no reading side. */
  feedQueueUrl: string | undefined;
  feedDeadLetterQueueUrl: string | undefined;
  /** The index of the archive; undefined where the stage has none. */
  archiveSearchEndpoint: string | undefined;
  schemaBaseUrl: string;
  /** As the settings have them; undefined where there are none. */
  agencies: Register | undefined;
  /** The read API; undefined where the stack has none. */
  apiUrl: string | undefined;
  /** Whether it is asked as a machine, by signature; on one machine there is a development user. */
  machine: boolean;
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

/** The name of a deployed stack, and of the wire in it where it has several; none for the local one. */
export function stackOf({ stage, stack }: TargetOptions): string[] {
  return stack?.split('/') ?? (stage === undefined ? [] : [`${APP_NAME}-${stage}`]);
}

/** @throws UsageError when there is no such stack */
export async function findTarget(options: TargetOptions): Promise<Target> {
  const agencies = agenciesOf(options);
  const [name, wire] = stackOf(options);
  if (name !== undefined) {
    const clients = {
      s3: new S3Client(),
      dynamo: new DynamoDBClient(),
      sns: new SNSClient(),
      sqs: new SQSClient(),
    };
    const outputs = outputsOfWire(name, await outputsOf(name), wire);
    const sqsIn = (region: string): SQSClient => new SQSClient({ region });
    return targetOf(clients, outputs, { agencies, machine: true, sqsIn });
  }
  const running = findRunningStack();
  if (running === undefined) {
    throw new UsageError(
      'no local stack is running: start it with "npm start", or name a --stage or --stack',
    );
  }
  const sqsIn = (): SQSClient => new SQSClient(accessOf(running));
  return targetOf(localClients(running), running.outputs, { agencies, machine: false, sqsIn });
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

function localClients(stack: StackDescription): Target['clients'] {
  const access = accessOf(stack);
  return {
    s3: new S3Client({ ...access, forcePathStyle: true }),
    dynamo: new DynamoDBClient({ ...access, ...endpoint(stack.environment.AWS_ENDPOINT_URL_DYNAMODB) }),
    sns: new SNSClient(access),
    sqs: new SQSClient(access),
  };
}

function accessOf({ environment }: StackDescription): {
  region: string;
  endpoint?: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
} {
  const { AWS_REGION = 'us-east-1', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = environment;
  return {
    region: AWS_REGION,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    ...endpoint(environment.AWS_ENDPOINT_URL),
  };
}

function targetOf(
  clients: Target['clients'],
  outputs: Outputs,
  more: Pick<Target, 'agencies' | 'machine' | 'sqsIn'>,
): Target {
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
    intakeQueueUrl: output('IntakeQueueUrl'),
    deadLetterQueueUrl: output('DeadLetterQueueUrl'),
    schemaBaseUrl: output('SchemaBaseUrl'),
    feedQueueUrl: outputs.FeedQueueUrl,
    feedDeadLetterQueueUrl: outputs.FeedDeadLetterQueueUrl,
    // Empty on one machine
    archiveSearchEndpoint: outputs.ArchiveSearchEndpoint === '' ? undefined : outputs.ArchiveSearchEndpoint,
    apiUrl: outputs.ApiUrl,
    pagerTopicArn: outputs.PagerTopicArn,
    malwareProtectionPlanId: outputs.MalwareProtectionPlanId,
    version: outputs.Version,
    ...more,
  };
}

function endpoint(url: string | undefined): { endpoint?: string } {
  return url === undefined ? {} : { endpoint: url };
}
