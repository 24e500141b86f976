/** Every wire format, in the order in which they are tried: exact signatures first, guesses last. */
import type { FormatParser } from './common/format.ts';
import { apMedia } from './ap-media/parser.ts';
import { dpaDigitalwires } from './dpa-digitalwires/parser.ts';
import { fingerpost } from './fingerpost/parser.ts';
import { ninjs1, ninjs2, ninjs3 } from './ninjs/parser.ts';
import { reutersConnect } from './reuters-connect/parser.ts';
import { anpa1312 } from './anpa1312/parser.ts';
import { iptc7901 } from './iptc7901/parser.ts';
import { atom } from './atom/parser.ts';
import { docx } from './docx/parser.ts';
import { odt } from './odt/parser.ts';
import { jsonArticles, jsonFeed } from './json-feed/parser.ts';
import { newsml1 } from './newsml-1/parser.ts';
import { rdf } from './rdf/parser.ts';
import { rss } from './rss/parser.ts';
import { newsmlG2 } from './newsml-g2/parser.ts';
import { nitf } from './nitf/parser.ts';
import { html } from './html/parser.ts';
import { photo } from './photo/parser.ts';
import { pressRelease } from './press-release/parser.ts';
import { rfc822 } from './rfc822/parser.ts';
import { ritzau } from './ritzau/parser.ts';
import { solita } from './solita/parser.ts';
import { wxr } from './wxr/parser.ts';
import { zczc } from './zczc/parser.ts';
import { plainText, shortText } from './text/parser.ts';

export const FORMATS: readonly FormatParser[] = [
  photo,
  // JSON: ninjs late, for the others share names with it
  jsonFeed,
  fingerpost,
  dpaDigitalwires,
  apMedia,
  reutersConnect,
  ninjs3,
  ninjs2,
  ninjs1,
  // ... and lists of anything that has a headline and a text after it
  jsonArticles,
  newsmlG2,
  newsml1,
  atom,
  rdf,
  // WordPress exports are RSS with more in it
  wxr,
  rss,
  ritzau,
  solita,
  nitf,
  docx,
  odt,
  // Any mark-up that is no wire
  html,
  anpa1312,
  iptc7901,
  zczc,
  // They begin like mail and are none
  pressRelease,
  rfc822,
  // The format of last resort: it takes whatever reads as an article.
  plainText,
  shortText,
];
