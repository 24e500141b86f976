/** The header line of IPTC 7901, by which the format is known and in which a message begins. */

/** Service and number, priority, category, words, routing and sender's reference. */
export const HEADER =
  /^(?<service>[a-z]{2,4}) ?(?<number>\d{2,5}) {1,3}(?<priority>[1-9]) {1,3}(?<category>[a-z]{1,4})(?: {1,3}(?<words>\d{1,6}))?(?: (?<rest>[^\r\n]{0,60}))?\r?$/i;
/** The date line that ends a message: `131137 GMT Nov 13`. */
export const TRAILER =
  /^\s*(?:\p{Lu}{2,6} {1,4})?(?<day>\d\d)(?<hour>[0-2]\d)(?<minute>[0-5]\d)\s(?:(?<zone>GMT|UTC)\s?|(?<named>\p{L}{2,5})\s)?(?<month>\p{L}{3,9})\.?\s(?<year>\d\d(?:\d\d)?)\s*$/iu;
/** What some write above it, or in its place: "APX0123    2026-06-02/11:34". */
export const STAMP = /^\s*\p{Lu}{2,6}\d{2,5}\s{1,8}(?<date>\d{4}-\d\d-\d\d)\/(?<time>[0-2]\d:[0-5]\d)\s*$/u;
export const FILLERS = /^[\u007f\u0000\r\n\t ]+/;
export const SOH = '\u0001';

/** Files in which CR alone ends the lines, with line feeds. */
export function withLineFeeds(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}
