/** Words of credit lines beside those of the lexicons, in all languages together. Data: slots.json. */
import table from './slots.json' with { type: 'json' };

/** May stand behind a name that is credited. */
export const TRAILING: ReadonlySet<string> = new Set(table.trailing);

/** Between two names that are credited. */
export const JOINERS: ReadonlySet<string> = new Set(table.joining);
