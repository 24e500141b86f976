/** What a character is, by its code: asked for every character of a text. */

/** First of the scripts that are written without spaces. */
const FIRST_WIDE = 0x2e80;

/** Letters and digits; by code, as this runs for every character. */
export function isWordCode(code: number): boolean {
  if (code < 128) return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58);
  // beyond the end of a text the code is NaN
  if (!(code >= 0xc0)) return code === 0xaa || code === 0xb5 || code === 0xba;
  return !(
    code === 0xd7 ||
    code === 0xf7 ||
    (code >= 0x2000 && code < FIRST_WIDE) ||
    (code >= 0x3000 && code < 0x3040) ||
    // "：", "（": full-width punctuation
    (code >= 0xff00 && code < 0xff10) ||
    (code > 0xff19 && code < 0xff21)
  );
}

/** A character of a script without spaces between words. */
export function isWide(code: number): boolean {
  return code >= FIRST_WIDE;
}
