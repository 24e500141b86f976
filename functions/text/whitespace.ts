/** Characters and white space: what every string goes through before it stands in a record. */

const UNUSUAL = /[^\t\n\r\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff]/;

/** windows-1252 punctuation that was read as C1 controls (from a Latin-1 label or from "&#146;"). */
const C1 = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ').map((character, index) => [
    0x80 + index,
    character,
  ]),
);

/** NFC, well formed, without control, zero-width and bidi control characters; white space stays as it is. */
export function cleanCharacters(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\u0080-\u009f]/g, (character) => {
      const named = C1.get(character.charCodeAt(0)) ?? '';
      return named > '\u009f' ? named : '';
    })
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\ufffe\uffff]/g,
      '',
    )
    .normalize('NFC');
}

/** One line: cleaned characters, runs of white space and NBSP to one space, trimmed. */
export function collapse(text: string): string {
  return cleanCharacters(text).replace(/\s+/g, ' ').trim();
}

/** Plain text to paragraphs: cut at empty lines (or at every line where none is empty), hard-wrapped lines joined. */
export function paragraphsOf(text: string): string[] {
  const lines = cleanCharacters(text).split('\n');
  const paragraphs: string[] = [];
  let open: string[] = [];
  for (const line of [...lines, '']) {
    if (line.trim() !== '') open.push(line);
    else if (open.length > 0) {
      paragraphs.push(collapse(open.join(' ')));
      open = [];
    }
  }
  return paragraphs;
}
