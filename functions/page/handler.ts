import { fileURLToPath } from 'node:url';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerCloudFormation } from '../adapters/platform/custom-resource.ts';
import { putPage } from './put-page.ts';

const logger = new Logger();
const s3 = new S3Client({ maxAttempts: 3 });

/** infra/function-code.ts puts the page there. */
const PAGE = fileURLToPath(new URL('web', import.meta.url));

/** Asked by CloudFormation. */
export const handler = middy<CloudFormationCustomResourceEvent>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event) =>
    answerCloudFormation(event, () =>
      putPage(s3, PAGE, {
        type: event.RequestType,
        bucket: String(event.ResourceProperties.Bucket),
        config: String(event.ResourceProperties.Config),
      }),
    ),
  );
