/**
 * What the inbox has and nobody has read: a notification was lost on its way. Which versions are asked for a receipt, and
 * which of them are missing.
 */
import type { InboxVersion } from '../adapters/store/inbox-versions.ts';
import type { Pauses } from '../adapters/store/pauses.ts';
import { nameOf, type Receipts } from '../adapters/store/receipts.ts';
import type { ReconcileRound, ReconcileState } from '../adapters/store/reconcile-state.ts';
import { providerOfKey, type Register } from '../core/providers/register.ts';
import { isFile } from './replay.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** What came later than this may still be on its way: a few retries take half an hour. */
export const ON_ITS_WAY_MS = HOUR_MS;

/** The first round looks back so far: no message waited for longer in the intake queue. */
const FIRST_LOOK_MS = 7 * DAY_MS;

/** So much before the receipts of an agency go, nobody asks for them any more. */
const BEFORE_FORGETTING_MS = DAY_MS;

/** Epoch milliseconds: after the first, not after the second. */
export interface Window {
  since: number;
  until: number;
}

/** The round that runs, or the next one. */
export function roundOf({ doneUntil, round }: ReconcileState, now: number): ReconcileRound {
  if (round !== null) return round;
  const until = now - ON_ITS_WAY_MS;
  return {
    beganAt: now,
    since: Math.min(until, doneUntil ?? until - FIRST_LOOK_MS),
    until,
    place: null,
    looked: 0,
    missing: 0,
  };
}

/** Files of a time whose receipts are asked for. Of an agency whose records are forgotten there may be none any more. */
export function askedFor(
  versions: readonly InboxVersion[],
  { since, until }: Window,
  { providers, now }: { providers: Register; now: number },
): InboxVersion[] {
  return versions.filter((version) => {
    const { key, storedAt } = version;
    if (!isFile(version) || storedAt <= since || storedAt > until) return false;
    const days = providers.find(providerOfKey(key) ?? '')?.retentionDays;
    return days === undefined || storedAt > now - days * DAY_MS + BEFORE_FORGETTING_MS;
  });
}

/** Those of them that have no receipt, and do not wait for their agency to be resumed. */
export async function missingOf(
  bucket: string,
  asked: readonly InboxVersion[],
  { receipts, pauses }: { receipts: Pick<Receipts, 'known'>; pauses: Pick<Pauses, 'among'> },
): Promise<InboxVersion[]> {
  const known = await receipts.known(bucket, asked);
  const missing = asked.filter((version) => !known.has(nameOf(version)));
  if (missing.length === 0) return [];
  const waiting = await pauses.among(missing);
  return missing.filter((version) => !waiting.has(nameOf(version)));
}

/** How many there are of each agency; null stands for files outside of all prefixes. */
export function countsByProvider(versions: readonly Pick<InboxVersion, 'key'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { key } of versions) {
    const provider = providerOfKey(key) ?? '-';
    counts[provider] = (counts[provider] ?? 0) + 1;
  }
  return counts;
}
