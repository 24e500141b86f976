/**
 * Looks every few minutes at what no single delivery can tell: agencies that have fallen silent or of which much is
 * refused, numbers that did not come, and what waits for a person.
 */
import type { OpsNotice } from '../adapters/publish/ops.ts';
import type { Publisher } from '../adapters/publish/publisher.ts';
import type { Pauses } from '../adapters/store/pauses.ts';
import type { RhythmTable } from '../adapters/store/rhythms.ts';
import type { Provider } from '../core/providers/agency.ts';
import { CANARY_ID } from '../core/providers/canary.ts';
import type { Register } from '../core/providers/register.ts';
import {
  afterLook,
  newRhythm,
  usualBetween,
  whilePaused,
  type Rhythm,
  type RhythmNews,
} from '../core/providers/rhythm.ts';
import { tellMissing, type SequencePorts } from '../desk/sequences.ts';

export interface WatchPorts {
  providers: Register;
  rhythms: Pick<RhythmTable, 'get' | 'put' | 'heardBetween' | 'heldWithoutTime'>;
  numbers: SequencePorts['numbers'];
  publisher: Pick<Publisher, 'notify'>;
  /** Whose deliveries wait since we want it so. */
  pauses: Pick<Pauses, 'all'>;
  /** Epoch milliseconds. */
  now: () => number;
}

export interface WatchCount {
  silent: number;
  rejecting: number;
  /** Gaps that were told and are still open. */
  gaps: number;
  /** Held articles without a time that nobody has looked at for a while. */
  held: number;
  /** Agencies that could not be looked at. */
  failed: number;
}

export interface WatchObserver {
  news: (provider: string, news: RhythmNews) => void;
  failed: (provider: string, error: unknown) => void;
}

/** Indexes lag, and a file is listed when its receipt is written. */
const LAG_MS = 10_000;

/** A person has had half an hour. */
const HELD_MS = 30 * 60_000;

/** Agencies that are looked at side by side. */
const AT_ONCE = 8;

export async function watchAgencies(ports: WatchPorts, observer: WatchObserver): Promise<WatchCount> {
  const count: WatchCount = { silent: 0, rejecting: 0, gaps: 0, held: 0, failed: 0 };
  const paused = await ports.pauses.all();
  // The canary has alarms of its own
  const waiting = ports.providers.all().filter(({ id }) => id !== CANARY_ID);
  const worker = async (): Promise<void> => {
    for (let provider = waiting.shift(); provider !== undefined; provider = waiting.shift()) {
      try {
        if (paused[provider.id] !== undefined) {
          await passOver(ports, provider);
          continue;
        }
        const rhythm = await look(ports, provider, observer);
        if (rhythm.silentSince !== null) count.silent++;
        if (rhythm.rejectingSince !== null) count.rejecting++;
        count.gaps += await tellMissing(ports, provider);
      } catch (error) {
        count.failed++;
        observer.failed(provider.id, error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  count.held = await ports.rhythms.heldWithoutTime(ports.now() - HELD_MS);
  return count;
}

async function passOver({ rhythms, now }: WatchPorts, { id }: Provider): Promise<void> {
  const known = await rhythms.get(id);
  if (known !== undefined) await rhythms.put(id, whilePaused(known, now() - LAG_MS));
}

async function look(
  { rhythms, publisher, now }: WatchPorts,
  provider: Provider,
  observer: WatchObserver,
): Promise<Rhythm> {
  const { id, silenceMinutes } = provider;
  const upTo = now() - LAG_MS;
  const known = await rhythms.get(id);
  if (known === undefined) {
    const fresh = newRhythm(upTo);
    await rhythms.put(id, fresh);
    return fresh;
  }
  const heard = await rhythms.heardBetween(id, known.seenTo, upTo);
  const { rhythm, news } = afterLook(known, heard, silenceMinutes, upTo);
  for (const one of news) {
    observer.news(id, one);
    // First, for what was noted is not told again
    await publisher.notify(noticeOf(provider, one, rhythm, upTo));
  }
  await rhythms.put(id, rhythm);
  return rhythm;
}

function noticeOf(
  { id, silenceMinutes }: Provider,
  news: RhythmNews,
  rhythm: Rhythm,
  now: number,
): OpsNotice {
  const last = rhythm.heardAt ?? rhythm.since;
  const sum = (of: 'heard' | 'refused'): number => rhythm.recent.reduce((all, one) => all + one[of], 0);
  return {
    type: `wire.provider.${news}`,
    id: `${id}:${news}:${now}`,
    time: new Date(now).toISOString(),
    provider: id,
    lastHeard: rhythm.heardAt === null ? null : new Date(rhythm.heardAt).toISOString(),
    usual: silenceMinutes === undefined ? Math.round(usualBetween(rhythm, last, now)) : null,
    recent: { heard: sum('heard'), refused: sum('refused') },
  };
}
