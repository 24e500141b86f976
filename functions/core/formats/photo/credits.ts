/** Credits that do not fit: IIM has room for 32 characters, so agencies point to where the credit stands. */

const POINTER =
  /\btoo long\b|\bsee (?:the )?(?:caption|description|instructions|special instructions|below)\b|\b(?:siehe|s\.) (?:bild)?(?:text|unterschrift|beschreibung)\b|\bvoir (?:la )?légende\b|\bver (?:el )?pie\b|\bzie (?:bij|onder)schrift\b|\bse bildtext\b|\bvedi didascalia\b/iu;
const IN_CAPTION =
  /\b(?:credit(?: line)?|photo(?:graph)? by|bild|foto|crédit photo|crédito)\s?:?\s(?<credit>\S[^()\n]{1,200})$/iu;
const IN_BRACKETS = /\((?<credit>[^()\n]{2,200})$/u;
const STOPS = new Set([')', '.', ' ', '\n', '\t', '\r']);

/** Whether the words only say where the credit is. */
export function isPointer(written: string): boolean {
  return written.length <= 80 && POINTER.test(written);
}

/** The credit at the end of a caption, to which a credit has pointed. */
export function creditIn(caption: string): string | undefined {
  let to = caption.length;
  while (to > 0 && STOPS.has(caption.charAt(to - 1))) to--;
  const end = caption.slice(0, to).slice(-400);
  return (IN_CAPTION.exec(end) ?? IN_BRACKETS.exec(end))?.groups?.credit?.trim();
}
