import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import { createClients } from '../adapters/platform/clients.ts';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { readArchiverSettings } from '../adapters/platform/settings.ts';
import { signedFetch } from '../adapters/platform/signed-fetch.ts';
import { ArchiveIndex, type Written } from '../adapters/search/archive-index.ts';
import { composeArchiver } from './compose.ts';

const logger = new Logger();
const { endpoint, ...settings } = readArchiverSettings(process.env, readDeployedRegister(import.meta.url));

const write =
  endpoint === undefined
    ? undefined
    : composeArchiver(createClients(), {
        ...settings,
        index: new ArchiveIndex({
          endpoint,
          fetch: signedFetch('aoss', new S3Client({ maxAttempts: 3 })),
          // A collection that sleeps wakes within half a minute
          timeoutMs: 60_000,
          attempts: 4,
        }),
        now: () => Date.now(),
      });

/** Tells the archive's index what was told, every hour. */
export const handler = middy<unknown, Written | undefined>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (_event, context) => {
    // On one machine there is no collection
    const written = await write?.(() => context.getRemainingTimeInMillis());
    if (written === undefined) return undefined;
    const { indexed, deleted, refused } = written;
    if (indexed + deleted > 0) logger.info(LOG_EVENT.archiveWritten, { indexed, deleted });
    if (refused.length > 0) logger.error(LOG_EVENT.archiveRefused, { refused: refused.slice(0, 20) });
    return written;
  });
