/**
 * UTF-8 that somebody read as windows-1252 ("cafÃ©", "companyâ€™s", "Â£5"), put right where it is provable:
 * the characters, taken back to their bytes, are well-formed UTF-8 of a character that a newsroom writes.
 */
import { WINDOWS_1252 } from './whitespace.ts';

const BYTES = new Map<string, number>();
for (let byte = 0x80; byte <= 0xff; byte++) {
  BYTES.set(String.fromCharCode(byte), byte);
  const named = WINDOWS_1252[byte - 0x80]?.trim();
  if (named !== undefined && named !== '') BYTES.set(named, byte);
}

/** What a continuation byte 0x80-0xBF looks like, as windows-1252 or as Latin-1 has it. */
const TAIL = `[\\u0080-\\u00bf${WINDOWS_1252.replaceAll(' ', '')}]`;
const SEQUENCE = new RegExp(
  `[\\u00c2-\\u00df]${TAIL}|[\\u00e0-\\u00ef]${TAIL}{2}|[\\u00f0-\\u00f4]${TAIL}{3}`,
  'g',
);
const HEAD = /[\u00c2-\u00f4]/;

/**
 * Pairs that may also be meant ("AMANHÃ…", "DÉJÀ»", "Îœ", "SMÅ®"): no proof by themselves. Signs behind Â and Ã
 * are no such pairs, for nothing is spoiled so often.
 */
const DOUBTFUL = /[\u00a0«»‹›“”‘’‚„…–—·™†‡•ŠŒŽšœžŸƒ]|[^ÂÃ][©®°²³¹]/;

/** What a true repair gives: letters, punctuation and emoji of news; rare scripts and symbols prove nothing. */
const EXPECTED =
  /[\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u1e00-\u1eff\u2010-\u2026\u2030-\u203a\u20ac\u2122]|\p{Extended_Pictographic}/u;

/** Text that went through the mistake twice needs two rounds. */
const ROUNDS = 2;

/** @returns the text and how many characters were repaired; the same text where nothing is provable */
export function repairMojibake(text: string): { text: string; repaired: number } {
  let repaired = 0;
  let better = text;
  for (let round = 0; round < ROUNDS && HEAD.test(better) && hasProof(better); round++) {
    better = better.replace(SEQUENCE, (sequence) => {
      const meant = readAsUtf8(sequence);
      if (meant === undefined) return sequence;
      repaired++;
      return meant;
    });
  }
  return { text: better, repaired };
}

/** Whether one sequence at least can be nothing else; the doubtful ones of the same text then follow it. */
function hasProof(text: string): boolean {
  for (const [sequence] of text.matchAll(SEQUENCE)) {
    const doubtful = sequence.length === 2 && DOUBTFUL.test(sequence);
    if (!doubtful && readAsUtf8(sequence) !== undefined) return true;
  }
  return false;
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function readAsUtf8(sequence: string): string | undefined {
  try {
    const meant = UTF_8.decode(
      Uint8Array.from(Array.from(sequence), (character) => BYTES.get(character) ?? 0),
    );
    return EXPECTED.test(meant) ? meant : undefined;
  } catch {
    return undefined;
  }
}
