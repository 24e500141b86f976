/** Text in the XML of S3. */

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function unescaped(text: string): string {
  return text.replaceAll(
    /&(#x?)?([0-9a-z]+);/giu,
    (whole: string, number: string | undefined, name: string) => {
      if (number === undefined) return ENTITIES[name] ?? whole;
      return String.fromCodePoint(Number.parseInt(name, number.length === 1 ? 10 : 16));
    },
  );
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

export function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (character) => ESCAPES[character] ?? character);
}
