import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createClients } from '../adapters/platform/clients.ts';
import { asError } from '../adapters/platform/errors.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { readSettings } from '../adapters/platform/settings.ts';
import { composeRelease } from './compose.ts';
import type { ReleaseCount, ReleaseObserver } from './release.ts';

const logger = new Logger();
const metrics = new Metrics();

const observer: ReleaseObserver = {
  released: ({ articleId, revision, event, delivery }) => {
    logger.info(LOG_EVENT.released, { delivery, articleId, revision, event });
  },
  failed: (articleId, error) => {
    logger.error(LOG_EVENT.releaseFailed, { articleId, error: asError(error) });
  },
};

const release = composeRelease(
  createClients(),
  readSettings(process.env, readDeployedRegister(import.meta.url)),
  { now: () => Date.now(), pause: (milliseconds) => setTimeout(milliseconds) },
  observer,
);

/** Publishes what is due, once a minute. */
export const handler = middy<unknown, ReleaseCount>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(async (_event, context) => {
    const count = await release(() => context.getRemainingTimeInMillis());
    // Also the zeros: they show that it runs
    metrics.addMetric('Released', MetricUnit.Count, count.released);
    metrics.addMetric('ReleasesFailed', MetricUnit.Count, count.failed);
    metrics.addMetric('OutboxOverdueSeconds', MetricUnit.Seconds, count.overdueSeconds);
    if (count.embargoLateSeconds !== undefined)
      metrics.addMetric('EmbargoLateSeconds', MetricUnit.Seconds, count.embargoLateSeconds);
    return count;
  });
