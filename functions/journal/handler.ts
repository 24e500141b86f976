import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRecalls } from '../adapters/platform/deployed-recalls.ts';
import { asError } from '../adapters/platform/errors.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readJournalSettings } from '../adapters/platform/settings.ts';
import { composeJournal } from './compose.ts';

const logger = new Logger();

const journal = composeJournal(
  createClients(),
  { ...readJournalSettings(process.env), recalls: readDeployedRecalls(import.meta.url) },
  { now: () => Date.now() },
  {
    logged: (batch, entries) => {
      logger.debug(LOG_EVENT.feedLogged, { batch, entries: entries.length });
    },
    failed: (messageId, error) => {
      logger.error(LOG_EVENT.messageFailed, { messageId, error: asError(error) });
    },
  },
);

/** Takes what the article topic has told into the feed log. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event) => journal(event));
