/** Digits of all scripts. */

/** What a decimal digit (Unicode, property Nd) counts: they stand in runs of ten, 0 to 9, in every script. */
export function digitValue(code: number): number {
  let zero = code;
  while (zero > 0 && code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}
