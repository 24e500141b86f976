import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createPollClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { asError } from '../adapters/platform/errors.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readPollSettings } from '../adapters/platform/settings.ts';
import { composePoll } from './compose.ts';
import type { PollCount } from './poll.ts';

const logger = new Logger();
const metrics = new Metrics();

const poll = composePoll(
  createPollClients(),
  readPollSettings(process.env, readDeployedRegister(import.meta.url)),
  () => Date.now(),
  {
    delivered: (feed, key, bytes) => {
      logger.info(LOG_EVENT.feedDelivered, { feed, key, bytes });
    },
    failed: (feed, error, failures) => {
      logger.warn(LOG_EVENT.feedFailed, { feed, failures, error: asError(error) });
    },
    stalled: (feed, { answeredAt, failures }) => {
      logger.warn(LOG_EVENT.feedStalled, { feed, failures, answeredAt: new Date(answeredAt).toISOString() });
    },
    haywire: (feed, { hour, nextAt }) => {
      const until = new Date(nextAt).toISOString();
      logger.warn(LOG_EVENT.feedHaywire, { feed, files: hour.files, until });
    },
  },
);

/** Asks the feeds that are due, once a minute. */
export const handler = middy<unknown, PollCount>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(async (_event, context) => {
    const count = await poll(() => context.getRemainingTimeInMillis());
    // Also the zeros: they show that it runs
    metrics.addMetric('FeedFiles', MetricUnit.Count, count.files);
    metrics.addMetric('FeedsFailed', MetricUnit.Count, count.failed);
    metrics.addMetric('FeedsStalled', MetricUnit.Count, count.stalled);
    metrics.addMetric('FeedsHaywire', MetricUnit.Count, count.haywire);
    return count;
  });
