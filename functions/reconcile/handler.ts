import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readReconcileSettings } from '../adapters/platform/settings.ts';
import { composeReconcile } from './compose.ts';
import type { Reconciled } from './reconcile.ts';

const logger = new Logger();
const metrics = new Metrics();
const reconcile = composeReconcile(
  createClients(),
  readReconcileSettings(process.env, readDeployedRegister(import.meta.url)),
  () => Date.now(),
);

/** Announces again what the inbox has and nobody has read, once an hour. */
export const handler = middy<unknown, Reconciled>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(async (_event, context) => {
    const run = await reconcile(() => context.getRemainingTimeInMillis());
    logger.info(LOG_EVENT.reconciled, { ...run });
    metrics.addMetric('DeliveriesMissed', MetricUnit.Count, run.missing);
    return run;
  });
