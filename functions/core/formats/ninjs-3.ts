/** ninjs 3.x: as 2.x with names in camel case; events, planning and rights in words. */
import type { FormatParser } from './format.ts';
import { ninjsParser } from './ninjs/parser.ts';

export const ninjs3: FormatParser = ninjsParser('ninjs-3', 3);
