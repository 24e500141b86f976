/**
 * Tells a Slack channel of each article that a saved search finds, and takes it back when it is killed. Any service
 * with an incoming web hook that takes `{ "text": … }` will do.
 *
 *   SLACK_WEBHOOK=https://hooks.slack.com/… node alert.ts https://wire.example '"fish market" ferry -sport'
 */
import {
  createConsumer,
  FeedClient,
  MemorySeen,
  type Consumer,
  type FeedMessage,
} from 'newswire-ingest/consumer';

/** All words and "exact phrases" have to be there, none of the -excluded. */
export function searchOf(query: string): (message: FeedMessage) => boolean {
  const parts = [...query.matchAll(/(-?)(?:"([^"]+)"|(\S+))/gu)].map(([, minus, phrase, word]) => ({
    wanted: minus === '',
    words: plain(phrase ?? word ?? ''),
  }));
  return ({ data: { article } }) => {
    const { headlines = [], bodies = [] } = article;
    const text = plain(
      [...headlines, ...bodies].map(({ value }) => value.replaceAll(/<[^<>]*>/gu, ' ')).join(' '),
    );
    return parts.every(({ wanted, words }) => ` ${text} `.includes(` ${words} `) === wanted);
  };
}

/** Words in lower case without accents, a space between them. */
function plain(text: string): string {
  const folded = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

export interface Alerts {
  feed: FeedClient;
  search: (message: FeedMessage) => boolean;
  tell: (text: string) => Promise<void>;
}

/** @param cursor from where on; what was there before is no news */
export async function alertsFrom(cursor: string, { feed, search, tell }: Alerts): Promise<Consumer> {
  const seen = new MemorySeen();
  await seen.saveCursor(feed.name, cursor);
  const told = new Map<string, string>();
  return createConsumer({
    feed,
    seen,
    onArticle: async (message) => {
      const { subject, source, data } = message;
      if (told.has(subject) || !search(message)) return;
      const headline = data.article.headlines?.[0]?.value ?? data.article.uri;
      await tell(`${source.replace('/wire/', '')}: ${headline}`);
      told.set(subject, headline);
    },
    onEnd: async ({ article, event }) => {
      const headline = told.get(article);
      if (headline === undefined || event === 'left') return;
      // Not the headline: of what was killed nothing is repeated
      await tell(`An article of which you were told is ${event}: do not use it (${article})`);
      told.delete(article);
    },
  });
}

if (import.meta.main) {
  const [url = '', query = ''] = process.argv.slice(2);
  const { SLACK_WEBHOOK: hook = '', WIRE_TOKEN: token } = process.env;
  const feed = new FeedClient({ url, ...(token === undefined ? {} : { token: () => token }) });
  const tell = async (text: string): Promise<void> => {
    const { ok, status } = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    if (!ok) throw new Error(`the channel answers with ${status}`);
  };
  const alerts = await alertsFrom(await feed.now(), { feed, search: searchOf(query), tell });
  await alerts.follow();
}
