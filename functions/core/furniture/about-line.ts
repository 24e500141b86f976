/**
 * A short line that says who wrote a page and when, with what templates print beside it: "By Ada Lund • 11 March 2026 •
 * 4 min read", also where they leave out the spaces.
 */
import { isAffiliation, isByline, isPerson } from './byline.ts';
import { isAgency, isName, isPhotoCredit } from './credits.ts';
import table from './date-line.json' with { type: 'json' };
import { labelBehind, readDateLines, type DateLine } from './date-line.ts';

export interface AboutLine {
  /** As it is printed. */
  by?: string;
  dates: DateLine[];
  /** It says nothing else. */
  isWhole: boolean;
}

const LONGEST_LINE = 160;
const MOST_WORDS = 24;
/** Every date has its year; a long text has many lines with other figures. */
export const YEAR = /(?:19|20)\d\d/;
const MAY_SAY =
  /(?:19|20)\d\d|(?:foto['’]?s?|photos?|bild(?:er)?)\s?:|\d ?min|min(?:ute)?s? read|\d (?:comment|kommentar|coment|view)/i;

const DAY = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}\.? \d{1,2},? (?:19|20)\d\d`;
/** "LundMar 5, 2025", "March 5, 2025Updated", "March 5, 20253 comments": parts of a template without a space between them. */
const GLUED_BEFORE = new RegExp(`(?<=[\\p{Ll}\\d])(?=${DAY})`, 'gu');
const GLUED_BEHIND = new RegExp(`(${DAY})(?=(\\d{1,2}:\\d\\d)|[\\p{L}\\d])`, 'gu');
const GLUED_COUNTS = /(?<=\p{Ll}{4})(?=\d)/gu;
const SEPARATORS =
  /\s[|/·•・∙⋅–—-]{1,2}\s|\s?[|·•・∙⋅]\s?|(?<=\p{L})[–—](?=\d)|[（）]|\s(?=(?:来源|來源|记者|記者|作者|编辑|編輯|责任编辑|責任編輯)[：:])|\s,\s|\s(?=(?:by|von|par|por|di|door|av|af)\s\p{Lu})|,?\s(?=(?:on|am|le|el|il|em|op|den)\s(?:\p{L}{2,12}\.?,?\s){0,2}\d)/u;
const BESIDE = new RegExp(`^(?:${table.beside.join('|')})$`, 'iu');
const POSTED_BY =
  /(?<!\p{L})(?:author )?(?:posted|published|created|submitted|uploaded|article|written) by\s?:?\s(?=\p{L})/giu;
const TIME = /^\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \p{Lu}{2,4}| uhr)?$/iu;
/** Of a template whose author is missing. */
const NOBODY = /^(?:(?:written|posted|published) )?(?:by|von|par|por|di|door)\s?:?$/iu;
const LEADS = /^(?:by|von|par|por|di|door|av|af|från)\s?:?\s(?<name>\p{Lu}.*)$/iu;

/** Nobody is named by a single word. */
const MAY_NAME = /[\s:：=＝・／]/u;

/** @returns undefined where the line names neither a date nor somebody beside one */
export function readAboutLine(line: string): AboutLine | undefined {
  if (line.length > LONGEST_LINE || !MAY_SAY.test(line) || line.split(' ').length > MOST_WORDS)
    return undefined;
  const dates: DateLine[] = [];
  const others: { text: string; at: number }[] = [];
  let isBeside = false;
  let day = '';
  for (const [at, text] of partsOf(line).entries()) {
    // "2. März 2026 - 21:15"
    const timed = TIME.test(text) && day !== '' ? readDateLines(`${day} ${text}`) : [];
    if (timed.length > 0) dates.splice(-timed.length, timed.length, ...timed);
    const found = readDateLines(text);
    dates.push(...found);
    day = found.length === 1 && found[0]?.iso?.includes('T') === false ? text : '';
    if (BESIDE.test(text) || TIME.test(text) || NOBODY.test(text) || isPhotoCredit(text)) isBeside = true;
    else if (found.length === 0) others.push({ text, at });
  }
  if (dates.length === 0 && !isBeside) return undefined;
  const named = others.filter(({ text }) => MAY_NAME.test(text));
  const author =
    named.find(({ text }) => isLedIn(text)) ?? named.find(({ text, at }) => at < 2 && isAuthor(text));
  if (dates.length === 0 && author === undefined) return undefined;
  const isWhole = others.every(({ text }) => text === author?.text || isAffiliation(text));
  return { ...(author !== undefined && { by: author.text }), dates: inOrder(dates), isWhole };
}

/** Longer lines are sentences. */
const SHORT_LINE = 90;

/** The date in a short line, whatever else stands there. */
export function dateIn(line: string): DateLine | undefined {
  if (line.length > SHORT_LINE || !/\d{4}/.test(line)) return undefined;
  return readAboutLine(line)?.dates.find(({ iso }) => iso !== undefined);
}

function isLedIn(text: string): boolean {
  const name = LEADS.exec(text)?.groups?.name;
  // beside a date a house is named so as well, or somebody by one name alone
  return isByline(text) || (name !== undefined && isName(name, 5));
}

function isAuthor(text: string): boolean {
  return isPerson(text) && !isAgency(text);
}

function partsOf(line: string): string[] {
  const led = line.replace(POSTED_BY, 'by ').replace(/^By(?=\p{Lu}\p{Ll})/u, 'By ');
  const dated = YEAR.test(led)
    ? led
        .replace(
          GLUED_BEHIND,
          (_whole, day: string, time: string | undefined) => `${day}${time === undefined ? ' · ' : ' '}`,
        )
        .replace(GLUED_BEFORE, ' · ')
    : led;
  const parted = dated.replace(GLUED_COUNTS, ' · ');
  const parts: string[] = [];
  let label = '';
  for (const written of parted.split(SEPARATORS)) {
    const whole = `${label}${written.trim()}`;
    // "Published" and "on 11 March 2026" are one
    const behind = labelBehind(whole);
    label = behind === '' ? '' : `${behind} `;
    const part = whole.slice(0, whole.length - behind.length).replace(/[\s,:]{1,4}$/u, '');
    if (part !== '') parts.push(...cut(part));
  }
  return parts;
}

/** "Ada Lund Published: 3 January 2024", "3 January 2024 2 min read". */
function cut(part: string): string[] {
  if (!MAY_SAY.test(part) || BESIDE.test(part) || readDateLines(part).length > 0) return [part];
  const isDated = YEAR.test(part);
  for (let at = part.indexOf(' '); at >= 0; at = part.indexOf(' ', at + 1)) {
    const [before, behind] = [part.slice(0, at), part.slice(at + 1)];
    if (isDated && YEAR.test(behind) && readDateLines(behind).length > 0 && !beginsWithName(behind))
      return [before, behind];
    if (isDated && YEAR.test(before) && readDateLines(before).length > 0 && !/^\p{Ll}|^\d/u.test(behind))
      return [before, behind];
    if (BESIDE.test(behind)) return [...cut(before), behind];
  }
  return [part];
}

/** "Lund 3 January 2024": the date begins behind the first word. */
function beginsWithName(text: string): boolean {
  const end = text.indexOf(' ');
  const [word, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
  return isOfName(word) && readDateLines(rest).length > 0;
}

/** Weekdays are told by their beginnings, and "Lund" begins as lundi does. */
function isOfName(word: string): boolean {
  return (
    /^\p{Lu}/u.test(word) &&
    labelBehind(word) === '' &&
    !/^.{1,3}$|[.,]$|(?:day|tag|d[iì]|es|dag|feira|[аяк])$/iu.test(word)
  );
}

/** Of two without a label the later is that of a change. */
function inOrder(dates: readonly DateLine[]): DateLine[] {
  const [first, second] = dates;
  if (dates.length !== 2 || first?.iso === undefined || second?.iso === undefined) return [...dates];
  if (first.kind !== 'published' || second.kind !== 'published') return [...dates];
  const [published, updated] = first.iso <= second.iso ? [first, second] : [second, first];
  return published.iso === updated.iso ? [first] : [published, { ...updated, kind: 'updated' }];
}
