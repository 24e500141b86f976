/** What is kept of a text to find its copies again and to judge them: no text, about 1 KB (see pack.ts). */
import { anchorsOf, ANCHOR_GRAM, type Anchors } from './anchors.ts';
import { signalsInWords } from '../article/signals.ts';
import { storyOf } from '../furniture/story.ts';
import { namedDays } from './dates.ts';
import { digestOf, MIN_WORDS, SHORT_BODY_WORDS, wordCount } from './exact.ts';
import { figuresIn, type Figure } from './figures.ts';
import { hashGrams, hashText } from './hash.ts';
import { headlineOf, type Headline } from './headline.ts';
import { inHouseStyle } from './house-style.ts';
import { withRowsInOneLayout } from './rows.ts';
import { sampled, sampleOf, type Sample } from './sample.ts';
import { sentencesOf } from './sentences.ts';
import { takeOf, type Take } from './takes.ts';
import { tokenize, type Tokens } from './tokens.ts';
import { vocabularyOf, type Vocabulary } from './words.ts';

export interface ArticleText {
  /** Plain text, paragraphs separated by an empty line. */
  body: string;
  /** Text where the body is so short that it says little alone; else it is only held against other headlines. */
  title?: string;
  /** BCP 47. */
  language?: string;
  /** What the agency says of it beside the text (update, lead, correction); signals in the headline are read as well. */
  signals?: readonly string[];
  /** By which the agency calls the story, with or without what says which take it is. */
  slug?: string;
  /** "2nd Lead", where the format has a field for it. */
  takeKey?: string;
}

export interface Fingerprint {
  /** The whole story in its order, 16 hexadecimal digits: equal where nothing but furniture and house style differ. */
  readonly digest: string;
  readonly headline: Headline;
  /** It says that it changes what came before: an update, a lead, a correction. */
  readonly revises: boolean;
  readonly take: Take;
  /** Character grams without spaces: how much of one text stands in another. */
  readonly sketch: Sample;
  /** Figures, by what they say (figures.ts). */
  readonly numbers: Sample;
  readonly names: Sample;
  /** The other words but for short ones. */
  readonly words: Sample;
  /** Whole sentences. */
  readonly sentences: Sample;
  /** Numbers and names with the words around them (places.ts). */
  readonly places: Uint32Array;
  /** Days named in the lead, as month * 32 + day. */
  readonly days: readonly number[];
  /** Words of the text. */
  readonly length: number;
  /** Share of the tokens that are numbers: above a third the text is a table. */
  readonly numberShare: number;
}

/**
 * Numbers and names as they stand in the text, by their hash in the sample: lives only as long as its article is judged.
 * Made when they are asked for, since most articles are like none before, and then nobody is told of them.
 */
export class Labels {
  readonly #tokens: Tokens;
  readonly #vocabulary: Vocabulary;
  readonly #figures: readonly Figure[];

  constructor(tokens: Tokens, vocabulary: Vocabulary, figures: readonly Figure[]) {
    this.#tokens = tokens;
    this.#vocabulary = vocabulary;
    this.#figures = figures;
  }

  get numbers(): ReadonlyMap<number, string> {
    return new Map(this.#figures.map(({ key, written }) => [sampled(hashText(key)), written]));
  }

  get names(): ReadonlyMap<number, string> {
    const { chars, starts } = this.#tokens;
    const { names, nameAt } = this.#vocabulary;
    const labels = new Map<number, string>();
    for (const [i, hash] of names.entries()) {
      if (labels.has(sampled(hash))) continue;
      const at = nameAt[i] ?? 0;
      labels.set(sampled(hash), String.fromCharCode(...chars.subarray(starts[at], starts[at + 1])));
    }
    return labels;
  }
}

/** Grams of so many characters: one changed letter spoils six of them. */
export const SKETCH_GRAM = 6;
export const SKETCH_SIZE = 512;
const LONG_SKETCH_SIZE = 1024;
/** Of longer texts one gram in eight is kept, so that an excerpt of them is still found in enough samples. */
const LONG_SKETCH_SHARE = 8;
const MAX_WORDS = 256;
const MAX_NAMES = 160;
const MAX_NUMBERS = 160;
const MAX_SENTENCES = 24;
const LEAD_DAY_WORDS = 90;

/** What an article is found and judged by, as plain data. */
export interface PlainPrint {
  fingerprint: Fingerprint;
  anchors: Anchors;
}

export interface Printed extends PlainPrint {
  labels: Pick<Labels, 'numbers' | 'names'>;
}

/** Of a print that another thread has made: the labels, which few are asked for, are made here of the text. */
export function printedElsewhere(article: ArticleText, print: PlainPrint): Printed {
  let made: Printed['labels'] | undefined;
  const labels = (): Printed['labels'] => (made ??= fingerprint(article).labels);
  return {
    ...print,
    labels: {
      get numbers() {
        return labels().numbers;
      },
      get names() {
        return labels().names;
      },
    },
  };
}

/** The fingerprint of a text; the same text gives the same one on any machine. Linear in the length of the text. */
export function fingerprint(article: ArticleText): Printed {
  const { tokens, dateline, exact, figured } = read(article);
  const vocabulary = vocabularyOf(tokens, article.language);
  const sketchGrams = hashGrams(tokens.chars, Math.min(SKETCH_GRAM, Math.max(1, tokens.chars.length)));
  const sketchSize = Math.min(
    LONG_SKETCH_SIZE,
    Math.max(SKETCH_SIZE, Math.ceil(sketchGrams.length / LONG_SKETCH_SHARE)),
  );
  const { take, isFurther } = takeOf(article);
  const anchors = anchorsOf(tokens, hashGrams(tokens.chars, ANCHOR_GRAM));
  const { names, words } = vocabulary;
  const figures = figuresIn(figured, article.language);
  const figureHashes = Uint32Array.from(figures, ({ key }) => hashText(key));
  return {
    fingerprint: {
      digest: digestOf(exact).slice(0, DIGEST_LENGTH),
      headline: headlineOf(article.title ?? '', exact, article.language),
      revises: isFurther || isRevision(article),
      take,
      sketch: sampleOf(sketchGrams, sketchSize),
      numbers: sampleOf(figureHashes, MAX_NUMBERS),
      names: sampleOf(names, MAX_NAMES),
      words: sampleOf(words, MAX_WORDS),
      sentences: sampleOf(sentencesOf(tokens), MAX_SENTENCES),
      places: vocabulary.places,
      days: daysOf(tokens, dateline),
      length: wordCount(tokens),
      // To a thousandth, as it is packed
      numberShare: Math.round((1000 * vocabulary.numbers) / Math.max(1, tokens.count)) / 1000,
    },
    labels: new Labels(tokens, vocabulary, figures),
    anchors,
  };
}

const DIGEST_LENGTH = 16;

interface Reading {
  tokens: Tokens;
  /** Empty where there is none. */
  dateline: string;
  /** What the digest is made of. */
  exact: string;
  /** What the figures are read in: the same, with the rows of tables in one layout. */
  figured: string;
}

/** The story without its furniture; a text that is nothing else is read as it stands. */
function read({ body, title = '', language }: ArticleText): Reading {
  const { story, removed } = storyOf(body, title);
  const rows = withRowsInOneLayout(story);
  const tokens = tokenize(rows);
  const words = wordCount(tokens);
  if (words < MIN_WORDS && removed.length > 0) {
    const whole = `${title}\n\n${body}`;
    const exact = inHouseStyle(whole, language);
    return { tokens: tokenize(whole), dateline: '', exact, figured: exact };
  }
  const dateline = removed.find(({ kind }) => kind === 'dateline')?.text ?? '';
  const headed = (text: string): string => (words >= SHORT_BODY_WORDS ? text : `${title}\n\n${text}`);
  const exact = inHouseStyle(headed(story), language);
  const figured = rows === story ? exact : inHouseStyle(headed(rows), language);
  return { tokens: words >= SHORT_BODY_WORDS ? tokens : tokenize(headed(rows)), dateline, exact, figured };
}

/** The day of the dateline is one that the lead names. */
function daysOf(tokens: Tokens, dateline: string): number[] {
  const days = namedDays(tokens, LEAD_DAY_WORDS);
  if (!/\p{Nd}/u.test(dateline)) return days;
  return [...new Set([...days, ...namedDays(tokenize(dateline), LEAD_DAY_WORDS)])].sort((a, b) => a - b);
}

const REVISIONS: ReadonlySet<string> = new Set(['correction', 'replaces', 'lead', 'update', 'writethru']);

function isRevision({ signals = [], title }: ArticleText): boolean {
  if (signals.some((signal) => REVISIONS.has(signal))) return true;
  if (title === undefined) return false;
  for (const signal of signalsInWords([{ slot: 'headline', text: title }]))
    if (REVISIONS.has(signal)) return true;
  return false;
}
