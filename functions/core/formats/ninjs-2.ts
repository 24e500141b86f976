/** ninjs 2.x: bodies, headlines and renditions as arrays, concepts with a uri, all names in lower case. */
import type { FormatParser } from './format.ts';
import { ninjsParser } from './ninjs/parser.ts';

export const ninjs2: FormatParser = ninjsParser('ninjs-2', 2);
