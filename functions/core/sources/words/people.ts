/**
 * Words that stand around people who speak, in all languages together: what speakers.ts tells names and roles by.
 * Data: people.json, whose schema says what each list holds.
 */
import table from './people.json' with { type: 'json' };

type Words = ReadonlySet<string>;

export const PARTICLE: Words = new Set(table.particles);
export const DETERMINER: Words = new Set(table.determiners);
export const PREPOSITION: Words = new Set(table.prepositions);
export const CONJUNCTION: Words = new Set(table.conjunctions);
export const SKIPPED: Words = new Set(table.skipped);
export const PRONOUN: Words = new Set(table.pronouns);
export const TRANSITIVE: Words = new Set(table.transitive);
export const NO_NAME: Words = new Set(table.noNames);
export const ACCORDING: Words = new Set(table.according);
export const WITHOUT_PRONOUN: Words = new Set(table.withoutPronoun);
export const POSTPOSITION: Words = new Set(table.postpositions);
export const PLEDGE: Words = new Set(table.pledges);
export const UNQUOTED: Words = new Set(table.unquoted);
export const NAMING: Words = new Set(table.naming);

/** What words for roles end in. */
export const GERMAN_ROLE = new RegExp(`(?:${table.roleEndings.join('|')})$`);
