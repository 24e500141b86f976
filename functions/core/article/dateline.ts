/**
 * The dateline at the head of a text: "PARIS (AFP) -", "HAYWARD, Calif. (AP) —", "Berlin (dpa) -",
 * "LONDON, Feb. 1, 2017 /PRNewswire/ --", "SYDNEY March 22 AAP -", "Madrid, 21 ene (EFE).-", "MOSCOW, September 5.
 * /TASS/.", "(ANSA) - ROMA, 12 OTT -". Only what has such a form is one; a dateline is never guessed from a sentence.
 */
import { mentionsIn } from '../agencies/matcher.ts';
import type { Dateline } from './record.ts';

const WORD = String.raw`\p{Lu}[\p{L}\p{M}'’.\-]*`;
/** "Frankfurt am Main", "Rothenburg ob der Tauber", "Tel Aviv". */
const TOWN = String.raw`${WORD}(?: (?:\p{Lu}|d[eiu]|la|le|an|am|im|in|ob|bei|auf|de[rmn]|upon|sur|of|al-)[\p{L}\p{M}'’.\-]*){0,6}`;
/** "Halle (Saale)": the river belongs to the name. */
const RIVER = String.raw`(?: \(\p{Lu}\p{Ll}{1,14}\)(?= \())?`;
/** One place or several: "KYIV/WARSAW". */
const CITY = String.raw`${TOWN}(?:\/${TOWN}){0,2}`;
const UPPER_TOWN = String.raw`\p{Lu}[\p{Lu}\p{M}'’.\-]+(?: [\p{Lu}\p{M}'’.\-]+){0,4}`;
const UPPER_CITY = String.raw`${UPPER_TOWN}(?:\/${UPPER_TOWN}){0,2}`;
const MONTH = String.raw`\p{L}{3,12}\.?`;
const DATE = String.raw`(?:(?:${MONTH} \d{1,2}|\d{1,2}(?:\.|er)? ${MONTH})(?:,? \d{4})?|\d{1,2}\/\d{1,2})`;
const DASH = String.raw`(?:--?|[—–_]|:)`;

/** City, region or country, date, agency in brackets or slashes; a dash, or the text at once. */
const WITH_AGENCY = new RegExp(
  String.raw`^(?<city>${CITY}${RIVER})(?: \([^()]{2,30}\)(?=,? (?:${DATE}(?:,? \d{4})? )?\())?(?:, (?<region>(?!${DATE})\p{Lu}[\p{L}. ]{1,24}?))?(?:,? (?<date>${DATE}))?[.,]? ?(?:--)?(?:\((?<agency>[^()]{2,40})\)|\/(?<slashed>[^/\n]{2,30})\/)\.?\s{0,2}(?<dash>(?:${DASH}|=){0,2})(?:\s{1,3}|(?=[\p{Lu}"“«]))`,
  'u',
);
/** Upper-case city and a dash: the form without an agency. */
const WITHOUT_AGENCY = new RegExp(
  String.raw`^(?<city>${UPPER_CITY})(?:, (?<region>(?!${DATE})\p{Lu}[\p{L}. ]{1,24}?))?(?:,? (?<date>${DATE})(?:,? \p{Lu}\p{L}{1,9})?| \p{Lu}{2,5})?\s?(?:--|[—–_]|(?<=\s)-)\s`,
  'u',
);
/** Spanish: a stop and a dash ("CIUDAD REAL.- El alcalde"). */
const STOP_AND_DASH = new RegExp(String.raw`^(?<city>${TOWN})\.[-–—]\s?`, 'u');

/** Italian: the agency first, then the place. */
const AGENCY_FIRST = new RegExp(
  String.raw`^\(\p{Lu}{2}[^()]{0,38}\)\s?${DASH}\s(?<city>${CITY})(?:, (?<date>${DATE}))?\s?${DASH}\s`,
  'u',
);

/** What one of these forms has at least: brackets, a slash, or a dash that parts. Few paragraphs have any of them. */
const HAS_SIGNS = /[(/]|[-—–_]\s|\.[-–—]/;

/** Upper-case words that begin alerts and sections, not places. */
const NO_CITY =
  /^(?:UPDATE|URGENT|FLASH|BREAKING|EXCLUSIVE|ANALYSIS|CORRECTED|CORRECTION|NOTE|WATCH|LIVE|BRIEF|FACTBOX|TIMELINE|OPINION|VIDEO|PHOTOS?|Q|A|I|EDITORS?|KILL|By|Von|Par|Por)\b/;

/**
 * @param paragraph the first paragraph of the body
 * @returns the dateline, or undefined where the text begins without one
 */
export function datelineOf(paragraph: string): Dateline | undefined {
  const head = paragraph.slice(0, 140);
  if (!HAS_SIGNS.test(head)) return undefined;
  const match =
    withAgency(head) ?? withoutAgency(head) ?? AGENCY_FIRST.exec(head) ?? STOP_AND_DASH.exec(head);
  // a stop belongs to "St." and such, but not to a whole name
  const city = match?.groups?.city?.replace(/(?<=\p{L}{4})\.$/u, '');
  if (match?.groups === undefined || city === undefined || NO_CITY.test(city)) return undefined;
  return {
    text: match[0].trim(),
    city,
    country: null,
    date: match.groups.date ?? null,
  };
}

/**
 * Any name can have brackets behind it ("The World Health Organization (WHO) said", "Ada Berg (SPD) hat"): what
 * stands in them must be an agency that is known, or the form must leave no doubt.
 */
function withAgency(head: string): RegExpExecArray | null {
  const match = WITH_AGENCY.exec(head);
  const { city = '', date, agency, slashed, dash = '' } = match?.groups ?? {};
  if (match === null || slashed !== undefined || date !== undefined) return match;
  if (agency === undefined || mentionsIn(agency, 'slot').length > 0) return match;
  // agencies write themselves in small letters: "Lausanne (awp) - Der Damm", "Lausanne (xyz) Der Damm"
  const begins = dash !== '' || /^[\p{Lu}"“«]/u.test(head.slice(match[0].length));
  if (begins && /^\p{Ll}{2,4}(?:[ /]\p{Ll}{2,4})*$/u.test(agency)) return match;
  const isName = /^\p{L}[\p{L} /.&-]+$/u.test(agency);
  // parties write themselves in capitals, and people have two names: "Ada Berg (SPD) - Die Bürgermeisterin"
  const isSure = city === city.toUpperCase() || !city.includes(' ') || /\p{Ll}/u.test(agency);
  return isName && dash !== '' && isSure && !goesOn(head, match) ? match : null;
}

function withoutAgency(head: string): RegExpExecArray | null {
  const match = WITHOUT_AGENCY.exec(head);
  return match === null || goesOn(head, match) ? null : match;
}

/** A sentence that was begun before the dash: "NATO - the alliance - said". */
function goesOn(head: string, match: RegExpExecArray): boolean {
  return /^\p{Ll}/u.test(head.slice(match[0].length));
}

const PLAIN_CITY = new RegExp(String.raw`^(?<city>${CITY})(?:,.{0,60})?$`, 'u');

/** The city of a dateline that the source gives as one text ("SYDNEY March 22 AAP -", "PARIS (AFP) -"). */
export function cityOfDateline(text: string): string | undefined {
  const head = text.trim().slice(0, 120);
  const found = datelineOf(`${head} - `) ?? datelineOf(`${head} — `);
  return found?.city ?? PLAIN_CITY.exec(head)?.groups?.city;
}

const HEAD = 6000;
const MOST_HEADINGS = 6;
/** What stands around the agency of a dateline, or before it. */
const NAMES_AGENCY = /[(/]/;

/**
 * The dateline of a whole text: at its head, or below bylines, bullets and sub-headings, where it must name an
 * agency and be the only one (a round-up of briefs has one for each).
 * @param plain paragraphs separated by an empty line
 */
export function datelineOfText(plain: string): Dateline | undefined {
  const atHead = datelineOf(plain.slice(0, 300));
  if (atHead !== undefined) return atHead;
  const head = plain.slice(0, HEAD);
  if (!NAMES_AGENCY.test(head)) return undefined;
  const paragraphs = head.split('\n\n');
  const story = paragraphs.slice(0, MOST_HEADINGS).findIndex((paragraph) => !isHeading(paragraph));
  const [below, ...others] = paragraphs.slice(Math.max(0, story)).flatMap((paragraph) => {
    const found = NAMES_AGENCY.test(paragraph) ? datelineOf(`${paragraph} `) : undefined;
    return found !== undefined && NAMES_AGENCY.test(found.text ?? '') ? [{ found, paragraph }] : [];
  });
  return others.length === 0 && below?.paragraph === paragraphs[story] ? below?.found : undefined;
}

/** No sentence: short, and without a stop at its end. */
function isHeading(paragraph: string): boolean {
  return paragraph.length <= 200 && !/[.!?…]["'’”»)]?$/.test(paragraph);
}
