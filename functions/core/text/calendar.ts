/** Names of months, weekdays and time zones, in the languages of the wires. Data: calendar.json. */
import table from './calendar.json' with { type: 'json' };

/** The longest first: "červenec" is July, "červen" June. */
const MONTHS = table.months
  .flatMap((beginnings, index) => beginnings.map((beginning) => ({ beginning, month: index + 1 })))
  .sort((a, b) => b.beginning.length - a.beginning.length);
const WEEKDAY = new RegExp(String.raw`^(?:${table.weekdays.join('|')})\p{L}{0,10}[.,]?$`, 'iu');
const ZONES: Readonly<Partial<Record<string, string>>> = table.zones;
const CLOCKS: Readonly<Partial<Record<string, string>>> = table.clocks;
const SHARED: Readonly<Partial<Record<string, readonly SharedZone[]>>> = table.shared;

/** 1-12 of a month's name in any of the languages; undefined for another word. */
export function monthOf(name: string | undefined): number | undefined {
  const lower = name?.toLowerCase() ?? '';
  return MONTHS.find(({ beginning }) => lower.startsWith(beginning))?.month;
}

export function isWeekday(token: string): boolean {
  return WEEKDAY.test(token);
}

/** What the name of a zone means; undefined for another word. */
export interface NamedZone {
  /** "Z", "+02:00": of a name that differs by country the one that most wires mean. */
  offset?: string;
  /** A clock that changes to summer time ("ET"): a zone that has it. */
  clock?: string;
  /** Offsets of a name that differs by country. */
  shared?: readonly SharedZone[];
}

export interface SharedZone {
  offset: string;
  /** ISO 3166-1. */
  countries: readonly string[];
}

/** Names that are words in one of the languages, as those of clocks are ("et", "at"): zones in capitals only. */
const WORDS = /^(?:art|cat|cot|eat|met|pet|vet|wat|wit)$/;

/** The zone of a name. */
export function namedZone(name: string): NamedZone | undefined {
  const lower = name.toLowerCase();
  if (WORDS.test(name)) return undefined;
  const offset = ZONES[lower];
  if (offset !== undefined) return { offset };
  const shared = SHARED[lower];
  if (shared !== undefined) return { offset: shared[0]?.offset ?? 'Z', shared };
  const clock = name === name.toUpperCase() ? CLOCKS[lower] : undefined;
  return clock === undefined ? undefined : { clock };
}

/** The offset of a zone's name: "Z", "+02:00"; undefined for another word, and for a clock that changes. */
export function zoneOffset(name: string): string | undefined {
  return namedZone(name)?.offset;
}
