/** Every wire format, in the order in which they are tried: exact signatures first, guesses last. */
import type { FormatParser } from './format.ts';
import { apMedia } from './ap-media.ts';
import { dpaDigitalwires } from './dpa-digitalwires.ts';
import { fingerpost } from './fingerpost.ts';
import { ninjs1 } from './ninjs-1.ts';
import { ninjs2 } from './ninjs-2.ts';
import { ninjs3 } from './ninjs-3.ts';
import { reutersConnect } from './reuters-connect.ts';
import { anpa1312 } from './anpa1312.ts';
import { iptc7901 } from './iptc7901.ts';
import { atom } from './atom.ts';
import { newsml1 } from './newsml-1.ts';
import { rdf } from './rdf.ts';
import { rss } from './rss.ts';
import { newsmlG2 } from './newsml-g2.ts';
import { nitf } from './nitf.ts';
import { html } from './html.ts';
import { photo } from './photo.ts';
import { pressRelease } from './press-release.ts';
import { rfc822 } from './rfc822.ts';
import { ritzau } from './ritzau.ts';
import { solita } from './solita.ts';
import { wxr } from './wxr.ts';
import { zczc } from './zczc.ts';
import { plainText } from './text/parser.ts';

export const FORMATS: readonly FormatParser[] = [
  photo,
  // JSON: ninjs last, for the others share names with it
  fingerpost,
  dpaDigitalwires,
  apMedia,
  reutersConnect,
  ninjs3,
  ninjs2,
  ninjs1,
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
];
