/**
 * Text as the index takes it. Languages that write no spaces between their words are cut by Unicode's rules and
 * dictionaries (UAX #29, `Intl.Segmenter`), on both sides: in what is indexed and in what is asked for.
 */

/** No width and no letter: the tokeniser sees the end of a word, a reader sees nothing. */
const CUT = '\u200B';

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

// Which words it knows depends on the characters alone, not on the language that is passed
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** The text with its words apart, for the index and for queries. */
export function wordsApart(text: string): string {
  return text.replace(WITHOUT_SPACES, (run) =>
    [CUT, ...Array.from(segmenter.segment(run), ({ segment }) => segment + CUT)].join(''),
  );
}

/** The text as it was. */
export function wordsTogether(text: string): string {
  return text.replaceAll(CUT, '');
}

/** Accents of Latin letters, as the tokeniser of segments takes them off. */
const LATIN_ACCENTS = /(?<=\p{Script=Latin})\p{Mn}+/gu;

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * The words of a text as an index compares them, one space between them: no capitals, no accents, no punctuation. They
 * are what an index of somebody else is given, so that it finds what segments find, whatever its own rules are.
 */
export function bareWords(text: string): string {
  const plain = text.normalize('NFD').replace(LATIN_ACCENTS, '').normalize('NFC').toLowerCase();
  // The two shapes of sigma are one letter
  return (wordsApart(plain.replaceAll('ς', 'σ')).match(WORD) ?? []).join(' ');
}

/** Whether there is anything in it that can be found. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
