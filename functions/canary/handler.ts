import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createClients } from '../adapters/platform/clients.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readCanarySettings } from '../adapters/platform/settings.ts';
import type { CanaryRun } from './canary.ts';
import { composeCanary } from './compose.ts';

const logger = new Logger();
const metrics = new Metrics();
const canary = composeCanary(createClients(), readCanarySettings(process.env), () => Date.now());

/** What the metric says of a story that did not come: above every limit. */
const NOT_COME_SECONDS = 3600;

/** Delivers a story and waits for its message, each minute. */
export const handler = middy<unknown, CanaryRun>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(async () => {
    const run = await canary();
    if (run.seconds === null || run.broken.length > 0) logger.error(LOG_EVENT.canaryFailed, { ...run });
    metrics.addMetric('CanarySeconds', MetricUnit.Seconds, run.seconds ?? NOT_COME_SECONDS);
    metrics.addMetric('CanaryBroken', MetricUnit.Count, run.broken.length);
    return run;
  });
