import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createClients } from '../adapters/platform/clients.ts';
import { asError } from '../adapters/platform/errors.ts';
import type { HttpEvent } from '../adapters/platform/http.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readSearchSettings } from '../adapters/platform/settings.ts';
import { composeSearch } from './compose.ts';

const logger = new Logger();

const search = composeSearch(createClients(), {
  ...readSearchSettings(process.env),
  // On one machine several stacks share the folder, and their segments the names
  folder: join(tmpdir(), `newswire-search-${process.pid}`),
  now: () => Date.now(),
  failed: (path, error) => {
    logger.error(LOG_EVENT.requestFailed, { path, error: asError(error) });
  },
});

/** Finds articles by their words. */
export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event) => search(event));
