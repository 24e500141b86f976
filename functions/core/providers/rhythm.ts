/**
 * Whether an agency has fallen silent, by its own rhythm: how much it usually sends at this hour of this day of the week.
 * A quiet night is no silence where nights are quiet; ten minutes are one where something comes each. Pure.
 */

const HOUR = 60 * 60_000;
const MINUTE = 60_000;
const HOURS_OF_WEEK = 7 * 24;

/** What is known of an agency. */
export interface Rhythm {
  /** Epoch milliseconds, all of them: since when it is watched, up to when it was looked at, and when it was heard last. */
  since: number;
  seenTo: number;
  heardAt: number | null;
  /** Files and articles by hour of the week (UTC, Thursday midnight first), recent weeks counting more. */
  hours: readonly number[];
  /** In the hour that is not over yet. */
  inHour: number;
  /** How many hours have gone into `hours`. */
  learned: number;
  /** Of the last hour, by look: what came, and what of it was refused. */
  recent: readonly { at: number; heard: number; refused: number }[];
  /** When it was told that it is silent, and that much of it is refused; null: it is not. */
  silentSince: number | null;
  rejectingSince: number | null;
}

/** What came since the last look. */
export interface Heard {
  count: number;
  refused: number;
  /** Epoch milliseconds of the newest. */
  last: number | null;
}

export type RhythmNews = 'silent' | 'heard' | 'rejecting' | 'accepted';

/** A week later an hour counts for two thirds. */
const NEW_WEIGHT = 1 / 3;

/** Something of each hour of the week has been seen; before that only what is set counts. */
const LEARNED_HOURS = HOURS_OF_WEEK;

/** So much is missing that chance is no explanation: agencies send in bursts, and one of 22,000 quiet times is as long. */
const MISSING = 10;
const LEAST_SILENCE = 30 * MINUTE;

/** A bad file a day is normal; this is a format that has changed. */
const REFUSED_LEAST = 5;
const REFUSED_SHARE = 0.2;

export function newRhythm(now: number): Rhythm {
  return {
    since: now,
    seenTo: now,
    heardAt: null,
    hours: Array.from({ length: HOURS_OF_WEEK }, () => 0),
    inHour: 0,
    learned: 0,
    recent: [],
    silentSince: null,
    rejectingSince: null,
  };
}

/**
 * @param silenceMinutes as its entry sets it; undefined: as it was learned
 * @returns what is known afterwards, and what is to be told
 */
export function afterLook(
  known: Rhythm,
  heard: Heard,
  silenceMinutes: number | undefined,
  now: number,
): { rhythm: Rhythm; news: RhythmNews[] } {
  const recent = [...known.recent, { at: now, heard: heard.count, refused: heard.refused }].filter(
    ({ at }) => at > now - HOUR,
  );
  const learned = afterHours(known, heard.count, now);
  const next: Rhythm = {
    ...learned,
    seenTo: now,
    heardAt: heard.last === null ? known.heardAt : Math.max(heard.last, known.heardAt ?? 0),
    recent,
  };
  const silent = isSilent(next, silenceMinutes, now);
  const rejecting = isRejecting(recent);
  const news: RhythmNews[] = [];
  if (silent !== (known.silentSince !== null)) news.push(silent ? 'silent' : 'heard');
  if (rejecting !== (known.rejectingSince !== null)) news.push(rejecting ? 'rejecting' : 'accepted');
  return {
    rhythm: {
      ...next,
      silentSince: silent ? (known.silentSince ?? now) : null,
      rejectingSince: rejecting ? (known.rejectingSince ?? now) : null,
    },
    news,
  };
}

/** Of an agency that we let wait: it is not silent, what waits is no habit, and it has its time from when it flows again. */
export function whilePaused(known: Rhythm, now: number): Rhythm {
  const sameHour = Math.floor(known.seenTo / HOUR) === Math.floor(now / HOUR);
  return { ...known, seenTo: now, heardAt: now, inHour: sameHour ? known.inHour : 0, silentSince: null };
}

/** What is usually sent between two times. */
export function usualBetween({ hours }: Pick<Rhythm, 'hours'>, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to;) {
    const end = Math.min(to, (Math.floor(at / HOUR) + 1) * HOUR);
    sum += ((hours[hourOf(at)] ?? 0) * (end - at)) / HOUR;
    at = end;
  }
  return sum;
}

/** What is usually sent in each of the last hours, the oldest first; null as long as that is being learned. */
export function usualByHour(rhythm: Rhythm, hours: number, now: number): number[] | null {
  if (rhythm.learned < LEARNED_HOURS) return null;
  return Array.from({ length: hours }, (_, index) => {
    const end = now - (hours - 1 - index) * HOUR;
    return Math.round(10 * usualBetween(rhythm, end - HOUR, end)) / 10;
  });
}

function isSilent({ since, heardAt, hours, learned }: Rhythm, set: number | undefined, now: number): boolean {
  const last = heardAt ?? since;
  if (set !== undefined) return now - last >= set * MINUTE;
  if (learned < LEARNED_HOURS || now - last < LEAST_SILENCE) return false;
  // Two weeks without anything are silence even of one that sends once a week
  return usualBetween({ hours }, Math.max(last, now - 2 * HOURS_OF_WEEK * HOUR), now) >= MISSING;
}

function isRejecting(recent: Rhythm['recent']): boolean {
  const heard = recent.reduce((sum, look) => sum + look.heard, 0);
  const refused = recent.reduce((sum, look) => sum + look.refused, 0);
  return refused >= REFUSED_LEAST && refused >= REFUSED_SHARE * heard;
}

/** Closes the hours that have ended. What a silent agency does not send is no habit, and is not learned. */
function afterHours(known: Rhythm, count: number, now: number): Rhythm {
  const current = Math.floor(now / HOUR);
  const before = Math.floor(known.seenTo / HOUR);
  if (current === before) return { ...known, inHour: known.inHour + count };
  if (known.silentSince !== null) return { ...known, inHour: count };
  const hours = [...known.hours];
  let { learned } = known;
  // After an outage of the watch itself nothing is known of the hours between
  const ended = current - before > 3 ? [before] : range(before, current);
  for (const hour of ended) {
    const at = hour % HOURS_OF_WEEK;
    const came = hour === before ? known.inHour : 0;
    const old = hours[at] ?? 0;
    hours[at] = learned < LEARNED_HOURS ? came : old + NEW_WEIGHT * (came - old);
    learned++;
  }
  return { ...known, hours, learned, inHour: count };
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR) % HOURS_OF_WEEK;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
