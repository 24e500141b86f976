/** How long a plain text is. */

export function countsOf(plain: string): { charCount: number; wordCount: number } {
  return { charCount: plain.length, wordCount: wordsIn(plain) };
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]{1,400}/gu;

let segmenter: Intl.Segmenter | undefined;

/** Words have a letter or a digit; dashes and bullets are none. */
function wordsIn(text: string): number {
  if (!UNSPACED.test(text)) return text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
  // its dictionaries go by the script, whatever the language
  const words = (segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' }));
  let count = 0;
  const rest = text.replace(UNSPACED_RUN, (run) => {
    for (const { isWordLike } of words.segment(run)) if (isWordLike === true) count++;
    return ' ';
  });
  return count + (rest.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0);
}
