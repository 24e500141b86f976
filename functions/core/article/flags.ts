import type { Signal } from './record.ts';

/** What a newsroom acts on: the closed vocabulary of the attribute and filter `flags`. */
export const FLAGS: ReadonlySet<Signal> = new Set([
  'kill',
  'kill-notice',
  'correction',
  'alert',
  'advisory',
  'embargo-lifted',
  'reinstated',
  'resend',
  'test',
]);
