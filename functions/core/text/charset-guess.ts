/**
 * The charset of bytes that say nothing of it, or nothing that can be true: told by the text that each charset would
 * make of them. Words of one alphabet, its frequent letters and capitals where they belong speak for it; signs within
 * words and capitals behind small letters against it.
 */
import table from './charset-models.json' with { type: 'json' };

/** What text of a language, or of several of one script, looks like. */
interface Model {
  charsets: readonly string[];
  alphabet: Alphabet;
  /** Words are made of these letters alone. */
  isScript: boolean;
  /** Small words that prove it, of letters that survive every charset. */
  words?: RegExp;
}

/** Every second letter of a text is one of so many. */
const MOST_FREQUENT = 7;

const CHARSETS: Readonly<Record<string, readonly string[]>> = table.charsets;
const MODELS: readonly Model[] = table.models.map(
  ({ charsets, words, letters, ...model }: (typeof table.models)[number]) => ({
    ...model,
    alphabet: alphabetOf(letters),
    charsets: CHARSETS[charsets] ?? [],
    ...(words === undefined
      ? {}
      : { words: new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'giu') }),
  }),
);

export interface CharsetGuess {
  charset: string;
  /** It is far more likely than the assumed one. */
  isSure: boolean;
  /** The assumed one gives what no language writes. */
  isDoubtful: boolean;
}

/** Enough for a judgement. */
const SAMPLE = 1500;
const CONTEXT = 40;
const FEWEST = 2;
/** Letters beyond ASCII, or so many different ones, that prove a charset of a Latin alphabet. */
const PROOF = 7;
const DIFFERENT = 3;
/** What a text of the assumed charset scores: nothing else is tried. */
const GOOD = 1.15;
const POOR = 0.45;
const LEAD = 0.08;
const SURE = 0.7;
/** Charsets of old machines are rare. */
const RARE = /^(?:ibm|x-mac|macintosh)/;
const RARITY = 0.1;

/**
 * @param bytes no UTF-8, none of a byte-order mark
 * @param decode how a charset reads them; undefined where it is not known
 * @param assumed the charset to be used where no other is far more likely
 * @returns undefined where there is too little to tell by
 */
export function guessCharset(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array, charset: string) => string | undefined,
  assumed = 'windows-1252',
): CharsetGuess | undefined {
  const sample = telling(bytes);
  const high = sample.filter((byte) => byte >= 0x80);
  if (high.length < FEWEST) return undefined;
  const texts = new Map<string, Reading>();
  const score = (charset: string, model: Model, least: number): number => {
    const reading = texts.get(charset) ?? readingOf(decode(sample, charset) ?? '');
    texts.set(charset, reading);
    return scoreOf(reading, model, least);
  };
  let usual = -Infinity;
  for (const model of MODELS) {
    if (!model.charsets.includes(assumed)) continue;
    usual = Math.max(usual, score(assumed, model, usual));
    if (usual >= GOOD) return { charset: assumed, isSure: true, isDoubtful: false };
  }
  // signs alone: no charset has another reading for so few
  if (usual === -Infinity) return undefined;
  let best: { charset: string; score: number; model: Model | undefined } = {
    model: undefined,
    charset: assumed,
    score: usual,
  };
  for (const model of MODELS) {
    for (const charset of model.charsets) {
      const found = score(charset, model, best.score) - (RARE.test(charset) ? RARITY : 0);
      if (found > best.score + 0.001) best = { charset, score: found, model };
    }
  }
  const isScript = best.model?.isScript === true;
  const isWestern = assumed === 'windows-1252';
  const hasProof =
    high.length >= (isWestern ? PROOF : PROOF * 2) ||
    (isWestern && !isScript && new Set(high).size >= DIFFERENT);
  // a label that says more than the usual one is doubted for good reasons only
  const lead = isWestern ? Math.max(0.3, usual + LEAD) : SURE;
  const isOther = best.charset !== assumed && best.score > lead && (isWestern || usual < POOR);
  return {
    charset: best.charset,
    isSure: isOther && hasProof,
    isDoubtful: isOther || (isWestern && usual < POOR),
  };
}

/** The bytes beyond ASCII with what stands around them; mark-up and addresses have none. */
function telling(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  let until = -1;
  for (let at = 0; at < bytes.length && kept.length < SAMPLE; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const from = Math.max(until, at - CONTEXT, 0);
    if (from > until) kept.push(0x20);
    for (let next = from; next <= at; next++) kept.push(bytes[next] ?? 0);
    until = at + 1;
    for (let last = at + 1; last < bytes.length && last <= at + CONTEXT; last++) {
      if ((bytes[last] ?? 0) >= 0x80) break;
      kept.push(bytes[last] ?? 0);
      until = last + 1;
    }
    at = until - 1;
  }
  return Uint8Array.from(kept);
}

/** Signs that stand between words in every language. */
const COMMON_SIGN = /[\u00a0«»„“”‘’‚‹›–—…•·§°€£©®™¿¡ªº№]/;

/** The letters of a model as they are looked up. */
interface Alphabet {
  first: string;
  frequent: ReadonlySet<string>;
  known: ReadonlySet<string>;
}

/** @param letters beyond ASCII, the frequent ones first; a space parts what is frequent from what only occurs */
function alphabetOf(letters: string): Alphabet {
  const [frequent = ''] = letters.split(' ', 1);
  return { first: letters.slice(0, MOST_FREQUENT), frequent: new Set(frequent), known: new Set(letters) };
}

/** A sign beyond ASCII of a text, with what the models ask of it. */
interface Sign {
  character: string;
  small: string;
  isLetter: boolean;
  before: string;
  isLetterBefore: boolean;
  isSmallBefore: boolean;
}

/** What a charset makes of the bytes: a dozen models judge it. */
interface Reading {
  text: string;
  signs: readonly Sign[];
  /** Counted when a model first asks for it. */
  words: number | undefined;
}

function readingOf(text: string): Reading {
  const signs: Sign[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    const { character, small, isLetter, isCommon } = factsOf(code);
    const left = factsOf(at === 0 ? SPACE : text.charCodeAt(at - 1));
    const inWord = left.isLetter && at + 1 < text.length && factsOf(text.charCodeAt(at + 1)).isLetter;
    if (isCommon && !(inWord && character !== '’')) continue;
    const { character: before, isLetter: isLetterBefore, isSmall: isSmallBefore } = left;
    signs.push({ character, small, isLetter, before, isLetterBefore, isSmallBefore });
  }
  return { text, signs, words: undefined };
}

/** What small words add at most. */
const MOST_OF_WORDS = 0.4;

/**
 * About 1 for text of the model, below 0 for what is none.
 * @param least what has to be surpassed: words are counted only where they could
 */
function scoreOf(reading: Reading, model: Model, least: number): number {
  const { text, signs } = reading;
  const { isScript, words, alphabet } = model;
  if (signs.length < FEWEST) return -Infinity;
  const { first, frequent, known } = alphabet;
  let sum = 0;
  for (const { character, small, isLetter, before, isLetterBefore, isSmallBefore } of signs) {
    if (!known.has(small) && (small === character || !known.has(character)))
      sum -= character === '\ufffd' || character < '\u00a0' || !isLetter ? 2 : 0.5;
    // a script's words are of its letters alone, and begin with the capital
    else if (isScript && /[A-Za-z]/.test(before)) sum -= 1;
    else if (small !== character && isSmallBefore) sum -= 1.5;
    // words of Latin letters have few beyond ASCII
    else if (!isScript && before >= '\u0080' && isLetterBefore) sum -= 0.6;
    else if (isScript) sum += first.includes(small) ? 1.15 : frequent.has(small) ? 0.85 : 0.4;
    else sum += frequent.has(small) ? 1 : 0.7;
  }
  const mean = sum / signs.length;
  if (words === undefined) return mean + 0.1;
  if (mean + MOST_OF_WORDS <= least) return mean;
  reading.words ??= text.match(/\p{L}+/gu)?.length ?? 0;
  return mean + Math.min(MOST_OF_WORDS, (2 * (text.match(words)?.length ?? 0)) / Math.max(1, reading.words));
}

const SPACE = 0x20;

/** What is asked of every sign and of those beside it. */
interface Facts {
  character: string;
  small: string;
  isLetter: boolean;
  isSmall: boolean;
  isCommon: boolean;
}

/** By the character's code: dozens of charsets read the same few. */
let facts: (Facts | undefined)[] | undefined;

/** @param code of 16 bits */
function factsOf(code: number): Facts {
  facts ??= new Array<Facts | undefined>(0x10000);
  return (facts[code] ??= looked(String.fromCharCode(code)));
}

function looked(character: string): Facts {
  return {
    character,
    small: character.toLowerCase(),
    isLetter: /\p{L}/u.test(character),
    isSmall: character !== character.toUpperCase(),
    isCommon: COMMON_SIGN.test(character),
  };
}
