/** Credits of pictures that stand within a body: behind a label, in brackets, in a line or behind a caption. */
import { endOfLabelled, endsInPhotoLabel, isPhotoCredit, LONGEST_LABELLED } from '../photo.ts';
import { isWide } from '../../agencies/characters.ts';
import { mentionsIn, withoutMentions } from '../../agencies/matcher.ts';
import { isAgencyAlone } from '../slots.ts';
import { mayBeNamed } from '../survey.ts';
import { trimEndOf } from '../words.ts';
import table from '../words/photo.json' with { type: 'json' };
import type { Span } from './tag.ts';
import { REPORTED_BY } from './sign-offs.ts';

/** A paragraph, and where a name of the register may begin in it: a credit has one. */
interface Paragraph extends Span {
  names: readonly number[];
}

/** Photo credits of one paragraph, in order. */
export function photoCreditsIn(text: string, paragraph: Paragraph): Span[] {
  const whole = wholeParagraph(text, paragraph);
  if (whole !== undefined) return [whole];
  const found = [...bracketed(text, paragraph), ...labelled(text, paragraph)].sort(
    (a, b) => a.start - b.start,
  );
  let reached = 0;
  const apart = found.filter((one) => {
    const isApart = one.start >= reached;
    reached = Math.max(reached, one.end);
    return isApart;
  });
  const last = takenAtEnd(text, paragraph) ?? behindPlace(text, paragraph) ?? bareAtEnd(text, paragraph);
  return last === undefined || apart.some(({ end }) => end > last.start) ? apart : [...apart, last];
}

/** "新华社记者 林明 摄": who took the picture, behind the agency. */
const TAKEN = /(?:记者|記者|发|發)[^。]{0,16}[摄攝][）)]?。?$/u;

function takenAtEnd(text: string, { start, end, names }: Paragraph): Span | undefined {
  if (!isWide(text.charCodeAt(end - 1))) return undefined;
  const [mark] = TAKEN.exec(text.slice(Math.max(start, end - LONGEST_TAKEN), end)) ?? [];
  const from = names.at(-1);
  const to = end - (mark?.length ?? 0);
  return mark !== undefined && from !== undefined && to - from <= LONGEST_TAKEN
    ? { start: from, end: to }
    : undefined;
}

const LONGEST_TAKEN = 24;

/** "会見する外相＝7日、パリ（ロイター＝共同）": what a Japanese picture shows, its day and place, and who took it. */
const BEHIND_PLACE = /＝[^。（）【】]{1,30}[（【](?<names>[^（）【】]{2,20})[）】]$/u;

function behindPlace(text: string, { start, end, names }: Paragraph): Span | undefined {
  if (!'）】'.includes(text.charAt(end - 1)) || !mayBeNamed(names, end - LONGEST_TAKEN, end))
    return undefined;
  const written =
    BEHIND_PLACE.exec(text.slice(Math.max(start, end - LONGEST_CAPTION), end))?.groups?.names ?? '';
  const mentions = mentionsIn(written, 'slot');
  return mentions.length > 0 && /^[＝=・、/]*$/.test(withoutMentions(written, mentions))
    ? { start: end - 1 - written.length, end: end - 1 }
    : undefined;
}

const LONGEST_CAPTION = 60;

/** Characters of the longest line that is a credit and has no label. */
const LONGEST_LINE = 110;

/** "Jane Doe/AFP", "Getty Images", "Image source, Getty Images". */
function wholeParagraph(text: string, { start, end }: Span): Span | undefined {
  if (end - start > LONGEST_LINE) return undefined;
  const line = text.slice(start, end);
  const lead = LEAD.exec(line)?.[0].length ?? 0;
  const credit = trimEndOf(line.slice(lead), ' .)]');
  if (/[:©]/.test(credit)) return undefined;
  // "Foto LaPresse"
  const label = LABEL_WORD.exec(credit)?.[0].length ?? 0;
  if (label > 0 && endOfLabelled(text, start + lead + label, end) === start + lead + credit.length)
    return { start: start + lead + label, end: start + lead + credit.length };
  return isPhotoCredit(credit, lead > 0 && /[([]/.test(line.slice(0, lead)))
    ? { start: start + lead, end: start + lead + credit.length }
    : undefined;
}

const LEAD = /^[\s([|•*–—-]*(?:image source,\s|file photo:?\s)?/iu;
const BRACKETS = /[([（【](?<inner>[^()[\]（）【】\n]{2,110})[)\]）】]/g;
/** What only a photo credit has. */
const PHOTO_WORDS =
  /(?<!\p{L})(?:photos?|fotos?|foto[gğ]raf\p{L}*|fot\.|kuva|bild|фото|写真|사진|图|圖|image|imagen|imagem|beeld|picture|pool|handout)(?!\p{L})/iu;

/** "(Photo: ...)", "(Jane Doe/AFP)", "[Jane Doe via AP]". */
function bracketed(text: string, { start, end, names }: Paragraph): Span[] {
  const paragraph = text.slice(start, end);
  if (!/[([（【]/.test(paragraph)) return [];
  return [...paragraph.matchAll(BRACKETS)].flatMap((match): Span[] => {
    const inner = match.groups?.inner ?? '';
    if (REPORTERS.test(inner)) return [];
    const from = start + match.index + 1;
    const place = { start: from, end: from + inner.length };
    if (!mayBeNamed(names, from, place.end)) return [];
    if (!/[/|,:：©]|\bvia\b|\bby\b/.test(inner) && !PHOTO_WORDS.test(inner) && !/\s/.test(inner)) return [];
    if (PHOTO_WORDS.test(inner))
      return endOfLabelled(text, labelEnd(inner) + from, place.end) === undefined ? [] : [place];
    const before = paragraph.slice(Math.max(0, match.index - 3), match.index);
    const isPlaced = before === '' || /[.!?…"”»)\]。！？]\s{0,2}$/.test(before) || isLast(paragraph, match);
    return isPlaced && isPhotoCredit(inner, true) ? [place] : [];
  });
}

const REPORTERS = new RegExp(String.raw`(?<!\p{L})${REPORTED_BY}`, 'iu');

/** Behind the label of a credit in brackets; 0 where it has none. */
function labelEnd(inner: string): number {
  const mark = inner.search(/[:：©＝=]/u);
  return mark < 0 ? 0 : mark + 1;
}

function isLast(paragraph: string, match: RegExpMatchArray): boolean {
  return /^[\s.]*$/.test(paragraph.slice((match.index ?? 0) + match[0].length));
}

/** "... on Sunday. Photo: AFP", "| Bild: Jane Doe/dpa", "... leftCredit: Splash". */
function labelled(text: string, { start, end, names }: Paragraph): Span[] {
  const found: Span[] = [];
  const line = text.slice(start, end);
  if (!LABEL_MARKS.some((mark) => line.includes(mark)) && !/\(c\)/i.test(line)) return found;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isColon = code === COLON || code === WIDE_COLON || code === EQUALS;
    if (!isColon && code !== COPYRIGHT && code !== CLOSING) continue;
    if (!mayBeNamed(names, at + 1, at + LONGEST_LABELLED + 4)) continue;
    const isLabelled =
      code === CLOSING
        ? text.slice(at - 2, at).toLowerCase() === '(c' && isSold(text, at, end)
        : isColon
          ? endsInPhotoLabel(text, start, at)
          : at > start &&
            /[)\s|]/.test(text.charAt(at - 1)) &&
            (isSold(text, at, end) || isOfCaption(text.slice(start, at), text.slice(at + 1, end)));
    if (!isLabelled) continue;
    const from = isColon && /^\s?©/.test(text.slice(at + 1, at + 3)) ? text.indexOf('©', at) + 1 : at + 1;
    const to = endOfLabelled(text, from, end);
    if (to === undefined) continue;
    found.push({ start: from, end: to });
    at = to;
  }
  return found;
}

const LABEL_MARKS = [':', '©', '=', '：'];
const COLON = 58;
const WIDE_COLON = 0xff1a;
/** "사진=연합뉴스" */
const EQUALS = 61;
/** Of "(c)". */
const CLOSING = 41;
const COPYRIGHT = 0xa9;

/** "© Jane Doe/AFP", not "© AFP 2025": the credit is one whatever its mark means. */
function isSold(text: string, at: number, end: number): boolean {
  const credit = text.slice(at + 1, Math.min(end, at + LONGEST_LINE));
  return isPhotoCredit(trimEndOf(credit, ' .)').trimStart(), false);
}

/** "The quay at night © ANSA": no sentence, and the name at its end. */
function isOfCaption(before: string, behind: string): boolean {
  return (
    behind.length < LONGEST_TAKEN &&
    /^\p{Lu}(?:\S*\s){3,}$/u.test(before) &&
    /[\p{L}\d)”»]\s$/u.test(before) &&
    !RIGHTS.test(before) &&
    isAgencyAlone(behind, undefined, 'fair')
  );
}
const RIGHTS = /right|reserv|droits|rechte|diritti|direitos|copyright|riproduzione|conten|source|text/i;

/** Without one of these the last words are no credit of a picture. */
const HINTS = [
  // of most sentences, so looked for first
  ', ',
  ' (',
  '/',
  '|',
  ' – ',
  ' — ',
  ' - ',
  'via ',
  ' for ',
  ' pour ',
  ' für ',
  'hoto',
  'HOTO',
  'oto ',
  'OTO ',
  'Bild ',
  'mage ',
  ' de ar',
];
/** Marks behind which a credit without a label can begin, nearest to the end first. */
const STOPS = /(?:[.!?…]["”»)]?|[|–—•]|\)|\s[-/](?=\s))\s{0,3}(?=\p{Lu}|©|via\s|picture|фото\s)/gu;
const LABEL_WORD =
  /^(?:photos?|foto|bild|beeld|crédit|credit|picture|image|imagen|kuva|фото|ảnh)\s(?:(?:credit|by|von|(?:d[e'’i]\s?)?(?:archiv\p{L}{1,2}|illustration)|de|di|d['’]archives?)\s)?/iu;
/** "Imagen de archivo": what a caption says of a picture that is older. */
const STOCK = new RegExp(String.raw`(?<!\p{L})(?:${table.stock.join('|')})\s?$`, 'iu');
/** Stops of initials that may stand in one credit. */
const MOST_STOPS = 3;

/** "... on Sunday. Jane Doe/AFP", "... – Foto LaPresse". */
function bareAtEnd(text: string, { start, end, names }: Paragraph): Span | undefined {
  const from = Math.max(start, end - LONGEST_LINE);
  const lastName = names.at(-1) ?? start;
  if (lastName < from) return undefined;
  const tail = text.slice(from, end);
  if (!HINTS.some((hint) => tail.includes(hint))) return undefined;
  const stops = [...tail.matchAll(STOPS)].slice(-MOST_STOPS);
  const isSlash = ([stop]: RegExpExecArray): boolean => /\/\s*$/.test(stop);
  // a slash parts a photographer from an agency before it is taken for a mark
  const nearestFirst = [...stops.filter((stop) => !isSlash(stop)).reverse(), ...stops.filter(isSlash)];
  for (const stop of nearestFirst) {
    const at = stop.index + stop[0].length;
    if (lastName < from + at) continue;
    const label = LABEL_WORD.exec(tail.slice(at))?.[0].length ?? 0;
    const credit = trimEndOf(tail.slice(at + label), ' .');
    const isCredit =
      label > 0
        ? endOfLabelled(text, from + at + label, end) !== undefined && credit.split(/\s+/).length <= 10
        : isPhotoCredit(credit, /^[|–—•]|^\s\//.test(stop[0])) ||
          (credit.length < LONGEST_TAKEN &&
            isAgencyAlone(credit, undefined, 'risky') &&
            STOCK.test(tail.slice(0, stop.index)));
    if (isCredit) return { start: from + at + label, end: from + at + label + credit.length };
  }
  return undefined;
}
