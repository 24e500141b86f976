/** The function `ingest` over AWS, without its handler's frame. */
import type { SQSBatchResponse } from 'aws-lambda';
import type { Clients } from '../adapters/platform/clients.ts';
import type { Settings } from '../adapters/platform/settings.ts';
import { composeDesk, type Clock } from '../desk/compose.ts';
import { takeBatch, type BatchObserver, type QueueMessage } from './batch.ts';
import type { DeliveryPorts } from './delivery.ts';
import { Inbox } from './inbox.ts';

export interface IngestObserver extends BatchObserver {
  /** An article is stored but SNS did not take it, or its copies could not be looked after. */
  publishFailed: DeliveryPorts['publishFailed'];
}

/** @param remaining milliseconds that are left of this invocation */
export type Ingest = (
  event: { Records: readonly QueueMessage[] },
  remaining: () => number,
) => Promise<SQSBatchResponse>;

export function ingestPorts(
  clients: Clients,
  settings: Settings,
  clock: Clock,
  { publishFailed }: Pick<IngestObserver, 'publishFailed'>,
): Omit<DeliveryPorts, 'remaining'> {
  return {
    ...composeDesk(clients, settings, clock, { publishFailed }),
    inbox: new Inbox(clients, settings.archiveBucket),
  };
}

export function composeIngest(
  clients: Clients,
  settings: Settings,
  clock: Clock,
  observer: IngestObserver,
): Ingest {
  const ports = ingestPorts(clients, settings, clock, observer);
  return async ({ Records }, remaining) => {
    const failed = await takeBatch({ ...ports, remaining }, Records, observer);
    // Thrown, so that the mapping lowers its pace: when nothing gets through, something behind us is down
    if (failed.length > 0 && failed.length === Records.length) {
      throw new Error(`all ${failed.length} messages of the batch failed`);
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}
