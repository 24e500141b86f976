/**
 * Priorities of the agencies on the IPTC scale of urgency (1 most urgent, 5 normal, 8 least), where the agency's
 * own table is known. Numbers need none: 1-9 mean the same everywhere.
 */

/** ANPA 1312, section on the priority character: flash, bulletin, urgent, regular, deferred, and kinds of advance copy. */
const ANPA_LETTERS: Readonly<Record<string, number>> = { f: 1, b: 2, u: 3, r: 4, d: 5, a: 5, s: 5, w: 5 };

/** Urgency of an ANPA priority letter in either case; undefined for what is none. AP has the letters in its JSON and NITF, too. */
export function urgencyOfLetter(letter: string | undefined): number | undefined {
  return letter === undefined ? undefined : ANPA_LETTERS[letter.trim().toLowerCase()];
}
