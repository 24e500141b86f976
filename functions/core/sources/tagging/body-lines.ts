/** Lines of a body that are no sentences of it: its dateline, credit and copyright lines, photo credits, the sign-off. */
import type { SourceTag } from '../../article/record.ts';
import type { Context } from '../context.ts';
import { mentionsIn } from '../../agencies/matcher.ts';
import { datelineAlone, STAMPED } from '../bare-dateline.ts';
import { bracketDateline } from '../dateline.ts';
import { endsInPhotoLabel, isOfPhotoDesks } from '../photo.ts';
import { SUPPLIED } from '../words/slots.ts';
import { isAgencyAlone, isCreditParagraph, isHouseWithAgency, MAX_CREDIT } from '../slots.ts';
import { mayBeNamed, type Paragraph as Surveyed } from '../survey.ts';
import { photoCreditsIn } from './body-photos.ts';
import { tagsOfDatelineInBody, tagsOfLineInBody } from './line-slots.ts';
import { tagsOfPhotoCredit } from './photo-slots.ts';
import { Places } from './places.ts';
import type { Span } from './tag.ts';
import { LAST_PARAGRAPHS, type Line, type Paragraph } from './body-paragraph.ts';
import { LONGEST_SIGN_OFF, namesPhotoAgency, signOff } from './sign-offs.ts';

export interface BodyLines {
  tags: SourceTag[];
  /** What has been read, and is no running text. */
  places: Span[];
}

/** Characters of the longest paragraph that can be such a line. */
const MAX_PARAGRAPH = 400;

/**
 * The lines of a body, read. They name somebody, so only paragraphs in which an agency may be named are read.
 * @param unknown names of agencies that the register does not have
 */
export function linesOfTheirOwn(
  text: string,
  paragraphs: readonly Surveyed[],
  unknown: readonly Span[],
  context: Context,
): BodyLines {
  const lines = paragraphs.flatMap((paragraph): Line[] => {
    const { start, end, names } = paragraph;
    if (names.length > 0) return linesOf(text, withText(text, paragraph), context);
    if (!unknown.some((name) => start <= name.start && name.start < end)) return [];
    const whole = wholeLine(text, withText(text, paragraph), [], context);
    return whole === undefined ? [] : [whole];
  });
  return { tags: lines.flatMap(({ tags }) => tags), places: lines.map(({ place }) => place) };
}

function withText(text: string, paragraph: Surveyed): Paragraph {
  return { ...paragraph, text: text.slice(paragraph.start, paragraph.end) };
}

function linesOf(text: string, paragraph: Paragraph, context: Context): Line[] {
  const { start, end, names } = paragraph;
  const head = (names[0] ?? end) < start + LONGEST_DATELINE ? dateline(paragraph, context) : undefined;
  const photos = photoCreditsIn(text, paragraph);
  const whole = head === undefined ? wholeLine(text, paragraph, photos, context) : undefined;
  if (whole !== undefined) return [whole];
  const found: Line[] = [];
  const taken = new Places();
  const take = (line: Line): void => {
    found.push(line);
    taken.add(line.place);
  };
  if (head !== undefined) take(head);
  for (const place of photos) {
    if (!taken.overlap(place)) take({ tags: tagsOfPhotoCredit(text, 'body', place, context), place });
  }
  for (const line of datelinesWithin(paragraph, context)) if (!taken.overlap(line.place)) take(line);
  const last =
    (names.at(-1) ?? start) >= end - LONGEST_SIGN_OFF ? signOff(text, paragraph, context) : undefined;
  if (last !== undefined && !taken.overlap(last.place)) take(last);
  return found;
}

/** Characters at the start of a paragraph in which its dateline names the agency. */
const LONGEST_DATELINE = 140;

/** A dateline in a line of its own stands above the report. */
const FIRST_PARAGRAPHS = 4;
const LONGEST_ALONE = 90;

/** What a dateline holds: a bracket, a slash or a dash. */
const DATELINE_MARK =
  /[([/|•【［（〔电電]|\s[-–—]|[-–—]\s|^W|^\p{Lu}[\p{L} ]{1,20}, \d{1,2}\.? \p{L}|^\p{L}{2,8} \p{Lu}[^.]{2,50}\. |^\p{Lu}\p{L}+[.:] [\p{L}\d]|^\p{Lu}[^(\n.]{1,30}[.,\s]\s?(?:\p{Lu}{2,12}|\p{Lu}\p{Ll}{2,13}|[^(\n.]{3,12}\s\p{Nd}{1,2}[,.]?(?: \p{Nd}{4}[,.]?)? \p{L}{2,12})(?:[.:]\s|$)/u;

/** Two words of a sentence: what has them before its first mark begins with no dateline. */
const IN_SENTENCE = /^[^(/–—]{0,90}?\s\p{Ll}{3,}\s\p{Ll}{3,}/u;

/** "(Adnkronos)", "/ritzau/AFP" below a text: nothing follows of which it could be the dateline. */
const BRACKET_ALONE = /^\s*(?:[([（【][^()[\]（）【】\n]{2,80}[)\]）】]\.?|\/[^\s/]{2,20}\/\S{0,20})\s*$/u;

/** "... at eight. /ritzau/": the name ends the text. */
const CLOSED = /[)\]/）】]\.?\s*$/;

/** The dateline at the start of a paragraph: of the first, or of one of several reports. */
function dateline({ text, start, end, index, count }: Paragraph, context: Context): Line | undefined {
  if (COPYRIGHT_LINE.test(text)) return undefined;
  if (index < FIRST_PARAGRAPHS && index < count - 1 && text.length < LONGEST_ALONE) {
    const mentions = datelineAlone(text, context.language);
    if (mentions.length > 0)
      return { tags: tagsOfDatelineInBody(text, start, context, mentions), place: { start, end } };
  }
  if (
    !/^(?:[\s"“„«(/[【［（〔]{0,3}[\p{Lu}\p{Lo}\d]|\p{Ll}{2,4} \p{Lu}|[(/[]\p{Ll}[\p{Ll}/]{1,14}[)/\]])/u.test(
      text,
    ) ||
    !DATELINE_MARK.test(text.slice(0, LONGEST_DATELINE))
  )
    return undefined;
  if (
    (index > 0 || (count === 1 && CLOSED.test(text))) &&
    (IN_SENTENCE.test(text) || BRACKET_ALONE.test(text))
  )
    return undefined;
  const tags = tagsOfDatelineInBody(text, start, context);
  const last = tags.at(-1);
  return last === undefined
    ? undefined
    : { tags, place: { start, end: start + datelineEnd(text, last.end - start) } };
}

/** Behind the mark that closes the dateline. */
function datelineEnd(text: string, nameEnd: number): number {
  const close = text.slice(nameEnd, nameEnd + 30).search(/[)/]|\s[-–—]/);
  return close < 0 ? nameEnd : nameEnd + close + 1;
}

const BRACKETED = /\((?<inner>[^()\n]{2,60})\)/g;

/** "... By Jane Doe Feb 15 (Reuters) -": a dateline behind other words of its paragraph. */
function datelinesWithin({ text, start, names }: Paragraph, context: Context): Line[] {
  if (!text.includes('(')) return [];
  return [...text.matchAll(BRACKETED)].flatMap((match): Line[] => {
    const end = match.index + match[0].length;
    if (!mayBeNamed(names, start + match.index + 1, start + end)) return [];
    const inner = match.groups?.inner ?? '';
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const mentions = bracketDateline(before, inner, text.slice(end, end + 6));
    if (mentions.length === 0) return [];
    const placed = mentions.map((mention) => ({
      ...mention,
      start: mention.start + match.index + 1,
      end: mention.end + match.index + 1,
    }));
    return [
      {
        tags: tagsOfDatelineInBody(text, start, context, placed),
        place: { start: start + match.index, end: start + end },
      },
    ];
  });
}

const PHOTO_LINE =
  /^[\s([]*(?:photo|foto|bild|image|picture|crédit photo|imagen|immagine|beeld|kuva|ảnh|фото|φωτό?|צילום|写真|사진)[^\n]{0,20}?(?::|\bby\b|\/|©)|^[\s(]*©\s?\p{Lu}[^\d\n]{1,60}$/iu;
/** Behind what some put before it: "RIPRODUZIONE RISERVATA © Copyright ANSA"; "<저작권자(c) 연합뉴스, ...>". */
const COPYRIGHT_LINE =
  /^[\s([—–-]*(?:(?:riproduzione riservata|alle rechte vorbehalten|tous droits réservés|all rights reserved|todos los derechos reservados|todos os direitos reservados|alle rechten voorbehouden)[\s.,–—-]*)?(?:©|\(c\)|copyright\b|[<＜〈]?\s?저작권자)/i;
/** "© ANSA", "© Agence France-Presse": one name. */
const HOLDER = /^[\s(]*(?:©|\(c\))\s?[\p{Lu}][\p{L} .'’-]{1,40}\)?\.?$/iu;
/** "By The Associated Press", "By Jane Doe, Associated Press Writer". */
const BYLINE = /^(?:By|BY|Par|Von|VON|Por|D[aio]|Door|Af|Av):?\s/;
/** "by AFP", "door ANP": small only before an agency, above the report. */
const SMALL_BYLINE = /^(?:by|par|von|por|di|door|af|av)\s(?<names>[^.!?:;]{2,40})$/u;
/** What stands in bylines and is not written like a name. */
const BYLINE_WORD = /^(?:\p{Lu}\S*|dpa|epd|sda|the|and|und|et|y|e|og|och|en|in|for|of|de|em|[&|/,–-])$/u;
const LONGEST_BYLINE = 12;
const STAFF = /\s(?:Staff|staff)(?:\s(?:Writers?|Reporters?|writers?|reporters?))?$/;

function isByline(line: string, index: number, language: string | undefined): boolean {
  const agency = index < FIRST_PARAGRAPHS ? SMALL_BYLINE.exec(line)?.groups?.names : undefined;
  if (agency !== undefined) return isAgencyAlone(agency.replace(STAFF, ''), language);
  if (!BYLINE.test(line)) return false;
  const [names = ''] = line.split(STAMPED, 1);
  const words = names.trim().split(/\s+/);
  return words.length <= LONGEST_BYLINE && words.every((word) => BYLINE_WORD.test(word));
}

/** "Source: Xinhua| 2018-05-03|Editor: huaxia": who put it on the page stands behind. */
function withoutEditor(line: string): string {
  if (line.length > LONGEST_CREDITED || !line.includes('Editor:')) return line;
  const at = line.search(EDITOR);
  return at > 0 ? line.slice(0, at) : line;
}
const EDITOR = /[\s|[]\s?(?:Web )?Editor:\s?[\p{L} .]{2,30}\]?\s*$/u;
const LONGEST_CREDITED = 120;

/** A paragraph that is a photo credit, a copyright line, a byline or a credit line. */
function wholeLine(
  text: string,
  paragraph: Paragraph,
  [photo]: readonly Span[],
  context: Context,
): Line | undefined {
  const { start, end } = paragraph;
  const line = withoutEditor(paragraph.text);
  const place = { start, end };
  if (line.length > MAX_PARAGRAPH) return undefined;
  // the last line of a text says whose text it is
  if (paragraph.index > 0 && paragraph.index === paragraph.count - 1 && HOLDER.test(line)) {
    const tags = tagsOfLineInBody(line, 'copyright', start, context);
    if (tags.length > 0) return { tags, place };
  }
  if (PHOTO_LINE.test(line) && namesPhotoAgency(line))
    return { tags: tagsOfPhotoCredit(text, 'body', place, context), place };
  if (COPYRIGHT_LINE.test(line)) return { tags: tagsOfLineInBody(line, 'copyright', start, context), place };
  if (isByline(line, paragraph.index, context.language)) {
    const tags = tagsOfLineInBody(line, 'byline', start, context);
    if (tags.length > 0) return { tags, place };
  }
  if (photo !== undefined && end - photo.end <= 3 && isAtStart(text, start, photo.start))
    return { tags: tagsOfPhotoCredit(text, 'body', photo, context), place };
  if (!isCreditLine(line, paragraph) && !isCreditAbove(text, line, paragraph, context)) return undefined;
  // "Credit: Shutterstock": who sells pictures alone
  if (isOfPhotoDesks(line)) return { tags: tagsOfPhotoCredit(text, 'body', place, context), place };
  const tags = tagsOfLineInBody(line, 'credit', start, context);
  // "From Kyodo News:" tells whose the words behind it are
  const isLeadIn = /\S:\s?$/.test(line) && !line.startsWith('(');
  return { tags: isLeadIn ? tags.map((tag) => ({ ...tag, role: 'attribution' })) : tags, place };
}

/** "Photo AFP", "File photo | PTI": nothing, or a label, before the credit. */
function isAtStart(text: string, start: number, credit: number): boolean {
  if (credit - start <= 3) return true;
  if (credit - start > LONGEST_LABEL) return false;
  const label = text.slice(start, credit).replace(/[|–—]\s?$/, '');
  return endsInPhotoLabel(label, 0, label.length);
}
const LONGEST_LABEL = 16;

/** The sign-off of those who reported, wrote and edited. */
const REPORTING =
  /^\((?:additional |further |with )?(?:reporting|writing|editing|compiled|edited|written)\b[^\n]*\)\.?$/i;
const CONTRIBUTED =
  /\b(?:contribut|contribu[éyí]|contribuiu|contribuito|colabor[óo]|collaborato|beigetragen|bijgedragen|bidrog|bidragit|bidraget|bidro\b|bidratt)/i;
/** One sentence that says nothing else. */
const REPORT = String.raw`(?:report|story|article|artículo|informe|reporte|reportage|texte|texto|articolo|bericht|artikel|artigo|reportagem|artikkelen|saken|articolo|nota)\b`;
const THIS_REPORT = new RegExp(
  String.raw`\b(?:this|cet|ce|este|esta|questo|questa|diesem|dit|denne|dette|detta|denna) ${REPORT}`,
  'i',
);
const ANY_REPORT = new RegExp(String.raw`\b${REPORT}`, 'i');

/** By its words anywhere; by the names alone only among the last paragraphs, and not where it is the first of several. */
function isCreditLine(paragraph: string, { index, count }: Pick<Paragraph, 'index' | 'count'>): boolean {
  if (REPORTING.test(paragraph)) return true;
  if (paragraph.length > MAX_CREDIT) return false;
  if (isAgencyAlone(paragraph) || ((index > 0 || count === 1) && isSupplied(paragraph))) return true;
  const isContribution = CONTRIBUTED.test(paragraph);
  const isPlaced =
    (isContribution && THIS_REPORT.test(paragraph)) ||
    ((index > 0 || count === 1) && (isContribution || index >= count - LAST_PARAGRAPHS));
  return isPlaced && isCreditParagraph(paragraph);
}

/** Above a report: "Le Courrier avec AFP", "Belga" with the day below it. */
function isCreditAbove(
  text: string,
  line: string,
  { end, index }: Pick<Paragraph, 'end' | 'index'>,
  { language }: Context,
): boolean {
  if (index >= FIRST_PARAGRAPHS || line.length > LONGEST_CREDITED) return false;
  const [below = '', next = ''] = text
    .slice(end, end + LONGEST_CREDITED)
    .trimStart()
    .split(/\n+/, 2);
  return (
    isHouseWithAgency(line.replace(BYLINE, '')) ||
    ((isDay(below) || DATELINE_BELOW.test(below) || (ONE_NAME.test(below) && isDay(next))) &&
      isAgencyAlone(line, language, 'risky'))
  );
}

/** "Madrid", "New York": a line of its own between the agency and the day. */
const ONE_NAME = /^\p{Lu}[\p{L} .-]{2,24}$/u;
/** "Kochi, June 3: The quay": a dateline whose agency stands above it. */
const DATELINE_BELOW =
  /^\p{Lu}[\p{L} ]{2,24}, (?:\p{Lu}\p{L}{2,8}\.? \d{1,2}|\d{1,2} \p{L}{3,9}\.?)\s?[:–—-]/u;

/** "Publié le 3 mai 2023 à 18h22", "12.05.2023, 10:11 Uhr": a day, an hour, and nothing else behind them. */
function isDay(line: string): boolean {
  return line.length < LONGEST_DAY && DAY.test(line);
}
const LONGEST_DAY = 60;
const DAY =
  /^(?:\p{L}[^\d\n]{0,25})?\d{1,2}(?:[./-]\d{1,2}[./-](?:20)?\d\d|\.?\s(?:de\s)?\p{L}{3,10}\.?,?\s(?:(?:de|del)\s)?20\d\d)(?:[\s,|–—-]{1,3}(?:\p{L}{1,3}\.?\s){0,2}\d{1,2}[:.h]\d\d(?:\s\p{L}{1,4})?)?$/u;

/** "This story was first published by A.": one that has been supplied, and the name at its end. */
function isSupplied(paragraph: string): boolean {
  if (!SUPPLIED.test(paragraph) || !ANY_REPORT.test(paragraph)) return false;
  const text = paragraph.trimEnd();
  return mentionsIn(text, 'running').some(({ end }) => text.length - end < 3);
}
