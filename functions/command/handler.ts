import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { asError } from '../adapters/platform/errors.ts';
import type { HttpEvent } from '../adapters/platform/http.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readCommandSettings } from '../adapters/platform/settings.ts';
import { composeCommand } from './compose.ts';

const logger = new Logger();
const settings = readCommandSettings(process.env, readDeployedRegister(import.meta.url));

const command = composeCommand(createClients(), settings, {
  clock: { now: () => Date.now(), pause: (milliseconds) => setTimeout(milliseconds) },
  machines: settings.machines,
  decided: (commanded) => {
    logger.info(LOG_EVENT.deskDecided, { ...commanded });
  },
  publishFailed: (articleId, revision, error) => {
    logger.warn(LOG_EVENT.publishFailed, { articleId, revision, error: asError(error) });
  },
  failed: (path, error) => {
    logger.error(LOG_EVENT.requestFailed, { path, error: asError(error) });
  },
});

/** Takes what the wire desk decides about articles. */
export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event) => command(event));
