import type { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { asError } from '../adapters/platform/errors.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { providerOfKey, type Register } from '../core/providers/register.ts';
import type { IngestObserver } from './compose.ts';
import { Flow } from './flow.ts';
import { versionOf } from './inbox.ts';

/** Tells logs and metrics what became of each message of a batch. */
export function observe(
  logger: Logger,
  metrics: Metrics,
  providers: Register,
  flowMetrics = false,
): IngestObserver {
  const flow = flowMetrics ? new Flow(providers) : undefined;
  return {
    taken: (receipt, begunAt) => {
      const { bucket, key, version, provider, state, code, message, counts, receivedAt, finishedAt } =
        receipt;
      const delivery = { bucket, key, version, provider };
      flow?.count(receipt, begunAt);
      if (state === 'quarantined') {
        logger.warn(LOG_EVENT.deliveryQuarantined, { delivery, code, reason: message });
        metrics.addMetric('DeliveriesQuarantined', MetricUnit.Count, 1);
        return;
      }
      const milliseconds = Date.parse(finishedAt) - Date.parse(receivedAt);
      logger.info(LOG_EVENT.deliveryDone, { delivery, counts, milliseconds });
      for (const item of receipt.items) {
        const { itemIndex, outcome } = item;
        if (item.outcome === 'rejected') {
          logger.warn(LOG_EVENT.itemTaken, { delivery, itemIndex, outcome, code: item.code });
          continue;
        }
        const { articleId, revision, format, dedupe } = item;
        const { verdict } = dedupe;
        logger.info(LOG_EVENT.itemTaken, {
          delivery,
          itemIndex,
          articleId,
          revision,
          outcome,
          format,
          verdict,
        });
      }
      metrics.addMetric('Deliveries', MetricUnit.Count, 1);
      metrics.addMetric('UploadToReceipt', MetricUnit.Milliseconds, Math.max(0, milliseconds));
      for (const [outcome, count] of Object.entries(counts)) {
        metrics.addMetric(`Items.${outcome}`, MetricUnit.Count, count);
      }
    },
    putAside: (of) => {
      const { bucket, key } = of;
      const provider = providerOfKey(key) ?? null;
      logger.info(LOG_EVENT.deliveryPutAside, {
        delivery: { bucket, key, version: versionOf(of), provider },
      });
      metrics.addMetric('DeliveriesPutAside', MetricUnit.Count, 1);
    },
    waits: (of) => {
      const { bucket, key } = of;
      const provider = providerOfKey(key) ?? null;
      logger.info(LOG_EVENT.deliveryWaits, { delivery: { bucket, key, version: versionOf(of), provider } });
      metrics.addMetric('DeliveriesWaitingForScan', MetricUnit.Count, 1);
    },
    ignored: (messageId, reason) => {
      logger.info(LOG_EVENT.messageIgnored, { messageId, reason });
    },
    failed: (messageId, error, of) => {
      const delivery = of && {
        bucket: of.bucket,
        key: of.key,
        version: versionOf(of),
        provider: providerOfKey(of.key) ?? null,
      };
      logger.error(LOG_EVENT.messageFailed, { messageId, delivery, error: asError(error) });
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
    furnitureFailed: (provider, error) => {
      logger.warn(LOG_EVENT.furnitureFailed, { provider, error: asError(error) });
    },
    publishFailed: (articleId, revision, error) => {
      logger.warn(LOG_EVENT.publishFailed, { articleId, revision, error: asError(error) });
    },
  };
}
