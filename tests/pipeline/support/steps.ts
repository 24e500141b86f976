/** The steps of ingest and release over a stack's clients, with a clock of the test's own. */
import type { Clients } from '../../../functions/adapters/platform/clients.ts';
import { composeDesk, type Desk } from '../../../functions/desk/compose.ts';
import { ingestPorts } from '../../../functions/ingest/compose.ts';
import { takeDelivery, type DeliveryPorts } from '../../../functions/ingest/delivery.ts';
import type { Delivery } from '../../../functions/desk/notification.ts';
import type { PublisherOptions } from '../../../functions/adapters/publish/publisher.ts';
import { composeRelease } from '../../../functions/release/compose.ts';
import type { StoreOptions } from '../../../functions/adapters/store/article-table.ts';
import { NearDuplicates } from '../../../functions/core/dedupe/near-duplicates.ts';
import { NearIndexTable } from '../../../functions/adapters/store/near-index.ts';
import type { Receipt } from '../../../functions/adapters/store/outcomes.ts';
import { PROVIDERS } from '../../support/wires.ts';
import type { Newsroom } from './newsroom.ts';

export interface Steps {
  /** @param again whether it was tried before */
  take: (delivery: Delivery, again?: boolean) => Promise<Receipt>;
  release: () => Promise<{ released: number; failed: number }>;
}

export function optionsOf({ stack }: Newsroom): StoreOptions & PublisherOptions {
  return {
    tableName: stack.ref('ArticleTable'),
    archiveBucket: stack.ref('ArchiveBucket'),
    articleTopicArn: stack.ref('ArticleTopic'),
    opsTopicArn: stack.ref('OpsTopic'),
    schemaBaseUrl: 'https://wire.example/schemas',
  };
}

/** The tests' waiting: others get their turn, no time passes. */
const turn = (): Promise<void> => new Promise(setImmediate);

export function nearDuplicatesOver(clients: Clients, tableName: string): NearDuplicates {
  return new NearDuplicates(new NearIndexTable(clients, { tableName, pause: turn }), { pause: turn });
}

/**
 * @param now the time of the test, epoch milliseconds
 * @param remaining milliseconds that are left of the invocation
 * @param changed ports of the test's own
 */
export function stepsOver(
  newsroom: Newsroom,
  clients: Clients,
  now: () => number,
  remaining: () => number = () => 60_000,
  changed: Partial<DeliveryPorts> = {},
): Steps {
  const settings = { ...optionsOf(newsroom), publishDuplicates: false, providers: PROVIDERS };
  const clock = { now, pause: turn };
  const ports = ingestPorts(clients, settings, clock, {
    publishFailed: () => undefined,
    agencyNotTold: () => undefined,
    numbersFailed: () => undefined,
    furnitureFailed: () => undefined,
  });
  const release = composeRelease(clients, settings, clock, {
    released: () => undefined,
    failed: () => undefined,
  });
  return {
    take: (delivery, again) => takeDelivery({ ...ports, remaining, ...changed }, delivery, again),
    release: () => release(remaining),
  };
}

/** The desk over a newsroom's stack, as the `wire` command has it. */
export function deskOver(newsroom: Newsroom, now: () => number = () => Date.now()): Desk {
  const settings = { ...optionsOf(newsroom), publishDuplicates: false, providers: PROVIDERS };
  const clock = { now, pause: turn };
  return composeDesk(clientsOf(newsroom), settings, clock, { publishFailed: () => undefined });
}

export function clientsOf({ stack }: Newsroom): Clients {
  return { s3: stack.clients.s3, dynamo: stack.clients.dynamodb, sns: stack.clients.sns };
}
