/** Languages: what a text is in, and what a provider's name for one means. */
import { FUNCTION_WORDS, LANGUAGE_NAMES, WRITTEN_LANGUAGES } from './language-words.ts';

const SAMPLE = 1500;
/** Below this many letters a guess is worth nothing. */
const MIN_LETTERS = 40;
/** So many function words at least, this share of all words, and this much more weight than the next language has. */
const MIN_HITS = 3;
const MIN_SHARE = 0.12;
const LEAD = 1.25;

/**
 * BCP 47 primary tag of the language the text is in, by its script and its function words; undefined when it is
 * too short or unsure. News prose consists of function words to a third, so a paragraph is enough; lists of names
 * and results have none and get no language.
 */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE).toLowerCase();
  if (!BEYOND_LATIN.test(sample)) return HAS_MIN_LETTERS.test(sample) ? byFunctionWords(sample) : undefined;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of SCRIPTS) {
    const found = sample.match(script)?.length ?? 0;
    if (found >= MIN_SCRIPT && found >= letters / 3) {
      return typeof language === 'string' ? language : language(sample);
    }
  }
  return letters < MIN_LETTERS ? undefined : byFunctionWords(sample);
}

const MIN_SCRIPT = 15;
/** All letters of the scripts below are; most texts of wires have none of them. */
const BEYOND_LATIN = /[^\0-\u036f\u2000-\u206f\u20a0-\u20cf]/;
const HAS_MIN_LETTERS = new RegExp(`(?:\\p{L}\\P{L}*){${MIN_LETTERS}}`, 'u');

/** Scripts that tell the language, alone or by letters of their own; kana before Han, for Japanese has both. */
const SCRIPTS: readonly (readonly [RegExp, string | ((text: string) => string | undefined)])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    (text) => (/[ぁ-ん]/u.test(text) ? 'ja' : 'zh'),
  ],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Devanagari}/gu, (text) => (/(?:\s|^)(?:आहे|आणि)(?:\s|$)/u.test(text) ? 'mr' : 'hi')],
  [/\p{Script=Arabic}/gu, (text) => (/[ٹڈڑے]/u.test(text) ? 'ur' : /[پچژگ]/u.test(text) ? 'fa' : 'ar')],
  [/\p{Script=Cyrillic}/gu, cyrillic],
];

function cyrillic(text: string): string | undefined {
  if (/[ѓќѕ]/u.test(text)) return 'mk';
  if (/[јљњћђџ]/u.test(text)) return 'sr';
  if (text.includes('ў')) return 'be';
  if (/[їєґ]/u.test(text)) return 'uk';
  if (/[ыэё]/u.test(text)) return 'ru';
  return /[ъщ]/u.test(text) ? 'bg' : undefined;
}

/** Languages whose everyday words are too alike to contradict each other. */
const KIN: readonly ReadonlySet<string>[] = [
  'no nb nn da sv',
  'hr sr bs sl mk bg',
  'cs sk',
  'id ms',
  'es pt ca gl',
].map((tags) => new Set(tags.split(' ')));
const MIN_PROOF_HITS = 12;
const MIN_PROOF_SHARE = 0.2;
const PROOF_LEAD = 2.5;

/**
 * The language that a text is in beyond doubt, where it is another than was assumed: enough prose, far more of its
 * function words than of the assumed language's, and no near relation; undefined otherwise, and for assumed languages
 * of which nothing is known.
 */
export function contradictingLanguage(text: string, assumed: string): string | undefined {
  const expected = assumed.split('-', 1)[0]?.toLowerCase() ?? '';
  const found = detectLanguage(text);
  if (found === undefined || found === expected || !isTold(expected)) return undefined;
  if (KIN.some((kin) => kin.has(found) && kin.has(expected))) return undefined;
  const { words, scores } = functionWordsOf(text.slice(0, SAMPLE).toLowerCase());
  const assumedWords = scores.get(/^n[bn]$/.test(expected) ? 'no' : expected);
  const own = scores.get(found);
  // told by its script: a quotation in a text of the assumed language is not proof
  if (own === undefined) return (assumedWords?.hits ?? 0) < MIN_HITS ? found : undefined;
  const sure =
    own.hits >= MIN_PROOF_HITS &&
    own.hits >= words * MIN_PROOF_SHARE &&
    own.score >= (assumedWords?.score ?? 0) * PROOF_LEAD;
  return sure ? found : undefined;
}

/** Languages that a text can be told to be in; of Cyrillic and Arabic scripts there are more than these. */
const BY_SCRIPT = new Set('ja ko zh el he th bn ta ka hy hi mr ar ur fa mk sr be uk ru bg'.split(' '));

function isTold(language: string): boolean {
  return BY_SCRIPT.has(language) || WRITTEN_LANGUAGES.has(language);
}

interface FunctionWords {
  /** All words of the text. */
  words: number;
  scores: Map<string, { hits: number; score: number }>;
}

function functionWordsOf(sample: string): FunctionWords {
  const words = sample.match(/\p{L}+/gu) ?? [];
  const found = new Map<string, { hits: number; score: number }>();
  for (const word of words) {
    const languages = FUNCTION_WORDS.get(word) ?? [];
    for (const language of languages) {
      const sum = found.get(language) ?? { hits: 0, score: 0 };
      sum.hits++;
      // a word that several languages have tells the less
      sum.score += 1 / languages.length;
      found.set(language, sum);
    }
  }
  return { words: words.length, scores: found };
}

function byFunctionWords(sample: string): string | undefined {
  const { words, scores } = functionWordsOf(sample);
  const [first, second] = [...scores].sort(([, a], [, b]) => b.score - a.score);
  if (first === undefined) return undefined;
  const [language, { hits, score }] = first;
  const sure = hits >= MIN_HITS && hits >= words * MIN_SHARE && score >= (second?.[1].score ?? 0) * LEAD;
  return sure ? language : undefined;
}

/** What says that there is no one language. */
const NONE = /^(?:und|mul|mis|zxx|x-default|default|none|unknown|n\/a)$/i;

const KNOWN = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const MOST_KNOWN = 500;
const knownTags = new Map<string, string | undefined>();

/** "EN", "nl_NL", "fre", "english", "en-us, fr" to BCP 47; undefined for what is no language. */
export function languageTag(written: string): string | undefined {
  // Asking Intl costs more than all else about a tag, and feeds write a handful of them
  const known = knownTags.get(written);
  if (known !== undefined || knownTags.has(written)) return known;
  const tag = canonicalTag(written);
  if (knownTags.size < MOST_KNOWN && written.length < 100) knownTags.set(written, tag);
  return tag;
}

function canonicalTag(written: string): string | undefined {
  const first = written.split(/[,;]/, 1)[0]?.trim() ?? '';
  if (first === '' || NONE.test(first)) return undefined;
  const named = LANGUAGE_NAMES[first.toLowerCase()];
  if (named !== undefined) return named;
  try {
    const tag = Intl.getCanonicalLocales(first.replaceAll('_', '-'))[0];
    const primary = tag?.split('-', 1)[0] ?? '';
    // "english" and "default" are well-formed tags of languages that do not exist
    return KNOWN.of(primary) === undefined ? undefined : tag;
  } catch {
    return undefined;
  }
}
