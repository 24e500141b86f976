import type { SourceSlot } from '../../../../functions/core/sources/slot-text.ts';

/**
 * Text; every source that it has, as "role id" or "role name", separated by commas (people without a name are not
 * counted); the slot where it is not the body.
 */
export type Sentence = readonly [text: string, sources: string, slot?: SourceSlot];
