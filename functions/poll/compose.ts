/** The function `poll` over AWS, without its handler's frame. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { PollClients } from '../adapters/platform/clients.ts';
import { localSecret } from '../adapters/platform/local-secrets.ts';
import type { PollSettings } from '../adapters/platform/settings.ts';
import { FeedStates } from '../adapters/store/feed-states.ts';
import { fetchFeed, PUBLIC_INTERNET, WITH_OWN_MACHINE } from './fetch.ts';
import { pollDue, type PollCount, type PollObserver } from './poll.ts';

/** A secret that was changed is seen after this, milliseconds. */
const SECRET_KEPT = 5 * 60_000;

/** @param remaining milliseconds that are left of this invocation */
export type Poll = (remaining: () => number) => Promise<PollCount>;

export function composePoll(
  clients: PollClients,
  { tableName, inboxBucket, providers, onOwnMachine, secretsFile }: PollSettings,
  now: () => number,
  observer: PollObserver,
): Poll {
  const network = onOwnMachine ? WITH_OWN_MACHINE : PUBLIC_INTERNET;
  const states = new FeedStates(clients, tableName);
  const kept = new Map<string, { text: string; until: number }>();
  const stored = async (arn: string): Promise<string | undefined> => {
    if (onOwnMachine) return localSecret(secretsFile, arn);
    const { GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
    const secrets = await clients.secrets();
    return (await secrets.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;
  };
  const secret = async (arn: string): Promise<string> => {
    const known = kept.get(arn);
    if (known !== undefined && known.until > now()) return known.text;
    const text = await stored(arn);
    if (text === undefined || text.trim() === '') throw new Error('it holds no text');
    kept.set(arn, { text: text.trim(), until: now() + SECRET_KEPT });
    return text.trim();
  };
  return (remaining) =>
    pollDue(
      {
        providers,
        states,
        secret,
        now,
        remaining,
        fetch: (feed, url, options) => fetchFeed(feed, url, options, network),
        deliver: async (key, bytes, contentType) => {
          await clients.s3.send(
            new PutObjectCommand({
              Bucket: inboxBucket,
              Key: key,
              Body: bytes,
              ...(contentType === '' ? {} : { ContentType: contentType }),
            }),
          );
        },
      },
      observer,
    );
}
