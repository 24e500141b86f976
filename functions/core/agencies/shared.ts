/**
 * Names that mean several things, and the words that decide. An alias that two agencies bear must be here
 * (a test says so); one that also names a party, a state or a thing may be. Data: shared.json.
 */
import table from './shared.json' with { type: 'json' };

type Words = Readonly<Record<string, readonly string[]>>;

/** Per alias and agency: places, peoples and things that stand near this agency's news. */
export const SHARED: Readonly<Record<string, Words>> = table.near;

/** Of the agencies that share a name, those whose pictures are sold abroad. */
export const PICTURE_DESKS: ReadonlySet<string> = new Set(table.pictureDesks);

/** Houses that sell what others have taken: beside another agency they are the distributor, wherever they stand. */
export const PICTURE_TRADERS: ReadonlySet<string> = new Set(table.pictureTraders);

/** Names that are also the postal abbreviation of a state: "HARRISBURG (PA) -". */
export const STATES: ReadonlySet<string> = new Set(table.states);

/** First names as well: "laut Petra". What stands in the texts of the agency. */
export const GIVEN_NAMES: Words = table.givenNames;

/**
 * Words that say an alias is NOT the agency: for a fair alias in the same sentence, for a risky one anywhere in
 * the text (in the same sentence where somebody "told X").
 */
export const OTHERWISE: Words = table.otherwise;
