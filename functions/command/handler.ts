import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { problem, requestOf, resultOf, type HttpEvent } from '../adapters/platform/http.ts';

const logger = new Logger();

/** Takes what the wire desk decides about articles. */
export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event) => {
    const request = requestOf(event);
    return resultOf(request, problem('not-found', `There is nothing at ${request.path}.`));
  });
