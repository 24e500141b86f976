/** Datelines without brackets: "OTTAWA — The Canadian Press —", "Berlin/dpa. Der", "AFP - Le", "London, AFP" as a line. */
import type { Agency } from '../agencies/agency.ts';
import { mentionsIn, shifted, withoutMentions, type Mention } from '../agencies/matcher.ts';
import { GRAMMAR, wordSet } from './grammar.ts';
import { isOwnCode, isTrusted } from './dateline-names.ts';
import { isInCapitals } from './words.ts';
import { isCity } from './words/cities.ts';
import { TRAILING } from './words/slots.ts';

const WORD = String.raw`\p{Lu}[\p{L}\p{M}’'-]+`;
const PLACE = String.raw`(?:(?:St|ST|Ste|STE|Ft|FT|Mt|MT)\.\s)?${WORD}(?:\s(?:${WORD}|am|an|der|de|del|la|du|do)){0,3}`;
/** "Mich.", "N. S. W.", "West Sumatra" */
const REGION = String.raw`\p{Lu}[\p{L}\p{M}’'.-]{0,20}(?:\s\p{Lu}[\p{L}\p{M}’'.-]{0,20}){0,2}`;
const NAME = String.raw`(?<name>\p{L}[\p{L} ./-]{1,38}?)`;
/** "Paris - AFP - Le", "Wien/Graz – apa – Die", "La Paz | AFP | El", "Brasília — Agência Brasil — O": between two marks, before a sentence. */
const DASHED = new RegExp(
  String.raw`^(?<before>(?<place>${PLACE}(?:/${WORD})?)(?:,\s${REGION})?(?:\s[|•·–—-]|,|:)\s)${NAME}\s?(?:(?:--|[-–—:])\s(?=[\p{Lu}„“"«\d])|\|\s(?=\p{Lu}\S*\s[\p{Ll}\d]))`,
  'u',
);
/** "Berlin/dpa. Der", "MADRID | EFE. El", "BRYSSEL. TT-AFP. Ministern". */
const STOPPED = new RegExp(
  String.raw`^(?<before>(?<place>${WORD})(?:\s?/\s?|\s[|•·–—-]\s|\.\s))${NAME}[.:]\s(?=[\p{Lu}„“"«])`,
  'u',
);
/** "Prag/Wien. AFP | Ein", "PRAG. dpa | Ein" */
const STOPPED_AND_RULED = new RegExp(
  String.raw`^(?<before>(?<place>${WORD}(?:/${WORD})?)\.\s)(?<name>\p{L}{2,8}(?:/\p{L}{2,8})?)\s\|\s(?=[\p{Lu}„“"«])`,
  'u',
);
/** "Umeå/Luleå TT. Bron", "LEER dpa | Ein", "VIGO, EFE. La": nothing but a space or a comma before the name. */
const SPACED = new RegExp(
  String.raw`^(?<before>(?<place>${WORD}(?:/${WORD})?),?\s)(?<name>\p{L}{2,8}(?:/\p{L}{2,8})?)(?:\.|\s\|)\s(?=[\p{Lu}„“"«])`,
  'u',
);
const DAY = String.raw`(?:\p{Nd}{1,2}\.?\s\p{L}{3,10}\.?|\p{L}{3,10}\.?(?:\s\p{L}[\p{L}'’-]{2,12})?\s\p{Nd}{1,2}|\p{Nd}{1,2}[./-]\p{Nd}{1,2}[./-])(?:,?\s?\p{Nd}{2,4})?`;
/** "Baku, January 14, AZERTAC", "KYIV. January 14. UKRINFORM. The": behind a place and a day, before any mark. */
const DATED = new RegExp(
  String.raw`^(?<before>(?<place>${PLACE})(?:,\s${REGION})?[.,]\s${DAY}[.,]{0,2}\s(?:[-–—]\s)?)${NAME}(?:\.\s(?=[\p{Lu}„“"«])|\s?(?:--|[-–—:])\s|\.?$)`,
  'u',
);
/** "AFP - Le ministre", "EFE.- La ministra"; a short name at home: "AGI - Un silo"; "AFP/Lille – Die". */
const LEADING =
  /^(?<before>)(?<name>\p{L}[\p{L} ]{1,24}?)(?:\/\p{Lu}\p{L}{2,20})?(?:\s|\.\s?)(?:--|[-–—])\s(?=[\p{Lu}„“"«\d])/u;
/** "AFP, Dhaka: Workers", "ΑΠΕ-ΜΠΕ, Βόλος. Ένα", "EFE / MADRID. El": the name before the place and a stop. */
const LEADING_PLACE = new RegExp(
  String.raw`^(?<before>)(?<name>\p{L}[\p{L}-]{1,11}(?:\s\p{L}{2,12})?)(?:,\s|(?<stroke>\s?/\s?))(?<place>${WORD}(?:\s${WORD}){0,2})[.:]\s(?=[\p{Lu}„“"«])`,
  'u',
);
/** "STOCKHOLM (TT)", "MADRID, 11 (SERVIMEDIA)", "Umeå (TT)": a place in capitals, of one word, or a day, and the name in brackets. */
const LINE_BOXED =
  /^(?<before>(?<place>\p{Lu}[\p{Lu}\p{M} .,'’/-]{2,40}(?:\d{1,2}\.?(?:\s\p{L}{3,10}\.?)?)?|\p{Lu}[\p{L}\p{M} '’/-]{2,30},? \d{1,2}\.? \p{L}{3,10}\.?(?: \d{4})?|(?:(?:St|Bad|San|New)\.?\s)?\p{Lu}[\p{L}\p{M}/-]{2,24})\s?\()(?<name>[^()\n]{2,30})\)[.:]?\s*$/u;
/** "TT–AFP": two, and a dash between them. */
const NAMES = String.raw`(?<name>\p{L}[\p{L} ./–-]{1,38}?)`;
/** "London, AFP", "LONDON - AFP", and "AFP, London", "PTI | New Delhi | Updated: 10:11": a line of its own. */
const LINE = new RegExp(
  String.raw`^(?<before>(?<place>${WORD}(?:\s${WORD})?(?:,\s${WORD})?)(?:\s[|•·–—-]|,|\.[–—-])\s)${NAMES}\s?$`,
  'u',
);
const LINE_REVERSED = new RegExp(
  String.raw`^(?<before>)${NAMES}(?:\s{1,3}[|•·–—-]|,)\s{1,3}(?<place>${WORD}(?:\s${WORD})?)\s{0,3}(?:\|.*)?$`,
  'u',
);

/** What stands before an agency and is no place. */
const NO_PLACE: ReadonlySet<string> = new Set([
  ...wordSet('credit', 'work', 'staff', 'officer', 'agency', 'contribution'),
  ...TRAILING,
]);
const PHOTO_LABEL =
  /^(?:photos?|fotos?|bild(?:er)?|images?|imagen|imagem|immagine|beeld|pictures?|text|video)$/;

/** The agencies of a dateline without brackets at the start of a paragraph. */
export function bareDateline(head: string, language?: string): Mention[] {
  if (ARABIC_LETTER.test(head)) return arabicDateline(head);
  const found =
    placed(DASHED, head, language) ??
    placed(STOPPED, head, language) ??
    placed(STOPPED_AND_RULED, head, language) ??
    placed(DATED, head, language) ??
    placed(SPACED, head, language)?.filter((mention) => isSetApart(head, mention, language));
  if (found !== undefined) return found;
  const leading = placed(LEADING_PLACE, head, language);
  if (leading !== undefined && isTrusted(leading) && !isOfPicture(head)) return leading;
  return (placed(LEADING, head, language) ?? []).filter(
    ({ alias, start, end }) =>
      alias.trust === 'sure' ||
      (alias.trust === 'fair' && end - start > 2 && isInCapitals(head.slice(start, end))) ||
      isAtHome(head.slice(start, end), alias.agencies, language),
  );
}

/** "REUTERS/Ida Holt. The quay": behind a stroke stands who took it, if no city. */
function isOfPicture(head: string): boolean {
  const { stroke, place = '' } = LEADING_PLACE.exec(head)?.groups ?? {};
  return stroke !== undefined && !isCity(place);
}

/**
 * The agencies of a line that is nothing but a dateline: a place and who reports from it.
 * @param sure the line is one (slot), not a paragraph that may be
 */
export function datelineAlone(line: string, language?: string, sure = false): Mention[] {
  const isStamped = sure || STAMPED.test(line);
  return (
    placed(LINE, line, language, isStamped) ??
    placed(LINE_REVERSED, line, language, isStamped) ??
    besideCity(line, language) ??
    placed(LINE_BOXED, line, language) ??
    arabicLine(line)
  );
}

/** A place in capitals, a code of small letters, or a short name at home: else any sentence may begin so. */
function isSetApart(head: string, { alias, start, end }: Mention, language: string | undefined): boolean {
  const name = head.slice(start, end);
  return (
    isInCapitals(head.slice(0, start)) ||
    name === name.toLowerCase() ||
    head[start - 2] === ',' ||
    isAtHome(name, alias.agencies, language)
  );
}

/** "HANOI: AFP"; "Text: AFP" credits it. */
const LINE_COLON = new RegExp(String.raw`^(?<before>(?<place>${WORD}(?:\s${WORD})?):\s)${NAMES}\s?$`, 'u');
/** "Reuters/Manila", "EFE / MADRID"; "REUTERS/Ida Holt" took a picture. */
const LINE_STROKE = new RegExp(
  String.raw`^(?<before>)${NAME}\s?/\s?(?<place>${WORD}(?:\s${WORD})?)\s*$`,
  'u',
);
function besideCity(line: string, language: string | undefined): Mention[] | undefined {
  const form = [LINE_STROKE, LINE_COLON].find((one) => isCity(one.exec(line)?.groups?.place ?? ''));
  return form === undefined ? undefined : placed(form, line, language);
}

/** "PTI | Chandigarh | Updated: June 3", "By: PTI | Pune | Posted: May 5": the day of the report behind a line. */
export const STAMPED = /\|\s{0,2}(?:Last )?(?:Updated|Published|Posted)\b/;

const ARABIC_LETTER = /^[\u0621-\u064A]/u;
/** "رام الله 3-5-2022 وفا- بدأ", "دمشق-سانا - بدأ", "القاهرة - أ ش أ - بدأ": the name before a dash. */
const ARABIC_DASHED =
  /^(?<before>[\u0621-\u064A ]{3,30}?(?:\s\p{Nd}[\p{Nd}\u0621-\u064A /.-]{0,30}?\s|\s?[–—/-]\s?))(?<name>[\u0621-\u064A][\u0621-\u064A .]{1,15}?)\s?[–—/-]{1,2}\s/u;
function arabicDateline(head: string): Mention[] {
  const { before = '', name = '' } = ARABIC_DASHED.exec(head)?.groups ?? {};
  const mentions = mentionsIn(name, 'slot');
  return mentions.length === 1 && mentions[0]?.start === 0 && mentions[0].end === name.length
    ? mentions.map((mention) => shifted(mention, before.length))
    : [];
}

/** "الدمام 9 محرم 1445 هـ واس", "أنقرة / الأناضول": the place, the day or a stroke, and the name at the end. */
function arabicLine(line: string): Mention[] {
  if (!ARABIC_LETTER.test(line)) return [];
  const last = mentionsIn(line, 'slot').at(-1);
  if (last === undefined || !/^\s?:?\s*$/.test(line.slice(last.end))) return [];
  const before = line.slice(0, last.start);
  return /\p{Nd}|[/–—-]\s?$/u.test(before) && !/[.:؛؟]/.test(before) ? [last] : [];
}

function placed(form: RegExp, text: string, language?: string, sure = false): Mention[] | undefined {
  const { before = '', place, name = '' } = form.exec(text)?.groups ?? {};
  if (name === '' || (place !== undefined && !isPlace(place))) return undefined;
  const mentions = mentionsIn(name, 'slot');
  const isOfPlace = place !== undefined && isInCapitals(place);
  const isSurePlace = sure || (place !== undefined && isCity(place) && isInCapitals(name));
  // "Damascus, SANA - The"; letters of a state and of a party are fewer
  const isDated = /\d/.test(before) || (name.length > 3 && /,\s$/.test(before));
  const isSure = mentions.every(
    ({ alias: { trust, agencies }, start, end }) =>
      agencies.every(({ kind }) => kind === 'wire') &&
      (isSurePlace ||
        trust === 'sure' ||
        trust === 'fair' ||
        isOfPlace ||
        (isDated && isInCapitals(name)) ||
        isOwnCode(name.slice(start, end), agencies) ||
        isAtHome(name.slice(start, end), agencies, language)),
  );
  if (mentions.length === 0 || !isSure || !isNothingElse(name, mentions)) return undefined;
  return mentions.map((mention) => shifted(mention, before.length));
}

/** "TT" in Swedish: a short name in capitals, in the agency's own language; English is everybody's. */
export function isAtHome(name: string, agencies: readonly Agency[], language: string | undefined): boolean {
  const tag = language?.split('-', 1)[0];
  // a Swiss agency has as many as its country
  return (
    tag !== undefined &&
    tag !== 'en' &&
    isInCapitals(name) &&
    agencies.some(
      ({ languages, country }) => languages[0] === tag || (country === 'CH' && languages.includes(tag)),
    )
  );
}

/** Not "Source - AFP", "Foto/dpa", "Reuters, AFP", "Reuters Staff". */
function isPlace(place: string): boolean {
  const words = place.toLowerCase().split(/\s+/);
  return (
    !words.some(
      (word) => (word.length > 2 && NO_PLACE.has(word)) || PHOTO_LABEL.test(word) || GRAMMAR.person.has(word),
    ) && mentionsIn(place, 'slot').every(({ alias: { trust } }) => trust === 'slot' || trust === 'risky')
  );
}

/** "dpa/tmn": beside the names nothing but marks and the desk. */
function isNothingElse(name: string, mentions: readonly Mention[]): boolean {
  const words = withoutMentions(name, mentions)
    .split(/[\s./–-]+/u)
    .filter((word) => word !== '');
  return words.length < 2 && words.every((word) => /^(?:The|\p{Ll}{2,4})$/u.test(word));
}
