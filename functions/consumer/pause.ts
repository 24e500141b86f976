/** Waiting between attempts. */
import { setTimeout as after } from 'node:timers/promises';
import { chance } from './machine.ts';

export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** Ends early, without an error, when it is asked to stop. */
export const pause: Pause = async (milliseconds, signal) => {
  try {
    await after(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
};

const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** Longer each time, and somewhere between half and all of it, so that many clients do not come at once. */
export function backOff(attempt: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return whole * (0.5 + chance() / 2);
}

/** Asked anew each time: a compiler takes what it knows of a signal for what stays. */
export function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
