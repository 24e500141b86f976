/** Every wire format, in the order in which they are tried: exact signatures first, guesses last. */
import type { FormatParser } from './format.ts';

export const FORMATS: readonly FormatParser[] = [];
