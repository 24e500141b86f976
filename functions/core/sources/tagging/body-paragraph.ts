/** A paragraph of a body, and what a line in it names. */
import type { SourceTag } from '../../article/record.ts';
import type { Paragraph as Surveyed } from '../survey.ts';
import type { Span } from './tag.ts';

/** One line that was read. */
export interface Line {
  tags: SourceTag[];
  place: Span;
}

/** Paragraphs at the end of a body in which a sign-off or a credit line can stand. */
export const LAST_PARAGRAPHS = 4;
/** A paragraph with its text. */
export interface Paragraph extends Surveyed {
  text: string;
}
