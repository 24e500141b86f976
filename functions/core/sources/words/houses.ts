/**
 * What names of companies, offices and other houses are made of: they do not speak, their people do. Data:
 * houses.json.
 */
import { WordSet } from '../vocabulary.ts';
import table from './houses.json' with { type: 'json' };

/** Of houses rather than people. */
export const ORGANISATION = new WordSet(table.words);

/** Of these, first and last names, the places that end in one, and last names that need a role before them. */
export const ALSO_NAMES = new WordSet(table.people);
export const PLACES: ReadonlySet<string> = new Set(table.places);
export const ALSO_SURNAMES = new WordSet(table.surnames);

/** What compounds of the North and of German, and Italian associations, end or begin with. */
export const HOUSE_COMPOUND = new RegExp(
  `(?:${table.endings.join('|')})$|^(?:${table.beginnings.join('|')})[a-z]{5,}$`,
);
