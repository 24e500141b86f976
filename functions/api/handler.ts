import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { asError } from '../adapters/platform/errors.ts';
import type { HttpEvent } from '../adapters/platform/http.ts';
import { liveCookies, liveDoorOf } from '../adapters/platform/live-cookies.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readApiSettings } from '../adapters/platform/settings.ts';
import { composeApi, linksOf } from './compose.ts';

const logger = new Logger();
const settings = readApiSettings(process.env, readDeployedRegister(import.meta.url));
const now = (): number => Date.now();
const door = liveDoorOf(process.env);

const api = composeApi(createClients(), settings, {
  now,
  machines: settings.machines,
  linkTo: linksOf(new S3Client({ maxAttempts: 3 })),
  ...(door === undefined ? {} : { liveCookies: (rights: string) => liveCookies(door, rights, now()) }),
  recalls: process.env.RECALLS === 'true',
  failed: (path, error) => {
    logger.error(LOG_EVENT.requestFailed, { path, error: asError(error) });
  },
});

/** Answers what newsroom apps and the page ask of the wire. */
export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event) => api(event));
