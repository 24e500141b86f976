/**
 * Deliveries of an agency that an operator has paused are put aside until it is resumed; those of the others go on. Who is
 * paused is read along with the first item that a delivery reads anyway, in the same call, and believed for a while: the
 * straight path has no call more, and a pause holds for all that is begun later than that.
 */
import type { ReadItem } from '../adapters/store/article-table.ts';
import type { Item } from '../adapters/store/keys.ts';
import { PAUSED_KEY, pausedFrom, type PausedProviders, type Pauses } from '../adapters/store/pauses.ts';
import { providerOfKey } from '../core/providers/register.ts';
import type { Delivery } from '../desk/notification.ts';
import { versionOf } from './inbox.ts';

/** Nothing of the delivery was done: its agency is paused. */
export class PausedError extends Error {
  override readonly name = 'PausedError';
  readonly code = 'paused';
}

/** So long what was read is believed: a pause holds after this time at the latest. */
const BELIEVED_MS = 30_000;

export class PauseWatch {
  readonly #now: () => number;
  #paused: PausedProviders = {};
  #readAt = -Infinity;

  /** @param now epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** As was read last; undefined where that is too long ago. */
  isPaused(provider: string): boolean | undefined {
    return this.#now() - this.#readAt > BELIEVED_MS ? undefined : provider in this.#paused;
  }

  learn(paused: PausedProviders): void {
    this.#paused = paused;
    this.#readAt = this.#now();
  }

  /**
   * How a delivery reads: with its first item it learns whether its agency is paused, where nobody knows it, and whatever
   * else it reads at the same time waits for that. Nothing is written before.
   * @returns undefined where it is known
   * @throws PausedError by the reads
   */
  readingFor(provider: string): ReadItem | undefined {
    if (this.isPaused(provider) === false) return undefined;
    let first: Promise<Item | undefined> | undefined;
    return async (key, get) => {
      if (first === undefined) {
        first = this.#readBoth(provider, key, get);
        return first;
      }
      await first;
      const [item] = await get([key]);
      return item;
    };
  }

  async #readBoth(provider: string, key: Item, get: Parameters<ReadItem>[1]): Promise<Item | undefined> {
    const items = await get([key, PAUSED_KEY]);
    const isOurs = ({ pk, sk }: Item, { pk: otherPk, sk: otherSk }: Item): boolean =>
      pk?.S === otherPk?.S && sk?.S === otherSk?.S;
    this.learn(pausedFrom(items.find((item) => isOurs(item, PAUSED_KEY))));
    if (this.isPaused(provider) === true) throw new PausedError(`deliveries of ${provider} wait`);
    return items.find((item) => isOurs(item, key));
  }
}

/** Whether a delivery failed because its agency is paused. */
export function isPausedError(error: unknown): boolean {
  if (error instanceof PausedError) return true;
  return error instanceof Error && error.cause instanceof PausedError;
}

/**
 * Keeps a delivery until its agency is resumed.
 * @returns false where it has been resumed meanwhile, and the delivery is to be taken
 */
export async function putAside(pauses: Pauses, watch: PauseWatch, delivery: Delivery): Promise<boolean> {
  const provider = providerOfKey(delivery.key) ?? '';
  const { bucket, key, eTag, bytes, received, sequencer } = delivery;
  const file = {
    bucket,
    key,
    version: versionOf(delivery),
    eTag,
    bytes,
    receivedAt: new Date(received).toISOString(),
    ...(sequencer === '' ? {} : { sequencer }),
  };
  await pauses.putAside(provider, file);
  // Whoever resumes it afterwards finds the file; whoever has done it before may not have
  const paused = await pauses.all();
  watch.learn(paused);
  if (provider in paused) return true;
  await pauses.remove(provider, [file]);
  return false;
}
