/** What reading a text had to say of it. */

export interface Warning {
  /** A stable code, e.g. charset-mismatch, zone-assumed, date-out-of-range, text-loss. */
  code: string;
  detail: string;
}

export interface RemovedText {
  text: string;
  reason: string;
}
