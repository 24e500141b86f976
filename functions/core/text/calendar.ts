/** Names of months, weekdays and time zones, in the languages of the wires. Data: calendar.json. */
import table from './calendar.json' with { type: 'json' };

const MONTHS = table.months.map((beginnings) => new RegExp(`^(?:${beginnings.join('|')})`, 'u'));
const WEEKDAY = new RegExp(String.raw`^(?:${table.weekdays.join('|')})\p{L}{0,10}[.,]?$`, 'iu');
const ZONES: Readonly<Partial<Record<string, string>>> = table.zones;

/** 1-12 of a month's name in any of the languages; undefined for another word. */
export function monthOf(name: string | undefined): number | undefined {
  const lower = name?.toLowerCase() ?? '';
  const index = MONTHS.findIndex((pattern) => pattern.test(lower));
  return index < 0 ? undefined : index + 1;
}

export function isWeekday(token: string): boolean {
  return WEEKDAY.test(token);
}

/** The offset of a zone's name: "Z", "+02:00"; undefined for another word. */
export function zoneOffset(name: string): string | undefined {
  return ZONES[name.toLowerCase()];
}
