/** Dashes that some editorial systems write as if they were elements. */

/** By the name of the element. */
export const DASHES: Readonly<Partial<Record<string, string>>> = { endash: '–', emdash: '—' };

/** The same, where they are text: the page is XML, and they were escaped in it. */
const ESCAPED_DASHES = /<(e[nm]dash)\s?\/?>/g;

/** The text with the dashes that are meant. */
export function withDashes(text: string): string {
  return text.includes('<')
    ? text.replace(ESCAPED_DASHES, (written, name: string) => DASHES[name] ?? written)
    : text;
}
