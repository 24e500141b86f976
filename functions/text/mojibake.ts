/** Re-reads "cafÃ©" as "café" where the characters can be nothing but UTF-8 that was read as windows-1252. */
const C1_BYTES = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ').map((character, index) => [
    character,
    0x80 + index,
  ]),
);

const SUSPECT =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]+/g;

/** @returns the text and how many places were repaired; the same text where nothing is provable */
export function repairMojibake(text: string): { text: string; repaired: number } {
  let repaired = 0;
  const out = text.replace(SUSPECT, (run) => {
    const bytes = Uint8Array.from(
      [...run],
      (character) => C1_BYTES.get(character) ?? character.charCodeAt(0) & 0xff,
    );
    try {
      const better = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      repaired++;
      return better;
    } catch {
      return run;
    }
  });
  return { text: out, repaired };
}
