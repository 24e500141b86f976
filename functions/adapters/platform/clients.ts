import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';

/**
 * The AWS services as the steps see them: whatever answers the SDK's commands. Passed in, so that the same
 * steps run on AWS, on the local stack and over a model of the services.
 */
export interface Clients {
  s3: Pick<S3Client, 'send'>;
  dynamo: Pick<DynamoDBClient, 'send'>;
  sns: Pick<SNSClient, 'send'>;
}

/** What `ingest` has besides. */
export interface IngestClients extends Clients {
  /** Loaded when it is first asked for: only a delivery that failed needs it. */
  sqs: () => Promise<Pick<SQSClient, 'send'>>;
}

/** What `poll` has besides. */
export interface PollClients extends Pick<Clients, 's3' | 'dynamo'> {
  /** Loaded when a feed has a secret. */
  secrets: () => Promise<Pick<SecretsManagerClient, 'send'>>;
}

/** Standard mode retries throttles and lost connections with jitter; three attempts stay well inside a record's time. */
const OPTIONS = { maxAttempts: 3 };

/**
 * A client without the SDK's log of calls. Nobody reads it, and the SDK would copy all that goes in and comes out for it.
 */
export function quiet<C extends { middlewareStack: { remove: (name: string) => boolean } }>(client: C): C {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/** One set per container. Region, credentials and endpoints come from the SDK's own environment variables. */
export function createClients(): IngestClients {
  let sqs: Promise<SQSClient> | undefined;
  return {
    s3: quiet(new S3Client(OPTIONS)),
    dynamo: quiet(new DynamoDBClient(OPTIONS)),
    sns: quiet(new SNSClient(OPTIONS)),
    sqs: () => (sqs ??= import('@aws-sdk/client-sqs').then(({ SQSClient }) => quiet(new SQSClient(OPTIONS)))),
  };
}

export function createPollClients(): PollClients {
  let secrets: Promise<SecretsManagerClient> | undefined;
  return {
    s3: quiet(new S3Client(OPTIONS)),
    dynamo: quiet(new DynamoDBClient(OPTIONS)),
    secrets: () =>
      (secrets ??= import('@aws-sdk/client-secrets-manager').then(
        ({ SecretsManagerClient }) => new SecretsManagerClient(OPTIONS),
      )),
  };
}
