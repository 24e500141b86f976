/** Where `wire drop` and `wire status` work: the local stack that runs, or a deployed stage. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { UsageError } from './errors.ts';
import { findRunningStack } from './stack-file.ts';

export interface TargetOptions {
  bucket?: string;
  table?: string;
}

export interface Target {
  s3: S3Client;
  dynamodb: DynamoDBClient;
  inboxBucket: string;
  table: string;
}

/** Adds the options that name a deployed stage. */
export function withTargetOptions(command: Command): Command {
  return command
    .option('--bucket <name>', 'inbox bucket of a deployed stage (or WIRE_INBOX_BUCKET)')
    .option('--table <name>', 'table of a deployed stage (or WIRE_TABLE)')
    .addHelpText(
      'after',
      [
        '',
        'Without --bucket and --table the local stack is used that "npm start" runs.',
        'For a deployed stage the AWS variables and profile apply as everywhere, and this prints the names:',
        '  aws cloudformation describe-stacks --stack-name newswire-ingest-<stage> --query "Stacks[0].Outputs"',
      ].join('\n'),
    );
}

/** @throws UsageError when neither is there */
export function findTarget(
  options: TargetOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Target {
  const inboxBucket = options.bucket ?? environment.WIRE_INBOX_BUCKET;
  const table = options.table ?? environment.WIRE_TABLE;
  if (inboxBucket !== undefined && table !== undefined) {
    return { s3: new S3Client(), dynamodb: new DynamoDBClient(), inboxBucket, table };
  }
  if (inboxBucket !== undefined || table !== undefined) {
    throw new UsageError('a deployed stage needs both, --bucket and --table');
  }
  const running = findRunningStack();
  const { InboxBucketName, TableName } = running?.outputs ?? {};
  if (running === undefined || InboxBucketName === undefined || TableName === undefined) {
    throw new UsageError(
      'no local stack is running: start it with "npm start", or name --bucket and --table',
    );
  }
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB, AWS_REGION = 'us-east-1' } = running.environment;
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = running.environment;
  const access = {
    region: AWS_REGION,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  };
  return {
    s3: new S3Client({ ...access, ...endpoint(AWS_ENDPOINT_URL), forcePathStyle: true }),
    dynamodb: new DynamoDBClient({ ...access, ...endpoint(AWS_ENDPOINT_URL_DYNAMODB) }),
    inboxBucket: InboxBucketName,
    table: TableName,
  };
}

function endpoint(url: string | undefined): { endpoint?: string } {
  return url === undefined ? {} : { endpoint: url };
}
