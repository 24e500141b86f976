/**
 * Words that stand around people who speak, in all languages together: what speakers.ts tells names and roles by.
 * Data: people.json, whose schema says what each list holds.
 */
import { WordSet } from '../vocabulary.ts';
import table from './people.json' with { type: 'json' };

/** Of several words, some of them. */
type Phrases = ReadonlySet<string>;

export const PARTICLE = new WordSet(table.particles);
export const DETERMINER = new WordSet(table.determiners);
export const PREPOSITION = new WordSet(table.prepositions);
export const CONJUNCTION = new WordSet(table.conjunctions);
export const SKIPPED = new WordSet(table.skipped);
export const PRONOUN = new WordSet(table.pronouns);
export const TRANSITIVE: Phrases = new Set(table.transitive);
export const NO_NAME = new WordSet(table.noNames);
export const ACCORDING: Phrases = new Set(table.according);
export const WITHOUT_PRONOUN = new WordSet(table.withoutPronoun);
export const POSTPOSITION: Phrases = new Set(table.postpositions);
export const PLEDGE: Phrases = new Set(table.pledges);
export const WRITES = new WordSet(table.writes);
export const UNQUOTED: Phrases = new Set(table.unquoted);
export const URGING: Phrases = new Set(table.urging);
export const NAMING = new WordSet(table.naming);
export const INDIRECT = new WordSet(table.indirect);
export const VERB_LAST = new WordSet(table.verbLast);
export const ASIDE = new WordSet(table.asides);
export const AGAINST = new WordSet(table.against);
export const FACING = new WordSet(table.facing);
export const PRESS = new WordSet(table.press);
export const DEFINITE = new WordSet(table.definite);
export const RELATIVE = new WordSet(table.relative);
export const SUMMING: Phrases = new Set(table.summing);
export const THAT = new WordSet(table.that);
export const SAYING_AS_WELL = new WordSet(table.sayingToo);
export const FOR: Phrases = new Set(table.topics);
export const OF_HOUSE = new WordSet(table.ofHouse);
export const GERMAN_ARTICLE = new WordSet(table.germanArticles);
export const INDEFINITE = new WordSet(table.indefinite);
export const NOT_SAYING = new WordSet(table.notSaying);

/** What words for roles end in. */
export const GERMAN_ROLE = new RegExp(`(?:${table.roleEndings.join('|')})$`);
