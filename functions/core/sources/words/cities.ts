/** Cities from which agencies report. Data: cities.json. */
import table from './cities.json' with { type: 'json' };

const CITIES: ReadonlySet<string> = new Set(table.names);

/** "New Delhi", "LONDON", "Wien/Graz": the first of several. */
export function isCity(place: string): boolean {
  const [first = ''] = place.split(/[/,]/, 1);
  // "İzmir": the small letter of a Turkish capital is one with a dot of its own
  return CITIES.has(first.trim().toLowerCase().replace('i\u0307', 'i'));
}
