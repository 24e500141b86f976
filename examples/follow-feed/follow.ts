/**
 * A plain script that keeps a folder as the wire is: a file for each article, none for what was killed.
 *
 *   node follow.ts http://localhost:4580 wire/ [language…]       until Ctrl-C
 *   WIRE_TOKEN=… node follow.ts https://wire.example wire/ en
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConsumer, FeedClient, type Consumer } from 'newswire-ingest/consumer';

/** @param languages none: all */
export function folderConsumer(feed: FeedClient, folder: string): Consumer {
  const fileOf = (article: string): string => join(folder, `${encodeURIComponent(article)}.json`);
  return createConsumer({
    feed,
    onArticle: async (message) => {
      const file = fileOf(message.subject);
      // Whoever looks at the folder finds whole files only
      await writeFile(`${file}.part`, JSON.stringify(message));
      await rename(`${file}.part`, file);
    },
    onEnd: async ({ article }) => {
      await rm(fileOf(article), { force: true });
    },
  });
}

if (import.meta.main) {
  const [url = '', folder = '', ...language] = process.argv.slice(2);
  const { WIRE_TOKEN: token } = process.env;
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  await mkdir(folder, { recursive: true });
  const feed = new FeedClient({
    url,
    ...(language.length === 0 ? {} : { filter: { language } }),
    ...(token === undefined ? {} : { token: () => token }),
  });
  await folderConsumer(feed, folder).follow({
    signal: stop.signal,
    onCaughtUp: ({ events }) => {
      if (events > 0) console.log(`${events} changes`);
    },
  });
}
