import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readForgetSettings } from '../adapters/platform/settings.ts';
import { composeForget, type ForgetCount } from './compose.ts';

const logger = new Logger();
const metrics = new Metrics();
const forget = composeForget(
  createClients(),
  readForgetSettings(process.env, readDeployedRegister(import.meta.url)),
  () => Date.now(),
);

/** Forgets what is older than the entry of its agency allows, and erases what was killed, once an hour. */
export const handler = middy<unknown, ForgetCount>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(async (_event, context) => {
    const count = await forget(() => context.getRemainingTimeInMillis());
    logger.info(LOG_EVENT.forgotten, { ...count });
    metrics.addMetric('ArticlesForgotten', MetricUnit.Count, count.removed + count.buried);
    if (count.killed !== undefined)
      metrics.addMetric('KilledTextsErased', MetricUnit.Count, count.killed.erased);
    return count;
  });
