/**
 * The agencies and services that a text can name as its source, and their other names. Data: agencies.json (an agency
 * a line, by regions) and names.json (a name a line); their schemas say what each field means, and
 * tests/core/data.test.ts holds the lines against them.
 */
import type { Agency, Trust } from './agency.ts';
import register from './agencies.json' with { type: 'json' };
import table from './names.json' with { type: 'json' };

/** In the order of the register. */
export const AGENCIES: readonly Agency[] = Object.values(register.agencies).flat() as Agency[];

/** A name beside the full one. */
export interface OtherName {
  agency: string;
  name: string;
  trust: Trust;
}

export const OTHER_NAMES = table.names as readonly OtherName[];
