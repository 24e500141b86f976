import { tmpdir } from 'node:os';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { createClients } from '../adapters/platform/clients.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readSegmentsSettings } from '../adapters/platform/settings.ts';
import type { Built } from './build.ts';
import { composeSegments } from './compose.ts';

const logger = new Logger();

const build = composeSegments(createClients(), {
  ...readSegmentsSettings(process.env),
  folder: tmpdir(),
  now: () => Date.now(),
});

/** Builds the search index, every few minutes. */
export const handler = middy<unknown, Built>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (_event, context) => {
    const built = await build(() => context.getRemainingTimeInMillis());
    if (built.documents > 0 || built.merges > 0) logger.info(LOG_EVENT.segmentsBuilt, { ...built });
    return built;
  });
