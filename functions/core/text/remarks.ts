/** What reading a text had to say of it. */

export interface Warning {
  /** A stable code, e.g. charset-mismatch, zone-assumed, date-out-of-range, text-loss. */
  code: string;
  detail: string;
}

export interface RemovedText {
  text: string;
  reason: string;
  /** Of the reason `learned`: where it stood in the bodies of both kinds when what follows in this list was still there. */
  stood?: { html: Stretch; plain: Stretch };
}

/** What was taken out of a text, mark-up and empty lines included. */
export interface Stretch {
  /**
   * In UTF-16 units.
   * @asType integer
   */
  at: number;
  text: string;
}
