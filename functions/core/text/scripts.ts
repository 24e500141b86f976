/** Scripts by how they are written. */

/** A letter of the scripts of news that put no spaces between words: Chinese, Japanese and Thai. */
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
