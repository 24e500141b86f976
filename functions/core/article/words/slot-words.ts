/** What one slot of an item says of an embargo and a kill. */
import { datelineOf } from '../dateline.ts';
import { embargoIn, type EmbargoFound } from './embargo.ts';
import { killIn, type KillFound } from './kill.ts';
import type { Slot } from './slots.ts';
import { tokensOf } from './tokens.ts';

export interface SlotWords {
  embargo?: EmbargoFound;
  kill?: KillFound;
}

/** Reads a slot; of a text what stands behind its dateline, too. */
export function wordsOfSlot(text: string, slot: Slot): SlotWords {
  const dateline = slot === 'text' ? (datelineOf(text)?.text?.length ?? 0) : 0;
  const behind = dateline === 0 ? text : text.slice(dateline);
  const tokens = tokensOf(behind);
  const embargo =
    dateline === 0
      ? embargoIn(text, slot, tokens)
      : (embargoIn(text, slot) ?? moved(embargoIn(behind, slot, tokens), dateline));
  const kill = killIn(behind, slot, tokens);
  // "HOLD HOLD HOLD - do not use the ferry story until advised"
  const isKilled =
    kill?.kind === 'kill' &&
    embargo?.kind === 'embargo' &&
    embargo.time === undefined &&
    kill.start < embargo.start;
  return {
    ...(embargo === undefined || isKilled ? {} : { embargo }),
    ...(kill === undefined ? {} : { kill }),
  };
}

function moved(found: EmbargoFound | undefined, by: number): EmbargoFound | undefined {
  return found?.kind === 'embargo' ? { ...found, start: found.start + by, end: found.end + by } : found;
}
