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
import type { Archive } from './search.ts';

const logger = new Logger();
const { archiveEndpoint, ...settings } = readSearchSettings(process.env);

const search = composeSearch(createClients(), {
  ...settings,
  ...(archiveEndpoint === undefined ? {} : { archive: archiveAt(archiveEndpoint) }),
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

function archiveAt(endpoint: string): Archive {
  let index: ReturnType<Archive['index']> | undefined;
  return {
    index: () => (index ??= import('./archive.ts').then(({ archiveIndexAt }) => archiveIndexAt(endpoint))),
    failed: (error) => {
      logger.error(LOG_EVENT.archiveFailed, { error: asError(error) });
    },
  };
}
