/** Sources in the credits of pictures: given apart, as the lines of a picture, at the end of captions, in a body. */
import type { SourceTag } from '../../article/record.ts';
import type { Context } from '../context.ts';
import type { PhotoPart } from '../photo-reading.ts';
import { creditOfCaption, photoParts } from '../photo.ts';
import { evidenceIn, tagOfMention, tagOfName, type Finding, type Span } from './tag.ts';

export interface Caption {
  /** Its place in the record: "associations[0].caption". */
  field: string;
  text: string;
}

/** Characters of one caption that is read. */
const MAX_CAPTION = 2000;

/** A gallery has hundreds; what has more is a list of names. */
const MOST_CREDITS = 2000;

/**
 * The photo credits of an article. Their offsets are those of the credits joined by line ends.
 * @param longest characters of one credit that are read
 */
export function tagsOfPhotoCredits(
  credits: readonly string[],
  longest: number,
  context: Context,
): SourceTag[] {
  const text = credits.join('\n');
  let start = 0;
  return credits.slice(0, MOST_CREDITS).flatMap(({ length }) => {
    const credit = { start, end: start + Math.min(length, longest) };
    start += length + 1;
    return tagsOfPhotoCredit(text, 'photo', credit, context);
  });
}

/** The byline or the credit line of a picture; in a byline who is no agency is the photographer. */
export function tagsOfPictureLine(text: string, field: 'by' | 'credit', context: Context): SourceTag[] {
  const whole = { start: 0, end: text.length };
  const tags = tagsOfPhotoCredit(text, field, whole, context);
  if (tags.length > 0 || field === 'credit' || text.trim() === '') return tags;
  const evidence = evidenceIn(text);
  return [tagOfName(text.trim(), { role: 'photographer', field, ...whole, evidence, confidence: 0.7 })];
}

/** The credit at the end of a caption; the rest of it tells what is to be seen. */
export function tagsOfCaption({ field, text }: Caption, context: Context): SourceTag[] {
  const credit = text.length > MAX_CAPTION ? undefined : creditOfCaption(text);
  return credit === undefined ? [] : tagsOfPhotoCredit(text, field, credit, context);
}

/** One photo credit, which stands at a place of the text. */
export function tagsOfPhotoCredit(text: string, field: string, place: Span, context: Context): SourceTag[] {
  const credit = text.slice(place.start, place.end);
  return photoParts(credit).map((part) => tagOfPart(credit, part, { field, offset: place.start }, context));
}

function tagOfPart(
  credit: string,
  part: PhotoPart,
  { field, offset }: { field: string; offset: number },
  context: Context,
): SourceTag {
  const isAgency = part.kind === 'agency';
  const span = isAgency ? part.mention : part;
  const finding: Finding = {
    role: isAgency ? part.role : 'photographer',
    field,
    start: offset + span.start,
    end: offset + span.end,
    evidence: evidenceIn(credit),
    confidence: isAgency ? 0.95 : 0.85,
  };
  return isAgency
    ? tagOfMention(credit, part.mention, finding, context)
    : tagOfName(credit.slice(span.start, span.end), finding);
}
