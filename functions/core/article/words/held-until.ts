/** The end of an embargo that is told in words. */
import type { Warning } from '../../text/remarks.ts';
import { instantOfWords, type Moment } from './instant.ts';
import type { EmbargoLine } from './item-words.ts';

export interface HeldUntil {
  /** The words that tell it, or the first ones. */
  text: string;
  /** RFC 3339; undefined where a person has to decide. */
  until?: string;
  warnings: Warning[];
}

/** Of several lines the latest end; those without a time that can be read say the same again. */
export function heldUntil(lines: readonly EmbargoLine[], moment: Moment): HeldUntil | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  let held: HeldUntil = { text: first.text, warnings: [] };
  for (const { text, time } of lines) {
    const read = time === undefined ? undefined : instantOfWords(time, moment);
    if (
      read === undefined ||
      (held.until !== undefined && Date.parse(read.instant) <= Date.parse(held.until))
    )
      continue;
    held = { text, until: read.instant, warnings: read.warnings };
  }
  return held;
}
