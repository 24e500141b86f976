import type { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { asError } from '../adapters/platform/errors.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { PROVIDER_DELIVERIES, type Register } from '../core/providers/register.ts';
import type { IngestObserver } from './compose.ts';

/** Tells logs and metrics what became of each message of a batch. */
export function observe(logger: Logger, metrics: Metrics, providers: Register): IngestObserver {
  /** A metric by agency is paid for, and only an alarm about its silence reads it. */
  const heardFrom = (id: string | null): void => {
    if (id === null || providers.find(id)?.silenceMinutes === undefined) return;
    metrics.singleMetric().addDimension('provider', id).addMetric(PROVIDER_DELIVERIES, MetricUnit.Count, 1);
  };
  return {
    taken: (receipt) => {
      const { bucket, key, version, provider, state, code, message, counts, receivedAt, finishedAt } =
        receipt;
      const delivery = { bucket, key, version, provider };
      heardFrom(provider);
      if (state === 'quarantined') {
        logger.warn(LOG_EVENT.deliveryQuarantined, { delivery, code, reason: message });
        metrics.addMetric('DeliveriesQuarantined', MetricUnit.Count, 1);
        return;
      }
      const milliseconds = Date.parse(finishedAt) - Date.parse(receivedAt);
      logger.info(LOG_EVENT.deliveryDone, { delivery, counts, milliseconds });
      metrics.addMetric('Deliveries', MetricUnit.Count, 1);
      metrics.addMetric('UploadToReceipt', MetricUnit.Milliseconds, Math.max(0, milliseconds));
      for (const [outcome, count] of Object.entries(counts)) {
        metrics.addMetric(`Items.${outcome}`, MetricUnit.Count, count);
      }
    },
    ignored: (messageId, reason) => {
      logger.info(LOG_EVENT.messageIgnored, { messageId, reason });
    },
    failed: (messageId, error) => {
      logger.error(LOG_EVENT.messageFailed, { messageId, error: asError(error) });
      metrics.addMetric('MessagesFailed', MetricUnit.Count, 1);
    },
    queueFailed: (error) => {
      logger.warn(LOG_EVENT.queueFailed, { error: asError(error) });
    },
    agencyNotTold: ({ bucket, key, version, provider }, error) => {
      logger.warn(LOG_EVENT.agencyNotTold, {
        delivery: { bucket, key, version, provider },
        error: asError(error),
      });
      metrics.addMetric('AgencyReceiptsFailed', MetricUnit.Count, 1);
    },
    numbersFailed: ({ bucket, key, version, provider }, error) => {
      logger.warn(LOG_EVENT.numbersFailed, {
        delivery: { bucket, key, version, provider },
        error: asError(error),
      });
    },
    publishFailed: (articleId, revision, error) => {
      logger.warn(LOG_EVENT.publishFailed, { articleId, revision, error: asError(error) });
    },
  };
}
