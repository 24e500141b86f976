/** When a delivery that failed comes again, and which ones are tried alone. Pure. */

/** What SQS says of a message beside its body. */
export interface ReceiveAttributes {
  ApproximateReceiveCount?: string;
  /** Epoch milliseconds. */
  ApproximateFirstReceiveTimestamp?: string;
}

/**
 * Seconds after the first failure, the second and so on: most of what fails is over in seconds (a throttle, a lost
 * connection, a file that needs more than one invocation), and a kill must not wait for it. The last is about the
 * queue's own time, for outages.
 */
const RETRY_SECONDS = [10, 30, 120, 360] as const;

/** @param receives how often the message was received, this time included */
export function retrySeconds(receives: number): number {
  return RETRY_SECONDS[Math.max(0, receives - 1)] ?? 360;
}

export function receivesOf(attributes: ReceiveAttributes | undefined): number {
  const receives = Number(attributes?.ApproximateReceiveCount);
  return Number.isInteger(receives) && receives > 0 ? receives : 1;
}

/** Longer than a message waits that was handed back, shorter than one waits whose process died. */
const CAME_BY_ITSELF_MS = 240_000;

/**
 * True for a delivery that may bring the process down, by memory or by time: it came back although nobody handed it
 * back, or for the third time. It may only have been in bad company.
 */
export function isSuspect(attributes: ReceiveAttributes | undefined, now: number): boolean {
  const receives = receivesOf(attributes);
  const first = Number(attributes?.ApproximateFirstReceiveTimestamp ?? now);
  return receives > 2 || (receives === 2 && now - first > CAME_BY_ITSELF_MS);
}

/**
 * A suspect is hidden for so long before it is tried. Those that were behind it come back after the queue's own time
 * if it brings the process down, and so without it.
 */
export const SUSPECT_SECONDS = 600;
