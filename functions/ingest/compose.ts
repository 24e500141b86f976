/** The function `ingest` over AWS, without its handler's frame. */
import type { SQSBatchResponse } from 'aws-lambda';
import type { Clients, IngestClients } from '../adapters/platform/clients.ts';
import type { IngestSettings, Settings } from '../adapters/platform/settings.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import type { Receipt } from '../adapters/store/outcomes.ts';
import { FurnitureTable } from '../adapters/store/furniture-table.ts';
import { Pauses } from '../adapters/store/pauses.ts';
import { SequenceTable } from '../adapters/store/sequences.ts';
import { providerOfKey } from '../core/providers/register.ts';
import { composeDesk, type Clock } from '../desk/compose.ts';
import type { Delivery } from '../desk/notification.ts';
import { AgencyReceipts } from './agency-receipts.ts';
import { takeBatch, type BatchObserver, type BatchPorts, type QueueMessage } from './batch.ts';
import { takeDelivery, type DeliveryPorts } from './delivery.ts';
import { Inbox } from './inbox.ts';
import { IntakeQueue } from './intake-queue.ts';
import { isPausedError, PausedError, PauseWatch, putAside } from './pausing.ts';
import { receivesOf } from './retries.ts';

export interface IngestObserver extends BatchObserver {
  /** An article is stored but SNS did not take it, or its copies could not be looked after. */
  publishFailed: DeliveryPorts['publishFailed'];
  /** An agency could not be told what became of its delivery. */
  agencyNotTold: (receipt: Receipt, error: unknown) => void;
  /** The numbers of a delivery could not be noted. */
  numbersFailed: DeliveryPorts['numbersFailed'];
  furnitureFailed: DeliveryPorts['furnitureFailed'];
}

/** @param remaining milliseconds that are left of this invocation */
export type Ingest = (
  event: { Records: readonly QueueMessage[] },
  remaining: () => number,
) => Promise<SQSBatchResponse>;

export function ingestPorts(
  clients: Clients,
  settings: Settings & Pick<IngestSettings, 'receiptTopicArnPrefix' | 'malwareScan'>,
  clock: Clock,
  {
    publishFailed,
    agencyNotTold,
    numbersFailed,
    furnitureFailed,
  }: Pick<IngestObserver, 'publishFailed' | 'agencyNotTold' | 'numbersFailed' | 'furnitureFailed'>,
): Omit<DeliveryPorts, 'remaining'> {
  const desk = composeDesk(clients, settings, clock, { publishFailed });
  const { schemaBaseUrl, receiptTopicArnPrefix: topicArnPrefix, malwareScan = false } = settings;
  return {
    ...desk,
    inbox: new Inbox(clients, settings.archiveBucket),
    agencies: new AgencyReceipts(
      clients,
      desk.table,
      { schemaBaseUrl, topicArnPrefix, providers: settings.providers },
      agencyNotTold,
    ),
    numbers: new SequenceTable(clients, settings.tableName),
    numbersFailed,
    furniture: new FurnitureTable(clients, settings.tableName),
    furnitureFailed,
    malwareScan,
  };
}

export function composeIngest(
  clients: IngestClients,
  settings: IngestSettings,
  clock: Clock,
  observer: IngestObserver,
): Ingest {
  const ports = ingestPorts(clients, settings, clock, observer);
  const queue = new IntakeQueue(clients, settings.queueUrl);
  const pauses = new Pauses(clients, settings.tableName);
  const watch = new PauseWatch(clock.now);
  return async ({ Records }, remaining) => {
    const take: BatchPorts['take'] = async (delivery, again) => {
      const provider = providerOfKey(delivery.key) ?? '';
      const readItem = watch.readingFor(provider);
      if (readItem === undefined) return takeDelivery({ ...ports, remaining }, delivery, again);
      try {
        if (watch.isPaused(provider) === true) throw new PausedError(`deliveries of ${provider} wait`);
        const table = new ArticleTable(clients, { ...settings, readItem });
        return await takeDelivery({ ...ports, table, remaining }, delivery, again);
      } catch (error) {
        if (!isPausedError(error)) throw error;
        if (await putAside(pauses, watch, delivery)) return undefined;
        return takeDelivery({ ...ports, remaining }, delivery, again);
      }
    };
    const waiting: Delivery[] = [];
    const waits = (delivery: Delivery): void => {
      waiting.push(delivery);
      observer.waits(delivery);
    };
    const failed = await takeBatch({ take, queue, now: clock.now, remaining }, Records, {
      ...observer,
      waits,
    });
    // What waits for its scan was looked at: S3 answers
    if (waiting.length === 0 && nothingGetsThrough(Records, failed))
      throw new Error(`all ${failed.length} messages of the batch failed`);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/**
 * Then something behind us is down, and a thrown error makes the mapping lower its pace and alarms people. The retries
 * of one bad file say nothing of the kind, and there are several in the first minutes.
 */
function nothingGetsThrough(messages: readonly QueueMessage[], failed: readonly string[]): boolean {
  const isNew = messages.some(({ attributes }) => receivesOf(attributes) === 1);
  return isNew && failed.length === messages.length;
}
