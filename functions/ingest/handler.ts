import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { readIngestSettings } from '../adapters/platform/settings.ts';
import { composeIngest } from './compose.ts';
import { observe } from './observe.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = readIngestSettings(process.env, readDeployedRegister(import.meta.url));
const ingest = composeIngest(
  createClients(),
  settings,
  { now: () => Date.now(), pause: (milliseconds) => setTimeout(milliseconds) },
  observe(logger, metrics, settings.providers, settings.flowMetrics),
);

/** Takes a batch of the intake queue: files in, records and messages out. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler((event, context) => ingest(event, () => context.getRemainingTimeInMillis()));
