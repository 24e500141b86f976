/** Characters and white space: what every string goes through before it stands in a record. */
import { CharacterKinds } from './characters.ts';
import { withoutLeftEscapes } from './left-escapes.ts';
import { dedent, goesOn, groupLines, joinLines, withoutHyphenBreaks } from './lines.ts';

/** Anything beyond printable ASCII and Latin letters without a special meaning. */
const UNUSUAL = /[^\t\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u201f\u2026\u20ac]/;

/** The characters of windows-1252 at 0x80-0x9F; those it leaves open are empty. */
export const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * Controls, soft hyphen, zero-width, bidi control, annotation and not-a-character code points.
 * The joiners U+200C and U+200D are looked at apart.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff]/g;

/** Joiners that change nothing: not after a letter or mark that can join, nor inside an emoji sequence. */
const IDLE_JOINER =
  /(?<![\p{Script_Extensions=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?=[\s\u200c\u200d]|$)/gu;

/** Breaks of typewriters and word processors: a line or a page ends. */
const TYPED_BREAK = /\n?[\u000b\u000c]+\n?/g;
/** A word that was parted at a line's end. */
const PARTED_WORD = /\u00ad[^\S\n]*\n\s*(?=\p{L})/gu;

/**
 * NFC and well formed; line ends are "\n"; without control, zero-width and bidi control characters, and without
 * escapes that outlived their transport. White space stays as it is. C1 controls, which are windows-1252 read as
 * Latin-1, become what was meant.
 */
export function cleanCharacters(written: string): string {
  const text = withoutLeftEscapes(written);
  if (!UNUSUAL.test(text)) return text;
  const clean = text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(TYPED_BREAK, '\n')
    .replace(PARTED_WORD, '')
    .replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80]?.trim() ?? '')
    .replace(INVISIBLE, '')
    .normalize('NFC');
  return /[\u200c\u200d]/.test(clean) ? clean.replace(IDLE_JOINER, '').normalize('NFC') : clean;
}

const PLAIN = 1;
const SPACE = 2;
const OTHER = 3;

const KINDS = new CharacterKinds((character) => {
  if (character === ' ') return SPACE;
  return UNUSUAL.test(character) || /[\s&<>\\]/.test(character) ? OTHER : PLAIN;
});

/**
 * Of a text in which nothing has to be cleaned, evened or escaped, as most are: its characters but spaces. undefined for any
 * other.
 */
export function plainCharacters(text: string): number | undefined {
  let count = 0;
  let before = PLAIN;
  for (let at = 0; at < text.length; at++) {
    const kind = KINDS.of(text.charCodeAt(at));
    if (kind === PLAIN) count++;
    else if (kind === OTHER || before === SPACE) return undefined;
    before = kind;
  }
  return count;
}

/** White space that is not one space yet: the single spaces, by far the most, are not touched. */
const UNEVEN_SPACE = / \s+|[^\S ]\s*/g;

/** Every run of white space (NBSP is) to one space; none where a line was broken behind a hyphen. */
export function evenSpaces(text: string): string {
  return withoutHyphenBreaks(text).replace(UNEVEN_SPACE, ' ');
}

/** One line: cleaned characters, every run of white space to one space, trimmed. */
export function collapse(text: string): string {
  return text.length <= LONGEST_LINE && isEven(text) ? text : evenSpaces(cleanCharacters(text)).trim();
}

/** Above this the expressions are as fast as a look at each character. */
const LONGEST_LINE = 200;

/** One line in which nothing has to be done, as most names and headlines are. */
function isEven(text: string): boolean {
  return !text.startsWith(' ') && !text.endsWith(' ') && plainCharacters(text) !== undefined;
}

/**
 * Plain text to paragraphs: cut at empty lines or at indented ones, hard-wrapped lines joined, other lines
 * each by itself. Tabular lines stay together, with their "\n" and columns.
 */
export function paragraphsOf(text: string): string[] {
  const lines = cleanCharacters(text).split('\n');
  return groupLines(lines).flatMap(({ kind, from, to }) => {
    const group = lines.slice(from, to);
    if (kind === 'table') return [dedent(group).join('\n')];
    const trimmed = group.map(collapse);
    if (kind === 'joined') return [joinLines(trimmed)];
    const joined: string[][] = [];
    for (const line of trimmed) {
      const open = joined.at(-1);
      const before = open?.at(-1) ?? '';
      if (open !== undefined && goesOn(before, line, open.length > 1 || undefined)) open.push(line);
      else joined.push([line]);
    }
    return joined.map(joinLines);
  });
}

/** Letters and digits alone, in lower case: what two spellings of one title have in common. */
export function lettersOf(text: string): string {
  const lower = text.toLowerCase();
  const parts: string[] = [];
  let from = -1;
  for (let at = 0, code = lower.codePointAt(0); code !== undefined; code = lower.codePointAt(at)) {
    if (LETTERS.of(code) === KEPT) {
      if (from < 0) from = at;
    } else if (from >= 0) {
      parts.push(lower.slice(from, at));
      from = -1;
    }
    at += code > 0xffff ? 2 : 1;
  }
  if (from >= 0) parts.push(lower.slice(from));
  return parts.join('');
}

const KEPT = 1;
const LEFT_OUT = 2;
const LETTERS = new CharacterKinds((character) => (/[\p{L}\p{N}]/u.test(character) ? KEPT : LEFT_OUT));
