/**
 * Finds places of a plain text in the same text cut into the pieces of a document. The two differ in white space alone:
 * paragraphs are lines in the one and elements in the other.
 */
import type { ArticleView } from '../../functions/core/feed/contract.ts';

export type Mark = ArticleView['marks'][number];

/** A part of a piece that a mark covers. */
export interface MarkedPart {
  piece: number;
  start: number;
  end: number;
  mark: Mark;
}

const SPACE = /\s/u;

/**
 * @param pieces the texts of the document's text nodes, in their order
 * @param plain the text in which the marks have their offsets
 * @returns parts in the order of the text; of marks that overlap the first, and none where the texts part
 */
export function placeMarks(pieces: readonly string[], plain: string, marks: readonly Mark[]): MarkedPart[] {
  const places = placesOf(pieces, plain);
  const parts: MarkedPart[] = [];
  let free = 0;
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < free || mark.end <= mark.start) continue;
    const its = partsOf(places, mark);
    if (its.length === 0) continue;
    parts.push(...its);
    free = mark.end;
  }
  return parts;
}

/** Where each character of the plain text stands: piece and offset; undefined for white space and behind a difference. */
function placesOf(
  pieces: readonly string[],
  plain: string,
): readonly ({ piece: number; offset: number } | undefined)[] {
  const places: ({ piece: number; offset: number } | undefined)[] = [];
  let at = 0;
  for (const [piece, text] of pieces.entries()) {
    for (let offset = 0; offset < text.length; offset++) {
      const character = text.charAt(offset);
      if (SPACE.test(character)) continue;
      while (at < plain.length && SPACE.test(plain.charAt(at))) at++;
      if (plain.charAt(at) !== character) {
        // A sign that only one of them has (a bullet, a rule): go on where they meet again
        const next = plain.indexOf(character, at);
        if (next === -1 || next - at > 3) continue;
        at = next;
      }
      places[at] = { piece, offset };
      at++;
    }
  }
  return places;
}

function partsOf(
  places: readonly ({ piece: number; offset: number } | undefined)[],
  mark: Mark,
): MarkedPart[] {
  const parts: MarkedPart[] = [];
  for (let at = mark.start; at < mark.end; at++) {
    const place = places[at];
    if (place === undefined) continue;
    const last = parts.at(-1);
    if (last?.piece === place.piece) last.end = place.offset + 1;
    else parts.push({ piece: place.piece, start: place.offset, end: place.offset + 1, mark });
  }
  return parts;
}

/** A plain text cut at its marks. */
export function cutAtMarks(text: string, marks: readonly Mark[]): { text: string; mark: Mark | null }[] {
  const cuts: { text: string; mark: Mark | null }[] = [];
  let at = 0;
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    if (mark.start < at || mark.end <= mark.start || mark.end > text.length) continue;
    if (mark.start > at) cuts.push({ text: text.slice(at, mark.start), mark: null });
    cuts.push({ text: text.slice(mark.start, mark.end), mark });
    at = mark.end;
  }
  if (at < text.length) cuts.push({ text: text.slice(at), mark: null });
  return cuts;
}
