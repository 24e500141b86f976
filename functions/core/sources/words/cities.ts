/** Cities from which agencies report. Data: cities.json. */
import table from './cities.json' with { type: 'json' };

const CITIES: ReadonlySet<string> = new Set(table.names);

/** "New Delhi", "LONDON", "Wien/Graz": the first of several. */
export function isCity(place: string): boolean {
  return CITIES.has(place.split(/[/,]/, 1)[0]?.trim().toLowerCase() ?? '');
}
