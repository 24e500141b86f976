/** What is as long as a paragraph and no part of the story: rights, promotion, captions. */
import { isName, splitCaption } from './credits.ts';
import { CASED, isNames, isOfAgencies, PHOTOGRAPHS } from './line-names.ts';
import type { LineKind } from './line-kinds.ts';
import table from './lines.json' with { type: 'json' };
import { firstWordOf, Phrases, wordsOf } from './phrases.ts';

const LongKind = { promotion: 1, caption: 2 } as const;
/** What a line may begin with that is as long as a paragraph. */
const LONG = new Phrases()
  .add(table.promotionStarts, LongKind.promotion)
  .add(table.captions, LongKind.caption);

const PromotionKind = { object: 1, other: 2 } as const;
const PROMOTION = new Phrases()
  .add(table.promotionStarts, PromotionKind.other)
  .add(table.promotionObjects, PromotionKind.object)
  .add(table.promotionWords, PromotionKind.other)
  .add(table.sharing, PromotionKind.other)
  .add(table.between, PromotionKind.other);
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

/** "© dpa-infocom, dpa:260716-930-114562/2". */
const NUMBER_OF_ITEM = /,\s\p{Ll}{2,5}:\p{Nd}{6}(?:-\p{Nd}{2,8}){1,3}(?:\/\p{Nd}{1,3})?$/u;

/** Whether every sentence is on rights. */
export function isRightsNote(line: string): boolean {
  const isLikely =
    RIGHTS_FIRST.has(line.charAt(0)) || (line.length <= LONGEST_RIGHTS && RIGHTS_WORD.test(line));
  return isLikely && isRights(line.replace(NUMBER_OF_ITEM, ''));
}

/** A promotion or a caption, by what the line begins with and what it holds. */
export function paragraphKind(line: string): Extract<LineKind, 'promotion' | 'caption'> | undefined {
  const begins = LONG.begins(firstWordOf(line)) ? (LONG.at(wordsOf(line.slice(0, 60)), 0)?.kinds ?? 0) : 0;
  if ((begins & LongKind.promotion) !== 0 && isPromotion(line)) return 'promotion';
  return isCaption(line, (begins & LongKind.caption) !== 0) ? 'caption' : undefined;
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

export const CREDIT_SIGN =
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

/**
 * "File photo: The harbour", "The harbour (Archivbild)", "Photo taken on July 14 shows the harbour." Pictures that are
 * shown have a day, or the line may be news: "Photo shows Holt with the owner".
 */
function isNamedCaption(line: string): boolean {
  const words = wordsOf(line.slice(0, 60));
  const end = CAPTIONS.endAt(words, 0) ?? 0;
  const isLabel = /^\s?[:：)）\]】.–—-]/u.test(line.slice(end));
  const isShown =
    (/^(?:this |the )?(?:photo|picture|image)s?\b.{0,60}\bshows?\b/iu.test(line) && /\p{Nd}/u.test(line)) ||
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
