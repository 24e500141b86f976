/** The agency in a dateline: "PARIS (AP) —", "Berlin (dpa) -", "MOSCOW, March 3. /TASS/.", "SYDNEY March 22 AAP -". */
import { mentionsIn, shifted, type Mention } from '../agencies/matcher.ts';
import { STATES } from '../agencies/shared.ts';
import { monthOf } from '../text/calendar.ts';
import { bareDateline, isAtHome } from './bare-dateline.ts';
import { eastAsianDateline } from './east-asian.ts';
import { isInCapitals, trimEndOf } from './words.ts';
import { isNothingElse, isOfHouses } from './dateline-beside.ts';
import { withoutAside } from './dateline-asides.ts';
import { endsInDay, endsInWeekday } from './dateline-days.ts';
import {
  DASH_NAME,
  isOwnCode,
  isTrusted,
  nameAndDate,
  nameBeforeDate,
  nameBeforePlace,
} from './dateline-names.ts';
import { isCity } from './words/cities.ts';

const HEAD = 140;
/** "APA-Dakar (Sénégal) -", "APA-Lagos (Nigeria) Nigeria's": the name before the place. */
const LEADING =
  /^(?<name>\p{Lu}[\p{L}]{1,11})[-–—]\p{Lu}[\p{L} '’]{2,30}(?:(?<land>\([^()\n]{2,30}\)\s(?=\p{Lu}\p{Ll}))|(?:\([^()\n]{2,30}\))?\s?(?:--|[-–—])\s)/u;
const BRACKETS =
  /^(?<before>(?:[^()/\n]|(?<=[\p{L}\d])\/(?=[\p{Lu}\d])|(?<=\d )\/(?= \d)){0,90}?)(?:\((?<round>[^()\n]{2,60})\)|\/(?<=(?:^|[\s.,\u0621-\u064A])\/)(?<slashed>[^/()\n\d][^/()\n]{1,39})\/)(?<after>\s{0,2}[.।]?\s{0,2}(?:--?|[—–_:=]|$)?)/u;
/** "SYDNEY, March 22 AAP -", "ROMA - ANSA -": bare, before the dash. */
const BARE =
  /^(?<before>\p{Lu}[\p{Lu}\p{M} .,'’()–—-]{2,40}(?:,? [\p{L}.]{3,10} ?\d{0,2})?,? )(?<bare>\p{Lu}[\p{L}-]{1,12}) ?(?:--|[—–-])\s/u;

/**
 * The agencies of the dateline at the start of a text; none where the text begins like any sentence.
 * @param sure the text is a dateline (slot), not a paragraph that may begin with one
 * @param language BCP 47 of the text: a short name is sure at home
 */
export function datelineMentions(text: string, sure: boolean, language?: string): Mention[] {
  const mentions = pastAsides(text.slice(0, HEAD), sure, language);
  const isOfNoAgency =
    mentions.every(({ alias }) => alias.agencies.every(({ kind }) => kind === 'photo')) ||
    mentions.every((mention) => isState(text, mention));
  return isOfNoAgency ? [] : mentions;
}

/** "HARRISBURG (PA) -", "SCRANTON, PA —": a state stands beside its place, no day between them. */
function isState(text: string, { start, end }: Pick<Mention, 'start' | 'end'>): boolean {
  return (
    STATES.has(text.slice(start, end)) &&
    !isCity(text.slice(0, start - 2)) &&
    /\p{L}[^\d/]{1,3}$/u.test(text.slice(0, start))
  );
}

/** As it stands, else without the country in brackets and the hour. */
function pastAsides(head: string, sure: boolean, language: string | undefined): Mention[] {
  const mentions = mentionsOfDateline(head, sure, language);
  const shorter = mentions.length > 0 ? undefined : withoutAside(head);
  return shorter === undefined ? mentions : shorter.inWhole(pastAsides(shorter.text, sure, language));
}

/** Of whatever kind: "Foto: Nora Tamsin / IMAGO /" is none of an agency that sells pictures. */
function mentionsOfDateline(head: string, sure: boolean, language: string | undefined): Mention[] {
  const eastAsian = eastAsianDateline(head);
  if (eastAsian.length > 0) return eastAsian;
  const groups = BRACKETS.exec(head)?.groups;
  const inner = groups?.round ?? groups?.slashed;
  if (groups !== undefined && inner !== undefined) {
    const before = groups.before ?? '';
    const offset = before.length + 1;
    const isApart = groups.slashed === undefined || before === '' || /[\s.,\u0621-\u064A]$/.test(before);
    if (
      isApart &&
      !isExplained(before, inner) &&
      isPlace(before) &&
      (sure ||
        groups.slashed !== undefined ||
        /[-—–_:=.।]$/.test((groups.after ?? '').trim()) ||
        before === '')
    ) {
      const mentions = mentionsIn(inner, 'slot');
      const isLabel =
        !sure &&
        (groups.after ?? '').trim() === ':' &&
        !/\d/.test(before) &&
        !isTrusted(mentions) &&
        !CAPITAL_WORD.test(before);
      const isOf = isNothingElse(inner, mentions) || (before !== '' && isOfHouses(inner, mentions));
      if (mentions.length > 0 && !isLabel && isOf) return mentions.map((mention) => shifted(mention, offset));
    }
  }
  if (groups !== undefined && inner !== undefined) {
    const mentions = mentionsIn(inner, 'slot');
    const isHead =
      isDated(head, groups) ||
      ((isOfCity(groups) || mentions.every((mention) => isHeadName(inner, mention, language))) &&
        isPlaceAlone(head, groups));
    if (isHead && mentions.length > 0 && (isNothingElse(inner, mentions) || isOfHouses(inner, mentions)))
      return mentions.map((mention) => shifted(mention, (groups.before ?? '').length + 1));
  }
  const dashed = DASH_NAME.exec(head)?.groups;
  const names = mentionsIn(dashed?.name ?? '', 'slot');
  if (dashed?.before !== undefined && names.length > 0 && isNothingElse(dashed.name ?? '', names))
    return names.map((mention) => shifted(mention, dashed.before?.length ?? 0));
  const dated = nameBeforeDate(head);
  if (dated !== undefined) return [dated];
  const undated = nameAndDate(head);
  if (undated.length > 0) return undated;
  const { name: leading, land } = LEADING.exec(head)?.groups ?? {};
  // "PR-Agentur (Bonn) Die": German makes words so
  if (leading !== undefined && (land === undefined || (isInCapitals(leading) && !isGerman(language)))) {
    const names = mentionsIn(leading, 'running').filter(
      ({ start, end }) => start === 0 && end === leading.length,
    );
    if (names.length > 0) return names;
  }
  const before = nameBeforePlace(head);
  if (before !== undefined) return [before];
  const bare = BARE.exec(head)?.groups;
  const offset = (bare?.before ?? '').length;
  const written = bare?.bare ?? '';
  const found = mentionsIn(written, 'running')
    .filter(({ start, end }) => start === 0 && end === written.length)
    .map((mention) => shifted(mention, offset));
  if (found.length > 0) return found;
  const apart = bareDateline(head, language);
  return apart.length > 0 || bare !== undefined ? apart : lastBeforeMark(withoutReporter(head), sure);
}

function isGerman(language: string | undefined): boolean {
  return language?.startsWith('de') === true;
}

/** "The Port Authority (PA) -": the letters in brackets are those of the words before them. */
function isExplained(before: string, inner: string): boolean {
  const initials = before.match(/(?<!\p{L})\p{Lu}(?=\p{Ll})/gu)?.join('') ?? '';
  return inner.length > 1 && initials.length > 1 && initials.endsWith(inner);
}

/** One of these, one at home, or in its own small letters: "Lohne (sda) Der Damm". */
function isHeadName(inner: string, mention: Mention, language: string | undefined): boolean {
  const { agencies } = mention.alias;
  const written = inner.slice(mention.start, mention.end);
  return isTrusted([mention]) || isOwnCode(written, agencies) || isAtHome(written, agencies, language);
}

/** "Mumbai: (PTI) The": a city, with a mark behind it. */
function isOfCity({ before = '', round = '' }: Record<string, string | undefined>): boolean {
  return /[.:–—-]\s?$/.test(before) && isInCapitals(round) && isCity(trimEndOf(before, ' .:–—-'));
}

/** "LAGOS (NAN): The market": a place; people who are quoted so have a first name, or small letters. */
const CAPITAL_WORD = /^\p{Lu}{4,20}\s$/u;

/** "SIOUX FALLS, S.D.", "TRUJILLO, Peru": the region may have small letters. */
const CAPITAL_PLACE = /^\p{Lu}[\p{Lu}\p{M} .'’/-]{2,40}(?:,\s\p{Lu}[\p{L}\p{M} .'’/-]{0,30})?$/u;

/** "Berlin, 12. März. (Wolff.) Der Reichstag", "HELSINGFORS (TT) Tunneln": no dash, but a day or a place in capitals. */
function isDated(
  head: string,
  { before = '', round = '', after = '' }: Record<string, string | undefined>,
): boolean {
  const rest = head.slice(before.length + round.length + 2 + after.length);
  const place = trimEndOf(before, ' -–—:.|');
  const isPlaced = endsInDay(before) || (CAPITAL_PLACE.test(place) && place.length > 3);
  return (
    isPlaced &&
    isPlace(before.replace(/(?:\s|^)ag\.\s*$/, ' ')) &&
    round !== '' &&
    /^\s*[\p{Lu}\p{Lo}\d„“"«—–-]/u.test(rest)
  );
}

/** "Vatikanstadt (KNA) Der Papst", "Oslo. (dpa) Ein Bus": one word, and a sentence that begins behind the brackets. */
function isPlaceAlone(
  head: string,
  { before = '', round = '', after = '' }: Record<string, string | undefined>,
): boolean {
  const rest = head.slice(before.length + round.length + 2 + after.length);
  return (
    round !== '' &&
    !isExplained(before, round) &&
    /^(?:(?:St|Ste|Bad|San|Santa|La|Le|Los)\.?\s)?\p{Lu}\p{Ll}{2,}(?:\/\p{Lu}\p{Ll}{2,})?[.:]?\s(?:[-–—]\s)?$/u.test(
      before,
    ) &&
    /^\s?[„“"«]?\p{Lu}[\p{L}’']*\s[\p{L}\d]/u.test(rest)
  );
}

const WITHIN =
  /(?<date>\d{1,2}\.?(?:\s\p{L}{3,9}\.?)?(?:,?\s\d{4})?|\p{L}{3,9}\.?\s\d{1,2}|(?<!\p{L})\p{Lu}\p{L}{1,30})[,.:]?\s?(?:[—–-]\s?)?$/u;

/**
 * Agencies in brackets that may be a dateline within a paragraph: "By Jane Doe Feb 15 (Reuters) -", or the second of
 * two reports that nothing parts: "... adopted. Paris, 3. (Havas.) The ...".
 * @param inner what the brackets hold
 */
export function bracketDateline(before: string, inner: string, after: string): Mention[] {
  if (/^[\s.]*$/.test(after)) return [];
  const mentions = mentionsIn(inner, 'slot');
  if (mentions.length === 0 || !isNothingElse(inner, mentions)) return [];
  const place = WITHIN.exec(before)?.groups?.date;
  const isMarked = /^\s{0,2}(?:--?|[—–_])\s/u.test(after) || /^:\s/.test(after);
  const isHistoric = mentions.every(
    ({ alias }) => alias.agencies.some(({ years }) => years !== undefined) || HISTORIC.has(alias.text),
  );
  if (
    isHistoric &&
    (/\.["“”»]?\s?$/.test(inner) ||
      /^\s?ag\b/i.test(inner) ||
      /\d\.?,?\s?[—–-]?\s?$|[.!?]\s$|[—–-]\s$/.test(before))
  )
    return mentions;
  if (place === undefined || isOwnName(before, mentions) || (STATES.has(inner) && !/\d/.test(place)))
    return [];
  const isSure = mentions.every(
    ({ alias: { trust, text } }) => trust === 'sure' || trust === 'fair' || HISTORIC.has(text),
  );
  if (isNumbered(before)) return [];
  if (/\d/.test(place)) return isMarked || isSure ? mentions : [];
  if (!isMarked) return [];
  return isSure || isInCapitals(place) ? mentions : [];
}

/** Short names of agencies still at work, as archives spell them. */
const HISTORIC: ReadonlySet<string> = new Set([
  'Reuter',
  'United Preß',
  'Associated Preß',
  'U.P.',
  'U. P.',
  'A.T.S.',
  'A. T. S.',
  'ats',
  'ATS',
]);

/** "Agence France-Presse (AFP) -": the brackets explain the name before them. */
function isOwnName(before: string, mentions: readonly Mention[]): boolean {
  const named = mentionsIn(before, 'running').filter(({ end }) => end === before.trimEnd().length);
  return named.some(({ alias }) =>
    alias.agencies.some((agency) => mentions.some((mention) => mention.alias.agencies.includes(agency))),
  );
}

/**
 * "AGI - Il presidente", "Stockholm/TT: Regeringen", "Baku, March 3, AZERTAC.", "Caracas, 04 Mar. AVN.- El ministro":
 * what ends in a name before a mark. A paragraph that only may begin with a dateline must have a day and a dash.
 */
function lastBeforeMark(head: string, sure: boolean): Mention[] {
  const [line = ''] = head.slice(0, LONGEST_PLACE).split(/[(\n]/, 1);
  if (!sure && !PLACE_AND_DAY.test(line)) return [];
  const marks = sure ? MARK : DASH;
  marks.lastIndex = 0;
  for (let mark = marks.exec(line); mark !== null; mark = marks.exec(line)) {
    if (mark[0] === '') marks.lastIndex++;
    const place = line.slice(0, mark.index);
    const mentions = mentionsIn(place, 'running').filter(({ end }) => end === place.length);
    if (mentions.length > 0 && isPlace(place)) return mentions;
  }
  return [];
}

/** "ELMSCOTT. March 4. KAZINFORM /Dana Orlow/ -": the reporter behind the agency is no part of the dateline. */
function withoutReporter(head: string): string {
  return head.replace(/\s\/\p{Lu}[\p{L}. ]{3,30}\/(?=\s?[-–—])/u, '');
}

const LONGEST_PLACE = 90;
const PLACE_AND_DAY = /^(?!(?:On|In|At|By|Am|Im|Em|Op|I|Den|På)\s)\p{Lu}[^\d,:]{1,40}[,.][^:\d]{0,12}\d/u;
const DASH = /(?<=[^\s.-])\.?\s?(?:--|[-–—])\s/gu;
const MARK = /(?<=[^\s.-])(?:\.?\s?(?:--|[-–—])\s|:\s|\.\s(?=\p{Lu})|\.?$)/gu;

/** "Chapter 4", "Room 12": a number behind one word that is no month, and no comma between. */
function isNumbered(before: string): boolean {
  const word = /^(\p{Lu}\p{Ll}+)\s\d{1,3}\s?$/u.exec(before)?.[1];
  return word !== undefined && monthOf(word.toLowerCase()) === undefined;
}

/** City, region, date: words that begin with a capital, numbers, small joining words; or nothing. */
function isPlace(before: string): boolean {
  const text = trimEndOf(before, ' -–—|').trim();
  if (text === '') return true;
  if (isNumbered(text)) return false;
  const words = text.split(/[\s,/]+/).filter((word) => word !== '');
  return (
    words.length <= 10 &&
    words.every((word) =>
      /^(?:\[?[\p{Lu}\d].*|في|هـ|م|मई|नई|de[lnr]?|d[aiou]s?|l[aeo]s?|am|an|of|sur|upon|und|and|y|e|et|al-.*|den|aan|bei|im|(?:\p{Ll}\.){1,2}(?:\p{L}{1,2}\.?)?|\p{Lo}[\p{L}\p{M}]{1,9}|\p{L}[\p{L}\p{M}]{2,9}\.?)$/u.test(
        word,
      ),
    ) &&
    /^\[?[\p{Lu}\p{Lo}\d]/u.test(words[0] ?? '') &&
    // a lower-case word is short ("de", "a.M."), the day of the week, or a month with a day beside it
    (endsInWeekday(before) ||
      words.filter((word) => !/^\[?[\p{Lu}\p{Lo}\d]|^\p{Ll}\./u.test(word) && word.length > 3).length <=
        (/\d/.test(text) ? 2 : 0))
  );
}
