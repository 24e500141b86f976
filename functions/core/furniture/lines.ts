/**
 * What a single line or paragraph is, if it is no part of the story: by its form and by known words (lines.json), never
 * by its length. What holds one word that is not accounted for is the story.
 */
import { mentionsIn } from '../agencies/matcher.ts';
import { isByline, isPerson } from './byline.ts';
import { isCreditLine, isName, isPhotoCredit, splitCaption } from './credits.ts';
import { UNSPACED } from '../text/scripts.ts';
import { furnitureOf } from './furniture.ts';
import { firstWordOf, Phrases, wordsOf, type Word } from './phrases.ts';
import table from './lines.json' with { type: 'json' };

export type LineKind =
  | 'byline'
  | 'credit'
  | 'stamp'
  | 'sharing'
  | 'photo'
  | 'caption'
  | 'related'
  | 'promotion'
  | 'contact'
  | 'sign-off'
  | 'rights'
  | 'label';

/** Beside the story a weekday or a name in a line of its own is furniture; within it, it may be a heading. */
export type LinePlace = 'beside' | 'within';

const Kind = { stamp: 1, day: 2, ago: 4, between: 8, sharing: 16 } as const;
const STAMPS = new Phrases()
  .add(table.stamps, Kind.stamp)
  .add(table.days, Kind.day)
  .add(table.ago, Kind.ago)
  .add(table.between, Kind.between)
  .add(table.sharing, Kind.sharing);

const LongKind = { promotion: 1, caption: 2 } as const;
/** What a line may begin with that is as long as a paragraph. */
const LONG = new Phrases()
  .add(table.promotionStarts, LongKind.promotion)
  .add(table.captions, LongKind.caption);

const RELATED = new Phrases().add(table.related, 1);
const PromotionKind = { object: 1, other: 2 } as const;
const PROMOTION = new Phrases()
  .add(table.promotionStarts, PromotionKind.other)
  .add(table.promotionObjects, PromotionKind.object)
  .add(table.promotionWords, PromotionKind.other)
  .add(table.sharing, PromotionKind.other)
  .add(table.between, PromotionKind.other);
const SIGN_OFFS = new Phrases().add(table.signOffs, 1);
const BYLINES = new Phrases().add(table.bylines, 1);
const CONTACTS = new Phrases().add(table.contacts, 1);
const PHOTOGRAPHS = new Phrases().add(table.photographs, 1);
const CAPTIONS = new Phrases().add(table.captions, 1);
const RIGHTS = new Phrases().add(table.rights, 1);
/** One word of each sentence on rights, the longest. */
const RIGHTS_WORD = new RegExp(
  [
    ...new Set(
      table.rights.map((phrase) => phrase.split(' ').reduce((a, b) => (b.length > a.length ? b : a))),
    ),
  ].join('|'),
  'iu',
);
const LONGEST_RIGHTS = 260;
const RIGHTS_FIRST = new Set('©(c℗'.split(''));

const LONGEST_SHORT = 120;
const LONGEST = 600;
const STOP = /[.!?…。！？؟।]["'”’»)）」』]{0,2}$/u;

/** Whether a line ends as a sentence does. */
export function endsSentence(line: string): boolean {
  return STOP.test(line);
}

/** Why a line is no part of the story; undefined for what is one. @param line trimmed, not empty */
export function lineKindOf(line: string, place: LinePlace): LineKind | undefined {
  if (line.length > LONGEST) return undefined;
  const stops = endsSentence(line);
  if (line.length <= LONGEST_SHORT) {
    const kind = stops ? stoppedKind(line, place) : shortKind(line, place);
    if (kind !== undefined) return kind;
  }
  return longKind(line, stops);
}

function shortKind(line: string, place: LinePlace): LineKind | undefined {
  const words = wordsOf(line);
  if (words.length === 0) return 'label';
  const stamp = stampKind(line, words, place);
  if (stamp !== undefined) return stamp;
  if (isRelated(line, words)) return 'related';
  if (isAuthor(line, words)) return 'byline';
  if (isPhotographer(line, words)) return 'photo';
  const label = words.length <= 8 ? furnitureOf(line, words.length) : undefined;
  if (label === 'advertisement' || label === 'section-label' || label === 'end-mark') return 'label';
  if (place === 'within') return partsKind(line, place);
  if (label === 'navigation') return 'label';
  if (isByline(line)) return 'byline';
  if (isCreditLine(line) || isOfAgencies(line)) return 'credit';
  return partsKind(line, place);
}

/** A stop may end an abbreviation, or a line that is no sentence: "Reuters, 14 Jul.", "(Photo: Jane Doe/AFP.)". */
function stoppedKind(line: string, place: LinePlace): LineKind | undefined {
  if (!/[\p{L}\p{N}]/u.test(line)) return 'label';
  const stamp = mayBeStamp(line) ? stampKind(line, wordsOf(line), place) : undefined;
  if (stamp !== undefined) return stamp;
  if (CREDIT_SIGN.test(line) && isPhotoCredit(line)) return 'photo';
  return /^[([—–-]/u.test(line) && isOfAgencies(line) ? 'credit' : undefined;
}

/** It begins with a word of stamps, a number or, if there is a number, with anything that may be an agency. */
function mayBeStamp(line: string): boolean {
  const first = firstWordOf(line);
  return STAMPS.begins(first) || /^\p{Nd}/u.test(first) || (line.length < 60 && /\p{Nd}/u.test(line));
}

const PART = /\s{0,3}[|•·]\s{0,3}|\s{1,3}[–—/-]\s{1,3}/u;

/** "By Jane Doe | 14 July 2026 | Aurora": every part is furniture by itself. */
function partsKind(line: string, place: LinePlace): LineKind | undefined {
  if (!PART.test(line)) return undefined;
  const parts = line.split(PART).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 8) return undefined;
  const kinds = parts.map((part) => (PART.test(part) ? undefined : shortKind(part, place)));
  const isKnown = kinds.some((kind) => kind === 'stamp' || kind === 'byline' || kind === 'credit');
  const isEach = kinds.every((kind, i) => kind !== undefined || (isKnown && isPerson(parts[i] ?? '')));
  return isEach ? kinds.find((kind) => kind !== undefined) : undefined;
}

function longKind(line: string, stops: boolean): LineKind | undefined {
  if (
    (RIGHTS_FIRST.has(line.charAt(0)) || (line.length <= LONGEST_RIGHTS && RIGHTS_WORD.test(line))) &&
    isRights(line)
  ) {
    return 'rights';
  }
  if (isSignOff(line, stops)) return 'sign-off';
  const begins = LONG.begins(firstWordOf(line)) ? (LONG.at(wordsOf(line.slice(0, 60)), 0)?.kinds ?? 0) : 0;
  if ((begins & LongKind.promotion) !== 0 && isPromotion(line)) return 'promotion';
  if (isCaption(line, (begins & LongKind.caption) !== 0)) return 'caption';
  const mayReach = !stops || line.includes('@') || CONTACTS.begins(firstWordOf(line));
  return mayReach && isContact(line) ? 'contact' : undefined;
}

const CLOCK_OR_DATE =
  /\p{Nd}{1,2}\s?[:.h]\s?\p{Nd}{2}(?!\p{Nd})|\p{Nd}{1,4}[-./]\p{Nd}{1,2}[-./]\p{Nd}{2,4}|\p{Nd}\s?[年月년월]\s?\p{Nd}/u;
/** More names of days are the head of a table. */
const DAY_AND_MONTH = 2;
const FIGURE_SIGN = /[%‰$€£¥₹₽₺₩฿+=]/u;

/** Nothing but a time, an agency, buttons and counts. */
function stampKind(line: string, words: readonly Word[], place: LinePlace): LineKind | undefined {
  if (FIGURE_SIGN.test(line)) return undefined;
  const mayNameAgency = words.some(({ text }) => STAMPS.begins(text)) || CLOCK_OR_DATE.test(line);
  const agencies = mayNameAgency ? mentionsIn(line, 'slot') : [];
  let kinds = 0;
  let numbers = 0;
  let days = 0;
  let named = false;
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const agency = agencies.find(({ start }) => start === word.start);
    const phrase = STAMPS.at(words, at);
    if (
      agency !== undefined &&
      (phrase === undefined || agency.end > (words[at + phrase.length - 1]?.end ?? 0))
    ) {
      named = true;
      while (at < words.length && (words[at]?.start ?? 0) < agency.end) at++;
    } else if (phrase !== undefined) {
      kinds |= phrase.kinds;
      if ((phrase.kinds & Kind.day) !== 0) days++;
      at += phrase.length;
    } else if (word.isNumber) {
      numbers++;
      at++;
    } else return undefined;
  }
  if (numbers > 14) return undefined;
  const isTime = (kinds & (Kind.day | Kind.ago)) !== 0 || CLOCK_OR_DATE.test(line);
  const isSure = named || (kinds & Kind.stamp) !== 0 || ((kinds & Kind.ago) !== 0 && numbers > 0);
  if (isTime && (isSure || (place === 'beside' && days <= DAY_AND_MONTH))) return 'stamp';
  return (kinds & Kind.sharing) === 0 ? undefined : 'sharing';
}

const AFTER_LABEL = /^\s?(?:[:：>»›|–—-]|$)/u;

/** "Read also: another title"; a sentence with its stop is none. */
function isRelated(line: string, words: readonly Word[]): boolean {
  const end = RELATED.endAt(words, 0);
  return (
    end !== undefined &&
    /^[^\p{L}\p{N}]{0,4}$/u.test(line.slice(0, words[0]?.start)) &&
    AFTER_LABEL.test(line.slice(end))
  );
}

/** Whether the titles of other stories may follow in lines of their own. */
export function isRelatedLabel(line: string): boolean {
  if (line.length > LONGEST_SHORT) return false;
  const words = wordsOf(line);
  return RELATED.at(words, 0)?.length === words.length;
}

const CASED = /\p{Lu}|\p{Ll}/u;
const NAME_JOIN =
  /\s?[,،、;/&|·・]\s?|\s(?:and|und|et|y|e|en|och|og|и|і|та|και|ve|i|oraz|with|mit|avec|con|med|met|و|ו|और)\s/u;

/** Names and nothing else; of scripts without capitals, what is no longer than names are and has no sign of a sentence. */
function isNames(text: string): boolean {
  const bare = text
    .trim()
    .replace(/^[:：/／=＝|©.\s]{1,3}/u, '')
    .replace(/[\])）】.]{0,2}$/u, '');
  if (bare === '' || /[.!?。！？؟।,，]{2}|[!?。！？؟।]/u.test(bare)) return false;
  const parts = bare.split(NAME_JOIN).filter((part) => part !== '');
  return (
    parts.length <= 6 &&
    parts.every((part) => {
      if (CASED.test(part)) return isName(part, 6) || isOfAgencies(part);
      return UNSPACED.test(part)
        ? part.length <= (/\p{Script=Thai}/u.test(part) ? 30 : 12)
        : part.split(' ').length <= 4;
    })
  );
}

const KOREAN_REPORTER = /^\p{Script=Hangul}{2,4} (?:기자|특파원)(?: \S{2,40}@\S{3,40})?$/u;

function isAuthor(line: string, words: readonly Word[]): boolean {
  if (KOREAN_REPORTER.test(line)) return true;
  const end = BYLINES.endAt(words, 0);
  if (end === undefined || words[0]?.start !== 0) return false;
  const rest = line.slice(end);
  const isApart = UNSPACED.test(line) ? /^\s?[:：/／·・=＝\s]/u.test(rest) : /^\s?[:：\s]/u.test(rest);
  return isApart && isNames(rest.replace(/\s?[([（][^()[\]（）]{2,40}[)\]）]$/u, ''));
}

function isPhotographer(line: string, words: readonly Word[]): boolean {
  if (isPhotoCredit(line)) return true;
  const end = PHOTOGRAPHS.endAt(words, 0);
  if (end === undefined) return false;
  const before = line.slice(0, words[0]?.start);
  const rest = line.slice(end);
  return /^[([（【\s]{0,2}$/u.test(before) && /^\s?[:：=＝/／©|.]/u.test(rest) && isNames(rest);
}

const JOINING = new Set([
  'and',
  'und',
  'et',
  'y',
  'e',
  'och',
  'og',
  'en',
  'with',
  'input',
  'inputs',
  'from',
  'the',
]);

/** Agencies of the register, initials and what joins them: "(Aurora, dpa)", "PTI AKB RT". */
export function isOfAgencies(text: string): boolean {
  if (text.length > 80) return false;
  const mentions = mentionsIn(text, 'slot');
  if (mentions.length === 0) return false;
  let rest = text;
  for (const { start, end } of mentions.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
  return rest
    .split(/[\s()[\]/,;&+.|–—:=-]+/u)
    .every((word) => word === '' || JOINING.has(word) || /^(?:\p{Ll}{2,3}|\p{Lu}{1,4})$/u.test(word));
}

const SENTENCES = /(?<=[.!?…。！？؟।]["'”’»)）」』]{0,2})\s+|(?<=[。！？])/u;

function isRights(line: string): boolean {
  return line.split(SENTENCES).every((sentence) => sentence === '' || isRightsSentence(sentence));
}

function isRightsSentence(sentence: string): boolean {
  if (
    /^(?:©|\(c\)|℗|copyright\b)\s?(?:©|\(c\))?\s?(?:\p{Nd}{4}[\p{L}\p{M}\p{N}\s.,&'’–-]{0,60}|[\p{L}\p{M}][\p{L}\p{M}\s.&'’-]{1,40}\s?\p{Nd}{0,4})\.?$/iu.test(
      sentence,
    )
  ) {
    const names = sentence
      .replace(/^(?:©|\(c\)|℗|copyright)\s?(?:©|\(c\))?\s?/iu, '')
      .replace(/\p{Nd}{4}/gu, '')
      .replace(/[.,]/gu, '')
      .trim();
    return names === '' || !CASED.test(names) || isName(names.replace(/\s+/g, ' '), 6) || isOfAgencies(names);
  }
  return RIGHTS.isIn(wordsOf(sentence));
}

/** Every sentence is an invitation that says to what, and has no word that is not of the kind: no news hides in it. */
function isPromotion(line: string): boolean {
  const sentences = line.split(SENTENCES).filter((sentence) => sentence !== '');
  return sentences.length <= 4 && sentences.every(isInvitation);
}

function isInvitation(sentence: string): boolean {
  const words = wordsOf(sentence);
  const start = LONG.at(words, 0);
  if (start === undefined || (start.kinds & LongKind.promotion) === 0) return false;
  let invites = 0;
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const phrase = PROMOTION.at(words, at);
    if (phrase === undefined) {
      const isName = at > 0 && /^\p{Lu}/u.test(sentence.slice(word.start, word.end));
      if (!isName && !word.isNumber && sentence.charAt(word.start - 1) !== '@') return false;
    }
    invites |= phrase?.kinds ?? 0;
    at += phrase?.length ?? 1;
  }
  return start.length === words.length || (invites & PromotionKind.object) !== 0;
}

const CREDIT_SIGN =
  /[/©]|\b(?:photo|picture|image|pool|handout)|foto|bild|crédit|фото|φωτο|صور|צילום|फोटो|图|圖|摄|攝|撮|写真|사진|ภาพ|zdj/iu;
const CREDIT_TAIL = 90;
const LONGEST_CAPTION = 420;
const SHORTEST_CAPTION = 6;

/** The text of a picture: it begins or ends as such, with who took it. */
function isCaption(line: string, begins: boolean): boolean {
  if (line.length > LONGEST_CAPTION) return false;
  if ((begins && isNamedCaption(line)) || isMarkedCaption(line)) return true;
  const tail = line.slice(-CREDIT_TAIL);
  if (!CREDIT_SIGN.test(tail)) return false;
  return splitCaption(line) !== undefined || endsInPhotographer(line);
}

/** "File photo: The harbour", "The harbour (Archivbild)", "Photo taken on July 14 shows the harbour." */
function isNamedCaption(line: string): boolean {
  const words = wordsOf(line.slice(0, 60));
  const end = CAPTIONS.endAt(words, 0) ?? 0;
  const isLabel = /^\s?[:：)）\]】.–—-]/u.test(line.slice(end));
  const isShown =
    /^(?:this |the )?(?:photo|picture|image)s?\b.{0,60}\bshows?\b/iu.test(line) ||
    /^(?:photo|picture) (?:taken|released)\b/iu.test(line);
  return (isLabel || isShown) && line.split(SENTENCES).length <= 2;
}

function isMarkedCaption(line: string): boolean {
  const inner = /[([（](?<inner>[^()[\]（）]{3,30})[)\]）]\.?$/u.exec(line)?.groups?.inner;
  if (inner === undefined) return false;
  const words = wordsOf(inner);
  return CAPTIONS.at(words, 0)?.length === words.length;
}

function endsInPhotographer(line: string): boolean {
  const from = Math.max(0, line.length - CREDIT_TAIL);
  const words = wordsOf(line.slice(from));
  return words.some((word, at) => {
    const end = PHOTOGRAPHS.endAt(words, at);
    if (end === undefined || from + word.start < SHORTEST_CAPTION) return false;
    const rest = line.slice(from + end);
    return /^\s?[:：=＝©]/u.test(rest) && isNames(rest);
  });
}

const SMALL_SIGN_OFF = new Set(
  'in at by and with for from the of an von und in aus bei mit für de et à en avec y e i da do das na no con por van met og och med av af i på и в із та και στο στην ve'.split(
    ' ',
  ),
);
const LEADING = /^[([（【\s—–-]{0,3}/u;

/** Of the desk: "abc/de", "ab-cd". */
const INITIALS = /^\p{Ll}{2,4}(?:\/\p{Ll}{2,5}){1,4}$|^\p{Ll}{2,3}-\p{Ll}{2,3}$/u;

/** "(Reporting by Jane Doe in Oslo; Editing by Ben Roe)": names alone behind known words. */
export function isSignOff(line: string, stops = endsSentence(line)): boolean {
  if (line.length > 400) return false;
  const bare = line.replace(LEADING, '');
  if (!SIGN_OFFS.begins(firstWordOf(bare))) return INITIALS.test(bare.replace(/[)\]]$/u, ''));
  const bracketed = /^[([（【]/u.test(line);
  if (bracketed && !/[)\]）】][.。]?$/u.test(line)) return false;
  if (stops && !bracketed && !/\p{L}\.$/u.test(line)) return false;
  const words = wordsOf(bare);
  if (SIGN_OFFS.at(words, 0) === undefined) return false;
  let names = 0;
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const phrase = SIGN_OFFS.at(words, at);
    if (phrase !== undefined) {
      const after = bare.slice(words[at + phrase.length - 1]?.end);
      // "Reporting", "Bericht": a word of everyday use needs its colon
      if (at === 0 && phrase.length === 1 && !/^\s?[:：/／=＝]/u.test(after) && !bracketed) return false;
      at += phrase.length;
      continue;
    }
    const written = bare.slice(word.start, word.end);
    if (word.isNumber) return false;
    if (
      !/^\p{Lu}/u.test(written) &&
      CASED.test(written) &&
      !SMALL_SIGN_OFF.has(word.text) &&
      !inAddress(bare, word)
    )
      return false;
    if (!CASED.test(written)) names += UNSPACED.test(written) ? 0.35 : 1;
    at++;
  }
  return names <= 12 && !/[.!?。！？؟।]\s+\S/u.test(bare.replace(/\p{Lu}\.\s/gu, ''));
}

function inAddress(text: string, { start, end }: Word): boolean {
  return /^@|^\.\p{L}/u.test(text.slice(end, end + 2)) || /[@.]/u.test(text.charAt(start - 1));
}

const REACHED =
  /\S{1,64}@[\p{L}\p{N}.-]{3,64}|(?:https?:\/\/|www\.)\S{3,120}|\+?\(?\p{Nd}[\p{Nd}\s()/.-]{6,20}\p{Nd}|(?<=\s|^)@\w{3,30}/gu;

/** A telephone number or an address, with names and labels alone around it. */
function isContact(line: string): boolean {
  if (line.length > 240 || !/@|www\.|https?:|\p{Nd}(?:[\s()/.-]{0,3}\p{Nd}){6}/u.test(line)) return false;
  const rest = line.replaceAll(REACHED, ' ');
  if (rest === line) return false;
  const words = wordsOf(rest);
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const label = CONTACTS.at(words, at);
    if (label !== undefined) at += label.length;
    else {
      const written = rest.slice(word.start, word.end);
      const small = CASED.test(written) && !/^\p{Lu}/u.test(written) && !SMALL_SIGN_OFF.has(word.text);
      if (small || word.isNumber || words.length > 20) return false;
      at++;
    }
  }
  return words.length === 0 || CONTACTS.isIn(words);
}
