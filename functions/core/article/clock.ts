/**
 * The clock of an item that can be believed. Clocks of agencies run ahead, by minutes or by a time zone; what such an
 * item says is newer than everything that follows it, so its corrections would come too late for ever.
 */
import { readSpan } from '../text/dates.ts';
import type { Clock, Warning } from './record.ts';

/**
 * So far ahead a clock is only inexact: nobody's order of versions hangs on it. And so long before its receipt an item
 * may have been made of which we only know that its clock is wrong: what the agency dated in those minutes, with a clock
 * that is right, is neither older nor newer by clock.
 */
const TOLERANCE_MS = 10 * 60_000;

/** From its first to its last zone a day begins within so long. */
const DAY_BEGINS_MS = 26 * 60 * 60_000;

const SHOWN = 80;

export interface ClockContext {
  /** IANA zone of local times; absent: UTC. */
  zone?: string;
  /** ISO 3166-1, which tells what a zone's name means. */
  country?: string;
  /** When the inbox had the file, epoch milliseconds. */
  received: number;
}

/**
 * @param written the time of this version as the item has it
 * @returns the span in which it lies; the minutes up to the receipt, with a warning, for what is ahead of that
 */
export function believableClock(
  written: string | undefined,
  { zone, country, received }: ClockContext,
): { clock: Clock | null; warning?: Warning } {
  const span = readSpan(written ?? '', zone, country);
  if (span === undefined) return { clock: null };
  if (span.from <= received + TOLERANCE_MS) return { clock: clockOf(span.from, span.to) };
  const shown = (written ?? '').trim().slice(0, SHOWN).toWellFormed();
  const detail = `"${shown}" is ahead of the file, which was received at ${instant(received)}`;
  // A day may have begun elsewhere: nothing that comes before its end is surely newer
  const isDay = span.to - span.from > TOLERANCE_MS && span.from <= received + DAY_BEGINS_MS;
  const to = isDay ? span.to : received;
  return { clock: clockOf(received - TOLERANCE_MS, to), warning: { code: 'clock-ahead', detail } };
}

function clockOf(from: number, to: number): Clock {
  const first = instant(from);
  return { from: first, to: to === from ? first : instant(to) };
}

function instant(epoch: number): string {
  return new Date(epoch).toISOString();
}
