/**
 * Dates that a text names (February 22, 22 février, 22. Februar, 22.02.2024): a report of another day names another one.
 * Month names of the languages that the agencies of the register write in (calendar.json); no calendar is consulted.
 */
import table from './calendar.json' with { type: 'json' };
import { hashRange, hashText } from './hash.ts';
import { TokenFlag } from './tokens.ts';
import type { Tokens } from './tokens.ts';

/** Words by which a text says of which day or month it speaks; not the short ones that mean something else as well. */
export const CALENDAR_WORDS: readonly string[] = [
  ...table.months.flat().filter((name) => name.length > 4),
  ...table.weekdays,
];

const monthOfName = new Map(table.months.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));
const LONGEST = Math.max(...[...monthOfName.keys()].map((name) => name.length));
/** Most words are none, which their hash tells without reading them. */
const HASHES_OF_MONTHS = new Set([...monthOfName.keys()].map(hashText));
const DOTTED = /^(\d{1,2})[./](\d{1,2})(?:[./]\d{2,4})?$/;
const ISO = /^\d{4}-(\d{2})-(\d{2})$/;
const CARDINAL = /^\d{1,2}$/;

/** The days named in the first `limit` tokens, each as month * 32 + day, ascending; a month without a day is none. */
export function namedDays(tokens: Tokens, limit: number): number[] {
  const days = new Set<number>();
  const end = Math.min(limit, tokens.count);
  for (let i = 0; i < end; i++) {
    if (isNumber(tokens, i)) {
      const written = read(tokens, i);
      const iso = ISO.exec(written);
      const dotted = iso === null ? DOTTED.exec(written) : null;
      if (iso !== null) add(days, Number(iso[1]), Number(iso[2]));
      else if (dotted?.[0].includes('.') === true && written.length > 4)
        add(days, Number(dotted[2]), Number(dotted[1]));
      continue;
    }
    const month = monthAt(tokens, i);
    if (month === undefined) continue;
    // 22 février, 22 de febrero, 22nd of February; else February 22
    const before = [1, 2, 3].map((back) => dayAt(tokens, i - back, back)).find((day) => day !== undefined);
    const day = before ?? dayAt(tokens, i + 1, 1);
    if (day !== undefined) add(days, month, day);
  }
  return [...days].sort((a, b) => a - b);
}

function add(days: Set<number>, month: number, day: number): void {
  if (month >= 1 && month <= 12 && day >= 1 && day <= 31) days.add(month * 32 + day);
}

function monthAt(tokens: Tokens, i: number): number | undefined {
  const start = tokens.starts[i] ?? 0;
  const end = tokens.starts[i + 1] ?? 0;
  if (end - start < 3 || end - start > LONGEST) return undefined;
  return HASHES_OF_MONTHS.has(hashRange(tokens.chars, start, end))
    ? monthOfName.get(read(tokens, i))
    : undefined;
}

const BETWEEN = new Set(['de', 'of', 'st', 'nd', 'rd', 'th', 'er', 'den']);

function dayAt(tokens: Tokens, i: number, distance: number): number | undefined {
  if (i < 0 || i >= tokens.count || !isNumber(tokens, i)) return undefined;
  for (let k = 1; k < distance; k++) if (!BETWEEN.has(read(tokens, i + k))) return undefined;
  const written = read(tokens, i);
  return CARDINAL.test(written) ? Number(written) : undefined;
}

function isNumber(tokens: Tokens, i: number): boolean {
  return ((tokens.flags[i] ?? 0) & TokenFlag.number) !== 0;
}

function read(tokens: Tokens, i: number): string {
  return String.fromCharCode(...tokens.chars.subarray(tokens.starts[i], tokens.starts[i + 1]));
}
