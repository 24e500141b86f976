/** Words of credit lines beside those of the lexicons, in all languages together. Data: slots.json. */
import table from './slots.json' with { type: 'json' };

/** May stand behind a name that is credited. */
export const TRAILING: ReadonlySet<string> = new Set(table.trailing);

/** Leads in what is credited, in languages that have no lexicon. */
export const LEADING: ReadonlySet<string> = new Set(table.leading);

/** Between two names that are credited. */
export const JOINERS: ReadonlySet<string> = new Set(table.joining);

/** The desk itself, and its marks: "(APA, red)". */
export const DESK: ReadonlySet<string> = new Set(table.desk);

/** Words of passing on, with no more than two before the name. */
export const PASSED = new RegExp(
  String.raw`(?:${table.passing.join('|')})\p{L}{0,8}\s(?:[\p{L}'’]{1,8}\s?){1,3}$`,
  'iu',
);

/** How a report comes to a paper: "this story was first published by A". */
export const SUPPLIED = new RegExp(
  String.raw`^[\s([*]*(?:${table.these.join('|')})\s[^.]*(?<!\p{L})(?:${table.supplied.join('|')})`,
  'iu',
);

/** What is given to a report: material, information, inputs. */
export const GIVEN = new RegExp(String.raw`(?:^|[^\p{L}])(?:${table.given.join('|')})(?=[^\p{L}]|$)`, 'iu');

/** Services and desks of an agency, behind its name and with a capital: "(Adnkronos Salute)". */
export const SECTIONS = table.sections
  .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
  .join('|');
