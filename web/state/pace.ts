/** How often the live feed is asked. */

const EACH = 1000;
const HIDDEN = 5000;
const LONGEST = 30_000;

export interface Pace {
  /** Failures one after the other. */
  failures: number;
  hidden: boolean;
  /** The last page was full: there is more. */
  behind: boolean;
}

/** @returns milliseconds until the next question */
export function pauseOf({ failures, hidden, behind }: Pace): number {
  if (failures > 0) return Math.min(LONGEST, EACH * 2 ** (failures - 1));
  if (behind) return 0;
  return hidden ? HIDDEN : EACH;
}

/** What the page says of its connection. */
export type Connection =
  | { kind: 'starting' }
  | { kind: 'live' }
  /** @param since epoch milliseconds of the last answer */
  | { kind: 'lost'; since: number; retryAt: number }
  | { kind: 'signed-out' };

/** One failure is no loss: a page is told of it from the second on. */
export function isLost(failures: number): boolean {
  return failures >= 2;
}
