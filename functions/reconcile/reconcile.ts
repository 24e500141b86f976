/**
 * Compares the inbox with the receipts, and announces again what has none: S3 and SQS lose a notification rarely, and
 * people take queues and settings apart. It walks through the whole inbox, in as many runs as that takes, and asks for the
 * receipts of what came since the round before. Each step may be done again.
 */
import type { WaitingQueue } from '../adapters/platform/queues.ts';
import type { OpsNotice } from '../adapters/publish/ops.ts';
import type { InboxVersion, InboxVersions } from '../adapters/store/inbox-versions.ts';
import type { Pauses } from '../adapters/store/pauses.ts';
import type { Receipts } from '../adapters/store/receipts.ts';
import type { ReconcileStates } from '../adapters/store/reconcile-state.ts';
import { INBOX_PREFIX, type Register } from '../core/providers/register.ts';
import { announcementOf } from '../desk/announcement.ts';
import { askedFor, countsByProvider, missingOf, roundOf } from '../desk/reconcile.ts';

export interface ReconcilePorts {
  inbox: Pick<InboxVersions, 'bucket' | 'page'>;
  receipts: Pick<Receipts, 'known'>;
  pauses: Pick<Pauses, 'among'>;
  states: Pick<ReconcileStates, 'get' | 'put'>;
  /** The intake queue. */
  queue: Pick<WaitingQueue, 'counts' | 'send'>;
  notify: (notice: OpsNotice) => Promise<void>;
  providers: Register;
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface Reconciled {
  /** The intake queue is behind: what has no receipt yet may be in it, and the next hour asks again. */
  postponed: boolean;
  /** The round is at its end. */
  finished: boolean;
  /** Of this run: pages of the list, files whose receipts were asked for, files that had none and were announced. */
  pages: number;
  looked: number;
  missing: number;
  byProvider: Record<string, number>;
}

/** With more than these waiting a file without a receipt says nothing. */
const BEHIND = 1000;

/** No page is begun with less time than this. */
const PAGE_MS = 30_000;

/** A million versions: what is left comes in the next hour. A call of the list is half a cent for a thousand. */
const MOST_PAGES = 1000;

/** More at once would be a flood: the rest comes in the next hour. */
const MOST_MISSING = 2000;

/** A notice lists so many. */
const MOST_TOLD = 50;

export async function reconcile(ports: ReconcilePorts): Promise<Reconciled> {
  const run: Reconciled = {
    postponed: false,
    finished: false,
    pages: 0,
    looked: 0,
    missing: 0,
    byProvider: {},
  };
  if ((await ports.queue.counts()).waiting > BEHIND) return { ...run, postponed: true };
  const found: InboxVersion[] = [];
  try {
    await walk(ports, run, found);
  } finally {
    // Also what was announced before something failed
    run.missing = found.length;
    run.byProvider = countsByProvider(found);
    if (found.length > 0)
      await ports.notify(missedNotice(ports.inbox.bucket, found, run.byProvider, ports.now()));
  }
  return run;
}

/** Goes on with the round, or begins one, until it is at its end or the run is. */
async function walk(ports: ReconcilePorts, run: Reconciled, found: InboxVersion[]): Promise<void> {
  const { inbox, states, queue, providers, now, remaining } = ports;
  let state = await states.get();
  let round = roundOf(state, now());
  for (;;) {
    const { versions, next } = await inbox.page(INBOX_PREFIX, round.place ?? undefined);
    const asked = askedFor(versions, round, { providers, now: now() });
    const missing = await missingOf(inbox.bucket, asked, ports);
    await queue.send(missing.map((version) => announced(inbox.bucket, version)));
    found.push(...missing);
    run.pages++;
    run.looked += asked.length;
    round = {
      ...round,
      place: next ?? null,
      looked: round.looked + asked.length,
      missing: round.missing + missing.length,
    };
    if (next === undefined) {
      run.finished = true;
      await states.put({ ...state, doneUntil: round.until, round: null });
      return;
    }
    const ends = remaining() < PAGE_MS || run.pages >= MOST_PAGES || found.length >= MOST_MISSING;
    if (!ends && missing.length === 0 && run.pages % PAGES_NOTED !== 0) continue;
    const noted = await states.put({ ...state, round });
    // Where there is none, another run is at it
    if (ends || noted === undefined) return;
    state = noted;
  }
}

/** A run that dies looks at no more pages than these again. */
const PAGES_NOTED = 20;

function announced(bucket: string, { key, version, eTag, bytes, storedAt }: InboxVersion): string {
  const receivedAt = new Date(storedAt).toISOString();
  return announcementOf({ bucket, key, version, eTag, bytes, receivedAt }, 'wire:reconcile');
}

function missedNotice(
  bucket: string,
  found: readonly InboxVersion[],
  byProvider: Record<string, number>,
  now: number,
): OpsNotice {
  const [first] = found;
  return {
    type: 'wire.deliveries.missed',
    id: `${bucket}/${first?.key ?? ''}@${first?.version ?? ''}:missed`,
    time: new Date(now).toISOString(),
    provider: null,
    bucket,
    count: found.length,
    byProvider,
    files: found.slice(0, MOST_TOLD).map(({ key, version, storedAt }) => ({
      key,
      version,
      storedAt: new Date(storedAt).toISOString(),
    })),
  };
}
