/** What may go wrong in a run, and how often. */
import type { Random } from './random.ts';

export interface FaultRates {
  /** Chance that an attempt never arrives; the SDK repeats it. */
  loseRequest: number;
  /** Chance that an attempt takes effect and its answer is lost; the SDK repeats it. */
  loseAnswer: number;
  /** Chance that a service refuses an attempt for its pace; the SDK repeats it. */
  throttle: number;
  /** Chance that a part of a batch is not done. */
  unprocessed: number;
  /** Chance that a worker dies before a call leaves it. */
  dieBefore: number;
  /** Chance that a worker dies when a call has taken effect. */
  dieAfter: number;
  /** Chance that a call takes seconds instead of milliseconds. */
  slow: number;
  /** Chance that S3 notifies twice. */
  notifyTwice: number;
  /** Chance that a notification takes up to minutes. */
  notifyLate: number;
  /** Chance that the queue hands out a message again that it has just handed out. */
  receiveTwice: number;
  /** Chance that the schedule starts `release` twice. */
  releaseTwice: number;
  /** Chance that a read that is not consistent is answered with what was true a moment ago. */
  stale: number;
  /** The longest that an index lags behind its table, milliseconds. */
  indexLagMs: number;
  /** The furthest that a worker's clock is from the world's, milliseconds, either way. */
  skewMs: number;
}

/** Nothing goes wrong; indexes lag a little all the same. */
export const NO_FAULTS: FaultRates = {
  loseRequest: 0,
  loseAnswer: 0,
  throttle: 0,
  unprocessed: 0,
  dieBefore: 0,
  dieAfter: 0,
  slow: 0,
  notifyTwice: 0,
  notifyLate: 0,
  receiveTwice: 0,
  releaseTwice: 0,
  stale: 0,
  indexLagMs: 10,
  skewMs: 0,
};

/** The highest rate of each fault. */
const HIGHEST: FaultRates = {
  loseRequest: 0.05,
  loseAnswer: 0.1,
  throttle: 0.15,
  unprocessed: 0.3,
  dieBefore: 0.03,
  dieAfter: 0.03,
  slow: 0.1,
  notifyTwice: 0.5,
  notifyLate: 0.5,
  receiveTwice: 0.3,
  releaseTwice: 0.3,
  stale: 0.5,
  indexLagMs: 5000,
  skewMs: 3000,
};

/** Each fault in about half of the runs: what goes wrong alone is found as well as what needs company. */
export function drawFaults(random: Random): FaultRates {
  const drawn = { ...NO_FAULTS };
  for (const name of Object.keys(NO_FAULTS) as (keyof FaultRates)[]) {
    const rate = HIGHEST[name] * random.next() ** 2;
    if (random.chance(0.5)) drawn[name] = name.endsWith('Ms') ? Math.ceil(rate) : rate;
  }
  return drawn;
}
