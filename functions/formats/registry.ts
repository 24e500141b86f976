/** Every wire format, in the order in which they are tried: exact signatures first, guesses last. */
import type { FormatParser } from './format.ts';
import { anpa1312 } from './anpa1312.ts';
import { iptc7901 } from './iptc7901.ts';
import { newsml1 } from './newsml-1.ts';
import { plainText } from './text/parser.ts';

export const FORMATS: readonly FormatParser[] = [
  newsml1,
  anpa1312,
  iptc7901,
  // The format of last resort: it takes whatever reads as an article.
  plainText,
];
