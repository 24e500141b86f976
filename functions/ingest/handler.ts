import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { NearDuplicates } from '../core/dedupe/near-duplicates.ts';
import { createClients } from '../adapters/platform/clients.ts';
import { asError } from '../adapters/platform/errors.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readSettings } from '../adapters/platform/settings.ts';
import { Publisher } from '../adapters/publish/publisher.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { NearIndexTable } from '../adapters/store/near-index.ts';
import { SourceIndex } from '../adapters/store/source-index.ts';
import { takeBatch } from './batch.ts';
import type { DeliveryPorts } from './delivery.ts';
import { Inbox } from './inbox.ts';
import { observe } from './observe.ts';

const settings = readSettings(process.env);
const clients = createClients();
const logger = new Logger();
const metrics = new Metrics();
const { tableName } = settings;
const pause = (milliseconds: number): Promise<void> => setTimeout(milliseconds);

const ports: Omit<DeliveryPorts, 'remaining'> = {
  table: new ArticleTable(clients, settings),
  publisher: new Publisher(clients, settings),
  near: new NearDuplicates(new NearIndexTable(clients, { tableName, pause }), { pause }),
  sources: new SourceIndex(clients, tableName),
  inbox: new Inbox(clients, settings.archiveBucket),
  now: () => Date.now(),
  pause,
  publishFailed: (articleId, revision, error) => {
    logger.warn(LOG_EVENT.publishFailed, { articleId, revision, error: asError(error) });
  },
  publishDuplicates: settings.publishDuplicates,
};

/** Takes a batch of the intake queue: files in, records and messages out. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(async ({ Records }, context) => {
    const failed = await takeBatch(
      { ...ports, remaining: () => context.getRemainingTimeInMillis() },
      Records,
      observe(logger, metrics),
    );
    // Thrown, so that the mapping lowers its pace: when nothing gets through, something behind us is down
    if (failed.length > 0 && failed.length === Records.length) {
      throw new Error(`all ${failed.length} messages of the batch failed`);
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
