/** Lines of a body that are no sentences of it: its dateline, credit and copyright lines, photo credits, the sign-off. */
import type { SourceTag } from '../../article/record.ts';
import type { Context } from '../context.ts';
import { photoParts } from '../photo.ts';
import { isCreditParagraph } from '../slots.ts';
import { tagsOfDatelineInBody, tagsOfLineInBody } from './line-slots.ts';
import { tagsOfPhotoCredit } from './photo-slots.ts';
import type { Span } from './tag.ts';

export interface BodyLines {
  tags: SourceTag[];
  /** What has been read, and is no running text. */
  places: Span[];
}

/** One line that was read. */
interface Line {
  tags: SourceTag[];
  place: Span;
}

/** Paragraphs at the end of a body in which a sign-off or a credit line can stand. */
const LAST_PARAGRAPHS = 4;
/** Characters of the longest paragraph that can be such a line. */
const MAX_PARAGRAPH = 400;

/** The lines of a body, read. */
export function linesOfTheirOwn(text: string, context: Context): BodyLines {
  const paragraphs = paragraphsIn(text);
  const lines = [
    ...dateline(text, context),
    ...paragraphs.flatMap((place, index) =>
      paragraphLine(text, place, { index, count: paragraphs.length }, context),
    ),
    ...bracketedCredits(text, context),
    ...signOff(text, paragraphs.at(-1), context),
  ];
  return { tags: lines.flatMap(({ tags }) => tags), places: lines.map(({ place }) => place) };
}

function dateline(text: string, context: Context): Line[] {
  const tags = tagsOfDatelineInBody(text, context);
  return tags.length === 0 ? [] : [{ tags, place: { start: 0, end: datelineEnd(text) } }];
}

function datelineEnd(text: string): number {
  const end = text.search(/[)/]\s{0,2}(?:[-—–_:.]|\n)/);
  return end < 0 ? 60 : end + 1;
}

const PHOTO_LINE =
  /^[\s([]*(?:photo|foto|bild|image|picture|crédit photo|imagen|immagine|beeld)[^\n]{0,20}?(?::|\bby\b|\/|©)|^[\s(]*©\s?\p{Lu}[^\d\n]{1,60}$/iu;
const COPYRIGHT_LINE = /^[\s([]*(?:©|\(c\)|copyright\b)/i;

/** A paragraph that is a photo credit, a copyright line or a credit line. */
function paragraphLine(
  text: string,
  place: Span,
  standing: { index: number; count: number },
  context: Context,
): Line[] {
  if (place.end - place.start > MAX_PARAGRAPH) return [];
  const paragraph = text.slice(place.start, place.end);
  if (PHOTO_LINE.test(paragraph) && namesPhotoAgency(paragraph))
    return [{ tags: tagsOfPhotoCredit(text, 'body', place, context), place }];
  if (COPYRIGHT_LINE.test(paragraph))
    return [{ tags: tagsOfLineInBody(paragraph, 'copyright', place.start, context), place }];
  return isCreditLine(paragraph, standing)
    ? [{ tags: tagsOfLineInBody(paragraph, 'credit', place.start, context), place }]
    : [];
}

/** The sign-off of those who reported, wrote and edited. */
const REPORTING =
  /^\((?:additional |further |with )?(?:reporting|writing|editing|compiled|edited|written)\b[^\n]*\)\.?$/i;
const CONTRIBUTED =
  /\b(?:contribut|contribu[éyí]|contribuiu|contribuito|colabor[óo]|collaborato|beigetragen|bijgedragen|bidrog|bidragit|bidraget|bidro\b|bidratt)/i;
/** One sentence that says nothing else. */
const THIS_REPORT =
  /\b(?:this|cet|ce|este|esta|questo|questa|diesem|dit|denne|dette|detta|denna) (?:report|story|article|artículo|informe|reporte|reportage|texte|texto|articolo|bericht|artikel|artigo|reportagem|artikkelen|saken|articolo|nota)\b/i;

/** By its words anywhere; by the names alone only among the last paragraphs, and not where it is the first of several. */
function isCreditLine(paragraph: string, { index, count }: { index: number; count: number }): boolean {
  if (REPORTING.test(paragraph)) return true;
  const isContribution = CONTRIBUTED.test(paragraph);
  const isPlaced =
    (isContribution && THIS_REPORT.test(paragraph)) ||
    ((index > 0 || count === 1) && (isContribution || index >= count - LAST_PARAGRAPHS));
  return isPlaced && isCreditParagraph(paragraph);
}

const BRACKETED_CREDIT = /\(([^()\n]{4,80})\)/g;

/** "(Foto: Jane Doe/AFP)" within a paragraph. */
function bracketedCredits(text: string, context: Context): Line[] {
  return [...text.matchAll(BRACKETED_CREDIT)].flatMap((match): Line[] => {
    const inner = match[1] ?? '';
    if (!/\b(?:photo|foto)\b/i.test(inner) || !namesPhotoAgency(inner)) return [];
    const start = match.index + 1;
    const place = { start, end: start + inner.length };
    return [{ tags: tagsOfPhotoCredit(text, 'body', place, context), place }];
  });
}

const SIGN_OFF =
  /(?:[.!?"”»]\s{0,2})(?:\((?<names>[^()\n]{2,60})\)|[—–-]{1,2}\s?(?<dashed>[^\n]{2,40})|\/(?<slashed>[^/\n]{2,30})\/|©\s?(?<copy>[^\n]{2,30}))\s*$/u;

/** "... said. (AFP)": the names behind the last sentence. */
function signOff(text: string, last: Span | undefined, context: Context): Line[] {
  const match = last === undefined ? null : SIGN_OFF.exec(text.slice(last.start, last.end));
  const groups = match?.groups;
  const names = groups?.names ?? groups?.dashed ?? groups?.slashed ?? groups?.copy;
  if (last === undefined || match === null || names === undefined || !isCreditParagraph(names)) return [];
  const start = last.start + match.index + match[0].indexOf(names);
  const place = { start, end: start + names.length };
  return [{ tags: tagsOfLineInBody(names, 'credit', start, context), place }];
}

function namesPhotoAgency(credit: string): boolean {
  return photoParts(credit).some(({ kind }) => kind === 'agency');
}

function paragraphsIn(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) found.push({ start, end });
    start = end + 1;
  }
  return found;
}
