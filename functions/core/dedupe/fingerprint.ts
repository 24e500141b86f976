/** What is kept of a text to find its copies again and to judge them: no text, about 2 KB (see pack.ts). */
import { anchorsOf, ANCHOR_GRAM } from './anchors.ts';
import { namedDays } from './dates.ts';
import { SHORT_BODY_WORDS, wordCount } from './exact.ts';
import { hashGrams, hashRange, hashRangeAgain } from './hash.ts';
import { sampled, sampleOf, type Sample } from './sample.ts';
import { sentencesOf } from './sentences.ts';
import { tokenize, type Tokens } from './tokens.ts';
import { vocabularyOf } from './words.ts';

export interface ArticleText {
  /** Plain text, paragraphs separated by an empty line. */
  body: string;
  /** Counts only where the body is so short that it says little alone. */
  title?: string;
  /** BCP 47. */
  language?: string;
}

export interface Fingerprint {
  /** The whole text, 16 hexadecimal digits: equal for equal tokens. */
  readonly digest: string;
  /** Index keys, 12 at most. */
  readonly anchors: readonly string[];
  /** Character grams without spaces: how much of one text stands in another. */
  readonly sketch: Sample;
  readonly numbers: Sample;
  readonly names: Sample;
  /** The other words but for short ones. */
  readonly words: Sample;
  /** Whole sentences. */
  readonly sentences: Sample;
  /** Days named in the lead, as month * 32 + day. */
  readonly days: readonly number[];
  /** Words of the text. */
  readonly length: number;
  /** Share of the tokens that are numbers: above a third the text is a table. */
  readonly numberShare: number;
}

/** Numbers and names as they stand in the text, by their hash in the sample: lives only as long as its article is judged. */
export interface Labels {
  readonly numbers: ReadonlyMap<number, string>;
  readonly names: ReadonlyMap<number, string>;
}

/** Grams of so many characters: one changed letter spoils six of them. */
export const SKETCH_GRAM = 6;
export const SKETCH_SIZE = 512;
const LONG_SKETCH_SIZE = 1024;
/** Of longer texts one gram in eight is kept, so that an excerpt of them is still found in enough samples. */
const LONG_SKETCH_SHARE = 8;
const MAX_WORDS = 400;
const MAX_NAMES = 160;
const MAX_NUMBERS = 160;
const MAX_SENTENCES = 128;
const LEAD_DAY_WORDS = 90;

/** The fingerprint of a text; the same text gives the same one on any machine. Linear in the length of the text. */
export function fingerprint(article: ArticleText): { fingerprint: Fingerprint; labels: Labels } {
  const tokens = readTokens(article);
  const vocabulary = vocabularyOf(tokens, article.language);
  const sketchGrams = hashGrams(tokens.chars, Math.min(SKETCH_GRAM, Math.max(1, tokens.chars.length)));
  const sketchSize = Math.min(
    LONG_SKETCH_SIZE,
    Math.max(SKETCH_SIZE, Math.ceil(sketchGrams.length / LONG_SKETCH_SHARE)),
  );
  const { numbers, numberAt, names, nameAt, words } = vocabulary;
  return {
    fingerprint: {
      digest: digestOf(tokens),
      anchors: anchorsOf(tokens, hashGrams(tokens.chars, ANCHOR_GRAM)),
      sketch: sampleOf(sketchGrams, sketchSize),
      numbers: sampleOf(numbers, MAX_NUMBERS),
      names: sampleOf(names, MAX_NAMES),
      words: sampleOf(words, MAX_WORDS),
      sentences: sampleOf(sentencesOf(tokens), MAX_SENTENCES),
      days: namedDays(tokens, LEAD_DAY_WORDS),
      length: wordCount(tokens),
      // To a thousandth, as it is packed
      numberShare: Math.round((1000 * numbers.length) / Math.max(1, tokens.count)) / 1000,
    },
    labels: {
      numbers: labelsOf(tokens, numbers, numberAt),
      names: labelsOf(tokens, names, nameAt),
    },
  };
}

function readTokens({ body, title }: ArticleText): Tokens {
  const tokens = tokenize(body);
  return title === undefined || wordCount(tokens) >= SHORT_BODY_WORDS
    ? tokens
    : tokenize(`${title}\n\n${body}`);
}

function digestOf({ chars }: Tokens): string {
  const halves = [hashRange(chars, 0, chars.length), hashRangeAgain(chars, 0, chars.length)];
  return halves.map((half) => half.toString(16).padStart(8, '0')).join('');
}

function labelsOf(tokens: Tokens, hashes: Uint32Array, places: Int32Array): Map<number, string> {
  const labels = new Map<number, string>();
  hashes.forEach((hash, i) => {
    const at = places[i] ?? 0;
    const chars = tokens.chars.subarray(tokens.starts[at], tokens.starts[at + 1]);
    if (!labels.has(sampled(hash))) labels.set(sampled(hash), String.fromCharCode(...chars));
  });
  return labels;
}
