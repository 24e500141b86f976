/** Escapes that outlived their transport: text that was escaped twice on its way, and is read once. */
import { decodeHTML } from 'entities/decode';

/** References to characters: of any number, or of a name with its semicolon ("R&D;" has none that is known). */
const REFERENCE = /&(?:#\d{1,7};?|#x[\da-f]{1,6};?|[a-z][a-z\d]{1,30};)/gi;
/** JSON's and PHP's, before what nobody has to escape in a text. */
const BACKSLASHES = /\\{1,8}(?=["'\u2018-\u201f\u00ab\u00bb])|\\(?=\/)/g;
const CODE_POINT = /\\u(?=[\da-f]{4})(00[a-f]|0[1-9a-f][\da-f]|20)([\da-f]{1,2})/gi;

/** "&amp;amp;amp;" is the most that has been seen. */
const ROUNDS = 3;

/** The text with what its left-over escapes stand for: "o&#39;clock", "AT&amp;T", "\\u2019", a backslash before a quote. */
export function withoutLeftEscapes(text: string): string {
  let better = text;
  if (better.includes('&')) {
    for (let round = 0; round < ROUNDS; round++) {
      const decoded = better.replace(REFERENCE, (reference) => decodeHTML(reference));
      if (decoded === better) break;
      better = decoded;
    }
  }
  if (!better.includes('\\')) return better;
  return better
    .replace(BACKSLASHES, '')
    .replace(CODE_POINT, (_, high: string, low: string) =>
      String.fromCharCode(Number.parseInt(`${high}${low}`, 16)),
    );
}
