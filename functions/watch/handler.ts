import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { asError } from '../adapters/platform/errors.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readWatchSettings } from '../adapters/platform/settings.ts';
import { composeWatch } from './compose.ts';
import type { WatchCount } from './watch.ts';

const logger = new Logger();
const metrics = new Metrics();

const watch = composeWatch(
  createClients(),
  readWatchSettings(process.env, readDeployedRegister(import.meta.url)),
  () => Date.now(),
  {
    news: (provider, news) => {
      logger.warn(LOG_EVENT.providerNews, { provider, news });
    },
    failed: (provider, error) => {
      logger.error(LOG_EVENT.watchFailed, { provider, error: asError(error) });
    },
  },
);

/** Looks at all agencies, every five minutes. */
export const handler = middy<unknown, WatchCount>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(async () => {
    const count = await watch();
    // Also the zeros: they end the alarms
    metrics.addMetric('ProvidersSilent', MetricUnit.Count, count.silent);
    metrics.addMetric('ProvidersRejecting', MetricUnit.Count, count.rejecting);
    metrics.addMetric('SequenceGapsOpen', MetricUnit.Count, count.gaps);
    metrics.addMetric('HeldWithoutTime', MetricUnit.Count, count.held);
    if (count.failed > 0) throw new Error(`${count.failed} agencies could not be looked at`);
    return count;
  });
