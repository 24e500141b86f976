/**
 * Credit lines, bylines and copyright lines: names of the register among joining words and lead-ins. One file: the slots
 * share their grammar.
 */
import { GRAMMAR, wordSet } from './grammar.ts';
import { mentionsIn, withoutMentions, type Mention } from '../agencies/matcher.ts';
import { UNNAMED_WIRES } from '../agencies/register.ts';
import { isMark, isInCapitals, isPunctuation, wordsOf, type Word } from './words.ts';
import { DESK, GIVEN, JOINERS, LEADING, PASSED, TRAILING } from './words/slots.ts';
import { isAtHome } from './bare-dateline.ts';
import { monthOf } from '../text/calendar.ts';

export interface SlotName {
  mention: Mention;
  role: 'credit' | 'contribution' | 'redistributor' | 'byline' | 'copyright';
}

const LEAD_WORDS: ReadonlySet<string> = new Set([
  ...wordSet('credit', 'contribution', 'passed', 'agency', 'glue', 'link', 'staff'),
  ...LEADING,
]);
const TRAIL_WORDS = wordSet('contributed', 'agency', 'staff', 'work', 'link');
const BREAKS = /^[/,;|&+•·()[\]{}–—\-:.©]$/;

/**
 * The names of a credit line that are meant as such. A name that also is a word or somebody's first name counts
 * only where nothing but joining words stands around it: "map: Ana Silva / AFP" credits AFP alone.
 */
export function namesInSlot(text: string, slot: 'credit' | 'byline' | 'copyright'): SlotName[] {
  const words = wordsOf(text);
  const mentions = mentionsIn(text, 'slot');
  const standing = mentions.filter((mention) => standsAlone(words, mention, mentions, slot));
  const isPure = standing.length === mentions.length;
  return mentions.flatMap((mention): SlotName[] => {
    const written = text.slice(mention.start, mention.end);
    const { trust, agencies } = mention.alias;
    const generic = agencies.some(({ id }) => id === UNNAMED_WIRES);
    const alone = standing.includes(mention);
    const lower = written === written.toLowerCase() && written !== mention.alias.text;
    if (isPerson(words, mention) || isNameOfPerson(text, mention, mentions)) return [];
    // "de la agencia AP", "Agenturmaterial von AFP" is no agency without a name
    if (generic && mentions.some(({ start }) => OF.test(text.slice(mention.end, start)))) return [];
    if (
      generic
        ? !((alone || isHouseBefore(words, mention)) && slot !== 'copyright')
        : !alone && (trust !== 'sure' || lower)
    )
      return [];
    if (lower && trust !== 'sure' && !isPure && !generic) return [];
    if (slot !== 'credit') return [{ mention, role: slot }];
    return [{ mention, role: roleIn(text, words, mention) }];
  });
}

/** Between a word for agencies and the one that is named. */
const OF = /^\s(?:(?:by|from|of|von|der|de|des|d[aeio]|del|della|van|av|af|fra|från)\s){0,2}$/;

/** "Reporting by ..., Editing by ..." name people, and their first names may be those of agencies. */
function isPerson(words: readonly Word[], { start, end }: Mention): boolean {
  const first = words.findIndex((word) => word.start >= start);
  const by =
    words[first - 1]?.text === 'by' &&
    /^(?:reporting|editing|writing|edited|written|compiled)$/.test(words[first - 2]?.text ?? '');
  const isAdditional = /^(?:additional|further|with)$/.test(words[first - 3]?.text ?? '');
  const next = words.find((word) => word.start >= end);
  return by && !isAdditional && next?.capital === true;
}

/** "Times wire services", "With Post wires". */
function isHouseBefore(words: readonly Word[], { start, end, alias }: Mention): boolean {
  if (!/wire/i.test(alias.text) || words.length > 6) return false;
  const before = words.filter(
    (word) => word.end <= start && !LEAD_WORDS.has(word.text) && !isPunctuation(word),
  );
  const after = words.filter(
    (word) => word.start >= end && !isPunctuation(word) && !TRAIL_WORDS.has(word.text),
  );
  return before.length <= 2 && before.every(({ capital }) => capital) && after.length === 0;
}

/** "Petra Hina": two that stand side by side and are written as first and last names are. */
function isNameOfPerson(text: string, mention: Mention, others: readonly Mention[]): boolean {
  const isLikeName = ({ start, end, alias: { trust } }: Mention): boolean =>
    (trust === 'risky' || trust === 'slot') && /^\p{Lu}\p{Ll}+$/u.test(text.slice(start, end));
  return (
    isLikeName(mention) &&
    others.some(
      (other) => isLikeName(other) && (other.start === mention.end + 1 || other.end === mention.start - 1),
    )
  );
}

function standsAlone(
  words: readonly Word[],
  { start, end }: Mention,
  others: readonly Mention[],
  slot: 'credit' | 'byline' | 'copyright',
): boolean {
  const before = words.filter((word) => word.end <= start);
  const after = words.filter((word) => word.start >= end);
  for (let at = before.length - 1; at >= 0 && !isLed(before, at + 1); at--) {
    const word = before[at];
    if (word !== undefined && others.some((other) => other.start <= word.start && word.end <= other.end))
      continue;
    if (word === undefined || BREAKS.test(word.text) || JOINERS.has(word.text)) break;
    if (isPunctuation(word)) continue;
    if (!LEAD_WORDS.has(word.text) && !DATE_OR_TIME.test(word.text) && !/^(?:copyright|c)$/.test(word.text))
      return false;
  }
  if (isTitleOfStaff(before.at(-1), after)) return true;
  for (const [at, word] of after.entries()) {
    if (BREAKS.test(word.text) || JOINERS.has(word.text)) break;
    // "Compiled from wire services by Jane Doe"
    if (VIA.test(word.text) && after[at + 1]?.capital === true) break;
    if (isPunctuation(word)) continue;
    // initials of the desk: "SID hk/jm", "PTI GKS RTN"; in a byline "ANA HOLT"
    if (
      (!word.capital || (word.capitals && slot !== 'byline')) &&
      /^[a-z]{2,4}(?:-[a-z]{2,4})?$/.test(word.text)
    )
      continue;
    if (others.some((other) => other.start <= word.start && word.end <= other.end)) continue;
    if (!TRAIL_WORDS.has(word.text) && !TRAILING.has(word.text) && !DATE_OR_TIME.test(word.text))
      return false;
  }
  return true;
}

/** "AP writer Jane Doe", "AP Business Writer Jane Doe" at the start, "Jane Doe, PA Political Editor" behind a comma. */
function isTitleOfStaff(before: Word | undefined, after: readonly Word[]): boolean {
  if (before !== undefined && !isMark(before, ',')) return false;
  const end = after.findIndex(({ text }) => BREAKS.test(text));
  const title = after.slice(0, Math.min(end < 0 ? after.length : end, MAX_TITLE));
  const noun = title.findIndex(({ text }) => GRAMMAR.staff.has(text) || GRAMMAR.officer.has(text));
  return noun === 0 || (noun > 0 && title.slice(0, noun).every(({ capital }) => capital));
}

const MAX_TITLE = 4;

/** Whether a lead-in ends here: "... auto-generated from", "elaborado con información de". */
function isLed(words: readonly Word[], to: number): boolean {
  return [GRAMMAR.contribution, GRAMMAR.passed].some(
    (table) => table.endingAt(words, to)?.phrase.includes(' ') === true,
  );
}

function roleIn(text: string, words: readonly Word[], { start, end, alias }: Mention): SlotName['role'] {
  const left = words.filter((word) => word.end <= start);
  const right = words.filter((word) => word.start >= end);
  if (alias.agencies.some(({ kind }) => kind === 'redistributor')) return 'redistributor';
  if (isPassedOn(left, text.slice(0, start)))
    return INFORMATION.test(text.slice(0, start)) ? 'contribution' : 'redistributor';
  // "Pressemitteilung ... durch X": who sends press releases passes them on
  const isService = alias.agencies.some(({ kind }) => kind === 'pressrelease');
  if (isService && VIA.test(left.at(-1)?.text ?? '')) return 'redistributor';
  // "with AP inputs": one of those whose report it is
  if (/^inputs?$/.test(right[0]?.text ?? '')) return 'credit';
  if (/(?:©|\bcopyright\b|\(c\))[^.;]{0,30}$/i.test(text.slice(Math.max(0, start - 50), start)))
    return 'copyright';
  if (
    left.at(-1)?.text === 'for' &&
    left.some(({ text: word }) => /^(?:reporting|writing|photography)$/.test(word))
  )
    return 'contribution';
  const isContributed = right.some((_, at) => GRAMMAR.contributed.at(right, at) !== undefined);
  if (isContributed) return 'contribution';
  const before = text.slice(0, start).replace(/^.*[.;|]\s/s, '');
  if (GIVEN.test(before)) return 'contribution';
  let lead: 'credit' | 'contribution' = 'credit';
  for (let at = 0; at < left.length; at++) {
    const isBeginning =
      at === 0 || isPunctuation(left[at - 1]) || left[at]?.text !== 'with' || left.length > at;
    const phrase = GRAMMAR.contribution.at(left, at);
    if (phrase !== undefined && isBeginning) {
      lead = 'contribution';
      at = phrase.to - 1;
    } else if (isMark(left[at], '.;|')) lead = 'credit';
  }
  return lead;
}

/** "Some information for this report was provided by": a part of it, not the report. */
const INFORMATION =
  /^[\s(*]*(?:some|part of the|additional|further)\s(?:information|material|reporting|content)/i;

const VIA = /^(?:by|via|through|par|durch|von|über|por|da|tramite|door|av|af|genom|gennem|gjennom)$/;

/** "distributed by X", "übermittelt durch X"; a bare "via" only behind another name. */
function isPassedOn(left: readonly Word[], before: string): boolean {
  if (PASSED.test(before)) return true;
  for (let to = left.length; to >= Math.max(1, left.length - 2); to--) {
    const phrase = GRAMMAR.passed.endingAt(left, to);
    if (phrase !== undefined && (phrase.phrase.includes(' ') || phrase.from > 0)) return true;
    const word = left[to - 1];
    if (word === undefined || !GRAMMAR.glue.holds(word)) return false;
  }
  return false;
}

/** Characters of the longest paragraph that is a credit line. */
export const MAX_CREDIT = 160;

/** Whether a short paragraph of a body is a credit line: names, lead-ins and joining words and nothing else. */
export function isCreditParagraph(text: string): boolean {
  if (text.length > MAX_CREDIT) return false;
  const all = wordsOf(text);
  const words = all.filter((word) => !isPunctuation(word));
  if (words.length === 0 || words.length > 22) return false;
  if (all.some((_, at) => GRAMMAR.contributed.at(all, at) !== undefined)) return true;
  const mentions = mentionsIn(text, 'slot');
  if (mentions.length === 0) return false;
  const leads = GRAMMAR.contribution.at(all, isMark(all[0], '(') ? 1 : 0);
  if (leads !== undefined && words.length <= 14 && !/[.!?]\s/.test(text) && leads.phrase.includes(' '))
    return true;
  if (isCitation(text, mentions) || mentions.every((mention) => isEverydayWord(text, mention))) return false;
  let strange = 0;
  for (const word of words) {
    if (isNamed(word, mentions) || isCreditWord(word, text, mentions)) continue;
    // of a sentence, most often the first or the second word
    if (!word.capital || ++strange > MAX_HOUSE) return false;
  }
  return strange === 0 || isBesideHouse(text, mentions);
}

/** Words of the longest name of a house beside the agencies: "ZEIT ONLINE, dpa, AFP". */
const MAX_HOUSE = 3;

/** The paper itself, written like a name, beside an agency whose name means nothing else: "Le Courrier avec AFP". */
function isBesideHouse(text: string, mentions: readonly Mention[]): boolean {
  if (/[.!?:]\s/.test(text.replace(SOURCE, '')) || !APART.test(text)) return false;
  const isSure = mentions.some(({ alias: { trust, text: name, agencies }, start, end }) => {
    if (agencies.some(({ kind }) => kind === 'publisher')) return false;
    const written = text.slice(start, end);
    return (
      trust === 'sure' ||
      (trust === 'fair' && written === name) ||
      name.includes(' wire') ||
      name === 'wires' ||
      (agencies.some(({ id }) => id === UNNAMED_WIRES) && text.endsWith(written))
    );
  });
  const others = text.split(/\s+/).filter((word) => !LEAD_WORDS.has(word.toLowerCase()));
  return isSure && others.length <= MAX_HOUSE + 2 * mentions.length + 2;
}

/** "Source: AFP, The Daily Courier". */
const SOURCE = /^\p{L}{4,8}\s?:\s/u;

/** Between a house and the agencies that it has its report from. */
const APART = /[/,|&+]|\s(?:[–—-]|and|und|et|y|e|i|en|och|og|with|mit|avec|con|com|met|med)\s|^With\s/u;

/** A word of a name, names joined by a hyphen ("TT-AFP"), or one that a name begins ("dpa:250412-99"). */
function isNamed(word: Word, mentions: readonly Mention[]): boolean {
  const inside = mentions.filter(({ start, end }) => start < word.end && word.start < end);
  const [first] = inside;
  if (first === undefined) return false;
  const named = inside.reduce(
    (sum, { start, end }) => sum + Math.min(end, word.end) - Math.max(start, word.start),
    0,
  );
  if (named + inside.length - 1 >= word.end - word.start) return true;
  const { trust } = first.alias;
  const isBeginning = first.start === word.start && /[-:]/.test(word.text[first.end - word.start] ?? '');
  return isBeginning && (trust === 'sure' || trust === 'fair');
}

/** Dates, times, and the numbers that agencies give their reports. */
const DATE_OR_TIME = /^(?:\d{1,6}(?:[.:h-]\d{1,6}){0,4}|\d{1,2}\p{L}{3,4}\d{4})$/u;
const HOST = /^[\p{L}\d-]+\.(?:com|net|org|info|tv|[a-z]{2})$/u;
const DOTTED_INITIALS = /^\p{L}\.(?:-?\p{L}\.?){1,2}$/u;
const INITIALS = /^\p{L}{2,4}(?:-\p{L}{2,4})?$/u;

/** A word of credit lines: joining, leading in, a date, the desk, or the initials of an editor beside a name. */
function isCreditWord(written: Word, text: string, mentions: readonly Mention[]): boolean {
  const { text: word, start, end, capital } = written;
  if (JOINERS.has(word) || LEAD_WORDS.has(word) || TRAILING.has(word) || DESK.has(word)) return true;
  if (DATE_OR_TIME.test(word) || HOST.test(word) || (/\d/.test(text) && monthOf(word) !== undefined))
    return true;
  // "L.R. avec AFP"
  if (start <= 1 && DOTTED_INITIALS.test(word) && BESIDE_AGENCIES.test(text.slice(end).replace(/^\./, '')))
    return true;
  if (!INITIALS.test(word)) return false;
  const isBeside = text[start - 1] === '/' || text[end] === '/';
  // "sda/Si", "Lrs/Dire"
  if (capital && !written.capitals) return word.length <= 3 && isBeside;
  // "(mb avec ap)"
  if (!capital && start <= 1 && BESIDE_AGENCIES.test(text.slice(end))) return true;
  const follows = mentions.some((mention) => mention.end < start && start - mention.end < 10);
  return isBeside || follows;
}

const BESIDE_AGENCIES = /^(?:\s(?:avec|mit|with|con|com|met|med)|,)\s/;

/** "up to", "mehr": written in small letters, as the agency never is. */
function isEverydayWord(text: string, { start, end, alias }: Mention): boolean {
  const written = text.slice(start, end);
  const isSmall = written === written.toLowerCase() && written !== alias.text;
  return (
    alias.trust === 'slot' &&
    isSmall &&
    alias.agencies.every(({ id }) => id !== UNNAMED_WIRES && id !== 'sda')
  );
}

/** "(EPA, 2016)": a work and its year, where the name is one of everyday use. */
function isCitation(text: string, mentions: readonly Mention[]): boolean {
  return (
    /^[\s(]*\p{Lu}{2,6},? (?:19|20)\d\d[a-c]?[\s).]*$/u.test(text) &&
    mentions.every(({ alias }) => alias.trust === 'risky' || alias.trust === 'slot')
  );
}

/**
 * A line of nothing but names that mean nothing else, as pages set them above and below a report: "Reuters", "EFE / Agencias".
 * @param language where short names are at home and count as well
 * @param least more than the line itself says so: names that mean something else seldom (fair), or often and are in capitals (risky), count as well
 */
export function isAgencyAlone(text: string, language?: string, least?: 'fair' | 'risky'): boolean {
  if (text.length > 60) return false;
  const mentions = mentionsIn(text, 'running');
  const named = mentions.filter(({ alias }) => alias.agencies.every(({ id }) => id !== UNNAMED_WIRES));
  const isSure = named.every(
    ({ alias: { trust, agencies }, start, end }) =>
      (trust === 'sure' ||
        (least !== undefined && trust === 'fair') ||
        (least === trust && end - start > 2 && isInCapitals(text.slice(start, end))) ||
        isAtHome(text.slice(start, end), agencies, language)) &&
      agencies.every(({ kind }) => kind === 'wire'),
  );
  const rest = withoutMentions(text, mentions);
  return named.length > 0 && isSure && /^(?:[\s(),/|&.–—=＝・、-]|and|und|et|y|e)*$/.test(rest);
}

/** "Le Courrier du Jura avec AFP", "La rédaction avec AFP": the paper itself, and the agency at the end. */
const HOUSE_WITH =
  /^(?<house>\p{Lu}[^.!?:;\n"“”«»]{1,50}?|\p{Lu}\.(?:\s?\p{Lu}\.){1,2}),?\s(?:avec|mit|with|con|com|met|med)\s(?<names>[^.!?:;\n]{2,40})$/u;

export function isHouseWithAgency(text: string): boolean {
  const { house = '', names = '' } = HOUSE_WITH.exec(text)?.groups ?? {};
  return names !== '' && house.split(/\s+/).every(isOfHouse) && isAgencyAlone(names);
}

function isOfHouse(word: string): boolean {
  const small = word.toLowerCase();
  return /^\p{Lu}/u.test(word) || DESK.has(small) || LEAD_WORDS.has(small) || /^d[eiu]s?$/.test(small);
}

const LEADING_IN = [GRAMMAR.credit, GRAMMAR.contribution];

/**
 * Whether the last words of a paragraph, behind a full stop, are a sign-off: "EFE", "PTI ABX KLM", "Source: Xinhua".
 * @param bare nothing but the stop sets it apart: then the name must be written as the agency writes itself
 */
export function isSignOff(text: string, bare: boolean, language: string | undefined): boolean {
  const mentions = mentionsIn(text, 'slot');
  if (mentions.length === 0 || !isCreditParagraph(text)) return false;
  const words = wordsOf(text);
  const isLedIn =
    words[0]?.start === 0 &&
    (LEADING.has(words[0].text) || LEADING_IN.some((table) => table.at(words, 0) !== undefined));
  if (isLedIn && /^\p{Lu}/u.test(text)) return true;
  const [first] = mentions;
  if (first === undefined) return false;
  const written = text.slice(first.start, first.end);
  const isHome = first.alias.agencies.some(({ languages }) => languages[0] === language?.split('-', 1)[0]);
  if (first.alias.agencies.some(({ id }) => id === UNNAMED_WIRES))
    return !bare || (first.start === 0 && first.end === text.length && /^\p{Lu}/u.test(text));
  // "/ mehr": a word of its language
  const isWord =
    written === written.toLowerCase() &&
    /^\p{Lu}\p{Ll}+$/u.test(first.alias.text) &&
    first.alias.trust !== 'sure';
  if (isWord) return false;
  const isOwn = written === first.alias.text || isInCapitals(written);
  const isFirstName =
    /^\p{Lu}\p{Ll}+$/u.test(written) && first.alias.trust !== 'sure' && first.alias.trust !== 'fair';
  if (isFirstName) return isHome && !bare;
  if (!bare) return true;
  // "jab/dpa"
  const lead = text.slice(0, first.start);
  const begins = first.start === 0 || /^\p{Ll}{2,4}\/$|©/u.test(lead);
  return begins && isOwn && (first.alias.trust !== 'slot' || isHome);
}
