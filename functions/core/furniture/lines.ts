/**
 * What a single line or paragraph is, if it is no part of the story: by its form and by known words (lines.json), never
 * by its length. What holds one word that is not accounted for is the story.
 */
import { isByline, isPerson } from './byline.ts';
import { isCreditLine, isName, isPhotoCredit } from './credits.ts';
import { furnitureOf } from './furniture.ts';
import type { LineKind, LinePlace } from './line-kinds.ts';
import { isAuthor, isOfAgencies, isPhotographer, isSource } from './line-names.ts';
import table from './lines.json' with { type: 'json' };
import { isNote } from './notes.ts';
import { CREDIT_SIGN, isRightsNote, paragraphKind } from './paragraphs.ts';
import { Phrases, wordsOf, type Word } from './phrases.ts';
import { endsSentence, isContact, isSignOff, mayReach } from './sign-offs.ts';
import { mayBeStamp, stampKind } from './stamps.ts';
import { UNSPACED } from '../text/scripts.ts';

const RELATED = new Phrases().add(table.related, 1).add(table.tags, 2);
const TAGS = 2;
const LONGEST_SHORT = 120;
const LONGEST = 600;

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
  if (label === 'advertisement' || label === 'end-mark') return 'label';
  // "More from the square: two hurt" goes on behind its label
  if (label === 'section-label' && !/[:：]\s?[\p{L}\p{N}]/u.test(line)) return 'label';
  if (MEDIA.test(line)) return 'label';
  if (isSource(line, words)) return 'credit';
  if (place === 'within') return partsKind(line, place);
  if (label === 'navigation') return 'label';
  if (isByline(line)) return 'byline';
  if (isCreditLine(line) || isOfAgencies(line)) return 'credit';
  return partsKind(line, place);
}

/** "(foto) (vídeo)": what else there is. */
const MEDIA = /^(?:[([](?:fotos?|photos?|v[ií]deos?|audio|infograf[ií]a|graphic)[)\]]\s?){1,4}$/iu;

/** A stop may end an abbreviation, or a line that is no sentence: "Reuters, 14 Jul.", "(Photo: Jane Doe/AFP.)". */
function stoppedKind(line: string, place: LinePlace): LineKind | undefined {
  if (!/[\p{L}\p{N}]/u.test(line)) return 'label';
  const stamp = mayBeStamp(line) ? stampKind(line, wordsOf(line), place) : undefined;
  if (stamp !== undefined) return stamp;
  if (CREDIT_SIGN.test(line) && isPhotoCredit(line)) return 'photo';
  return /^[([—–-]/u.test(line) && isOfAgencies(line) ? 'credit' : undefined;
}

const PART = /\s{0,3}[|•·]\s{0,3}|\s{1,3}[–—/-]\s{1,3}/u;

/** "By Jane Doe | 14 July 2026 | Aurora": every part is furniture by itself. */
function partsKind(line: string, place: LinePlace): LineKind | undefined {
  if (!PART.test(line)) return undefined;
  const parts = line.split(PART).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 8) return undefined;
  const kinds = parts.map((part) => (PART.test(part) ? undefined : shortKind(part, place)));
  const isKnown = kinds.some((kind) => kind === 'stamp' || kind === 'byline' || kind === 'credit');
  const isEach = kinds.every(
    (kind, i) => kind !== undefined || (isKnown && isPartName(parts[i] ?? '', parts.length)),
  );
  return isEach ? kinds.find((kind) => kind !== undefined) : undefined;
}

/** The author between other parts; between three, a place as well: "Agencies | Lindal | Updated: 13 July". */
function isPartName(part: string, parts: number): boolean {
  return isPerson(part) || (parts > 2 && isName(part, 2) && !/\p{Nd}/u.test(part));
}

function longKind(line: string, stops: boolean): LineKind | undefined {
  if (isRightsNote(line)) return 'rights';
  if (isSignOff(line, stops)) return 'sign-off';
  if (isNote(line)) return 'sign-off';
  const kind = paragraphKind(line);
  if (kind !== undefined) return kind;
  return (!stops || mayReach(line)) && isContact(line) ? 'contact' : undefined;
}

const AFTER_LABEL = /^\s?(?:[:：>»›|–—-]|$)/u;

/** "Read also: another title"; a sentence with its stop is none. */
function isRelated(line: string, words: readonly Word[]): boolean {
  const label = RELATED.at(words, 0);
  const end = words[(label?.length ?? 0) - 1]?.end;
  if (label === undefined || end === undefined) return false;
  return (
    /^[^\p{L}\p{N}]{0,4}$/u.test(line.slice(0, words[0]?.start)) &&
    AFTER_LABEL.test(line.slice(end)) &&
    (label.kinds !== TAGS || isTagList(line.slice(end)))
  );
}

/** Words of the longest tag among others, and of one alone: "Topics: who is to blame" is none. */
const LONGEST_TAG = 3;
const LONGEST_LONE_TAG = 2;

function isTagList(text: string): boolean {
  const tags = text
    .replace(/^[\s:：>»›|–—-]+/u, '')
    .split(/\s?[,;|·•、，]\s?/u)
    .filter((tag) => tag !== '');
  const longest = tags.length === 1 ? LONGEST_LONE_TAG : LONGEST_TAG;
  return tags.every((tag) => tag.split(' ').length <= longest && (tag.length <= 8 || !UNSPACED.test(tag)));
}

/** Whether the titles of other stories may follow in lines of their own. */
export function isRelatedLabel(line: string): boolean {
  if (line.length > LONGEST_SHORT) return false;
  const words = wordsOf(line);
  return RELATED.at(words, 0)?.length === words.length;
}
