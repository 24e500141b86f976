/** Captions of old Macs: no label says so, and read as windows-1252 they have capitals and signs within words. */

/** @param bytes all texts of a picture together: one alone has too few letters */
export function isMacRoman(bytes: Uint8Array): boolean {
  const mac = new TextDecoder('macintosh').decode(bytes);
  const windows = new TextDecoder('windows-1252').decode(bytes);
  return likeliness(mac) > Math.max(0, likeliness(windows));
}

function likeliness(text: string): number {
  let score = 0;
  for (const { 0: character, index } of text.matchAll(/[^\u0000-\u007f]/g)) {
    score += scoreOf(character, text.charAt(index - 1), text.charAt(index + 1));
  }
  return score;
}

const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;
const LETTER = /\p{L}/u;

/** Whether a letter or sign stands as it does in words and between them. */
function scoreOf(character: string, before: string, after: string): number {
  if (LOWER.test(character)) return LETTER.test(before) || LOWER.test(after) ? 1 : 0;
  if (UPPER.test(character)) {
    if (LOWER.test(before) || (UPPER.test(before) && LOWER.test(after))) return -2;
    return LETTER.test(before) || LETTER.test(after) ? 1 : 0;
  }
  if (/[“‘«„‚]/.test(character)) return /^\s?$|[(—–-]/.test(before) && /\S/.test(after) ? 1 : -1;
  if (/[”’»]/.test(character)) return /\S/.test(before) ? 1 : -1;
  if (/[–—…]/.test(character)) return LETTER.test(before) && LETTER.test(after) ? 0 : 1;
  return LETTER.test(before) && LETTER.test(after) ? -2 : 0;
}
