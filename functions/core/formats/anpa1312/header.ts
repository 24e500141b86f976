/**
 * The two header lines of ANPA 1312, by which the format is known; gateways take their control bytes out, or put spaces
 * in their place.
 */

const FIRST_LINE =
  /^[\s\u0000\u007f\u0016]{0,32}(?<start>\u0001)?(?<service>[A-Za-z])(?<number>\d{4})(?<name>[A-Z]{1,12})?(?<separator>[\u001f ?\ufffd])?(?<selector>[\w-]{0,12})\s{0,4}$/;
const SECOND_LINE =
  /^(?<priority>[a-z]) (?<category>[a-z])(?<version>[\u0013\u0014?\ufffd])?(?<kind>[\u0011\u0012?\ufffd])? {0,4}(?<keyword>\S.{0,80}?) {1,20}(?<first>\d\d)-(?<second>\d\d)(?: {1,8}(?<words>\d{1,5}))?\s{0,4}$/;
const LEADING = /^[\s\u0000\u007f]{0,32}(?=[\u0016\u0001A-Za-z])/;
const TABULAR = '\u0012';

export interface Header {
  service: string;
  number: string;
  selector: string;
  priority: string;
  category: string;
  /** DC3 is the first version, each DC4 a later one. */
  version: string;
  tabular: boolean;
  keyword: string;
  /** Two-digit month and day; the other way round at Kyodo. */
  date: [first: string, second: string];
  words: string | undefined;
}

/** The header of a message; undefined where the text does not begin with one. */
export function headerOf(message: string): Header | undefined {
  const [first = '', second = ''] = message.replace(LEADING, '').split('\n', 2);
  const one = FIRST_LINE.exec(first)?.groups;
  const two = SECOND_LINE.exec(second)?.groups;
  if (one === undefined || two === undefined) return undefined;
  return {
    service: one.service ?? '',
    number: one.number ?? '',
    selector: one.selector ?? '',
    priority: two.priority ?? '',
    category: two.category ?? '',
    version: two.version === '\u0014' ? '2' : '1',
    tabular: two.kind === TABULAR,
    keyword: two.keyword ?? '',
    date: [two.first ?? '', two.second ?? ''],
    words: two.words,
  };
}
