/**
 * Words that stand around the name of an agency in a sentence, in all languages together: what running-text.ts tells
 * sources by, beside the phrases of the lexicons. Data: clauses.json, whose schema says what each list holds.
 */
import { WordSet } from '../vocabulary.ts';
import table from './clauses.json' with { type: 'json' };

export const ACCORDING_ENDS = new WordSet(table.accordingEnds);
export const ANYBODYS = new WordSet(table.anybodys);
export const AGAINST = new WordSet(table.against);
export const FORMER = new WordSet(table.former);
export const BUILDINGS = new WordSet(table.buildings);
export const SELLS = new WordSet(table.sells);
export const PICTURES = new WordSet(table.pictures);
export const OF_PLACE = new WordSet(table.ofPlace);
export const PERFECT = new WordSet(table.perfect);
export const EMPLOYED_BY = new WordSet(table.employed);
export const WORKS = new WordSet(table.works);
export const CLAUSE_OF = new WordSet(table.that);
export const COUNTS = new WordSet(table.counts);
export const IS_BEING = new WordSet(table.passiveFirst);
export const PASSIVE = new WordSet(table.passive);
export const AT_WORK = new WordSet(table.atWork);
export const OF = new WordSet(table.of);
export const OF_CITY = new WordSet(table.ofCity);
export const MASCULINE = new WordSet(table.masculine);
export const AS = new WordSet(table.asOthers);
export const STORY = new WordSet(table.stories);
export const BEING = new WordSet(table.being);
export const HAS = new WordSet(table.has);
export const NO_VERB = new WordSet(table.noVerbs);
export const AND = new WordSet(table.and);
export const WHICH = new WordSet(table.which);
export const RELATIVE = new WordSet(table.relative);
export const BODIES = new WordSet(table.bodies);
