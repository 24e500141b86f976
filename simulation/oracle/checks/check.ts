import type { Violation } from '../account.ts';
import type { View } from '../view.ts';

/** One promise to agencies, subscribers or operators. */
export interface Check {
  name: string;
  /** The promise, in a sentence. */
  rule: string;
  /** What of it was broken. */
  broken: (view: View) => Breach[];
}

export type Breach = Omit<Violation, 'check' | 'rule'>;
