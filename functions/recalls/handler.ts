import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRecalls } from '../adapters/platform/deployed-recalls.ts';
import { asError } from '../adapters/platform/errors.ts';
import type { HttpEvent } from '../adapters/platform/http.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readRecallsSettings } from '../adapters/platform/settings.ts';
import { composeRecalls } from './compose.ts';
import type { Counts } from './overdue.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = readRecallsSettings(process.env);

const recalls = composeRecalls(createClients(), settings, readDeployedRecalls(import.meta.url), {
  now: () => Date.now(),
  machines: settings.machines,
  confirmedFor: (confirmed) => {
    logger.info(LOG_EVENT.recallConfirmed, { ...confirmed });
  },
  failed: (path, error) => {
    logger.error(LOG_EVENT.requestFailed, { path, error: asError(error) });
  },
});

/** What is left of a run in which another turn is begun. */
const TURN_MS = 10_000;

/** Answers readers; once a minute, by the clock, it tells the operators what is overdue. */
export const handler = middy<
  HttpEvent | { requestContext?: undefined },
  APIGatewayProxyStructuredResultV2 | Counts
>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (event, context) => {
    if (event.requestContext !== undefined) return recalls.answer(event);
    const counts = await recalls.tellOverdue(() => context.getRemainingTimeInMillis() > TURN_MS);
    // Also the zeros: they show that it runs
    metrics.addMetric('RecallsOpen', MetricUnit.Count, counts.open);
    metrics.addMetric('RecallsOverdue', MetricUnit.Count, counts.overdue);
    metrics.publishStoredMetrics();
    return counts;
  });
