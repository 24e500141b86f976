import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerCloudFormation } from '../adapters/platform/custom-resource.ts';
import { keyPair } from './key-pair.ts';

const logger = new Logger();
const ssm = new SSMClient({ maxAttempts: 3 });

/** Asked by CloudFormation. */
export const handler = middy<CloudFormationCustomResourceEvent>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event) =>
    answerCloudFormation(event, () =>
      keyPair(ssm, {
        type: event.RequestType,
        parameter: String(event.ResourceProperties.Parameter),
        id: 'PhysicalResourceId' in event ? event.PhysicalResourceId : undefined,
      }),
    ),
  );
