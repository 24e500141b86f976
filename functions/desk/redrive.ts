/** Which dead letters are meant by an operator, and what they are about. Pure. */
import type { WaitingMessage } from '../adapters/platform/queues.ts';
import { providerOfKey } from '../core/providers/register.ts';
import { readNotification } from './notification.ts';

/** What is asked for; where nothing is, all that are about files. */
export interface DeadLetterChoice {
  /** Keys, or ends of keys: the file's name. */
  keys: readonly string[];
  /** Message ids, for what is about no file. */
  messages: readonly string[];
  provider?: string | undefined;
}

export interface DeadLetter {
  messageId: string;
  sentAt: string;
  files: { key: string; version: string; receivedAt: string }[];
  /** Of what is about no file: why nobody can read it. */
  reason?: string;
}

/** What a dead letter is about. */
export function deadLetterOf({ messageId, sentAt, body }: WaitingMessage): DeadLetter {
  const read = readNotification(body);
  if (read.kind !== 'deliveries') return { messageId, sentAt, files: [], reason: read.reason };
  return {
    messageId,
    sentAt,
    files: read.deliveries.map(({ key, versionId, eTag, received }) => ({
      key,
      version: versionId ?? eTag,
      receivedAt: new Date(received).toISOString(),
    })),
  };
}

/** What nobody can read only comes back, so it is sent where it is named and not otherwise. */
export function isChosen(
  { messageId, files }: DeadLetter,
  { keys, messages, provider }: DeadLetterChoice,
): boolean {
  if (messages.includes(messageId)) return true;
  return files.some(({ key }) => {
    const isOurs = provider === undefined || providerOfKey(key) === provider;
    return isOurs && (keys.length === 0 ? messages.length === 0 : keys.some((name) => isNamed(key, name)));
  });
}

function isNamed(key: string, name: string): boolean {
  return key === name || key.endsWith(`/${name}`);
}
