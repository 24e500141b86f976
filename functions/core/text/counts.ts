/** How long a plain text is. */
import { CharacterKinds } from './characters.ts';

export function countsOf(plain: string): { charCount: number; wordCount: number } {
  return { charCount: plain.length, wordCount: wordsIn(plain) };
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]{1,400}/gu;

let segmenter: Intl.Segmenter | undefined;

const SPACE = 1;
const SIGN = 2;
const LETTER = 3;
const OF_UNSPACED = 4;

const KINDS = new CharacterKinds((character) => {
  if (UNSPACED.test(character)) return OF_UNSPACED;
  if (/[\p{L}\p{N}]/u.test(character)) return LETTER;
  return /\s/u.test(character) ? SPACE : SIGN;
});

/** Words have a letter or a digit; dashes and bullets are none. */
function wordsIn(text: string): number {
  let count = 0;
  let isWord = false;
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code >= 0xd800 && code < 0xdc00) {
      code = text.codePointAt(at) ?? code;
      if (code > 0xffff) at++;
    }
    const kind = KINDS.of(code);
    if (kind === SPACE) isWord = false;
    else if (kind === OF_UNSPACED) return wordsOfUnspaced(text);
    else if (kind === LETTER && !isWord) {
      isWord = true;
      count++;
    }
  }
  return count;
}

/** Characters that are cut into words; a longer text is counted by what they say, for it takes a second a million. */
const SEGMENTED = 250_000;

function wordsOfUnspaced(text: string): number {
  // its dictionaries go by the script, whatever the language
  const words = (segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' }));
  let count = 0;
  let counted = 0;
  let characters = 0;
  const rest = text.replace(UNSPACED_RUN, (run) => {
    characters += run.length;
    if (counted < SEGMENTED) {
      counted += run.length;
      for (const { isWordLike } of words.segment(run)) if (isWordLike === true) count++;
    }
    return ' ';
  });
  const all = characters === counted ? count : Math.round((count * characters) / counted);
  return all + (rest.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0);
}

/** Characters of a text that are no white space. */
export function inkOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code > 32 && code < 127) || KINDS.of(code) !== SPACE) count++;
  }
  return count;
}
