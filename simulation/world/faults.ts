/** What may go wrong in a run, and how often. */

export interface FaultRates {
  /** Chance that an attempt never arrives; the SDK repeats it. */
  loseRequest: number;
  /** Chance that an attempt takes effect and its answer is lost; the SDK repeats it. */
  loseAnswer: number;
  /** Chance that DynamoDB refuses an attempt for its pace. */
  throttle: number;
  /** Chance that a batch comes back in part. */
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
  /** Chance that the queue hands out a message that it handed out just now. */
  receiveTwice: number;
  /** Chance that a read that is not consistent is answered with what was true a moment ago. */
  stale: number;
  /** The longest that an index lags behind its table, milliseconds. */
  indexLagMs: number;
  /** The furthest that a worker's clock is from the world's, milliseconds, either way. */
  skewMs: number;
}
